/**
 * What a bracket after a name is: the argument of a function, or a factor. Operators and what is declared are plain; a letter
 * is a function of the table where the bracket cannot be a factor, an unknown function if it is f, g or h, else a factor;
 * what people read in two ways is refused.
 */

import { type Slot, writeFormal } from '../../expr/formal.js'
import { arity, type NamedRow } from '../../functions/row.js'
import { row } from '../../functions/table.js'
import type { Declared } from '../declared.js'
import { hasOpenSlot, isFormalLetter, knownArity, unknownFunction } from '../names.js'
import { bare, type Syntax } from '../syntax.js'
import { isNumber, isPlain, isQuotient } from './factors.js'
import { type HeadShape, notations, type ScriptShape } from './notations.js'
import { mentions } from './syntax.js'
import type { Head, LatexToken } from './token.js'

/** A name with its bracket. */
export interface Application {
  readonly head: LatexToken & { readonly head: Head }
  /** A superscript between the two. */
  readonly sup: LatexToken | undefined
  /** The bracket: its expressions and separators. */
  readonly content: LatexToken
  /** A space that shows stands before the bracket. */
  readonly spaced: boolean
  /** The subscript of the name is an index that runs in a sum. */
  readonly runs: boolean
}

export type Decision =
  | {
      readonly as: 'call'
      readonly name: string
      readonly args: readonly Syntax[]
      readonly raised: boolean
      /** Of a letter: whether only the function can be meant; else what is unclear unless it is sure elsewhere in the text. */
      readonly sure?: boolean
      readonly doubt?: Doubt
    }
  /** `unless`: what is unclear if the letter is no symbol elsewhere in the text. */
  | { readonly as: 'product'; readonly unless?: Doubt }
  | { readonly as: 'unclear'; readonly code: string; readonly message: string; readonly hint: string | undefined }

/** What is unclear. */
export interface Doubt {
  readonly code: string
  readonly message: string
  readonly hint: string
}

const PRODUCT: Decision = { as: 'product' }
const unclear = (code: string, message: string, hint: string): Decision => ({ as: 'unclear', code, message, hint })

/** Decides what the bracket after a name is. */
export function decide(application: Application, declared: Declared): Decision {
  const { head, sup, content, spaced } = application
  const name = head.text
  const isUnknown = declared.unknown?.has(name) === true
  const orders = head.head.primes > 0 || (sup && isOrders(sup)) ? formalOrders(application, isUnknown) : undefined
  if (head.head.kind === 'letter' && orders === undefined && declared.bound.has(name)) return PRODUCT
  if (head.head.kind === 'word' && declared.bound.has(name) && row(name) === undefined) return PRODUCT
  if (sup !== undefined && sup.text !== '^') return PRODUCT
  const args = argumentsOf(content)
  if (head.head.kind !== 'letter' && isOfMatrices(head, declared) && args.length === content.items?.length)
    return { as: 'call', name, args, raised: true }
  const shape = isUnknown ? undefined : matching(application)
  if (args.length !== content.items?.length && shape?.row.lists === undefined)
    return unclear('argument-count', 'an argument is missing', 'write an expression between the commas')
  if (head.head.kind === 'operator' && shape !== undefined) return called(shape, application)
  if (shape === undefined || !isEvident(shape, application)) {
    if (orders !== undefined) return orders
    const letter = head.head.kind === 'letter'
    if (declared.functions.has(name) && (isUnknown || row(name) === undefined) && !(letter && (sup || spaced)))
      return { as: 'call', name, args, raised: true }
  }
  // Nothing is applied to itself: x(2x) is a product.
  const isOwn = args.length === 1 && mentions(args[0] as Syntax, symbol => symbol === name)
  if (isOwn && head.head.kind === 'letter' && !isFormalLetter(name, declared) && !declared.functions.has(name))
    return PRODUCT
  if (shape !== undefined) return ofTable(shape, application, declared)
  if (head.head.kind !== 'letter') return word(application, declared)
  return ofLetter(application, declared)
}

/** Whether a name is a function of vectors and matrices; they come before those of the table. */
const isOfMatrices = ({ head, text }: LatexToken, { shaped, functions }: Declared): boolean =>
  shaped?.has(text) === true && !functions.has(text) && head?.sub === undefined && head?.primes === 0

const argumentsOf = (content: LatexToken): Syntax[] => (content.items ?? []).filter(item => item !== undefined)

/** A word: a symbol of the caller's, a function of the table by its name, or unknown. */
function word({ head, content, spaced }: Application, declared: Declared): Decision {
  if (declared.bound.has(head.text)) return PRODUCT
  const args = argumentsOf(content)
  if (knownArity(head.text) !== undefined) return { as: 'call', name: head.text, args, raised: true }
  if (spaced && head.head.kind === 'word') return PRODUCT
  const reading = unknownFunction(head.text, declared)
  return reading.as === 'unclear' ? reading : PRODUCT
}

/** A letter that the table does not know. */
function ofLetter({ head, sup, content, spaced }: Application, declared: Declared): Decision {
  const { text } = head
  const args = argumentsOf(content)
  const known = row(text)
  const isUnknown = declared.unknown?.has(text) === true
  const isDifferential = text === 'd' || text === '∂'
  if (isDifferential || (known !== undefined && arity(known)[1] === 0 && !isUnknown)) return PRODUCT
  if (known !== undefined && declared.functions.has(text) && !isUnknown)
    return unclear(
      'ambiguous-call',
      `${text} is also the name of a function of the table`,
      `write \\operatorname{${text}}(x) for that; an unknown function needs another name: names: { g: '\\\\${text}' }`,
    )
  if (isFormalLetter(text, declared) || declared.functions.has(text)) {
    if (spaced && sup !== undefined) return PRODUCT
    if (sup === undefined && !spaced) return { as: 'call', name: text, args, raised: false }
    return unclear(
      'ambiguous-call',
      `${text} before ${sup ? 'a power and ' : ''}a bracket may be a function or a factor`,
      `write ${text}(x)^2 for a power of the function, ${text}\\cdot(x) for a product`,
    )
  }
  // p(x|\theta), L(x;\theta): nothing else has such separators.
  if (sup === undefined && /[|;]/.test(content.separators ?? '')) return { as: 'call', name: text, args, raised: false }
  if (content.inner?.some(token => token.type === 'operator') && args.length === 1) return PRODUCT
  const only = args.length === 1 ? bare(args[0] as Syntax) : undefined
  if (spaced || (only && !isPlain(only.kind === 'signed' ? only.of : only))) return PRODUCT
  const reading = unclear(
    'unknown-function',
    `${text} before a bracket may be an unknown function or a factor`,
    PARAMETRIC.test(text)
      ? `write ${text[0]}(x, ${text.slice(2).replaceAll('_', ', ')}) for an unknown function of all, or its formula`
      : `declare ${text} as a function, or write the product without the bracket`,
  )
  // 4s^3(0): the power of a symbol times a number, or of the value of a function.
  return sup !== undefined && only && isNumber(only) ? { as: 'product', unless: reading as Doubt } : reading
}

/** `h_theta`, `f_w`: a function with its parameter. */
const PARAMETRIC = /^[fgh]_(?:[a-z]{3,}|[wW]|[A-Za-z]_[A-Za-z])$/

/** A letter that is a function of the table, unless it is a factor. */
function ofTable(shape: HeadShape, application: Application, declared: Declared): Decision {
  const { head, sup, content, spaced, runs } = application
  const { name, aliases = [] } = shape.row
  if (isEvident(shape, application) || declared.functions.has(name)) return called(shape, application)
  if (aliases.some(alias => alias === glyphOf(head.text))) return called(shape, application)
  const letter = head.text
  const certain = CERTAIN.has(head.head.key) || isOrder(head)
  const factor = (content.items ?? []).some(item => item === undefined || !isPlain(item) || isQuotient(item))
  if (isFormalLetter(letter, declared) && head.issue === undefined) return either(letter, name, 'an unknown function')
  if (spaced || (sup !== undefined && factor && shape.sup === undefined)) return PRODUCT
  // y_i(wx_i+b) in a sum over i: a component.
  if (runs && factor && !certain) return PRODUCT
  const call = called(shape, application)
  if (!certain) return either(letter, name, factor ? 'a factor' : 'an unknown function')
  if (head.head.key === '\\sigma' && sup === undefined && isOfVectors(content, declared))
    return { ...call, sure: true } as Decision
  if ((sup !== undefined && shape.sup === undefined) || factor)
    return { ...call, doubt: either(letter, name, 'a factor') as Doubt } as Decision
  return { ...call, sure: true } as Decision
}

/** `\sigma(Wx+b)`: of vectors and matrices nearly everybody means the function. */
const isOfVectors = ({ items = [] }: LatexToken, { axes }: Declared): boolean =>
  axes !== undefined && items.some(item => item !== undefined && mentions(item, name => axes.has(name)))

/** The letters that before a bracket are the functions of the table for nearly everybody. */
const CERTAIN: ReadonlySet<string> = new Set(['J', '\\Gamma', '\\zeta', '\\psi', '\\sigma'])

/** `P_n`, `K_{\nu+1}`: a capital with the letter of an order. */
function isOrder({ head }: LatexToken): boolean {
  const order = (head?.sub?.inner ?? []).filter(({ type }) => type !== 'number' && type !== 'plus')
  const [only, ...others] = order
  return /^[A-Z]$/.test(head?.key ?? '') && others.length === 0 && (only?.text === 'n' || only?.text === 'nu')
}

const either = (letter: string, name: string, other: string): Decision =>
  unclear(
    'ambiguous-call',
    `${letter} before ${other === 'a factor' ? 'this' : 'a'} bracket may be the function ${name} or ${other}`,
    `declare the function ${name}, ${letter === name ? '' : `${letter} as an unknown function, `}or ${letter} as a symbol; \\operatorname{${name}} is always the function, \\cdot a product`,
  )

/** The capital letter that is the name of a function itself: Γ. */
const glyphOf = (name: string): string | undefined => (name === 'Gamma' ? 'Γ' : undefined)

/** Whether only the function can be meant: several arguments, other separators than commas, a superscript of its own. */
function isEvident(shape: HeadShape, { content }: Application): boolean {
  return (content.items?.length ?? 0) > 1 || shape.sup?.bracketed === true || shape.primes > 0
}

/** The row that is written so, if there is one. */
function matching(application: Application): HeadShape | undefined {
  const { head, content } = application
  const shapes = notations().heads.get(head.head.key) ?? []
  const fitting = shapes.filter(shape => fits(shape, application))
  // The more a notation says, the rather it is meant.
  fitting.sort((a, b) => detail(b) - detail(a))
  return fitting[0] ?? (head.head.kind === 'operator' ? byName(head, content) : undefined)
}

const detail = ({ sub, sup }: HeadShape): number =>
  (sup?.bracketed ? 4 : sup ? 2 : 0) + (sub?.fixed === undefined ? 0 : 1)

/** `\operatorname{erf}`, and `\operatorname{besselj}`, whose letter is taken by a symbol. */
function byName(head: LatexToken, content: LatexToken): HeadShape | undefined {
  if ((head.head?.primes ?? 0) > 0 || (head.head?.sub !== undefined && head.base === undefined)) return undefined
  const known = row(head.text, content.items?.length)
  return known && { row: known, sub: undefined, sup: undefined, primes: 0, body: undefined }
}

function fits(shape: HeadShape, { head, sup, content }: Application): boolean {
  const count = content.items?.length ?? 0
  const separators = content.separators ?? ''
  if (shape.primes !== head.head.primes) return false
  if (!fitsScript(shape.sub, head.head.sub) || (shape.sup && !fitsScript(shape.sup, sup))) return false
  if (shape.body === undefined) {
    const [least, most] = arity(shape.row)
    return count >= least && count <= most && !/[^,]/.test(separators)
  }
  const lists = shape.row.lists ?? []
  if (lists.length > 0) return separators.replaceAll(',', '') === shape.body.separators
  return separators === shape.body.separators
}

function fitsScript(shape: ScriptShape | undefined, script: LatexToken | undefined): boolean {
  if (shape === undefined || script === undefined) return shape === undefined && script === undefined
  if (script.inner?.some(token => token.type === 'separator')) return false
  const [only] = script.inner ?? []
  const bracket = script.inner?.length === 1 && (only?.type === 'group' || only?.type === 'tuple') ? only : undefined
  if (shape.bracketed !== (bracket !== undefined))
    return shape.slots.length === 1 && !shape.bracketed && bracket?.type !== 'tuple'
  const written = bracket?.items ?? [script.syntax as Syntax]
  if (shape.fixed === undefined) return written.length === shape.slots.length
  const [number] = written
  return number?.kind === 'number' && shape.fixed.replace(/\D/g, '') === number.text
}

/** The call, its arguments from where the notation has them. */
function called(shape: HeadShape, { head, sup, content }: Application): Decision {
  const items = content.items ?? []
  const { name, lists = [] } = shape.row
  const args: Syntax[] = []
  const scripts: (readonly [ScriptShape | undefined, LatexToken | undefined])[] = [
    [shape.sub, head.head.sub],
    [shape.sup, sup],
  ]
  for (const [script, token] of scripts) {
    const values = script?.bracketed ? (token?.inner?.[0]?.items ?? []) : [token?.syntax as Syntax | undefined]
    script?.slots.forEach((slot, k) => {
      args[slot] = values[k] as Syntax
    })
  }
  const groups = lists.length > 0 ? grouped(content) : items.map(item => [item])
  const slots = shape.body?.slots ?? items.map((_, k) => k)
  slots.forEach((slot, k) => {
    const of = (groups[k] ?? []).filter(item => item !== undefined)
    args[slot] = lists.includes(slot) ? listArgument(of, content) : (of[0] as Syntax)
  })
  return { as: 'call', name, args, raised: shape.sup === undefined }
}

/** The expressions between semicolons. */
function grouped({ items = [], separators = '' }: LatexToken): (Syntax | undefined)[][] {
  const groups: (Syntax | undefined)[][] = [[]]
  items.forEach((item, k) => {
    if (k > 0 && separators[k - 1] !== ',') groups.push([])
    groups.at(-1)?.push(item)
  })
  return groups
}

function listArgument(items: readonly Syntax[], { offset, length }: LatexToken): Syntax {
  let row: { before: undefined; item: Syntax; size: number; separator: number } | undefined
  let all: unknown
  for (const item of items) {
    row = { before: all as undefined, item, size: (row?.size ?? 0) + 1, separator: -1 }
    all = row
  }
  const rows = row && { before: undefined, item: row, size: 1, separator: -1 }
  return { kind: 'list', rows, offset, end: offset + length }
}

// ── derivatives of functions ────────────────────────────────────────────────────────────────────────────────────

/** `(4)`, `(1,0)`, `((0,1),2)`: orders of a derivative. */
function isOrders(sup: LatexToken): boolean {
  const [only] = sup.inner ?? []
  return sup.inner?.length === 1 && (only?.type === 'group' || only?.type === 'tuple') && ordersOf(only) !== undefined
}

type Orders = (number | number[])[]

/** The numbers in a bracket, one level of brackets deep. */
function ordersOf(bracket: LatexToken, depth = 0): Orders | undefined {
  if (bracket.text !== '(') return undefined
  const orders: Orders = []
  for (const token of bracket.inner ?? []) {
    if (token.type === 'separator' && token.text === ',') continue
    if (token.type === 'number' && /^\d{1,4}$/.test(token.text)) orders.push(Number(token.text))
    else if ((token.type === 'group' || token.type === 'tuple') && depth === 0) {
      const entries = ordersOf(token, 1)
      if (entries === undefined) return undefined
      orders.push(entries as number[])
    } else return undefined
  }
  return orders.length === (bracket.items?.length ?? 0) ? orders : undefined
}

/** `f''(x)`, `f^{(4)}(x)`, `g^{(1,0)}(x,y)`. */
function formalOrders({ head, sup, content }: Application, isUnknown: boolean): Decision | undefined {
  const args = argumentsOf(content)
  const [bracket] = sup?.inner ?? []
  const primes = head.head.primes
  const orders = bracket ? ordersOf(bracket) : [primes]
  if (orders === undefined || (primes > 0 && sup !== undefined && !isOrders(sup))) return undefined
  const name = isUnknown ? head.text : functionOf(head, args.length)
  if (orders.length !== args.length) {
    return unclear(
      'argument-count',
      `this derivative has ${orders.length} orders, and ${args.length} arguments`,
      'give one order for each argument',
    )
  }
  const slots: Slot[] = orders.flatMap((order, k) => {
    if (typeof order === 'number') return Array.from({ length: order }, () => ({ argument: k + 1 }))
    return order.flatMap((n, j) => Array.from({ length: n }, () => ({ argument: k + 1, entry: j + 1 })))
  })
  const derivative = writeFormal({ name, slots }, args.length)
  if (!isUnknown && knownArity(name) !== undefined && !hasOpenSlot(derivative))
    return unclear(
      'unexpected-prime',
      `${name} is a known function`,
      `write \\frac{d}{dx} before ${name}(x); ${head.text} as an unknown function must be declared: let: "${head.text}:function"`,
    )
  return { as: 'call', name: derivative, args, raised: false }
}

/** The function whose derivative is written, by its notation or by its name. */
function functionOf({ head, text }: LatexToken, count: number): string {
  const shapes = head ? (notations().heads.get(head.key) ?? []) : []
  const plain = shapes.find(s => s.sub === undefined && s.sup === undefined && s.primes === 0 && takes(s.row, count))
  return plain?.row.name ?? row(text)?.name ?? text
}

const takes = (known: NamedRow, count: number): boolean => count >= arity(known)[0] && count <= arity(known)[1]
