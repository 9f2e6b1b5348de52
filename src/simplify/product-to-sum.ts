/**
 * Products of sines and cosines as sums of sines and cosines: sin(a)*cos(b) is (sin(a + b) + sin(a - b))/2, and the same for
 * the hyperbolic functions. So cos(x)^2 - sin(x)^2 becomes cos(2*x). DLMF 4.21.15 to 4.21.17, 4.35.21 to 4.35.23.
 */
import { append } from '../expr/args.js'
import { add, call, half, minusOne, mul, one, product, sub, sum } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'

/** More terms than this are no shorter sum. */
const MOST = 24
const HIGHEST_POWER = 6

/** sin and cos, sinh and cosh: the odd and the even function, and the sign in odd(a)*odd(b) = sign*(even(a + b) - even(a - b))/2. */
interface Kind {
  readonly odd: string
  readonly even: string
  readonly sign: Expr
}

const KINDS: readonly Kind[] = [
  { odd: 'sin', even: 'cos', sign: minusOne },
  { odd: 'sinh', even: 'cosh', sign: one },
]

/** The sum with every product of such functions written as a sum; undefined where there is none, or too many. */
export function asWaves(e: Expr): Expr | undefined {
  let changed = false
  let terms = 0
  const parts: Expr[] = []
  for (const term of termsOf(e)) {
    const reduced = reduceTerm(term)
    if (reduced !== undefined) changed = true
    append(parts, reduced ?? [term])
    terms += reduced?.length ?? 1
    if (terms > MOST) return undefined
  }
  return changed ? sum(parts) : undefined
}

function reduceTerm(term: Expr): Expr[] | undefined {
  const kind = KINDS.find(k => waves(term, k).length > 1)
  if (kind === undefined) return undefined
  const found = waves(term, kind)
  const others = factorsOf(term).filter(f => wavesOf(f, kind).length === 0)
  let sums: { readonly factor: Expr; readonly wave: Call | undefined }[] = [
    { factor: product([one, ...others]), wave: undefined },
  ]
  for (const w of found) {
    if (sums.length > MOST) return undefined
    sums = sums.flatMap(s => {
      if (s.wave === undefined) return [{ factor: s.factor, wave: w }]
      return multiplied(s.wave, w, kind).map(({ factor, value }) =>
        value.kind === 'call' && (value.head === kind.odd || value.head === kind.even)
          ? { factor: mul(factor, s.factor), wave: value }
          : { factor: product([factor, s.factor, value]), wave: undefined },
      )
    })
  }
  return sums.map(s => (s.wave ? mul(s.factor, s.wave) : s.factor))
}

const waves = (term: Expr, kind: Kind): Call[] => factorsOf(term).flatMap(f => wavesOf(f, kind))

/** The functions that a factor consists of: cos(x)^3 is three. */
function wavesOf(f: Expr, kind: Kind): Call[] {
  const [base, n] =
    isCall(f, 'pow') && f.args[1]?.kind === 'num' ? [f.args[0] as Expr, f.args[1].value.smallInt() ?? 0] : [f, 1]
  if (!isCall(base, kind.odd) && !isCall(base, kind.even)) return []
  return n >= 1 && n <= HIGHEST_POWER ? new Array<Call>(n).fill(base) : []
}

function multiplied(p: Call, q: Call, { odd, even, sign }: Kind): { readonly factor: Expr; readonly value: Expr }[] {
  const [a, b] = [p.args[0] as Expr, q.args[0] as Expr]
  const [more, less] = [add(a, b), sub(a, b)]
  const isOdd = (w: Call): boolean => w.head === odd
  const f = (name: string, at: Expr, factor: Expr): { factor: Expr; value: Expr } => {
    const value = call(name, [at])
    // Parity may have put a sign outside.
    return isCall(value, 'mul') ? { factor: mul(factor, minusOne), value: mul(minusOne, value) } : { factor, value }
  }
  if (isOdd(p) && isOdd(q)) return [f(even, more, mul(sign, half)), f(even, less, product([minusOne, sign, half]))]
  if (!isOdd(p) && !isOdd(q)) return [f(even, more, half), f(even, less, half)]
  return isOdd(p)
    ? [f(odd, more, half), f(odd, less, half)]
    : [f(odd, more, half), f(odd, less, product([minusOne, half]))]
}
