/**
 * Expression to layout, one level at a time: which terms are subtracted, what goes below a fraction bar, what is a
 * root. Nothing is computed: a layout stands for the same value as its expression, and for the same canonical form.
 */
import { binderOf } from '../expr/binders.js'
import { bindingOf } from '../expr/binding.js'
import { isFormalCall } from '../expr/formal.js'
import { type Call, type Expr, givenName, greatest, isCall, type Num, num, rawCall } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { layoutOf, orderOf, SIGN } from '../expr/written.js'
import { row } from '../functions/table.js'
import { MINUS_ONE, ONE, Rational } from '../number/rational.js'
import { boundNames } from './bound.js'
import { remembering } from './facts.js'
import type { Layout, Part, Structures } from './layout.js'
import { asPrimes, asQuotient } from './primes.js'
import { type Names, ReadingOrder } from './reading.js'
import { scientific } from './scientific.js'
import { mergeSurds } from './surds.js'

/** What is written after its argument. */
const POSTFIX: ReadonlyMap<string, string> = new Map([['factorial', '!']])
const unit = num(ONE)
const NO_SYMBOL = Symbol('none')
const SEVERAL = Symbol('several')
const symbolOfLeaf = (e: Expr): string | symbol | undefined =>
  e.kind === 'sym' ? (e.level > 0 ? NO_SYMBOL : e.name) : e.kind === 'num' ? NO_SYMBOL : undefined
/** Written with a fraction bar: a number that is neither whole nor decimal. */
const isBarred = (e: Expr): boolean => e.kind === 'num' && !e.decimal && e.value.den !== 1

/** What a reader may want otherwise: negative powers, roots as powers or powers as roots, one notation for derivatives. */
export interface Shape {
  readonly fractions?: string
  readonly roots?: string
  readonly derivatives?: string
  readonly structures?: Structures
}

/** Lays out the parts of one expression. `names` are subexpressions to be written as a name. */
export class Presentation {
  readonly #root: Expr
  readonly #names: Names
  readonly #shape: Shape
  readonly #bars: boolean
  readonly #keepsLayout: boolean
  readonly #order: ReadingOrder
  #heights: ((e: Expr) => number) | undefined
  #onlySymbol: ((e: Expr) => string | symbol) | undefined
  #symbolNames: ReadonlySet<string> | undefined
  #opened: Map<Expr, Layout> | undefined

  constructor(root: Expr, names: Names = new Map(), shape: Shape = {}) {
    this.#root = root
    this.#names = names
    this.#shape = shape
    this.#bars = shape.fractions !== 'power'
    this.#keepsLayout = names.size === 0 && this.#bars && shape.roots === undefined
    this.#order = new ReadingOrder(names, orderOf(root))
  }

  #height(e: Expr): number {
    const leaf = (a: Expr) => (a.kind === 'call' && !this.#names.has(a) ? undefined : isBarred(a) ? 1 : 0)
    this.#heights ??= remembering(leaf, heightOfCall)
    return this.#heights(e)
  }

  /** One level of a part; `unsigned` leaves out the minus sign of a negative term. */
  layout(part: Part, unsigned = false): Layout {
    const name = part.kind === 'call' && this.#names.size > 0 ? this.#names.get(part) : undefined
    return name === undefined ? this.open(part, unsigned) : { kind: 'symbol', name }
  }

  /** The same, also of a part that has a name. */
  open(part: Part, unsigned = false): Layout {
    switch (part.kind) {
      case 'num':
        return this.#written(part, unsigned) ?? this.#number(part, unsigned)
      case 'sym':
        return { kind: 'symbol', name: givenName(part) }
      case 'call':
        return this.#written(part, unsigned) ?? this.#call(part, unsigned)
      default:
        return part
    }
  }

  /** An answer as it was laid out, unless a notation is asked for that it does not have. */
  #written(part: Expr, unsigned: boolean): Layout | undefined {
    const written = this.#keepsLayout ? layoutOf(part) : undefined
    return written && this.open(written, unsigned)
  }

  /** The names of all symbols in the expression, bound ones too, and those given to parts of it. */
  symbols(): ReadonlySet<string> {
    return new Set([...this.#freeSymbols(), ...boundNames(this.#root)])
  }

  #freeSymbols(): ReadonlySet<string> {
    this.#symbolNames ??= new Set([...freeSymbols(this.#root), ...this.#names.values()])
    return this.#symbolNames
  }

  /**
   * How many fraction bars stand above each other, in a part or in everything; a matrix or branches count as two, which is too tall
   * for a superscript.
   */
  height(part: Part = this.#root): number {
    if ('factors' in part) return greatest(part.factors.map(f => this.#height(f)))
    return this.#bars ? this.#height(part as Expr) : 0
  }

  /** Whether other symbols than one occur in a derivative. */
  severalSymbols(of: Expr, by: readonly Expr[]): boolean {
    this.#onlySymbol ??= remembering<string | symbol>(symbolOfLeaf, onlySymbolOfCall)
    return [of, ...by].map(this.#onlySymbol).reduce(meet) === SEVERAL
  }

  #call(e: Call, unsigned: boolean): Layout {
    const { 0: a, 1: b } = e.args as [Expr, Expr]
    switch (e.head) {
      case 'add':
        return this.#sum(e)
      case 'mul':
        return this.#product(e, unsigned)
      case 'pow':
        return this.#power(e, a, b)
      case SIGN.plus:
        return { kind: 'sum', terms: e.args.map(of => ({ negative: isWrittenNegative(of), of })) }
      case SIGN.minus:
        return unsigned ? this.layout(a) : { kind: 'negative', of: a }
      case SIGN.times:
        return { kind: 'product', factors: e.args }
      case SIGN.over:
        return { kind: 'fraction', above: a, below: b }
      case SIGN.power:
        if (isCall(a, 'e')) return { kind: 'exponential', exponent: b, shadowed: this.#isSymbol('e') }
        return { kind: 'power', base: a, exponent: b }
      case SIGN.root:
        return { kind: 'root', of: a, degree: num(2) }
      case 'list':
        return { kind: 'list', items: e.args }
      case 'index':
        return { kind: 'index', of: a, at: e.args.slice(1) }
      case 'piecewise':
        return piecewise(e.args)
      case 'lt':
      case 'le':
      case 'eq':
      case 'ne':
      case 'gt':
      case 'ge':
        return { kind: 'relation', head: e.head, left: a, right: b }
      case 'and':
      case 'or':
        return { kind: 'connective', head: e.head, of: e.args }
      case 'not':
        return { kind: 'not', of: a }
      case 'diff':
        return this.#derivative(a, e.args.slice(1))
      default:
        return this.#binder(e) ?? this.#function(e)
    }
  }

  #binder(e: Call): Layout | undefined {
    const row = binderOf(e.head)
    const binding = row && bindingOf(e)
    if (row === undefined || binding === undefined) return undefined
    this.#opened ??= new Map()
    let shown = this.#opened.get(e)
    if (shown === undefined) {
      const [variable, body] = row.opened(binding, this.#names.values())
      shown = { kind: 'binder', row, variable, from: binding.from, to: binding.to, body }
      this.#opened.set(e, shown)
    }
    return shown
  }

  #derivative(of: Expr, by: readonly Expr[]): Layout {
    const { derivatives } = this.#shape
    const primes = derivatives === 'prime' ? asPrimes(of, by) : undefined
    if (primes) return this.#function(primes)
    return { kind: 'derivative', of, by, compact: derivatives === 'leibniz' && isFormalCall(of) }
  }

  #function(e: Call): Layout {
    const structure = this.#shape.structures?.get(e.head)
    if (structure !== undefined) return { kind: 'structure', structure, of: e }
    const quotient = this.#shape.derivatives === 'leibniz' ? asQuotient(e) : undefined
    if (quotient) return quotient
    const known = row(e.head, e.args.length)
    const constant = e.args.length === 0 && (known !== undefined || e.head === 'true' || e.head === 'false')
    if (constant) return { kind: 'constant', name: e.head, row: known, shadowed: this.#isSymbol(e.head) }
    const sign = known && POSTFIX.get(e.head)
    if (sign !== undefined) return { kind: 'postfix', of: e.args[0] as Expr, sign }
    return { kind: 'function', head: e.head, row: known, args: e.args }
  }

  #isSymbol(name: string): boolean {
    return this.#root.mask !== 0 && this.#freeSymbols().has(name)
  }

  #number(n: Num, unsigned: boolean): Layout {
    if (n.value.sign() < 0) {
      const magnitude = this.#number(num(n.value.neg(), n.decimal), false)
      return unsigned ? magnitude : { kind: 'negative', of: magnitude }
    }
    const digits = n.decimal
      ? (scientific(n.value) ?? n.value.toDecimal())
      : n.value.isInteger()
        ? n.value.toDecimal()
        : undefined
    if (digits !== undefined) return { kind: 'number', digits }
    return { kind: 'fraction', above: num(Rational.of(n.value.num)), below: num(Rational.of(n.value.den)) }
  }

  #sum(e: Call): Layout {
    if (e.args.length < 2) return { kind: 'function', head: e.head, row: undefined, args: e.args }
    return { kind: 'sum', terms: this.#order.terms(e) }
  }

  #product(e: Call, unsigned: boolean): Layout {
    if (e.args.length < 2) return { kind: 'function', head: e.head, row: undefined, args: e.args }
    const above: Expr[] = []
    const below: Expr[] = []
    const c = e.args[0] as Expr
    const negative = c.kind === 'num' && c.value.sign() < 0
    for (const f of e.args) {
      if (f === c && c.kind === 'num') {
        if (this.#bars) splitNumber(c, above, below)
        else if (!c.value.abs().isOne()) above.push(num(c.value.abs(), c.decimal))
      } else if (this.#isDenominator(f)) below.push(reciprocal(f))
      else above.push(f)
    }
    keepZeroAlone(above, below)
    const top = this.#group(above)
    const whole: Layout =
      below.length === 0 ? this.layout(top) : { kind: 'fraction', above: top, below: this.#group(below) }
    return negative && !unsigned ? { kind: 'negative', of: whole } : whole
  }

  /** A product of factors in reading order. */
  #group(factors: readonly Expr[]): Part {
    if (factors.length === 0) return unit
    const ordered = mergeSurds(this.#order.factors(factors))
    return ordered.length === 1 ? (ordered[0] as Expr) : { kind: 'product', factors: ordered }
  }

  #isDenominator(e: Expr): e is Call {
    return this.#bars && isLowered(e) && !this.#names.has(e)
  }

  #power(e: Call, base: Expr, exponent: Expr): Layout {
    if (isCall(base, 'e')) return { kind: 'exponential', exponent, shadowed: this.#isSymbol('e') }
    if (exponent.kind !== 'num') return { kind: 'power', base, exponent }
    const q = exponent.value
    if (this.#bars && isLowered(e))
      return { kind: 'fraction', above: unit, below: raise(base, num(q.neg(), exponent.decimal)) }
    if (q.num === 1 && !exponent.decimal && this.#isRadical(base, q.den))
      return { kind: 'root', of: base, degree: num(Rational.of(q.den)) }
    return { kind: 'power', base, exponent }
  }

  /**
   * Square roots have a sign. Of higher degree the sign means the real root (cbrt, root), which of a negative number is not the power:
   * only on request it is a power's, and then not of a number below zero.
   */
  #isRadical(of: Expr, degree: number | bigint): boolean {
    const { roots } = this.#shape
    if (roots === 'power' || degree === 1) return false
    if (degree === 2) return true
    return roots === 'root' && degree < 10 && (of.kind !== 'num' || of.value.sign() > 0)
  }
}

const isWrittenNegative = (e: Expr): boolean => isCall(e, SIGN.minus) || (e.kind === 'num' && e.value.sign() < 0)

/** Fraction bars above each other; a matrix or branches count as two. */
function heightOfCall(e: Call, of: (a: Expr) => number): number {
  switch (e.head) {
    case 'list':
    case 'piecewise':
    case 'diff':
      return 2
    case SIGN.over:
      return 1 + greatest(e.args.map(of))
    case SIGN.power:
      return Math.max(of(e.args[0] as Expr), isCall(e.args[1], 'piecewise') ? 2 : 0)
    case 'pow': {
      const [base, exponent] = e.args as [Expr, Expr]
      // In an exponent fractions have slashes.
      return isLowered(e) ? 1 + of(base) : Math.max(of(base), isCall(exponent, 'piecewise') ? 2 : 0)
    }
    case 'mul': {
      let inner = 0
      let bar = 0
      for (const a of e.args) {
        if (isLowered(a)) inner = Math.max(inner, of(a.args[0] as Expr))
        else if (a.kind !== 'num') inner = Math.max(inner, of(a))
        if (isLowered(a) || (a.kind === 'num' && of(a) > 0)) bar = 1
      }
      return inner + bar
    }
    default:
      return e.args.reduce((h, a) => Math.max(h, of(a)), 0)
  }
}

const onlySymbolOfCall = (e: Call, of: (a: Expr) => string | symbol): string | symbol =>
  e.args.reduce<string | symbol>((s, a) => meet(s, of(a)), NO_SYMBOL)

const meet = (a: string | symbol, b: string | symbol): string | symbol =>
  a === NO_SYMBOL ? b : b === NO_SYMBOL || a === b ? a : SEVERAL

/** A negative numeric power goes below a fraction bar; not of e, nor of zero, where 1/0^2 would fold to 1/0. */
function isLowered(e: Expr): e is Call {
  if (!isCall(e, 'pow')) return false
  const { 0: base, 1: exponent } = e.args as [Expr, Expr]
  if (exponent.kind !== 'num' || exponent.value.sign() >= 0 || isCall(base, 'e')) return false
  return base.kind !== 'num' || !base.value.isZero() || exponent.value.equals(MINUS_ONE)
}

function piecewise(args: readonly Expr[]): Layout {
  const branches: [Expr, Expr][] = []
  for (let k = 0; k + 1 < args.length; k += 2) branches.push([args[k] as Expr, args[k + 1] as Expr])
  return { kind: 'piecewise', branches, otherwise: args.length % 2 === 1 ? args[args.length - 1] : undefined }
}

/** The magnitude of a coefficient: a decimal in front, a fraction above and below. */
function splitNumber(c: Num, above: Expr[], below: Expr[]): void {
  const q = c.value.abs()
  if (c.decimal && q.toDecimal() !== undefined) above.push(num(q, true))
  else {
    if (q.num !== 1) above.push(num(Rational.of(q.num)))
    if (q.den !== 1) below.push(num(Rational.of(q.den)))
  }
}

/** 1/(0*x) would fold to 1/0: next to other denominators 1/0 is a factor of its own. */
function keepZeroAlone(above: Expr[], below: Expr[]): void {
  const at = below.length > 1 ? below.findIndex(f => f.kind === 'num' && f.value.isZero()) : -1
  if (at >= 0) above.push(rawCall('pow', [below.splice(at, 1)[0] as Expr, num(MINUS_ONE)], true))
}

const raise = (base: Expr, exponent: Num): Expr => (exponent.value.isOne() ? base : rawCall('pow', [base, exponent]))

function reciprocal(e: Call): Expr {
  const { 0: base, 1: exponent } = e.args as [Expr, Num]
  return raise(base, num(exponent.value.neg(), exponent.decimal))
}
