/** The verb `plot`: a function, its derivative and a tangent, drawn. */
import { answersFor } from '../answers/answers.js'
import { compile } from '../compile/compile.js'
import { BudgetError, DomainError, ShapeError, UnboundError } from '../errors.js'
import { evaluate } from '../evaluate/evaluate.js'
import { substitute } from '../evaluate/subs.js'
import type { Value } from '../evaluate/values.js'
import { num } from '../expr/build.js'
import { type Expr, isCall, sym } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { countNodes } from '../expr/visit.js'
import { freeSymbols } from '../expr/walk.js'
import { type Input, type ReadingOptions, read, readFunction } from '../inputs/input.js'
import { Rational } from '../number/rational.js'
import { type Curve, type Figure, type Point, type Spot, shortNumber } from '../plot/figure.js'
import { extent, pieces, sample } from '../plot/sample.js'
import { svg } from '../plot/svg.js'
import { terminal } from '../plot/terminal.js'
import { isTensor } from '../tensor/tensor.js'
import { check } from '../verify/check.js'
import { glance, spend } from '../work.js'
import { verb } from './verb.js'

/** From where to where: two numbers, or a text such as `'-pi..pi'`. */
export type PlotRange = string | readonly [Input, Input]

export interface PlotOptions {
  /** The variable of the plot: the point of the tangent. Other names: their values. */
  readonly at?: Readonly<Record<string, Value>>
}

/** The tangent at a point. */
export interface PlotTangent {
  readonly x: number
  readonly value: number
  readonly slope: number
}

/** A drawing, as text for a terminal by `String()`, and as SVG by `toSvg()`. */
export class Plot {
  readonly variable: string
  readonly functions: readonly Expr[]
  /** Of a single function. */
  readonly derivative: Expr | undefined
  readonly tangent: PlotTangent | undefined
  readonly #figure: Figure

  constructor(
    variable: string,
    functions: readonly Expr[],
    derivative: Expr | undefined,
    tangent: PlotTangent | undefined,
    figure: Figure,
  ) {
    this.variable = variable
    this.functions = functions
    this.derivative = derivative
    this.tangent = tangent
    this.#figure = figure
  }

  toString(): string {
    return terminal(this.#figure)
  }

  /** Needs d3-scale and d3-shape. */
  async toSvg(): Promise<string> {
    return svg(this.#figure)
  }

  toJSON(): object {
    const { variable, functions, derivative, tangent } = this
    const { x, y, curves } = this.#figure
    return {
      variable,
      functions: functions.map(String),
      ...(derivative && { derivative: String(derivative) }),
      ...(tangent && { tangent }),
      from: x.from,
      to: x.to,
      lowest: y.from,
      highest: y.to,
      curves: curves.map(c => ({ name: c.name, pieces: c.pieces.map(piece => piece.map(p => [p.x, p.y])) })),
    }
  }
}

const DRAWN = [
  ' 1.1 ┤                                │              ⣀⣀⣀',
  '     ┤                           ∘∘∘∘∘∘∘∘∘∘      ⣠⠴⠚⠉⠁  ⠉⠙⠲⣄⡀',
  '     ┤                        ∘∘∘∘    │   ∘∘∘∘⢀⡴⠊⠁          ⠙⢦⡀',
  '     ┤                       ∘∘       │      ⡠⠋               ⠙⢦⡀',
  '     ┤                     ∘∘         │    ⢠⠞⠁ ∘∘               ⠙⣄',
  '     ┤                   ∘∘∘          │   ⡴⠃    ∘∘∘              ⠈⢣⡀',
  '     ┤                  ∘∘            │ ⢀⠞        ∘∘               ⠙⣄',
  '     ┤                ∘∘∘             │⣰⠋          ∘∘∘              ⠈⢦',
  '     ┤               ∘∘               ⡼⠁             ∘∘',
  '   0 ┤──────────────∘∘──────────────⢀⡞⠁───────────────∘∘──────────────',
  '     ┤⠳⡀          ∘∘∘              ⣠⠏ │                ∘∘∘',
  '     ┤ ⠙⣄        ∘∘               ⡴⠁  │                  ∘∘',
  '     ┤  ⠈⢣⡀    ∘∘∘              ⢠⠞    │                   ∘∘∘',
  '     ┤    ⠙⣄  ∘∘              ⢀⡴⠃     │                     ∘∘',
  '     ┤     ⠈⠳⣄∘              ⣠⠊       │                      ∘∘∘',
  '     ┤   ∘∘∘∘⠈⠳⣄          ⢀⡠⠞⠁        │                        ∘∘∘∘',
  '     ┤∘∘∘∘     ⠈⠙⠦⣄⣀  ⢀⣀⡤⠖⠋           │                           ∘∘∘∘',
  '-1.1 ┤              ⠉⠉⠉               │',
  '     └────────────────────────────────────────────────────────────────',
  '      -3                              x                              3',
  "      ⣀⡠ f(x) = sin(x)   ∘ f'(x) = cos(x)",
].join('\n')

/** Where nothing is said, from here to there. */
const DEFAULT: readonly [number, number] = [-5, 5]
/** Signs of the curves beside the first in a terminal. */
const MARKS = ['∘', '×', '+', '*'] as const

/**
 * A function drawn with its derivative: `plot('sin(x)', { x: '-pi..pi' })`, and with `{ at: { x: 1 } }` its tangent there. A list draws
 * each of its functions. Poles and jumps are gaps. Text by `String()`, and `toSvg()` (a promise; needs d3-scale and d3-shape), `toJSON()`.
 * Raises `UnboundError` for names without a value, `DomainError` where there is no tangent.
 */
export const plot = /* @__PURE__ */ verb(
  {
    name: 'plot',
    answers: 'document',
    group: 'values',
    takes: 'f:input range?:values {& at}',
    about: 'a function, its derivative and, with --at, its tangent; as SVG by -o FILE.svg',
    examples: [{ command: 'plot "sin(x)" x=-3..3', prints: DRAWN }],
  },
  (f: Input, range: Readonly<Record<string, PlotRange>> = {}, options: ReadingOptions & PlotOptions = {}): Plot => {
    const { at = {} } = options
    const [ranged] = Object.keys(range)
    if (Object.keys(range).length > 1) throw new ShapeError('a plot is over one variable: give one range', 'plot')
    const bound = [...(ranged === undefined ? [] : [ranged]), ...Object.keys(at)]
    const { e, assumptions, parameters } = readFunction(f, options, bound)
    if (isTensor(e)) throw new ShapeError('a plot is of scalars; take a component, such as W[1,2]', 'unsupported-shape')
    const variable = ranged ?? parameters[0] ?? variableOf(e, at)
    const values = new Map(
      Object.entries(at).map(([name, v]) => [name, typeof v === 'string' ? read(v, options).e : v] as const),
    )
    const others = new Map(
      [...values].filter(([name]) => name !== variable).map(([name, v]) => [name, constant(v, name)] as const),
    )
    const shown = substitute(e, others)
    requireValues(shown, variable)
    const functions = isCall(shown, 'list') ? shown.args : [shown]
    requireCurves(functions)
    const [from, to] = rangeOf(ranged === undefined ? DEFAULT : (range[ranged] as PlotRange), options)
    const [only] = functions.length === 1 ? functions : []
    const derivative = only && answersFor(options, assumptions).derivative(only, sym(variable))
    const given = values.get(variable)
    const tangent =
      given === undefined || only === undefined || derivative === undefined
        ? undefined
        : tangentAt(only, derivative, variable, evaluate(constant(given, variable)))
    const figure = figureOf(variable, from, to, functions, derivative, tangent)
    return new Plot(variable, functions, derivative, tangent, figure)
  },
)

const constant = (value: Value | Expr, name: string): Expr => {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return num(Rational.fromDouble(value))
    throw new DomainError(`the value ${value} given for ${name} is not a finite number`, 'not-finite')
  }
  return read(value as Input, {}).e
}

/** The one name that has no value, or the one that has. */
function variableOf(e: Expr, at: Readonly<Record<string, unknown>>): string {
  const names = [...freeSymbols(e)].sort(compareNames)
  const open = names.filter(name => !Object.hasOwn(at, name))
  const [only, ...more] = open.length > 0 ? open : names
  if (more.length > 0)
    throw new UnboundError(
      open,
      `which is the variable of the plot? give a range for one of ${open.join(', ')}, as in ${only}=-2..2, and values for the others`,
    )
  return only ?? 'x'
}

function requireValues(e: Expr, variable: string): void {
  const open = [...freeSymbols(e)].filter(name => name !== variable).sort(compareNames)
  if (open.length > 0) throw new UnboundError(open)
}

/** More curves are a blot. */
const MOST_CURVES = 100

function requireCurves(functions: readonly Expr[]): void {
  if (functions.some(f => isCall(f, 'list')))
    throw new ShapeError('a plot is of scalars, or of a list of them, not of a matrix', 'unsupported-shape')
  if (functions.length > MOST_CURVES)
    throw new BudgetError('outputs', `a plot of ${functions.length} curves is not read: the limit is ${MOST_CURVES}`)
}

function rangeOf(range: PlotRange, options: ReadingOptions): readonly [from: number, to: number] {
  const ends = typeof range === 'string' ? range.split('..') : range
  if (!Array.isArray(ends) || ends.length !== 2)
    throw new DomainError(`a range has two ends, as in -2..2, not ${String(range)}`, 'range')
  const [from, to] = ends.map(end => evaluate(read(end as Input, options).e)) as [number, number]
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to))
    throw new DomainError(`a range goes from a lower number to a higher one, not from ${from} to ${to}`, 'range')
  return [from, to]
}

/** Raises `DomainError` where there is none. */
function tangentAt(f: Expr, derivative: Expr, variable: string, x: number): PlotTangent {
  const at = Object.fromEntries([[variable, x]])
  const [checked] = check(f, { at, variables: [variable] }).variables
  if (checked?.verdict === 'kink' || checked?.verdict === 'undefined')
    throw new DomainError(`there is no tangent at ${variable} = ${x}: ${checked.note}`, 'no-tangent')
  return { x, value: evaluate(f, at), slope: evaluate(derivative, at) }
}

/** Longer formulas are not written beside their curves. */
const LONGEST_NAME = 40

const named = (left: string, e: Expr): string => {
  const text = String(e)
  return text.length > LONGEST_NAME ? left : `${left} = ${text}`
}

/** Nodes that compiled code computes in the time of one step, about. */
const COMPILED = 16

function figureOf(
  variable: string,
  from: number,
  to: number,
  functions: readonly Expr[],
  derivative: Expr | undefined,
  tangent: PlotTangent | undefined,
): Figure {
  const letters = functions.length === 1 ? ['f'] : functions.map((_, k) => `f${k + 1}`)
  const drawn = [
    ...functions.map((e, k) => ({ e, name: named(`${letters[k]}(${variable})`, e), style: 'line' as const })),
    ...(derivative ? [{ e: derivative, name: named(`f'(${variable})`, derivative), style: 'dashed' as const }] : []),
  ].map(d => {
    const compiled = compile(d.e, [variable]) as (x: number) => number
    const steps = countNodes(d.e) / COMPILED
    const run = (x: number): number => {
      spend(steps)
      glance()
      return compiled(x)
    }
    return { ...d, run, points: sample(run, from, to) }
  })
  const y = extent(drawn.flatMap(d => d.points.map(p => p.y)))
  const curves = drawn.map(
    ({ name, style, run, points }, k): Curve => ({
      name,
      style,
      ...(k > 0 && { mark: MARKS[(k - 1) % MARKS.length] as string }),
      pieces: pieces(run, points, y.to - y.from),
    }),
  )
  const line = tangent && tangentCurve(tangent, variable, from, to)
  return {
    title: `${functions.map(String).join(', ')} for ${variable} from ${shortNumber(from)} to ${shortNumber(to)}`,
    x: { label: variable, scale: 'linear', from, to },
    y: { label: '', scale: 'linear', ...y },
    curves: line ? [...curves, line] : curves,
    spots: tangent ? [spotOf(tangent)] : [],
  }
}

const spotOf = ({ x, value }: PlotTangent): Spot => ({
  x,
  y: value,
  label: `(${shortNumber(x)}, ${shortNumber(value)})`,
})

function tangentCurve({ x, value, slope }: PlotTangent, variable: string, from: number, to: number): Curve {
  const at = (t: number): Point => ({ x: t, y: value + slope * (t - x) })
  return { name: `tangent at ${variable} = ${shortNumber(x)}`, style: 'line', mark: '·', pieces: [[at(from), at(to)]] }
}
