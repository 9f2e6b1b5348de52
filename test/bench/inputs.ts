/** What the benchmarks work on: a small formula and three large ones, each large in its own way. */

export interface Input {
  readonly name: string
  readonly text: string
  /** What to differentiate by; one name means a derivative, several a gradient. */
  readonly by: readonly string[]
  /** Every name in the formula. */
  readonly names: readonly string[]
  /** The derivative is printed with names for what repeats: written out it would be millions of characters long. */
  readonly shared?: boolean
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1)

const neuron: Input = {
  name: 'sigmoid neuron, 3 weights',
  text: '1/(1 + exp(-(w0*x0 + w1*x1 + w2)))',
  by: ['w0', 'w1', 'w2'],
  names: ['w0', 'w1', 'w2', 'x0', 'x1'],
}

const sum: Input = {
  name: 'sum of 10,000 terms',
  text: upTo(10_000)
    .map(k => `${k}*sin(${k}*x)`)
    .join(' + '),
  by: ['x'],
  names: ['x'],
}

const nested: Input = {
  name: 'sin, nested 2,000 times',
  text: `${'sin('.repeat(2000)}x${')'.repeat(2000)}`,
  by: ['x'],
  names: ['x'],
  shared: true,
}

/** y = sum_k v_k*tanh(sum_j W_kj*x_j + b_k) + c with 8 inputs and 100 hidden units: 1,001 parameters. */
function network(): Input {
  const [units, inputs] = [upTo(100), upTo(8)]
  const unit = (k: number): string => `v${k}*tanh(${inputs.map(j => `W${k}_${j}*x${j}`).join(' + ')} + b${k})`
  const parameters = [...units.flatMap(k => [...inputs.map(j => `W${k}_${j}`), `b${k}`, `v${k}`]), 'c']
  return {
    name: 'network, 1,001 parameters',
    text: `${units.map(unit).join(' + ')} + c`,
    by: parameters,
    names: [...parameters, ...inputs.map(j => `x${j}`)],
  }
}

export const INPUTS: readonly Input[] = [neuron, sum, nested, network()]
