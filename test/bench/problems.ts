/** What the benchmark works on: formulas of many kinds and sizes as text, in the notation that all systems read. */
import { CASES } from './readability-cases.js'

/** What is timed: text to the text of the derivative, text to derivative, parsed to all derivatives, the value and those in numbers. */
export type Work = 'answer' | 'derivative' | 'symbolic' | 'numeric' | 'points'

export interface Problem {
  readonly key: string
  readonly title: string
  readonly work: Work
  /** Functions, each with what it is differentiated by. */
  readonly functions: readonly (readonly [f: string, by: readonly string[]])[]
  /** The derivatives that are wanted: of the first order by all variables, or of the second by all pairs. */
  readonly wanted?: 'gradient' | 'hessian'
  /** Definitions before the function, one a line: written out it would be exponentially long. */
  readonly steps?: readonly string[]
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1)
const names = (letter: string, n: number): string[] => upTo(n).map(k => `${letter}${k}`)

const textbook = CASES.filter(c => c.by.length === 1 && !/piecewise|max|min|abs/.test(c.f)).slice(0, 66)

const unit = (k: number): string =>
  `v${k}*tanh(${upTo(8)
    .map(j => `w${k}x${j}*u${j}`)
    .join(' + ')} + b${k})`
const parameters = upTo(100).flatMap(k => [...upTo(8).map(j => `w${k}x${j}`), `b${k}`, `v${k}`])
const loss = `(${upTo(100).map(unit).join(' + ')} - t)^2`

const rosenbrock = upTo(99)
  .map(k => `100*(x${k + 1} - x${k}^2)^2 + (1 - x${k})^2`)
  .join(' + ')

const softmax = `log(${names('z', 200)
  .map(z => `exp(${z})`)
  .join(' + ')}) - z7`

const chain = upTo(30).reduce((inner, k) => `tanh(w${k}*${inner} + b${k})`, 'x')

const coordinates = upTo(20).flatMap(k => [`x${k}`, `y${k}`, `z${k}`])
const lennardJones = upTo(20)
  .flatMap(i =>
    upTo(i - 1).map(j => {
      const square = ['x', 'y', 'z'].map(c => `(${c}${i} - ${c}${j})^2`).join(' + ')
      return `4*(1/(${square})^6 - 1/(${square})^3)`
    }),
  )
  .join(' + ')

const both = (
  key: string,
  title: string,
  f: string,
  by: readonly string[],
  wanted: 'gradient' | 'hessian',
): Problem[] => [
  { key, title: `${title}, symbolic`, work: 'symbolic', functions: [[f, by]], wanted },
  {
    key: `${key}-value`,
    title: `${title}, value and derivatives at a point`,
    work: 'numeric',
    functions: [[f, by]],
    wanted,
  },
]

export const PROBLEMS: readonly Problem[] = [
  {
    key: 'textbook',
    title: '66 textbook derivatives, text to text',
    work: 'answer',
    functions: textbook.map(c => [c.f, c.by]),
  },
  {
    key: 'sum',
    title: 'sum of 10,000 terms, text to derivative',
    work: 'derivative',
    functions: [
      [
        upTo(10_000)
          .map(k => `${k}*sin(${k}*x)`)
          .join(' + '),
        ['x'],
      ],
    ],
  },
  {
    key: 'shared',
    title: 'f = sin(f) + f*x, 200 times',
    work: 'symbolic',
    functions: [['f200', ['x']]],
    steps: ['f0 = x', ...upTo(200).map(k => `f${k} = sin(f${k - 1}) + f${k - 1}*x`)],
    wanted: 'gradient',
  },
  {
    key: 'tenth',
    title: '10th derivative of exp(-x^2)*sin(x)/(1 + x^2)',
    work: 'symbolic',
    functions: [['exp(-x^2)*sin(x)/(1 + x^2)', Array<string>(10).fill('x')]],
  },
  ...both('loss', 'gradient by 1,000 parameters', loss, parameters, 'gradient'),
  ...both('rosenbrock', 'Hessian of Rosenbrock-100', rosenbrock, names('x', 100), 'hessian'),
  ...both('product', 'Hessian of a product of 30', names('x', 30).join('*'), names('x', 30), 'hessian'),
  ...both('softmax', 'gradient of cross-entropy of 200', softmax, names('z', 200), 'gradient'),
  ...both('chain', 'gradient of 30 layers', chain, [...names('w', 30), ...names('b', 30)], 'gradient'),
  ...both('lennard-jones', 'gradient of Lennard-Jones, 20 atoms', lennardJones, coordinates, 'gradient'),
  {
    key: 'points',
    title: 'a derivative at 10^6 points',
    work: 'points',
    functions: [['exp(-x^2)*sin(3*x)/(1 + x^2)', ['x']]],
  },
]

export const problem = (key: string): Problem => {
  const found = PROBLEMS.find(p => p.key === key)
  if (found === undefined)
    throw new Error(`there is no problem ${key}; there are ${PROBLEMS.map(p => p.key).join(', ')}`)
  return found
}

/** A point for all names of a formula: the same in every system. */
export const coordinate = (k: number): number => 0.5 + ((k * 7) % 11) / 20

/** The symbols of a formula, in the order in which they come. */
export const symbolsIn = (f: string): string[] => [
  ...new Set(
    [...f.matchAll(/[a-z_]\w*(?![\w(])/g)].map(m => m[0]).filter(n => !/^(?:exp|sin|cos|tanh|log|e|pi)$/.test(n)),
  ),
]

/** The million points of a variable. */
export const POINTS = { count: 1_000_000, from: -3, to: 3 } as const

export const points = (): Float64Array => {
  const { count, from, to } = POINTS
  return Float64Array.from({ length: count }, (_, k) => from + ((to - from) * k) / count)
}
