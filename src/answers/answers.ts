/**
 * What becomes of answers: derivatives as a textbook prints them (the room form), or in the form that was asked for. Nothing is
 * searched for here; `simplify` is a verb of its own.
 */
import { requireAnalytic } from '../diff/analytic.js'
import { definitionsOf, expanded, rulesOf, valueless } from '../diff/definition.js'
import { derivative, type Variable } from '../diff/derivative.js'
import { atOnce } from '../diff/higher.js'
import { FluxionError } from '../errors.js'
import type { Assumptions } from '../expr/assumption.js'
import { list } from '../expr/build.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { countNodes, hasCall } from '../expr/walk.js'
import type { Origin } from '../expr/writing.js'
import { inOrderOf, originOf, withLayout, withOrigin, writingOf } from '../expr/written.js'
import { type Answer, answer, Problem } from '../form/answer.js'
import { FORMS, type Form } from '../form/forms.js'
import type { Order } from '../form/habits.js'
import { type FormOptions, type Input, mapNested, type Options, read } from '../inputs/input.js'
import { shaped } from '../matrix/forms.js'
import { rewritten } from '../rewrite/apply.js'
import { alwaysWith } from '../rules/always.js'
import { Facts } from '../simplify/facts.js'
import { isTensor } from '../tensor/tensor.js'
import { certify } from '../verify/certificate.js'

/** Derivatives by several variables; rows that are finished together are of one length. */
type Row = readonly Expr[]

/** How a derivative is taken and finished. */
export interface Answers {
  /** One derivative, as it is handed out; `order` is that of its letters, where f does not tell. */
  readonly derivative: (f: Expr, x: Variable, order?: Order) => Expr
  /** A derivative by several variables in turn, each step verified where that was asked for. */
  readonly repeated: (f: Expr, by: readonly Variable[]) => Expr
  /** Derivatives by many variables, finished together, in canonical form. */
  readonly finished: (fs: readonly Expr[], by: readonly Variable[], rows: readonly Row[]) => readonly Row[]
  /** A derivative, unless verification was asked for and refutes it. */
  readonly verified: (f: Expr, x: Variable, d: Expr) => Expr
  /** One derivative that was verified where that was asked for. */
  readonly certified: (f: Expr, x: Variable) => Expr
  /** Whether answers are laid out as a textbook prints them. */
  readonly laidOut: boolean
  /** An answer in the form that was asked for. */
  readonly shaped: (e: Expr, problem: Expr) => Expr
}

/** Repeated derivatives with more distinct parts keep their canonical form. */
const LARGEST_REPEATED = 90

export function answersFor(options: Options, assumptions: Assumptions): Answers {
  const definitions = definitionsOf(options)
  const { domain, form, record } = options
  const own = rulesOf(options)
  const facts = new Facts(assumptions, domain)
  const rules = alwaysWith(own)
  const rewrite = (e: Expr, kept?: readonly Expr[]): Expr =>
    rewritten(expanded(e, definitions), rules, c => facts.prove(c), kept)
  // What is declared of symbols, rules of the caller's own, and steps beside extremes may change the whole.
  const decisive = own.length > 0 || assumptions.size > 0
  const whole = (e: Expr): Expr => (decisive || hasCall(e, 'piecewise') ? rewrite(e) : e)
  const put = own.length === 0 ? (e: Expr): Expr => expanded(e, definitions) : (e: Expr): Expr => rewrite(e)
  const raw = (f: Expr, x: Variable): Expr => put(derivative(f, x, record))
  const laidOut = form === undefined && options.simplify !== false
  // What is differentiated by many variables is read once, and so are parts that answers share.
  const values = new Map<Expr, Expr>()
  let last: readonly [problem: Expr, read: Problem] | undefined
  const answerTo = (problem: Expr, x: Variable, order?: Order): Answer | undefined => {
    if (last?.[0] === problem) return last[1].by(x)
    const form = {
      known: rewrite,
      whole,
      values,
      decisive: decisive || definitions.size > 0,
      ...(domain && { domain }),
      ...(order && { order, several: order.by !== undefined }),
    }
    if (isCall(problem, 'list')) return answer(problem, x, form)
    last = [problem, new Problem(problem, form)]
    return last[1].by(x)
  }
  const inBook = (f: Expr, x: Variable, order?: Order): Expr => {
    const found = answerTo(writingOf(f), x, order)
    if (found === undefined) return raw(f, x)
    if (record !== undefined) derivative(f, x, record)
    return withLayout(found.written, found.value)
  }
  const finished = (fs: readonly Expr[], by: readonly Variable[], rows: readonly Row[]): readonly Row[] => {
    for (const f of fs) requireAnalytic(f, by, facts)
    if (definitions.size === 0 && own.length === 0) return rows
    const all = (put(list(rows.flat())) as Call).args
    return rows.map((row, i) => row.map((_, j) => all[i * row.length + j] as Expr))
  }
  const taken = (f: Expr, x: Variable, order?: Order): Expr => {
    requireAnalytic(f, [x], facts)
    return laidOut ? inBook(f, x, order) : raw(f, x)
  }
  /** Each derivative of the one before, all of them of `of` by those `inTurn`. */
  const chain = (
    f: Expr,
    by: readonly Variable[],
    take: (f: Expr, x: Variable, order?: Order) => Expr,
    { of, by: inTurn }: Origin<Expr> = { of: f, by },
  ): Expr => {
    const order = inTurn.length > 1 ? { from: writingOf(of), inTurn } : undefined
    return by.reduce((d, x) => verified(d, x, take(d, x, d === of ? undefined : order), options, assumptions), f)
  }
  const isBare = record === undefined && definitions.size === 0 && !options.verify && facts.allReal
  /** The same in canonical form, at once where that may be; else from `before` on by those that are `left`. */
  const plainly = (f: Expr, by: readonly Variable[], before = f, left = by): Expr =>
    (isBare && atOnce(f, by)) || chain(before, left, laidOut ? raw : taken)
  // Only where no option says more than that of another call may the derivative of a derivative be a higher one of what that was taken of.
  const isUsual = laidOut && isBare && !decisive && domain !== 'complex'
  const repeated = (f: Expr, by: readonly Variable[]): Expr => {
    if (!laidOut) return plainly(f, by)
    if (by.length === 0) return f
    const before = isUsual ? originOf(f) : undefined
    const all: Origin<Expr> = before === undefined ? { of: f, by } : { of: before.of, by: [...before.by, ...by] }
    if (all.by.length < 2 || record !== undefined)
      return isUsual ? withOrigin(chain(f, by, taken), all) : chain(f, by, taken)
    const plain = before?.plain ? plainly(all.of, all.by, before.plain, by) : plainly(all.of, all.by)
    const d = countNodes(plain) > LARGEST_REPEATED ? plain : chain(f, by, taken, all)
    return isUsual ? withOrigin(d, { ...all, plain }) : d
  }
  return {
    derivative: taken,
    repeated,
    finished,
    verified: (f, x, d) => verified(f, x, d, options, assumptions),
    certified: (f, x) => verified(f, x, taken(f, x), options, assumptions),
    laidOut,
    shaped: (e, problem) => inForm(e, { options, assumptions }, problem),
  }
}

function verified(f: Expr, x: Variable, d: Expr, options: Options, assumptions: Assumptions): Expr {
  if (options.verify === undefined || options.verify === false) return d
  const verify = options.verify === true ? certify : options.verify
  if (verify === certify && valueless(f, definitionsOf(options)) !== undefined) return d
  const certificate = verify(f, x, d, { assumptions, ...(options.domain && { domain: options.domain }) })
  if (certificate.verdict === 'refuted') {
    const at = JSON.stringify(certificate.witness)
    throw new FluxionError('refuted', `${d} is not the derivative of ${f} by ${x}: they differ at ${at}`)
  }
  return d
}

/** What an answer belongs to. */
export interface Setting<O extends FormOptions = Options> {
  readonly options: O
  readonly assumptions: Assumptions
}

/** An answer in the form that was asked for, which is printed in the order of the problem. */
export function inForm(e: Expr, { options, assumptions }: Setting<FormOptions>, problem = e): Expr {
  const { form, domain } = options
  if (form === undefined) return e
  if (isTensor(e)) return shaped(e, options)
  const found = typeof form === 'string' ? (FORMS as Readonly<Record<string, Form>>)[form] : form
  if (found === undefined) throw new FluxionError('no-form', `the form "${form}" is one of ${whose(form)}`)
  return inOrderOf(found(e, { assumptions, ...(domain && { domain }) }), problem)
}

/** A nested list of inputs, such as a gradient or a Jacobian. */
export type Nested = Input | readonly Nested[]

/** The expression, or the list, that an input stands for, in the form that was asked for. */
export const readInForm = (f: Nested, options: FormOptions): Expr =>
  mapNested<Expr>(
    f,
    g => {
      const { e, assumptions } = read(g, options)
      return inForm(e, { options, assumptions })
    },
    (parts, keys) => {
      if (keys !== undefined) throw new FluxionError('argument-f', 'the argument f has lists of inputs, and no objects')
      return list(parts)
    },
  )

const whose = (form: unknown): string => (form === 'point-slope' ? 'tangents' : 'vectors and matrices')

/** Derivatives of the caller's functions put in, and rules of the caller's own applied. */
export function known(options: Options, assumptions: Assumptions = new Map()): (e: Expr) => Expr {
  const definitions = definitionsOf(options)
  const own = rulesOf(options)
  if (own.length === 0) return e => expanded(e, definitions)
  const rules = alwaysWith(own)
  const facts = new Facts(assumptions, options.domain)
  return e => rewritten(expanded(e, definitions), rules, c => facts.prove(c))
}
