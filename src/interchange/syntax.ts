/**
 * Terms in our vocabulary as the syntax that the grammar makes of a text, so that what other tools write is built, remembered and refused
 * like any text. Names are symbols, and constants are constants, whatever else bears their name.
 */
import { readFormal, STRUCTURE, unknownNamed } from '../expr/formal.js'
import { arity } from '../functions/row.js'
import { allNames, row } from '../functions/table.js'
import { canonicalName } from '../parse/lexer.js'
import { notation } from '../parse/notation.js'
import { parseError } from '../parse/problem.js'
import { closest } from '../parse/spelling.js'
import { type Program, type Sequence, type Syntax, sequence } from '../parse/syntax.js'
import { type CallTerm, leaf, type Opened, type Term, translate } from './term.js'

/** The text that messages show; what is no text is written as one only where it is wrong. */
export type Source = string | (() => string)

/** The program of one expression. */
export function programOf(root: Term, source: Source): Program {
  return { definitions: undefined, result: translate<Term, Syntax>(root, t => opened(t, source)) }
}

const SIGNS: Readonly<Record<string, string>> = { lt: '<', le: '<=', eq: '==', ne: '!=', gt: '>', ge: '>=' }

function opened(t: Term, source: Source): Opened<Term, Syntax> {
  const offset = t.at ?? 0
  switch (t.kind) {
    case 'number':
      return leaf({ kind: 'number', text: t.text, offset })
    case 'name':
      if (t.constant === true) return callOf({ kind: 'call', head: t.name, args: [], at: offset }, source)
      return leaf({ kind: 'name', name: canonicalName(t.name) ?? t.name, as: 'symbol', offset })
    case 'text':
      throw wrong(source, t, 'unexpected-text', 'a text in quotes stands where a number is needed')
    case 'apply':
      requireUnknown(t, source)
      return { parts: t.args, combine: args => application(t.name, args, offset) }
    case 'call':
      return callOf(t, source)
  }
}

const of = (t: CallTerm, combine: (args: readonly Syntax[]) => Syntax): Opened<Term, Syntax> => ({
  parts: t.args,
  combine,
})

function callOf(t: CallTerm, source: Source): Opened<Term, Syntax> {
  const offset = t.at ?? 0
  requireCount(t, source)
  switch (t.head) {
    case 'add':
      return of(t, args => args.map(grouped).reduce((left, right) => sum(left, right)))
    case 'mul':
      return of(t, args => args.map(grouped).reduce((left, right) => product(left, right, false)))
    case 'div':
      return of(t, ([a, b]) => product(grouped(a as Syntax), grouped(b as Syntax), true))
    case 'neg':
      return of(t, ([a]) => ({ kind: 'signed', negative: true, of: grouped(a as Syntax) }))
    case 'pow':
      return of(t, ([a, b]) => ({
        kind: 'power',
        left: grouped(a as Syntax),
        negative: false,
        right: grouped(b as Syntax),
      }))
    case 'lt':
    case 'le':
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
      return of(t, ([a, b]) => ({
        kind: 'relation',
        left: grouped(a as Syntax),
        sign: SIGNS[t.head] as string,
        right: grouped(b as Syntax),
      }))
    case 'and':
    case 'or': {
      const { head } = t
      return of(t, args => args.map(grouped).reduce((left, right) => ({ kind: head, left, right })))
    }
    case 'not':
      return of(t, ([a]) => ({ kind: 'not', odd: true, of: grouped(a as Syntax) }))
    case 'list':
      return of(t, args => ({
        kind: 'list',
        rows: args.length === 0 ? undefined : sequence([sequence(args) as Sequence]),
      }))
    case 'index':
      return of(t, ([a, ...at]) => ({ kind: 'index', of: grouped(a as Syntax), at: sequence(at) as Sequence }))
    default:
      if (t.args.length === 0) return leaf({ kind: 'name', name: t.head, as: 'constant', offset })
      return of(t, args => application(t.head, args, offset))
  }
}

const sum = (left: Syntax, right: Syntax): Syntax =>
  right.kind === 'group' && right.of.kind === 'signed' && right.of.negative
    ? { kind: 'sum', left, negative: true, right: right.of.of }
    : { kind: 'sum', left, negative: false, right }

const product = (left: Syntax, right: Syntax, divide: boolean): Syntax => ({
  kind: 'product',
  left,
  divide,
  right,
  sign: divide ? '/' : '*',
})

/** An operand that is no chain with what stands beside it. */
const grouped = (of: Syntax): Syntax =>
  of.kind === 'number' || of.kind === 'name' || of.kind === 'call' || of.kind === 'group' ? of : { kind: 'group', of }

const application = (name: string, args: readonly Syntax[], offset: number): Syntax => ({
  kind: 'call',
  name,
  args: sequence(args) as Sequence,
  power: '',
  offset,
})

const COUNTS: Readonly<Record<string, readonly [number, number]>> = {
  add: [1, Number.POSITIVE_INFINITY],
  mul: [1, Number.POSITIVE_INFINITY],
  and: [1, Number.POSITIVE_INFINITY],
  or: [1, Number.POSITIVE_INFINITY],
  list: [0, Number.POSITIVE_INFINITY],
  index: [2, Number.POSITIVE_INFINITY],
  neg: [1, 1],
  not: [1, 1],
  true: [0, 0],
  false: [0, 0],
  ...Object.fromEntries(['div', 'pow', ...Object.keys(SIGNS)].map(head => [head, [2, 2]] as const)),
}

function requireCount(t: CallTerm, source: Source): void {
  const known = row(t.head)
  const [least, most] = (Object.hasOwn(COUNTS, t.head) ? COUNTS[t.head] : undefined) ??
    (known && arity(known)) ??
    notation(t.head)?.arity ?? [0, Number.POSITIVE_INFINITY]
  if (t.args.length >= least && t.args.length <= most) return
  if (t.args.length === 0)
    throw wrong(source, t, 'argument-count', `${t.head} is a function: it needs its argument in brackets`)
  throw wrong(source, t, 'argument-count', `${t.head} has ${countOf(t.args.length)} here`)
}

const countOf = (n: number): string => `${n} argument${n === 1 ? '' : 's'}`

/** A function that a foreign text only names must be none of ours: it would become that. */
function requireUnknown(t: Term & { readonly kind: 'apply' }, source: Source): void {
  if (t.args.length === 0) throw wrong(source, t, 'empty-call', `${t.name} has no arguments`)
  const { name } = readFormal(t.name)
  if (row(name) !== undefined || STRUCTURE.has(name) || notation(name) !== undefined)
    throw wrong(source, t, 'function-name', `${name} is a function here, and none of that name there: rename it`)
  if (!/^\p{L}[\p{L}\p{M}\p{N}_]*$/u.test(name) || unknownNamed(name).own === true)
    throw wrong(source, t, 'function-name', `${JSON.stringify(t.name)} is no name for a function`)
}

/** The error for a term that a language does not have. */
export const unknownIn = (source: Source, title: string, t: Term, heads: Iterable<string>): Error => {
  const name = t.kind === 'call' ? t.head : t.kind === 'name' ? t.name : 'this'
  const known = [...heads]
  if (t.kind === 'call' && known.includes(name))
    return wrong(source, t, 'argument-count', `${name} is not known here with ${countOf(t.args.length)}`)
  const near = closest(name, known)
  const own = new Set(allNames()).has(name) ? `${name} is a name of ours: leave out the option syntax` : undefined
  const hint = near === undefined || near === name ? own : `do you mean ${near}?`
  return wrong(
    source,
    t,
    'unknown-function',
    `${name} is no function of ${title.replace(/^A /, 'a ')} that is known here`,
    hint,
  )
}

/** The error for what stands at a term. */
export const wrong = (source: Source, { at = 0 }: Term, code: string, message: string, hint?: string): Error =>
  parseError(typeof source === 'string' ? source : source(), { code, offset: at, length: 1, message, hint })
