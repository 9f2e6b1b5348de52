/**
 * The two laws of a gradient check, over random expressions of every function in the table, at points of many scales:
 * a right derivative is never called wrong, and a wrong one never passes where numbers can tell them apart.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { derivative } from '../../src/diff/derivative.js'
import { DomainError, FluxionError } from '../../src/errors.js'
import { evaluate } from '../../src/evaluate/evaluate.js'
import { add, call, div, mul, neg, num, pow, rational, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { postorder, withArgs } from '../../src/expr/walk.js'
import { numericOf } from '../../src/functions/numerics.js'
import { arity, type NamedRow } from '../../src/functions/row.js'
import { allRows } from '../../src/functions/table.js'
import { check } from '../../src/verify/check.js'
import type { CheckedVariable } from '../../src/verify/report.js'
import { Target } from '../../src/verify/target.js'
import { ABSOLUTE } from '../../src/verify/verdict.js'
import { runs } from '../cases/runs.js'

function hasKernel(r: NamedRow): boolean {
  try {
    return numericOf(r) !== undefined
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

const functions = [...allRows()].filter(
  r => hasKernel(r) && arity(r)[0] > 0 && !r.structure && r.lists === undefined && !r.derivative.includes(null),
)

/** How to build an expression: what fails to build (0/0, log(0)) becomes x. */
const built = (make: () => Expr): Expr => {
  try {
    return make()
  } catch (error) {
    if (error instanceof FluxionError) return sym('x')
    throw error
  }
}

const leaf = fc.oneof(
  { weight: 4, arbitrary: fc.constant(sym('x')) },
  { weight: 2, arbitrary: fc.constant(sym('y')) },
  { weight: 1, arbitrary: fc.integer({ min: -3, max: 3 }).map(num) },
  { weight: 1, arbitrary: fc.integer({ min: -15, max: 15 }).map(n => rational(n, 10)) },
)

const { tree } = fc.letrec<{ tree: Expr }>(tie => {
  const pair = fc.tuple(tie('tree'), tie('tree'))
  const exponent = fc.oneof(
    fc.integer({ min: -2, max: 4 }).map(num),
    fc.integer({ min: -3, max: 3 }).map(n => rational(n, 2)),
  )
  return {
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      { weight: 2, arbitrary: leaf },
      { weight: 3, arbitrary: pair.map(([a, b]) => add(a, b)) },
      { weight: 3, arbitrary: pair.map(([a, b]) => mul(a, b)) },
      { weight: 1, arbitrary: pair.map(([a, b]) => built(() => div(a, b))) },
      { weight: 2, arbitrary: fc.tuple(tie('tree'), exponent).map(([a, n]) => built(() => pow(a, n))) },
      { weight: 1, arbitrary: pair.map(([a, b]) => built(() => pow(a, b))) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('tree'), leaf, leaf, tie('tree'))
          .map(([a, b, c, d]) => call('piecewise', [a, call('lt', [b, c]), d])),
      },
      {
        weight: 8,
        arbitrary: fc.constantFrom(...functions).chain(r => {
          const count = r.fold ? 2 : arity(r)[0]
          return fc
            .array(tie('tree'), { minLength: count, maxLength: count })
            .map(args => built(() => call(r.name, args)))
        }),
      },
    ),
  }
})

const coordinate = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc
    .tuple(fc.constantFrom(1e-6, 1e-3, 0.1, 1, 3, 30, 1000), fc.integer({ min: -999_983, max: 999_983 }))
    .map(([scale, k]) => (scale * k) / 999_983),
)
const point = fc.record({ x: coordinate, y: coordinate })

/** Whether there is anything to check at the point. */
function defined(e: Expr, at: { readonly x: number; readonly y: number }): boolean {
  if (e.kind !== 'call' || !postorder(e).includes(sym('x'))) return false
  try {
    return Number.isFinite(evaluate(e, at))
  } catch (error) {
    if (error instanceof FluxionError) return false
    throw error
  }
}

const checked = (e: Expr, at: { readonly x: number; readonly y: number }, claim?: Expr): CheckedVariable =>
  check(e, { at, variables: ['x'], ...(claim && { claimed: { x: claim } }) }).variables[0] as CheckedVariable

test('a right derivative is never called wrong', () => {
  fc.assert(
    fc.property(tree, point, (e, at) => {
      fc.pre(defined(e, at))
      const found = checked(e, at)
      expect(found.verdict, `${e} at ${JSON.stringify(at)}: ${JSON.stringify(found)}`).not.toBe('wrong')
    }),
    runs(35),
  )
})

test('nearly all are confirmed', () => {
  const verdicts = new Map<string, number>()
  fc.assert(
    fc.property(tree, point, (e, at) => {
      fc.pre(defined(e, at))
      const { verdict } = checked(e, at)
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
    }),
    { ...runs(100), seed: 20240607 },
  )
  const total = [...verdicts.values()].reduce((a, b) => a + b)
  expect((verdicts.get('ok') ?? 0) / total).toBeGreaterThan(0.85)
  expect((verdicts.get('uncertain') ?? 0) / total).toBeLessThan(0.08)
})

/** The derivative with one node changed: a sign, a coefficient, an exponent, a number, a function. */
function mutate(d: Expr, where: number, what: number): Expr {
  const nodes = postorder(d).filter(
    e => e.kind !== 'call' || !['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'and', 'or', 'not'].includes(e.head),
  )
  const place = nodes[where % nodes.length] as Expr
  const done = new Map<Expr, Expr>()
  for (const e of postorder(d)) {
    const same =
      e.kind === 'call'
        ? withArgs(
            e,
            e.args.map(a => done.get(a) as Expr),
          )
        : e
    done.set(e, e === place ? changed(same, what) : same)
  }
  return done.get(d) as Expr
}

function changed(e: Expr, what: number): Expr {
  if (e.kind === 'num') return num(e.value.add(num(1).value))
  if (e.kind === 'sym') return what % 2 === 0 ? neg(e) : mul(num(2), e)
  if (e.head === 'add') return add(...e.args.map((a, k) => (k === what % e.args.length ? neg(a) : a)))
  if (e.head === 'mul') return what % 2 === 0 ? neg(e) : mul(rational(11, 10), e)
  if (e.head === 'pow') return pow(e.args[0] as Expr, add(e.args[1] as Expr, num(1)))
  const others = functions.filter(r => r.name !== e.head && arity(r)[0] === e.args.length && !r.fold)
  const other = others[what % others.length]
  return e.args.length === 1 && other !== undefined ? call(other.name, e.args) : neg(e)
}

/** A wrong formula must not pass if it is off by more than this part, and by more than the numeric error. */
const RESOLVED = 1e-6

interface Mutant {
  readonly wrong: CheckedVariable
  /** How far the claim is from the right value, relative to it and in units of what rounding leaves open. */
  readonly relative: number
  readonly resolved: number
  readonly text: string
}

/** A claim that differs from a derivative that was confirmed. */
function mutant(
  e: Expr,
  at: { readonly x: number; readonly y: number },
  where: number,
  what: number,
): Mutant | undefined {
  if (!defined(e, at)) return undefined
  const right = checked(e, at)
  if (right.verdict !== 'ok') return undefined
  const claim = built(() => mutate(derivative(e, sym('x')), where, what))
  const wrong = checked(e, at, claim)
  const apart = Math.abs(wrong.symbolic - right.symbolic)
  const doubt = Math.max(right.uncertainty, Number.isNaN(wrong.uncertainty) ? 0 : wrong.uncertainty)
  // Beside the size of the function it is nothing, and right.
  if (apart <= ABSOLUTE * new Target(e, new Map(Object.entries(at))).slopeScale('x')) return undefined
  const text = `${e} at ${JSON.stringify(at)}, claimed ${claim}: ${JSON.stringify(wrong)}`
  return { wrong, relative: apart / Math.abs(right.symbolic), resolved: apart / doubt, text }
}

test('a wrong derivative never passes where numbers can tell', () => {
  fc.assert(
    fc.property(tree, point, fc.nat(), fc.nat(), (e, at, where, what) => {
      const m = mutant(e, at, where, what)
      fc.pre(m !== undefined && m.relative > RESOLVED && m.resolved > 10)
      expect(m?.wrong.verdict, m?.text).not.toBe('ok')
    }),
    runs(25),
  )
})

test('numbers nearly always can tell', () => {
  const verdicts: string[] = []
  fc.assert(
    fc.property(tree, point, fc.nat(), fc.nat(), (e, at, where, what) => {
      const m = mutant(e, at, where, what)
      fc.pre(m !== undefined && m.relative > RESOLVED && !Number.isNaN(m.wrong.symbolic))
      verdicts.push(m?.wrong.verdict ?? '')
    }),
    { ...runs(60), seed: 20240608 },
  )
  expect(verdicts.filter(v => v === 'wrong').length / verdicts.length).toBeGreaterThan(0.9)
  expect(verdicts.filter(v => v === 'ok').length / verdicts.length).toBeLessThan(0.02)
})
