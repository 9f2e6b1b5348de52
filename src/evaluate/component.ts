/**
 * What stands for a value that the caller supplies: a symbol, or a component of one (`x[2]`, `W[1,2]`), which is
 * bound under exactly that name. Components of a literal list are looked up at once; indices count from 1.
 */
import { DomainError, ShapeError } from '../errors.js'
import { type Expr, isCall } from '../expr/node.js'

/** The name under which a leaf is bound: `x` for a symbol, `W[1,2]` for a component of one; else undefined. */
export function leafName(e: Expr): string | undefined {
  if (e.kind === 'sym') return e.name
  if (!isCall(e, 'index') || e.args[0]?.kind !== 'sym') return undefined
  const places = e.args.slice(1).map(place)
  return places.includes(undefined) ? undefined : `${e.args[0].name}[${places.join(',')}]`
}

/** The component of `base` at the given indices, or undefined where it is not a literal list that deep. */
export function component(base: Expr, indices: readonly Expr[]): Expr | undefined {
  let e = base
  for (const index of indices) {
    const k = place(index)
    if (k === undefined || !isCall(e, 'list')) return undefined
    const item = e.args[k - 1]
    if (item === undefined) {
      const size = `${e.args.length} component${e.args.length === 1 ? '' : 's'}`
      throw new DomainError(`there is no component ${k}: the list has ${size}, counted from 1`, 'index-range')
    }
    e = item
  }
  return e
}

/** A binding's name as `leafName` writes it: `W[1, 2]` is `W[1,2]`. */
export const bindingName = (name: string): string => (name.endsWith(']') ? name.replace(/\s+/g, '') : name)

function place(arg: Expr): number | undefined {
  if (arg.kind !== 'num') return undefined
  const k = arg.value.smallInt()
  if (k === undefined) throw new ShapeError(`an index is a whole number, not ${arg.value}`)
  return k
}
