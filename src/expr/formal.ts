/**
 * Unknown functions and their formal derivatives are told by the head of a call alone: `f` is unknown when no
 * row of the table has that name; `f'`, `f''` are derivatives of a unary function and `g'[1,2]` that of g by its
 * first and second argument. Argument slots count from 1 and are sorted, since mixed partials commute. In
 * `hypergeom'[1.2,3]([a, b], [c], z)` the slot 1.2 is the second entry of the first argument, which is a list.
 */

import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { BINDER_NAMES } from './binders.js'
import type { Expr } from './node.js'

/** What is differentiated by: an argument, or an entry of one that is a list. Both count from 1. */
export interface Slot {
  readonly argument: number
  readonly entry?: number
}

/** A head taken apart: `g'[1,2]` is g by its first and second argument. */
export interface Formal {
  readonly name: string
  /** Declared by the caller, though the table has a function of that name: it is another one. */
  readonly own?: boolean
  /** The slots differentiated by, sorted; empty for the function itself. */
  readonly slots: readonly Slot[]
}

/** What a head begins with that is a declared function of a name that the table, or an operator, has. */
const OWN = '~'

/** The row of the function that a head names, with so many arguments if that is given; a declared function has none. */
export const rowOf = ({ name, own }: Formal, count?: number): NamedRow | undefined =>
  own === true ? undefined : row(name, count)

/** An unknown function of that name, whatever the table has. */
export const unknownNamed = (name: string, slots: readonly Slot[] = []): Formal =>
  row(name) !== undefined || STRUCTURE.has(name) ? { name, slots, own: true } : { name, slots }

export function readFormal(head: string): Formal {
  if (head.startsWith(OWN)) return { ...readFormal(head.slice(1)), own: true }
  const at = head.indexOf("'")
  if (at < 0) return { name: head, slots: [] }
  const mark = head.slice(at)
  const slots = mark.startsWith("'[")
    ? mark.slice(2, -1).split(',').map(readSlot)
    : Array.from(mark, () => ({ argument: 1 }))
  return { name: head.slice(0, at), slots }
}

/** Spaces around the numbers are allowed. */
function readSlot(text: string): Slot {
  const [argument = Number.NaN, entry] = text.split('.').map(Number)
  return entry === undefined ? { argument } : { argument, entry }
}

const writeSlot = ({ argument, entry }: Slot): string => (entry === undefined ? `${argument}` : `${argument}.${entry}`)

const compareSlots = (a: Slot, b: Slot): number => a.argument - b.argument || (a.entry ?? 0) - (b.entry ?? 0)

/** Writes a head: primes for a function of one argument, slots otherwise. Beyond three primes slots are shorter. */
export function writeFormal(formal: Formal, arity: number): string {
  const slots = [...formal.slots].sort(compareSlots)
  const name = (formal.own ? OWN : '') + formal.name
  if (slots.length === 0) return name
  const primes = hasPrimes(slots, arity)
  return name + (primes ? "'".repeat(slots.length) : `'[${slots.map(writeSlot).join(',')}]`)
}

/** Whether the derivative is written f'' and not f'[1,1]. */
export function hasPrimes(slots: readonly Slot[], arity: number): boolean {
  return arity === 1 && slots.length <= 3 && slots.every(s => s.entry === undefined)
}

/** The head of the partial derivative by a slot of a call with `arity` arguments. */
export function formalDerivative(head: string, slot: Slot, arity: number): string {
  const formal = readFormal(head)
  return writeFormal({ ...formal, slots: [...formal.slots, slot] }, arity)
}

/** Whether the head is a formal derivative. */
export const isFormalDerivative = (head: string): boolean => head.includes("'")

/** Whether `e` is an unknown function applied to arguments, or a formal derivative. */
export function isFormalCall(e: Expr): boolean {
  return (
    e.kind === 'call' &&
    e.args.length > 0 &&
    !STRUCTURE.has(e.head) &&
    (isFormalDerivative(e.head) || row(e.head) === undefined)
  )
}

/** The heads that are neither functions of the table nor unknown: operators, relations, containers. */
export const STRUCTURE: ReadonlySet<string> = new Set([
  ...'add mul pow lt le eq ne gt ge and or not piecewise list index diff true false'.split(' '),
  ...BINDER_NAMES,
])
