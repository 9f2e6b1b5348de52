/** One entry of a corpus of derivatives, judged by the acceptance protocol of the corpus' README. */

import type { Expr } from '../../src/expr/node.js'
import { diff, evaluate, FluxionError, parse } from '../../src/index.js'

/** [re, im] or a real number. */
export type Sample = number | readonly [number, number]

export interface Point {
  readonly at: Readonly<Record<string, Sample>>
  readonly f?: Sample
  readonly df?: Sample
  readonly value?: Sample
  readonly real?: boolean
  readonly edge?: boolean
}

export type Outcome = 'passed' | 'wrong value' | 'too long' | 'numerical' | 'unsupported' | 'parse'

export interface Verdict {
  readonly outcome: Outcome
  readonly reason: string
}

/** An expression to evaluate, the values it must have, and how near. */
export interface Claim {
  readonly what: string
  /** Expression for points where real arithmetic is enough, and for the others. */
  readonly real: () => Expr
  readonly complex: () => Expr
  readonly expected: (p: Point) => Sample | undefined
  readonly tolerance: number
  /** Failure means that reading or evaluating is wrong, not differentiating. */
  readonly reading?: boolean
}

type Complex = { readonly re: number; readonly im: number }
const complex = (s: Sample): Complex => (typeof s === 'number' ? { re: s, im: 0 } : { re: s[0], im: s[1] })

/** |a - b| relative to |b|, with no absolute floor except where b is 0. */
function distance(a: Complex, b: Complex): number {
  const d = Math.hypot(a.re - b.re, a.im - b.im)
  const size = Math.hypot(b.re, b.im)
  return size === 0 ? d * 1e3 : d / size
}

function valueAt(e: Expr, p: Point, real: boolean): Complex {
  const at = Object.fromEntries(Object.entries(p.at).map(([name, s]) => [name, typeof s === 'number' ? s : complex(s)]))
  if (real) return { re: evaluate(e, at, { undefined: 'nan' }), im: 0 }
  return evaluate(e, at, { field: 'complex', undefined: 'nan' })
}

/** Judges all claims of an entry at all of its points. */
export function judge(claims: readonly Claim[], points: readonly Point[]): Verdict {
  for (const claim of claims) {
    const failures: { p: Point; finite: boolean; text: string }[] = []
    let tried = 0
    for (const p of points) {
      const expected = claim.expected(p)
      if (expected === undefined || p.edge) continue
      tried++
      try {
        const value = valueAt(p.real ? claim.real() : claim.complex(), p, p.real ?? false)
        if (!(distance(value, complex(expected)) <= claim.tolerance)) {
          const finite = Number.isFinite(value.re) && Number.isFinite(value.im)
          failures.push({
            p,
            finite,
            text: `${JSON.stringify(p.at)}: ${JSON.stringify(value)} for ${JSON.stringify(expected)}`,
          })
        }
      } catch (error) {
        if (!(error instanceof FluxionError)) throw error
        return {
          outcome: error.name === 'ParseError' ? 'parse' : 'unsupported',
          reason: `${claim.what}: ${error.message}`,
        }
      }
    }
    const [first] = failures
    if (first !== undefined) {
      const wrong = failures.some(f => f.finite) && failures.length * 2 > tried
      const outcome = claim.reading ? 'parse' : wrong ? 'wrong value' : 'numerical'
      return { outcome, reason: `${claim.what} at ${first.text}` }
    }
  }
  return { outcome: 'passed', reason: '' }
}

/** Computed when first asked for. */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The derivative in both domains: identities that hold for reals only are used where the point is real. */
export function derivatives(text: string, variables: readonly (string | number)[]): Pick<Claim, 'real' | 'complex'> {
  return {
    real: lazy(() => diff(text, ...variables)),
    complex: lazy(() => diff(text, ...variables, { domain: 'complex' })),
  }
}

/** The expression as it stands. */
export function itself(text: string): Pick<Claim, 'real' | 'complex'> {
  const e = lazy(() => parse(text))
  return { real: e, complex: e }
}
