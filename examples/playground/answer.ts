/** What the page asks and what the library answers: data that passes between threads. Each part stands or fails by itself. */
import {
  check,
  compile,
  diff,
  type Explanation,
  type Expr,
  equation,
  explain,
  FluxionError,
  latex,
  parse,
  reading,
  subs,
  trace,
} from '../../src/index.js'
import { type Curves, curvesOf } from './curves.js'

export interface Question {
  readonly text: string
  readonly declarations: string
  /** Empty: the first in natural order. */
  readonly variable: string
  /** `x = 2, y = pi/2`. */
  readonly point: string
}

export interface Row {
  readonly variable: string
  readonly symbolic: string
  readonly numeric: string
  readonly error: string
  readonly verdict: string
}

/** A line of a derivation, as LaTeX, and what was used for it, in words and by its formula. */
export interface Step {
  readonly equation: string
  readonly uses: readonly { readonly words: string; readonly formula?: string }[]
}

export interface Answer {
  readonly reading: string
  readonly variables: readonly string[]
  readonly variable: string
  readonly text: string
  readonly latex: string
  /** The whole equation. */
  readonly equation: string
  readonly steps?: readonly Step[]
  readonly curves?: Curves
  readonly at: string
  readonly rows?: readonly Row[]
  /** The drawing of the computation, and the same in words. */
  readonly graph?: { readonly svg: string; readonly words: string }
}

/** What is typed is asked again at the next key; nothing may take longer. */
const limits = { milliseconds: 3000 }

/** Raises `FluxionError` where the formula is not understood or has no derivative. */
export async function answerTo(question: Question): Promise<Answer> {
  const options = { limits, ...(question.declarations.trim() !== '' && { let: question.declarations }) }
  const { text } = question
  const read = reading(text, options)
  const names = read.names.filter(n => n.as === 'variable').map(n => n.name)
  const variable = names.includes(question.variable) ? question.variable : (names[0] ?? 'x')
  const derivative = diff(text, variable, options)
  const f = parse(text, { ...options, asked: names })
  const body = f.kind === 'call' && f.head === 'eq' && read.kind === 'definition' ? (f.args[1] ?? f) : f
  const isScalar = question.declarations.trim() === ''
  const at = pointOf(question.point, isScalar ? names : [])
  const others = Object.fromEntries(Object.entries(at).filter(([name]) => name !== variable))
  const source = latex(derivative, options)
  const report = isScalar || Object.keys(at).length > 0 ? part(() => check(text, { ...options, at })) : undefined
  const passes = part(() => trace(text, at, options))
  const svg = passes && (await laterPart(() => passes.toSvg()))
  const by = `\\frac{\\partial}{\\partial ${latex(variable)}}`.replaceAll(
    '\\partial',
    names.length > 1 ? '\\partial' : 'd',
  )
  const steps = part(() => stepsOf(by, explain(text, variable, options)))
  const curves = isScalar
    ? part(() => {
        const along = (e: typeof f): ((x: number) => number) => {
          const run = compile(subs(e, others, { limits }), [variable]) as (x: number) => unknown
          return x => Number(run(x))
        }
        return curvesOf(along(body), along(derivative), Number(subs(parse(String(at[variable] ?? 1)), {}).evaluate({})))
      })
    : undefined
  return {
    reading: read.text,
    variables: names,
    variable,
    text: String(derivative),
    latex: source,
    equation: equation(text, variable, options),
    at: Object.entries(at)
      .map(([name, value]) => `${name} = ${shown(value)}`)
      .join(', '),
    ...(steps !== undefined && { steps }),
    ...(curves !== undefined && { curves }),
    ...(passes !== undefined && svg !== undefined && { graph: { svg, words: String(passes) } }),
    ...(report !== undefined && {
      rows: report.variables.map(v => ({
        variable: v.variable,
        symbolic: number(v.symbolic),
        numeric: number(v.numeric),
        error: v.absolute.toPrecision(2).replace(/^0\.0$/u, '0'),
        verdict: v.verdict,
      })),
    }),
  }
}

const number = (x: unknown): string => (typeof x === 'number' ? String(Number(x.toPrecision(9))) : String(x))

/** The lines of an explanation; where the first has a left side of its own, the problem needs none. */
function stepsOf(by: string, explanation: Explanation): Step[] {
  const { problem, lines } = explanation.toJSON()
  const start = `${by}\\left[${problem.latex}\\right]`
  return lines.map(({ left, limit, latex, uses }, k) => ({
    equation: `${left?.latex ?? (k === 0 ? start : '')}=${limit === undefined ? '' : `\\lim_{${limit}\\to 0}`}${latex}`,
    uses: uses.map(({ name, inner, formula }) => ({
      words: inner === undefined ? name : `${name}, ${inner.name} = ${inner.of.text}`,
      ...(formula && { formula: formula.latex }),
    })),
  }))
}

type PointValue = string | number | readonly PointValue[]

const shown = (value: PointValue): string =>
  typeof value === 'object' ? `[${value.map(shown).join(', ')}]` : String(value)

/** The values that are given; other variables are 1. */
function pointOf(text: string, names: readonly string[]): Readonly<Record<string, PointValue>> {
  const given = [...text.matchAll(/([\p{L}_][\p{L}\p{N}_]*)\s*=\s*((?:\[[^=]*\]|[^,=])+)(?:,|$)/gu)]
  const values = new Map<string, PointValue>(names.map(name => [name, '1']))
  for (const [, name = '', value = ''] of given) values.set(name, pointValue(value.trim()))
  return Object.fromEntries(values)
}

/** `[1; 2]` and `[1, 2]` are one vector. */
function pointValue(text: string): PointValue {
  const list = text.startsWith('[') ? part(() => entries(parse(text))) : undefined
  if (typeof list !== 'object') return text
  return list.every(row => typeof row === 'object' && row.length === 1) ? list.flat() : list
}

const entries = (e: Expr): PointValue =>
  e.kind === 'call' && e.head === 'list' ? e.args.map(entries) : Number(e.evaluate({}))

/** What the library refuses is left out. */
function part<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof FluxionError) return undefined
    throw error
  }
}

async function laterPart<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof FluxionError) return undefined
    throw error
  }
}
