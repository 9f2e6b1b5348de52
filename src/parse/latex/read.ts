/**
 * Reads LaTeX into syntax. The pieces of the lexer become tokens by their context: a letter is a function or a factor, two
 * operands in a row multiply, a fraction is a derivative. Levels nest on an explicit stack; a closed level goes through the
 * grammar at once and is one token of the level around it, so that depth costs no recursion.
 * Invariant: the problem reported is the one furthest to the left among the syntactic ones; what has two readings, or none,
 * is reported only after those.
 */

import { BudgetError } from '../../errors.js'
import { spend } from '../../work.js'
import type { Declared } from '../declared.js'
import type { Outcome } from '../level.js'
import { isConstantName } from '../names.js'
import { type Problem, parseError } from '../problem.js'
import type { ReadLimits } from '../reader.js'
import type { Program, Syntax } from '../syntax.js'
import { closeArgument, takePending } from './arguments.js'
import { joinIntegrals, unboundedSum } from './binders.js'
import { closeBracket } from './brackets.js'
import { closeBracketInBraces, closeGroup, divide, isRoot, openCommand } from './construction.js'
import { unclearDependence } from './derivatives.js'
import { joinDifferentials } from './differentials.js'
import {
  bracketInScript,
  noBracket,
  relationInList,
  unclearBar,
  unclearProduct,
  unclearRaise,
  unclearSlash,
  wrongOperator,
} from './doubt.js'
import { closeEnvironment, openEnvironment } from './environments.js'
import { formulaRange } from './formula.js'
import { labelLength, statedFunction } from './label.js'
import { LatexLevel, type LatexReader, type Purpose, parseLevel, placeOf } from './level.js'
import { type LatexPiece, latexPieces } from './lexer.js'
import { edgeAt, gapsIn, inLines, lostArguments, withoutLastBreaks } from './lines.js'
import { matrixSign, unclearSum } from './matrices.js'
import { takeName } from './naming.js'
import { takeNumber } from './numbers.js'
import { unclearArgument } from './operators.js'
import { pointBar } from './point.js'
import { latexRefusal, unfinished, unknownLatex, wrongEnd } from './refusal.js'
import { LatexScope } from './scope.js'
import { attachPrimes, takeComponents } from './scripts.js'
import type { Place } from './syntax.js'
import { LATEX_OPERAND_ENDS, type LatexToken, type LatexTokenType, tokenOf } from './token.js'
import { unsaidSums } from './unsaid.js'
import { joinVectors, vectorProduct } from './vectors.js'

/** Reads a whole text of LaTeX. `names`: LaTeX for symbols. Raises `ParseError`, and `BudgetError` beyond a limit. */
export function readLatex(
  source: string,
  declared: Declared,
  limits: ReadLimits,
  names: Readonly<Record<string, string>> = {},
): { readonly program: Program; readonly warnings: readonly Problem[]; readonly steps: number } {
  if (source.length > limits.length) {
    throw new BudgetError('length', `the text has ${source.length} characters; the limit is ${limits.length}`)
  }
  return new Reading(source, declared, limits, names).run()
}

/** With one more unknown function. */
const withFunction = (declared: Declared, name: string): Declared => ({
  ...declared,
  functions: new Set([...declared.functions, name]),
  unknown: new Set([...(declared.unknown ?? []), name]),
})

class Reading implements LatexReader {
  readonly source: string
  readonly scope: LatexScope
  readonly #limits: ReadLimits
  readonly #end: number
  readonly #pieces: readonly LatexPiece[]
  readonly #levels: LatexLevel[] = []
  /** The text is several statements. */
  readonly #hasLines: boolean
  /** What is wrong with the label of the formula, which is left out. */
  readonly #lost: readonly Problem[]
  #steps = 0

  constructor(source: string, declared: Declared, limits: ReadLimits, names: Readonly<Record<string, string>>) {
    const [start, to] = formulaRange(source)
    const formula = source.slice(start, to)
    this.source = source
    this.#limits = limits
    this.#end = to
    const stated = declared.shaped === undefined ? statedFunction(formula) : undefined
    this.scope = new LatexScope(
      stated === undefined || declared.bound.has(stated) ? declared : withFunction(declared, stated),
    )
    const custom = new Map(Object.entries(names).map(([name, latex]) => [latex.trim(), name]))
    custom.delete('')
    const cut = (from: number) =>
      withoutLastBreaks([...latexPieces(source, from, to, custom, declared.shaped !== undefined)])
    const pieces = cut(start)
    const gaps = gapsIn(pieces, source)
    this.#hasLines = gaps.length > 0
    const from = this.#hasLines ? start : start + labelLength(formula, declared)
    this.#pieces = this.#hasLines ? inLines(pieces, gaps) : from > start ? cut(from) : pieces
    this.#lost = from > start ? lostArguments(pieces, this.#pieces, declared.bound) : []
    this.open('program', undefined, 'program')
    if (this.#hasLines) this.open('environment', edgeAt('begin', from), 'lines')
  }

  run(): ReturnType<typeof readLatex> {
    const bar = pointBar(this.#pieces, this.source)
    if (bar) throw parseError(this.source, bar)
    for (const piece of this.#pieces) {
      spend(1)
      this.take(piece)
    }
    if (this.#hasLines && this.#levels.length === 2) closeEnvironment(this, edgeAt('end', this.#end))
    const top = this.top
    const end = { offset: this.#end, length: 0 }
    const outcome = this.parse(top)
    if (this.#levels.length > 1 || top.pending || !outcome.complete) {
      if (outcome.refused) this.#refuse(outcome.refused, top, outcome)
      this.fail(unfinished(top, outcome, end, true))
    }
    this.scope.postpone(relationInList(top.tokens))
    const program = outcome.value as Program
    const { warnings, refused } = unsaidSums(program, this.scope.unsaid)
    this.scope.postpone(refused)
    if (this.scope.late) throw parseError(this.source, this.scope.late)
    return { program, warnings: [...this.#lost, ...warnings], steps: this.#steps }
  }

  get top(): LatexLevel {
    const level = this.#levels.at(-1)
    if (level === undefined) throw new Error('no level is open')
    return level
  }

  /** The level around the top one. */
  get around(): LatexLevel | undefined {
    return this.#levels.at(-2)
  }

  open(purpose: Purpose, piece: LatexPiece | undefined, start: string, single = false): LatexLevel {
    if (this.#levels.length > this.#limits.depth) {
      throw new BudgetError('depth', `more than ${this.#limits.depth} brackets are open at once`)
    }
    const level = new LatexLevel(purpose, piece, start, single)
    this.#levels.push(level)
    return level
  }

  /** Takes the top level off, read by the grammar; `place` is where it ends. */
  close(place: Place): readonly [LatexLevel, unknown] {
    const level = this.top
    const outcome = this.parse(level)
    if (outcome.refused) this.#refuse(outcome.refused, level, outcome)
    if (!outcome.complete || level.pending) this.fail(unfinished(level, outcome, place, false))
    this.#levels.pop()
    return [level, outcome.value]
  }

  /** Takes the top level off, unread. */
  drop() {
    this.#levels.pop()
  }

  parse(level: LatexLevel): Outcome<LatexToken> {
    if (level.divider) divide(this, level)
    const isName = level.purpose === 'subscript' || level.purpose === 'accent'
    if (!isName) joinIntegrals(this, level)
    if (level.purpose === 'program') joinDifferentials(level.tokens, this.scope.declared.bound)
    if (!isName) joinVectors(this, level)
    if (!isName) takeComponents(level.tokens)
    const outcome = parseLevel(level.start, level.tokens)
    this.#steps += outcome.steps
    if (outcome.complete && !isName) {
      this.scope.settle(level.tokens)
      this.scope.postpone(
        unclearArgument(level.tokens, this.scope.declared.bound) ?? wrongOperator(level.tokens, this.scope),
      )
      this.scope.postpone(unclearBar(level.tokens))
      this.scope.postpone(
        unclearDependence(level.tokens, name => this.scope.declared.bound.has(name) || isConstantName(name)),
      )
      this.scope.postpone(this.scope.table ? unclearSum(level.tokens) : vectorProduct(level.tokens))
      if (!this.scope.table) this.scope.postpone(unboundedSum(level.tokens))
    }
    return outcome
  }

  /** The syntax of tokens taken out of a level. */
  expression(tokens: readonly LatexToken[], place: Place): Syntax {
    const level = new LatexLevel('argument', undefined, 'expression')
    for (const token of tokens) level.tokens.push(token)
    const outcome = this.parse(level)
    if (outcome.refused) this.#refuse(outcome.refused, level, outcome)
    if (!outcome.complete) this.fail(unfinished(level, outcome, place, false))
    return outcome.value as Syntax
  }

  /** Raises the leftmost problem: an earlier one in a level that is still open, else the one given. */
  fail(problem: Problem): never {
    for (const level of this.#levels) {
      const outcome = parseLevel(level.start, level.tokens)
      if (outcome.refused) this.#refuse(outcome.refused, level, outcome)
    }
    throw parseError(this.source, problem)
  }

  #refuse(token: LatexToken, level: LatexLevel, outcome: Outcome<LatexToken>): never {
    throw parseError(this.source, latexRefusal(token, level.tokens, outcome.expected, this.source))
  }

  push(type: LatexTokenType, place: Place, rest: Partial<LatexToken> = {}) {
    this.top.tokens.push(tokenOf(type, place, rest))
  }

  get operandBefore(): boolean {
    const { last } = this.top
    return last !== undefined && LATEX_OPERAND_ENDS.has(last.type) && this.top.operatorBefore === undefined
  }

  /** Puts the product that is implied before an operand, and sees whether it is clear. */
  multiply(place: Place, type: 'beside' | 'next' = 'beside', spaced = false) {
    if (!this.operandBefore) return
    this.scope.postpone(unclearProduct(this.top, place, type))
    if (type === 'next') this.top.operators = 0
    this.push(type, { offset: place.offset, length: 0 }, { spaced })
  }

  take(piece: LatexPiece) {
    const level = this.top
    if (level.pending) takePending(this, piece)
    else this.piece(piece)
    for (let top = this.top; top.single && !top.pending && top.tokens.length > 0; top = this.top)
      closeArgument(this, top)
  }

  /** A piece where nothing waits for an argument. */
  piece(piece: LatexPiece) {
    switch (piece.type) {
      case 'number':
        return takeNumber(this, piece)
      case 'letter':
      case 'custom':
      case 'word':
        return takeName(this, piece)
      case 'command':
        return piece.value === 'of' && isRoot(this.top)
          ? closeArgument(this, this.top, piece)
          : openCommand(this, piece)
      case 'bracket':
        return this.#bracket(piece)
      case 'empty':
        return
      case 'openBrace':
        this.open('group', piece, 'expression')
        return
      case 'closeBrace':
        return this.#closeBrace(piece)
      case 'script':
        this.top.pending = { piece, need: 1, args: [], degree: undefined, takesDegree: false }
        return
      case 'prime':
        return attachPrimes(this, piece, piece.value)
      case 'plus':
        this.top.nextTerm()
        return this.push(this.#isBinary(piece) ? 'plus' : 'sign', placeOf(piece), {
          text: piece.value,
          spaced: piece.spaced,
        })
      case 'times':
        return this.#times(piece)
      case 'over':
        return this.#over(piece)
      case 'relation':
        this.top.nextTerm()
        return this.push('relation', placeOf(piece), { text: piece.value })
      case 'connective':
        this.top.nextTerm()
        return this.push(piece.value as LatexTokenType, placeOf(piece))
      case 'factorial':
        this.scope.postpone(unclearRaise(this.top.tokens, 'factorial'))
        return this.push('factorial', placeOf(piece))
      case 'separator':
        this.top.nextTerm()
        return this.push('separator', placeOf(piece), { text: piece.value })
      case 'colon':
        if (this.top.purpose !== 'subscript' || !this.scope.table) this.fail(unknownLatex(piece))
        return this.push('colon', placeOf(piece), { text: ':' })
      case 'begin':
        return openEnvironment(this, piece)
      case 'end':
      case 'cell':
      case 'break':
      case 'stop':
        return closeEnvironment(this, piece)
      case 'error':
        this.fail(unknownLatex(piece))
    }
  }

  /** `\sin-x` has a sign, `\sin+x` is a mistake. */
  #isBinary(piece: LatexPiece) {
    return this.operandBefore || (piece.value === '+' && this.top.operatorBefore !== undefined)
  }

  #times(piece: LatexPiece) {
    const level = this.top
    const slash = piece.value === '/'
    if (slash) this.scope.postpone(unclearSlash(level, piece))
    else if (level.derivative === 'bracket') this.scope.postpone(unclearProduct(level, placeOf(piece), 'next'))
    level.nextFactor(slash)
    this.push('times', placeOf(piece), { text: this.scope.table ? matrixSign(piece) : piece.value })
  }

  /** `\Big/` is a bar: what stands on either side of it belongs to it. */
  #over(piece: LatexPiece) {
    this.top.nextTerm()
    this.push('over', placeOf(piece))
  }

  #bracket(piece: LatexPiece) {
    const level = this.top
    if (level.single) this.fail(bracketInScript(piece))
    const isBar = piece.style === ''
    const closes = isBar
      ? this.operandBefore &&
        level.purpose === 'bracket' &&
        level.open?.value === piece.value &&
        level.open.size !== 'left'
      : piece.style === 'close'
    if (closes && level.purpose === 'degree' && piece.value === '[' && piece.size === '')
      closeArgument(this, level, piece)
    else if (closes) closeBracket(this, piece)
    else if (piece.value === '.') this.fail(noBracket(piece))
    else {
      const applied = level.operatorBefore ?? (level.last?.type === 'name' ? level.last : undefined)
      this.open('bracket', piece, 'arguments').applied = applied
    }
  }

  #closeBrace(piece: LatexPiece) {
    const level = this.top
    if (level.open?.type !== 'openBrace') this.fail(wrongEnd(level, piece))
    if (level.purpose !== 'group') closeArgument(this, level, piece)
    else if (closeBracketInBraces(this)) return
    else closeGroup(this, piece)
  }
}
