/**
 * Exercises of applied calculus from answer keys: tangents, implicit derivatives, Taylor polynomials, curves, directional derivatives.
 * Each is asked of the verb that is for it, and the answer must have the value of the key at points off the beaten track; what is not equal there
 * (an implicit derivative of second order) is compared on the curve itself.
 */
import type { Expr } from '../../src/expr/node.js'
import { freeSymbols } from '../../src/expr/walk.js'
import {
  diff,
  differential,
  directional,
  evaluate,
  FluxionError,
  gradient,
  implicit,
  parametric,
  parse,
  polar,
  subs,
  tangent,
  taylor,
} from '../../src/index.js'
import type { Verdict } from './entry.js'

export interface AppliedEntry {
  readonly id: string
  readonly kind: string
  readonly f: string
  readonly wrt: readonly string[]
  readonly order: number
  readonly answer: string
  readonly dep?: string
  readonly point?: Readonly<Record<string, string>>
  readonly direction?: string
  readonly towards?: string
  readonly angle?: string
  readonly inner?: Readonly<Record<string, string>>
  readonly mixed?: boolean
}

/** What a verb answered, and the key, part by part. */
interface Pair {
  readonly found: readonly Expr[]
  readonly wanted: readonly Expr[]
  /** Where the values are compared, if not everywhere. */
  readonly on?: Expr
}

/** Entries of other kinds are not for these verbs. */
export const isApplied = (e: AppliedEntry): boolean => Object.hasOwn(ASKED, kindOf(e))

const kindOf = ({ kind }: AppliedEntry): string => kind

/** How each kind is asked. */
const ASKED: Readonly<Record<string, (e: AppliedEntry) => Pair>> = {
  tangent: e => lines(tangent(e.f, pointOf(e)), e),
  linear: e => lines(taylor(e.f, variableOf(e), (pointOf(e)[variableOf(e)] ?? '0') as string, 1), e),
  'tangent-plane': e => lines(tangent(e.f, pointOf(e)), e),
  'implicit-tangent': e => lines(tangent(e.f, pointOf(e)), e),
  'parametric-tangent': e => lines(tangent(e.f, pointOf(e)), e),
  'polar-tangent': e => lines(tangent(e.f, pointOf(e)), e),
  taylor: e => same(taylor(e.f, variableOf(e), pointOf(e)[variableOf(e)] as string, e.order), e),
  implicit: e => ({ ...same(implicit(e.f, e.dep as string, variableOf(e), e.order), e), on: equation(e.f) }),
  'implicit-partial': e => ({ ...same(implicit(e.f, e.dep as string, variableOf(e), e.order), e), on: equation(e.f) }),
  'implicit-point': e => same(subs(implicit(e.f, e.dep as string, variableOf(e), e.order), pointOf(e)), e),
  parametric: e => same(parametric(e.f, variableOf(e), e.order), e),
  'parametric-point': e => same(subs(parametric(e.f, variableOf(e), e.order), pointOf(e)), e),
  polar: e => same(polar(radius(e), variableOf(e), e.order), e),
  'polar-point': e => same(subs(polar(radius(e), variableOf(e), e.order), pointOf(e)), e),
  directional: e => same(directional(e.f, directionOf(e), { at: pointOf(e) }), e),
  differential: e => ({ found: coefficients(differential(e.f, e.wrt), e.wrt), wanted: parts(parse(e.answer)) }),
  'gradient-norm': e => same(norm(e), e),
  gradient: e => ({ found: gradient(e.f, e.wrt), wanted: parts(parse(e.answer)) }),
  'gradient-point': e => ({
    found: gradient(e.f, e.wrt).map(g => subs(g, pointOf(e))),
    wanted: parts(parse(e.answer)),
  }),
  vector: e => ({ found: parts(diff(e.f, variableOf(e), e.order)), wanted: parts(parse(e.answer)) }),
  chain: e => chain(e),
}

export function applied(e: AppliedEntry): Verdict {
  try {
    return judged((ASKED[kindOf(e)] as (e: AppliedEntry) => Pair)(e), e)
  } catch (error) {
    if (!(error instanceof FluxionError)) throw error
    return { outcome: error.name === 'ParseError' ? 'parse' : 'unsupported', reason: `${e.f}: ${error.message}` }
  }
}

const variableOf = ({ wrt }: AppliedEntry): string => wrt[0] as string
const pointOf = ({ point = {} }: AppliedEntry): Readonly<Record<string, string>> => point
const parts = (e: Expr): readonly Expr[] => (e.kind === 'call' && e.head === 'list' ? e.args : [e])
const same = (found: Expr, e: AppliedEntry): Pair => ({ found: [found], wanted: [parse(e.answer)] })

/** Both sides of an equation as one expression that is zero on it. */
function equation(text: string): Expr {
  const e = parse(text, { bound: ['y', 'z'] })
  return e.kind === 'call' && e.head === 'eq' ? parse(`(${e.args[0]}) - (${e.args[1]})`) : e
}

/** A right-hand side, and the key solved for the name on the left: the keys' lines are linear in it. */
function lines(found: Expr, e: AppliedEntry): Pair {
  const key = parse(e.answer, { asked: ['y', 'z', 'x', ...e.wrt] })
  if (key.kind !== 'call' || key.head !== 'eq') return { found: [found], wanted: [key] }
  const names = e.wrt.length === 1 || e.dep === 'y' ? 'y' : 'z'
  const zero = parse(`(${key.args[0]}) - (${key.args[1]})`)
  const [slope, constant] = [diff(zero, names), subs(zero, { [names]: 0 })]
  return { found: [found], wanted: [parse(`-(${constant})/(${slope})`)] }
}

/** The curve's radius: the keys give both coordinates. */
function radius(e: AppliedEntry): string {
  const [x] = parts(parse(e.f))
  return `(${x})/cos(${variableOf(e)})`
}

function directionOf(e: AppliedEntry): Record<string, string> {
  const given = e.direction ?? e.towards
  if (given === undefined) return named(e, [`cos(${e.angle})`, `sin(${e.angle})`])
  const listed = parts(parse(given)).map(String)
  return named(
    e,
    e.towards === undefined ? listed : listed.map((c, k) => `(${c}) - (${pointOf(e)[e.wrt[k] as string]})`),
  )
}

const named = ({ wrt }: AppliedEntry, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(wrt.map((name, k) => [name, values[k] as string]))

const coefficients = (e: Expr, wrt: readonly string[]): readonly Expr[] => wrt.map(name => diff(e, `d${name}`))

const norm = (e: AppliedEntry): Expr =>
  parse(
    `sqrt(${gradient(e.f, e.wrt)
      .map(g => `(${subs(g, pointOf(e))})^2`)
      .join(' + ')})`,
  )

/** The inner functions as named intermediates; a key that mixes both is compared with them put in. */
function chain(e: AppliedEntry): Pair {
  const inner = e.inner ?? {}
  const text = Object.entries(inner)
    .map(([name, value]) => `${name} = ${value}`)
    .join('; ')
  return { found: [diff(e.f, variableOf(e), e.order, { let: text })], wanted: [subs(e.answer, inner)] }
}

const POINTS = 6

function judged({ found, wanted, on }: Pair, e: AppliedEntry): Verdict {
  if (found.length !== wanted.length) return { outcome: 'wrong value', reason: `${e.f}: ${found.length} parts` }
  for (const [k, part] of found.entries()) {
    const key = wanted[k] as Expr
    // What is equal everywhere is equal on the curve.
    if (agree(part, key, undefined, e) || (on !== undefined && agree(part, key, on, e))) continue
    return { outcome: 'wrong value', reason: `${e.kind} ${e.f}: ${part}, not ${key}` }
  }
  return { outcome: 'passed', reason: '' }
}

function agree(found: Expr, wanted: Expr, on: Expr | undefined, e: AppliedEntry): boolean {
  const names = [...new Set([...freeSymbols(found), ...freeSymbols(wanted), ...(on ? freeSymbols(on) : [])])].sort()
  let compared = 0
  for (let k = 0; k < 10 * POINTS && compared < POINTS; k++) {
    const at: Record<string, Complex> = Object.fromEntries(
      names.map((name, j) => [name, { re: 0.3 + irregular(7 * k + j), im: irregular(11 * k + j) - 0.5 }]),
    )
    if (on !== undefined && e.dep !== undefined && !settle(on, e.dep, at)) continue
    const [a, b] = [found, wanted].map(g => evaluate(g, at, { field: 'complex', undefined: 'nan' })) as [
      Complex,
      Complex,
    ]
    if (!Number.isFinite(b.re) || !Number.isFinite(b.im)) continue
    compared++
    if (!(Math.hypot(a.re - b.re, a.im - b.im) <= 1e-7 * Math.max(Math.hypot(b.re, b.im), 1e-3))) return false
  }
  return compared >= POINTS / 2
}

interface Complex {
  readonly re: number
  readonly im: number
}

/** Moves the dependent variable onto the curve by Newton's method; answers whether it arrives. */
function settle(on: Expr, name: string, at: Record<string, Complex>): boolean {
  const slope = diff(on, name)
  for (let k = 0; k < 60; k++) {
    const [f, d] = [on, slope].map(g => evaluate(g, at, { field: 'complex', undefined: 'nan' })) as [Complex, Complex]
    const size = d.re ** 2 + d.im ** 2
    const step = { re: (f.re * d.re + f.im * d.im) / size, im: (f.im * d.re - f.re * d.im) / size }
    const y = at[name] as Complex
    at[name] = { re: y.re - step.re, im: y.im - step.im }
    if (Math.hypot(step.re, step.im) < 1e-14) return Math.hypot(f.re, f.im) < 1e-9
  }
  return false
}

/** Even numbers in [0, 1), the same in every run. */
const irregular = (k: number): number => ((k + 1) * 0.6180339887498949) % 1
