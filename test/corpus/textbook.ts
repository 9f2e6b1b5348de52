/**
 * The LaTeX of the books, string by string: each problem, answer and inner function of a textbook is read without declarations and must
 * have the value of the same in the neutral syntax. Rightly read is `passed`, refused is `parse`, misread is `wrong value`.
 */
import type { Expr } from '../../src/expr/node.js'
import { freeSymbols } from '../../src/expr/walk.js'
import { evaluate, ParseError, parse, parseLatex } from '../../src/index.js'
import type { Verdict } from './entry.js'

interface Written {
  readonly answer: string
  readonly answer_latex: string
}

export interface TextbookEntry extends Written {
  readonly id: string
  readonly kind: string
  readonly f: string
  readonly f_latex: string
  readonly wrt: readonly string[]
  readonly other?: readonly Written[]
  readonly inner?: Readonly<Record<string, string>>
  readonly inner_latex?: Readonly<Record<string, string>>
}

/** LaTeX and what it means. */
interface Pair {
  readonly latex: string
  readonly meaning: string
  /** Of polar curves the text gives the radius, and its meaning both coordinates; of differentials the meaning gives the coefficients. */
  readonly kind: 'same' | 'polar' | 'differential'
}

/** The strings of one entry, each judged. */
export function textbook(entry: TextbookEntry): readonly { readonly id: string; readonly verdict: Verdict }[] {
  return pairsOf(entry).map(pair => ({ id: entry.id, verdict: verdictOf(pair, entry.wrt) }))
}

function pairsOf(e: TextbookEntry): Pair[] {
  const answers = [e, ...(e.other ?? [])]
  return [
    { latex: e.f_latex, meaning: e.f, kind: e.kind.startsWith('polar') ? 'polar' : 'same' },
    ...answers.map(({ answer, answer_latex }): Pair => {
      return { latex: answer_latex, meaning: answer, kind: e.kind === 'differential' ? 'differential' : 'same' }
    }),
    ...Object.entries(e.inner_latex ?? {}).map(([name, latex]): Pair => {
      return { latex, meaning: e.inner?.[name] ?? '', kind: 'same' }
    }),
  ]
}

function verdictOf({ latex, meaning, kind }: Pair, wrt: readonly string[]): Verdict {
  // Differentials are written dx or d x, and are names.
  const names = kind === 'differential' ? Object.fromEntries(wrt.map(name => [`d${name}`, spelt(latex, name)])) : {}
  let read: Expr
  try {
    read = parseLatex(latex, { names })
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return { outcome: 'parse', reason: `${latex}   ${error.code} at ${error.offset}` }
  }
  const wanted = parse(meaningOf(meaning, kind, wrt))
  const found = kind === 'polar' ? polar(read) : partsOf(read)
  if (agree(found, partsOf(wanted))) return { outcome: 'passed', reason: '' }
  return { outcome: 'wrong value', reason: `${latex}   is read as ${read}, and means ${meaning}` }
}

const spelt = (latex: string, name: string): string => (latex.includes(`d ${name}`) ? `d ${name}` : `d${name}`)

/** `[2*x + 2]` of a differential is `(2*x + 2)*dx`. */
function meaningOf(meaning: string, kind: Pair['kind'], wrt: readonly string[]): string {
  if (kind !== 'differential') return meaning
  return partsOf(parse(meaning))
    .map((coefficient, k) => `(${coefficient})*d${wrt[k]}`)
    .join(' + ')
}

/** What must agree one by one: the entries of a list, the sides of an equation. */
function partsOf(e: Expr): Expr[] {
  if (e.kind === 'call' && (e.head === 'list' || e.head === 'eq')) return e.args.flatMap(partsOf)
  return [e]
}

function polar(radius: Expr): Expr[] {
  return ['cos', 'sin'].map(name => parse(`r*${name}(theta)`.replace('r', `(${radius})`)))
}

const POINTS = 8
/** Of how many points both values must be finite, at the least. */
const ENOUGH = 3

function agree(found: readonly Expr[], wanted: readonly Expr[]): boolean {
  return found.length === wanted.length && found.every((part, k) => agreeInValue(part, wanted[k] as Expr))
}

function agreeInValue(found: Expr, wanted: Expr): boolean {
  const names = [...new Set([...freeSymbols(found), ...freeSymbols(wanted)])].sort()
  let compared = 0
  for (let k = 0; k < POINTS; k++) {
    // Off the real axis, so that no root or logarithm is undefined; irregular, so that no identity holds by chance.
    const at = Object.fromEntries(
      names.map((name, j) => [
        name,
        { re: irregular(7 * k + j) + 0.2, im: k % 2 === 0 ? 0 : irregular(11 * k + j) - 0.5 },
      ]),
    )
    const [a, b] = [found, wanted].map(e => evaluate(e, at, { field: 'complex', undefined: 'nan' }))
    if (a === undefined || b === undefined || !Number.isFinite(b.re) || !Number.isFinite(b.im)) continue
    compared++
    if (!(Math.hypot(a.re - b.re, a.im - b.im) <= 1e-9 * Math.max(Math.hypot(b.re, b.im), 1e-3))) return false
  }
  return compared >= ENOUGH
}

/** Even numbers in [0, 1), the same in every run. */
const irregular = (k: number): number => ((k + 1) * 0.6180339887498949) % 1
