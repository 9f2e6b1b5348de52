/**
 * A rule is a named line in the project's own notation: `pythagoras: sin(u)^2 + cos(u)^2 -> 1 when ...`.
 * With `->` it is used where it makes an expression shorter, with `=>` always: such a rule takes a function away.
 * Here are its parts, the reading of a line, and a compact form (nested arrays) into which all rules are compiled
 * ahead of time, so that loading them needs no parser.
 */
import { ParseError } from '../errors.js'
import { call, num, sym } from '../expr/build.js'
import { type Expr, hashText, maskOf } from '../expr/node.js'
import { rebuild } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import { parse } from '../parse/parse.js'
import { standsForAnything, VARIABLES } from './match.js'

export { VARIABLES } from './match.js'

export interface Rule {
  /** Shown in explanations. */
  readonly name: string
  readonly pattern: Expr
  readonly replacement: Expr
  /** Must be proved before the rule fires; `true` where it always holds. Unknown means: do not fire. */
  readonly condition: Expr
  /** Used also where the result is not shorter. */
  readonly always: boolean
  /** The functions that must stand at the top of an expression for the pattern to have a chance: see `heads`. */
  readonly heads: number
}

/** A rule of its parts. */
export const makeRule = (name: string, pattern: Expr, replacement: Expr, condition: Expr, always: boolean): Rule => ({
  name,
  pattern,
  replacement,
  condition,
  always,
  heads: heads(pattern),
})

/** The rule with other names for the symbols that stand for themselves. */
export function renamedRule(rule: Rule, nameOf: (name: string) => string): Rule {
  const renamed = (e: Expr): Expr =>
    rebuild(e, leaf => (leaf.kind === 'sym' && !standsForAnything(leaf.name) ? sym(nameOf(leaf.name)) : leaf))
  const { name, pattern, replacement, condition, always } = rule
  return makeRule(name, renamed(pattern), renamed(replacement), renamed(condition), always)
}

/** One bit per function (several may share one) that stands among the operands, through sums, products and powers. */
export function heads(e: Expr): number {
  let bits = 0
  if (e.kind === 'call') for (const a of e.args) bits |= bitsOf(a, 2)
  return bits
}

function bitsOf(e: Expr, depth: number): number {
  if (e.kind !== 'call') return 0
  if (e.head !== 'add' && e.head !== 'mul' && e.head !== 'pow') return maskOf(hashText(e.head))
  let bits = 0
  if (depth > 0) for (const a of e.args) bits |= bitsOf(a, depth - 1)
  return bits
}

/** Nested arrays: a call is [head, ...args], a symbol its name, a number itself or ["/", numerator, denominator]. */
export type Packed = string | number | readonly [string, ...Packed[]]

/** A rule in compact form. */
export type PackedRule = readonly [name: string, pattern: Packed, replacement: Packed, condition: Packed, always?: true]

/** The predicates that a condition may use beside relations. */
const PREDICATES = ['real', 'integer'] as const

/** Rules of a text, one a line. */
export const readRules = (text: string): readonly Rule[] =>
  text
    .trim()
    .split('\n')
    .map(line => readRule(line))

/** Reads one line `name: pattern -> replacement [when condition]`, or the same with `=>`; `functions` are known by name only. */
export function readRule(line: string, functions: readonly string[] = []): Rule {
  const [, name, pattern, arrow, replacement, condition] =
    /^(\w+):(.*?)([-=]>)(.*?)(?: when (.*))?$/.exec(line.trim()) ?? []
  if (name === undefined || pattern === undefined || replacement === undefined) {
    const details = { source: line, offset: 0, length: Math.max(1, line.length) }
    throw new ParseError('rule', `not a rule "name: pattern -> replacement when condition": ${line}`, details)
  }
  const known = [...PREDICATES, ...functions]
  const read = (text: string): Expr => parse(text, { bound: VARIABLES, functions: known })
  const given = condition === undefined ? call('true', []) : read(condition)
  return makeRule(name, read(pattern), read(replacement), given, arrow === '=>')
}

/** Compact form of an expression; rules are shallow, so plain recursion is safe. */
export function pack(e: Expr): Packed {
  switch (e.kind) {
    case 'sym':
      return e.name
    case 'num':
      return e.value.isInteger() ? Number(e.value.num) : ['/', Number(e.value.num), Number(e.value.den)]
    case 'call':
      return [e.head, ...e.args.map(pack)]
  }
}

/** The expression of a compact form. */
export function unpack(p: Packed): Expr {
  if (typeof p === 'string') return sym(p)
  if (typeof p === 'number') return num(p)
  const [head, ...args] = p
  return head === '/' ? num(Rational.of(args[0] as number, args[1] as number)) : call(head, args.map(unpack))
}

export function packRule(r: Rule): PackedRule {
  const parts = [r.name, pack(r.pattern), pack(r.replacement), pack(r.condition)] as const
  return r.always ? [...parts, true] : parts
}

export const unpackRule = ([name, pattern, replacement, condition, always]: PackedRule): Rule =>
  makeRule(name, unpack(pattern), unpack(replacement), unpack(condition), always === true)
