/**
 * Reads the text of routines, in which the library of functions that languages lack is written:
 *
 *     sinc(x) { return abs(x) < 1e-8 ? 1 : sin(x)/x; }
 *
 * Assignments, `if`, `while` and `return`; comparisons stand in tests alone. `poly(x, a, b, c)` is a + x*(b + x*c). The texts are our own and
 * short, so the reader may recurse.
 */
import {
  binary,
  type Comparison,
  call,
  choose,
  name,
  number,
  type Routine,
  type Statement,
  type Term,
  type Test,
  test,
} from './code.js'

const TOKEN = /\s*(\d[\d.]*(?:e[+-]?\d+)?|[A-Za-z_]\w*|[<>=!]=|[-+*/<>(){}?:;,=])/giy

/** The routines of a text. */
export function routines(text: string): Routine[] {
  const reader = new Reader(tokens(text))
  const found: Routine[] = []
  while (!reader.done()) found.push(reader.routine())
  return found
}

function tokens(text: string): string[] {
  const source = text.trim()
  const found: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(source)?.[1]
    if (token === undefined) throw new SyntaxError(`a routine has ${source.slice(at, at + 20)}`)
    found.push(token)
  }
  return found
}

const COMPARISONS = new Set<string>(['<', '<=', '>', '>=', '==', '!='])

class Reader {
  private at = 0
  private readonly tokens: readonly string[]

  constructor(all: readonly string[]) {
    this.tokens = all
  }

  done(): boolean {
    return this.at >= this.tokens.length
  }

  routine(): Routine {
    const title = this.next()
    return { name: title, parameters: this.list(() => this.next()), body: this.block() }
  }

  private next(): string {
    return this.tokens[this.at++] ?? ''
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false
    this.at++
    return true
  }

  private expect(token: string): void {
    if (!this.take(token))
      throw new SyntaxError(`a routine has ${this.tokens.slice(this.at, this.at + 5).join(' ')}, not ${token}`)
  }

  private list<T>(item: () => T): T[] {
    const items: T[] = []
    this.expect('(')
    while (!this.take(')')) {
      if (items.length > 0) this.expect(',')
      items.push(item())
    }
    return items
  }

  private block(): Statement[] {
    const body: Statement[] = []
    this.expect('{')
    while (!this.take('}')) body.push(this.statement())
    return body
  }

  private statement(): Statement {
    if (this.take('if')) {
      const condition = this.condition()
      const yes = this.block()
      const no = this.take('else') ? (this.tokens[this.at] === 'if' ? [this.statement()] : this.block()) : []
      return { kind: 'if', test: condition, yes, no }
    }
    if (this.take('while')) return { kind: 'while', test: this.condition(), body: this.block() }
    const target = this.take('return') ? undefined : this.next()
    if (target !== undefined) this.expect('=')
    const value = this.term()
    this.expect(';')
    return target === undefined ? { kind: 'return', value } : { kind: 'set', name: target, value }
  }

  private condition(): Test {
    this.expect('(')
    const found = this.comparison(this.sum())
    this.expect(')')
    return found
  }

  private comparison(a: Term): Test {
    const op = this.next()
    if (!COMPARISONS.has(op)) throw new SyntaxError(`a routine has ${op}, not a comparison`)
    return test(op as Comparison, a, this.sum())
  }

  private term(): Term {
    const a = this.sum()
    if (!COMPARISONS.has(this.tokens[this.at] ?? '')) return a
    const condition = this.comparison(a)
    this.expect('?')
    const yes = this.term()
    this.expect(':')
    return choose(condition, yes, this.term())
  }

  private sum(): Term {
    let a = this.product()
    for (;;) {
      if (this.take('+')) a = binary('+', a, this.product())
      else if (this.take('-')) a = binary('-', a, this.product())
      else return a
    }
  }

  private product(): Term {
    let a = this.factor()
    for (;;) {
      if (this.take('*')) a = binary('*', a, this.factor())
      else if (this.take('/')) a = binary('/', a, this.factor())
      else return a
    }
  }

  private factor(): Term {
    if (this.take('-')) {
      const a = this.factor()
      return a.kind === 'number' ? number(-a.value) : { kind: 'negate', a }
    }
    if (this.take('(')) {
      const inner = this.term()
      this.expect(')')
      return inner
    }
    const word = this.next()
    if (/^\d/.test(word)) return number(Number(word))
    if (word === 'inf') return number(Number.POSITIVE_INFINITY)
    if (word === 'nan') return number(Number.NaN)
    if (this.tokens[this.at] !== '(') return name(word)
    const args = this.list(() => this.term())
    return word === 'poly' ? horner(args) : call(word, ...args)
  }
}

/** The polynomial in the first term whose coefficients, from the constant upwards, are the others. */
function horner([x, ...coefficients]: readonly Term[]): Term {
  return coefficients.reduceRight((sum, c) => binary('+', binary('*', sum, x as Term), c))
}
