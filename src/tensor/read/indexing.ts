/** Places in brackets while a text is read: which are indices, which are values; `end` is the last place of the axis. */
import { add, neg, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { postorder } from '../../expr/walk.js'
import { gather } from '../../memo.js'
import { flatten } from '../../parse/build.js'
import { elements, type Syntax } from '../../parse/syntax.js'
import type { Dim } from '../node.js'
import { type Frame, Restart, type Walk } from './frame.js'
import { type Index, type Operand, refuse, sizesOf, textOf } from './operand.js'
import { type Clash, entry, type Place } from './places.js'
import { sizeText } from './sizes.js'

/** An index that stands in an axis of one size and is known to have another. */
export const clashOf =
  (walk: Walk): Clash =>
  (index, size, origin, syntax) => {
    if (index.range) throw new Restart(index.range)
    const [here, there] = [origin(), index.from?.() ?? '']
    const said = (from: string): string => (from === '' ? '' : ` (${from})`)
    return refuse(
      walk,
      syntax,
      `${index.name} runs to ${sizeText(walk.sizes.known(size))} here${said(here)}, and to ${sizeText(walk.sizes.known(index.size))} elsewhere${said(there)}`,
    )
  }

/** The index that a bare name is. */
function indexOf(walk: Walk, s: Syntax): Index | undefined {
  let bare = s
  while (bare.kind === 'group') bare = bare.of
  const bound = bare.kind === 'name' ? walk.scope.get(bare.name)?.at(-1) : undefined
  return bound === undefined || 'kind' in bound ? undefined : bound
}

/** The one index of a sum, `i + 1`, and what is added to it. */
function shiftedIndex(
  walk: Walk,
  s: Syntax,
): { index: Index; summands: readonly Syntax[]; inverted: readonly boolean[] } | undefined {
  const { parts, inverted } = flatten(s, 'sum')
  const [at, ...others] = parts.flatMap((p, k) => (indexOf(walk, p) ? [k] : []))
  if (at === undefined || others.length > 0 || inverted[at] || parts.length === 1) return undefined
  const isOther = (_: unknown, k: number): boolean => k !== at
  return {
    index: indexOf(walk, parts[at] as Syntax) as Index,
    summands: parts.filter(isOther),
    inverted: inverted.filter(isOther),
  }
}

/** The parts of places that are values, and the places when those are known. */
export function places(
  walk: Walk,
  at: readonly Syntax[],
): { parts: { of: Syntax; axis: number }[]; make: (values: readonly Operand[]) => Place[] } {
  const parts: { of: Syntax; axis: number }[] = []
  const makers = at.map((syntax, axis): ((values: readonly Operand[]) => Place) => {
    const index = indexOf(walk, syntax)
    if (index) return () => ({ kind: 'index', index, by: zero, syntax })
    const shifted = shiftedIndex(walk, syntax)
    if (shifted) {
      const { summands, inverted } = shifted
      const k = parts.push(...summands.map(of => ({ of, axis }))) - summands.length
      return values => {
        const terms = summands.map((_, j) => placeOf(walk, values[k + j] as Operand))
        const by = add(...terms.map((e, j) => (inverted[j] ? neg(e) : e)))
        return { kind: 'index', index: shifted.index, by, syntax }
      }
    }
    if (syntax.kind !== 'slice') {
      const k = parts.push({ of: syntax, axis }) - 1
      return values => ({ kind: 'at', e: placeOf(walk, values[k] as Operand), syntax })
    }
    if (!syntax.from || !syntax.to) return () => ({ kind: 'all', syntax })
    const k = parts.push({ of: syntax.from, axis }, { of: syntax.to, axis }) - 2
    return values => ({
      kind: 'range',
      from: placeOf(walk, values[k] as Operand),
      to: placeOf(walk, values[k + 1] as Operand),
      syntax,
    })
  })
  return { parts, make: values => makers.map(make => make(values)) }
}

function placeOf(walk: Walk, o: Operand): Expr {
  const e = o.e
  if (e === undefined)
    return refuse(
      walk,
      o.syntax,
      `${textOf(walk, o)} is no place`,
      'a place is a number, an index, a range such as 2:3, or :',
    )
  const name = strangerIn(walk, e)
  if (name !== undefined)
    refuse(
      walk,
      o.syntax,
      `${name} is no index here`,
      `write sum(${name}, ...) around it, or [${name};] in front of the text; declare ${name}:integer for a place`,
    )
  return e
}

/** A name in a place that nothing tells of; constants, such as i, e and pi, are none of places. */
function strangerIn(walk: Walk, place: Expr): string | undefined {
  for (const e of postorder(place)) {
    if (e.kind === 'sym' && e.level === 0 && !walk.names.bound.has(e.name)) return e.name
    if (e.kind === 'call' && e.args.length === 0) return e.head
  }
  return undefined
}

export function indexed(walk: Walk, s: Syntax & { kind: 'index' }): Frame {
  let made: ReturnType<typeof places> | undefined
  const scoped: string[] = []
  const setEnd = (size: Dim | undefined): void => {
    for (const name of scoped.splice(0)) walk.scope.get(name)?.pop()
    if (size === undefined) return
    bind(walk, 'end', size)
    scoped.push('end')
  }
  return {
    built: [],
    next: built => {
      const base = built[0]
      if (base === undefined) return s.of
      made ??= places(walk, elements(s.at))
      const part = made.parts[built.length - 1]
      setEnd(part && sizesOf(base)[part.axis])
      return part?.of
    },
    combine: ([base, ...values]) => {
      const at = made?.make(values) ?? []
      return entry(walk, base as Operand, at, s, clashOf(walk))
    },
  }
}

export function bind(walk: Walk, name: string, value: Index | Expr): void {
  gather(walk.scope, name, value)
}

/** `x(2)` of a vector is an entry elsewhere, and would be twice the vector here. */
export function requireNoEntry(walk: Walk, s: Syntax & { kind: 'product' }): void {
  const { right } = s
  const before = s.left.kind === 'product' ? s.left.right : s.left
  if (right.kind !== 'group' || right.of.kind !== 'number' || before.kind !== 'name') return
  const { name } = before
  if (!walk.names.declared.has(name) && !walk.names.tensors.has(name)) return
  const number = right.of.text
  refuse(
    walk,
    s,
    `${name}(${number}) may be an entry or a product`,
    `write ${name}[${number}] for the entry, ${number}*${name} for the product`,
  )
}
