/**
 * Wrong derivatives made of right ones: one change at one place (a sign, a coefficient, an exponent, a function), as
 * a person or a wrong rule would make it. Whether a mutant really differs is told by its values at many points, more and
 * elsewhere than a certificate takes.
 */
import { FluxionError } from '../../src/errors.js'
import { lower } from '../../src/evaluate/lower.js'
import { run } from '../../src/evaluate/run.js'
import { call, mul, neg, num } from '../../src/expr/build.js'
import type { Call, Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { postorder } from '../../src/expr/walk.js'
import { row } from '../../src/functions/table.js'
import { Rational } from '../../src/number/rational.js'
import { type ComplexSample, measuredComplex } from '../../src/verify/measured-complex.js'
import { leaves } from '../../src/verify/target.js'
import { FUNCTIONS, pick, type Random, seeded } from './random.js'

export const KINDS = ['sign', 'coefficient', 'exponent', 'function'] as const
export type Kind = (typeof KINDS)[number]

/** One place in an expression: an argument of a call, or the whole. */
interface Place {
  readonly parent: Call | undefined
  readonly index: number
  readonly node: Expr
}

function places(e: Expr): Place[] {
  const all: Place[] = [{ parent: undefined, index: 0, node: e }]
  for (const c of postorder(e)) {
    if (c.kind === 'call') for (const [index, node] of c.args.entries()) all.push({ parent: c, index, node })
  }
  return all
}

const UNARY = FUNCTIONS.filter(r => r.args === 1 && r.lists === undefined).map(r => r.name)
const NUMBERS_OF = new Set(['add', 'mul'])

/** Something else in place of the node; undefined where this kind of change does not apply. */
function changed({ parent, index, node }: Place, kind: Kind, random: Random): Expr | undefined {
  const isExponent = parent?.head === 'pow' && index === 1
  switch (kind) {
    case 'sign':
      return isCondition(node) || isExponent ? undefined : neg(node)
    case 'coefficient':
      if (node.kind === 'num')
        return parent === undefined || NUMBERS_OF.has(parent.head) ? nearby(node.value, random) : undefined
      return parent?.head === 'add' || parent === undefined ? mul(num(2), node) : undefined
    case 'exponent':
      if (isExponent && node.kind === 'num') return nearby(node.value, random)
      return node.kind === 'sym' && parent !== undefined && !isExponent ? call('pow', [node, num(2)]) : undefined
    case 'function':
      if (node.kind !== 'call' || node.args.length !== 1 || row(node.head) === undefined) return undefined
      return call(
        pick(
          random,
          UNARY.filter(name => name !== node.head),
        ),
        node.args,
      )
  }
}

const isCondition = (e: Expr): boolean =>
  e.kind === 'call' && ['lt', 'le', 'eq', 'ne', 'gt', 'ge', 'and', 'or', 'not', 'list'].includes(e.head)

const nearby = (q: Rational, random: Random): Expr =>
  num(q.add(q.den === 1 || random() < 0.5 ? Rational.of(random() < 0.5 ? 1 : -1) : Rational.of(1, 2)))

/** The expression with another node at one place; only the nodes on one way to it are new. */
function replaced(e: Expr, place: Place, by: Expr): Expr {
  const parents = new Map<Expr, { parent: Call; index: number }>()
  for (const p of places(e)) if (p.parent) parents.set(p.node, { parent: p.parent, index: p.index })
  let result = by
  for (
    let at: { parent: Call; index: number } | undefined = place.parent && { parent: place.parent, index: place.index };
    at;
  ) {
    result = call(at.parent.head, at.parent.args.with(at.index, result))
    at = at.parent === e ? undefined : parents.get(at.parent)
  }
  return result
}

/** The expression changed once, in a way drawn at random; undefined where nothing could be changed. */
export function mutant(e: Expr, random: Random): { readonly kind: Kind; readonly e: Expr } | undefined {
  const all = places(e)
  for (let tries = 0; tries < 60; tries++) {
    const kind = pick(random, KINDS)
    const place = pick(random, all)
    try {
      const by = changed(place, kind, random)
      if (by === undefined) continue
      const changedE = replaced(e, place, by)
      if (!equal(changedE, e)) return { kind, e: changedE }
    } catch (error) {
      if (!(error instanceof FluxionError)) throw error
    }
  }
  return undefined
}

const POINTS = 300

/** Whether two formulas have the same values at real points of many scales: told by far more of them than a certificate takes. */
export function compareValues(a: Expr, b: Expr, seed = 77): 'equal' | 'different' | 'incomparable' {
  const names = [...leaves([a, b]).keys()]
  const tape = lower([a, b], names)
  const random = seeded(seed)
  let compared = 0
  for (let k = 0; k < POINTS; k++) {
    const exponent = k % 3 === 0 ? 3 : 1
    const point = names.map(() => ({
      re: { value: (random() < 0.5 ? -1 : 1) * 10 ** ((random() - 0.6) * exponent) * 2, error: 0 },
      im: { value: 0, error: 0 },
    }))
    const registers = run(tape, measuredComplex, point)
    const [p, q] = tape.outputs.map(r => registers[r] as ComplexSample) as [ComplexSample, ComplexSample]
    const [np, nq] = [p, q].map(z => z.re.error + z.im.error) as [number, number]
    const [sp, sq] = [p, q].map(z => Math.hypot(z.re.value, z.im.value)) as [number, number]
    if (!Number.isFinite(sp + sq + np + nq)) continue
    compared++
    const distance = Math.hypot(p.re.value - q.re.value, p.im.value - q.im.value)
    if (distance > 1e-9 * Math.max(sp, sq) + 100 * (np + nq)) return 'different'
  }
  return compared >= 10 ? 'equal' : 'incomparable'
}
