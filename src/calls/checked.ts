/** The terms of the whole library: all kinds of arguments, and all options; and its calls, checked by them. */

import { attempted } from '../attempt.js'
import { ParseError } from '../errors.js'
import { isExpr } from '../expr/node.js'
import { readerOf } from '../parse/latex/recognise.js'
import { parse } from '../parse/parse.js'
import { meant } from '../parse/spelling.js'
import { splitAtCommas } from '../parse/statements.js'
import { OPTIONS, type OptionName, PLACES, type Signature, WRITTEN_FORMATS } from '../signatures/options.js'
import {
  argumentIn,
  type Checked,
  checkedIn,
  kindIn,
  type Parameter,
  type Parameters,
  parametersOf,
  readArgumentsIn,
  type Terms,
} from './arguments.js'
import {
  areShort,
  COMMON_KINDS,
  copyOf,
  ifIs,
  input,
  isInput,
  isRecord,
  isText,
  isVariable,
  type Kind,
  listOf,
  plainNumber,
  type Reader,
  recordOf,
} from './kinds.js'

export { type Checked, isInput, type Parameter, type Parameters, parametersOf }

const DEFINING: readonly string[] = ['definition', 'derivative', 'arguments']

/** A function of the caller's own: its definition, or its derivatives. */
function definition(x: unknown): unknown {
  if (isText(x)) return x
  if (!isRecord(x) || Object.keys(x).some(key => !DEFINING.includes(key))) return undefined
  const { definition: value, derivative, arguments: named } = x
  if (value !== undefined && !isText(value)) return undefined
  const texts = (list: unknown): unknown => (list === undefined ? [] : listOf(ifIs(isText))(list))
  const [slopes, names] = [texts(derivative), texts(named)]
  return (
    slopes &&
    names && {
      ...(value !== undefined && { definition: value }),
      ...(named !== undefined && { arguments: names }),
      ...(derivative !== undefined && { derivative: slopes }),
    }
  )
}

/** Values by name; those that are left undefined are read where they are used. */
const values: Reader = x => byName(recordOf(x, value => (value === undefined ? null : plainNumber(value))))

/** A name that is given as LaTeX, `\theta_1`, `\hat{y}`, as formulas have it; any other text as it is. */
export function plainName(text: string): string {
  if (!text.includes('\\')) return text
  const e = attempted([ParseError], () => parse(text, { syntax: 'latex' }, { readerOf }))
  return e?.kind === 'sym' ? e.name : text
}

const byName = (x: unknown): unknown =>
  isRecord(x) && Object.keys(x).some(key => key.includes('\\'))
    ? Object.fromEntries(Object.entries(x).map(([key, value]) => [plainName(key), value]))
    : x

const variable: Reader = x => (isText(x) ? plainName(x) : isVariable(x) ? x : undefined)

/** What each kind is called in a message, and how it is read. */
const KINDS: Readonly<Record<string, Kind>> = {
  ...COMMON_KINDS,
  number: ['a number', input],
  double: ['a number', ifIs(x => typeof x === 'number')],
  doubles: ['a list of numbers', listOf(ifIs(x => typeof x === 'number'))],
  count: ['a whole number from 0 up', ifIs(x => typeof x === 'number' && Number.isInteger(x) && x >= 0)],
  positive: ['a positive number', ifIs(x => typeof x === 'number' && x > 0)],
  expression: ['an expression, as parse makes them', ifIs(isExpr)],
  inputs: ['a text, a number, an expression, or a list of such', x => (isInput(x) ? x : listOf(input)(x))],
  list: ['a list of texts, numbers and expressions', listOf(input)],
  nested: ['a text, a number, an expression, or lists of such', x => input(x) ?? copyOf(x)],
  outputs: [
    'a text, a number, an expression, or lists and objects of such',
    x =>
      input(x) ??
      copyOf(x) ??
      recordOf(x, part => (typeof part === 'function' || !areShort(part) ? undefined : (part ?? null))),
  ],
  written: [
    WRITTEN_FORMATS.map(f => `'${f}'`).join(' or '),
    ifIs(x => (WRITTEN_FORMATS as readonly unknown[]).includes(x)),
  ],
  json: [
    'a value of JSON',
    ifIs(
      x =>
        isText(x) || typeof x === 'number' || typeof x === 'bigint' || (Array.isArray(x) && areShort(x)) || isRecord(x),
    ),
  ],
  variable: ['the name of a variable', variable],
  by: ['the name of a variable, or an order after one', x => variable(x) ?? (typeof x === 'number' ? x : undefined)],
  names: ['a list of texts', listOf(x => (isText(x) ? plainName(x) : undefined))],
  variables: ['a list of names', x => listOf(variable)(isText(x) ? splitAtCommas(x).map(v => v.trim()) : x)],
  values: ['an object of values by name', values],
  claims: [
    'an object of values or functions by name',
    x =>
      byName(
        recordOf(x, value => (value === undefined ? null : typeof value === 'function' ? value : plainNumber(value))),
      ),
  ],
  place: ['the name of a variable, or an object of values by name', x => variable(x) ?? values(x)],
  direction: ['an object of values by name, or a list such as [1, 2]', x => input(x) ?? copyOf(x) ?? values(x)],
  definitions: ['an object of definitions by name', x => recordOf(x, definition)],
  map: ['a map of sets', ifIs(x => x instanceof Map && [...x.values()].every(s => s instanceof Set))],
}

const TERMS: Terms = {
  kinds: KINDS,
  kindOf: option => OPTIONS[option as OptionName],
  near: meant,
  places: PLACES,
}

/** A value of the kinds named. Raises `FluxionError`, also where a getter or a proxy fails. */
export const argument = (what: 'argument' | 'option', name: string, kinds: string, x: unknown): unknown =>
  argumentIn(TERMS, what, name, kinds, x)

/** The kind of an option of a call. */
export const kindOf = (signature: Signature, option: string): string => kindIn(TERMS, signature, option)

/** The arguments of a call, read by its signature. */
export const readArguments = (signature: Signature, all: readonly unknown[]): unknown[] =>
  readArgumentsIn(TERMS, signature, all)

/** Those options that a call takes. */
export function optionsFor<T extends object>({ signature }: Checked, options: T): T {
  const { options: names = [] } = parametersOf(signature)
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name))) as T
}

/** The function, with its arguments checked and its work limited; `prepare` is called before it. */
export const checked = <F extends (...args: never[]) => unknown>(
  signature: Signature,
  f: F,
  prepare: () => void,
): Checked<F> => checkedIn(TERMS, signature, f, prepare)
