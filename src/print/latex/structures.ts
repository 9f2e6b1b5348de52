/** LaTeX of what is not arithmetic: lists and matrices, branches, derivatives, and the orders of formal ones. */
import type { Slot } from '../../expr/formal.js'
import { type Expr, isCall } from '../../expr/node.js'
import type { LayoutOf } from '../layout.js'
import { at, atPlace, inside, LEVEL, type Piece, type Place } from '../walk.js'

/** A vector is a column, a matrix is a matrix; other lists, and those in scripts, are rows. `isTall`: needs room above and below. */
export function* latexList(node: LayoutOf<'list'>, place: Place, isTall: (item: Expr) => boolean): Generator<Piece> {
  const { items } = node
  const ragged = items.some(x => isCall(x, 'list')) && !isMatrix(items)
  if (items.length === 0 || ragged || place.script) {
    yield '\\left['
    yield* joined(items, ', ', p => inside(p, LEVEL.choice, place))
    yield '\\right]'
    return
  }
  yield { mark: 'tall' }
  yield '\\begin{bmatrix}'
  const rows = items.map(item => (isCall(item, 'list') ? item.args : [item]))
  for (const [k, row] of rows.entries()) {
    if (k > 0) yield row.some(isTall) || rows[k - 1]?.some(isTall) ? '\\\\[4pt]' : '\\\\'
    yield* joined(row, '&', p => at(p, LEVEL.choice))
  }
  yield '\\end{bmatrix}'
}

/** Branches, the default last; those with fractions in full size, and apart. `isTall`: whether a value is so. */
export function* latexPiecewise(
  node: LayoutOf<'piecewise'>,
  place: Place,
  isTall: (value: Expr) => boolean,
): Generator<Piece> {
  const values = [...node.branches.map(([value]) => value), ...(node.otherwise ? [node.otherwise] : [])]
  const isFull = (value: Expr): boolean => !place.script && isTall(value)
  yield { mark: 'tall' }
  yield '\\begin{cases}'
  for (const [k, value] of values.entries()) {
    const full = isFull(value)
    if (k > 0) yield full || isFull(values[k - 1] as Expr) ? '\\\\[4pt]' : '\\\\'
    if (full) yield '\\displaystyle'
    yield inside(value, LEVEL.choice, place)
    const condition = node.branches[k]?.[1]
    yield condition ? '&\\text{if }' : '&\\text{otherwise}'
    if (condition) yield inside(condition, LEVEL.choice, place)
  }
  yield '\\end{cases}'
}

/** `\frac{d}{dx}` before what is differentiated, or with that above the bar; `d` is the sign for it. */
export function* latexDerivative(node: LayoutOf<'derivative'>, d: string, place: Place): Generator<Piece> {
  const steps: { by: Expr; order: number }[] = []
  for (const by of node.by) {
    const last = steps.at(-1)
    if (by.kind === 'num' && last) last.order += by.value.toNumber() - 1
    else if (last && last.by === by) last.order++
    else steps.push({ by, order: 1 })
  }
  const power = (n: number): string => (n === 1 ? '' : n < 10 ? `^${n}` : `^{${n}}`)
  yield { mark: 'tall' }
  yield `\\frac{${d.trim()}${power(steps.reduce((n, s) => n + s.order, 0))}`
  if (node.compact) yield at(node.of, LEVEL.application)
  yield '}{'
  for (const { by, order } of steps) {
    yield by === steps[0]?.by ? d : `\\,${d}`
    yield at(by, LEVEL.primary)
    yield power(order)
  }
  yield '}'
  if (!node.compact) yield atPlace(node.of, { level: LEVEL.application, script: place.script, closed: place.closed })
}

/** Parts with a separator between them. */
export function* joined(parts: readonly Expr[], by: string, piece: (e: Expr) => Piece): Generator<Piece> {
  for (let k = 0; k < parts.length; k++) {
    if (k > 0) yield by
    yield piece(parts[k] as Expr)
  }
}

const isMatrix = (items: readonly Expr[]): boolean => {
  const [first] = items
  return (
    isCall(first, 'list') &&
    first.args.length > 0 &&
    items.every(x => isCall(x, 'list') && x.args.length === first.args.length)
  )
}

/** How often a formal derivative is by an argument, or by each entry of an argument that is a list: `2`, `(0,1)`. */
export function orderBy(argument: Expr, k: number, slots: readonly Slot[]): string {
  const by = slots.filter(s => s.argument === k)
  if (!isCall(argument, 'list') || by.every(s => s.entry === undefined)) return `${by.length}`
  return `(${argument.args.map((_, j) => by.filter(s => s.entry === j + 1).length).join(',')})`
}
