/**
 * The lines of a derivation: the problem, and after each rule the whole expression, until no derivative is left to be taken. Levels
 * differ in what is said at once. full: one rule a line. standard: one rule a line, but sums and constant factors go with the rule
 * beside them, and what needs nothing but those, powers and functions of the variable is done at once. brief: all that can be done is
 * done in each of a few lines. Every state is equal to the one before it.
 */
import { BudgetError } from '../errors.js'
import { append } from '../expr/args.js'
import { e, one } from '../expr/build.js'
import { type Call, type Expr, rawCall } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { power } from '../expr/written.js'
import { memo } from '../memo.js'
import { formulaOf, letter } from './formula.js'
import type { Line, Use } from './line.js'
import { changed } from './notation.js'
import { LINEAR, openIn, replaced, type Step, Steps } from './step.js'

export type Level = 'brief' | 'standard' | 'full'

/** Longer derivations are not told. */
const MOST_LINES = 120
/** Leaves and calls in a line. */
const LARGEST_LINE = 20_000
/** Rules used one within the other in one line. */
const MOST_WITHIN = 200

const tooLong = (): BudgetError =>
  new BudgetError(
    'steps',
    `this derivative takes too many steps to be told: ${MOST_LINES} lines fit, and ${MOST_WITHIN} rules within one; differentiate parts of it`,
  )

/** More derivatives than these are taken side by side. */
const MOST_APART = 8
/** Lines of rules in a brief derivation; what is left is done in the last. */
const MOST_ROUNDS = 3

/** Tells derivations by one variable. */
export class Derivation {
  readonly steps: Steps
  readonly #level: Level
  readonly #finished: (of: Expr) => Expr
  readonly #taken: Set<string>
  readonly #names = new Map<Expr, Expr>()
  readonly #elementary = new Map<Expr, boolean>()

  /** `finished` answers the derivative of a part as it is handed out. */
  constructor(problem: Expr, x: Expr, level: Level, finished: (of: Expr) => Expr) {
    this.steps = new Steps(problem, x)
    this.#level = level
    this.#finished = finished
    this.#taken = freeSymbols([problem, x])
  }

  /** From an expression with derivatives to be taken to one without. */
  lines(start: Expr): Line[] {
    const lines: Line[] = []
    let state = start
    for (let open = openIn(state); open.length > 0; open = openIn(state)) {
      const next = this.#next(state, open, lines.length)
      if (lines.length >= MOST_LINES || next.state.size > LARGEST_LINE) throw tooLong()
      lines.push(next)
      state = next.state
    }
    return lines
  }

  #next(state: Expr, open: readonly Expr[], round: number): Line {
    switch (this.#level) {
      case 'full':
        return this.#line(state, open.slice(0, 1), d => this.#oneRule(d))
      case 'standard': {
        const hard = open.filter(d => !this.#isElementary(d))
        if (hard.length === 0) {
          const apart = round === 0 && open[0] === state ? this.#line(state, open, d => this.#linear(d)) : undefined
          // A sum of several is taken apart first.
          if (apart !== undefined && openIn(apart.state).length > 1) return apart
          return this.#line(state, open, d => this.#atOnce(d))
        }
        // Of many alike nobody wants a line each.
        return this.#line(state, hard.length > MOST_APART ? hard : hard.slice(0, 1), d => this.#withSums(d))
      }
      case 'brief':
        return this.#line(state, open, d =>
          round >= MOST_ROUNDS - 1 || this.#isElementary(d) ? this.#atOnce(d) : this.#withSums(d),
        )
      default:
        return this.#level satisfies never
    }
  }

  #line(state: Expr, open: readonly Expr[], take: (d: Expr) => Taken): Line {
    const taken = new Map(open.map(d => [d, take(d)]))
    const values = [...taken].map(([d, t]) => [d, t.value] as const)
    return {
      kind: 'calculus',
      uses: distinct([...taken.values()].flatMap(t => t.uses)),
      state: replaced(state, new Map(values)),
      marked: replaced(state, new Map(values.map(([d, value]) => [d, value === one ? one : changed(value)]))),
    }
  }

  #oneRule(d: Expr): Taken {
    const step = this.steps.of(operand(d))
    return { value: step.instance, uses: [this.use(step)] }
  }

  /** A rule, and those of sums and constant factors before and after it. */
  #withSums(d: Expr): Taken {
    const uses: Use[] = []
    let value = d
    let linear = true
    for (let rest: readonly Expr[] = [d], round = 0; rest.length > 0; round++) {
      if (round >= MOST_WITHIN) throw tooLong()
      const steps = rest.map(o => this.steps.of(operand(o)))
      append(
        uses,
        steps.map(s => this.use(s)),
      )
      value = replaced(value, new Map(rest.map((o, k) => [o, (steps[k] as Step).instance])))
      linear &&= steps.every(s => LINEAR.has(s.rule))
      const open = openIn(value)
      // A constant factor alone is no step.
      const goesOn = (o: Expr): boolean => LINEAR.has(this.steps.of(operand(o)).rule) || (linear && open.length === 1)
      rest = open.filter(o => !this.#isElementary(o) && goesOn(o))
    }
    return { value, uses }
  }

  /** The rules of sums and constant factors alone. */
  #linear(d: Expr): Taken {
    const uses: Use[] = []
    let value = d
    for (let rest: readonly Expr[] = [d], round = 0; rest.length > 0; round++) {
      if (round >= MOST_WITHIN) throw tooLong()
      const steps = rest.map(o => this.steps.of(operand(o))).filter(s => LINEAR.has(s.rule))
      append(
        uses,
        steps.map(s => this.use(s)),
      )
      const instances = new Map(steps.map(s => [s.of, s.instance]))
      value = replaced(value, new Map(rest.flatMap(o => [[o, instances.get(operand(o)) ?? o] as const])))
      rest = steps.flatMap(s => s.open)
    }
    return { value, uses }
  }

  /** The derivative as it is handed out, by all the rules that it takes. */
  #atOnce(d: Expr): Taken {
    const uses: Use[] = []
    const seen = new Set<Expr>()
    const pending = [d]
    for (let o = pending.pop(); o; o = pending.pop()) {
      if (seen.has(o)) continue
      seen.add(o)
      const step = this.steps.of(operand(o))
      uses.push(this.use(step))
      append(pending, step.open.toReversed())
    }
    return { value: this.#finished(operand(d)), uses }
  }

  /** Whether sums, constant factors, and rules for the variable itself are enough. */
  #isElementary(d: Expr): boolean {
    const pending = [d]
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const step = this.steps.of(operand(top))
      const below = step.open.filter(o => !this.#elementary.has(o))
      if (below.length > 0 && LINEAR.has(step.rule)) {
        append(pending, below)
        continue
      }
      pending.pop()
      const simple = step.inner === undefined && SIMPLE.has(step.rule)
      const linear = LINEAR.has(step.rule) && step.open.every(o => this.#elementary.get(o) === true)
      this.#elementary.set(top, simple ? step.open.length === 0 : linear)
    }
    return this.#elementary.get(d) === true
  }

  /** What is said of a step. */
  use(step: Step): Use {
    const inner = step.inner === undefined ? undefined : { name: this.#nameOf(step.inner), of: step.inner }
    const of = nameIn(step, inner?.name ?? this.steps.variable)
    return {
      id: step.rule,
      ...(of !== undefined && { of }),
      inner,
      formula: formulaOf(step, this.steps.variable, inner?.name),
    }
  }

  /** u, v, w: each expression within has a name of its own. */
  #nameOf(inner: Expr): Expr {
    return memo(this.#names, inner, () => {
      const name = letter('u', this.#taken)
      this.#taken.add(String(name))
      return name
    })
  }
}

/** What a derivative became, and by what. */
interface Taken {
  readonly value: Expr
  readonly uses: readonly Use[]
}

/** What a derivative to be taken is of. */
export const operand = (d: Expr): Expr => (d as Call).args[0] as Expr

/** Rules that are done in the head where they are used on the variable itself. */
const SIMPLE: ReadonlySet<string> = new Set(
  'constant variable power root reciprocal exponential natural-exponential function unknown-function'.split(' '),
)

const TRIVIAL: ReadonlySet<string> = new Set(['constant', 'variable'])

/** Each use once; what goes without saying only where it stands alone. */
function distinct(uses: readonly Use[]): Use[] {
  const kept = new Map<string, Use>()
  for (const u of uses) {
    const key = [u.id, u.of ?? '', u.inner?.name ?? ''].join(' ')
    if (!kept.has(key)) kept.set(key, u)
  }
  const told = [...kept.values()].filter(u => !TRIVIAL.has(u.id))
  return told.length > 0 ? told : [...kept.values()]
}

function nameIn({ rule, of }: Step, x: Expr): string | Expr | undefined {
  if (of.kind !== 'call') return undefined
  switch (rule) {
    case 'function':
      return of.args.length === 1 ? rawCall(of.head, [x]) : of.head
    case 'several-arguments':
    case 'extreme':
      return of.head
    case 'natural-exponential':
      return power(e, x)
    default:
      return undefined
  }
}
