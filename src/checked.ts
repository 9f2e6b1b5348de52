/**
 * The door of the library: the arguments of a call are read once, by the table of signatures, before anything is done with them, and
 * the call then runs within its limits. What does not fit is a `FluxionError` whose code names it: `argument-by`, `option-domain`,
 * `unknown-option`. Values are copied, so that getters and proxies are asked once; options may stand where optional arguments are left out.
 */
import { FluxionError } from './errors.js'
import { isExpr } from './expr/node.js'
import { Rational } from './number/rational.js'
import { closest } from './parse/spelling.js'
import { COMMON, LIMITS, OPTIONS, type OptionName, OTHER_KINDS, type Signature, WRITTEN_FORMATS } from './signatures.js'
import { type WorkOptions, working } from './work.js'

/** The value as the library uses it; undefined for one of another kind. */
type Reader = (x: unknown) => unknown

const isObject = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null
/** Neither a list nor something that the language made, such as a date or a promise. */
const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  isObject(x) && !isExpr(x) && Object.prototype.toString.call(x) === '[object Object]' && !(Symbol.iterator in x)
const ifIs =
  (test: (x: unknown) => boolean): Reader =>
  x =>
    test(x) ? x : undefined
const isText = (x: unknown): x is string => typeof x === 'string'

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Numbers of other libraries and boxed ones as texts: `{ s, n, d }` is a fraction, and what has `toFixed` prints itself. */
function plainNumber(x: unknown): unknown {
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

const input: Reader = x => {
  const plain = plainNumber(x)
  return isInput(plain) ? plain : undefined
}

const isVariable = (x: unknown): boolean => isText(x) || isExpr(x)

/** A list of items of one kind, from anything that can be iterated; one item is a list of one. */
const listOf =
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
function recordOf(x: unknown, each: Reader): unknown {
  if (!isRecord(x)) return undefined
  const entries = Object.entries(x).map(([key, value]) => [key, each(value)] as const)
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries)
}

/** A copy of a list of anything; those within it are read where they are used. */
const copyOf: Reader = x => (Array.isArray(x) && x.length <= LONGEST ? [...x] : undefined)

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

/** What each kind is called in a message, and how it is read. */
const KINDS: Readonly<Record<string, readonly [what: string, read: Reader]>> = {
  text: ['a text', ifIs(isText)],
  flag: ['true or false', ifIs(x => typeof x === 'boolean')],
  number: ['a number', input],
  double: ['a number', ifIs(x => typeof x === 'number')],
  doubles: ['a list of numbers', listOf(ifIs(x => typeof x === 'number'))],
  count: ['a whole number from 0 up', ifIs(x => typeof x === 'number' && Number.isInteger(x) && x >= 0)],
  positive: ['a positive number', ifIs(x => typeof x === 'number' && x > 0)],
  function: ['a function', ifIs(x => typeof x === 'function')],
  expression: ['an expression, as parse makes them', ifIs(isExpr)],
  input: ['a text, a number or an expression', input],
  inputs: ['a text, a number, an expression, or a list of such', x => (isInput(x) ? x : listOf(input)(x))],
  list: ['a list of texts, numbers and expressions', listOf(input)],
  nested: ['a text, a number, an expression, or lists of such', x => input(x) ?? copyOf(x)],
  outputs: [
    'a text, a number, an expression, or lists and objects of such',
    x => input(x) ?? copyOf(x) ?? recordOf(x, part => part ?? null),
  ],
  written: [
    WRITTEN_FORMATS.map(f => `'${f}'`).join(' or '),
    ifIs(x => (WRITTEN_FORMATS as readonly unknown[]).includes(x)),
  ],
  json: [
    'a value of JSON',
    ifIs(x => isText(x) || typeof x === 'number' || typeof x === 'bigint' || Array.isArray(x) || isRecord(x)),
  ],
  variable: ['the name of a variable', ifIs(isVariable)],
  by: ['the name of a variable, or an order after one', ifIs(x => isVariable(x) || typeof x === 'number')],
  variables: ['a list of names', listOf(ifIs(isVariable))],
  names: ['a list of texts', listOf(ifIs(isText))],
  texts: ['an object of texts by name', x => recordOf(x, ifIs(isText))],
  values: ['an object of values by name', x => recordOf(x, value => (value === undefined ? null : plainNumber(value)))],
  place: [
    'the name of a variable, or an object of values by name',
    x => (isVariable(x) ? x : recordOf(x, value => (value === undefined ? null : plainNumber(value)))),
  ],
  direction: [
    'an object of values by name, or a list such as [1, 2]',
    x =>
      isInput(x) ? x : (listOf(input)(x) ?? recordOf(x, value => (value === undefined ? null : plainNumber(value)))),
  ],
  definitions: ['an object of definitions by name', x => recordOf(x, definition)],
  map: ['a map of sets', ifIs(x => x instanceof Map && [...x.values()].every(s => s instanceof Set))],
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

/** Each option read once, those that are inherited as well. */
function optionsIn(x: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = Object.create(null)
  for (const name in x) found[name] = x[name]
  return found
}

/** A value read as the first of several kinds that takes it, or as one of the texts in quotes. */
function readAs(kinds: string, x: unknown): unknown {
  for (const kind of kinds.split(' ')) {
    const found = kind.startsWith("'") ? ifIs(y => `'${String(y)}'` === kind && isText(y))(x) : KINDS[kind]?.[1](x)
    if (found !== undefined) return found
  }
  return undefined
}

const phrase = (kinds: string): string =>
  kinds
    .split(' ')
    .map(kind => KINDS[kind]?.[0] ?? kind)
    .join(' or ')

/** What was given, for a message; nothing of the caller's is called for it. */
function given(x: unknown): string {
  if (isText(x)) return JSON.stringify(x.length > 40 ? `${x.slice(0, 40)}...` : x)
  if (typeof x === 'function') return 'a function'
  if (typeof x === 'object' && x !== null) return Array.isArray(x) ? 'this list' : 'this object'
  return String(x)
}

/** A value of the kinds named. Raises `FluxionError`, also where a getter or a proxy fails. */
export function argument(what: 'argument' | 'option', name: string, kinds: string, x: unknown): unknown {
  let shown = 'what cannot be read'
  try {
    const found = readAs(kinds, x)
    if (found !== undefined) return found
    shown = given(x)
  } catch (error) {
    if (error instanceof FluxionError) throw error
  }
  const need = x === undefined ? 'is missing: it is' : 'is'
  const but = x === undefined ? '' : `, not ${shown}`
  throw new FluxionError(`${what}-${name}`, `the ${what} ${name} ${need} ${phrase(kinds)}${but}`)
}

/** A signature, taken apart. */
export interface Parameters {
  readonly args: readonly Parameter[]
  /** The names of the options, or that there are none. */
  readonly options: readonly string[] | undefined
  readonly needed: readonly string[]
  /** Options that are here of another kind than everywhere. */
  readonly kinds: ReadonlyMap<string, string>
}

export interface Parameter {
  readonly name: string
  readonly kind: string
  readonly often: '' | '?' | '*'
}

const known = new WeakMap<Signature, Parameters>()

/** What a signature says. */
export function parametersOf(signature: Signature): Parameters {
  const old = known.get(signature)
  if (old !== undefined) return old
  const [before = '', inside] = signature.takes.split('{')
  const words = inside?.replace('&', COMMON).replace('}', '').trim().split(' ').filter(Boolean)
  const parameters = {
    args: before.trim().split(' ').filter(Boolean).map(readParameter),
    options: words?.map(nameOfOption),
    needed: words?.filter(word => word.endsWith('!')).map(nameOfOption) ?? [],
    kinds: new Map(words?.flatMap(word => kindOfItsOwn(word))),
  }
  known.set(signature, parameters)
  return parameters
}

const nameOfOption = (word: string): string => word.replace(/[=!].*$/s, '')

function kindOfItsOwn(word: string): readonly (readonly [option: string, kind: string])[] {
  const [, name, kind] = /^(\w+)=(\w+)!?$/.exec(word) ?? []
  return name === undefined || kind === undefined ? [] : [[name, OTHER_KINDS[kind] ?? kind]]
}

/** The kind of an option of a call. */
export const kindOf = (signature: Signature, option: string): string =>
  parametersOf(signature).kinds.get(option) ?? OPTIONS[option as OptionName]

function readParameter(word: string): Parameter {
  const [, name = '', often = '', kind = ''] = /^(\w+)([?*]?):(\w+)$/.exec(word) ?? []
  return { name, kind, often: often as Parameter['often'] }
}

function readOptions(signature: Signature, { options = [], needed }: Parameters, x: unknown): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  const whole = x === undefined ? {} : (argument('argument', 'options', 'options', x) as Record<string, unknown>)
  for (const [name, value] of Object.entries(whole)) {
    if (value === undefined) continue
    if (!options.includes(name)) throw unknownOption(signature.name, name, options)
    read[name] = argument('option', name, kindOf(signature, name), value)
  }
  for (const name of needed) if (read[name] === undefined) argument('option', name, kindOf(signature, name), undefined)
  return read
}

function unknownOption(call: string, name: string, options: readonly string[]): FluxionError {
  const near = closest(name, options)
  const advice = near === undefined ? `there are ${[...options].sort().join(', ')}` : `do you mean "${near}"?`
  return new FluxionError('unknown-option', `${call} has no option ${given(name)}; ${advice}`)
}

/** The arguments of a call, read by its signature. */
export function readArguments(signature: Signature, all: readonly unknown[]): unknown[] {
  const parameters = parametersOf(signature)
  const { args, options } = parameters
  const rest = [...all]
  while (rest.length > 0 && rest[rest.length - 1] === undefined) rest.pop()
  const read: unknown[] = []
  for (const { name, kind, often } of args) {
    // Options may stand in the place of the first argument that is left out.
    const skipped = (): boolean =>
      options !== undefined && often !== '' && rest.length === 1 && isOptions(kind, rest[0])
    if (often === '*') while (rest.length > 0 && !skipped()) read.push(argument('argument', name, kind, rest.shift()))
    else if (skipped()) read.push(undefined)
    else {
      const value = rest.shift()
      read.push(often === '?' && value === undefined ? undefined : argument('argument', name, kind, value))
    }
  }
  if (options !== undefined) read.push(readOptions(signature, parameters, rest.shift()))
  if (rest.length > 0)
    throw new FluxionError(
      'argument-count',
      `${signature.name} takes fewer arguments: there is no place for ${given(rest[0])}`,
    )
  return read
}

/** Whether the last argument is options, where one of that kind is left out. */
function isOptions(kind: string, x: unknown): boolean {
  try {
    return kind !== 'values' && isRecord(x) && readAs(kind, x) === undefined
  } catch {
    // What cannot be read is refused as the argument that it stands for.
    return false
  }
}

/** Those options that a call takes. */
export function optionsFor<T extends object>({ signature }: Checked, options: T): T {
  const { options: names = [] } = parametersOf(signature)
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name))) as T
}

/** A function whose calls are checked, with its signature. */
export type Checked<F = unknown> = F & { readonly signature: Signature }

/** The function, with its arguments checked and its work limited; `prepare` is called before it. */
export function checked<F extends (...args: never[]) => unknown>(
  signature: Signature,
  f: F,
  prepare: () => void,
): Checked<F> {
  const hasOptions = signature.takes.endsWith('}')
  const call = (...all: unknown[]): unknown => {
    prepare()
    const args = readArguments(signature, all)
    return working(hasOptions ? (args.at(-1) as WorkOptions) : {}, () => f(...(args as never[])))
  }
  return Object.assign(call as unknown as F, { signature })
}
