/**
 * `npm run bench:tensor`: products of matrices, and the value and gradient of a network with two layers (784 to 100 to 10, batches of
 * 64), beside numpy in the same run where there is one; both on one thread. The least of many runs, for the machine may be busy.
 */
import { spawnSync } from 'node:child_process'
import { compileTensor } from '../../src/compile/tensor/compile.js'
import { num } from '../../src/expr/build.js'
import { gridOf, placesOf } from '../../src/linalg/places.js'
import { engine, multiply } from '../../src/linalg/product.js'
import { derivative } from '../../src/tensor/derivative.js'
import type { Node, Variable } from '../../src/tensor/node.js'
import { Space } from '../../src/tensor/space.js'
import * as algebra from '../tensor/algebra.js'

const SIZES = [8, 128, 384]
const RUNS = 200

/** Milliseconds of the fastest run. */
function fastest(task: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let k = 0; k < RUNS; k++) {
    const start = performance.now()
    task()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

const numbers = (n: number, seed: number): Float64Array =>
  Float64Array.from({ length: n }, (_, k) => Math.sin(seed + k * k) / 10)

function productRate(n: number, name: 'wasm' | 'javascript'): number {
  const [a, b, c] = [numbers(n * n, 1), numbers(n * n, 2), new Float64Array(n * n)]
  const places = gridOf(0, placesOf([n], [n]), placesOf([n], [1]))
  const repeats = Math.ceil(2e5 / n ** 3)
  const run = (): void => {
    for (let k = 0; k < repeats; k++) multiply(a, places, b, places, c, places, engine(name))
  }
  return (2 * n ** 3 * repeats) / fastest(run) / 1e6
}

interface Network {
  readonly loss: Node
  readonly gradient: readonly Node[]
}

const [BATCH, IN, HIDDEN, OUT] = [64, 784, 100, 10]

/** Softmax cross-entropy of a hidden layer with tanh. */
function network(): Network {
  const space = new Space()
  const of = (name: string, ...shape: number[]): Node =>
    space.variable(
      name,
      shape.map(d => num(d)),
    )
  const [X, T] = [of('X', BATCH, IN), of('T', BATCH, OUT)]
  const [W, b, V, c] = [of('W', IN, HIDDEN), of('b', HIDDEN), of('V', HIDDEN, OUT), of('c', OUT)] as const
  const layer = (x: Node, weights: Node, shift: Node): Node => {
    const shape = [x.shape[0] as never, weights.shape[1] as never]
    const rows = algebra.ones(space, [x.shape[0] as never])
    return algebra.add(space, shape, [algebra.matmul(space, x, weights), algebra.outer(space, rows, shift)])
  }
  const logits = layer(space.map('tanh', [layer(X, W, b)]), V, c)
  const logs = space.map('log', [space.operation('softmax', logits)])
  const loss = algebra.scale(
    space,
    num(-1 / BATCH),
    algebra.total(space, algebra.times(space, logits.shape, [T, logs])),
  )
  return { loss, gradient: [W, b, V, c].map(v => derivative(space, loss, v as Variable)) }
}

interface NetworkTime {
  readonly time: number
  /** Of a call that answers nested arrays. */
  readonly nested: number
  readonly loss: number
  readonly slope: number
}

function networkTime(): NetworkTime {
  const { loss, gradient } = network()
  const f = compileTensor([loss, ...gradient], ['X', 'W', 'b', 'V', 'c', 'T'])
  const labels = Float64Array.from({ length: BATCH * OUT }, (_, k) => (k % OUT === Math.floor(k / OUT) % OUT ? 1 : 0))
  const values = [BATCH * IN, IN * HIDDEN, HIDDEN, HIDDEN * OUT, OUT].map((n, k) => numbers(n, k + 1))
  const out = [1, IN * HIDDEN, HIDDEN, HIDDEN * OUT, OUT].map(n => new Float64Array(n))
  const time = fastest(() => f.intoAt(out, [...values, labels]))
  const nested = fastest(() => void f(...values, labels))
  return { time, nested, loss: out[0]?.[0] as number, slope: out[1]?.[5] as number }
}

/** The same by hand in numpy; prints the rates, the time, the loss and a slope. */
const NUMPY = `
import numpy as np, time
def fastest(f):
    best = 1e9
    for _ in range(${RUNS}):
        s = time.perf_counter(); f(); best = min(best, time.perf_counter() - s)
    return best
def numbers(n, seed):
    k = np.arange(n, dtype=float); return np.sin(seed + k*k)/10
rates = []
for n in ${JSON.stringify(SIZES)}:
    a, b, c = numbers(n*n, 1).reshape(n, n), numbers(n*n, 2).reshape(n, n), np.empty((n, n))
    m = int(np.ceil(2e5/n**3))
    def run():
        for _ in range(m): np.matmul(a, b, out=c)
    rates.append(2*n**3*m/fastest(run)/1e9)
shapes = [(${BATCH}, ${IN}), (${IN}, ${HIDDEN}), (${HIDDEN},), (${HIDDEN}, ${OUT}), (${OUT},)]
X, W, b, V, c = [numbers(int(np.prod(s)), k + 1).reshape(s) for k, s in enumerate(shapes)]
T = np.zeros((${BATCH}, ${OUT})); T[np.arange(${BATCH}), np.arange(${BATCH}) % ${OUT}] = 1
def network():
    h = np.tanh(X@W + b); z = h@V + c
    z = z - z.max(1, keepdims=True); e = np.exp(z); s = e.sum(1, keepdims=True)
    loss = -(T*(z - np.log(s))).sum()/${BATCH}
    d = (e/s*T.sum(1, keepdims=True) - T)/${BATCH}
    g = d@V.T*(1 - h*h)
    return loss, X.T@g, g.sum(0), h.T@d, d.sum(0)
r = network()
print(*rates, fastest(network)*1e3, r[0], r[1].ravel()[5])
`

const { stdout, status } = spawnSync('python3', ['-c', NUMPY], {
  encoding: 'utf8',
  env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
})
const numpy = status === 0 ? stdout.trim().split(' ').map(Number) : []
const cell = (x: number | undefined): string => (x === undefined ? '' : x.toFixed(2)).padStart(12)
const line = (name: string, ...values: (number | undefined)[]): void =>
  console.log(name.padEnd(34) + values.map(cell).join(''))

console.log(`Node ${process.version}${numpy.length > 0 ? '' : '; no numpy here'}\n`)
console.log('product, GFLOP/s'.padEnd(34) + ['wasm', 'javascript', 'numpy'].map(s => s.padStart(12)).join(''))
// What runs first is not slowed by what the engine of JavaScript learns from the others, as in a program that has one only.
const { time, nested, loss, slope } = networkTime()
const [wasm, javascript] = (['wasm', 'javascript'] as const).map(name => SIZES.map(n => productRate(n, name)))
for (const [k, n] of SIZES.entries()) line(`${n} by ${n}`, wasm?.[k], javascript?.[k], numpy[k])
console.log(`\n${'network, value and gradient'.padEnd(34)}${['compiled', 'numpy'].map(s => s.padStart(12)).join('')}`)
line('milliseconds', time, numpy[SIZES.length])
line('milliseconds, nested arrays', nested)
line('loss', loss, numpy[SIZES.length + 1])
line('slope of a weight, times 1e6', slope * 1e6, (numpy[SIZES.length + 2] ?? Number.NaN) * 1e6)
