/**
 * The value of an expression, or of a tree that no constructor has seen, over the complex numbers, with a bound for
 * its rounding error. Written for tests alone, straight from the definitions: what the library evaluates with is
 * itself under test. A value whose error is 0 is exact, so that points on branch cuts can be meant exactly.
 */
import { numericOf } from '../../src/functions/numerics.js'
import { row } from '../../src/functions/table.js'
import * as C from '../../src/number/complex.js'
import type { Rational } from '../../src/number/rational.js'

/** The shape of an expression; an `Expr` has it. */
export type Tree =
  | { readonly kind: 'num'; readonly value: Rational }
  | { readonly kind: 'sym'; readonly name: string }
  | { readonly kind: 'call'; readonly head: string; readonly args: readonly Tree[] }

export interface Value {
  readonly z: C.Complex
  /** A bound for the distance from the true value. */
  readonly error: number
}

export type Point = ReadonlyMap<string, C.Complex>

const EPSILON = 2 ** -51
const UNDEFINED: Value = { z: C.complex(NaN, NaN), error: 0 }

/** Too large or too small to say anything of. */
const OUT_OF_RANGE: Value = { z: C.complex(1), error: Infinity }

export const isDefined = (v: Value): boolean => Number.isFinite(v.z.re) && Number.isFinite(v.z.im)

/** So few binary digits that sums and products of such numbers are exact. */
const short = (x: number): boolean => Number.isInteger(x * 2 ** 16) && Math.abs(x) < 2 ** 30
const isShort = (z: C.Complex): boolean => short(z.re) && short(z.im)

/** The value of a tree at a point. */
export function valueAt(tree: Tree, at: Point, known = new Map<Tree, Value>()): Value {
  const old = known.get(tree)
  if (old !== undefined) return old
  const value = compute(tree, at, known)
  const usable = outOfRange(C.abs(value.z)) && (isDefined(value) || isArithmetic(tree)) ? OUT_OF_RANGE : value
  known.set(tree, usable)
  return usable
}

const outOfRange = (size: number): boolean => size > 1e200 || (size > 0 && size < 1e-200)
/** What is infinite here has overflowed; a function that is infinite has a pole. */
const isArithmetic = (tree: Tree): boolean =>
  tree.kind === 'num' || (tree.kind === 'call' && ['add', 'mul', 'pow'].includes(tree.head))

function compute(tree: Tree, at: Point, known: Map<Tree, Value>): Value {
  if (tree.kind === 'num') return numberValue(tree.value)
  if (tree.kind === 'sym') {
    const z = at.get(tree.name)
    if (z === undefined) throw new Error(`no value for ${tree.name}`)
    return { z, error: 0 }
  }
  if (tree.head === 'piecewise') return piecewise(tree.args, at, known)
  const args = tree.args.map(a => valueAt(a, at, known))
  if (!args.every(isDefined)) return UNDEFINED
  if (args.some(a => a.error === Infinity)) return OUT_OF_RANGE
  switch (tree.head) {
    case 'add':
      return args.reduce(add, exact(0))
    case 'mul':
      return args.reduce(mul, exact(1))
    case 'pow':
      return power(args as [Value, Value])
    case 'lt':
    case 'le':
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
      return relation(tree.head, args as [Value, Value])
    case 'and':
      return args.reduce((a, b) => (truth(a) && truth(b) ? exact(1) : exact(0)))
    case 'or':
      return args.reduce((a, b) => (truth(a) || truth(b) ? exact(1) : exact(0)))
    case 'not':
      return truth(args[0] as Value) ? exact(0) : exact(1)
    case 'true':
      return exact(1)
    case 'false':
      return exact(0)
    default:
      return call(tree.head, args)
  }
}

function numberValue(q: Rational): Value {
  const x = q.toNumber()
  return x === 0 && !q.isZero() ? OUT_OF_RANGE : rounded(C.complex(x), q.isInteger() || short(x))
}

const exact = (x: number): Value => ({ z: C.complex(x), error: 0 })
const truth = (v: Value): boolean => v.z.re !== 0
const rounded = (z: C.Complex, isExact: boolean): Value => ({ z, error: isExact ? 0 : C.abs(z) * EPSILON })

function add(a: Value, b: Value): Value {
  const z = C.add(a.z, b.z)
  if (a.error === 0 && b.error === 0 && isShort(a.z) && isShort(b.z)) return { z, error: 0 }
  return { z, error: a.error + b.error + (C.abs(a.z) + C.abs(b.z)) * EPSILON }
}

/** So uncertain that it may be infinite: zero times it may be anything. */
const wild = (a: Value): boolean => a.error >= C.abs(a.z) && a.error > 1e-6

function mul(a: Value, b: Value): Value {
  const z = C.mul(a.z, b.z)
  if (wild(a) || wild(b)) return OUT_OF_RANGE
  if (a.error === 0 && b.error === 0 && isShort(a.z) && isShort(b.z)) return { z, error: 0 }
  return { z, error: C.abs(a.z) * b.error + C.abs(b.z) * a.error + a.error * b.error + C.abs(z) * 2 * EPSILON }
}

function power(args: readonly [Value, Value]): Value {
  const [base, exponent] = args
  const plain = probed(zs => C.pow(zs[0] as C.Complex, zs[1] as C.Complex), args)
  // The error of e^(w log z) grows with its exponent.
  const size = C.abs(base.z)
  const turns = size === 0 ? 0 : C.abs(exponent.z) * (1 + size + 1 / size)
  const value =
    plain.error === 0 ? plain : { z: plain.z, error: plain.error + C.abs(plain.z) * Math.min(turns, 1e6) * EPSILON }
  const vanished = value.z.re === 0 && value.z.im === 0 && size > 0
  return vanished ? OUT_OF_RANGE : value
}

/** A function at its arguments, and how far it moves within their errors: far where they straddle a cut. */
function probed(f: (zs: readonly C.Complex[]) => C.Complex, args: readonly Value[]): Value {
  const zs = args.map(a => C.principal(a.z))
  const z = f(zs)
  let error = 0
  for (const [k, a] of args.entries()) {
    if (a.error === 0) continue
    for (const step of [C.complex(a.error), C.complex(-a.error), C.complex(0, a.error), C.complex(0, -a.error)]) {
      const moved = f(zs.with(k, C.add(zs[k] as C.Complex, step)))
      const distance = C.abs(C.sub(moved, z))
      error += Number.isNaN(distance) ? Infinity : distance
    }
  }
  const whole = args.every(a => a.error === 0 && Math.abs(a.z.re) <= 64) && isShort(z) && short(C.abs(z) * 2 ** 10)
  return { z, error: whole ? 0 : error + C.abs(z) * 8 * EPSILON }
}

/** Whether a function can be exact at an argument: sin 0, log 1, |-2|; tanh 40 is 1 only in doubles. */
const plain = (a: Value): boolean => a.error === 0 && a.z.im === 0 && Math.abs(a.z.re) <= 2

function call(head: string, args: readonly Value[]): Value {
  const r = row(head, args.length)
  if (r === undefined) throw new Error(`no function ${head}`)
  if (args.length === 0) {
    const z = numericOf(r).complex?.() ?? C.complex(numericOf(r).real())
    return rounded(z, isShort(z))
  }
  const f = numericOf(r).complex
  // These jump at 0, where their definition atan(1/0) has no value.
  if ((head === 'acot' || head === 'acoth') && args.some(a => C.abs(a.z) <= a.error)) return UNDEFINED
  if (r.fold) return args.reduce((a, b) => onAxis(numericOf(r).real, [a, b]))
  const value = f !== undefined ? probed(zs => f(...zs), args) : onAxis(numericOf(r).real, args)
  return value.error === 0 && !args.every(plain)
    ? { z: value.z, error: Math.max(C.abs(value.z), 1e-300) * 8 * EPSILON }
    : value
}

/** A function that is known on the reals alone. */
function onAxis(f: (...xs: number[]) => number, args: readonly Value[]): Value {
  if (args.some(a => Math.abs(a.z.im) > a.error)) return UNDEFINED
  const onReals = args.map(a => ({ z: C.complex(a.z.re), error: a.error }))
  return probed(zs => C.complex(f(...zs.map(z => z.re))), onReals)
}

const ORDERS: Readonly<Record<string, (d: number) => boolean>> = {
  lt: d => d < 0,
  le: d => d <= 0,
  eq: d => d === 0,
  ne: d => d !== 0,
  gt: d => d > 0,
  ge: d => d >= 0,
}

function relation(head: string, [a, b]: readonly [Value, Value]): Value {
  const d = C.sub(a.z, b.z)
  const error = a.error + b.error
  if (Math.abs(d.im) > error) return UNDEFINED
  if (error > 0 && Math.abs(d.re) <= 4 * error) return UNDEFINED
  return exact(ORDERS[head]?.(d.re) ? 1 : 0)
}

function piecewise(args: readonly Tree[], at: Point, known: Map<Tree, Value>): Value {
  for (let k = 0; k + 1 < args.length; k += 2) {
    const condition = valueAt(args[k + 1] as Tree, at, known)
    if (!isDefined(condition)) return UNDEFINED
    if (truth(condition)) return valueAt(args[k] as Tree, at, known)
  }
  return args.length % 2 === 1 ? valueAt(args[args.length - 1] as Tree, at, known) : UNDEFINED
}

/** How two values compare: the same, different, or known too badly to tell. */
export function agree(a: Value, b: Value): 'same' | 'different' | 'unclear' {
  if (!isDefined(a) || a.error === Infinity || b.error === Infinity) return 'unclear'
  const scale = C.abs(a.z)
  if (!isDefined(b)) return a.error <= 1e-6 * scale || a.error === 0 ? 'different' : 'unclear'
  const error = a.error + b.error
  if (error > 1e-6 * Math.max(scale, C.abs(b.z)) && error > 1e-9) return 'unclear'
  return C.abs(C.sub(a.z, b.z)) <= 4 * error + 1e-12 * scale ? 'same' : 'different'
}

/** `(add 1 (mul 2 x))`: the structure of a tree as text. */
export function structure(tree: Tree): string {
  if (tree.kind === 'num') return String(tree.value)
  if (tree.kind === 'sym') return tree.name
  return tree.args.length === 0 ? tree.head : `(${[tree.head, ...tree.args.map(structure)].join(' ')})`
}
