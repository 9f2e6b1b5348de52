/**
 * The values of tensors, slowly and in the plainest way: every node is stored, every sum runs over all its labels, determinants are
 * sums over permutations. What the plans are measured against.
 */
import { compile } from '../../../src/compile/compile.js'
import { evaluate } from '../../../src/evaluate/evaluate.js'
import { call, exp, pow, sym } from '../../../src/expr/build.js'
import type { Expr } from '../../../src/expr/node.js'
import { type Node, nodesOf, type Operation, type Sum } from '../../../src/tensor/node.js'

export interface Dense {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

type Point = Readonly<Record<string, number>>

const size = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1)

/** All lists of indices of a shape, in reading order. */
export function indices(shape: readonly number[]): number[][] {
  let all: number[][] = [[]]
  for (const d of shape) all = all.flatMap(i => Array.from({ length: d }, (_, k) => [...i, k]))
  return all
}

const place = (shape: readonly number[], index: readonly number[]): number =>
  index.reduce((at, i, axis) => at * (shape[axis] as number) + i, 0)

const at = (x: Dense, index: readonly number[]): number => x.data[place(x.shape, index)] as number

/** The values of the nodes at arrays for variables, and numbers for scalars and sizes. */
export function reference(roots: readonly Node[], arrays: ReadonlyMap<string, Dense>, point: Point): Dense[] {
  const values = new Map<Node, Dense>()
  for (const node of nodesOf(roots))
    values.set(
      node,
      computed(node, n => values.get(n) as Dense, arrays, point),
    )
  return roots.map(root => values.get(root) as Dense)
}

type Get = (node: Node) => Dense

function computed(node: Node, get: Get, arrays: ReadonlyMap<string, Dense>, point: Point): Dense {
  const number = (e: Expr): number => evaluate(e, point, { undefined: 'nan' })
  const shape = node.shape.map(number)
  const tabulate = (f: (index: readonly number[]) => number): Dense => ({ shape, data: indices(shape).map(f) })
  switch (node.kind) {
    case 'variable':
      return arrays.get(node.name) as Dense
    case 'constant':
      return { shape, data: node.entries.map(number) }
    case 'basis':
      return tabulate(([i]) => (i === number(node.place) - 1 ? 1 : 0))
    case 'placement':
      return tabulate(([i, j]) => (i === (j as number) + number(node.offset) ? 1 : 0))
    case 'reshape': {
      const of = get(node.of)
      const byColumns = (s: readonly number[], index: readonly number[]): number =>
        place([...s].reverse(), [...index].reverse())
      const from = new Map(indices(of.shape).map(index => [byColumns(of.shape, index), at(of, index)]))
      return tabulate(index => from.get(byColumns(shape, index)) as number)
    }
    case 'map': {
      const names = node.args.map((_, k) => `u${k}`)
      const [a, b] = names.map(sym) as [Expr, Expr]
      const whole = node.head === 'exp' ? exp(a) : node.head === 'pow' ? pow(a, b) : call(node.head, names.map(sym))
      const f = compile(whole, names, { backend: 'interpreter' })
      return tabulate(index => f(...node.args.map(arg => at(get(arg), arg.shape.length === 0 ? [] : index))))
    }
    case 'sum':
      return tabulate(index => sumAt(node, index, get, number))
    case 'operation':
      return operate(node, get(node.of), shape)
  }
}

function sumAt(node: Sum, index: readonly number[], get: Get, number: (e: Expr) => number): number {
  let total = 0
  for (const term of node.terms) {
    for (const bound of indices(term.bound.map(number))) {
      const labels = [...index, ...bound]
      if (term.deltas.some(([a, b]) => labels[a] !== labels[b])) continue
      let product = number(term.coefficient)
      for (const f of term.factors) {
        const entry = at(
          get(f.node),
          f.at.map(l => labels[l] as number),
        )
        product *= f.power.kind === 'num' && f.power.value.isOne() ? entry : entry ** number(f.power)
      }
      total += product
    }
  }
  return total
}

/** The sum over all permutations; rows and columns by number. */
export function determinant(a: Dense, rows: readonly number[], columns: readonly number[]): number {
  const [first, ...rest] = rows
  if (first === undefined) return 1
  return columns.reduce((sum, c, k) => {
    const minor = determinant(
      a,
      rest,
      columns.filter(other => other !== c),
    )
    return sum + (k % 2 === 0 ? 1 : -1) * at(a, [first, c]) * minor
  }, 0)
}

function operate(node: Operation, x: Dense, shape: readonly number[]): Dense {
  const n = x.shape.at(-1) as number
  const all = Array.from({ length: n }, (_, k) => k)
  const row = (index: readonly number[]): number[] => all.map(k => at(x, [...index, k]))
  const tabulate = (f: (index: readonly number[]) => number): Dense => ({ shape, data: indices(shape).map(f) })
  const det = (): number => determinant(x, all, all)
  switch (node.head) {
    case 'det':
      return { shape, data: [det()] }
    case 'logdet':
      return { shape, data: [Math.log(det())] }
    case 'inv':
      return tabulate(([i, j]) => {
        const minor = determinant(
          x,
          all.filter(k => k !== j),
          all.filter(k => k !== i),
        )
        return ((((i as number) + (j as number)) % 2 === 0 ? 1 : -1) * minor) / det()
      })
    case 'tril':
      return tabulate(index => ((index.at(-2) as number) >= (index.at(-1) as number) ? at(x, index) : 0))
    case 'softmax':
      return tabulate(index => {
        const r = row(index.slice(0, -1))
        return Math.exp(at(x, index)) / r.reduce((s, v) => s + Math.exp(v), 0)
      })
    case 'argmax':
    case 'argmin':
      return tabulate(index => {
        const r = row(index.slice(0, -1))
        return r.indexOf(node.head === 'argmax' ? Math.max(...r) : Math.min(...r)) === index.at(-1) ? 1 : 0
      })
    case 'logsumexp':
      return tabulate(index => Math.log(row(index).reduce((s, v) => s + Math.exp(v), 0)))
    case 'max':
      return tabulate(index => Math.max(...row(index)))
    case 'min':
      return tabulate(index => Math.min(...row(index)))
    case 'prod':
      return tabulate(index => row(index).reduce((p, v) => p * v, 1))
    case 'expm':
      return series(x)
    default:
      throw new Error(`the reference has no ${node.head}`)
  }
}

/** The power series of the exponential. */
function series(x: Dense): Dense {
  const n = x.shape[0] as number
  const times = (a: readonly number[], b: readonly number[]): number[] =>
    indices([n, n]).map(([i, j]) => {
      let sum = 0
      for (let k = 0; k < n; k++) sum += (a[(i as number) * n + k] as number) * (b[k * n + (j as number)] as number)
      return sum
    })
  let power: number[] = indices([n, n]).map(([i, j]) => (i === j ? 1 : 0))
  let total = power
  for (let k = 1; k < 200; k++) {
    power = times(power, x.data).map(v => v / k)
    total = total.map((v, i) => v + (power[i] as number))
  }
  return { shape: x.shape, data: total }
}

/** The entries of nested arrays in reading order. */
export function flat(value: unknown): number[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value as number]
}

export { size }
