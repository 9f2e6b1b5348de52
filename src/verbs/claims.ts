/**
 * What somebody claims the derivatives to be, by name of variable: expressions, numbers, arrays, or functions. Without names they are the
 * derivative by the one variable, or a list in the order of the variables. A function takes the values of all names in natural order, as
 * those of `compile` do, and answers what could stand in its place.
 */

import { isRecord } from '../calls/kinds.js'
import { FluxionError } from '../errors.js'
import type { Input } from '../inputs/input.js'
import { splitAtCommas } from '../parse/statements.js'

/** A derivative that is claimed. */
export type Claimed = Input | readonly Claimed[]

export type ClaimFunction = (...values: never[]) => unknown

export type Claims = Claimed | ClaimFunction | Readonly<Record<string, Claimed | ClaimFunction>>

/** The claims with functions called. `names`: all names of the function, in natural order; `variables`: those asked for, by default all. */
export function claimsOf(
  claims: Claims,
  at: Readonly<Record<string, unknown>>,
  names: readonly string[],
  variables: readonly string[] = names,
): Readonly<Record<string, Claimed>> {
  const answered = (f: ClaimFunction): unknown => {
    try {
      return f(...(names.map(name => at[name]) as never[]))
    } catch (error) {
      throw new FluxionError(
        'claim',
        `the function claimed fails: ${error instanceof Error ? error.message : 'it throws'}`,
      )
    }
  }
  if (typeof claims === 'function') return byName(answered(claims), variables)
  if (!isRecord(claims)) return byName(claims, variables)
  return Object.fromEntries(
    Object.entries(claims).map(([name, c]) => [name, typeof c === 'function' ? plain(answered(c)) : c]),
  )
}

function byName(answer: unknown, variables: readonly string[]): Readonly<Record<string, Claimed>> {
  const [only, ...more] = variables
  if (isRecord(answer)) return Object.fromEntries(Object.entries(answer).map(([name, c]) => [name, plain(c)]))
  const values = typeof answer === 'string' && more.length > 0 ? listed(answer) : plain(answer)
  if (only !== undefined && more.length === 0) {
    const isOne = Array.isArray(values) && values.length === 1
    return Object.fromEntries([[only, isOne ? (values[0] as Claimed) : values]])
  }
  if (Array.isArray(values) && values.length === variables.length)
    return Object.fromEntries(variables.map((name, k) => [name, values[k] as Claimed]))
  throw new FluxionError(
    'claim',
    `what is claimed has one derivative for each of ${variables.join(', ')}, in a list or by name`,
  )
}

/** `[2*x, 2*y]` and `2*x, 2*y`: a text for each variable. */
const listed = (text: string): readonly string[] =>
  splitAtCommas(/^\s*\[(.*)\]\s*$/su.exec(text)?.[1] ?? text).map(part => part.trim())

/** A derivative has few axes; a list that holds itself has no end. */
const DEEPEST = 16

/** Arrays of any kind as lists. */
function plain(value: unknown, depth = 0): Claimed {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>)
  if (!Array.isArray(value)) return value as Claimed
  if (depth === DEEPEST) throw new FluxionError('claim', `what is claimed is nested deeper than ${DEEPEST} lists`)
  return value.map(part => plain(part, depth + 1))
}
