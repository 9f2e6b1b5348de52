/** The result of a check, as data, and as tables: in text, Markdown and LaTeX; and how the error goes with the step, as a drawing. */
import { append, greatest } from '../expr/args.js'
import type { Expr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { svg } from '../plot/svg.js'
import { terminal } from '../plot/terminal.js'
import { latexTable, markdownTable, type Table, textTable } from '../print/table.js'
import { convergenceFigure } from './convergence.js'
import type { Finding } from './result.js'
import { type Change, type Convergence, convergenceOf, type Line, type StepEntry } from './study.js'
import { VERDICTS, type Verdict } from './verdict.js'

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
  /** The quotients at the steps asked for. */
  readonly steps?: readonly StepEntry[]
  /** The change asked for, beside the differential. */
  readonly change?: Change
  /** What is likely wrong with a claim. */
  readonly mistake?: string
}

/** Values in the shape of what was checked: a number, or nested arrays for a list. */
export type Nested<T> = T | readonly Nested<T>[]

/** What a report is made of. `lines`: the functions of one variable that the entries are of, in their order. */
export interface Checked {
  readonly value: Nested<number>
  readonly at: ReadonlyMap<string, number>
  readonly method: string
  readonly variables: readonly CheckedVariable[]
  readonly lines: readonly Line[]
  readonly decimals: number | undefined
  /** Whether the text shows how the error goes with the step. */
  readonly convergence: boolean
}

/** A table with what stands above it. */
interface Section {
  readonly title?: string
  readonly table: Table
}

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
  /** Whether the drawing of the errors belongs to the report. */
  readonly converges: boolean
  readonly #made: Checked

  constructor(made: Checked) {
    this.#made = made
    this.converges = made.convergence
    this.value = made.value
    this.at = Object.fromEntries(made.at)
    this.method = made.method
    this.variables = made.variables
    this.verdict = VERDICTS[
      greatest(
        made.variables.map(v => VERDICTS.indexOf(v.verdict)),
        0,
      )
    ] as Verdict
    this.ok = this.verdict === 'ok'
  }

  /** The entry with the worst verdict; of several the one with the largest relative difference. Undefined when nothing was compared. */
  get worst(): CheckedVariable | undefined {
    const rank = (v: CheckedVariable): number => VERDICTS.indexOf(v.verdict)
    const isWorse = (v: CheckedVariable, w: CheckedVariable): boolean =>
      rank(v) === rank(w) ? v.relative > w.relative : rank(v) > rank(w)
    return this.variables.reduce<CheckedVariable | undefined>((w, v) => (w && !isWorse(v, w) ? w : v), undefined)
  }

  /** How the error of each quotient goes with the step, of an entry: by default that of the first variable. */
  convergence(entry = 0): readonly Convergence[] {
    const line = this.#made.lines[entry]
    return line === undefined ? [] : convergenceOf(line)
  }

  /** Tables, then the notes, and where asked for the errors drawn. */
  toString(): string {
    const sections = this.#sections().map(({ title, table }) => [...(title ? ['', title] : []), textTable(table)])
    return [this.#head(), ...sections.flat(), ...this.#remarks(), ...this.#drawings()].join('\n')
  }

  toMarkdown(): string {
    const sections = this.#sections().flatMap(({ title, table }) => [...(title ? [title] : []), markdownTable(table)])
    const remarks = this.#remarks().map(r => `- ${r.replace(/[\\`*_[\]<>$]/g, '\\$&')}`)
    return `${[this.#head(), ...sections, ...(remarks.length > 0 ? [remarks.join('\n')] : [])].join('\n\n')}\n`
  }

  /** An `array` for each table. */
  toLatex(): string {
    return this.#sections()
      .map(({ table }) => latexTable(table))
      .join('\\\\[1ex]')
  }

  /** How the error of the first entry goes with the step, as SVG; needs d3-scale and d3-shape. */
  async toSvg(): Promise<string> {
    return svg(this.#figure(0))
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

  #figure(entry: number): ReturnType<typeof convergenceFigure> {
    return convergenceFigure(this.convergence(entry), label(this.variables[entry] as CheckedVariable))
  }

  #drawings(): string[] {
    const { convergence, lines } = this.#made
    return convergence
      ? lines.flatMap((_, k) => [
          '',
          `error against step, by ${label(this.variables[k] as CheckedVariable)}`,
          terminal(this.#figure(k)),
        ])
      : []
  }

  #head(): string {
    const point = pointText(this.at)
    return `value ${this.#value(this.value)}${point === '' ? '' : ` at ${point}`}`
  }

  #sections(): Section[] {
    const { variables } = this
    const main = {
      head: ['variable', 'symbolic', 'numeric', 'abs error', 'rel error', 'verdict', 'method'],
      rows: variables.map(v => [
        label(v),
        this.#number(v.symbolic),
        this.#number(v.numeric),
        small(v.absolute),
        small(v.relative),
        v.verdict,
        v.method,
      ]),
      numbers: new Set([1, 2, 3, 4]),
    }
    const steps = variables.flatMap(v =>
      (v.steps ?? []).map(s => [
        label(v),
        String(s.step),
        s.method,
        this.#number(s.moved),
        this.#number(s.numeric),
        settled(s),
        small(s.error),
      ]),
    )
    const changes = variables.flatMap(v => (v.change === undefined ? [] : [this.#change(v, v.change)]))
    return [
      { table: main },
      ...(steps.length === 0
        ? []
        : [
            {
              title: 'quotients at several steps',
              table: {
                head: ['variable', 'step', 'method', 'f(x + step)', 'quotient', 'without noise', 'error'],
                rows: steps,
                numbers: new Set([1, 3, 4, 5, 6]),
              },
            },
          ]),
      ...(changes.length === 0
        ? []
        : [
            {
              title: `change of f for a change of ${variables[0]?.change?.delta}`,
              table: {
                head: ['variable', 'change of f', 'differential', 'difference'],
                rows: changes,
                numbers: new Set([1, 2, 3]),
              },
            },
          ]),
    ]
  }

  #change(v: CheckedVariable, { change, differential }: Change): string[] {
    return [label(v), this.#number(change), this.#number(differential), small(Math.abs(change - differential))]
  }

  #remarks(): string[] {
    const { variables } = this
    const notes = variables.flatMap(v => (v.note === undefined ? [] : [`${label(v)}: ${v.note}`]))
    append(notes, this.#mistakes())
    return [
      ...(notes.length > MOST_NOTES ? [...notes.slice(0, MOST_NOTES), `and ${notes.length - MOST_NOTES} more`] : notes),
      ...this.#closing(),
    ]
  }

  /** The likely mistakes; one that all entries of a variable share is told once. */
  #mistakes(): string[] {
    return [...byArray(this.variables, v => v.variable)].flatMap(([name, entries]) => {
      const [first, ...more] = entries
      if (first?.mistake !== undefined && more.length > 0 && more.every(v => v.mistake === first.mistake))
        return [`${name}: likely mistake: ${first.mistake}`]
      return entries.flatMap(v => (v.mistake === undefined ? [] : [`${label(v)}: likely mistake: ${v.mistake}`]))
    })
  }

  /** Of several entries, the worst. */
  #closing(): string[] {
    const { worst, variables } = this
    const many = variables.some(v => v.output !== undefined || v.variable.includes('['))
    const isTold = many || (variables.length > 1 && worst?.verdict === 'wrong')
    if (!isTold || worst === undefined || (worst.verdict === 'ok' && worst.absolute === 0)) return []
    const place = worst.output ? `[${worst.output.join(',')}] by ` : ''
    const error = Number.isNaN(worst.relative) ? '' : `, relative error ${worst.relative.toExponential(1)}`
    return [`worst: ${place}${worst.variable}: ${worst.verdict}${error}`]
  }

  #number(x: number): string {
    const { decimals } = this.#made
    return decimals === undefined || !Number.isFinite(x) ? show(x) : x.toFixed(decimals)
  }

  #value(value: Nested<number>): string {
    return typeof value === 'number' ? show(value) : nested(value)
  }
}

/** Lists as JSON has them, however deep they nest. */
function nested(value: Nested<number>): string {
  const parts: string[] = []
  const stack: (Nested<number> | ',' | ']')[] = [value]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (typeof top === 'string') parts.push(top)
    else if (typeof top === 'number') parts.push(JSON.stringify(top))
    else {
      parts.push('[')
      stack.push(']')
      for (let k = top.length - 1; k >= 0; k--) stack.push(top[k] as Nested<number>, ...(k > 0 ? ([','] as const) : []))
    }
  }
  return parts.join('')
}

/** What is about entries of one array stands together, under the name of the array. */
function byArray<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const base = nameOf(item).replace(/\[[\d,]+\]$/, '')
    groups.set(base, [...(groups.get(base) ?? []), item])
  }
  return groups
}

/** The coordinates in natural order; those of arrays together, as in `W = [[1, 2], [3, 4]]`, where all entries are there. */
function pointText(at: Readonly<Record<string, number>>): string {
  const groups = byArray(Object.keys(at).sort(compareNames), name => name)
  const one = (name: string): string => `${name} = ${at[name]}`
  return [...groups]
    .map(([base, names]) => (names[0] === base ? one(base) : (arrayText(base, names, at) ?? names.map(one).join(', '))))
    .join(', ')
}

/** Undefined where entries are missing. */
function arrayText(base: string, names: readonly string[], at: Readonly<Record<string, number>>): string | undefined {
  const has = (place: string): boolean => Object.hasOwn(at, `${base}[${place}]`)
  const count = (of: (k: number) => string): number => {
    let n = 0
    while (has(of(n + 1))) n++
    return n
  }
  const row = (length: number, of: (k: number) => string): string =>
    `[${Array.from({ length }, (_, k) => at[`${base}[${of(k + 1)}]`]).join(', ')}]`
  const entries = count(k => `${k}`)
  if (entries === names.length) return `${base} = ${row(entries, k => `${k}`)}`
  const [rows, columns] = [count(k => `${k},1`), count(k => `1,${k}`)]
  if (rows * columns !== names.length) return undefined
  return `${base} = [${Array.from({ length: rows }, (_, i) => row(columns, k => `${i + 1},${k}`)).join(', ')}]`
}

/** Notes in a text; the data have all. */
const MOST_NOTES = 20

const label = (v: CheckedVariable): string =>
  v.output === undefined ? v.variable : `[${v.output.join(',')}] ${v.variable}`

/** Every digit, so that a figure can be compared with another program's. */
const show = (x: number): string => (Number.isNaN(x) ? '-' : String(x))
const small = (x: number): string => (Number.isNaN(x) ? '-' : x === 0 ? '0' : x.toExponential(1))

/** The digits of a quotient that rounding leaves. */
function settled({ numeric, noise }: StepEntry): string {
  const digits = Math.floor(-Math.log10(noise))
  if (!Number.isFinite(numeric) || !(digits >= 0)) return '-'
  return numeric.toFixed(Math.min(digits, MOST_DIGITS))
}

const MOST_DIGITS = 12
