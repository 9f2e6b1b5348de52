/**
 * What is written in every language: functions of doubles, as terms and statements. Terms are small: a long computation is many
 * statements, so that the depth of an expression never becomes depth of syntax. Immutable.
 */
import { append } from '../expr/args.js'

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='

export interface Test {
  readonly kind: 'test'
  readonly op: Comparison
  readonly a: Term
  readonly b: Term
}

export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly a: Term }
  | { readonly kind: 'binary'; readonly op: '+' | '-' | '*' | '/'; readonly a: Term; readonly b: Term }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Term[] }
  | { readonly kind: 'choose'; readonly test: Test; readonly yes: Term; readonly no: Term }
  /** The entry of an array at a whole number, from 0. */
  | { readonly kind: 'entry'; readonly array: string; readonly index: Term }

export type Statement =
  | { readonly kind: 'set'; readonly name: string; readonly value: Term }
  | { readonly kind: 'store'; readonly array: string; readonly index: Term; readonly value: Term }
  /** A routine that is called for what it writes. */
  | { readonly kind: 'do'; readonly call: Term }
  | {
      readonly kind: 'if'
      readonly test: Test
      readonly yes: readonly Statement[]
      readonly no: readonly Statement[]
    }
  | { readonly kind: 'while'; readonly test: Test; readonly body: readonly Statement[] }
  | { readonly kind: 'return'; readonly value: Term }

/** A function of doubles with one value, of those that are emitted with a unit; of routines of arrays some have none. */
export interface Routine {
  readonly name: string
  readonly parameters: readonly string[]
  /** The parameters that are arrays. */
  readonly arrays?: ReadonlySet<string>
  readonly body: readonly Statement[]
}

/** Names that are whole numbers in routines of arrays; in them numbers are names already: `1`, not `1.0`. */
export const WHOLE: ReadonlySet<string> = new Set(['i', 'j', 'k', 'm', 'n', 'p', 'q', 'at'])

/** The arrays that statements write to. Of the routines that are called, elimination alone writes to what another one is given. */
export function arraysWritten(body: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const s of body.flatMap(within)) {
    if (s.kind === 'store') found.add(s.array)
    else if (s.kind === 'set' && s.value.kind === 'call' && s.value.name === 'axis_eliminate')
      for (const a of s.value.args) if (a.kind === 'name') found.add(a.name)
  }
  return found
}

/** A statement with those in its blocks, which are few. */
const within = (s: Statement): readonly Statement[] => [
  s,
  ...(s.kind === 'while' ? s.body : s.kind === 'if' ? [...s.yes, ...s.no] : []).flatMap(within),
]

/** Whether a routine has a value. */
export const hasValue = ({ body }: Routine): boolean => body.flatMap(within).some(s => s.kind === 'return')

export const number = (value: number): Term => ({ kind: 'number', value })
export const name = (text: string): Term => ({ kind: 'name', name: text })
export const call = (f: string, ...args: readonly Term[]): Term => ({ kind: 'call', name: f, args })
export const binary = (op: '+' | '-' | '*' | '/', a: Term, b: Term): Term => ({ kind: 'binary', op, a, b })

/** The term with the other sign, where it begins with a minus: of -3*x it is 3*x. Subtracting it is adding the term, to the last bit. */
export function opposite(t: Term): Term | undefined {
  if (t.kind === 'negate') return t.a
  if (t.kind === 'number') return t.value < 0 ? number(-t.value) : undefined
  if (t.kind !== 'binary' || t.op === '+' || t.op === '-') return undefined
  const a = opposite(t.a)
  return a && binary(t.op, a, t.b)
}
export const test = (op: Comparison, a: Term, b: Term): Test => ({ kind: 'test', op, a, b })
export const choose = (t: Test, yes: Term, no: Term): Term => ({ kind: 'choose', test: t, yes, no })

/** A number by which anything may be divided. */
export const isSafeDivisor = (t: Term): boolean => t.kind === 'number' && t.value !== 0 && !Number.isNaN(t.value)

/** The terms directly within a term. */
function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'number':
    case 'name':
      return []
    case 'negate':
      return [term.a]
    case 'binary':
      return [term.a, term.b]
    case 'call':
      return term.args
    case 'choose':
      return [term.test.a, term.test.b, term.yes, term.no]
    case 'entry':
      return [term.index]
  }
}

/** The terms of a statement, and those of the statements within it. */
export function termsOf(statement: Statement): readonly Term[] {
  switch (statement.kind) {
    case 'set':
    case 'return':
      return [statement.value]
    case 'store':
      return [statement.index, statement.value]
    case 'do':
      return [statement.call]
    case 'if':
      return [statement.test.a, statement.test.b, ...[...statement.yes, ...statement.no].flatMap(termsOf)]
    case 'while':
      return [statement.test.a, statement.test.b, ...statement.body.flatMap(termsOf)]
  }
}

/** The names of the functions that terms call. */
export function callsIn(terms: readonly Term[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const term of withParts(terms)) if (term.kind === 'call') found.add(term.name)
  return found
}

/** The names that terms read. */
export function readsOf(terms: readonly Term[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const term of withParts(terms)) if (term.kind === 'name') found.add(term.name)
  return found
}

/** Terms and all that they are made of. */
export function* withParts(terms: readonly Term[]): Iterable<Term> {
  const open = [...terms]
  for (let term = open.pop(); term !== undefined; term = open.pop()) {
    yield term
    append(open, partsOf(term))
  }
}

/** The names that statements set, in order, and whether each is set once and not within a branch or a loop. */
export function namesSet(body: readonly Statement[]): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>()
  const visit = (statements: readonly Statement[], outermost: boolean): void => {
    for (const s of statements) {
      if (s.kind === 'set') found.set(s.name, outermost && !found.has(s.name))
      else if (s.kind === 'while') visit(s.body, false)
      else if (s.kind === 'if') {
        visit(s.yes, false)
        visit(s.no, false)
      }
    }
  }
  visit(body, true)
  return found
}

/** Whether a routine is one formula: assignments and then the value, without branches and loops. */
export const isStraight = ({ body }: Routine): boolean =>
  body.every((s, k) => (k === body.length - 1 ? s.kind === 'return' : s.kind === 'set'))
