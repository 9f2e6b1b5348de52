/** The result of a check, as data, as a table to read, and as JSON. */
import type { Expr } from '../expr/node.js'
import type { Finding } from './finding.js'
import { VERDICTS, type Verdict } from './judgement.js'

/** One derivative that was checked. */
export interface CheckedVariable extends Finding {
  readonly variable: string
  /** For a list: which component, counted from 1, by index. */
  readonly output?: readonly number[]
  /** The derivative that was checked. */
  readonly derivative: Expr
  /** |symbolic - numeric|. */
  readonly absolute: number
  /** The same relative to the larger of the two; 0 where both are 0. */
  readonly relative: number
}

/** Values in the shape of what was checked: a number, or nested arrays for a list. */
export type Nested<T> = T | readonly Nested<T>[]

/** What `check` found. `ok` is true only if every verdict is 'ok': a kink passes no more than it fails. */
export class CheckReport {
  readonly ok: boolean
  /** The worst verdict: ok, kink, uncertain, undefined, wrong. */
  readonly verdict: Verdict
  /** The function's value; NaN where it has none. */
  readonly value: Nested<number>
  readonly at: Readonly<Record<string, number>>
  readonly method: string
  readonly variables: readonly CheckedVariable[]

  constructor(
    value: Nested<number>,
    at: ReadonlyMap<string, number>,
    method: string,
    variables: readonly CheckedVariable[],
  ) {
    this.value = value
    this.at = Object.fromEntries(at)
    this.method = method
    this.variables = variables
    this.verdict = VERDICTS[Math.max(0, ...variables.map(v => VERDICTS.indexOf(v.verdict)))] as Verdict
    this.ok = this.verdict === 'ok'
  }

  /** The entry with the worst verdict; of several the one with the largest relative difference. Undefined when nothing was compared. */
  get worst(): CheckedVariable | undefined {
    const rank = (v: CheckedVariable): number => VERDICTS.indexOf(v.verdict)
    const isWorse = (v: CheckedVariable, w: CheckedVariable): boolean =>
      rank(v) === rank(w) ? v.relative > w.relative : rank(v) > rank(w)
    return this.variables.reduce<CheckedVariable | undefined>((w, v) => (w && !isWorse(v, w) ? w : v), undefined)
  }

  /** A table: a row for each derivative, then the notes. */
  toString(): string {
    const point = Object.entries(this.at).map(([name, x]) => `${name} = ${x}`)
    const head = `value ${showValue(this.value)}${point.length > 0 ? ` at ${point.join(', ')}` : ''}`
    const notes = this.variables.flatMap(v => (v.note === undefined ? [] : [`${label(v)}: ${v.note}`]))
    return [head, ...align([HEADINGS, ...this.variables.map(cells)]), ...notes, ...this.#closing()].join('\n')
  }

  /** Of the entries of vectors and matrices, the worst. */
  #closing(): string[] {
    const { worst } = this
    const many = this.variables.some(v => v.output !== undefined || v.variable.includes('['))
    if (!many || worst === undefined || (worst.verdict === 'ok' && worst.absolute === 0)) return []
    const place = worst.output ? `[${worst.output.join(',')}] by ` : ''
    const error = Number.isNaN(worst.relative) ? '' : `, relative error ${worst.relative.toExponential(1)}`
    return [`worst: ${place}${worst.variable}: ${worst.verdict}${error}`]
  }

  toJSON(): object {
    const { ok, verdict, value, at, method } = this
    return {
      ok,
      verdict,
      value,
      at,
      method,
      variables: this.variables.map(v => ({ ...v, derivative: v.derivative.toString() })),
    }
  }
}

const HEADINGS = ['variable', 'symbolic', 'numeric', 'abs error', 'rel error', 'verdict', 'method']

const label = (v: CheckedVariable): string =>
  v.output === undefined ? v.variable : `[${v.output.join(',')}] ${v.variable}`

const cells = (v: CheckedVariable): string[] => [
  label(v),
  show(v.symbolic),
  show(v.numeric),
  small(v.absolute),
  small(v.relative),
  v.verdict,
  v.method,
]

/** Every digit, so that a figure can be compared with another program's. */
const show = (x: number): string => (Number.isNaN(x) ? '-' : String(x))
const small = (x: number): string => (Number.isNaN(x) ? '-' : x === 0 ? '0' : x.toExponential(1))

const showValue = (value: Nested<number>): string => (typeof value === 'number' ? show(value) : JSON.stringify(value))

const NUMBERS = new Set([1, 2, 3, 4])

/** Columns of equal width, numbers to the right. */
function align(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, k) => Math.max(...rows.map(r => (r[k] as string).length)))
  const pad = (text: string, k: number): string =>
    NUMBERS.has(k) ? text.padStart(widths[k] as number) : text.padEnd(widths[k] as number)
  return rows.map(r => r.map(pad).join('  ').trimEnd())
}
