/**
 * Texts of a language of operators as terms with its heads: by precedence, with a stack of open brackets, so that depth costs no recursion.
 * What the description of the language does not have is refused at its place.
 */
import { parseError, quoted } from '../parse/problem.js'
import type { Bracket, Infix, Operator } from './infix.js'
import { call, isCallOf, type Term } from './term.js'

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
    if (bracket !== undefined)
      throw this.#error('unclosed', `the bracket ${bracket.open} is never closed`, undefined, at)
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
    if (bracket?.holds !== 'arguments' || keyword !== undefined || operators.length > 0 || word?.kind !== 'name')
      return false
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

  #content({ items, callee, at }: Level, { holds, head, empty }: Bracket, hadComma: boolean): Term {
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
    if (items.length === 0 && holds === 'group' && empty !== true)
      throw this.#error('empty', 'these brackets are empty', undefined, at)
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
