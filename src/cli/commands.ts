/**
 * What each command computes. A verb's words are read by its row, its function is called as in the library, and what formulas answer is
 * then taken at the point of `--at`: exactly where that gives numbers, else evaluated.
 */

import { settledValue } from '../answers/composed.js'
import { optionsFor, parametersOf } from '../calls/checked.js'
import type { FluxionError } from '../errors.js'
import type { EvaluateOptions } from '../evaluate/evaluate.js'
import { isFormalCall } from '../expr/formal.js'
import { type Expr, isCall, isExpr } from '../expr/node.js'
import { freeSymbols, postorder } from '../expr/walk.js'
import { plain } from '../expr/written.js'
import {
  type Options,
  readFunction,
  slopeNames,
  type VariableInput,
  type Verifier,
  writtenDerivative,
} from '../inputs/input.js'
import { withoutFunctions } from '../inputs/stated.js'
import { withReader } from '../interchange/readers.js'
import { WRITTEN_FORMATS } from '../signatures/options.js'
import { isTensor } from '../tensor/tensor.js'
import { daskProgram } from '../verbs/cluster.js'
import { certify, equation, evaluate, parse, program, subs } from '../verbs/index.js'
import { isOrder, type Row } from '../verbs/verb.js'
import { type Certificate, combined } from '../verify/certificate.js'
import { type Answer, exactEntries, flatMapTree, type Leaf, leaf, mapTree, type Tree, type Value } from './answer.js'
import { commandOf, type Request, VERBS } from './arguments.js'
import { FORMATS, type Format, givenBy } from './options.js'
import {
  astray,
  type Entries,
  isNested,
  kinks,
  refuseUnused,
  requireValue,
  shapesOf,
  tellingSides,
  type Values,
  valuesOf,
} from './point.js'
import { UsageError } from './usage.js'
import { warningsOf } from './warnings.js'
import { argumentsOf, isPoint, namesAmong } from './words.js'

/** Runs a request on the text of its expression, and says what is doubtful about the reading of it. */
export function run(typed: Request, typedText: string): Answer {
  const [given, text] = stripped(...stating(typed, typedText))
  const shapes = shapesOf(given, text)
  const declared = [given.options.let ?? [], shapes].flat().join('; ')
  const request = shapes.length === 0 ? given : { ...given, options: { ...given.options, let: declared } }
  const { verb, words } = request
  const { row } = verb
  refuseOptions(request)
  const names = namesAmong(verb, words)
  const asked = [...request.at.keys(), ...names.filter(v => !isOrder(v))]
  const steps: Certificate[] = []
  const verify: Verifier = (...step) => {
    const found = certify(...step)
    steps.push(found)
    return found
  }
  const options = {
    ...(request.options as Options),
    ...(row.name !== 'equivalent' && { asked }),
    ...(request.options.verify === true && { verify }),
  }
  const reading = optionsFor(program, options)
  if (request.format === 'dask') return { variables: names, document: programOf(request, text, names, reading) }
  // An equation of vectors has no value of its own.
  const e = readFunction(text, { ...reading, equation: true } as Options)
  const problem = e.e
  refuseUnused(request, text, problem)
  const values = valuesOf(request, problem, reading)
  const result = called(request, text, values, isTensor(problem), options)
  const all = names.length > 0 ? names : e.parameters.length > 0 ? e.parameters : symbolsOf(row, problem)
  const warnings = warningsOf(request, reading, text, problem)
  const common = {
    variables: row.answers === 'value' ? [...values.keys()] : all,
    ...(warnings.length > 0 && { warnings }),
    ...(request.options.verify === true && { certificate: combined(steps) }),
  }
  switch (row.answers) {
    case 'value':
      return { ...common, value: mapTree(result as Tree<Value>, leaf) }
    case 'verdict':
      return { ...common, certificate: result as Certificate }
    case 'document':
      return { ...common, document: result as object | string }
    case 'formula':
      return { ...common, ...formulas(request, problem, all, result as Tree<Expr>, values, options) }
  }
}

/** Functions that a text states go with the declarations. */
function stating(request: Request, text: string): readonly [Request, string] {
  const { options } = request
  const found = withoutFunctions(text, options as Options)
  return found === undefined ? [request, text] : [{ ...request, options: { ...options, ...found.options } }, found.text]
}

/** Without a command and a variable, a text that is a derivative itself says what is asked: `\frac{d}{dx}x^2`, `diff(x^2, x)`. */
function stripped(request: Request, text: string): readonly [Request, string] {
  if (!request.isImplied || request.words.length > 1) return [request, text]
  const found = writtenDerivative(text, withReader(optionsFor(program, request.options as Options)))
  if (found === undefined) return [request, text]
  const { syntax: _, ...options } = request.options
  return [{ ...request, words: [...request.words, ...found.by], options }, found.of]
}

/** The names that the answers are by: of derivatives those that there are slopes by. */
const symbolsOf = (row: Row, problem: Expr): readonly string[] =>
  row.chains === undefined || isTensor(problem) ? problem.symbols() : slopeNames(problem)

/** The program for a cluster; its values come when it is run. */
function programOf(
  { at, equation, options: { verify } }: Request,
  text: string,
  names: readonly string[],
  options: Options,
): string {
  if (at.size > 0 || equation || verify)
    throw new UsageError('--format dask writes a program: give values when it is run, and --verify without it')
  return daskProgram(text, names, options)
}

/** Calls the function of the verb with the words, and with the point where it takes one. */
function called(request: Request, text: string, values: Values, shaped: boolean, options: Options): unknown {
  const { verb } = request
  const { options: takes = [], needed } = parametersOf(verb.row)
  const point = (): object =>
    Object.fromEntries([...values].map(([name, v]) => [name, shaped ? v : valueAsGiven(v, request)]))
  const numbers = (): object => numbersOf(values, request, shaped || takes.includes('at'))
  const isExact = verb.row.answers === 'formula' || (!shaped && !takes.includes('at'))
  const at = (): object => (isExact ? point() : numbers())
  const own = optionsFor(verb, options)
  if (needed.includes('at') && values.size === 0)
    throw new UsageError(
      `${commandOf(verb)} is at a point: give one, as in --at x=2; of arrays --at "W=[[1,2],[3,4]],x=[1;2]"`,
    )
  const { args, variables } = argumentsOf(verb, text, request.words, at)
  if (verb.row.writes !== undefined) return parse(text, optionsFor(parse, options))
  return (verb as unknown as (...all: unknown[]) => unknown)(...args, {
    ...own,
    ...(takes.includes('at') && values.size > 0 && { at: at() }),
    ...(variables.length > 0 && { variables }),
  })
}

// ── options ─────────────────────────────────────────────────────────────────────────────────────────────────────

const PRINTING = new Set([
  'names',
  'lines',
  'shared',
  'fractions',
  'roots',
  'inverse',
  'multiply',
  'derivatives',
  'upright',
  'inline',
])
const ARITHMETIC = new Set(['field', 'precision', 'undefined', 'removable'])

/** Refuses options that have no meaning here. */
function refuseOptions(request: Request): void {
  const { verb, flags, format } = request
  const { row } = verb
  const takes = new Set(parametersOf(row).options)
  for (const flag of flags) {
    const option = givenBy(flag, row)
    if (option === undefined || takes.has(option)) continue
    if (row.answers === 'formula' && (PRINTING.has(option) || (ARITHMETIC.has(option) && request.at.size > 0))) continue
    const others = VERBS.filter(v => parametersOf(v.row).options?.includes(option)).map(commandOf)
    throw new UsageError(`--${flag} goes with ${others.join(', ')}, not with ${commandOf(verb)}`)
  }
  if (request.equation && (verb.row.name !== 'diff' || request.at.size > 0 || !isTypeset(request)))
    throw new UsageError('--equation goes with diff and a format that is typeset, and without --at')
  const { args } = parametersOf(row)
  if (request.at.size > 0 && row.answers !== 'formula' && !args.some(isPoint) && !takes.has('at'))
    throw new UsageError(`${commandOf(verb)} is not at a point; for values use eval, or diff, with --at`)
  if (!formatsOf(row).includes(format))
    throw new UsageError(`${commandOf(verb)} is shown as ${formatsOf(row).join(' or ')}, not as ${format}`)
}

/** Refuses tables where nothing can be run over them, and what has no meaning over one. Raises `UsageError`. */
export function requireQuery(request: Request): void {
  refuseOptions(request)
  const { verb, over, format, words } = request
  if (verb.row.name !== 'sql') throw new UsageError(`--over and --database go with sql, not with ${commandOf(verb)}`)
  if (over === undefined) throw new UsageError('--database needs the table to run over: --over NAME')
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`a table is shown as text or json, not as ${format}; --output FILE.csv writes it`)
  argumentsOf(verb, '', words, () => ({}))
}

const FORMULA_FORMATS = ['text', 'unicode', 'latex', 'mathml', 'html', 'json', ...WRITTEN_FORMATS] as const

/** The formats in which a verb's answers can be written. A document is asked when it is there. */
function formatsOf({ answers, name }: Row): readonly Format[] {
  switch (answers) {
    case 'formula':
    case 'value':
      return [...FORMULA_FORMATS, ...(name === 'gradient' ? (['dask'] as const) : [])]
    case 'verdict':
      return ['text', 'json']
    case 'document':
      return FORMATS
  }
}

const isTypeset = ({ format }: Request): boolean => format === 'latex' || format === 'mathml' || format === 'html'

// ── formulas ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Of one function of vectors and matrices, the answers by one variable stand for themselves. */
function unwrapped(result: Tree<Expr>): Tree<Expr> {
  let tree = result
  while (Array.isArray(tree) && tree.length === 1) tree = tree[0] as Tree<Expr>
  return [tree].flat(2).some(isTensor) ? tree : result
}

function formulas(
  request: Request,
  problem: Expr,
  variables: readonly string[],
  found: Tree<Expr>,
  values: Values,
  options: Options,
): Partial<Answer> {
  const { row } = request.verb
  const result = unwrapped(found)
  const chains = row.chains?.(variables) ?? []
  const left = row.left?.(problem, [...values.keys()])
  const answer = {
    result,
    ...(left !== undefined && { left }),
    ...(request.equation && { equation: equationOf(request, problem, options) }),
  }
  const { args, options: takes } = parametersOf(row)
  const takesPoint = args.some(isPoint) || takes?.includes('at') === true
  if (values.size === 0 || takesPoint) return answer
  const reading = optionsFor(program, options)
  if (chains.length > 0) requireValue(problem, values, request, reading)
  const compute = (): Tree<Leaf> => flatMapTree(result, r => valueAt(r, values, request, options))
  const value = chains.length > 0 ? tellingSides(compute, problem, values, request, chains, reading) : compute()
  const zero = row.holdsWhere?.(problem)
  const notes = [
    ...kinks(problem, values, request, chains, reading),
    // Where an equation has no slope, neither has what it defines.
    ...kinks(
      zero,
      values,
      request,
      Array.from(values.keys(), name => [name]),
      reading,
    ),
    ...astray(zero, values, request, reading),
  ]
  return { ...answer, value, notes }
}

function equationOf(request: Request, problem: Expr, options: Options): string {
  const by = argumentsOf(request.verb, '', request.words, () => ({})).args.slice(1) as (VariableInput | number)[]
  return equation(problem, ...by, optionsFor(equation, options))
}

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Above so many entries of the values given, doubles are used at once. */
const MOST_EXACT = 64

const fieldOf = ({ options: { field, precision } }: Request): EvaluateOptions =>
  ({ ...(field !== undefined && { field }), ...(precision !== undefined && { precision }) }) as EvaluateOptions

/** At the values: with its names where some are left, exactly where that gives numbers that one can read, else evaluated. */
function valueAt(e: Expr, values: Values, request: Request, options: Options): Tree<Leaf> {
  const reading = optionsFor(subs, options)
  const exact = Object.fromEntries(values) as Readonly<Record<string, never>>
  const isOther = isTensor(e) && Object.keys(fieldOf(request)).length > 0
  const left = isTensor(e) && e.symbols().some(name => !values.has(name))
  const few = [...values.values()].reduce((n, v) => n + countOf(v), 0) <= MOST_EXACT
  const whole = left || (few && !isOther) || !isTensor(e) ? subs(e, exact, reading) : undefined
  if (whole !== undefined) {
    const entries = isTensor(whole) ? exactEntries(whole) : whole.kind === 'num' ? whole : undefined
    if (entries !== undefined) return mapTree(entries, readable)
    if (left || (!isTensor(whole) && (freeSymbols(whole).size > 0 || postorder(whole).some(isFormalCall)))) return whole
  }
  const arithmetic = { ...optionsFor(evaluate, options), ...fieldOf(request) }
  const exactly = whole === undefined || isTensor(whole) || request.flags.includes('field') ? undefined : known(whole)
  if (exactly !== undefined) return exactly
  const value: unknown = isTensor(e)
    ? evaluate(e, numbersOf(values, request, true) as Readonly<Record<string, never>>, arithmetic)
    : evaluate(whole as Expr, {}, arithmetic)
  return mapTree(value as Tree<Value>, leaf)
}

/** More characters of an exact number are no value that a person reads: it is then shown as `eval` shows it. */
const LONGEST_EXACT = 40

function readable(exact: Leaf): Leaf {
  // However short it is written, 1000*1.1^999 is no value.
  if (!isExpr(exact) || String(plain(exact)).length <= LONGEST_EXACT) return exact
  const value = evaluate(exact)
  return Number.isFinite(value) && value !== 0 ? value : exact
}

/** Larger values at angles are evaluated only. */
const MOST_SETTLED = 100

/** A rational number that functions have at a part of pi: cos(pi/3) is 1/2. Raises `DomainError` at a pole, which doubles miss. */
function known(e: Expr): Leaf | undefined {
  const nodes = postorder(e)
  if (nodes.length > MOST_SETTLED || !nodes.some(n => isCall(n, 'pi'))) return undefined
  const settled = settledValue(e, { options: {}, assumptions: new Map() })
  return settled.kind === 'num' ? settled : undefined
}

const countOf = (v: Entries): number => (isNested(v) ? v.reduce((n: number, w) => n + countOf(w), 0) : 1)

/** The values for an arithmetic: as numbers for that of doubles, else exactly. */
function numbersOf(values: Values, request: Request, evaluated: boolean): Readonly<Record<string, unknown>> {
  const exact = Object.keys(fieldOf(request)).length > 0
  const number = (v: Entries): unknown =>
    isNested(v) ? v.map(number) : typeof v === 'string' && !evaluated ? v : evaluate(v)
  return Object.fromEntries([...values].map(([name, v]) => [name, exact ? v : number(v)]))
}

/** `1..3/2` is the interval between the two; anything else is one value. */
function valueAsGiven(value: Entries, request: Request): unknown {
  const [from, to, ...more] = typeof value === 'string' ? value.split('..') : []
  if (from === undefined || to === undefined || more.length > 0) return value
  if (request.options.field !== 'interval') throw new UsageError(`${value} is an interval: add --field interval`)
  const enclosed = [from, to].map(end => evaluate(end, {}, { field: 'interval' }))
  return { lo: enclosed[0]?.lo ?? Number.NaN, hi: enclosed[1]?.hi ?? Number.NaN }
}

/** 1 when there is no answer, 2 when the input or the usage is wrong. */
export const exitStatus = (error: FluxionError): 1 | 2 =>
  error.name === 'BudgetError' || error.name === 'DomainError' || error.code === 'refuted' ? 1 : 2
