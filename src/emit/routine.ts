/**
 * Reads the text of routines, in which the library of functions that languages lack is written:
 *
 *     sinc(x) { return abs(x) < 1e-8 ? 1 : sin(x)/x; }
 *
 * Assignments, `if`, `while` and `return`; comparisons stand in tests alone. `poly(x, a, b, c)` is a + x*(b + x*c). A routine with arrays
 * among its parameters, `f(n, a[])`, reads and writes `a[i]`, counts with the names of WHOLE, and need not have a value. The texts are our
 * own and short, so the reader may recurse.
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
  WHOLE,
} from './code.js'

const TOKEN = /\s*(\d[\d.]*(?:e[+-]?\d+)?|[A-Za-z_]\w*|[<>=!]=|[-+*/<>()[\]{}?:;,=])/giy

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
    const arrays = new Set<string>()
    const parameters = this.list(() => {
      const parameter = this.next()
      if (this.take('[')) {
        this.expect(']')
        arrays.add(parameter)
      }
      return parameter
    })
    const body = this.block()
    return arrays.size === 0
      ? { name: title, parameters, body }
      : { name: title, parameters, arrays, body: body.map(counted) }
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
    if (this.tokens[this.at] !== 'return' && this.tokens[this.at + 1] === '(') {
      const done = this.factor()
      this.expect(';')
      return { kind: 'do', call: done }
    }
    const target = this.take('return') ? undefined : this.next()
    const index = target !== undefined && this.take('[') ? this.index() : undefined
    if (target !== undefined) this.expect('=')
    const value = this.term()
    this.expect(';')
    if (target !== undefined && index !== undefined) return { kind: 'store', array: target, index, value }
    return target === undefined ? { kind: 'return', value } : { kind: 'set', name: target, value }
  }

  private index(): Term {
    const found = this.sum()
    this.expect(']')
    return found
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
    if (this.take('[')) return { kind: 'entry', array: word, index: this.index() }
    if (this.tokens[this.at] !== '(') return name(word)
    const args = this.list(() => this.term())
    return word === 'poly' ? horner(args) : call(word, ...args)
  }
}

/** A statement of a routine of arrays, with the numbers among whole numbers as they count. */
function counted(s: Statement): Statement {
  switch (s.kind) {
    case 'set':
      return { ...s, value: WHOLE.has(s.name) ? whole(s.value) : indexed(s.value) }
    case 'store':
      return { ...s, index: whole(s.index), value: indexed(s.value) }
    case 'do':
      return { ...s, call: indexed(s.call) }
    case 'return':
      return { ...s, value: indexed(s.value) }
    case 'while':
      return { ...s, test: countedTest(s.test), body: s.body.map(counted) }
    case 'if':
      return { ...s, test: countedTest(s.test), yes: s.yes.map(counted), no: s.no.map(counted) }
  }
}

const countedTest = (t: Test): Test => {
  const to = isWhole(t.a) || isWhole(t.b) ? whole : indexed
  return { ...t, a: to(t.a), b: to(t.b) }
}

const isWhole = (t: Term): boolean =>
  t.kind === 'name' ? WHOLE.has(t.name) : t.kind === 'binary' && (isWhole(t.a) || isWhole(t.b))

/** Numbers in a term of whole numbers are written as they are. */
function whole(t: Term): Term {
  if (t.kind === 'number') return name(String(t.value))
  return t.kind === 'binary' ? { ...t, a: whole(t.a), b: whole(t.b) } : t
}

/** The same for the indices within a term of doubles, and for whole numbers that are handed on. */
function indexed(t: Term): Term {
  switch (t.kind) {
    case 'number':
    case 'name':
      return t
    case 'entry':
      return { ...t, index: whole(t.index) }
    case 'negate':
      return { ...t, a: indexed(t.a) }
    case 'binary':
      return { ...t, a: indexed(t.a), b: indexed(t.b) }
    case 'call':
      // Routines of arrays are told sizes and places.
      return { ...t, args: t.args.map(a => (isWhole(a) || t.name.startsWith('axis_') ? whole(a) : indexed(a))) }
    case 'choose':
      return { ...t, test: countedTest(t.test), yes: indexed(t.yes), no: indexed(t.no) }
  }
}

/** The polynomial in the first term whose coefficients, from the constant upwards, are the others. */
function horner([x, ...coefficients]: readonly Term[]): Term {
  return coefficients.reduceRight((sum, c) => binary('+', binary('*', sum, x as Term), c))
}
