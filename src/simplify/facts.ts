/**
 * What is known of the values of an expression, given what was declared of its symbols: real or not, integer or
 * not, and which signs are possible. Three-valued throughout: what cannot be shown is unknown, and unknown never
 * lets a rule fire. Facts are kept per node, so asking again costs nothing.
 */
import type { Assumption, Assumptions } from '../expr/assumption.js'
import { add, call, neg } from '../expr/build.js'
import { isFormalCall, readFormal } from '../expr/formal.js'
import type { Call, Expr } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { ARGUMENTS } from '../functions/row.js'
import { row } from '../functions/table.js'
import { parse } from '../parse/parse.js'
import { instantiate } from '../rewrite/match.js'

const NEGATIVE = 1
const ZERO = 2
const POSITIVE = 4
const ANY = NEGATIVE | ZERO | POSITIVE

export interface Fact {
  /** Known to be real wherever it is defined. */
  readonly real: boolean
  readonly integer: boolean
  /** The signs that a real value may have, as a set of bits. */
  readonly signs: number
}

const UNKNOWN: Fact = { real: false, integer: false, signs: ANY }
const REAL: Fact = { real: true, integer: false, signs: ANY }
const signed = (signs: number, integer = false): Fact => ({ real: true, integer, signs })

export type Domain = 'real' | 'complex'

/** Facts about expressions under fixed assumptions. In the complex domain an undeclared symbol is not known to be real. */
export class Facts {
  readonly #known = new Map<Expr, Fact>()
  readonly #assumptions: Assumptions
  readonly domain: Domain

  constructor(assumptions: Assumptions = new Map(), domain: Domain = 'real') {
    this.#assumptions = assumptions
    this.domain = domain
  }

  /** Whether every symbol is known to be real. */
  get allReal(): boolean {
    return this.domain === 'real' && ![...this.#assumptions.values()].some(assumed => assumed.has('complex'))
  }

  of(e: Expr): Fact {
    const old = this.#known.get(e)
    if (old !== undefined) return old
    for (const node of postorder(e, c => !this.#known.has(c))) {
      if (!this.#known.has(node)) this.#known.set(node, this.#derive(node))
    }
    return this.#known.get(e) as Fact
  }

  /** Whether a condition holds: true, false, or undefined for unknown. */
  prove(condition: Expr): boolean | undefined {
    if (condition.kind !== 'call') return undefined
    const [a, b] = condition.args as [Expr, Expr]
    switch (condition.head) {
      case 'true':
        return true
      case 'false':
        return false
      case 'and':
        return allOf(condition.args.map(c => this.prove(c)))
      case 'or':
        return negated(allOf(condition.args.map(c => negated(this.prove(c)))))
      case 'not':
        return negated(this.prove(a))
      case 'real':
        return this.of(a).real || undefined
      case 'integer':
        return this.of(a).integer || (a.kind === 'num' ? false : undefined)
      case 'gt':
        return this.#signWithin(a, b, POSITIVE)
      case 'ge':
        return this.#signWithin(a, b, POSITIVE | ZERO)
      case 'lt':
        return this.#signWithin(a, b, NEGATIVE)
      case 'le':
        return this.#signWithin(a, b, NEGATIVE | ZERO)
      case 'eq':
        return this.#signWithin(a, b, ZERO)
      case 'ne':
        return this.#signWithin(a, b, NEGATIVE | POSITIVE)
      default:
        return undefined
    }
  }

  /** Whether the sign of a - b is among the given ones. */
  #signWithin(a: Expr, b: Expr, allowed: number): boolean | undefined {
    const { real, signs } = this.of(add(a, neg(b)))
    if (!real) return undefined
    return (signs & ~allowed) === 0 ? true : (signs & allowed) === 0 ? false : undefined
  }

  #derive(e: Expr): Fact {
    if (e.kind === 'num') return signed(bitOf(e.value.sign()), e.value.isInteger())
    if (e.kind === 'sym') return this.#symbol(this.#assumptions.get(e.name))
    const args = e.args.map(a => this.#known.get(a) as Fact)
    switch (e.head) {
      case 'add':
        return sumFact(args)
      case 'mul':
        return productFact(args)
      case 'pow':
        return powerFact(args as [Fact, Fact], e)
      case 'piecewise':
        return union(args.filter((_, k) => k % 2 === 0))
      case 'index':
        // What is declared of x is declared of its components.
        return args[0] ?? UNKNOWN
      default:
        return this.#functionFact(e, args)
    }
  }

  #symbol(assumed: ReadonlySet<Assumption> | undefined): Fact {
    const has = (a: Assumption): boolean => assumed?.has(a) ?? false
    if (has('complex')) return UNKNOWN
    if (assumed === undefined) return this.domain === 'real' ? REAL : UNKNOWN
    const signs = has('positive') ? POSITIVE : has('negative') ? NEGATIVE : has('nonnegative') ? POSITIVE | ZERO : ANY
    return signed(signs, has('integer'))
  }

  #functionFact(e: Call, args: readonly Fact[]): Fact {
    const r = row(e.head, e.args.length)
    // An unknown function of real arguments is real, as it is for differentiation.
    if (this.domain === 'real' && isFormalCall(e) && row(readFormal(e.head).name) === undefined)
      return args.every(a => a.real) ? REAL : UNKNOWN
    if (r === undefined || e.head === 'inf') return UNKNOWN
    const signs = r.sign === 'positive' ? POSITIVE : r.sign === 'nonnegative' ? POSITIVE | ZERO : ANY
    if (r.name === 'abs') return signed((args[0] as Fact).signs & ZERO ? POSITIVE | ZERO : POSITIVE)
    if (!args.every(a => a.real)) return UNKNOWN
    if (r.idempotent) return union(args)
    const conditional = r.realWhen !== undefined && this.prove(conditionOf(r.realWhen, e)) !== true
    return conditional ? UNKNOWN : signed(signs, r.whole === true)
  }
}

const allOf = (facts: readonly (boolean | undefined)[]): boolean | undefined =>
  facts.includes(false) ? false : facts.includes(undefined) ? undefined : true

const negated = (fact: boolean | undefined): boolean | undefined => (fact === undefined ? undefined : !fact)

const bitOf = (sign: number): number => (sign < 0 ? NEGATIVE : sign === 0 ? ZERO : POSITIVE)

function sumFact(args: readonly Fact[]): Fact {
  if (!args.every(a => a.real)) return UNKNOWN
  const all = args.reduce((bits, a) => bits | a.signs, 0)
  const strict = args.some(a => (a.signs & ZERO) === 0)
  const oneSided = (all & NEGATIVE) === 0 || (all & POSITIVE) === 0
  return signed(
    oneSided ? (strict ? all & ~ZERO : all) : ANY,
    args.every(a => a.integer),
  )
}

function productFact(args: readonly Fact[]): Fact {
  if (!args.every(a => a.real)) return UNKNOWN
  const times = (a: number, b: number): number => {
    const same = (a & b & (NEGATIVE | POSITIVE)) !== 0
    const mixed = ((a & NEGATIVE) !== 0 && (b & POSITIVE) !== 0) || ((a & POSITIVE) !== 0 && (b & NEGATIVE) !== 0)
    return ((a | b) & ZERO) | (same ? POSITIVE : 0) | (mixed ? NEGATIVE : 0)
  }
  return signed(
    args.reduce((bits, a) => times(bits, a.signs), POSITIVE),
    args.every(a => a.integer),
  )
}

function powerFact([base, exponent]: readonly [Fact, Fact], e: Call): Fact {
  const power = e.args[1] as Expr
  if (!base.real || !exponent.real) return UNKNOWN
  if (power.kind === 'num' && power.value.isInteger()) {
    const up = power.value.sign() > 0
    const signs = up ? base.signs : base.signs & ~ZERO
    const even = BigInt(power.value.num) % 2n === 0n
    const bits = even ? (signs & ZERO) | (signs & ~ZERO ? POSITIVE : 0) : signs
    return signed(bits, base.integer && up)
  }
  if (base.signs === POSITIVE) return signed(POSITIVE)
  if ((base.signs & NEGATIVE) === 0) return signed(POSITIVE | ZERO)
  return exponent.integer ? REAL : UNKNOWN
}

function union(args: readonly Fact[]): Fact {
  if (!args.every(a => a.real)) return UNKNOWN
  return signed(
    args.reduce((bits, a) => bits | a.signs, 0),
    args.every(a => a.integer),
  )
}

const conditions = new Map<string, Expr>()

/** The row's condition about the arguments of this call. */
function conditionOf(text: string, e: Call): Expr {
  const old = conditions.get(text)
  const condition = old ?? (text === 'false' ? call('false', []) : parse(text, { bound: ARGUMENTS }))
  if (old === undefined) conditions.set(text, condition)
  return instantiate(condition, new Map(e.args.map((a, k) => [ARGUMENTS[k] ?? '', a])))
}
