/** What each command computes: a tree of expressions, the numbers at the point given, or the report of a check. */
import {
  certificate,
  check,
  diff,
  equivalent,
  evaluate,
  gradient,
  hessian,
  jacobian,
  type Options,
  parse,
  program,
  subs,
} from '../api.js'
import type { FluxionError } from '../errors.js'
import { isFormalCall } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols, postorder } from '../expr/walk.js'
import { reading, readVariable, statedValue } from '../input.js'
import {
  apart,
  cancel,
  collect,
  expand,
  factor,
  horner,
  simplify,
  together,
  trigExpand,
  trigReduce,
} from '../rewriting.js'
import { stable } from '../simplify/stable.js'
import { tensorCalls } from '../tensor/registry.js'
import { equate } from '../typeset.js'
import { type Certificate, combined } from '../verify/certificate.js'
import {
  type Answer,
  checkOptionsOf,
  fieldOf,
  isOrder,
  isTypeset,
  type Leaf,
  leaf,
  mapTree,
  ordersOf,
  refuseTypeset,
  repeated,
  type Tree,
  type Value,
} from './answer.js'
import { type Request, SCALAR_FORMS, UsageError } from './arguments.js'
import { kinks, refuseUnused, requireValue, withComponents } from './point.js'
import { answerTensors } from './tensors.js'

/** Runs a request on the text of its expression, and says what is doubtful about the reading of it. */
export function run(request: Request, text: string): Answer {
  const options = optionsOf(request)
  const answer = answered(request, options, text)
  if (tensorCalls([], options) !== undefined) return answer
  const warnings = warningsOf(request, options, text)
  return warnings.length > 0 ? { ...answer, warnings } : answer
}

function optionsOf(request: Request): Options {
  return {
    asked: [...request.at.keys(), ...request.variables.filter(v => !isOrder(v))],
    ...(request.let !== undefined && { let: request.let }),
    ...(request.input === 'latex' && { syntax: 'latex' }),
    ...(request.style.names !== undefined && { names: request.style.names }),
    ...(request.domain !== undefined && { domain: request.domain }),
    ...(request.form !== undefined && { form: request.form === 'stable' ? stable : request.form }),
    ...(request.layout !== undefined && { layout: request.layout }),
    ...(request.rules !== undefined && { rules: request.rules }),
    ...(request.functions.size > 0 && { functions: Object.fromEntries(request.functions) }),
  }
}

function answered(typed: Request, options: Options, text: string): Answer {
  let request = typed
  const shaped = tensorCalls([], options) !== undefined
  const scalarForm = request.form === undefined || SCALAR_FORMS.some(f => f === request.form)
  if (!shaped && (request.layout !== undefined || !scalarForm))
    throw new UsageError('--layout and the forms of tensors go with declared shapes, as in --let "W:[2,3] x:[n]"')
  if (!NUMERIC.has(request.verb)) refuseOptions(request)
  refuseUnused(request, text, shaped ? undefined : parse(text, options))
  if (shaped) return answerTensors(request, options, text)
  if (request.verb !== 'subs') request = { ...request, at: withComponents(request.at, options) }
  if (request.verb === 'eval') return evaluation(request, options, text)
  if (request.verb === 'check') return checked(request, options, text)
  if (request.verb === 'equivalent') return compared(request, options, text)
  if (request.verb === 'read') return read(request, options, text)
  const stated = DIFFERENTIATES.has(request.verb) ? program(text, options) : undefined
  const definition = stated?.definition
  const e = stated === undefined ? parse(text, options) : statedValue(stated)
  const variables = variablesOf(request, e, definition?.parameters ?? [])
  const only = request.variables.length === 0 && definition?.parameters.length === 1
  const result = resultOf(only ? { ...request, variables } : request, e, variables, options)
  const answer = {
    variables,
    result,
    ...(request.equation && { equation: equate(e, ordersOf(request), result as Expr) }),
    ...(request.verify && { certificate: certified(request, e, variables, options) }),
  }
  if (request.at.size === 0 || request.verb === 'subs') return answer
  const chains = chainsOf(request, variables)
  if (chains.length > 0) requireValue(e, request, options)
  const value = mapTree(answer.result, r => valueAt(r, request, options))
  return { ...answer, value, notes: kinks(e, request, chains, options) }
}

/** The variables of each derivative in the answer, one after the other. */
function chainsOf(request: Request, variables: readonly string[]): readonly (readonly string[])[] {
  switch (request.verb) {
    case 'diff':
      return [repeated(variables)]
    case 'grad':
    case 'jacobian':
      return variables.map(v => [v])
    case 'hessian':
      return variables.flatMap(v => variables.map(w => [v, w]))
    default:
      return []
  }
}

/** The variables named, else the arguments of a definition, else all there are. */
function variablesOf(request: Request, e: Expr, parameters: readonly string[]): readonly string[] {
  if (request.variables.length > 0) return request.variables
  return parameters.length > 0 ? parameters : [...freeSymbols(e)].sort(compareNames)
}

const NUMERIC: ReadonlySet<string> = new Set(['eval', 'check', 'equivalent', 'read'])
const DIFFERENTIATES: ReadonlySet<string> = new Set(['diff', 'grad', 'jacobian', 'hessian'])

function read(request: Request, options: Options, text: string): Answer {
  refuseTypeset(request, 'a reading')
  const found = reading(text, options)
  return { variables: found.names.filter(n => n.as === 'variable').map(n => n.name), reading: found }
}

/** What the command says of the reading of a text, beside its answer. */
function warningsOf(request: Request, options: Options, text: string): readonly string[] {
  if (request.verb === 'read') return []
  const { text: read, names, warnings } = reading(text, options)
  if (!DIFFERENTIATES.has(request.verb)) return warnings
  const named = new Set(names.map(n => n.name))
  // A component occurs where that of which it is one does.
  const absent = request.variables.filter(v => !isOrder(v) && !named.has(String(readVariable(v)).replace(/\[.*$/u, '')))
  const own = names.filter(n => n.as === 'variable' || n.as === 'unknown function').map(n => n.name)
  const shown = read.length > LONGEST_SHOWN ? `${read.slice(0, LONGEST_SHOWN)}...` : read
  const list = own.length === 0 ? 'no names' : `names ${own.slice(0, MOST_NAMES).join(', ')}`
  return [...absent.map(v => `${v} does not occur; read: ${shown}, ${list}`), ...warnings]
}

const LONGEST_SHOWN = 200
const MOST_NAMES = 20

function refuseOptions(request: Request): void {
  if (request.verify && request.verb !== 'diff' && request.verb !== 'grad')
    throw new UsageError(`--verify goes with diff and grad, not with ${request.verb}`)
  if (request.equation && (request.verb !== 'diff' || request.at.size > 0 || !isTypeset(request.format)))
    throw new UsageError('--equation goes with diff and a format that is typeset, and without --at')
}

function resultOf(request: Request, e: Expr, variables: readonly string[], options: Options): Tree<Expr> {
  switch (request.verb) {
    case 'diff':
      return diff(e, ...ordersOf(request), options)
    case 'grad':
      return gradient(e, variables, options)
    case 'jacobian':
      return jacobian(e, variables, options)
    case 'hessian':
      return hessian(e, variables, options)
    case 'simplify':
      return simplify(e, options)
    case 'subs':
      return subs(e, Object.fromEntries(request.at), options)
    case 'apart':
      return apart(e, oneVariable(request), options)
    case 'horner':
      return horner(e, oneVariable(request), options)
    case 'collect':
      return collect(e, theVariable(request), options)
    case 'expand':
    case 'factor':
    case 'cancel':
    case 'together':
    case 'trigReduce':
    case 'trigExpand':
      if (request.variables.length > 0) throw new UsageError(`${request.verb} takes an expression and no variable`)
      return REWRITINGS[request.verb](e, options)
    default:
      return e
  }
}

const REWRITINGS = { expand, factor, cancel, together, trigReduce, trigExpand }

/** The variable named, if there is one. */
function oneVariable({ verb, variables }: Request): string | undefined {
  if (variables.length > 1) throw new UsageError(`${verb} takes one variable`)
  return variables[0]
}

function theVariable(request: Request): string {
  const variable = oneVariable(request)
  if (variable === undefined) throw new UsageError(`${request.verb} takes a variable: fluxion collect "a*x + b*x" x`)
  return variable
}

/** Every derivative on the way to the answer, compared with the function that it comes from. */
function certified(request: Request, e: Expr, variables: readonly string[], options: Options): Certificate {
  if (request.verb === 'grad') return combined(variables.map(v => certificate(e, v, undefined, options)))
  const steps: Certificate[] = []
  let f = e
  for (const v of repeated(variables)) {
    const d = diff(f, v, options)
    steps.push(certificate(f, v, d, options))
    f = d
  }
  return combined(steps)
}

function compared(request: Request, options: Options, text: string): Answer {
  const [other, ...more] = request.variables
  if (other === undefined || more.length > 0)
    throw new UsageError('equivalent compares two expressions: fluxion equivalent "sin(2x)" "2 sin(x) cos(x)"')
  refuseTypeset(request, 'a comparison')
  const plain: Options = { ...options, asked: [] }
  const [a, b] = [parse(text, plain), parse(other, plain)]
  const variables = [...freeSymbols([a, b])].sort(compareNames)
  return { variables, certificate: equivalent(a, b, plain) }
}

/** Exactly, where that gives a number; the expression, where names are left; else the number it is. */
function valueAt(e: Expr, request: Request, options: Options): Leaf {
  const exact = subs(e, Object.fromEntries(request.at), options)
  if (exact.kind === 'num' || freeSymbols(exact).size > 0 || postorder(exact).some(isFormalCall)) return exact
  return leaf(evaluate(exact, {}, { ...options, ...fieldOf(request) }))
}

/** Without a declared shape a name stands for a number. */
function refuseArrays({ at }: Request): void {
  for (const [name, value] of at) {
    if (!value.trimStart().startsWith('[')) continue
    const entries = value.split(/[,;]/).length
    throw new UsageError(
      `${name}=${value} is a vector or matrix: declare its shape, as in --let "${name}:[${entries}]"`,
    )
  }
}

function evaluation(request: Request, options: Options, text: string): Answer {
  refuseArrays(request)
  const at = [...request.at].map(
    ([name, value]) => [name, request.field === 'interval' ? bracket(value) : value] as const,
  )
  const value: unknown = evaluate(text, Object.fromEntries(at), { ...options, ...fieldOf(request) })
  return { variables: [...request.at.keys()], value: mapTree(value as Tree<Value>, leaf) }
}

/** `1..3/2` is the interval between the two; anything else is one value. */
function bracket(value: string): string | { readonly lo: number; readonly hi: number } {
  const [from, to, ...more] = value.split('..')
  if (from === undefined || to === undefined || more.length > 0) return value
  const enclosed = [from, to].map(end => evaluate(end, {}, { field: 'interval' }))
  return { lo: enclosed[0]?.lo ?? Number.NaN, hi: enclosed[1]?.hi ?? Number.NaN }
}

function checked(request: Request, options: Options, text: string): Answer {
  if (request.at.size === 0) throw new UsageError('check compares at a point: give one, as in --at x=2')
  refuseTypeset(request, 'a check')
  refuseArrays(request)
  const at = [...request.at].map(([name, value]) => [name, evaluate(value)] as const)
  const report = check(text, {
    ...options,
    at: Object.fromEntries(at),
    ...checkOptionsOf(request),
  })
  return { variables: report.variables.map(v => v.variable), report }
}

/** 1 when there is no answer, 2 when the input or the usage is wrong. */
export const exitStatus = (error: FluxionError): 1 | 2 =>
  error.name === 'BudgetError' || error.name === 'DomainError' ? 1 : 2
