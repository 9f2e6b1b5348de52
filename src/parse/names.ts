/**
 * What a name stands for where it is used. All names of functions come from the table (src/functions) and from
 * the notations of notation.ts; here are only the conventions for names that neither knows.
 */
import { readFormal, STRUCTURE } from '../expr/formal.js'
import { arity, type NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { advice } from './advice.js'
import { isBinder } from './binders.js'
import { isGreekName } from './characters.js'
import { type Declared, Names } from './declared.js'
import { notation } from './notation.js'

/** f, g, h before a bracket are unknown functions, also with an index: `f(x)`, `g2(x)`, `F_1(x)`. */
const FORMAL = /^[fghFGH](?:_?[0-9]+)?$/
/** One letter, also with an index, multiplies a bracket: `x(x+1)`, `a_1(x+1)`. */
const LETTER = /^(?:\p{L}\p{Mn}*|_)(?:_?[0-9]+|_[\p{L}\p{Mn}0-9]+)?$/u

/** What `name(` means: a call, a product with the bracket, or neither. */
export type Reading =
  | { readonly as: 'call' | 'product' }
  | { readonly as: 'unclear'; readonly code: string; readonly message: string; readonly hint: string | undefined }

const ANY: readonly [number, number] = [1, Number.POSITIVE_INFINITY]
const PRODUCT: Reading = { as: 'product' }
const CALL: Reading = { as: 'call' }

/** Whether a name is a plain symbol here, whatever the table says. */
export const isPlain = (name: string, { bound, asked }: Declared): boolean =>
  bound.has(name) || asked?.has(name) === true

/** The fewest and the most arguments of a known function or notation, or undefined. Constants are no functions. */
export function knownArity(name: string, declared?: Declared): readonly [number, number] | undefined {
  if (declared?.functions.has(name)) return undefined
  const shaped = declared?.shaped?.get(name)
  if (shaped !== undefined) return shaped
  return arityOf(name, declared)
}

/** The same, whatever functions the caller declares. */
export function arityOf(
  name: string,
  declared: Pick<Declared, 'elsewhere'> | undefined,
): readonly [number, number] | undefined {
  if (declared?.elsewhere?.has(name)) return ANY
  const known = row(name)
  if (known !== undefined) return isConstant(known) ? undefined : arity(known)
  return notation(name)?.arity ?? (logarithmBase(name) === undefined ? undefined : [1, 1])
}

/** The canonical name of a function of the table, by any of its names; constants are no functions. */
export function functionName(name: string, declared?: Declared): string | undefined {
  if (declared?.elsewhere?.has(name)) return name
  const known = row(name)
  return known === undefined || isConstant(known) ? undefined : known.name
}

const isConstant = (r: NamedRow): boolean => arity(r)[1] === 0

/** The base in `log_2`, `log_b` and `log_beta`: '2', 'b', 'beta'. */
export function logarithmBase(name: string): string | undefined {
  const at = name.indexOf('_')
  if (at < 1 || name.slice(0, at) !== row('log')?.name) return undefined
  const base = name.slice(at + 1)
  // The word in log_softmax is no base.
  return LETTER.test(base) || isGreekName(base) || /^[1-9][0-9]*$/.test(base) ? base : undefined
}

/** How many arguments the head of a call takes: `f'` one, `g'[1,3]` at least three, an unknown function any number. */
export function argumentCount(head: string, declared?: Declared): readonly [number, number] {
  if (!head.includes("'")) return knownArity(head, declared) ?? ANY
  const { name, slots } = readFormal(head)
  const known = knownArity(name, declared)
  if (known !== undefined) return known
  return head.endsWith(']') ? [Math.max(...slots.map(s => s.argument)), Number.POSITIVE_INFINITY] : [1, 1]
}

/** Whether the head is a derivative of a known function by an argument for which its row has no closed form. */
export function hasOpenSlot(head: string): boolean {
  const { name, slots } = readFormal(head)
  const known = row(name)
  if (known === undefined) return false
  const forms = [known, ...Object.values(known.byArity ?? {})]
  return forms.some(form => slots.some(s => form.derivative[s.argument - 1] === null))
}

/** A number and a name without a space that would be one number elsewhere: `0x10`, `0b1`. */
export const isDigitGroup = (number: string, name: string): boolean =>
  number === '0' && /^(?:[xX][0-9a-fA-F]|[bBoO][0-7])/.test(name)

/** Whether a name without a bracket after it is an unfinished call: `sin`, but not `gamma` or `e1`, letters too. */
export function needsBracket(name: string, declared: Declared): boolean {
  if (isPlain(name, declared)) return false
  if (isBinder(name, declared)) return false
  const known = knownArity(name, declared)
  return declared.functions.has(name) || (known !== undefined && !isGreekName(name) && !LETTER.test(name))
}

/** Reads `name(`; `asLetter` tells that a Greek name was typed as the letter itself. */
export function readBeforeBracket(name: string, declared: Declared, asLetter: boolean): Reading {
  if (declared.functions.has(name)) return CALL
  if (isPlain(name, declared)) return PRODUCT
  const lower = name.toLowerCase()
  const known = knownArity(name, declared)
  if (isGreekName(name) && arityOf(lower, declared) !== undefined && (asLetter || known === undefined)) {
    return {
      as: 'unclear',
      code: 'ambiguous-call',
      message: `${name} before a bracket may be a function or a factor`,
      hint: advice()?.hints.greek(lower),
    }
  }
  if (known !== undefined) return CALL
  if (row(name) !== undefined) return PRODUCT
  if (FORMAL.test(name)) return CALL
  return isLetter(name) ? PRODUCT : unknownFunction(name, declared)
}

/** One letter or the name of a Greek letter, also with an index or digits. */
export const isLetter = (name: string): boolean => LETTER.test(name) || isGreekName(name.replace(/_?[0-9]+$|_.*$/u, ''))

/** Whether the table, or the language, has a function under exactly that name, not as a synonym. */
export const isOfTable = (name: string): boolean =>
  row(name)?.name === name || STRUCTURE.has(name) || notation(name) !== undefined

/** Names of functions, with those told apart once that the table does not have: for who reads many texts with the same. */
export class FunctionNames implements Iterable<string> {
  readonly all: ReadonlySet<string>
  /** Those that the table does not have. A list of functions may name others, that are meant; to declare one is to have another of that name. */
  readonly unknown: ReadonlySet<string>

  constructor(names: Iterable<string> | undefined) {
    this.all = new Names(names).all
    this.unknown = this.all.size === 0 ? this.all : new Set([...this.all].filter(name => !isOfTable(name)))
  }

  [Symbol.iterator](): Iterator<string> {
    return this.all[Symbol.iterator]()
  }
}

/** Whether the table has a constant of that name. */
export const isConstantName = (name: string): boolean => {
  const known = row(name)
  return known !== undefined && isConstant(known)
}

/** Whether the letter is one of those that are unknown functions by convention. */
export const isFormalLetter = (name: string, declared: Declared): boolean =>
  FORMAL.test(name) && !isPlain(name, declared)

/** `Sin[x]`: the function that a name is but for its case, or undefined. */
export function functionButForCase(name: string, declared: Declared): string | undefined {
  if (isPlain(name, declared)) return undefined
  const lower = name.toLowerCase()
  return lower !== name && arityOf(lower, declared) !== undefined && !isGreekName(name) ? lower : undefined
}

/** What is said of a function that only the whole library has. */
export const unavailable = (name: string): { code: string; message: string; hint: string } => ({
  code: 'unknown-function',
  message: `there is no ${name} in fluxion/core`,
  hint: 'import from "fluxion", which has all functions',
})

/** The reading of a name that nobody knows, with advice. */
export function unknownFunction(name: string, declared?: Declared): Reading {
  return {
    as: 'unclear',
    code: 'unknown-function',
    message: `there is no function ${name.length > 40 ? `${name.slice(0, 40)}...` : name}`,
    hint: advice()?.name(name, declared),
  }
}
