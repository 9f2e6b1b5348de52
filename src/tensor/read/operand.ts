/**
 * What a piece of text means while it is read: a scalar expression, or a tensor whose first axes belong to indices (`i` in `x[i]`) and
 * whose others are its own. A vector is a column, or a row (`x'`); both are nodes of order one. Axes of size 1 are taken away where
 * they arise, so that columns, rows and scalars have one form each.
 * Every constructor here sums over labels by the names of `einsum`; own axes come after those of the indices.
 */
import { one, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { wholeOf } from '../../expr/numbers.js'
import { type Problem, shapeError, visible } from '../../parse/problem.js'
import type { Syntax } from '../../parse/syntax.js'
import type { DraftFactor, DraftTerm, Space } from '../draft.js'
import type { Dim, Label, Node } from '../node.js'
import { extent, written } from './extent.js'
import { type Sizes, sizeText } from './sizes.js'

/** A name that runs through the places of an axis. */
export interface Index {
  readonly name: string
  readonly size: Dim
  /** What first said how far it runs. */
  from: Origin | undefined
  /** `sum(i, 1, 3, ...)`: the syntax of the sum, which can also be written out term by term. */
  readonly range?: Syntax
  /** The place that it begins at, where its range is stated: it may then run through a part of an axis. */
  readonly first?: Expr
}

/** Where the size of an axis comes from, for messages. */
export type Origin = () => string

export interface Operand {
  /** The scalar expression, where it is one without tensors and indices. */
  readonly e?: Expr | undefined
  /** The tensor; undefined where `e` is given. */
  readonly node?: Node | undefined
  readonly indices: readonly Index[]
  readonly row: boolean
  /** For each own axis. */
  readonly origins: readonly Origin[]
  readonly syntax: Syntax
  /** It is true or false, entry by entry. */
  readonly condition?: boolean
}

/** What all that make operands share. */
export interface Context {
  readonly space: Space
  readonly sizes: Sizes
  /** The text being read. */
  readonly source: string
  /** Functions of the caller's own that have a definition: they apply entry by entry. */
  readonly own?: ReadonlySet<string>
}

export const scalar = (e: Expr, syntax: Syntax): Operand => ({ e, indices: [], row: false, origins: [], syntax })

export const nodeOf = (context: Context, o: Operand): Node => o.node ?? context.space.scalar(o.e as Expr)

/** The number of own axes. */
export const orderOf = (o: Operand): number => (o.node === undefined ? 0 : o.node.shape.length - o.indices.length)

/** The sizes of the own axes. */
export const sizesOf = (o: Operand): readonly Dim[] =>
  o.node === undefined ? [] : o.node.shape.slice(o.indices.length)

/** Rows and columns, as for a matrix; undefined for more axes. */
export const plane = (o: Operand): readonly [Dim, Dim] | undefined => planeOf(sizesOf(o), o.row)

export function planeOf([a, b, c]: readonly Dim[], row: boolean): readonly [Dim, Dim] | undefined {
  if (a === undefined) return [one, one]
  if (b === undefined) return row ? [one, a] : [a, one]
  return c === undefined ? [a, b] : undefined
}

/** An own axis of the result (0, 1, ...), a label summed over (those after them), or an index. */
export type Axis = Label | Index

/** A factor with the labels of its own axes. */
export interface Part {
  readonly of: Operand
  readonly at: readonly Axis[]
  readonly power?: Expr
}

export interface Einsum {
  readonly parts: readonly Part[]
  readonly shape: readonly Dim[]
  /** The sizes of the labels summed over, which follow those of the result. */
  readonly bound?: readonly Dim[]
  readonly coefficient?: Expr
  readonly deltas?: readonly (readonly [Axis, Axis])[]
  /** Indices that the result depends on beside those of its parts. */
  readonly indices?: readonly Index[]
  /** Indices that are summed over. */
  readonly over?: readonly Index[]
}

/** What an operand is besides its tensor. */
export interface Traits {
  readonly row?: boolean
  readonly origins: readonly Origin[]
  readonly syntax: Syntax
}

/** The indices of all, each once. */
export const unionOf = (all: readonly (readonly Index[])[]): Index[] => [...new Set(all.flat())]

/** The sum of the products sketched, over own axes of one shape. */
export function sumOf(context: Context, einsums: readonly Einsum[], shape: readonly Dim[], traits: Traits): Operand {
  const indices = unionOf(einsums.map(indicesOf))
  const position = new Map(indices.map((index, k) => [index, k] as const))
  const lead = indices.map(index => context.sizes.use(index.size))
  const full = [...lead, ...shape.map(d => context.sizes.use(d))]
  const terms = einsums.map((s): DraftTerm => draft(context, s, position, shape.length))
  return squeezed(context, {
    node: context.space.sum(full, terms),
    indices,
    row: traits.row === true && shape.length === 1,
    origins: traits.origins,
    syntax: traits.syntax,
  })
}

function indicesOf(s: Einsum): Index[] {
  const all = [
    ...(s.indices ?? []),
    ...s.parts.flatMap(p => [...p.of.indices, ...p.at.filter(l => typeof l !== 'number')]),
  ]
  return s.over === undefined ? all : all.filter(index => !s.over?.includes(index))
}

function draft(context: Context, s: Einsum, position: ReadonlyMap<Index, number>, order: number): DraftTerm {
  const { over = [], bound = [] } = s
  const label = (l: Axis): Label => {
    if (typeof l === 'number') return l + position.size
    return position.get(l) ?? position.size + order + bound.length + over.indexOf(l)
  }
  const factors = s.parts.map(({ of, at, power }): DraftFactor => {
    return { node: nodeOf(context, of), at: [...of.indices, ...at].map(label), power: power ?? one }
  })
  return {
    coefficient: s.coefficient ?? one,
    factors,
    deltas: (s.deltas ?? []).map(([a, b]) => [label(a), label(b)] as const),
    bound: [...bound, ...over.map(index => index.size)].map(d => context.sizes.use(d)),
  }
}

/** One product. */
export const einsum = (context: Context, spec: Einsum, traits: Traits): Operand =>
  sumOf(context, [spec], spec.shape, traits)

/** Own axes of size 1 taken away; a product without factors is a scalar again. */
function squeezed(context: Context, o: Operand): Operand {
  const sizes = sizesOf(o)
  if (o.indices.length === 0 && sizes.length === 0) {
    const e = constantOf(o.node as Node)
    return e === undefined ? o : scalar(e, o.syntax)
  }
  if (!sizes.some(d => wholeOf(d) === 1)) return o
  const kept = sizes.flatMap((d, k) => (wholeOf(d) === 1 ? [] : [k]))
  const lost = sizes.flatMap((d, k) => (wholeOf(d) === 1 ? [k] : []))
  const at = sizes.map((_, k) => (kept.includes(k) ? kept.indexOf(k) : kept.length + lost.indexOf(k)))
  const spec = { parts: [{ of: o, at }], shape: kept.map(k => sizes[k] as Dim), bound: lost.map(() => one) }
  const row = kept.length === 1 && (sizes.length === 1 ? o.row : sizes.length === 2 && kept[0] === 1)
  return einsum(context, spec, { row, origins: kept.map(k => o.origins[k] as Origin), syntax: o.syntax })
}

/** The scalar that a node without axes and factors is. */
function constantOf(node: Node): Expr | undefined {
  if (node.kind !== 'sum' || node.shape.length > 0) return undefined
  const [t, ...others] = node.terms
  if (t === undefined) return zero
  return others.length === 0 && t.factors.length === 0 && t.bound.length === 0 ? t.coefficient : undefined
}

/** The operand for a node with own axes only, axes of size 1 taken away. */
export const own = (context: Context, node: Node, traits: Traits): Operand =>
  squeezed(context, { node, indices: [], row: traits.row ?? false, origins: traits.origins, syntax: traits.syntax })

/** The same value under another piece of text. */
export const renamed = (o: Operand, syntax: Syntax): Operand => ({ ...o, syntax })

/** The labels of the own axes in order. */
export const inOrder = (o: Operand): Label[] => Array.from({ length: orderOf(o) }, (_, k) => k)

/** The operand multiplied by a scalar expression. */
export function scaled(context: Context, o: Operand, coefficient: Expr, syntax: Syntax): Operand {
  const { row, origins } = o
  return einsum(
    context,
    { parts: [{ of: o, at: inOrder(o) }], shape: sizesOf(o), coefficient },
    { row, origins, syntax },
  )
}

/** Its node with the axes of these indices first, in this order, repeated where it does not depend on one; then its own axes. */
export function aligned(context: Context, o: Operand, indices: readonly Index[]): Node {
  const same = o.indices.length === indices.length && o.indices.every((index, k) => index === indices[k])
  if (same) return nodeOf(context, o)
  const position = new Map(indices.map((index, k) => [index, k] as const))
  const shape = [...indices.map(index => context.sizes.use(index.size)), ...sizesOf(o)]
  return context.space.sum(shape, [
    draft(context, { parts: [{ of: o, at: inOrder(o) }], shape: [] }, position, orderOf(o)),
  ])
}

// ── messages ────────────────────────────────────────────────────────────────────────────────────────────────────

const LONGEST = 40

/** The text of an operand, short. */
export function textOf(context: Context, o: { readonly syntax: Syntax }): string {
  const text = visible(written(context.source, o.syntax))
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text
}

/** Raises a `ShapeError` at a piece of text. */
export function refuse(context: Context, syntax: Syntax, message: string, hint?: string): never {
  const { offset, end } = extent(context.source, syntax)
  const problem: Problem = { code: 'shape', offset, length: Math.max(end - offset, 1), message, hint }
  throw shapeError(context.source, problem)
}

/** `W is 2x3 (W:[2,3])`, `x has 2 entries (x:[2])`. */
export function described(context: Context, o: Operand): string {
  const sizes = sizesOf(o).map(d => context.sizes.known(d))
  const from = [...new Set(o.origins.map(origin => origin()))].join(', ')
  const source = from === '' || from === textOf(context, o) ? '' : ` (${from})`
  const text = textOf(context, o)
  if (sizes.length === 0) return `${text} is a scalar`
  if (sizes.length === 1)
    return `${text} ${o.row ? 'is a row of' : 'has'} ${sizeText(sizes[0] as Dim)} entries${source}`
  return `${text} is ${sizes.map(bracketed).join('x')}${source}`
}

/** Refuses an operand, after saying what it is. */
export function unfit(context: Context, o: Operand, why: string, hint?: string): never {
  return refuse(context, o.syntax, `${described(context, o)}: ${why}`, hint)
}

const bracketed = (d: Dim): string => (d.kind === 'call' ? `(${sizeText(d)})` : sizeText(d))
