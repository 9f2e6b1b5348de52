/** The value of a node by its definition, entry by entry: slow, plain, and independent of everything that is tested with it. */

import { evaluate } from '../../src/evaluate/evaluate.js'
import { call, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import type { Node, Operation, Sum } from '../../src/tensor/node.js'
import { nodesOf } from '../../src/tensor/node.js'

/** Entries row by row. */
export interface Dense {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

export interface World {
  readonly numbers: Readonly<Record<string, number>>
  readonly tensors: Readonly<Record<string, Dense>>
}

export const dense = (shape: readonly number[], data: readonly number[]): Dense => ({ shape, data })
const sizeOf = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1)

/** All tuples of places, the last axis fastest. */
export function* placesOf(shape: readonly number[]): Generator<number[]> {
  for (let k = 0; k < sizeOf(shape); k++) {
    let rest = k
    const place = shape.map(() => 0)
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = rest % (shape[axis] as number)
      rest = Math.floor(rest / (shape[axis] as number))
    }
    yield place
  }
}

export const at = (d: Dense, place: readonly number[]): number =>
  d.data[place.reduce((k, p, axis) => k * (d.shape[axis] as number) + p, 0)] as number

const from = (shape: readonly number[], f: (place: readonly number[]) => number): Dense =>
  dense(shape, [...placesOf(shape)].map(f))

/** The value of a node at a point. */
export function denseOf(root: Node, world: World): Dense {
  const scalar = (e: Expr): number => (e.kind === 'num' ? e.value.toNumber() : evaluate(e, world.numbers))
  const memo = new Map<Node, Dense>()
  for (const node of nodesOf([root]))
    memo.set(
      node,
      make(node, n => memo.get(n) as Dense, scalar, world),
    )
  return memo.get(root) as Dense
}

function make(node: Node, part: (n: Node) => Dense, scalar: (e: Expr) => number, world: World): Dense {
  const shape = node.shape.map(scalar)
  switch (node.kind) {
    case 'variable': {
      const d = world.tensors[node.name]
      if (d === undefined || String(d.shape) !== String(shape))
        throw new Error(`${node.name} has the shape ${d?.shape}, not ${shape}`)
      return d
    }
    case 'constant':
      return dense(shape, node.entries.map(scalar))
    case 'basis':
      return from(shape, ([k]) => Number(k === scalar(node.place) - 1))
    case 'placement':
      return from(shape, ([i, j]) => Number(i === (j as number) + scalar(node.offset)))
    case 'sum':
      return sumOf(node, shape, part, scalar)
    case 'map':
      return from(shape, place =>
        entry(
          node.head,
          node.args.map(a => (a.shape.length === 0 ? at(part(a), []) : at(part(a), place))),
        ),
      )
    case 'operation':
      return operation(node, part(node.of))
    case 'reshape':
      return reshaped(part(node.of), shape)
  }
}

const COMPARED: ReadonlyMap<string, (x: number, y: number) => boolean> = new Map([
  ['gt', (x, y) => x > y],
  ['ge', (x, y) => x >= y],
  ['lt', (x, y) => x < y],
  ['le', (x, y) => x <= y],
  ['eq', (x, y) => x === y],
  ['ne', (x, y) => x !== y],
])
const PLAIN: ReadonlyMap<string, (x: number) => number> = new Map([
  ['exp', Math.exp],
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['abs', Math.abs],
])

function entry(head: string, values: readonly number[]): number {
  const compared = COMPARED.get(head)
  if (compared) return Number(compared(values[0] as number, values[1] as number))
  if (head === 'and') return Number(values.every(x => x !== 0))
  if (head === 'or') return Number(values.some(x => x !== 0))
  if (head === 'not') return Number(values[0] === 0)
  if (head === 'piecewise') {
    for (let k = 1; k < values.length; k += 2) if (values[k] !== 0) return values[k - 1] as number
    return values.at(-1) as number
  }
  const plain = PLAIN.get(head)
  if (plain) return plain(values[0] as number)
  const names = values.map((_, k) => `u${k}`)
  return evaluate(call(head, names.map(sym)), Object.fromEntries(names.map((n, k) => [n, values[k] as number])))
}

function sumOf(node: Sum, shape: readonly number[], part: (n: Node) => Dense, scalar: (e: Expr) => number): Dense {
  return from(shape, place => {
    let total = 0
    for (const t of node.terms) {
      if (t.deltas.some(([a, b]) => place[a] !== place[b])) continue
      const c = scalar(t.coefficient)
      for (const bound of placesOf(t.bound.map(scalar))) {
        const labels = [...place, ...bound]
        total += t.factors.reduce(
          (p, f) =>
            p *
            at(
              part(f.node),
              f.at.map(l => labels[l] as number),
            ) **
              scalar(f.power),
          c,
        )
      }
    }
    return total
  })
}

/** Column by column. */
function reshaped(d: Dense, shape: readonly number[]): Dense {
  const fast = (s: readonly number[], place: readonly number[]): number =>
    place.reduceRight((k, p, axis) => k * (s[axis] as number) + p, 0)
  const data = [...placesOf(d.shape)].sort((p, q) => fast(d.shape, p) - fast(d.shape, q)).map(p => at(d, p))
  return from(shape, place => data[fast(shape, place)] as number)
}

function operation(node: Operation, d: Dense): Dense {
  const n = d.shape.at(-1) as number
  const rows = Array.from({ length: d.data.length / n }, (_, k) => d.data.slice(k * n, (k + 1) * n))
  const reduced = (f: (row: readonly number[]) => number): Dense => dense(d.shape.slice(0, -1), rows.map(f))
  const kept = (f: (row: readonly number[]) => readonly number[]): Dense => dense(d.shape, rows.flatMap(f))
  switch (node.head) {
    case 'softmax':
      return kept(row => row.map(x => Math.exp(x) / row.reduce((s, y) => s + Math.exp(y), 0)))
    case 'argmax':
      return kept(row => row.map((_, k) => Number(k === row.indexOf(Math.max(...row)))))
    case 'argmin':
      return kept(row => row.map((_, k) => Number(k === row.indexOf(Math.min(...row)))))
    case 'logsumexp':
      return reduced(row => Math.log(row.reduce((s, x) => s + Math.exp(x), 0)))
    case 'max':
      return reduced(row => Math.max(...row))
    case 'min':
      return reduced(row => Math.min(...row))
    case 'prod':
      return reduced(row => row.reduce((a, b) => a * b, 1))
    case 'inv':
      return inverse(d)
    case 'det':
      return dense([], [determinant(rows)])
    case 'logdet':
      return dense([], [Math.log(determinant(rows))])
    case 'tril':
      return dense(
        d.shape,
        rows.flatMap((row, i) => row.map((x, j) => (j <= i ? x : 0))),
      )
    case 'expm':
      return exponential(d)
    default:
      throw new Error(`the reference has no ${node.head}`)
  }
}

function determinant(rows: readonly (readonly number[])[]): number {
  if (rows.length === 0) return 1
  return (rows[0] as readonly number[]).reduce((sum, x, j) => {
    const minor = rows.slice(1).map(row => row.filter((_, k) => k !== j))
    return sum + (j % 2 === 0 ? x : -x) * determinant(minor)
  }, 0)
}

/** By cofactors. */
function inverse(d: Dense): Dense {
  const n = d.shape[0] as number
  const rows = Array.from({ length: n }, (_, k) => d.data.slice(k * n, (k + 1) * n))
  const det = determinant(rows)
  return from([n, n], ([i, j]) => {
    const minor = rows.filter((_, k) => k !== j).map(row => row.filter((_, k) => k !== i))
    return (((i as number) + (j as number)) % 2 === 0 ? 1 : -1) * (determinant(minor) / det)
  })
}

function exponential(d: Dense): Dense {
  const n = d.shape[0] as number
  const times = (a: readonly number[], b: readonly number[]): number[] =>
    Array.from({ length: n * n }, (_, k) =>
      Array.from(
        { length: n },
        (_, l) => (a[Math.floor(k / n) * n + l] as number) * (b[l * n + (k % n)] as number),
      ).reduce((s, x) => s + x, 0),
    )
  let term: number[] = Array.from({ length: n * n }, (_, k) => Number(k % (n + 1) === 0))
  let sum = term
  for (let k = 1; k < 60; k++) {
    term = times(term, d.data).map(x => x / k)
    sum = sum.map((x, j) => x + (term[j] as number))
  }
  return dense(d.shape, sum)
}
