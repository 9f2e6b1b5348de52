/** The general formula of a step: its rule on letters, by the same computation as the step itself. */
import { isNonzero } from '../diff/binder.js'
import { differentiateWritten } from '../diff/written-calculus.js'
import { fewBetween } from '../expr/binder.js'
import { binderOf } from '../expr/binders.js'
import { bindingOf } from '../expr/binding.js'
import { e, sym } from '../expr/build.js'
import { type Call, type Expr, givenName, rawCall, type Sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { canonical, over, power, root, SIGN } from '../expr/written.js'
import { depends, isVariable, open, openWriting, type Step } from './step.js'
import { WRITTEN, written } from './written-algebra.js'

/** A rule in letters: what is differentiated, and its derivative. */
export interface Formula {
  readonly left: Expr
  readonly right: Expr
}

/** A letter that is not taken; where all are, one with a number. */
export function letter(wanted: string, taken: ReadonlySet<string>): Expr {
  let name = [wanted, ...'uvwpqrstgh'].find(n => !taken.has(n))
  for (let k = 0; name === undefined; k++) if (!taken.has(`${wanted}_${k}`)) name = `${wanted}_${k}`
  return sym(name)
}

/**
 * The general formula of a step: its rule, by the same computation, on letters. Undefined where the instance says it all. `u` is the name
 * that stands for the expression within.
 */
export function formulaOf(step: Step, x: Expr, u: Expr | undefined): Formula | undefined {
  const general = generalOf(step, x, u)
  if (general === undefined) return undefined
  const functions = freeSymbols(general.functions)
  if (general.moving !== undefined) {
    const d = general.of.args.map(a =>
      !general.moving?.has(a) ? WRITTEN.zero : isVariable(a, x) ? WRITTEN.one : WRITTEN.of(open(a, x)),
    )
    const slopes = d.map(WRITTEN.value)
    const right = binderOf(general.of.head)?.slopeOf(general.of, slopes, x, canonical, general.isNonzero)
    return right && { left: open(general.of, x), right }
  }
  const d = general.of.args.map(a =>
    isVariable(a, x) ? WRITTEN.one : functions.has(String(a)) ? WRITTEN.of(open(a, x)) : WRITTEN.zero,
  )
  const { value } = differentiateWritten(general.of, d, x, WRITTEN, a => openWriting(a, x))
  return { left: open(general.of, x), right: written(value) }
}

interface General {
  readonly of: Call
  /** The letters that stand for functions of the variable. */
  readonly functions: readonly Expr[]
  /** The arguments that move, where they are no letters. */
  readonly moving?: ReadonlySet<Expr>
  /** Whether the body is known to be nowhere zero. */
  readonly isNonzero?: (e: Expr) => boolean
}

/**
 * A sum, product or integral of f(k, x) between letters; bounds that move are letters too, or the variable itself. Which rule a product
 * takes depends on how many factors there are, and on whether they may vanish.
 */
function binderInLetters(of: Call, x: Expr, taken: ReadonlySet<string>): General | undefined {
  const binding = bindingOf(of)
  if (binding === undefined) return undefined
  const { variable, from, to, body } = binding
  const used = new Set([...taken, givenName(variable)])
  const [f, a, b] = ['f', 'a', 'b'].map(name => letter(name, used)) as [Sym, Expr, Expr]
  const canVanish = !isNonzero(canonical(body))
  const isCounted = of.head === 'prod' && canVanish && fewBetween(canonical(from), canonical(to)) !== undefined
  const bound = (e: Expr, name: Expr): Expr => (isVariable(e, x) ? x : isCounted ? e : name)
  const inside = rawCall(f.name, depends(body, x) ? [variable, x] : [variable])
  const general = rawCall(of.head, [variable, bound(from, a), bound(to, b), inside])
  const moving = new Set(general.args.filter((_, k) => k > 0 && depends(of.args[k] as Expr, x)))
  return { of: general, functions: [], moving, isNonzero: () => !canVanish }
}

function generalOf({ rule, of, inner }: Step, x: Expr, u: Expr | undefined): General | undefined {
  const taken = freeSymbols([x, ...(u ? [u] : [])])
  const [f, g, c, n, a] = ['f', 'g', 'c', 'n', 'a'].map(name => letter(name, taken)) as [Expr, Expr, Expr, Expr, Expr]
  const within = inner === undefined ? x : (u ?? letter('u', taken))
  const one = (whole: Expr): General => ({ of: whole as Call, functions: [within] })
  const two = (whole: Expr): General => ({ of: whole as Call, functions: [f, g] })
  switch (rule) {
    case 'sum':
      return two(rawCall(SIGN.plus, [f, g]))
    case 'constant-multiple':
      return { of: rawCall(SIGN.times, [c, f]), functions: [f] }
    case 'product': {
      const functions = [f, g, letter('h', taken), letter('p', taken)].slice(0, movingFactors(of as Call, x))
      return { of: rawCall(SIGN.times, functions), functions }
    }
    case 'quotient':
      return two(over(f, g))
    case 'reciprocal':
      return one(over(written(WRITTEN.one), within))
    case 'power':
      return one(power(within, n))
    case 'root':
      return one(root(within))
    case 'exponential':
      return one(power(a, within))
    case 'natural-exponential':
      return one(power(e, within))
    case 'general-power':
      return two(power(f, g))
    case 'function':
    case 'unknown-function':
      return one(applied(of as Call, inner ?? x, within, taken))
    case 'sum-over-index':
    case 'product-over-index':
    case 'under-integral':
    case 'fundamental-theorem':
    case 'leibniz':
      return binderInLetters(of as Call, x, taken)
    case 'logarithm-of-product': {
      const inside = binderInLetters((of as Call).args[0] as Call, x, taken)
      return inside && { of: rawCall('log', [inside.of]) as Call, functions: [] }
    }
    case 'several-arguments':
    case 'extreme':
    case 'complex-part':
    case 'piecewise':
    case 'list':
    case 'constant':
    case 'variable':
      return undefined
    default:
      return rule satisfies never
  }
}

/** How many functions the rule of a product is told of: those that move, or two of many. */
function movingFactors(of: Call, x: Expr): number {
  const moving = of.args.filter(a => depends(a, x)).length
  return moving > MOST_FACTORS ? 2 : moving
}
const MOST_FACTORS = 4

/** The call with a letter for what moves, and letters for other arguments that are not plain. */
function applied(of: Call, moving: Expr, within: Expr, taken: ReadonlySet<string>): Call {
  const used = new Set([...taken, ...freeSymbols(within)])
  const args = of.args.map(arg => {
    if (arg === moving || isVariable(arg, moving)) return within
    if (arg.kind !== 'call' || arg.args.length === 0) return arg
    const name = letter('a', used)
    used.add(String(name))
    return name
  })
  return rawCall(of.head, args)
}
