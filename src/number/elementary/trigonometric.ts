/**
 * sin, cos, tan and sec. Source: fdlibm (Sun Microsystems, 1993), k_sin.c, k_cos.c; pi/2 is taken off in three parts (W. J. Cody and
 * W. Waite, Software manual for the elementary functions, 1980). Errors are below one unit in the last place, of tan and sec below two.
 */
import { type Arithmetic, nearest, polynomial } from './arithmetic.js'

/** Parts of pi/2: two of 40 bits, whose products with whole numbers of 13 bits are exact, and the rest. */
const PARTS = [1.5707963267941523, 7.443547480480255e-13, 6.36831716351095e-25] as const

const SIN = [
  0.00833333333332249, -0.0001984126982985795, 2.7557313707070068e-6, -2.5050760253406863e-8, 1.58969099521155e-10,
]
const SIN_FIRST = -0.16666666666666632
const COS_FIRST = [0.0416666666666666, -0.001388888888887411, 2.480158728947673e-5]
const COS_LAST = [-2.7557314351390663e-7, 2.087572321298175e-9, -1.1359647557788195e-11]

/** The sine and the cosine of what is left of an angle, and the whole number of quarters that was taken off. */
interface Quarter<T> {
  readonly n: T
  readonly s: T
  readonly c: T
}

function quarter<T, C>(on: Arithmetic<T, C>, x: T): Quarter<T> {
  const n = nearest(on, on.mul(x, on.constant(2 / Math.PI)))
  const [first, second, third] = PARTS
  const a = on.sub(x, on.mul(n, on.constant(first)))
  const b = on.mul(n, on.constant(second))
  const d = on.sub(a, b)
  // What rounding took from a - b (D. E. Knuth).
  const back = on.sub(d, a)
  const error = on.sub(on.sub(a, on.sub(d, back)), on.add(b, back))
  const rest = on.sub(error, on.mul(n, on.constant(third)))
  const high = on.add(d, rest)
  const low = on.add(on.sub(d, high), rest)
  const z = on.mul(high, high)
  return { n, s: sine(on, high, low, z), c: cosine(on, high, low, z) }
}

function sine<T, C>(on: Arithmetic<T, C>, x: T, low: T, z: T): T {
  const cube = on.mul(z, x)
  const r = polynomial(on, z, SIN)
  const inner = on.sub(on.mul(z, on.sub(on.mul(on.constant(0.5), low), on.mul(cube, r))), low)
  return on.sub(x, on.sub(inner, on.mul(cube, on.constant(SIN_FIRST))))
}

function cosine<T, C>(on: Arithmetic<T, C>, x: T, low: T, z: T): T {
  const square = on.mul(z, z)
  const first = on.mul(z, polynomial(on, z, COS_FIRST))
  const r = on.add(first, on.mul(on.mul(square, square), polynomial(on, z, COS_LAST)))
  const half = on.mul(on.constant(0.5), z)
  const w = on.sub(on.constant(1), half)
  const rest = on.sub(on.sub(on.constant(1), w), half)
  return on.add(w, on.add(rest, on.sub(on.mul(z, r), on.mul(x, low))))
}

/** The remainder of n after division by 2 as -1, 0 or 1, 1 where it is 0, and what is left in twos. */
function halved<T, C>(on: Arithmetic<T, C>, n: T): { readonly half: T; readonly odd: T; readonly even: T } {
  const half = nearest(on, on.mul(n, on.constant(0.5)))
  const odd = on.sub(n, on.add(half, half))
  return { half, odd, even: on.sub(on.constant(1), on.mul(odd, odd)) }
}

/** Both, which share nearly all of the work. Which one is which is told by factors of 0, 1 and -1: branches would be guessed wrong. */
export function sincos<T, C>(on: Arithmetic<T, C>, x: T): readonly [sin: T, cos: T] {
  const { n, s, c } = quarter(on, x)
  const { half, odd, even } = halved(on, n)
  const turned = halved(on, half).odd
  const sign = on.sub(on.constant(1), on.mul(on.constant(2), on.mul(turned, turned)))
  return [on.mul(sign, on.add(on.mul(even, s), on.mul(odd, c))), on.mul(sign, on.sub(on.mul(even, c), on.mul(odd, s)))]
}

export function tan<T, C>(on: Arithmetic<T, C>, x: T): T {
  const { n, s, c } = quarter(on, x)
  const { odd, even } = halved(on, n)
  return on.div(on.add(on.mul(even, s), on.mul(odd, c)), on.sub(on.mul(even, c), on.mul(odd, s)))
}

export const sec = <T, C>(on: Arithmetic<T, C>, x: T): T => on.div(on.constant(1), sincos(on, x)[1])
