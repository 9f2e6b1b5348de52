/**
 * Terms and statements as text by the table of a language. Brackets are written where the levels of two operations ask for them; a right
 * operand of the same level has them, so that the order of operations is that of the term.
 */
import { spend } from '../work.js'
import { binary, type Comparison, isSafeDivisor, opposite, type Statement, type Term, type Test } from './code.js'

const CHOICE = 0
const SUM = 1
const PRODUCT = 2
const SIGNED = 3
const ATOM = 4

/** How the terms of a language are written: the part of its table that the printer reads. */
export interface Spelling {
  /** A finite number that is not negative. */
  readonly numeral: (x: number) => string
  readonly infinity: string
  readonly nan: string
  /** Comparisons that are written otherwise. */
  readonly comparisons?: Readonly<Partial<Record<Comparison, string>>>
  /** Comparisons that do not fail by themselves where there is no number. */
  readonly compare?: (op: Comparison, a: string, b: string) => string
  /** The choice, in one term; `scalar` in routines that run number by number where the rest runs over arrays. */
  readonly choose: (test: string, yes: string, no: string, scalar: boolean) => string
  /** Choices one after the other in one term, where they are not written as choices within choices. */
  readonly cases?: (cases: readonly (readonly [test: string, value: string])[], otherwise: string) => string
  /** Whether a choice may stand within a term without brackets, as calls may. */
  readonly chooseIsCall?: true
  /** The entry of an array in a routine, where it is not written `a[i]`. */
  readonly entry?: (array: string, index: string) => string
  /** Products and quotients that are written otherwise, such as `.*`. */
  readonly operators?: Readonly<Partial<Record<'+' | '-' | '*' | '/', string>>>
  /** Quotients by what may be zero, where these are errors: of operands that may stand in any operation, the second of them a name. */
  readonly quotient?: (a: string, b: string) => string
  /** The functions that the language has: a name, or a text with $1, $2 for the arguments. */
  readonly functions: Readonly<Record<string, string>>
}

/** How the statements of a language are written, in languages that have them. */
export interface StatementForms {
  /** Sets a name, or an entry of an array. */
  readonly set: (name: string, value: string, entry?: boolean) => string
  /** The call of what has no value. */
  readonly do?: (call: string) => string
  readonly return: (value: string) => string
  readonly if: (test: string) => string
  /** Between the two branches, and before the second where it is another `if`. */
  readonly else: string
  readonly elseIf: (test: string) => string
  readonly while: (test: string) => string
  readonly end: string | undefined
}

export class Printer {
  /** `routines` are the names of routines in this text. */
  constructor(
    private readonly language: Spelling,
    private readonly routines: ReadonlyMap<string, string>,
    readonly scalar = false,
  ) {}

  /** The same for what runs number by number. */
  scalars(): Printer {
    return new Printer(this.language, this.routines, true)
  }

  readonly routineName = (f: string): string => this.routines.get(f) ?? f

  readonly term = (t: Term): string => this.write(t)[0]

  /** Bracketed unless it may stand as the argument of any operation. */
  readonly atom = (t: Term): string => this.within(t, ATOM)

  readonly number = (x: number): string => this.term({ kind: 'number', value: x })

  readonly test = ({ op, a, b }: Test): string => {
    const [left, right] = [this.within(a, SUM), this.within(b, SUM)]
    return this.language.compare?.(op, left, right) ?? `${left} ${this.language.comparisons?.[op] ?? op} ${right}`
  }

  private within(t: Term, least: number): string {
    const [text, level] = this.write(t)
    return level < least ? `(${text})` : text
  }

  private write(t: Term): readonly [text: string, level: number] {
    spend(1)
    switch (t.kind) {
      case 'number':
        return this.numeral(t.value)
      case 'name':
        return [t.name, ATOM]
      case 'negate':
        return [`-${this.within(t.a, ATOM)}`, SIGNED]
      case 'binary': {
        const { quotient } = this.language
        if (t.op === '/' && quotient !== undefined && !isSafeDivisor(t.b))
          return [quotient(this.atom(t.a), this.atom(t.b)), ATOM]
        const turned = t.op === '+' || t.op === '-' ? opposite(t.b) : undefined
        if (turned !== undefined) return this.write(binary(t.op === '+' ? '-' : '+', t.a, turned))
        const level = t.op === '+' || t.op === '-' ? SUM : PRODUCT
        const op = this.language.operators?.[t.op] ?? t.op
        // A sign is read within a product by no language otherwise than before it.
        return [`${this.within(t.a, level)} ${op} ${this.right(t.b, level)}`, level]
      }
      case 'entry':
        return [this.entry(t.array, t.index), ATOM]
      case 'call':
        return this.call(t.name, t.args)
      case 'choose': {
        if (this.language.cases !== undefined) return [this.chain(t, this.language.cases), ATOM]
        const nested = this.language.chooseIsCall ? CHOICE : SUM
        const text = this.language.choose(this.test(t.test), this.within(t.yes, nested), this.term(t.no), this.scalar)
        return [text, this.language.chooseIsCall ? ATOM : CHOICE]
      }
    }
  }

  private chain(t: Term & { readonly kind: 'choose' }, cases: NonNullable<Spelling['cases']>): string {
    const found: (readonly [string, string])[] = []
    let rest: Term = t
    for (; rest.kind === 'choose'; rest = rest.no) found.push([this.test(rest.test), this.term(rest.yes)])
    return cases(found, this.term(rest))
  }

  private entry(array: string, index: Term): string {
    return this.language.entry?.(array, this.term(index)) ?? `${array}[${this.term(index)}]`
  }

  /** What follows an operator has brackets if it begins with a sign, and around operations of the same level. */
  private right(t: Term, level: number): string {
    const [text, own] = this.write(t)
    return own <= level || text.startsWith('-') ? `(${text})` : text
  }

  private numeral(x: number): readonly [string, number] {
    const { nan, infinity, numeral } = this.language
    if (Number.isNaN(x)) return [nan, ATOM]
    const size = Math.abs(x)
    const text = size === Number.POSITIVE_INFINITY ? infinity : numeral(size)
    return x < 0 || Object.is(x, -0) ? [`-${text}`, SIGNED] : [text, ATOM]
  }

  private call(f: string, args: readonly Term[]): readonly [string, number] {
    const own = this.routines.get(f)
    const form = own ?? this.language.functions[f.replace(/^native_/, '')] ?? f
    if (!form.includes('$')) return [`${form}(${args.map(this.term).join(', ')})`, ATOM]
    return [form.replace(/\$(\d)/g, (_, k) => this.atom(args[Number(k) - 1] as Term)), ATOM]
  }

  /** Statements as lines, each level indented by two or four spaces. */
  lines(body: readonly Statement[], forms: StatementForms, indent: string): string[] {
    return body.flatMap(s => this.statement(s, forms, indent))
  }

  private statement(s: Statement, forms: StatementForms, indent: string): string[] {
    switch (s.kind) {
      case 'set':
        return [forms.set(s.name, this.term(s.value))]
      case 'store':
        return [forms.set(this.entry(s.array, s.index), this.term(s.value), true)]
      case 'do':
        return [forms.do?.(this.term(s.call)) ?? this.term(s.call)]
      case 'return':
        return [forms.return(this.term(s.value))]
      case 'while':
        return [forms.while(this.test(s.test)), ...this.inner(s.body, forms, indent), ...ends(forms)]
      case 'if':
        return [forms.if(this.test(s.test)), ...this.branches(s, forms, indent), ...ends(forms)]
    }
  }

  private branches(s: Statement & { kind: 'if' }, forms: StatementForms, indent: string): string[] {
    const then = this.inner(s.yes, forms, indent)
    const [first, ...others] = s.no
    if (first === undefined) return then
    if (first.kind === 'if' && others.length === 0)
      return [...then, forms.elseIf(this.test(first.test)), ...this.branches(first, forms, indent)]
    return [...then, forms.else, ...this.inner(s.no, forms, indent)]
  }

  private inner(body: readonly Statement[], forms: StatementForms, indent: string): string[] {
    return this.lines(body, forms, indent).map(line => indent + line)
  }
}

const ends = ({ end }: StatementForms): string[] => (end === undefined ? [] : [end])

/** Lines moved to the right. */
export const indented = (lines: readonly string[], by = '  '): string =>
  lines.map(line => (line === '' ? '' : by + line)).join('\n')
