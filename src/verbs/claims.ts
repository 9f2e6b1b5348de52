/**
 * What somebody claims the derivatives to be, by name of variable: expressions, numbers, arrays, or functions. A function takes the values
 * of all names in natural order, as those of `compile` do, and answers the derivative by the one variable, a list in the order of the
 * variables, or an object by name.
 */
import { FluxionError } from '../errors.js'
import type { Input } from '../input.js'

/** A derivative that is claimed. */
export type Claimed = Input | readonly Claimed[]

export type ClaimFunction = (...values: never[]) => unknown

export type Claims = ClaimFunction | Readonly<Record<string, Claimed | ClaimFunction>>

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
  return Object.fromEntries(
    Object.entries(claims).map(([name, c]) => [name, typeof c === 'function' ? plain(answered(c)) : c]),
  )
}

function byName(answer: unknown, variables: readonly string[]): Readonly<Record<string, Claimed>> {
  const [only, ...more] = variables
  const isList = Array.isArray(answer) || ArrayBuffer.isView(answer)
  if (typeof answer === 'object' && answer !== null && !isList)
    return Object.fromEntries(Object.entries(answer).map(([name, c]) => [name, plain(c)]))
  const values = plain(answer)
  if (only !== undefined && more.length === 0) {
    const isOne = Array.isArray(values) && values.length === 1
    return Object.fromEntries([[only, isOne ? (values[0] as Claimed) : values]])
  }
  if (Array.isArray(values) && values.length === variables.length)
    return Object.fromEntries(variables.map((name, k) => [name, values[k] as Claimed]))
  throw new FluxionError(
    'claim',
    `the function claimed answers one value for each of ${variables.join(', ')}, in a list or an object`,
  )
}

/** Arrays of any kind as lists. */
function plain(value: unknown): Claimed {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>)
  return Array.isArray(value) ? value.map(plain) : (value as Claimed)
}
