/**
 * Sums of which each term stands at one place of an axis, or at the places that a placement chooses, as lists: of entries, of rows, of columns,
 * of blocks. What stands nowhere is zero. Rows of scalars are lists themselves.
 */
import { add, mul, num, one, sub, zero } from '../expr/build.js'
import { type Expr, isCall, rawCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { text } from '../print/text.js'
import { contentOf, divideBy } from './coefficient.js'
import { product, reversed, scale, shortest, signed } from './forms.js'
import { apply, HEAD } from './heads.js'
import { asTerm, countOf, type Dim, type Factor, type Label, type Node, type Shape, type Term } from './node.js'
import { difference, isAtLeastZero } from './placements.js'

/** Vectors with more entries, and matrices with more rows, are no lists of entries. */
const MOST_LISTED = 16
/** The most blocks along an axis. */
const MOST_BLOCKS = 64

export interface ListHost {
  /** The sum of some terms; undefined where it has no matrix notation. */
  readonly sum: (shape: Shape, terms: readonly Term[]) => Expr | undefined
  readonly turn: (e: Expr) => Expr
  /** The scalar factors of a term. */
  readonly scalars: (t: Term) => Expr
}

/** The list of all terms; undefined where one of them stands nowhere in particular, or two overlap. */
export function listForm(shape: Shape, terms: readonly Term[], host: ListHost): Expr | undefined {
  if (shape.length === 0 || shape.length > 2) return undefined
  const all = terms.flatMap(t => placedParts(shape.length, t))
  return shortList(shape, all, 0, host) ?? (shape.length === 2 ? shortList(shape, all, 1, host) : undefined)
}

/** A multiple of a sum of which each term stands at single places of the result, as its terms. */
function placedParts(order: number, t: Term): readonly Term[] {
  const isPlaced = (s: Term): boolean => s.factors.some(g => g.node.kind === 'basis' && g.at.every(l => l < order))
  const f = t.factors.find(
    g => g.power === one && g.node.kind === 'sum' && g.at.length > 0 && g.at.every(l => l < order),
  )
  if (f?.node.kind !== 'sum' || f.node.terms.length < 2 || !f.node.terms.every(isPlaced)) return [t]
  const rest = t.factors.filter(g => g !== f)
  const own = f.at.length
  const base = order + t.bound.length - own
  const label = (l: Label): Label => (l < own ? (f.at[l] as Label) : base + l)
  return f.node.terms.map(s => ({
    coefficient: mul(t.coefficient, s.coefficient),
    factors: [...rest, ...s.factors.map(g => ({ ...g, at: g.at.map(label) }))],
    deltas: [...t.deltas, ...s.deltas.map(([a, b]) => [label(a), label(b)] as const)],
    bound: [...t.bound, ...s.bound],
  }))
}

/** The list along an axis, the scalars that all blocks share in front where that is shorter. */
function shortList(shape: Shape, terms: readonly Term[], axis: 0 | 1, host: ListHost): Expr | undefined {
  const listed = shortOf(shape, terms, axis, host)
  const [first, ...others] = terms
  const shared = first?.factors.filter(
    f => f.at.length === 0 && others.every(t => t.factors.some(g => g.node === f.node && g.power === f.power)),
  )
  if (listed === undefined || others.length === 0 || first === undefined || shared === undefined || shared.length === 0)
    return listed
  const isShared = (f: Factor): boolean => shared.some(g => g.node === f.node && g.power === f.power)
  const bare = terms.map(t => ({ ...t, factors: t.factors.filter(f => !isShared(f)) }))
  const inner = shortOf(shape, bare, axis, host)
  const front = host.scalars({ ...first, coefficient: one, factors: shared })
  return inner === undefined ? listed : shortest(scale(front, inner), listed)
}

function shortOf(shape: Shape, terms: readonly Term[], axis: 0 | 1, host: ListHost): Expr | undefined {
  const listed = along(shape, terms, axis, host)
  const short = listed !== undefined && shape.length === 1 ? byCommonVector(shape, terms, host) : undefined
  const whole = short === undefined || listed === undefined ? listed : shortest(short, listed)
  const content = contentOf(terms.map(t => t.coefficient))
  if (whole === undefined || content.isOne() || isCall(whole, 'list')) return whole
  const bare = terms.map(t => ({ ...t, coefficient: divideBy(t.coefficient, content) }))
  const inner = along(shape, bare, axis, host)
  return inner === undefined ? whole : shortest(scale(num(content), inner), whole)
}

/** Terms in blocks as lists, each as long as its terms do not overlap; and the terms that are no blocks. */
export function blockForms(
  shape: Shape,
  terms: readonly Term[],
  host: ListHost,
): { readonly lists: readonly Expr[]; readonly rest: readonly Term[] } {
  const axes = shape.length === 0 || shape.length > 2 ? [] : ([0, 1] as const).slice(0, shape.length)
  let rest = terms
  const lists: Expr[] = []
  for (const axis of axes) {
    const groups: Term[][] = []
    const left: Term[] = []
    for (const t of rest) {
      if (placeOf(t, axis)?.factor.node.kind !== 'placement') left.push(t)
      else {
        const group = groups.find(g => cellsOf(shape, [...g, t], axis) !== undefined)
        if (group === undefined) groups.push([t])
        else group.push(t)
      }
    }
    rest = left
    for (const group of groups) {
      const form = shortList(shape, group, axis, host)
      if (form === undefined) rest = [...rest, ...group]
      else lists.push(form)
    }
  }
  return { lists, rest }
}

/**
 * Entries that are sums of products with the entries of one vector are a list of rows times that vector: a convolution is a Toeplitz matrix
 * times what is convolved.
 */
function byCommonVector([size]: Shape, given: readonly Term[], host: ListHost): Expr | undefined {
  const whole = given.flatMap(spread)
  const content = contentOf(whole.map(t => t.coefficient)).abs()
  const terms = whole.map(t => ({ ...t, coefficient: divideBy(t.coefficient, content) }))
  const candidates = (terms[0]?.factors ?? []).flatMap(f => entryOf(f)?.vector ?? [])
  for (const vector of terms.length < 2 ? [] : candidates) {
    const rows = terms.map(t => {
      const own = t.factors.filter(f => entryOf(f)?.vector === vector)
      return own.length === 1 ? withAxis(t, own[0] as Factor) : undefined
    })
    if (vector.kind !== 'sum' || !rows.every(t => t !== undefined)) continue
    const matrix = listForm([size as Dim, vector.shape[0] as Dim], rows, host)
    const form = host.sum(vector.shape, [asTerm(vector)])
    if (matrix !== undefined && form !== undefined) return scale(num(content), product(matrix, form))
  }
  return undefined
}

/** Scalar terms, those that are alike as one, where sums among their factors come apart by that; else as they are. */
function alike(terms: readonly Term[]): readonly Term[] {
  const found = new Map<string, Term>()
  const all = terms.flatMap(spread)
  for (const t of all) {
    const names = t.factors.map(f => `${f.node.id}^${text(f.power)}@${f.at.join(',')}`).sort()
    const key = `${names.join(';')}|${t.bound.length}`
    const old = found.get(key)
    found.set(key, old === undefined ? t : { ...t, coefficient: add(old.coefficient, t.coefficient) })
  }
  const kept = [...found.values()].filter(t => t.coefficient.kind !== 'num' || !t.coefficient.value.isZero())
  return kept.length < all.length && kept.length > 0 ? kept : terms
}

/** A multiple of a sum of scalars as its terms. */
function spread(t: Term): readonly Term[] {
  const f = t.factors.find(
    g => g.at.length === 0 && g.power === one && g.node.kind === 'sum' && g.node.terms.length > 1,
  )
  if (f?.node.kind !== 'sum' || f.node.terms.some(s => s.bound.length > 0)) return [t]
  const rest = t.factors.filter(g => g !== f)
  return f.node.terms.map(s => ({
    ...t,
    coefficient: mul(t.coefficient, s.coefficient),
    factors: [...rest, ...s.factors],
  }))
}

/** The vector and the place of which a scalar factor is the entry. */
function entryOf({ node, power }: Factor): { readonly vector: Node; readonly place: Node } | undefined {
  const [t, ...others] = node.kind === 'sum' && node.shape.length === 0 ? node.terms : []
  if (t === undefined || others.length > 0 || t.factors.length !== 2 || power !== one) return undefined
  const place = t.factors.find(f => f.node.kind === 'basis')
  const vector = t.factors.find(f => f.node.kind !== 'basis')
  if (place === undefined || vector?.node.shape.length !== 1 || vector.power !== one) return undefined
  return { vector: vector.node, place: place.node }
}

/** The term with the place of an entry as the second axis of the result, in the place of the entry. */
function withAxis(t: Term, entry: Factor): Term {
  const place = (entryOf(entry) as { readonly place: Node }).place
  const factors = t.factors.filter(f => f !== entry).map(f => ({ ...f, at: f.at.map(l => (l > 0 ? l + 1 : l)) }))
  return { ...t, factors: [...factors, { node: place, at: [1], power: one }] }
}

/** What stands at a place, or at some places one after another. */
interface Cell {
  readonly start: Dim
  /** Undefined for a single place. */
  readonly size: Dim | undefined
  readonly terms: readonly Term[]
}

/** The factor that tells where a term stands along an axis. */
function placeOf(t: Term, axis: Label): (Omit<Cell, 'terms'> & { readonly factor: Factor }) | undefined {
  const [factor, ...others] = t.factors.filter(f => f.at.includes(axis))
  if (factor === undefined || others.length > 0 || t.deltas.length > 0 || factor.at[0] !== axis) return undefined
  const { node } = factor
  if (node.kind === 'basis') return { factor, start: sub(node.place, one), size: undefined }
  if (node.kind === 'placement') return { factor, start: node.offset, size: node.shape[1] as Dim }
  return undefined
}

function along(shape: Shape, terms: readonly Term[], axis: 0 | 1, host: ListHost): Expr | undefined {
  const cells = cellsOf(shape, terms, axis)
  if (cells === undefined) return undefined
  const blocks = cells.some(c => c.size !== undefined)
  const forms = cells.map(({ size, terms: own }) => {
    const rest = size === undefined ? shape.filter((_, k) => k !== axis) : shape.map((d, k) => (k === axis ? size : d))
    const inner = own.map(t => within(t, shape.length, axis))
    if (own.length === 0) return zerosOf(rest, blocks)
    // A row of entries has no number in front: it is a part of a list of lists.
    const parts = inner.flatMap(t => placedParts(1, t))
    const row = blocks || rest.length !== 1 ? undefined : along(rest, parts, 0, host)
    const whole = row ?? listForm(rest, inner, host) ?? host.sum(rest, rest.length === 0 ? alike(inner) : inner)
    return blocks || whole === undefined ? whole : withSignInside(whole)
  })
  if (!forms.every(e => e !== undefined)) return undefined
  if (axis === 1) return rawCall(HEAD.columns, forms)
  const entries = !blocks && (shape.length === 1 || forms.every(e => isCall(e, 'list')))
  if (entries) return rawCall('list', forms)
  const row = shape.length === 1 ? (e: Expr): Expr => rawCall(HEAD.single, [e]) : host.turn
  return rawCall(
    HEAD.rows,
    forms.map((e, k) => (cells[k]?.size === undefined ? row(e) : e)),
  )
}

/** `-[a, b]` as a row of a list of rows. */
function withSignInside(e: Expr): Expr {
  const list = isCall(e, HEAD.minus) ? e.args[0] : undefined
  return list !== undefined && isCall(list, 'list') ? rawCall('list', list.args.map(negated)) : e
}

const negated = (e: Expr): Expr => reversed(e) ?? signed(mul(num(-1), e))

/** Zeros; beside single entries those of a known size that is small as a list. */
function zerosOf(shape: Shape, blocks: boolean): Expr {
  const [d, ...others] = shape
  if (d === undefined) return num(0)
  const n = countOf(d)
  if (blocks || others.length > 0 || n === 0 || n > MOST_LISTED) return apply('zeros', ...shape)
  return rawCall(
    'list',
    Array.from({ length: n }, () => num(0)),
  )
}

/** The cells in order, those of zeros included; undefined where they do not stand one after another. */
function cellsOf(shape: Shape, terms: readonly Term[], axis: 0 | 1): Cell[] | undefined {
  const cells: Cell[] = []
  for (const t of terms) {
    const place = placeOf(t, axis)
    if (place === undefined) return undefined
    const k = cells.findIndex(c => equal(c.start, place.start) && isSameSize(c.size, place.size))
    if (k >= 0) cells[k] = { ...(cells[k] as Cell), terms: [...(cells[k] as Cell).terms, t] }
    else if (!insert(cells, { start: place.start, size: place.size, terms: [t] })) return undefined
    if (cells.length > MOST_BLOCKS) return undefined
  }
  const total = shape[axis] as Dim
  const singles = cells.every(c => c.size === undefined)
  if (singles && (countOf(total) === 0 || countOf(total) > MOST_LISTED)) return undefined
  return filled(cells, total, singles)
}

const isSameSize = (a: Dim | undefined, b: Dim | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equal(a, b)

const endOf = (c: Cell): Dim => add(c.start, c.size ?? one)

/** Puts a cell among the others; false where it is not known to be before or behind one of them. */
function insert(cells: Cell[], cell: Cell): boolean {
  let k = 0
  while (k < cells.length && isAtLeastZero(difference(cell.start, endOf(cells[k] as Cell)))) k++
  const next = cells[k]
  if (next !== undefined && !isAtLeastZero(difference(next.start, endOf(cell)))) return false
  cells.splice(k, 0, cell)
  return true
}

/** Zeros between the cells: single ones between single places. */
function filled(cells: readonly Cell[], total: Dim, singles: boolean): Cell[] | undefined {
  const all: Cell[] = []
  let cursor: Dim = zero
  const fill = (to: Dim): void => {
    const gap = difference(to, cursor)
    const n = countOf(gap)
    if (singles || n === 1)
      for (let k = 0; k < n; k++) all.push({ start: add(cursor, num(k)), size: undefined, terms: [] })
    else if (!equal(gap, zero)) all.push({ start: cursor, size: gap, terms: [] })
  }
  for (const cell of cells) {
    fill(cell.start)
    all.push(cell)
    cursor = endOf(cell)
  }
  fill(total)
  return all
}

/** A term without the factor that places it: what stands at a single place, or the block with its own axis. */
function within(t: Term, order: number, axis: Label): Term {
  const place = placeOf(t, axis)
  const factors = t.factors.filter(f => f !== place?.factor)
  const relabelled = (to: (l: Label) => Label): Factor[] => factors.map(f => ({ ...f, at: f.at.map(to) }))
  if (place?.size === undefined) return { ...t, factors: relabelled(l => (l > axis ? l - 1 : l)) }
  const column = place.factor.at[1] as Label
  // The other axis of the result is the column of the placement: the block is diagonal.
  if (column < order) return { ...t, factors: relabelled(l => (l < order ? 0 : l)), deltas: [[0, 1]] }
  const label = (l: Label): Label => (l === column ? axis : l > column ? l - 1 : l)
  return { ...t, factors: relabelled(label), bound: t.bound.filter((_, k) => k !== column - order) }
}

/** A vector or matrix with all its entries. */
export function literal(shape: Shape, entries: readonly Expr[]): Expr {
  if (shape.length < 2) return rawCall('list', entries)
  const width = entries.length / countOf(shape[0] as Dim)
  const rows = Array.from({ length: countOf(shape[0] as Dim) }, (_, k) =>
    rawCall('list', entries.slice(k * width, (k + 1) * width)),
  )
  return rawCall('list', rows)
}
