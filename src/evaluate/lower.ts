/**
 * From expressions to straight-line code: THE one lowering, shared by evaluation in every field and by every
 * compiled form. Each distinct node is computed once. Negative powers become divisions, e^u an exponential, half
 * powers square roots; conditions and numbers are kept apart.
 */
import { DomainError, ShapeError } from '../errors.js'
import { binderOf } from '../expr/binders.js'
import { num, sqrt } from '../expr/build.js'
import { isFormalDerivative } from '../expr/formal.js'
import { type Call, type Expr, isCall, mapped, type Num, type Sym } from '../expr/node.js'
import { Numbering } from '../expr/numbering.js'
import { postorder } from '../expr/walk.js'
import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { memo } from '../memo.js'
import { heed } from '../work.js'
import { atAngle, type Rooted } from './angle.js'
import { Assembler } from './assembler.js'
import { component, leafName } from './component.js'
import { formalRow } from './formal.js'
import { loopRow, withLoops } from './loop.js'
import { requireNames, unknownFunction } from './names.js'
import { exponentialLessOne, oneMoreOf } from './near-one.js'
import { lowerProduct, type Registers } from './product.js'
import type { BinaryOp, Tape } from './tape.js'
import { shortText } from './wording.js'

/** Powers of at most this many halves use a square root. */
const MOST_HALVES = 33

/** `accurate`: by functions that lose no digits where a sum with 1 would; `literal`: as written, for values that have digits to spare. */
export type Style = 'accurate' | 'literal'

/**
 * The code that computes the roots (scalars) from the named arguments. Raises `UnboundError` for names without an
 * argument and for unknown functions, `ShapeError` for lists and conditions where a number is needed.
 */
export function lower(given: readonly Expr[], names: readonly string[], style: Style = 'accurate'): Tape {
  const { roots, was } = withLoops(given, lower)
  const nodes = postorder(roots, e => leafName(e) === undefined)
  requireNames(nodes, new Set(names))
  const lowering = new Lowering(names, nodes, style)
  for (const e of nodes) {
    heed()
    lowering.add(e)
  }
  const tape = lowering.tape.finish(
    roots.map(e => lowering.number(e)),
    names,
  )
  return was.size === 0 ? tape : { ...tape, origins: tape.origins.map(e => was.get(e) ?? e) }
}

/** Of what has none. */
const NO_REGISTER = -1

/** The lowering under way: children are added before their parents. */
class Lowering implements Registers {
  readonly tape: Assembler
  readonly #order: Numbering
  /** By the places of the nodes; numbers have a map, for those that no node is are lowered too: 1 in 1/y. */
  readonly #registers: Int32Array
  readonly #numbers = new Map<Num, number>()
  /** Lists have no register; components are found in them. */
  readonly #lists = new Map<Expr, Expr>()
  readonly #places: ReadonlyMap<string, number>
  readonly #style: Style

  constructor(names: readonly string[], nodes: readonly Expr[], style: Style) {
    this.#style = style
    this.tape = new Assembler(nodes.length)
    this.#order = new Numbering(nodes)
    this.#registers = new Int32Array(nodes.length).fill(NO_REGISTER)
    this.#places = new Map(names.map((name, k) => [name, k]))
  }

  add(e: Expr): void {
    if (e.kind === 'num') this.#numbered(e)
    else this.#registers[this.#order.of(e) as number] = this.#lower(e) ?? NO_REGISTER
  }

  #numbered(e: Num): number {
    return memo(this.#numbers, e, () => this.tape.emit({ op: 'rational', value: e.value }, e))
  }

  #register(e: Expr): number | undefined {
    if (e.kind === 'num') return this.#numbers.get(e)
    const place = this.#order.of(e)
    const register = place === undefined ? NO_REGISTER : (this.#registers[place] as number)
    return register === NO_REGISTER ? undefined : register
  }

  /** The register of a number; `ShapeError` for a condition or a list. */
  number(e: Expr): number {
    return this.#ofKind(e, false)
  }

  /** The register of a condition. */
  truth(e: Expr): number {
    return this.#ofKind(e, true)
  }

  #ofKind(e: Expr, truth: boolean): number {
    const register = this.#register(e)
    if (register !== undefined && this.tape.isTruth(register) === truth) return register
    const what = register === undefined ? 'a list' : truth ? 'a number' : 'a condition'
    throw new ShapeError(`${shortText(e)} is ${what}, where ${truth ? 'a condition' : 'a number'} is needed`)
  }

  /** A whole number as a constant. */
  constant(value: number): number {
    return this.#numbered(num(value))
  }

  #lower(e: Sym | Call): number | undefined {
    const name = leafName(e)
    if (name !== undefined) return this.tape.emit({ op: 'argument', index: this.#places.get(name) as number }, e)
    return e.kind === 'call' ? this.#lowerCall(e) : undefined
  }

  #lowerCall(e: Call): number | undefined {
    const [a, b] = e.args as readonly [Expr, Expr]
    switch (e.head) {
      case 'add':
        return this.#lowerSum(e)
      case 'mul':
        return lowerProduct(e, this)
      case 'pow':
        return this.#lowerPower(e, a, b)
      case 'lt':
      case 'le':
      case 'eq':
        return this.#compare(e.head, a, b, e)
      case 'gt':
        return this.#compare('lt', b, a, e)
      case 'ge':
        return this.#compare('le', b, a, e)
      case 'ne':
        return this.tape.emit({ op: 'not', a: this.#compare('eq', a, b, e) }, e)
      case 'and':
      case 'or':
        return this.#connect(e.head, e)
      case 'not':
        return this.tape.emit({ op: 'not', a: this.truth(a) }, e)
      case 'true':
      case 'false':
        return this.tape.emit({ op: 'truth', value: e.head === 'true' }, e)
      case 'piecewise':
        return this.#lowerPiecewise(e)
      case 'list':
        return void this.#lists.set(e, e)
      case 'index':
        return this.#lowerIndex(e)
      case 'diff':
        throw new DomainError(`the derivative ${shortText(e)} has no value until it is carried out`, 'unevaluated')
      default:
        return this.#lowerFunction(e)
    }
  }

  #lowerSum(e: Call): number {
    const less = this.#style === 'accurate' ? exponentialLessOne(e) : undefined
    if (less === undefined)
      return this.tape.sum(
        mapped(e.args, t => this.number(t)),
        e,
      )
    const { u, c } = less
    const value = this.#applied('expm1', u, e)
    if (c.isOne()) return value
    if (c.neg().isOne()) return this.tape.emit({ op: 'neg', a: value }, e)
    return this.tape.quotient([this.#numbered(num(c)), value], [], e)
  }

  /** A function of one argument, of the table. */
  #applied(name: string, u: Expr, e: Expr): number {
    return this.tape.emit({ op: 'call', row: row(name) as NamedRow, args: [this.number(u)] }, e)
  }

  #compare(op: 'lt' | 'le' | 'eq', a: Expr, b: Expr, e: Expr): number {
    return this.tape.emit({ op, a: this.number(a), b: this.number(b) }, e)
  }

  #connect(op: BinaryOp & ('and' | 'or'), e: Call): number {
    return e.args.map(a => this.truth(a)).reduce((a, b) => this.tape.emit({ op, a, b }, e))
  }

  #lowerPower(e: Expr, base: Expr, exponent: Expr): number {
    if (isCall(base, 'e')) return this.tape.emit({ op: 'exp', a: this.number(exponent) }, e)
    const b = this.number(base)
    if (exponent.kind === 'num') {
      const q = exponent.value
      const halves = q.den === 1 || q.den === 2 ? Number(q.num) * (q.den === 1 ? 2 : 1) : Number.NaN
      const whole = q.den === 1 && Math.abs(halves) < 2 ** 31
      if (halves !== 0 && (whole || Math.abs(halves) <= MOST_HALVES)) {
        const power = this.#halfPower(b, Math.abs(halves), e)
        return halves > 0 ? power : this.tape.emit({ op: 'div', a: this.constant(1), b: power }, e)
      }
    }
    return this.tape.emit({ op: 'pow', a: b, b: this.number(exponent) }, e)
  }

  /** b^(halves/2) for a positive number of halves. */
  #halfPower(b: number, halves: number, e: Expr): number {
    const whole = this.power(b, Math.floor(halves / 2), e)
    if (halves % 2 === 0) return whole as number
    const root = this.tape.emit({ op: 'sqrt', a: b }, e)
    return whole === undefined ? root : this.tape.emit({ op: 'mul', a: whole, b: root }, e)
  }

  /** a^n for a whole n >= 0; undefined for n = 0, the empty product. */
  power(a: number, n: number, e: Expr): number | undefined {
    return n === 0 ? undefined : n === 1 ? a : this.tape.emit({ op: 'powInt', a, n }, e)
  }

  /** v1, c1, v2, c2, ..., [default]: the first case that holds. */
  #lowerPiecewise(e: Call): number {
    const cases = Math.floor(e.args.length / 2)
    const fallback = e.args.length % 2 === 1 ? this.number(e.args[2 * cases] as Expr) : undefined
    let value = fallback ?? this.tape.emit({ op: 'nothing' }, e)
    for (let k = cases - 1; k >= 0; k--) {
      const [v, c] = [e.args[2 * k] as Expr, e.args[2 * k + 1] as Expr]
      value = this.tape.emit({ op: 'select', a: this.truth(c), b: this.number(v), c: value }, e)
    }
    return value
  }

  /** A component of a literal list: of its value when it is a number, else a list that may be indexed further. */
  #lowerIndex(e: Call): number | undefined {
    const base = this.#lists.get(e.args[0] as Expr)
    const part = base && component(base, e.args.slice(1))
    if (part === undefined)
      throw new ShapeError(
        `${shortText(e)}: only a list can be indexed, by whole numbers; for an index that runs declare the shape of ${shortText(e.args[0] as Expr)}`,
      )
    const register = this.#register(part)
    if (register === undefined) this.#lists.set(e, part)
    return register
  }

  /** A list as kernels take it: its length and then its entries. */
  #entries(e: Expr): number[] {
    const items = this.#lists.get(e)
    if (!isCall(items, 'list'))
      throw new ShapeError(`${shortText(e)} is a number, where a list such as [a, b] is needed`)
    return [this.constant(items.args.length), ...items.args.map(a => this.number(a))]
  }

  /** A number that is known by its square. */
  #rooted({ negative, square }: Rooted, e: Call): number {
    const root = sqrt(num(square))
    if (root.kind === 'num') return this.#numbered(num(negative ? root.value.neg() : root.value))
    const value = this.tape.emit({ op: 'sqrt', a: this.#numbered(num(square)) }, e)
    return negative ? this.tape.emit({ op: 'neg', a: value }, e) : value
  }

  #lowerFunction(e: Call): number {
    const loop = loopRow(e)
    if (loop !== undefined) return this.tape.emit({ op: 'call', row: loop, args: e.args.map(a => this.number(a)) }, e)
    if (binderOf(e.head) !== undefined)
      throw new DomainError(`${shortText(e)} has no value beside vectors and matrices`, 'no-kernel')
    const r = isFormalDerivative(e.head) ? formalRow(e) : row(e.head, e.args.length)
    if (r === undefined) throw unknownFunction(e.head, e)
    if (e.args.length === 0) return this.tape.emit({ op: 'named', row: r }, e)
    const known = atAngle(e)
    if (known !== undefined) return this.#rooted(known, e)
    const more = this.#style === 'accurate' ? oneMoreOf(e) : undefined
    if (more !== undefined) return this.#applied('log1p', more, e)
    if (isPoleAtTurns(e, r)) return this.tape.emit({ op: 'nothing' }, e)
    const { lists } = r
    const args =
      lists === undefined
        ? mapped(e.args, a => this.number(a))
        : e.args.flatMap((a, k) => (lists.includes(k) ? this.#entries(a) : [this.number(a)]))
    if (!r.fold) return this.tape.emit({ op: 'call', row: r, args }, e)
    return args.reduce((a, b) => this.tape.emit({ op: 'call', row: r, args: [a, b] }, e))
  }
}

/** tan(pi/2): no rounded angle is quite there. */
function isPoleAtTurns(e: Call, r: NamedRow): boolean {
  const [angle] = e.args
  return e.singular && r.poleAtTurns !== undefined && angle?.kind === 'call' && !angle.singular
}
