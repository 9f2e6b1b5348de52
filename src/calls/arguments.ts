/**
 * Checking of calls: the arguments of a call are read once, by its signature, before anything is done with them, and the call then
 * runs within its limits. What does not fit is a `FluxionError` whose code names it: `argument-by`, `option-domain`, `unknown-option`.
 * Options may stand where optional arguments are left out. Which kinds and options there are, is said by the terms.
 */
import { FluxionError } from '../errors.js'
import { memo } from '../memo.js'
import { SHARED, type Signature } from '../signatures/notation.js'
import { type WorkOptions, working } from '../work.js'
import { isObject, isRecord, isText, type Kind } from './kinds.js'

/** What a part of the library knows of arguments. */
export interface Terms {
  readonly kinds: Readonly<Record<string, Kind>>
  /** The kind of an option, where a signature gives it no other. */
  readonly kindOf: (option: string) => string
  /** The option, or the text in quotes, that was probably meant. */
  readonly near?: (name: string, options: readonly string[]) => string | undefined
  /** What an option goes with that a call does not take. */
  readonly places?: Readonly<Record<string, string>>
}

const words = new Map<string, readonly string[]>()

/** The kinds in a text of a signature; there are only so many. */
function wordsOf(kinds: string): readonly string[] {
  return memo(words, kinds, () => kinds.split(' '))
}

/** A value read as the first of several kinds that takes it, or as one of the texts in quotes. */
function readAs({ kinds: known }: Terms, kinds: string, x: unknown): unknown {
  for (const kind of wordsOf(kinds)) {
    const found = kind.startsWith("'") ? (isText(x) && `'${x}'` === kind ? x : undefined) : known[kind]?.[1](x)
    if (found !== undefined) return found
  }
  return undefined
}

const phrase = ({ kinds: known }: Terms, kinds: string): string =>
  kinds
    .split(' ')
    .map(kind => known[kind]?.[0] ?? kind)
    .join(' or ')

/** What was given, for a message; nothing of the caller's is called for it. */
function given(x: unknown): string {
  if (isText(x)) return JSON.stringify(x.length > 40 ? `${x.slice(0, 40)}...` : x)
  if (typeof x === 'function') return 'a function'
  if (typeof x !== 'object' || x === null) return String(x)
  try {
    return Array.isArray(x) ? 'this list' : 'this object'
  } catch {
    // A revoked proxy does not even say whether it is a list.
    return UNREADABLE
  }
}

const UNREADABLE = 'what cannot be read'

/** A value of the kinds named. Raises `FluxionError`, also where a getter or a proxy fails. */
export function argumentIn(
  terms: Terms,
  what: 'argument' | 'option',
  name: string,
  kinds: string,
  x: unknown,
): unknown {
  let shown = UNREADABLE
  try {
    const found = readAs(terms, kinds, x)
    if (found !== undefined) return found
    shown = given(x)
  } catch (error) {
    if (error instanceof FluxionError) throw error
  }
  const need = x === undefined ? 'is missing: it is' : 'is'
  const texts = wordsOf(kinds).flatMap(kind => (kind.startsWith("'") ? [kind.slice(1, -1)] : []))
  const near = isText(x) ? terms.near?.(x, texts) : undefined
  const but = x === undefined ? '' : `, not ${shown}${near === undefined ? '' : `; do you mean '${near}'?`}`
  throw new FluxionError(`${what}-${name}`, `the ${what} ${name} ${need} ${phrase(terms, kinds)}${but}`)
}

/** A signature, taken apart. */
export interface Parameters {
  readonly args: readonly Parameter[]
  /** The names of the options, or that there are none. */
  readonly options: readonly string[] | undefined
  readonly needed: readonly string[]
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
  const words = inside
    ?.replace(/&\w*/g, shared => SHARED[shared as keyof typeof SHARED])
    .replace('}', '')
    .trim()
    .split(' ')
    .filter(Boolean)
  const parameters = {
    args: before.trim().split(' ').filter(Boolean).map(readParameter),
    options: words?.map(nameOfOption),
    needed: words?.filter(word => word.endsWith('!')).map(nameOfOption) ?? [],
  }
  known.set(signature, parameters)
  return parameters
}

const nameOfOption = (word: string): string => word.replace('!', '')

/** The kind of an option of a call. */
export const kindIn = ({ kindOf }: Terms, { kinds }: Signature, option: string): string =>
  kinds?.[option] ?? kindOf(option)

function readParameter(word: string): Parameter {
  const [, name = '', often = '', kind = ''] = /^(\w+)([?*]?):(\w+)$/.exec(word) ?? []
  return { name, kind, often: often as Parameter['often'] }
}

function readOptions(
  terms: Terms,
  signature: Signature,
  { options = [], needed }: Parameters,
  x: unknown,
): Record<string, unknown> {
  const kindOf = (name: string): string => kindIn(terms, signature, name)
  const read: Record<string, unknown> = {}
  const whole = x === undefined ? read : (argumentIn(terms, 'argument', 'options', 'options', x) as typeof read)
  for (const name of Object.keys(whole)) {
    const value = whole[name]
    if (value === undefined) continue
    if (!options.includes(name)) throw unknownOption(terms, signature.name, name, options)
    read[name] = argumentIn(terms, 'option', name, kindOf(name), value)
  }
  for (const name of needed) if (read[name] === undefined) argumentIn(terms, 'option', name, kindOf(name), undefined)
  return read
}

function unknownOption(terms: Terms, call: string, name: string, options: readonly string[]): FluxionError {
  const place = Object.hasOwn(terms.places ?? {}, name) ? terms.places?.[name] : undefined
  const near = place === undefined ? terms.near?.(name, options) : undefined
  const there = near === undefined ? `there are ${[...options].sort().join(', ')}` : `do you mean "${near}"?`
  const advice = place === undefined ? there : `it goes with ${place}`
  return new FluxionError('unknown-option', `${call} has no option ${given(name)}; ${advice}`)
}

/** The arguments of a call, read by its signature. */
export function readArgumentsIn(terms: Terms, signature: Signature, all: readonly unknown[]): unknown[] {
  const parameters = parametersOf(signature)
  const { args, options } = parameters
  let count = all.length
  while (count > 0 && all[count - 1] === undefined) count--
  const read: unknown[] = []
  let at = 0
  const next = (): unknown => (at < count ? all[at++] : undefined)
  for (const { name, kind, often } of args) {
    // Options may stand in the place of the first argument that is left out.
    const skipped = (): boolean =>
      options !== undefined && often !== '' && at === count - 1 && isObject(all[at]) && isOptions(terms, kind, all[at])
    if (often === '*') while (at < count && !skipped()) read.push(argumentIn(terms, 'argument', name, kind, next()))
    else if (skipped()) read.push(undefined)
    else {
      const value = next()
      read.push(often === '?' && value === undefined ? undefined : argumentIn(terms, 'argument', name, kind, value))
    }
  }
  if (options !== undefined) read.push(readOptions(terms, signature, parameters, next()))
  if (at < count)
    throw new FluxionError(
      'argument-count',
      `${signature.name} takes fewer arguments: there is no place for ${given(all[at])}`,
    )
  return read
}

/** Whether the last argument is options, where one of that kind is left out. */
function isOptions(terms: Terms, kind: string, x: unknown): boolean {
  try {
    return kind !== 'values' && isRecord(x) && readAs(terms, kind, x) === undefined
  } catch {
    // What cannot be read is refused as the argument that it stands for.
    return false
  }
}

/** A function whose calls are checked, with its signature. */
export type Checked<F = unknown> = F & { readonly signature: Signature }

/** The function, with its arguments checked and its work limited; `prepare` is called before it. */
export function checkedIn<F extends (...args: never[]) => unknown>(
  terms: Terms,
  signature: Signature,
  f: F,
  prepare: () => void,
): Checked<F> {
  const hasOptions = signature.takes.endsWith('}')
  const call = (...all: unknown[]): unknown => {
    prepare()
    const args = readArgumentsIn(terms, signature, all)
    return working(hasOptions ? (args.at(-1) as WorkOptions) : {}, () => f(...(args as never[])))
  }
  return Object.assign(call as unknown as F, { signature })
}
