/**
 * The kinds of arguments and options: how each is called in a message, and how it is read. Values are copied, so that getters and proxies are
 * asked once. Calls state kinds by name (signatures/); who checks calls has a table of those that it knows.
 */
import { isExpr } from '../expr/node.js'
import { Rational } from '../number/rational.js'
import { LIMITS } from '../signatures/notation.js'

/** The value as the library uses it; undefined for one of another kind. */
export type Reader = (x: unknown) => unknown

export const isObject = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null
/** Neither a list nor something that the language made, such as a date or a promise. */
export const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  isObject(x) && !isExpr(x) && Object.prototype.toString.call(x) === '[object Object]' && !(Symbol.iterator in x)
export const ifIs =
  (test: (x: unknown) => boolean): Reader =>
  x =>
    test(x) ? x : undefined
export const isText = (x: unknown): x is string => typeof x === 'string'

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Numbers of other libraries and boxed ones as texts: `{ s, n, d }` is a fraction, and what has `toFixed` prints itself. */
export function plainNumber(x: unknown): unknown {
  if (typeof x === 'function') return undefined
  if (!isObject(x) || isExpr(x) || x instanceof Rational) return x
  const { s, n, d } = x
  const parts = [s, n, d]
  if (parts.every(p => typeof p === 'bigint' || Number.isSafeInteger(p)))
    return Rational.of(BigInt(s as bigint) * BigInt(n as bigint), BigInt(d as bigint))
  if (x instanceof String) return String(x)
  if (typeof x.toFixed !== 'function') return x
  const text = String(x)
  return DECIMAL.test(text) ? text : x
}

export const isInput = (x: unknown): boolean =>
  isText(x) || typeof x === 'number' || typeof x === 'bigint' || x instanceof Rational || isExpr(x)

export const input: Reader = x => {
  const plain = plainNumber(x)
  return isInput(plain) ? plain : undefined
}

export const isVariable = (x: unknown): boolean => isText(x) || isExpr(x)

/** A list of items of one kind, from anything that can be iterated; one item is a list of one. */
export const listOf =
  (item: Reader): Reader =>
  x => {
    const one = item(x)
    if (one !== undefined) return [one]
    if (!isObject(x) || isExpr(x) || !(Symbol.iterator in x)) return undefined
    const items: unknown[] = []
    for (const part of x as unknown as Iterable<unknown>) {
      const read = item(part)
      if (read === undefined || items.length >= LONGEST) return undefined
      items.push(read)
    }
    return items
  }

/** Longer lists of arguments are endless ones. */
const LONGEST = 1 << 22

/** A copy of an object, with what `each` makes of its values; any key is possible. */
export function recordOf(x: unknown, each: Reader): unknown {
  if (!isRecord(x)) return undefined
  const entries = Object.entries(x).map(([key, value]) => [key, each(value)] as const)
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries)
}

const isShort = (x: unknown): boolean => !Array.isArray(x) || x.length <= LONGEST

/** Whether no list, nor one within it, is endless; a revoked proxy among them raises its error here. */
export const areShort = (x: unknown): boolean => isShort(x) && (!Array.isArray(x) || x.every(isShort))

/** A copy of a list of anything; those within it are read where they are used. */
export const copyOf: Reader = x => (Array.isArray(x) && isShort(x) && x.every(areShort) ? [...x] : undefined)

/** Each option read once, those that are inherited as well. */
function optionsIn(x: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = Object.create(null)
  for (const name in x) found[name] = x[name]
  return found
}

/** What a kind is called in a message, and how it is read. */
export type Kind = readonly [what: string, read: Reader]

/** The kinds that every part of the library has. */
export const COMMON_KINDS: Readonly<Record<string, Kind>> = {
  text: ['a text', ifIs(isText)],
  flag: ['true or false', ifIs(x => typeof x === 'boolean')],
  function: ['a function', ifIs(x => typeof x === 'function')],
  input: ['a text, a number or an expression', input],
  by: ['the name of a variable, or an order after one', ifIs(x => isVariable(x) || typeof x === 'number')],
  names: ['a list of texts', listOf(ifIs(isText))],
  texts: ['an object of texts by name', x => recordOf(x, ifIs(isText))],
  signal: ['an AbortSignal', ifIs(x => isObject(x) && typeof x.aborted === 'boolean')],
  options: ['an object of options', x => (isRecord(x) ? optionsIn(x) : undefined)],
  limits: [
    `an object of numbers, such as ${LIMITS.join(', ')}`,
    x =>
      isRecord(x) && Object.keys(x).every(key => (LIMITS as readonly string[]).includes(key))
        ? recordOf(
            x,
            ifIs(limit => limit === undefined || (typeof limit === 'number' && limit >= 0)),
          )
        : undefined,
  ],
}
