/**
 * Reads a text into syntax. The pieces of the lexer become tokens by their context: a name is a function or a factor, a bar opens or
 * closes, a minus is a sign, two operands in a row multiply. Brackets nest on an explicit stack; a closed level goes through the grammar
 * at once and is one token of the level around it, so that depth costs no recursion.
 * Invariant: the problem reported is the one furthest to the left among the syntactic ones; what is right as
 * syntax but has no meaning (an unknown function, too many arguments) is reported only after those.
 */

import { BudgetError } from '../errors.js'
import { advice } from './advice.js'
import { isBinder } from './binders.js'
import type { Level } from './bracket.js'
import type { Declared } from './declared.js'
import * as doubt from './doubt.js'
import { Findings } from './findings.js'
import { type Header, readHeader } from './header.js'
import { type Outcome, readLevel } from './level.js'
import { endOf, mayHaveHeader, type Piece, SCALAR } from './lexer.js'
import { argumentCount } from './names.js'
import { type Context, Naming } from './naming.js'
import { applied, contentProblem, definesNext, isDefinition, LEVELS, lineBefore, wrap } from './nesting.js'
import { type Problem, parseError } from './problem.js'
import { raised } from './raised.js'
import { refusal, strayCharacter, tooEarly, wrongCloser } from './refusal.js'
import { Stream } from './stream.js'
import { OPERAND_ENDS, type Program, type Sequence, type Syntax, type Token, type TokenType } from './syntax.js'

export interface ReadLimits {
  /** Characters of the text. */
  readonly length: number
  /** Brackets open at once. */
  readonly depth: number
}

/** A number multiplies only what ends with a bracket: `(x+1)2`, but neither `x 2` nor `1 000`. */
const BEFORE_NUMBER: ReadonlySet<TokenType> = new Set(['group', 'bars', 'arguments'])
const INDEXED: ReadonlySet<TokenType> = new Set(['name', 'group', 'arguments', 'index', 'list', 'transpose'])

/** A text as syntax, and how much work it was. */
export interface Reading {
  readonly program: Program
  /** Steps of the parser. */
  readonly steps: number
  /** What some would read differently. */
  readonly warnings: readonly Problem[]
}

/**
 * Reads a whole text. `shown` is what errors quote if not the text itself; then every `name =` is a definition.
 * Raises `ParseError`, and `BudgetError` for texts beyond the limits.
 */
export function read(source: string, declared: Declared, limits: ReadLimits, shown?: string): Reading {
  if (source.length > limits.length)
    throw new BudgetError('length', `the text has ${source.length} characters; the limit is ${limits.length}`)
  return new Reader(source, declared, limits, shown).run()
}

class Reader implements Context {
  readonly #end: number
  readonly #shown: string
  readonly #definitionsOnly: boolean
  readonly #limits: ReadLimits
  readonly declared: Declared & { bound: ReadonlySet<string>; functions: ReadonlySet<string> }
  /** The bound names once one was added: until then they are the caller's. */
  #bound: Set<string> | undefined
  readonly stream: Stream
  readonly findings = new Findings()
  readonly #naming: Naming
  readonly #levels: Level[] = []
  #header: Header | undefined
  #steps = 0

  constructor(source: string, declared: Declared, limits: ReadLimits, shown: string | undefined) {
    this.#end = source.length
    this.#shown = shown ?? source
    this.#definitionsOnly = shown !== undefined
    this.#limits = limits
    this.declared = { ...declared }
    this.stream = new Stream(source, declared.dialect ?? SCALAR)
    this.#naming = new Naming(this)
    this.#open('program', undefined)
    if (!this.#definitionsOnly) this.#takeHeader()
  }

  /** What stands before the formula of a function: its arguments are plain names in the rest of the text. */
  #takeHeader(): void {
    const { ahead, source, dialect } = this.stream
    const header = ahead && mayHaveHeader(source) ? readHeader(source, ahead.offset, dialect) : undefined
    if (header === undefined) return
    const { name, parameters, body } = header
    if (body === undefined && (name === undefined || !doubt.mayBeDefined(name, this.declared))) return
    this.#header = header
    for (const parameter of parameters) this.#bind(parameter)
    if (body === undefined) this.declared.functions = new Set([...this.declared.functions, name as string])
    else this.stream.restart(body)
  }

  /** Makes a name a plain one from here on. */
  #bind(name: string): void {
    this.#bound ??= new Set(this.declared.bound)
    this.#bound.add(name)
    this.declared.bound = this.#bound
  }

  run(): Reading {
    for (let piece = this.stream.advance(); piece; piece = this.stream.advance()) this.#take(piece)
    const top = this.#top()
    if (this.#levels.length === 1 && (top.statement > 0 || this.#definitionsOnly)) this.#markDefinition(top)
    const outcome = this.#parse(top)
    if (this.#levels.length > 1 || !outcome.complete) this.#fail(tooEarly(top, outcome, this.#end))
    if (this.findings.late) throw parseError(this.#shown, this.findings.late)
    const program: Program = { ...(outcome.value as Program), ...(this.#header && { header: this.#header }) }
    return { program, steps: this.#steps, warnings: this.findings.warnings }
  }

  /** The level of the whole text is always open. */
  #top(): Level {
    return this.#levels[this.#levels.length - 1] as Level
  }

  #parse(level: Level): Outcome {
    const outcome = readLevel(LEVELS[level.type][2], level.tokens)
    this.#steps += outcome.steps
    return outcome
  }

  #take(piece: Piece): void {
    switch (piece.type) {
      case 'number':
      case 'fraction':
        this.#number(piece)
        break
      case 'word':
      case 'greek':
        this.#naming.take(piece)
        break
      case 'infinity':
      case 'root':
        this.multiply(piece)
        this.push(piece.type === 'root' ? 'root' : 'name', piece)
        break
      case 'superscript':
        this.#superscript(piece)
        break
      case 'open':
        this.#openRound(piece)
        break
      case 'openList':
        this.#openSquare(piece)
        break
      case 'bar':
        this.#bar(piece)
        break
      case 'question':
        this.#open('branch', piece)
        break
      case 'close':
      case 'closeList':
      case 'colon':
        this.#close(piece)
        break
      case 'semicolon':
        this.#semicolon(piece)
        break
      case 'plus':
        this.push(this.operandBefore() ? 'plus' : 'sign', piece)
        break
      case 'prime':
        if (this.declared.shaped) this.push('transpose', this.#firstMark(piece))
        else this.stray(piece)
        break
      case 'times':
      case 'caret':
        this.findings.warn(advice()?.misreadings.firstPower(this.tokens(), piece))
        // Of numbers the products and powers entry by entry are products and powers.
        this.push(piece.type, piece, this.declared.shaped ? piece.text : piece.text.replace('.', ''))
        break
      case 'transpose':
      case 'comma':
        this.#bindVariable()
        if (this.#isStatement(this.#top()) && definesNext(piece, this.stream)) this.#semicolon(piece)
        else this.push(piece.type, piece)
        break
      case 'relation':
      case 'factorial':
      case 'arrow':
      case 'assign':
        this.findings.postpone(doubt.elsewhere(piece, piece.type, this.declared) ?? doubt.foreign(piece, this.stream))
        this.findings.warn(advice()?.misreadings.leftArrow(this.#levels, piece, this.stream.ahead))
        this.push(piece.type, piece)
        break
      default:
        this.stray(piece)
    }
  }

  stray(piece: Piece): never {
    this.#fail(strayCharacter(piece, this.tokens(), this.declared))
  }

  tokens(): Token[] {
    return this.#top().tokens
  }

  push(type: TokenType, piece: Piece, text = piece.text, syntax?: Syntax | Sequence, length = piece.text.length): void {
    this.tokens().push({ type, text, offset: piece.offset, length, syntax })
  }

  operandBefore(): boolean {
    const tokens = this.tokens()
    return tokens.length > 0 && OPERAND_ENDS.has((tokens[tokens.length - 1] as Token).type)
  }

  /** Puts the product that is implied before an operand. */
  multiply(piece: Piece): void {
    const tokens = this.tokens()
    if (!this.operandBefore()) return
    const level = this.#top()
    const end = lineBefore(piece, level, this.stream.source)
    if (end !== undefined && this.#isStatement(level)) return void this.#semicolon(end)
    if (end !== undefined && level.type === 'list') this.findings.postpone(doubt.rowOfLines(end))
    else if (end !== undefined) this.findings.warn(advice()?.misreadings.lines(end))
    this.findings.postpone(doubt.sentence(tokens, piece))
    this.findings.warn(...(advice()?.misreadings.product(tokens, piece, this.stream.source) ?? []))
    this.push('times', piece, '')
  }

  /** Outside of brackets, a definition: between operands the end of its line ends it, for nobody writes a product so. */
  #isStatement(level: Level): boolean {
    return this.#levels.length === 1 && (this.#header !== undefined || isDefinition(level, this.declared))
  }

  #superscript(piece: Piece): void {
    this.findings.postpone(doubt.raisedExponent(this.tokens(), piece))
    const { plain, syntax } = raised(piece.text, piece.offset)
    this.push(plain.startsWith('-') ? 'inverse' : 'superscript', piece, plain, syntax)
  }

  #number(piece: Piece): void {
    const tokens = this.tokens()
    const last = tokens.at(-1)
    const raised = last?.type === 'caret' && tokens.at(-2)?.type === 'function'
    if (last && BEFORE_NUMBER.has(last.type)) this.multiply(piece)
    this.push(raised && /^0*(?:[2-9]|[1-9][0-9]+)$/.test(piece.text) ? 'exponent' : 'number', piece)
  }

  /** The first mark of `''(`, where it does not belong to a function: a transpose. The others are read again. */
  #firstMark(piece: Piece): Piece {
    this.stream.restart(piece.offset + 1)
    return { ...piece, text: piece.text.charAt(0) }
  }

  #open(type: Level['type'], open: Piece | undefined, arity?: Level['arity'], binder?: string): void {
    if (this.#levels.length > this.#limits.depth)
      throw new BudgetError('depth', `more than ${this.#limits.depth} brackets are open at once`)
    this.#levels.push({ type, open, tokens: [], statement: 0, arity, binder })
  }

  #openRound(piece: Piece): void {
    const tokens = this.tokens()
    const callee = applied(tokens)
    if (callee) {
      const binder = isBinder(callee.text, this.declared) ? callee.text : undefined
      this.#open('arguments', piece, argumentCount(callee.text, this.declared), binder)
    } else {
      this.findings.postpone(doubt.beforeRound(tokens, piece, this.stream.source, this.declared))
      this.multiply(piece)
      this.#open('group', piece)
    }
  }

  #openSquare(piece: Piece): void {
    const last = this.tokens().at(-1)
    const type = last !== undefined && INDEXED.has(last.type) ? 'index' : 'list'
    if (type === 'list') this.multiply(piece)
    this.#open(type, piece)
  }

  #bar(piece: Piece): void {
    const top = this.#top()
    if (this.operandBefore() && top.type === 'bars' && top.open?.text === piece.text) return void this.#close(piece)
    if (this.stream.source.startsWith('|>', piece.offset)) this.#fail(doubt.pipe(piece))
    this.multiply(piece)
    this.#open('bars', piece)
  }

  /** After its first argument the variable of a binder is a plain name, until its bracket closes. */
  #bindVariable(): void {
    const level = this.#top()
    const [only] = level.tokens
    if (level.binder === undefined || only?.type !== 'name' || level.tokens.length > 1) return
    level.variable = { name: only.text, hides: !this.declared.bound.has(only.text) }
    this.#bind(only.text)
  }

  /** Between definitions; one that only ends the whole text says nothing. */
  #semicolon(piece: Piece): void {
    const level = this.#top()
    if (this.#levels.length === 1) {
      const name = this.#markDefinition(level)
      if (name !== undefined) this.#bind(name)
      else if (this.stream.ahead === undefined && level.tokens.length > 0 && level.tokens.at(-1)?.type !== 'semicolon')
        return
    }
    this.push('semicolon', piece)
    level.statement = level.tokens.length
  }

  /** In a text with semicolons `name =` and, where shapes are declared, `name[i] =` define; alone it is an equation. */
  #markDefinition(level: Level): string | undefined {
    if (!isDefinition(level, this.declared)) return undefined
    const at = level.statement
    const [name, index] = [level.tokens[at], level.tokens[at + 1]] as [Token, Token]
    const indexed = index.type === 'index'
    const equals = (indexed ? level.tokens[at + 2] : index) as Token
    if (indexed) level.tokens.splice(at, 2, { ...name, type: 'entry', syntax: index.syntax })
    level.tokens[at + 1] = { ...equals, type: 'define' }
    return name.text
  }

  #close(piece: Piece): void {
    const level = this.#top()
    if (piece.type === 'colon' && level.type === 'index' && this.declared.shaped) return void this.push('colon', piece)
    const outcome = this.#parse(level)
    const matches = LEVELS[level.type][0] === piece.type
    if (!matches || !outcome.complete) {
      const isEmpty = matches && level.type === 'arguments' && level.tokens.length === 0
      const head = isEmpty ? this.#levels.at(-2)?.tokens.at(-1)?.offset : undefined
      // What nobody knows is not called with too few arguments.
      if (this.findings.late && this.findings.late.offset === head) this.#fail(this.findings.late)
      this.#fail(wrongCloser(level, outcome, piece, matches, this.stream.ahead))
    }
    this.#levels.pop()
    if (level.variable?.hides) this.#bound?.delete(level.variable.name)
    this.findings.postpone(contentProblem(level, outcome.value, piece, this.declared.matrices))
    const open = level.open ?? piece
    const end = endOf(piece)
    const syntax = wrap(level, outcome.value, open.offset, end)
    this.push(level.type as TokenType, open, open.text, syntax, end - open.offset)
  }

  /** Raises the leftmost problem: an earlier one in a level that is still open, else the one given. */
  #fail(problem: Problem): never {
    for (const level of this.#levels) {
      const outcome = this.#parse(level)
      if (outcome.refused) throw parseError(this.#shown, refusal(outcome.refused, level.tokens, outcome.expected))
    }
    throw parseError(this.#shown, problem)
  }
}
