/**
 * Languages of operators, brackets and calls: one description reads a text into terms and writes terms as a text. The heads of operators are
 * those that the language itself has for them (`Plus`, `Mul`). Reading is by precedence with a stack of open brackets, so that depth costs no
 * recursion; what the description does not have is refused at its place.
 */
import { parseError, quoted } from '../parse/problem.js'
import { Collector } from '../print/walk.js'
import { type CallTerm, call, isCallOf, leaf, type Opened, type Term, translate } from './term.js'

export interface Operator {
  readonly sign: string
  readonly head: string
  readonly kind: 'infix' | 'prefix' | 'postfix'
  /** How tightly it binds. */
  readonly level: number
  /** Groups from the right. */
  readonly right?: true
  /** A comparison: a < b < c is both. */
  readonly chain?: true
  /** What is written around the sign; nothing by default. */
  readonly spaced?: true
  /** Is read, and never written. */
  readonly onlyRead?: true
}

export interface Bracket {
  readonly open: string
  readonly close: string
  /** What its content is: one term, the arguments of what stands before it, the items of a list. */
  readonly holds: 'group' | 'arguments' | 'list'
  /** The head of a list, and of a group of several items. */
  readonly head: string
  /** Of arguments: only directly after a name, or after any operand. */
  readonly after?: 'name' | 'operand'
}

export interface Infix {
  readonly title: string
  readonly operators: readonly Operator[]
  readonly brackets: readonly Bracket[]
  readonly name: RegExp
  readonly number: RegExp
  /** Texts in quotes, if there are any. */
  readonly text?: RegExp
  readonly space: RegExp
  /** The product of what stands side by side. */
  readonly juxtaposition?: Operator
  /** The sign between the name and the value of an argument. */
  readonly keyword?: string
  /** The head of both of two conditions. */
  readonly and: string
  /** The number of a token as the rest of the library writes it. */
  readonly digits?: (text: string) => string
  /** The name that a token stands for. */
  readonly spelt?: (text: string) => string
  /** A hint for a sign that the language has, and nothing here understands. */
  readonly hints: (rest: string) => string | undefined
  /** Says what is wrong with an operand before an open bracket that begins a factor. */
  readonly factor?: (before: Term, bracket: string) => string | undefined
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Pending {
  readonly op: Operator
  readonly at: number
}

/** An open bracket, or the whole text. */
interface Level {
  readonly bracket: Bracket | undefined
  readonly at: number
  readonly callee: Term | undefined
  readonly operands: Term[]
  readonly operators: Pending[]
  readonly items: Term[]
  keyword: (Term & { readonly kind: 'name' }) | undefined
  ended: boolean
}

class Reader {
  readonly #text: string
  readonly #language: Infix
  readonly #levels: Level[] = []
  /** The last operand of each chain of comparisons. */
  readonly #chains = new Map<Term, Term>()
  #at = 0
  /** Whether an operand has just ended. */
  #full = false

  constructor(text: string, language: Infix) {
    this.#text = text
    this.#language = language
    this.#open(undefined, undefined)
  }

  get #level(): Level {
    return this.#levels[this.#levels.length - 1] as Level
  }

  #open(bracket: Bracket | undefined, callee: Term | undefined): void {
    const fresh = { operands: [], operators: [], items: [], keyword: undefined, ended: false }
    this.#levels.push({ bracket, at: this.#at, callee, ...fresh })
    this.#full = false
  }

  read(): Term {
    for (;;) {
      this.#skip()
      if (this.#at >= this.#text.length) break
      this.#step()
    }
    const { bracket, at } = this.#level
    if (bracket !== undefined) throw this.#error('unclosed', `the bracket ${bracket.open} is never closed`, undefined, at)
    this.#reduce(-1)
    const [result] = this.#level.operands
    if (result === undefined || !this.#full) throw this.#end()
    return result
  }

  #end(): Error {
    return this.#error('unexpected-end', 'the expression ends too early', undefined, this.#text.length)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)?.[0] || undefined
  }

  #skip(): void {
    for (let s = this.#match(this.#language.space); s !== undefined; s = this.#match(this.#language.space))
      this.#at += s.length
  }

  #step(): void {
    const { number, name, text, keyword, digits, spelt } = this.#language
    const literal = this.#match(number)
    if (literal !== undefined) {
      this.#operand({ kind: 'number', text: digits?.(literal) ?? literal, at: this.#at }, literal.length)
      return
    }
    const quote = text && this.#match(text)
    if (quote !== undefined) {
      this.#operand({ kind: 'text', text: quote.slice(1, -1), at: this.#at }, quote.length)
      return
    }
    const sign = this.#sign()
    const word = this.#match(name)
    if (word !== undefined && (sign === undefined || sign.length < word.length)) {
      this.#operand({ kind: 'name', name: spelt?.(word) ?? word, at: this.#at }, word.length)
      return
    }
    if (keyword !== undefined && this.#text.startsWith(keyword, this.#at) && this.#isKeyword()) {
      this.#at += keyword.length
      return
    }
    if (sign !== undefined && this.#operator(sign)) return
    if (this.#bracket()) return
    throw this.#unexpected()
  }

  /** The longest sign here. */
  #sign(): string | undefined {
    const { operators } = this.#language
    let best: string | undefined
    for (const { sign } of operators)
      if (sign.length > (best?.length ?? 0) && this.#text.startsWith(sign, this.#at)) best = sign
    return best
  }

  #operand(term: Term, length: number): void {
    if (this.#full) this.#juxtaposed()
    this.#level.operands.push(term)
    this.#at += length
    this.#full = true
  }

  #juxtaposed(): void {
    const { juxtaposition } = this.#language
    if (juxtaposition === undefined) throw this.#error('missing-operator', 'an operator is missing before this')
    this.#infix(juxtaposition)
  }

  #infix(op: Operator): void {
    this.#reduce(op.right === true ? op.level : op.level - 1)
    this.#level.operators.push({ op, at: this.#at })
    this.#full = false
  }

  #operator(sign: string): boolean {
    const op = this.#language.operators.find(o => o.sign === sign && (o.kind === 'prefix') !== this.#full)
    if (op === undefined) return false
    if (op.kind === 'prefix') this.#level.operators.push({ op, at: this.#at })
    else if (op.kind === 'infix') this.#infix(op)
    else {
      this.#reduce(op.level)
      const of = this.#level.operands.pop() as Term
      this.#level.operands.push({ ...call(op.head, [of]), at: this.#at })
    }
    this.#at += sign.length
    return true
  }

  /** Carries out the operators that bind more tightly than a level. */
  #reduce(level: number): void {
    const { operands, operators } = this.#level
    for (let top = operators.at(-1); top !== undefined && top.op.level > level; top = operators.at(-1)) {
      operators.pop()
      const right = operands.pop()
      if (right === undefined || !this.#full) throw this.#at >= this.#text.length ? this.#end() : this.#unexpected()
      if (top.op.kind === 'prefix') {
        operands.push({ ...call(top.op.head, [right]), at: top.at })
        continue
      }
      const left = operands.pop() as Term
      operands.push(this.#joined(top, left, right))
    }
  }

  #joined({ op, at }: Pending, left: Term, right: Term): Term {
    if (op.chain !== true) return { ...call(op.head, [left, right]), at }
    const before = this.#chains.get(left)
    const link: Term = { ...call(op.head, [before ?? left, right]), at }
    const all: Term = before === undefined ? link : { ...call(this.#language.and, [left, link]), at }
    this.#chains.set(all, right)
    return all
  }

  #isKeyword(): boolean {
    const { bracket, operands, operators, keyword } = this.#level
    const [word] = operands
    const sign = this.#language.keyword ?? ''
    if (bracket?.holds !== 'arguments' || keyword !== undefined || operators.length > 0 || word?.kind !== 'name') return false
    if (this.#text.startsWith(sign + sign, this.#at)) return false
    operands.pop()
    this.#level.keyword = word
    this.#full = false
    return true
  }

  #bracket(): boolean {
    const { brackets, factor } = this.#language
    const here = (sign: string): boolean => this.#text.startsWith(sign, this.#at)
    const { bracket } = this.#level
    if (bracket !== undefined && here(bracket.close)) {
      this.#close(bracket)
      return true
    }
    if (bracket !== undefined && here(',')) {
      if (!this.#full) throw this.#unexpected()
      this.#item()
      this.#at += 1
      return true
    }
    const top = this.#level.operands.at(-1)
    const isDirect = top?.kind === 'name' || isCallOf(top, 'Apply') || top?.kind === 'call'
    const found = brackets.find(
      b => here(b.open) && (b.holds === 'arguments' ? this.#full && (b.after === 'operand' || isDirect) : !this.#full),
    )
    if (found !== undefined) {
      const callee = found.holds === 'arguments' ? this.#level.operands.pop() : undefined
      this.#open(found, callee)
      this.#at += found.open.length
      return true
    }
    const next = this.#full ? brackets.find(b => here(b.open) && b.holds !== 'arguments') : undefined
    if (next === undefined) return false
    const fault = top && factor?.(top, next.open)
    if (fault !== undefined) throw this.#error('product', `${quoted(next.open)} here begins a factor`, fault)
    this.#juxtaposed()
    this.#open(next, undefined)
    this.#at += next.open.length
    return true
  }

  /** Ends an item between commas. */
  #item(): void {
    this.#reduce(-1)
    const level = this.#level
    const value = level.operands.pop()
    if (value === undefined) throw this.#unexpected()
    const { keyword } = level
    level.items.push(keyword === undefined ? value : { ...call('Keyword', [keyword, value]), at: keyword.at ?? 0 })
    level.keyword = undefined
    this.#full = false
  }

  #close(bracket: Bracket): void {
    const level = this.#level
    const hadComma = level.items.length > 0
    if (this.#full) this.#item()
    else if (level.operands.length + level.operators.length > 0 || level.keyword !== undefined) throw this.#unexpected()
    else if (hadComma && bracket.holds === 'arguments') throw this.#unexpected()
    this.#levels.pop()
    this.#at += bracket.close.length
    this.#level.operands.push(this.#content(level, bracket, hadComma))
    this.#full = true
  }

  #content({ items, callee, at }: Level, { holds, head }: Bracket, hadComma: boolean): Term {
    const [only] = items
    if (holds === 'arguments' && callee !== undefined)
      return head === '' && callee.kind === 'name'
        ? { ...call(callee.name, items), at: callee.at ?? at }
        : { ...call(head === '' ? 'Apply' : head, [callee, ...items]), at: callee.at ?? at }
    if (holds === 'group' && only !== undefined && !hadComma) {
      // A comparison in brackets is no link of a chain.
      this.#chains.delete(only)
      return only
    }
    if (items.length === 0 && holds === 'group') throw this.#error('empty', 'these brackets are empty', undefined, at)
    return { ...call(head, items), at }
  }

  #unexpected(): Error {
    const rest = this.#text.slice(this.#at, this.#at + 40)
    const hint = this.#language.hints(rest)
    const shown = /^[\p{L}\p{N}_]+|^./u.exec(rest)?.[0] ?? ''
    return this.#error('unexpected', `${quoted(shown)} is not understood here as ${this.#language.title}`, hint)
  }

  #error(code: string, message: string, hint?: string, offset = this.#at): Error {
    return parseError(this.#text, { code, offset, length: 1, message, hint })
  }
}

/** A text as terms with the heads of its language. Raises `ParseError`. */
export const readInfix = (text: string, language: Infix): Term => new Reader(text, language).read()

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Written {
  readonly text: string
  readonly level: number
}

const TIGHTEST = 1000

export interface Writing {
  readonly language: Infix
  /** How a number, a name or a call is written that is no operator; undefined for the usual way. */
  readonly other?: (t: Term, args: readonly string[]) => string | undefined
}

/** Terms with the heads of a language as its text. */
export function writeInfix(root: Term, { language, other }: Writing): string {
  const operators = new Map(language.operators.filter(o => o.onlyRead !== true).map(o => [o.head, o] as const))
  const argumentsOf = language.brackets.find(b => b.holds === 'arguments' && b.head === '') as Bracket
  const around = new Map(language.brackets.filter(b => b.holds === 'list').map(b => [b.head, b] as const))
  const negative = language.operators.find(o => o.kind === 'prefix' && o.sign === '-')
  const plus = language.operators.find(o => o.kind === 'infix' && o.sign === '+')
  const written = translate<Term, Written>(root, (t): Opened<Term, Written> => {
    if (t.kind === 'number') return leaf({ text: other?.(t, []) ?? t.text, level: TIGHTEST })
    if (t.kind === 'name') return leaf({ text: other?.(t, []) ?? t.name, level: TIGHTEST })
    if (t.kind === 'text') return leaf({ text: `"${t.text}"`, level: TIGHTEST })
    return { parts: t.args, combine: args => combined(t, args) }
  })
  // The length of the text is limited as everywhere.
  const collector = new Collector()
  collector.add(written.text, true)
  return collector.result()

  function combined(t: Term & { readonly args: readonly Term[] }, args: readonly Written[]): Written {
    const own = other?.(t, args.map(a => a.text))
    if (own !== undefined) return { text: own, level: TIGHTEST }
    const op = t.kind === 'call' ? operators.get(t.head) : undefined
    if (op !== undefined && (args.length > 1 || op.kind !== 'infix')) return operation(op, t as CallTerm, args)
    const list = t.kind === 'call' ? around.get(t.head) : undefined
    const inner = args.map(a => a.text).join(', ')
    if (list !== undefined) return { text: `${list.open}${inner}${list.close}`, level: TIGHTEST }
    const head = t.kind === 'call' ? t.head : (t as Term & { readonly kind: 'apply' }).name
    return { text: `${head}${argumentsOf.open}${inner}${argumentsOf.close}`, level: TIGHTEST }
  }

  function operation(op: Operator, t: CallTerm, args: readonly Written[]): Written {
    const [first] = args as [Written]
    if (op.kind === 'prefix') {
      const isWord = /\p{L}$/u.test(op.sign)
      // A minus sign stands before a whole product, and is itself a term of a sum.
      if (plus && op === negative) return { text: `-${within(first, plus.level + 1)}`, level: plus.level }
      return { text: `${op.sign}${isWord ? ' ' : ''}${within(first, op.level)}`, level: op.level }
    }
    if (op.kind === 'postfix') return { text: `${within(first, op.level + 1)}${op.sign}`, level: op.level }
    const sign = op.spaced ? ` ${op.sign} ` : op.sign
    const needs = (k: number): number => {
      if (op.chain === true) return op.level + 1
      const loose = op.right === true ? k === args.length - 1 : k === 0
      return loose ? op.level : op.level + 1
    }
    const text = args
      .map((a, k) => {
        const part = t.args[k]
        // a + (-b) is a - b.
        if (op === plus && k > 0 && negative && isCallOf(part, negative.head)) return ` - ${a.text.slice(1)}`
        return (k === 0 ? '' : sign) + within(a, needs(k))
      })
      .join('')
    return { text, level: op.level }
  }
}

const within = (a: Written, level: number): string => (a.level < level ? `(${a.text})` : a.text)
