/** Tensors of known sizes entry by entry, as scalar expressions in components such as W[1,2]. */
import { BudgetError, FluxionError, ShapeError } from '../errors.js'
import { call, exp, list, mul, num, one, pow, product, sum, sym, zero } from '../expr/build.js'
import { type Expr, rawCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { rebuild } from '../expr/walk.js'
import { isAlongAxis, operationRow } from './functions/table.js'
import type { Dim, Node, Operation, Term } from './node.js'
import { nodesOf } from './node.js'

/** The most entries that are written out, and the most products in the sum of one. */
const MOST_ENTRIES = 10_000
const MOST_PRODUCTS = 100_000

/** Nested lists of the entries. Raises `ShapeError` where a size is not a number. */
export function componentsOf(node: Node, sizes: ReadonlyMap<string, number> = new Map()): Expr {
  const entries = new Components(sizes).of(node)
  return nested(entries, entries.shape, 0)
}

interface Entries {
  readonly shape: readonly number[]
  /** In reading order: the last axis runs fastest. */
  readonly values: readonly Expr[]
}

function nested(entries: Entries, shape: readonly number[], from: number): Expr {
  const [size, ...rest] = shape
  if (size === undefined) return entries.values[from] as Expr
  const step = rest.reduce((n, d) => n * d, 1)
  return list(Array.from({ length: size }, (_, k) => nested(entries, rest, from + k * step)))
}

const count = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1)

/** The places of a shape in reading order. */
function* places(shape: readonly number[]): Generator<number[]> {
  const total = count(shape)
  for (let k = 0; k < total; k++) yield placeOf(k, shape)
}

function placeOf(k: number, shape: readonly number[]): number[] {
  const place: number[] = []
  for (let axis = shape.length - 1, rest = k; axis >= 0; axis--) {
    place[axis] = rest % (shape[axis] as number)
    rest = Math.floor(rest / (shape[axis] as number))
  }
  return place
}

const offset = (place: readonly number[], shape: readonly number[]): number =>
  place.reduce((n, i, axis) => n * (shape[axis] as number) + i, 0)

/** Computes entries of all nodes, parts first. */
class Components {
  readonly #sizes: ReadonlyMap<string, number>
  readonly #known = new Map<Node, Entries>()

  constructor(sizes: ReadonlyMap<string, number>) {
    this.#sizes = sizes
  }

  of(root: Node): Entries {
    for (const node of nodesOf([root])) this.#known.set(node, this.#make(node))
    return this.#known.get(root) as Entries
  }

  #entry = (node: Node, place: readonly number[]): Expr => {
    const { shape, values } = this.#known.get(node) as Entries
    return values[offset(place, shape)] as Expr
  }

  #size = (d: Dim): number => this.#count(d, 1)

  #count(d: Dim, least = 0): number {
    const value = this.#scalar(d)
    const n = wholeOf(value)
    if (n === undefined || n < least)
      throw new ShapeError(`the size ${d} is not known: entries are written out for numbers only`, 'unknown-size')
    return n
  }

  /** A scalar with the sizes that are known put in. */
  #scalar = (e: Expr): Expr =>
    this.#sizes.size === 0
      ? e
      : rebuild(e, leaf =>
          leaf.kind === 'sym' && this.#sizes.has(leaf.name) ? num(this.#sizes.get(leaf.name) as number) : leaf,
        )

  #make(node: Node): Entries {
    const shape = node.shape.map(this.#size)
    if (count(shape) > MOST_ENTRIES)
      throw new BudgetError('entries', `more than ${MOST_ENTRIES} entries are not written out`)
    switch (node.kind) {
      case 'variable':
        return {
          shape,
          values: [...places(shape)].map(p => rawCall('index', [sym(node.name), ...p.map(i => num(i + 1))])),
        }
      case 'constant':
        return { shape, values: node.entries.map(this.#scalar) }
      case 'basis': {
        const k = this.#size(node.place)
        return { shape, values: Array.from({ length: shape[0] as number }, (_, i) => (i + 1 === k ? one : zero)) }
      }
      case 'placement': {
        const offset = this.#count(node.offset)
        return { shape, values: [...places(shape)].map(([i, j]) => (i === (j as number) + offset ? one : zero)) }
      }
      case 'map':
        return {
          shape,
          values: [...places(shape)].map(p =>
            applied(
              node.head,
              node.args.map(a => this.#entry(a, a.shape.length === 0 ? [] : p)),
            ),
          ),
        }
      case 'sum':
        return { shape, values: [...places(shape)].map(p => sum(node.terms.map(t => this.#term(t, p)))) }
      case 'reshape':
        return this.#reshaped(node.of, shape)
      case 'operation':
        return this.#operation(node, shape)
    }
  }

  #term(t: Term, place: readonly number[]): Expr {
    if (t.deltas.some(([a, b]) => place[a] !== place[b])) return zero
    const bound = t.bound.map(this.#size)
    if (count(bound) > MOST_PRODUCTS)
      throw new BudgetError('entries', `more than ${MOST_PRODUCTS} products are not written out`)
    const products = [...places(bound)].map(inner => {
      const all = [...place, ...inner]
      return product(
        t.factors.map(f =>
          pow(
            this.#entry(
              f.node,
              f.at.map(l => all[l] as number),
            ),
            this.#scalar(f.power),
          ),
        ),
      )
    })
    return mul(this.#scalar(t.coefficient), sum(products))
  }

  /** The first axis runs fastest. */
  #reshaped(of: Node, shape: readonly number[]): Entries {
    const inner = this.#known.get(of) as Entries
    const columnMajor = [...inner.shape].reverse()
    const values = [...places(shape)].map(p => {
      const k = offset([...p].reverse(), [...shape].reverse())
      return inner.values[offset(placeOf(k, columnMajor).reverse(), inner.shape)] as Expr
    })
    return { shape, values }
  }

  #operation(node: Operation, shape: readonly number[]): Entries {
    const row = operationRow(node.head)
    if (row.entries === undefined || node.direction !== undefined)
      throw new FluxionError('no-closed-form', `the entries of ${node.head} have no closed form`)
    const { entries } = row
    const inner = this.#known.get(node.of) as Entries
    const values = isAlongAxis(row) ? this.#along(inner, v => entries([v])) : [...entries(rowsOf(inner))]
    return { shape, values }
  }

  /** Applies a function to each vector along the last axis. */
  #along(inner: Entries, f: (v: readonly Expr[]) => readonly Expr[]): Expr[] {
    const width = inner.shape.at(-1) ?? 1
    const rows = inner.values.length / width
    return Array.from({ length: rows }, (_, k) => f(inner.values.slice(k * width, (k + 1) * width))).flat()
  }
}

const applied = (head: string, args: readonly Expr[]): Expr =>
  head === 'exp' ? exp(args[0] as Expr) : call(head, args)

const rowsOf = ({ shape, values }: Entries): Expr[][] => {
  const width = shape[1] ?? 1
  return Array.from({ length: shape[0] ?? 1 }, (_, k) => values.slice(k * width, (k + 1) * width))
}
