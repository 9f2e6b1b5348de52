/**
 * Products that are summed over: factors over classes of axes to a tensor over the classes that are kept. Each pair is what it is: a
 * product of matrices, of a matrix and a vector, the solution of linear equations where one factor is an inverse, or one loop. What was
 * computed once for the same factors is used again.
 */
import { mul, one } from '../../expr/build.js'
import { ExprMap } from '../../expr/map.js'
import type { Expr } from '../../expr/node.js'
import { TILE } from '../../linalg/module.js'
import { collapse, gridOf, type Places, placesOf, readingStrides } from '../../linalg/places.js'
import { multiplyVector } from '../../linalg/vector-product.js'
import { isOperation, type Node } from '../../tensor/node.js'
import type { Assembly } from './assembly.js'
import { contractionOrder, type Pair } from './contraction-order.js'
import type { FlatFactor, Window } from './flat.js'
import { LoopBody, type PlacedAccess } from './loop.js'
import { type Key, KeyMaker, merged, type Operand } from './operand.js'
import { productStep } from './product-step.js'
import { kernelStep } from './step.js'

/** What the lowering of nodes offers to that of products. */
export interface Host {
  readonly assembly: Assembly
  /** The product of factors as an expression, at a place of the classes in `domain`. */
  product(body: LoopBody, factors: readonly FlatFactor[], domain: ReadonlySet<number>): Expr
  /** Where the entries of a factor stand; they are computed if need be. */
  access(factor: FlatFactor): PlacedAccess
  /** Whether the entries of a factor stand somewhere already, or will have to. */
  isPlaced(factor: FlatFactor): boolean
  /** inv(A)*B or inv(A')*B for a matrix that is an inverse. */
  solve(inverse: Node, sides: PlacedAccess, sizes: readonly [number, number], transposed: boolean): PlacedAccess
}

interface Kept {
  readonly access: PlacedAccess
  /** The classes in the order of the key. */
  readonly classes: readonly number[]
}

type Extent = (c: number) => number

export class Contractions {
  readonly #host: Host
  readonly #done = new Map<string, Kept>()
  readonly #ids = new Map<Node | Window, number>()
  readonly #powers = new ExprMap<number>()

  constructor(host: Host) {
    this.#host = host
  }

  /** The sum of the product over all classes that are not kept. */
  contract(factors: readonly FlatFactor[], kept: readonly number[], extent: Extent): PlacedAccess {
    const operands = merged(factors)
    const keep = new Set(kept)
    const keys = new KeyMaker(operands, keep, f => this.#name(f))
    const order = contractionOrder({
      factors: operands.map(o => o.classes),
      kept,
      size: extent,
      known: some => this.#done.has(keys.of(some).key),
    })
    return this.#evaluate(operands, order, keys, extent)
  }

  /** Carries out the pairs, from the last down to what is known or given, then up again. */
  #evaluate(given: readonly Operand[], order: readonly Pair[], keys: KeyMaker, extent: Extent): PlacedAccess {
    const members: (readonly number[])[] = given.map((_, k) => [k])
    for (const [a, b] of order) members.push([...(members[a] as number[]), ...(members[b] as number[])])
    const operands: (Operand | undefined)[] = [...given]
    const all = members.length - 1
    const needed = new Set([all])
    for (let k = all; k >= given.length; k--) {
      if (!needed.has(k)) continue
      operands[k] = this.#recall(keys.of(members[k] as number[]))
      if (operands[k] === undefined) for (const part of order[k - given.length] as Pair) needed.add(part)
    }
    for (let k = 0; k <= all; k++) {
      if (!needed.has(k)) continue
      if (k >= given.length && operands[k] === undefined) {
        const [a, b] = (order[k - given.length] as Pair).map(part => operands[part] as Operand) as [Operand, Operand]
        operands[k] = this.#pair(a, b, keys.needed(members[k] as number[]), extent)
      } else if (k < given.length) {
        operands[k] = this.#reduced(operands[k] as Operand, keys, members[k] as number[], extent)
      }
      this.#remember(keys.of(members[k] as number[]), operands[k] as Operand)
    }
    return this.#placed(operands[all] as Operand, extent)
  }

  #recall({ key, classes }: Key): Operand | undefined {
    const known = this.#done.get(key)
    if (known === undefined) return undefined
    const strides = known.classes.map((c, k) => [classes[k] as number, known.access.strides.get(c) ?? 0] as const)
    return {
      classes: [...classes].sort((a, b) => a - b),
      factors: [],
      access: { ...known.access, strides: new Map(strides) },
    }
  }

  #remember({ key, classes }: Key, operand: Operand): void {
    if (operand.access !== undefined) this.#done.set(key, { access: operand.access, classes })
  }

  /** A given operand with the classes summed over that nothing else has. */
  #reduced(o: Operand, keys: KeyMaker, member: readonly number[], extent: Extent): Operand {
    const needed = new Set(keys.needed(member))
    const left = o.classes.filter(c => needed.has(c))
    if (left.length === o.classes.length) return o
    return this.#recall(keys.of(member)) ?? this.#loop([o], o.classes, left, extent)
  }

  #pair(a: Operand, b: Operand, needed: readonly number[], extent: Extent): Operand {
    const keep = new Set(needed)
    const shared = a.classes.filter(c => b.classes.includes(c))
    const contracted = shared.filter(c => !keep.has(c))
    const roles: Roles = {
      batch: shared.filter(c => keep.has(c)),
      contracted,
      left: a.classes.filter(c => !shared.includes(c)),
      right: b.classes.filter(c => !shared.includes(c)),
    }
    const solved = this.#solution(a, b, roles, extent) ?? this.#solution(b, a, swapped(roles), extent)
    if (solved !== undefined) return solved
    if (contracted.length > 0 && roles.left.length > 0 && roles.right.length > 0)
      return this.#matrices(a, b, roles, extent)
    const all = [...new Set([...a.classes, ...b.classes])].sort((x, y) => x - y)
    const kept = all.filter(c => keep.has(c))
    return this.#matrixVector(a, b, roles, extent) ?? this.#loop([a, b], all, kept, extent)
  }

  /** One pass over all classes. */
  #loop(operands: readonly Operand[], classes: readonly number[], kept: readonly number[], extent: Extent): Operand {
    const target = this.#target(kept, extent)
    const body = new LoopBody()
    const domain = new Set(classes)
    const loads = operands.flatMap(o => (o.access === undefined ? [] : [{ access: o.access }]))
    const factors = operands.flatMap(o => o.factors)
    const value = this.#host.product(body, factors, domain)
    this.#host.assembly.loop({
      body,
      value: times(
        value,
        loads.map(l => body.load(l.access)),
      ),
      extents: new Map(classes.map(c => [c, extent(c)])),
      summed: new Set(classes.filter(c => !kept.includes(c))),
      target,
      mode: 'set',
    })
    return { classes: kept, factors: [], access: target }
  }

  /** A new buffer over some classes, in their order. */
  #target(classes: readonly number[], extent: Extent): PlacedAccess {
    const { slot, offset, strides } = this.#host.assembly.temporary(classes.map(extent))
    return { slot, offset, strides: new Map(classes.map((c, k) => [c, strides[k] as number])) }
  }

  /** Where an operand stands; a product of several factors, or one that was put off, is computed. */
  #placed(o: Operand, extent: Extent): PlacedAccess {
    if (o.access !== undefined) return o.access
    const [only, ...others] = o.factors
    if (only !== undefined && others.length === 0 && isPlain(only)) return this.#host.access(only)
    return this.#loop([o], o.classes, o.classes, extent).access as PlacedAccess
  }

  #matrices(a: Operand, b: Operand, { batch, contracted, left, right }: Roles, extent: Extent): Operand {
    const [m, n] = [left, right].map(classes => classes.reduce((p, c) => p * extent(c), 1)) as [number, number]
    // The wider side gives the columns: tiles are wider than high.
    if (waste(n, m) < waste(m, n)) return this.#matrices(b, a, { batch, contracted, left: right, right: left }, extent)
    const [x, y] = [this.#placed(a, extent), this.#placed(b, extent)]
    const classes = [...batch, ...left, ...right].sort((p, q) => p - q)
    const z = this.#target(classes, extent)
    const places = (access: PlacedAccess, some: readonly number[]): Int32Array =>
      placesOf(
        some.map(extent),
        some.map(c => access.strides.get(c) ?? 0),
      )
    const grid = (access: PlacedAccess, rows: readonly number[], columns: readonly number[]): Places =>
      gridOf(access.offset, places(access, rows), places(access, columns))
    const grids = [grid(x, left, contracted), grid(y, contracted, right), grid(z, left, right)] as const
    const starts = [places(x, batch), places(y, batch), places(z, batch)] as const
    this.#host.assembly.step(productStep({ slots: [x.slot, y.slot, z.slot], grids, starts, scale: 1 }))
    return { classes, factors: [], access: z }
  }

  /** A matrix that stands somewhere times a vector, where the places of its rows and columns are regular. */
  #matrixVector(a: Operand, b: Operand, roles: Roles, extent: Extent): Operand | undefined {
    const { batch, contracted, left, right } = roles
    if (batch.length > 0 || contracted.length === 0) return undefined
    if (left.length === 0 && right.length > 0) return this.#matrixVector(b, a, swapped(roles), extent)
    if (left.length === 0 || !this.#stands(a)) return undefined
    const [x, v] = [this.#placed(a, extent), this.#placed(b, extent)]
    const y = this.#target(
      [...left].sort((p, q) => p - q),
      extent,
    )
    const line = (access: PlacedAccess, classes: readonly number[]) =>
      collapse(
        classes.map(extent),
        classes.map(c => access.strides.get(c) ?? 0),
      )
    const [rows, columns] = [line(x, left), line(x, contracted)]
    const [from, to] = [line(v, contracted), line(y, left)]
    if (rows === undefined || columns === undefined || from === undefined || to === undefined) return undefined
    const grid = { offset: x.offset, rows: rows.size, row: rows.step, columns: columns.size, column: columns.step }
    const [source, target] = [
      { offset: v.offset, step: from.step },
      { offset: y.offset, step: to.step },
    ]
    this.#host.assembly.step(
      kernelStep('vector', [x.slot, v.slot], y.slot, rows.size * columns.size, buffers => {
        const [p, q, r] = [x, v, y].map(s => buffers[s.slot]) as [Float64Array, Float64Array, Float64Array]
        multiplyVector(p, grid, q, source, r, target)
      }),
    )
    return { classes: [...left].sort((p, q) => p - q), factors: [], access: y }
  }

  #stands(o: Operand): boolean {
    const [only, ...others] = o.factors
    return (
      o.access !== undefined ||
      (only !== undefined && others.length === 0 && isPlain(only) && this.#host.isPlaced(only))
    )
  }

  /** inv(A)*B as the solution of A*X = B, where the pair shares exactly one axis of the inverse. */
  #solution(a: Operand, b: Operand, { batch, contracted, left, right }: Roles, extent: Extent): Operand | undefined {
    const [only, ...others] = a.factors
    if (only === undefined || others.length > 0 || a.access !== undefined || !isPlain(only)) return undefined
    const { node, at } = only
    if (node.kind === 'window' || !isOperation(node, 'inv') || batch.length > 0) return undefined
    const [inner, ...rest] = contracted
    const outer = left[0]
    if (inner === undefined || outer === undefined || rest.length > 0 || at.length !== 2 || at.some(c => c < 0))
      return undefined
    const n = extent(inner)
    const count = right.reduce((p, c) => p * extent(c), 1)
    const sides = this.#sides(b, [inner, ...right], extent)
    const x = this.#host.solve(node, sides, [n, count], at[0] === inner)
    const steps = readingStrides([n, ...right.map(extent)])
    const strides = new Map([outer, ...right].map((c, k) => [c, steps[k] as number]))
    return {
      classes: [outer, ...right].sort((p, q) => p - q),
      factors: [],
      access: { slot: x.slot, offset: x.offset, strides },
    }
  }

  /** A copy of an operand with its classes in the order given. */
  #sides(o: Operand, classes: readonly number[], extent: Extent): PlacedAccess {
    const target = this.#target(classes, extent)
    const body = new LoopBody()
    const value = this.#host.product(body, o.factors, new Set(o.classes))
    this.#host.assembly.loop({
      body,
      value: times(value, o.access === undefined ? [] : [body.load(o.access)]),
      extents: new Map(classes.map(c => [c, extent(c)])),
      summed: new Set(),
      target,
      mode: 'set',
    })
    return target
  }

  /** The same for the same tensor to the same power. */
  #name({ node, power }: FlatFactor): string {
    const id = this.#ids.get(node) ?? this.#ids.size
    this.#ids.set(node, id)
    const exponent = this.#powers.get(power) ?? this.#powers.size
    this.#powers.set(power, exponent)
    return `${id}^${exponent}`
  }
}

/** The classes of a pair: in both and kept, in both and summed over, in one only. */
interface Roles {
  readonly batch: readonly number[]
  readonly contracted: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
}

const swapped = ({ batch, contracted, left, right }: Roles): Roles => ({ batch, contracted, left: right, right: left })

const isPlain = (f: FlatFactor): boolean => f.power === one

const times = (value: Expr, others: readonly Expr[]): Expr => mul(value, ...others)

/** The entries that a product computes, filled up to whole tiles. */
const waste = (rows: number, columns: number): number =>
  Math.ceil(rows / TILE.rows) * TILE.rows * Math.ceil(columns / TILE.columns) * TILE.columns
