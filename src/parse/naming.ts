/**
 * How names become tokens: functions or factors, as what stands around them tells. `sin(x)` and `y(x)` are calls, `x(x+1)` is a product,
 * `d(x^2)/dx` a derivative. What may be meant differently goes to the findings.
 */
import { advice } from './advice.js'
import * as doubt from './doubt.js'
import type { Findings } from './findings.js'
import { canonicalName, type Piece } from './lexer.js'
import { namesInside } from './lookahead.js'
import { type Declared, functionName, isDigitGroup, isPlain, needsBracket } from './names.js'
import { orderedHead } from './orders.js'
import { derivativeOf, quotient } from './quotient.js'
import type { Stream } from './stream.js'
import type { Sequence, Syntax, Token, TokenType } from './syntax.js'
import { Uses } from './uses.js'

/** What the reader lends. */
export interface Desk {
  readonly declared: Declared
  readonly stream: Stream
  readonly findings: Findings
  /** The tokens of the level that is open. */
  tokens(): Token[]
  operandBefore(): boolean
  push(type: TokenType, piece: Piece, text?: string, syntax?: Syntax | Sequence, length?: number): void
  /** Puts the product that is implied before an operand. */
  multiply(piece: Piece): void
  stray(piece: Piece): never
}

type Bars = Syntax & { kind: 'abs' }

export class Naming {
  readonly #desk: Desk
  readonly #uses: Uses

  constructor(desk: Desk) {
    this.#desk = desk
    this.#uses = new Uses(desk.declared)
  }

  take(piece: Piece): void {
    const glyph = glyphFunction(piece, this.#desk.stream.ahead, this.#desk.declared)
    const name = glyph ?? canonicalName(piece.text)
    if (name === undefined) this.#desk.stray(piece)
    if (name === 'and' || name === 'or' || name === 'not') {
      this.#desk.push(name, piece)
      return
    }
    const last = this.#desk.tokens().at(-1)
    const glued = last !== undefined && last.offset + last.length === piece.offset
    if (glued && last.type === 'bars' && name.startsWith('_') && this.#desk.declared.shaped) {
      this.#desk.tokens().pop()
      const syntax = { ...(last.syntax as Bars), norm: name.slice(1) }
      this.#desk.push('bars', { ...piece, offset: last.offset }, last.text, syntax, last.length + piece.text.length)
      return
    }
    const isNumber = glued && last.type === 'number'
    if (isNumber)
      this.#desk.findings.postpone(doubt.numberSuffix(last, piece, name, this.#desk.stream.ahead, this.#desk.declared))
    this.#desk.findings.postpone(
      doubt.plainWord(piece, name, this.#desk.operandBefore(), this.#desk.stream.ahead, this.#desk.declared),
    )
    if (!isNumber || !isDigitGroup(last.text, name)) this.#desk.multiply(piece)
    this.#operand(piece, name, glyph === undefined && piece.type === 'greek')
  }

  /** A name as a function or a factor, as what follows tells. */
  #operand(piece: Piece, name: string, asLetter: boolean): void {
    const next = this.#desk.stream.ahead
    const end = piece.offset + piece.text.length
    const applies = next?.type === 'open' || next?.type === 'prime'
    if (applies || needsBracket(name, this.#desk.declared)) {
      const beyond = doubt.elsewhere(piece, name, this.#desk.declared)
      this.#desk.findings.postpone(beyond)
      if (beyond !== undefined && !applies) {
        this.#desk.push('name', piece, name)
        return
      }
    }
    const bound = this.#desk.declared.shaped && isPlain(name, this.#desk.declared)
    if (next?.type === 'prime' && next.offset === end && !bound) {
      this.#primed(piece, name, next)
      return
    }
    if (next?.type === 'caret' && this.#ordered(piece, name, end)) return
    if (this.#quotient(piece, name)) return
    if (next?.type === 'openList') this.#desk.findings.postpone(doubt.squareCall(piece, name, this.#desk.declared))
    if (next?.type !== 'open') {
      const call = needsBracket(name, this.#desk.declared)
      if (!call) {
        const before = this.#desk.tokens().at(-1)
        const defines = next?.text === '=' && (before === undefined || before.type === 'semicolon')
        this.#desk.findings.postpone(this.#uses.variable(name, piece))
        if (!defines) this.#desk.findings.postpone(doubt.fusedCall(piece, name, this.#desk.declared))
        this.#desk.findings.warn(advice()?.misreadings.likeConstant(piece, name, this.#desk.declared))
        this.#desk.findings.warn(advice()?.misreadings.likeProduct(piece, name, this.#desk.declared))
      }
      this.#desk.push(call ? 'function' : 'name', piece, name)
      return
    }
    const inside = namesInside(this.#desk.stream.source, next.offset, this.#desk.stream.dialect)
    const reading = doubt.application(
      piece,
      name,
      asLetter,
      next.offset === end ? inside : undefined,
      this.#desk.declared,
    )
    this.#desk.findings.postpone(reading.problem)
    const bracket = inside ? this.#desk.stream.source.slice(next.offset, inside.end) : '(...)'
    if (reading.as === 'unknown') this.#desk.findings.postpone(this.#uses.call(name, bracket, piece))
    else if (reading.as === 'product' && name !== 'd') this.#desk.findings.postpone(this.#uses.variable(name, piece))
    if (reading.as === 'product')
      this.#desk.findings.warn(
        advice()?.misreadings.productWithNumber(
          piece,
          name,
          this.#desk.stream.source,
          next.offset,
          this.#desk.declared,
        ),
      )
    this.#desk.push(reading.as === 'product' ? 'name' : 'function', piece, name)
  }

  /** `d(x^2)/dx`: what it is the derivative of takes the place of the tokens. */
  #quotient(piece: Piece, name: string): boolean {
    const tokens = this.#desk.tokens()
    const found = quotient(tokens, name, this.#desk.declared, this.#uses)
    if (found === undefined) return false
    if ('problem' in found) {
      this.#desk.findings.postpone(found.problem)
      return false
    }
    this.#desk.findings.postpone(doubt.afterQuotient(piece, this.#desk.stream.ahead))
    const [d] = tokens.splice(-found.count)
    const offset = d?.offset ?? piece.offset
    this.#desk.findings.warn(
      advice()?.misreadings.asDerivative(
        offset,
        this.#desk.stream.source.slice(offset, piece.offset + piece.text.length),
        found.by,
      ),
    )
    const syntax = derivativeOf(found.derivative, found.by, offset, piece)
    this.#desk.push('group', { ...piece, offset }, '(', syntax, piece.offset + piece.text.length - offset)
    return true
  }

  /** `f^(4)(x)`: the order becomes part of the head. */
  #ordered(piece: Piece, name: string, end: number): boolean {
    const { stream, declared, findings } = this.#desk
    const ordered = orderedHead(stream.source, name, end, declared)
    if (ordered === undefined) return false
    stream.restart(ordered.end)
    findings.postpone(this.#uses.call(name, '(...)', piece))
    this.#desk.push('function', piece, ordered.head, undefined, ordered.end - piece.offset)
    return true
  }

  /** `f''(x)`, `g'[1,2](x, y)`: the mark becomes part of the head. */
  #primed(piece: Piece, name: string, mark: Piece): void {
    this.#desk.stream.advance()
    const head = name + mark.text.replace(/[’′]/gu, "'").replace(/\s/gu, '')
    this.#desk.findings.postpone(doubt.primedFunction(piece, name, head, this.#desk.declared))
    this.#desk.findings.postpone(this.#uses.call(name, '(...)', piece))
    this.#desk.push('function', piece, head, undefined, piece.text.length + mark.text.length)
  }
}

/** `Γ(x)`: a Greek letter that the table itself has as a name of a function. */
function glyphFunction(piece: Piece, next: Piece | undefined, declared: Declared): string | undefined {
  if (piece.type !== 'greek' || next?.type !== 'open') return undefined
  return functionName(piece.text.normalize('NFKC'), declared)
}
