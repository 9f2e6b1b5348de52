/**
 * LaTeX with standard macros only, in the style of a printed page: `2xy`, `\frac` in a display and a slash in
 * exponents, `\sin^2 x` for trigonometric and hyperbolic functions, brackets that stretch only around something tall.
 * The names of functions come from the table; a row's LaTeX may hold `#1` for its argument.
 */
import { hasPrimes, readFormal, rowOf } from '../../expr/formal.js'
import type { Expr } from '../../expr/node.js'
import { isOperator, type NamedRow } from '../../functions/row.js'
import type { Layout, LayoutOf, Structures } from '../layout.js'
import type { Presentation } from '../presentation.js'
import {
  at,
  atPlace,
  inScript,
  inside,
  LEVEL,
  type Level,
  type Notation,
  type Piece,
  type Place,
  usualLevel,
} from '../walk.js'
import { inverseName, latexFunctionName, latexSymbol, operatorName, scientificLatex } from './names.js'
import { Operators } from './operators.js'
import { differential, latexBinder, RELATIONS } from './signs.js'
import { joined, latexDerivative, latexList, latexPiecewise, orderBy } from './structures.js'
import type { LatexStyle } from './style.js'
import { named, type Symbols, symbolsOf } from './symbols.js'
import { latexTemplate, letterOf, templateLevel, templateOf } from './template.js'

const TIMES: Piece = { mark: 'times' }
const TALL: Piece = { mark: 'tall' }
/** What a bracket holds that begins here can only be a factor. */
const FACTOR: Piece = { mark: 'factor' }
const OPEN: Piece = { mark: 'open' }
const CLOSE: Piece = { mark: 'close' }

/** How each layout is written in LaTeX. */
export class LatexNotation implements Notation {
  readonly #root: Expr
  readonly #presentation: Presentation
  readonly #style: LatexStyle
  readonly #custom: ReadonlyMap<string, string>
  readonly #operators: Operators
  #written: Symbols | undefined

  readonly #structures: Structures | undefined

  constructor(root: Expr, presentation: Presentation, style: LatexStyle, structures: Structures | undefined) {
    this.#root = root
    this.#presentation = presentation
    this.#style = style
    this.#custom = new Map(Object.entries(style.names ?? {}))
    this.#structures = structures
    this.#operators = new Operators(presentation, name => this.#symbol(name))
  }

  level(node: Layout, place: Place): Level {
    switch (node.kind) {
      case 'piecewise':
        return LEVEL.choice
      case 'number':
        return node.digits.includes('e') ? LEVEL.application : LEVEL.primary
      case 'fraction':
        return this.#isSlashed(place) ? LEVEL.product : LEVEL.application
      case 'binder':
        // Whatever follows would be read into the body.
        return place.closed ? LEVEL.choice : LEVEL.application
      case 'derivative':
        return node.compact ? LEVEL.application : LEVEL.product
      case 'power':
        return this.#operators.isRaisedByName(node) ? LEVEL.application : LEVEL.power
      case 'function':
        return isOperator(node.row) ? LEVEL.application : templateLevel(node.row, place)
      default:
        return (node.kind === 'structure' && node.structure.typeset?.(node.of)) || usualLevel(node)
    }
  }

  write(node: Layout, place: Place): string | Iterable<Piece> {
    switch (node.kind) {
      case 'number':
        return scientificLatex(node.digits) ?? node.digits
      case 'symbol':
        return this.#symbol(node.name)
      case 'constant':
        return this.#constant(node)
      case 'negative':
        return ['-', atPlace(node.of, { ...place, level: LEVEL.product })]
      case 'sum':
        return this.#sum(node, place)
      case 'product':
        return this.#product(node, place)
      case 'fraction':
        return this.#fraction(node, place)
      case 'power':
        return this.#power(node, place)
      case 'exponential':
        return this.#exponential(node, place)
      case 'root':
        return this.#radical(node, place)
      case 'function':
        return this.#function(node, place)
      case 'postfix':
        return [inside(node.of, LEVEL.primary, place), node.sign]
      case 'list':
        return latexList(node, place, item => this.#presentation.height(item) > 0)
      case 'index':
        return this.#index(node, place)
      case 'piecewise':
        return latexPiecewise(node, place, value => this.#presentation.height(value) > 0)
      case 'relation':
        return [
          inside(node.left, LEVEL.sum, place),
          RELATIONS[node.head],
          // Branches need no brackets where nothing follows.
          inside(
            node.right,
            this.#presentation.layout(node.right).kind === 'piecewise' ? LEVEL.choice : LEVEL.sum,
            place,
          ),
        ]
      case 'connective':
        return joined(node.of, node.head === 'or' ? '\\lor ' : '\\land ', p =>
          inside(p, node.head === 'or' ? LEVEL.and : LEVEL.not, place),
        )
      case 'not':
        return ['\\lnot ', inside(node.of, LEVEL.primary, place)]
      case 'structure':
        return node.structure.latex(node.of, place)
      case 'binder':
        return latexBinder(node, this.#style, place)
      case 'derivative':
        return latexDerivative(
          node,
          this.#presentation.severalSymbols(node.of, node.by) ? '\\partial ' : differential(this.#style),
          place,
        )
    }
  }

  #symbols(): Symbols {
    this.#written ??= symbolsOf(this.#presentation.symbols(), this.#root, this.#custom, this.#structures)
    return this.#written
  }

  #symbol(name: string): string {
    return this.#symbols().names.get(name) ?? this.#named(name, latexSymbol)
  }

  #named(name: string, usual: (name: string) => string): string {
    return named(name, this.#custom, usual)
  }

  /** A constant that looks like a symbol of the expression is upright. */
  #constant(node: LayoutOf<'constant'>): string {
    if (node.row === undefined) return `\\text{${node.name}}`
    const written = node.row.latex ?? latexFunctionName(node.name)
    const upright = this.#style.upright === true && /^[a-z]$/.test(written)
    return upright || this.#isSymbol(written) ? `\\mathrm{${node.name}}` : written
  }

  *#sum(node: LayoutOf<'sum'>, place: Place): Generator<Piece> {
    yield FACTOR
    let first = true
    for (const term of node.terms) {
      if (term.negative) yield '-'
      else if (!first) yield '+'
      first = false
      yield { part: term.of, unsigned: term.negative, level: LEVEL.product, script: place.script, closed: false }
    }
  }

  *#product(node: LayoutOf<'product'>, place: Place): Generator<Piece> {
    const { factors } = node
    for (let k = 0; k < factors.length; k++) {
      // x times x, as somebody wrote it, is not xx.
      if (k > 0) yield factors[k] === factors[k - 1] || this.#areBarred(factors, k, place) ? '\\cdot ' : TIMES
      const next = factors[k + 1]
      const closed = next === undefined ? place.closed : !this.#operators.ends(factors[k] as Expr, next)
      yield atPlace(factors[k] as Expr, { level: LEVEL.application, script: place.script, closed })
    }
  }

  /** Two fractions side by side. */
  #areBarred(factors: readonly Expr[], k: number, place: Place): boolean {
    const isBarred = (e: Expr | undefined): boolean =>
      e !== undefined && this.#presentation.layout(e).kind === 'fraction'
    return !this.#isSlashed(place) && isBarred(factors[k - 1]) && isBarred(factors[k])
  }

  #isSlashed(place: Place): boolean {
    return place.script || this.#style.fractions === 'slash'
  }

  *#fraction(node: LayoutOf<'fraction'>, place: Place): Generator<Piece> {
    if (this.#isSlashed(place)) {
      yield atPlace(node.above, { level: LEVEL.product, script: place.script, closed: true })
      yield '/'
      yield atPlace(node.below, { level: LEVEL.power, script: place.script, closed: place.closed })
      return
    }
    yield TALL
    const size = /^[dt](?=f)/.exec(this.#style.fractions ?? '')?.[0] ?? (this.#isContinued(node) ? 'c' : '')
    yield `\\${size}frac{`
    yield at(node.above, LEVEL.choice)
    yield '}{'
    yield at(node.below, LEVEL.choice)
    yield '}'
  }

  /** Where three bars stand above each other the last would be tiny: those with bars of their own are set in full size. */
  #isContinued(node: LayoutOf<'fraction'>): boolean {
    return this.#presentation.height() > 2 && [node.above, node.below].some(part => this.#presentation.height(part) > 0)
  }

  *#power(node: LayoutOf<'power'>, place: Place): Generator<Piece> {
    const base = this.#presentation.layout(node.base)
    if (base.kind === 'function' && this.#operators.isRaisedByName(node)) {
      yield FACTOR
      yield operatorName(base.row, base.head)
      yield* this.#superscript(node.exponent, place)
      yield* this.#argument(base, place)
      return
    }
    yield inside(node.base, LEVEL.primary, place)
    yield* this.#superscript(node.exponent, place)
  }

  /** One power fits into a plain bracket, a power of a power does not. */
  *#superscript(exponent: Expr, place: Place): Generator<Piece> {
    const node = this.#presentation.layout(exponent)
    const low = node.kind === 'number' && node.digits.length === 1
    if (place.script || !(low || node.kind === 'symbol')) yield TALL
    if (low) yield `^${node.digits}`
    else {
      yield '^{'
      yield inScript(exponent, LEVEL.choice)
      yield '}'
    }
  }

  *#exponential(node: LayoutOf<'exponential'>, place: Place): Generator<Piece> {
    if (!place.script && this.#presentation.height(node.exponent) > 1) {
      yield '\\exp'
      yield OPEN
      yield at(node.exponent, LEVEL.choice)
      yield CLOSE
      return
    }
    yield node.shadowed || this.#style.upright === true ? '\\mathrm{e}' : 'e'
    yield* this.#superscript(node.exponent, place)
  }

  *#radical(node: LayoutOf<'root'>, place: Place): Generator<Piece> {
    const degree = node.degree.value.num
    if (this.#operators.hasPower(node.of)) yield TALL
    yield degree === 2 ? '\\sqrt{' : `\\sqrt[${degree}]{`
    yield inside(node.of, LEVEL.choice, place)
    yield '}'
  }

  *#function(node: LayoutOf<'function'>, place: Place): Generator<Piece> {
    const template = templateOf(node.row)
    if (node.row !== undefined && template !== undefined && !this.#isSymbol(letterOf(template))) {
      if (template.startsWith('\\sqrt') && this.#operators.hasPower(node.args[0] as Expr)) yield TALL
      yield* latexTemplate(template, node.args, node.row.lists ?? [], place)
      return
    }
    if (this.#operators.isBare(node, place)) yield FACTOR
    if (node.row === undefined) yield* this.#formalName(node)
    else yield this.#nameOf(node.row)
    yield* this.#argument(node, place)
  }

  /** `f`, `f''`, `f^{(4)}`, `g^{(1,0)}`: the orders by each argument. */
  *#formalName(node: LayoutOf<'function'>): Generator<Piece> {
    const formal = readFormal(node.head)
    const { name, slots } = formal
    const known = rowOf(formal)
    yield known === undefined
      ? (this.#symbols().functions.get(name) ?? this.#named(name, latexFunctionName))
      : this.#named(name, () => operatorName(known, name))
    if (slots.length === 0) return
    if (hasPrimes(slots, node.args.length)) yield "'".repeat(slots.length)
    else {
      yield `^{(${node.args.map((argument, k) => orderBy(argument, k + 1, slots)).join(',')})}`
    }
  }

  /** Whether a function's LaTeX is also that of a symbol here (sigmoid and sigma): then its name is written out. */
  #isSymbol(written: string | undefined): boolean {
    return written !== undefined && this.#symbols().letters.has(written)
  }

  /** The name of a function of the table; its usual one unless that is taken by a symbol. */
  #nameOf(row: NamedRow): string {
    const written = this.#style.inverse && inverseName(row, this.#style.inverse)
    return written ?? (this.#isSymbol(row.latex) ? latexFunctionName(row.name) : operatorName(row, row.name))
  }

  /** `\sin x` where nothing can be misread, else brackets. */
  *#argument(node: LayoutOf<'function'>, place: Place): Generator<Piece> {
    const [only] = node.args
    if (only && this.#operators.isBare(node, place)) {
      yield ' '
      yield inside(only, LEVEL.power, place)
      return
    }
    yield OPEN
    yield* joined(node.args, ', ', p => inside(p, LEVEL.choice, place))
    yield CLOSE
  }

  /** `W_{1,2}`; `\left[w_{0}\right]_{1}` for what is no letter, or where the letter has subscripts as a symbol, too. */
  *#index(node: LayoutOf<'index'>, place: Place): Generator<Piece> {
    const of = this.#presentation.layout(node.of)
    const letter = of.kind === 'symbol' ? this.#symbol(of.name) : '_'
    const isClear = !letter.includes('_') && !this.#symbols().letters.has(`${letter}_`)
    if (isClear) yield letter
    else {
      // A bare bracket at the start of a row would be read as an option of the line break.
      yield '\\left['
      yield inside(node.of, LEVEL.choice, place)
      yield '\\right]'
    }
    yield '_{'
    yield* joined(node.at, ',', p => inScript(p, LEVEL.choice))
    yield '}'
  }
}
