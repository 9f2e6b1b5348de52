/**
 * Tangents: what a function, an equation or a curve is to first order at a point. Values and slopes come from power series, so that
 * kinks and poles are refused and removable points are not; at a cusp of a curve the first terms that do not vanish give the direction.
 */
import { DomainError, ShapeError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { evaluate } from '../evaluate/evaluate.js'
import { substitute } from '../evaluate/subs.js'
import { add, div, mul, neg, num, sub, sum, zero } from '../expr/build.js'
import { type Expr, sym } from '../expr/node.js'
import { contains, freeSymbols } from '../expr/walk.js'
import type { Variable } from './derivative.js'
import type { Values } from './series.js'
import { taylorCoefficients } from './taylor.js'

/** A point: values by variable. */
export interface Place {
  readonly variables: readonly Variable[]
  readonly values: readonly Expr[]
}

/** To first order: `value` + the sum of `slopes[k]*(x[k] - a[k])`. */
export interface Linear {
  readonly value: Expr
  readonly slopes: readonly Expr[]
}

/** A place in a message: `x = 1, y = 2`. */
const written = ({ variables, values }: Place): string => variables.map((x, k) => `${x} = ${values[k]}`).join(', ')

/** A function to first order. */
export function linear(f: Expr, { variables, values }: Place, exact: Values): Linear {
  const slopes = variables.map((x, k) => {
    const others = new Map(
      variables.flatMap((y, j) => (j === k ? [] : [[leafName(y) as string, values[j] as Expr] as const])),
    )
    return taylorCoefficients(substitute(f, others), x, values[k] as Expr, 1, exact) as [Expr, Expr]
  })
  const value = slopes[0]?.[0] ?? exact.settle(f)
  return { value, slopes: slopes.map(([, slope]) => slope) }
}

/** The same, where it is one: `DomainError` where the function has another slope along other lines. */
export function plane(f: Expr, place: Place, exact: Values): Linear {
  const line = linear(f, place, exact)
  if (place.variables.length < 2 || isPlane(f, place, line)) return line
  throw new DomainError(
    `there is no tangent plane at ${written(place)}: along other lines the slope is another`,
    'kink',
  )
}

/**
 * Whether partial derivatives say the slope along another line, too: at 0 those of sqrt(x*y) do not. Seen in values; a function whose
 * values beside the point are not numbers is believed.
 */
export function isPlane(f: Expr, { variables, values }: Place, { value, slopes }: Linear): boolean {
  const names = new Set(variables.map(leafName))
  if ([...freeSymbols([f, value, ...slopes, ...values])].some(name => !names.has(name))) return true
  const number = (e: Expr): number => evaluate(e, {}, { undefined: 'nan' })
  const [from, at] = [number(value), values.map(number)]
  const expected = number(sum(slopes.map((m, k) => mul(m, num(k + 1)))))
  const miss = (h: number): number => {
    const point = Object.fromEntries(variables.map((x, k) => [leafName(x) as string, (at[k] as number) + h * (k + 1)]))
    return Math.abs((evaluate(f, point, { undefined: 'nan' }) - from) / h - expected)
  }
  return [1, -1].every(side => {
    const [far, near] = [miss(side * 1e-4), miss(side * 1e-6)]
    return !(near > 1e-3 * (1 + Math.abs(expected)) && near > far / 10)
  })
}

/** The value and the slope of f(a + t*c) at t = 0. */
export function alongLine(
  f: Expr,
  { variables, values }: Place,
  steps: readonly Expr[],
  exact: Values,
): readonly [Expr, Expr] {
  const names = freeSymbols([f, ...values, ...steps])
  const line = sym(['t', 's', 'h'].find(name => !names.has(name)) ?? '[t]')
  const moved = new Map(
    variables.map((x, k) => [leafName(x) as string, add(values[k] as Expr, mul(line, steps[k] as Expr))] as const),
  )
  return taylorCoefficients(substitute(f, moved), line, zero, 1, exact) as [Expr, Expr]
}

/** The constant of a line or a plane multiplied out. */
export const constantOf = ({ value, slopes }: Linear, { values }: Place, exact: Values): Expr =>
  exact.settle(sub(value, sum(slopes.map((m, k) => mul(m, values[k] as Expr)))))

/** Where F is 0, the last of the variables on which F depends there, as a linear function of the others. */
export interface Solved {
  readonly name: Variable
  readonly place: Place
  readonly line: Linear
}

/** The tangent of F = 0, solved for the last variable by which F has a slope. Raises `DomainError` off the curve, and where it has no tangent. */
export function implicitTangent(f: Expr, place: Place, exact: Values): Solved {
  const { variables, values } = place
  for (const x of variables) if (!contains(f, x)) throw new ShapeError(`the equation has no ${x}`, 'point')
  const { value, slopes } = plane(f, place, exact)
  if (value !== zero && !exact.isZero(value) && isNumber(value))
    throw new DomainError(`the point ${written(place)} does not satisfy the equation`, 'off-curve')
  const last = slopes.findLastIndex(m => !exact.isZero(m))
  if (last < 0) throw new DomainError('the equation has no tangent at a singular point', 'singular-point')
  const rest = variables.flatMap((_, k) => (k === last ? [] : [k]))
  const by = slopes[last] as Expr
  return {
    name: variables[last] as Expr,
    place: { variables: rest.map(k => variables[k] as Expr), values: rest.map(k => values[k] as Expr) },
    line: { value: values[last] as Expr, slopes: rest.map(k => exact.settle(neg(div(slopes[k] as Expr, by)))) },
  }
}

const isNumber = (e: Expr): boolean => e.mask === 0

/** How far the first direction of a curve is looked for. */
const MOST_VANISHING = 8

/** The point of a curve and its direction there, the first terms of the components that do not all vanish. */
export function direction(
  curve: readonly Expr[],
  t: Variable,
  at: Expr,
  exact: Values,
): { readonly point: readonly Expr[]; readonly along: readonly Expr[] } {
  for (let order = 1; order <= MOST_VANISHING; order *= 2) {
    const all = curve.map(x => taylorCoefficients(x, t, at, order, exact))
    for (let k = 1; k <= order; k++) {
      const along = all.map(c => c[k] as Expr)
      if (along.some(c => !exact.isZero(c))) return { point: all.map(c => c[0] as Expr), along }
    }
  }
  throw new DomainError(`the curve has no direction where ${t} is ${at}`, 'singular-point')
}
