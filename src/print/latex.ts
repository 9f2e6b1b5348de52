/**
 * Expressions as LaTeX, with standard macros only. The style is that of a printed page: `2xy`, `\frac` in a display
 * and a slash in exponents, `\sin^2 x` for trigonometric and hyperbolic functions, brackets that stretch only around
 * something tall. The names of functions come from the table; a row's LaTeX may hold `#1` for its argument.
 */
import { readFormal } from '../expr/formal.js'
import { type Expr, isCall } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'
import { latexFunctionName, latexName } from './latex-names.js'
import { LatexSink, type Multiply } from './latex-sink.js'
import { type Layout, type Part, Presentation, type RelationHead } from './layout.js'
import type { Names } from './reading.js'
import { share } from './shared.js'
import {
  at,
  atPlace,
  type Child,
  checkSize,
  LEVEL,
  type Level,
  type Notation,
  type Piece,
  type Place,
  type PrintLimits,
  walk,
} from './walk.js'

export interface LatexOptions {
  /** Name what occurs several times, as `latexShared` does. */
  readonly shared?: boolean
  /** LaTeX for symbols, used as it is: `{ v: '\\mathbf{v}' }`. */
  readonly names?: Readonly<Record<string, string>>
  /** `2xy` (implicit, the default) or `2\cdot x\cdot y`. */
  readonly multiply?: Multiply
  readonly limits?: PrintLimits
}

/** The expression as LaTeX: `\frac{x^2}{2}`. Raises `BudgetError` when the text would be too long. */
export function latex(e: Expr, options: LatexOptions = {}): string {
  if (options.shared === true) return latexShared(e, options)
  checkSize(e, options.limits)
  return written(e, new Map(), options)
}

/** The expression with repeated subexpressions named, one definition a line in an `aligned` environment. */
export function latexShared(e: Expr, options: LatexOptions = {}): string {
  const { names, definitions } = share(e)
  if (definitions.length === 0) return written(e, names, options)
  const lines = definitions.map(d => `${latexName(d.name)}&=${written(d.value, names, options)}`)
  return `\\begin{aligned}${[...lines, `&${written(e, names, options)}`].join('\\\\')}\\end{aligned}`
}

function written(e: Expr, names: Names, options: LatexOptions): string {
  const notation = new LatexNotation(e, names, options)
  const sink = new LatexSink(options.multiply ?? 'implicit', options.limits)
  walk(at(e, LEVEL.choice), notation.presentation, notation, sink)
  return sink.collector.result()
}

const RELATIONS: Readonly<Record<RelationHead, string>> = {
  lt: '<',
  le: '\\leq ',
  eq: '=',
  ne: '\\neq ',
  gt: '>',
  ge: '\\geq ',
}
const TIMES: Piece = { mark: 'times' }
const TALL: Piece = { mark: 'tall' }
const THIN: Piece = { mark: 'thin' }
const OPEN: Piece = { mark: 'open' }
const CLOSE: Piece = { mark: 'close' }

type LayoutOf<K extends Layout['kind']> = Layout & { readonly kind: K }

class LatexNotation implements Notation {
  readonly presentation: Presentation
  private readonly custom: ReadonlyMap<string, string>
  private symbolLatex: ReadonlySet<string> | undefined

  constructor(root: Expr, names: Names, options: LatexOptions) {
    this.presentation = new Presentation(root, names)
    this.custom = new Map(Object.entries(options.names ?? {}))
  }

  level(node: Layout): Level {
    switch (node.kind) {
      case 'piecewise':
        return LEVEL.choice
      case 'connective':
        return node.head === 'or' ? LEVEL.or : LEVEL.and
      case 'not':
        return LEVEL.not
      case 'relation':
        return LEVEL.relation
      case 'sum':
      case 'negative':
        return LEVEL.sum
      case 'product':
      case 'fraction':
      case 'derivative':
        return LEVEL.product
      case 'power':
        return this.powerOnName(node) ? LEVEL.application : LEVEL.power
      case 'exponential':
      case 'root':
        return LEVEL.power
      case 'function':
        return isOperator(node.row) ? LEVEL.application : LEVEL.primary
      case 'postfix':
        return LEVEL.postfix
      case 'number':
      case 'symbol':
      case 'constant':
      case 'list':
      case 'index':
        return LEVEL.primary
    }
  }

  write(node: Layout, place: Place): Iterable<Piece> {
    const inside = (part: Part, level: Level): Child => atPlace(part, { level, script: place.script, closed: false })
    switch (node.kind) {
      case 'number':
        return [node.digits]
      case 'symbol':
        return [this.symbol(node.name)]
      case 'constant':
        return [this.constant(node)]
      case 'negative':
        return ['-', atPlace(node.of, { ...place, level: LEVEL.product })]
      case 'sum':
        return this.sum(node, place)
      case 'product':
        return this.product(node, place)
      case 'fraction':
        return this.fraction(node, place)
      case 'power':
        return this.power(node, place)
      case 'exponential':
        return this.exponential(node, place)
      case 'root':
        return this.radical(node, place)
      case 'function':
        return this.function(node, place)
      case 'postfix':
        return [inside(node.of, LEVEL.primary), node.sign]
      case 'list':
        return this.list(node, place)
      case 'index':
        return this.index(node, place)
      case 'piecewise':
        return this.piecewise(node)
      case 'relation':
        return [inside(node.left, LEVEL.sum), RELATIONS[node.head], inside(node.right, LEVEL.sum)]
      case 'connective':
        return joined(node.of, node.head === 'or' ? '\\lor ' : '\\land ', p =>
          inside(p, node.head === 'or' ? LEVEL.and : LEVEL.not),
        )
      case 'not':
        return ['\\lnot ', inside(node.of, LEVEL.primary)]
      case 'derivative':
        return this.derivative(node, place)
    }
  }

  private symbol(name: string): string {
    const custom = this.custom.get(name)
    if (custom === undefined) return latexName(name)
    return /[_^']/.test(custom) ? `{${custom}}` : custom
  }

  /** A constant that looks like a symbol of the expression is upright. */
  private constant(node: LayoutOf<'constant'>): string {
    if (node.row === undefined) return `\\text{${node.name}}`
    const written = node.row.latex ?? latexFunctionName(node.name)
    return node.shadowed && this.symbol(node.name) === written ? `\\mathrm{${node.name}}` : written
  }

  private *sum(node: LayoutOf<'sum'>, place: Place): Generator<Piece> {
    let first = true
    for (const term of node.terms) {
      if (term.negative) yield '-'
      else if (!first) yield '+'
      first = false
      yield { part: term.of, unsigned: term.negative, level: LEVEL.product, script: place.script, closed: false }
    }
  }

  private *product(node: LayoutOf<'product'>, place: Place): Generator<Piece> {
    const { factors } = node
    for (let k = 0; k < factors.length; k++) {
      if (k > 0) yield TIMES
      const next = factors[k + 1]
      const closed = next === undefined ? place.closed : !this.startsWithOperator(next)
      yield atPlace(factors[k] as Expr, { level: LEVEL.application, script: place.script, closed })
    }
  }

  private startsWithOperator(e: Expr): boolean {
    const node = this.presentation.layout(e)
    return (node.kind === 'function' && isOperator(node.row)) || (node.kind === 'power' && this.powerOnName(node))
  }

  private *fraction(node: LayoutOf<'fraction'>, place: Place): Generator<Piece> {
    if (place.script) {
      yield atPlace(node.above, { level: LEVEL.product, script: true, closed: true })
      yield '/'
      yield atPlace(node.below, { level: LEVEL.power, script: true, closed: place.closed })
      return
    }
    yield TALL
    yield '\\frac{'
    yield at(node.above, LEVEL.choice)
    yield '}{'
    yield at(node.below, LEVEL.choice)
    yield '}'
  }

  private powerOnName(node: LayoutOf<'power'>): boolean {
    const base = this.presentation.layout(node.base)
    if (base.kind !== 'function' || base.row?.powerOnName === undefined || base.args.length !== 1) return false
    const exponent = this.presentation.layout(node.exponent)
    return exponent.kind === 'symbol' || (exponent.kind === 'number' && /^\d+$/.test(exponent.digits))
  }

  private *power(node: LayoutOf<'power'>, place: Place): Generator<Piece> {
    const base = this.presentation.layout(node.base)
    if (base.kind === 'function' && this.powerOnName(node)) {
      yield operatorName(base.row, base.head)
      yield* this.superscript(node.exponent)
      yield* this.argument(base, place)
      return
    }
    yield atPlace(node.base, { level: LEVEL.primary, script: place.script, closed: false })
    yield* this.superscript(node.exponent)
  }

  private *superscript(exponent: Expr): Generator<Piece> {
    yield TALL
    const node = this.presentation.layout(exponent)
    if (node.kind === 'number' && node.digits.length === 1) yield `^${node.digits}`
    else {
      yield '^{'
      yield atPlace(exponent, { level: LEVEL.choice, script: true, closed: false })
      yield '}'
    }
  }

  private *exponential(node: LayoutOf<'exponential'>, place: Place): Generator<Piece> {
    if (!place.script && this.presentation.isTall(node.exponent)) {
      yield '\\exp'
      yield OPEN
      yield at(node.exponent, LEVEL.choice)
      yield CLOSE
      return
    }
    yield node.shadowed ? '\\mathrm{e}' : 'e'
    yield* this.superscript(node.exponent)
  }

  /** A root sign for small degrees. Not for a negative number: its principal root is not the real one. */
  private *radical(node: LayoutOf<'root'>, place: Place): Generator<Piece> {
    const degree = node.degree.value.smallInt() ?? Number.POSITIVE_INFINITY
    const negative = node.of.kind === 'num' && node.of.value.sign() < 0
    if (degree > 9 || (degree > 2 && negative)) {
      yield atPlace(node.of, { level: LEVEL.primary, script: place.script, closed: false })
      yield TALL
      yield '^{1/'
      yield atPlace(node.degree, { level: LEVEL.primary, script: true, closed: false })
      yield '}'
      return
    }
    yield degree === 2 ? '\\sqrt{' : `\\sqrt[${degree}]{`
    yield atPlace(node.of, { level: LEVEL.choice, script: place.script, closed: false })
    yield '}'
  }

  private *function(node: LayoutOf<'function'>, place: Place): Generator<Piece> {
    const template = node.row?.latex?.includes('#') ? node.row.latex : undefined
    if (template !== undefined) {
      for (const piece of template.split(/(#\d)/)) {
        const arg = piece.startsWith('#') ? node.args[Number(piece.slice(1)) - 1] : undefined
        yield arg === undefined ? piece : atPlace(arg, { level: LEVEL.choice, script: place.script, closed: false })
      }
      return
    }
    if (node.row === undefined) {
      yield THIN
      yield* this.formalName(node)
    } else yield this.distinct(node.row, operatorName(node.row, node.head))
    yield* this.argument(node, place)
  }

  /** `f`, `f''`, `f^{(4)}`, `g^{(1,0)}`: the orders by each argument. */
  private *formalName(node: LayoutOf<'function'>): Generator<Piece> {
    const { name, slots } = readFormal(node.head)
    yield latexFunctionName(name)
    if (slots.length === 0) return
    if (node.args.length === 1 && slots.length <= 3) yield "'".repeat(slots.length)
    else {
      const orders = node.args.map((_, k) => slots.filter(s => s === k + 1).length)
      yield TALL
      yield `^{(${orders.join(',')})}`
    }
  }

  /** A function named by a letter that is also a symbol here (sigmoid and sigma) is written out. */
  private distinct(row: NamedRow, written: string): string {
    if (isOperator(row) || written.startsWith('\\operatorname')) return written
    this.symbolLatex ??= new Set(Array.from(this.presentation.symbols(), name => this.symbol(name)))
    return this.symbolLatex.has(written) ? `\\operatorname{${row.name}}` : written
  }

  /** `\sin x` where nothing can be misread, else brackets. */
  private *argument(node: LayoutOf<'function'>, place: Place): Generator<Piece> {
    const [only] = node.args
    const bare = isOperator(node.row) && node.args.length === 1 && !place.closed && only && this.isPlain(only)
    if (bare) {
      yield ' '
      yield atPlace(only, { level: LEVEL.primary, script: place.script, closed: false })
      return
    }
    yield OPEN
    yield* joined(node.args, ', ', p => atPlace(p, { level: LEVEL.choice, script: place.script, closed: false }))
    yield CLOSE
  }

  private isPlain(e: Expr): boolean {
    const { kind } = this.presentation.layout(e)
    return kind === 'symbol' || kind === 'number' || kind === 'constant' || kind === 'index'
  }

  /** A vector is a column, a matrix is a matrix; other lists, and those in scripts, are rows. */
  private *list(node: LayoutOf<'list'>, place: Place): Generator<Piece> {
    const { items } = node
    const ragged = items.some(x => isCall(x, 'list')) && !isMatrix(items)
    if (items.length === 0 || ragged || place.script) {
      yield '\\left['
      yield* joined(items, ', ', p => atPlace(p, { level: LEVEL.choice, script: place.script, closed: false }))
      yield '\\right]'
      return
    }
    yield TALL
    yield '\\begin{bmatrix}'
    for (let k = 0; k < items.length; k++) {
      if (k > 0) yield '\\\\'
      const item = items[k] as Expr
      yield* joined(isCall(item, 'list') ? item.args : [item], '&', p => at(p, LEVEL.choice))
    }
    yield '\\end{bmatrix}'
  }

  private *index(node: LayoutOf<'index'>, place: Place): Generator<Piece> {
    const name = this.presentation.layout(node.of)
    const simple = name.kind === 'symbol' && /^(?:[A-Za-z]|\\[A-Za-z]+)$/.test(this.symbol(name.name))
    if (!simple) yield '{'
    yield atPlace(node.of, { level: LEVEL.primary, script: place.script, closed: false })
    yield simple ? '_{' : '}_{'
    yield* joined(node.at, ',', p => atPlace(p, { level: LEVEL.choice, script: true, closed: false }))
    yield '}'
  }

  private *piecewise(node: LayoutOf<'piecewise'>): Generator<Piece> {
    yield TALL
    yield '\\begin{cases}'
    for (const [k, [value, condition]] of node.branches.entries()) {
      if (k > 0) yield '\\\\'
      yield at(value, LEVEL.choice)
      yield '&\\text{if }'
      yield at(condition, LEVEL.choice)
    }
    if (node.otherwise) {
      yield '\\\\'
      yield at(node.otherwise, LEVEL.choice)
      yield '&\\text{otherwise}'
    }
    yield '\\end{cases}'
  }

  /** d for an expression in one variable, else a partial derivative. */
  private *derivative(node: LayoutOf<'derivative'>, place: Place): Generator<Piece> {
    const d = this.presentation.severalSymbols(node.of, node.by) ? '\\partial ' : 'd'
    const steps: { by: Expr; order: number }[] = []
    for (const by of node.by) {
      const last = steps.at(-1)
      if (by.kind === 'num' && last) last.order += by.value.toNumber() - 1
      else if (last && last.by === by) last.order++
      else steps.push({ by, order: 1 })
    }
    const power = (n: number): string => (n === 1 ? '' : n < 10 ? `^${n}` : `^{${n}}`)
    yield TALL
    yield `\\frac{${d.trim()}${power(steps.reduce((n, s) => n + s.order, 0))}}{`
    for (const { by, order } of steps) {
      yield by === steps[0]?.by ? d : `\\,${d}`
      yield atPlace(by, { level: LEVEL.primary, script: false, closed: false })
      yield power(order)
    }
    yield '}'
    yield atPlace(node.of, { level: LEVEL.application, script: place.script, closed: place.closed })
  }
}

function* joined(parts: readonly Expr[], by: string, piece: (e: Expr) => Piece): Generator<Piece> {
  for (let k = 0; k < parts.length; k++) {
    if (k > 0) yield by
    yield piece(parts[k] as Expr)
  }
}

/** Whether a function is a TeX operator, so that it may stand before its argument without brackets. */
const isOperator = (row: NamedRow | undefined): boolean =>
  row !== undefined &&
  (row.powerOnName === true || /^\\(?:arc(?:sin|cos|tan)|ln|log(?:_\{\d+\})?)$/.test(row.latex ?? ''))

const operatorName = (row: NamedRow | undefined, head: string): string => row?.latex ?? latexFunctionName(head)

const isMatrix = (items: readonly Expr[]): boolean => {
  const [first] = items
  return (
    isCall(first, 'list') &&
    first.args.length > 0 &&
    items.every(x => isCall(x, 'list') && x.args.length === first.args.length)
  )
}
