/**
 * The one expression type: a number, a symbol, or a call of a function on arguments.
 * Immutable and frozen, their arguments and numbers too, since they are shared. Nodes are made only here, through a bounded table that returns the node made before for equal
 * parts, so that equal subexpressions are nearly always one object: an expression is a DAG. The table is
 * direct-mapped: a new node takes the place of an older one in its slot, so memory stays bounded, and where an
 * older twin was forgotten, `equal` (order.ts) compares by structure: maps keyed by expressions whose answer must not
 * depend on that are `ExprMap`s. Symbols, small integers and constants are never forgotten while in use.
 * Each node carries a hash, the size of the tree it stands for, and a mask of the symbols below it.
 */
import { FluxionError } from '../errors.js'
import { ONE, Rational, ZERO } from '../number/rational.js'
import { heed, spend } from '../work.js'
import { copied, frozen, HUGE, hugeSize, sameArgs } from './args.js'
import { hashFraction, hashText, mix } from './hash.js'
import { Slots } from './slots.js'
import type { Writing } from './writing.js'

export { append, every, greatest, HUGE, hugeSize, mapped, part, some } from './args.js'
export { hashText } from './hash.js'

export type Expr = Num | Sym | Call

/** What expressions can tell of themselves lies in rooms above this one; whoever is called by people gives it first (verbs/verb.ts). */
export const methods: Methods = { text: e => `[${e.kind}]` }

interface Methods {
  text: (e: Expr) => string
  latex?: (e: Expr) => string
  evaluate?: (e: Expr, at: Readonly<Record<string, unknown>>) => unknown
  symbols?: (e: Expr) => readonly string[]
  equals?: (e: Expr, other: Expr) => boolean
  form?: (e: Expr, name: string) => Expr
}

/** The method; a part of the library that does not have it says so. */
function method<K extends keyof Methods>(name: K): NonNullable<Methods[K]> {
  const found = methods[name]
  if (found === undefined) throw new FluxionError('no-method', `this part of the library has no ${name}`)
  return found as NonNullable<Methods[K]>
}

/** How nodes were written, for written.ts, who alone asks. */
export const writings = {} as {
  get: (e: Expr) => Writing<Expr> | undefined
  set: (e: Expr, writing: Writing<Expr>) => void
}

/** The hint that each node has, though it is frozen. */
export const places = {} as { get: (e: Expr) => number; set: (e: Expr, place: number) => void }

abstract class Node {
  /** Of the structure, not of the object; equal expressions have equal hashes. */
  abstract readonly hash: number
  /** Leaves and calls of the tree that the DAG stands for; of a huge one see `hugeSize`. */
  abstract readonly size: number
  /** One bit per symbol (shared by names of equal hash): a clear bit proves absence. */
  abstract readonly mask: number
  /** Its place in the list that it was last put into, and no more than a hint: numbering.ts, who alone reads it, looks there. */
  #place = 0
  #writing: Writing<Expr> | undefined
  static {
    places.get = e => (e as Expr & Node).#place
    places.set = (e, k) => {
      ;(e as Expr & Node).#place = k
    }
    writings.get = e => (e as Expr & Node).#writing
    writings.set = (e, writing) => {
      ;(e as Expr & Node).#writing = writing
    }
  }
  /** The expression as text that `parse` reads back. */
  toString(): string {
    return methods.text(this as unknown as Expr)
  }
  toJSON(): string {
    return this.toString()
  }
  /** The expression as LaTeX. */
  toTex(): string {
    return method('latex')(this as unknown as Expr)
  }
  /** Its value where its names have those given; of a vector or matrix, nested arrays. Raises what `evaluate` raises. */
  evaluate(at: Readonly<Record<string, unknown>> = {}): number {
    return method('evaluate')(this as unknown as Expr, at) as number
  }
  /** The names that it depends on, in natural order. */
  symbols(): readonly string[] {
    return method('symbols')(this as unknown as Expr)
  }
  /** Whether both are the same expression in canonical form; `equivalent` tells whether they have the same values. */
  equals(other: Expr): boolean {
    return method('equals')(this as unknown as Expr, other)
  }
  /** The same in a form: `'factored'`, `'expanded'`, `'fraction'`, `'horner'`, `'stable'`; of vectors and matrices also `'index'`, `'kron'`, `'components'`. */
  form(name: string): Expr {
    return method('form')(this as unknown as Expr, name)
  }
  /** The sizes of its axes: a scalar has none. */
  get shape(): readonly (number | string)[] {
    return []
  }
  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** An exact rational. `decimal` remembers that it was written with a decimal point; equality ignores it. */
export class Num extends Node {
  get kind(): 'num' {
    return 'num'
  }
  readonly value: Rational
  readonly decimal: boolean
  readonly hash: number
  get size(): number {
    return 1
  }
  get mask(): number {
    return 0
  }
  constructor(value: Rational, decimal: boolean, hash: number) {
    super()
    this.value = value
    this.decimal = decimal
    this.hash = hash
  }
}

/** A variable. Real unless declared otherwise. One that a sum or an integral binds has a level, see binding.ts. */
export class Sym extends Node {
  get kind(): 'sym' {
    return 'sym'
  }
  readonly name: string
  /** 0 for a free variable. */
  readonly level: number
  readonly hash: number
  readonly size = 1
  readonly mask: number
  constructor(name: string, hash: number, level = 0) {
    super()
    this.name = name
    this.level = level
    this.hash = hash
    this.mask = level === 0 ? maskOf(hash) : BOUND
  }
}

/** A function, an operator (`add`, `mul`, `pow`, relations ...), or a constant (no arguments) applied to arguments. */
export class Call extends Node {
  get kind(): 'call' {
    return 'call'
  }
  readonly head: string
  readonly args: readonly Expr[]
  readonly hash: number
  readonly size: number
  readonly mask: number
  /** One bit for each head in it (shared by heads of equal hash): a clear bit proves absence. */
  readonly heads: number
  /** Contains a division by exactly zero, or a function at a pole: it has no value. */
  readonly singular: boolean
  /** The same, or contains infinity: what is to be 0 times it, or less itself, may be anything. */
  readonly valueless: boolean
  constructor(head: string, args: readonly Expr[], hash: number, singular: boolean) {
    super()
    let heads = headBit(head)
    this.head = head
    this.args = args
    this.hash = hash
    let size = 1
    let mask = 0
    let bad = singular
    let open = singular || head === 'inf'
    for (let i = 0; i < args.length; i++) {
      const a = args[i] as Expr
      size += a.size
      mask |= a.mask
      if (a.kind !== 'call') continue
      heads |= a.heads
      if (a.valueless) {
        open = true
        if (a.singular) bad = true
      }
    }
    this.heads = heads
    this.size = size < HUGE ? size : hugeSize(args)
    this.mask = mask
    this.singular = bad
    this.valueless = open
  }
}

/** Whether a value is an expression. */
export const isExpr = (x: unknown): x is Expr => x instanceof Num || x instanceof Sym || x instanceof Call

/** Whether `e` is a call of that head. */
export function isCall<H extends string>(e: Expr | undefined, head: H): e is Call & { readonly head: H } {
  return e?.kind === 'call' && e.head === head
}

/** The terms of a sum and the factors of a product, or the one there is. */
export const termsOf = (e: Expr): readonly Expr[] => (isCall(e, 'add') ? e.args : [e])
export const factorsOf = (e: Expr): readonly Expr[] => (isCall(e, 'mul') ? e.args : [e])

/** The bit of a head in `heads`. */
export const headBit = (head: string): number => 1 << (hashText(head) >>> 27)

/** Whether there may be a call of one of these heads in it; what is false is certain. */
export const mayHave = (e: Expr, heads: number): boolean => e.kind === 'call' && (e.heads & heads) !== 0

/** Whether 0 times it is not 0: see `Call.valueless`. */
export const isValueless = (e: Expr): boolean => e.kind === 'call' && e.valueless

/** Where in the table a node lies: numbers that differ in how they were written are two. */
const placeOf = (hash: number, decimal: boolean): number => (decimal ? hash + 1 : hash)
const slots = new Slots<Num | Call>(e => placeOf(e.hash, e.kind === 'num' && e.decimal))

/** The expression, which takes the place of an older one. */
function kept<E extends Num | Call>(e: E): E {
  slots.put(e)
  return e
}

/** The bit of all bound symbols. */
export const BOUND = 1 << 31

/** The bit that stands for a free symbol in `mask`. */
export const maskOf = (hash: number): number => 1 << ((Math.imul(hash, 0x9e3779b1) >>> 27) % 31)

/** The small integers -16 to 64 are made once, so that they can be told by identity. */
const SMALLEST = -16
const small: Num[] = []

/** From here on a whole number that was written with a point or an exponent of ten is not written out: 6.022e23. */
const LARGE = Rational.of(1_000_000_000)

/** The number `value`. Smaller whole numbers forget that they were written with a point: 2.0 is 2. */
export function num(value: Rational | number, decimal = false): Num {
  if (typeof value === 'number') return (decimal ? undefined : wholeNumber(value)) ?? num(fromNumber(value), decimal)
  const q = value
  if (q.den === 1 && typeof q.num === 'number' && q.num >= SMALLEST && q.num <= 64) return smallInteger(q.num, q)
  const flag = decimal && (q.den !== 1 || q.abs().compare(LARGE) >= 0)
  const hash = hashFraction(q.num, q.den)
  const old = slots.at(placeOf(hash, flag))
  if (old?.kind === 'num' && old.decimal === flag && old.value.equals(q)) return old
  return kept(frozenNumber(q, flag, hash))
}

/** The number where it was made before: then no rational is made to look for it. */
function wholeNumber(n: number): Num | undefined {
  if (!Number.isInteger(n)) return undefined
  if (n >= SMALLEST && n <= 64) return small[n - SMALLEST]
  const old = slots.at(hashFraction(n, 1))
  return old?.kind === 'num' && old.value.num === n && old.value.den === 1 && !old.decimal ? old : undefined
}

const frozenNumber = (q: Rational, decimal: boolean, hash: number): Num => frozen(new Num(frozen(q), decimal, hash))

function smallInteger(n: number, q: Rational): Num {
  small[n - SMALLEST] ??= frozenNumber(q, false, mix(23, n))
  return small[n - SMALLEST] as Num
}

const fromNumber = (n: number): Rational => (n === 0 ? ZERO : n === 1 ? ONE : Rational.fromDouble(n))

/** Calls of more arguments take more of the memory as well. */
const WIDE = 64

const MOST_SYMBOLS = 1 << 16
let symbols = new Map<string, Sym>()
let olderSymbols = symbols

/** The symbol of that name; any text is a name here (the parser is stricter). */
export function sym(name: string): Sym {
  const known = symbols.get(name)
  if (known !== undefined) return known
  heed()
  // A program with ever new names must not grow for ever: those that nobody asked for while so many others were made are forgotten.
  if (symbols.size >= MOST_SYMBOLS) {
    olderSymbols = symbols
    symbols = new Map()
  }
  const found = olderSymbols.get(name) ?? frozen(new Sym(name, mix(hashText(name), 31)))
  symbols.set(name, found)
  return found
}

const boundSymbols = new Map<string, Sym>()
/** Between the name that people gave and the level; no text has it. */
const LEVEL_MARK = '\0'

/** The bound symbol of a level. The name is for people: symbols of one level are equal whatever they are called. */
export function boundSym(name: string, level: number): Sym {
  const key = name + LEVEL_MARK + level
  const old = boundSymbols.get(key)
  if (old !== undefined) return old
  const fresh = frozen(new Sym(key, mix(level, 0x2545f491), level))
  if (boundSymbols.size >= MOST_SYMBOLS) boundSymbols.clear()
  boundSymbols.set(key, fresh)
  return fresh
}

/** A free symbol that is about to be bound, so many binders deep: no text has its name. */
export const ownSym = (name: string, depth: number): Sym => sym(`${name}${LEVEL_MARK}${LEVEL_MARK}${depth}`)

/** What people call a symbol, bound or free. */
export function givenName({ name }: Sym): string {
  const at = name.indexOf(LEVEL_MARK)
  return at < 0 ? name : name.slice(0, at)
}

/** Constants and truths, told by identity as well; only so many, for `f()` of any f is a call without arguments. */
const MOST_CONSTANTS = 64
const constants = new Map<string, Call>()

function constantCall(head: string): Call {
  const old = constants.get(head)
  if (old !== undefined) return old
  const fresh = frozen(new Call(head, frozen([]), mix(hashText(head), 0), false))
  if (constants.size < MOST_CONSTANTS) constants.set(head, fresh)
  return fresh
}

/** A call exactly as given, of a copy of the list of arguments: the canonical constructors in build.ts are what everyone else uses. */
export function rawCall(head: string, args: readonly Expr[], singular = false): Call {
  if (args.length === 0) return constantCall(head)
  if (args.length === 2 && !singular) return rawPair(head, args[0] as Expr, args[1] as Expr)
  spend(args.length < WIDE ? 1 + args.length : 4 * args.length)
  let hash = mix(hashText(head), args.length)
  for (let i = 0; i < args.length; i++) hash = joined(hash, args[i] as Expr)
  const old = slots.at(hash)
  if (old?.kind === 'call' && old.hash === hash && old.head === head && sameArgs(old.args, args)) return old
  return kept(frozen(new Call(head, frozen(copied(args)), hash, singular)))
}

const joined = (hash: number, e: Expr): number => mix(Math.imul(hash, 31), e.hash)

/** The same of two arguments, without a list where the call is known: the step that is taken most often. */
export function rawPair(head: string, a: Expr, b: Expr): Call {
  spend(3)
  const hash = joined(joined(mix(hashText(head), 2), a), b)
  const old = slots.at(hash)
  if (old?.kind === 'call' && old.hash === hash && old.head === head) {
    const { args } = old
    if (args.length === 2 && args[0] === a && args[1] === b) return old
  }
  return kept(frozen(new Call(head, frozen([a, b]), hash, false)))
}
