/**
 * How names become tokens: functions or factors, as what stands around them tells. `sin(x)` and `y(x)` are calls, `x(x+1)` is a product,
 * `d(x^2)/dx` a derivative. What may be meant differently goes to the findings.
 */

import { advice } from './advice.js'
import type { Declared } from './declared.js'
import * as doubt from './doubt.js'
import type { Findings } from './findings.js'
import { canonicalName, type Piece } from './lexer.js'
import { namesInside } from './lookahead.js'
import { functionName, isDigitGroup, isPlain, needsBracket } from './names.js'
import { orderedHead } from './orders.js'
import { derivativeOf, quotient } from './quotient.js'
import type { Stream } from './stream.js'
import type { Sequence, Syntax, Token, TokenType } from './syntax.js'
import { Uses } from './uses.js'

/** What the reader lends. */
export interface Context {
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
  readonly #context: Context
  readonly #uses: Uses

  constructor(context: Context) {
    this.#context = context
    this.#uses = new Uses(context.declared)
  }

  take(piece: Piece): void {
    const { stream, declared } = this.#context
    const member = advice()?.member(stream.source, piece)
    if (member !== undefined) {
      stream.restart(member.end)
      this.#take({ ...piece, text: stream.source.slice(piece.offset, member.end) }, member.name, false)
      return
    }
    const glyph = glyphFunction(piece, stream.ahead, declared)
    const name = glyph ?? canonicalName(piece.text)
    if (name === undefined) this.#context.stray(piece)
    this.#take(piece, name, glyph === undefined && piece.type === 'greek')
  }

  #take(piece: Piece, name: string, asLetter: boolean): void {
    if (name === 'and' || name === 'or' || name === 'not') {
      this.#context.push(name, piece)
      return
    }
    const last = this.#context.tokens().at(-1)
    const glued = last !== undefined && last.offset + last.length === piece.offset
    if (glued && last.type === 'bars' && name.startsWith('_') && this.#context.declared.shaped) {
      this.#context.tokens().pop()
      const syntax = { ...(last.syntax as Bars), norm: name.slice(1) }
      this.#context.push('bars', { ...piece, offset: last.offset }, last.text, syntax, last.length + piece.text.length)
      return
    }
    const isNumber = glued && last.type === 'number'
    if (isNumber)
      this.#context.findings.postpone(
        doubt.numberSuffix(last, piece, name, this.#context.stream.ahead, this.#context.declared),
      )
    this.#context.findings.postpone(
      doubt.plainWord(piece, name, this.#context.operandBefore(), this.#context.stream.ahead, this.#context.declared),
    )
    const isSubscript = glued && name.startsWith('_')
    if (!isSubscript && !(isNumber && isDigitGroup(last.text, name))) this.#context.multiply(piece)
    this.#operand(piece, name, asLetter)
  }

  /** A name as a function or a factor, as what follows tells. */
  #operand(piece: Piece, name: string, asLetter: boolean): void {
    const next = this.#context.stream.ahead
    const end = piece.offset + piece.text.length
    const applies = next?.type === 'open' || next?.type === 'prime'
    const isCall = needsBracket(name, this.#context.declared)
    this.#context.findings.postpone(doubt.sumSign(piece, name, next, this.#context.declared))
    if (applies || isCall) {
      const beyond = doubt.elsewhere(piece, name, this.#context.declared)
      this.#context.findings.postpone(beyond)
      if (beyond !== undefined && !applies) {
        this.#context.push('name', piece, name)
        return
      }
    }
    const bound = this.#context.declared.shaped && isPlain(name, this.#context.declared)
    if (next?.type === 'prime' && next.offset === end && !bound) {
      this.#primed(piece, name, next)
      return
    }
    if (next?.type === 'caret' && this.#ordered(piece, name, end)) return
    if (this.#quotient(piece, name)) return
    if (piece.text.length > 1 && piece.text.startsWith('∂')) this.#context.stray({ ...piece, text: '∂' })
    if (next?.type === 'openList')
      this.#context.findings.postpone(doubt.squareCall(piece, name, this.#context.declared))
    if (next?.type !== 'open') {
      if (!isCall) {
        const before = this.#context.tokens().at(-1)
        const defines = next?.text === '=' && (before === undefined || before.type === 'semicolon')
        this.#context.findings.postpone(this.#uses.variable(name, piece))
        if (!defines) this.#context.findings.postpone(doubt.fusedCall(piece, name, this.#context.declared))
        this.#context.findings.warn(advice()?.misreadings.likeConstant(piece, name, this.#context.declared))
        this.#context.findings.warn(advice()?.misreadings.likeProduct(piece, name, this.#context.declared))
      }
      this.#context.push(isCall ? 'function' : 'name', piece, name)
      return
    }
    const { source } = this.#context.stream
    const logistic =
      next.offset === end ? advice()?.misreadings.logistic(piece, name, source, this.#context.declared) : undefined
    if (logistic !== undefined) {
      if ('problem' in logistic) this.#context.findings.postpone(logistic.problem)
      this.#context.findings.postpone(this.#uses.call(name, '(...)', piece))
      this.#context.push('function', piece, 'head' in logistic ? logistic.head : name)
      return
    }
    const inside = namesInside(source, next.offset, this.#context.stream.dialect)
    const reading = doubt.application(
      piece,
      name,
      asLetter,
      next.offset === end ? inside : undefined,
      this.#context.declared,
    )
    this.#context.findings.postpone(reading.problem)
    const bracket = inside ? this.#context.stream.source.slice(next.offset, inside.end) : '(...)'
    if (reading.as === 'unknown') this.#context.findings.postpone(this.#uses.call(name, bracket, piece))
    else if (reading.as === 'product' && name !== 'd') this.#context.findings.postpone(this.#uses.variable(name, piece))
    if (reading.as === 'product')
      this.#context.findings.warn(
        advice()?.misreadings.productWithNumber(
          piece,
          name,
          this.#context.stream.source,
          next.offset,
          this.#context.declared,
        ),
      )
    this.#context.push(reading.as === 'product' ? 'name' : 'function', piece, name)
  }

  /** `d(x^2)/dx`: what it is the derivative of takes the place of the tokens. */
  #quotient(piece: Piece, name: string): boolean {
    const tokens = this.#context.tokens()
    const found = quotient(tokens, name, this.#context.declared, this.#uses)
    if (found === undefined) return false
    if ('problem' in found) {
      this.#context.findings.postpone(found.problem)
      return false
    }
    this.#context.findings.postpone(doubt.afterQuotient(piece, this.#context.stream.ahead))
    const [d] = tokens.splice(-found.count)
    const offset = d?.offset ?? piece.offset
    this.#context.findings.warn(
      advice()?.misreadings.asDerivative(
        offset,
        this.#context.stream.source.slice(offset, piece.offset + piece.text.length),
        found.by,
      ),
    )
    const syntax = derivativeOf(found.derivative, found.by, offset, piece)
    this.#context.push('group', { ...piece, offset }, '(', syntax, piece.offset + piece.text.length - offset)
    return true
  }

  /** `f^(4)(x)`: the order becomes part of the head. */
  #ordered(piece: Piece, name: string, end: number): boolean {
    const { stream, declared, findings } = this.#context
    const ordered = orderedHead(stream.source, name, end, declared)
    if (ordered === undefined) return false
    stream.restart(ordered.end)
    findings.postpone(this.#uses.call(name, '(...)', piece))
    this.#context.push('function', piece, ordered.head, undefined, ordered.end - piece.offset)
    return true
  }

  /** `f''(x)`, `g'[1,2](x, y)`: the mark becomes part of the head. */
  #primed(piece: Piece, name: string, mark: Piece): void {
    this.#context.stream.advance()
    const head = name + mark.text.replace(/[’′]/gu, "'").replace(/\s/gu, '')
    this.#context.findings.postpone(doubt.primedFunction(piece, name, head, this.#context.declared))
    this.#context.findings.postpone(this.#uses.call(name, '(...)', piece))
    this.#context.push('function', piece, head, undefined, piece.text.length + mark.text.length)
  }
}

/** `Γ(x)`: a Greek letter that the table itself has as a name of a function. */
function glyphFunction(piece: Piece, next: Piece | undefined, declared: Declared): string | undefined {
  if (piece.type !== 'greek' || next?.type !== 'open') return undefined
  return functionName(piece.text.normalize('NFKC'), declared)
}
