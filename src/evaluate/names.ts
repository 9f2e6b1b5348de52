/**
 * Which names an expression needs, and what to say when one has no value. User names live in Maps and Sets only.
 */
import { DomainError, FluxionError, UnboundError } from '../errors.js'
import { readFormal, rowOf } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import { row } from '../functions/table.js'
import { closest } from '../parse/spelling.js'
import { heed } from '../work.js'
import { leafName } from './component.js'
import { shortText } from './wording.js'

/**
 * Checks that every leaf of the (distinct) nodes is among `given`. Missing names are an `UnboundError` that lists
 * them all, with the nearest given name where one is close; a name given for a constant that the expression uses
 * (`e` beside e^x) is refused rather than ignored.
 */
export function requireNames(nodes: readonly Expr[], given: ReadonlySet<string>): void {
  const needed = new Set<string>()
  const constants = new Set<string>()
  for (const e of nodes) {
    heed()
    const name = leafName(e)
    if (name !== undefined) needed.add(name)
    else if (e.kind === 'call' && e.args.length === 0) constants.add(e.head)
  }
  const missing = [...needed].filter(name => !given.has(name))
  if (missing.length > 0) throw new UnboundError(missing, unboundMessage(missing, given))
  for (const name of given) {
    const constant = row(name)?.name
    if (constant !== undefined && constants.has(constant) && !needed.has(name)) {
      throw new FluxionError('constant-name', `${name} is a constant in this expression and cannot be given a value`)
    }
  }
}

/**
 * Why a call of no row has no value: `UnboundError` that names an unknown function; `DomainError` for the derivative of a
 * known one that has no closed form, such as that of besselj by its order.
 */
export function unknownFunction(head: string, e: Expr): FluxionError {
  const formal = readFormal(head)
  const { name, slots } = formal
  const { derivative } = rowOf(formal, e.kind === 'call' ? e.args.length : 0) ?? { derivative: [] }
  if (slots.some(slot => derivative[slot.argument - 1] === null))
    return new DomainError(
      `${shortText(e)} has no value here: there is no formula for that derivative of ${name}`,
      'no-kernel',
    )
  return unknown(formal.own === true ? head.slice(1) : head, e)
}

function unknown(name: string, e: Expr): UnboundError {
  return new UnboundError([name], `the function ${name} is not known, so ${shortText(e)} has no value`)
}

const SHOWN = 5

function unboundMessage(missing: readonly string[], given: ReadonlySet<string>): string {
  const shown = missing.slice(0, SHOWN).map(name => {
    const advice = adviceFor(name, given)
    return advice === undefined ? `"${name}"` : `"${name}" (${advice})`
  })
  if (missing.length > SHOWN) shown.push(`${missing.length - SHOWN} more`)
  const nested = given.size === 1 && given.has('at') ? `; values stand by themselves: { ${missing[0]}: 2 }` : ''
  return `no value was given for ${shown.join(', ')}${nested}`
}

function adviceFor(name: string, given: ReadonlySet<string>): string | undefined {
  const letters = [...name]
  if (letters.length > 1 && letters.every(letter => given.has(letter)))
    return `for a product write ${letters.join('*')}`
  const vector = /^([^[]*)\[/.exec(name)?.[1]
  if (vector !== undefined && given.has(vector)) return `declare the shape of ${vector}, as in let: "${vector}:[n]"`
  const near = nearest(name, given)
  return near && `did you mean "${near}"?`
}

/** Among very many given names none is looked for. */
const nearest = (name: string, given: ReadonlySet<string>): string | undefined =>
  given.size > 10_000 ? undefined : closest(name, given)
