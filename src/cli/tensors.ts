/**
 * Vectors and matrices on the command line: arrays among the values, answers that are one tensor, values as nested lists. Values come out
 * exactly where they are few and all numbers are; else as doubles.
 */
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
  subs,
} from '../api.js'
import { type Expr, isCall } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { isTensor, type Tensor, tensorVariables } from '../matrix.js'
import { readDeclarations } from '../parse/declarations.js'
import { canonicalName } from '../parse/lexer.js'
import { componentsOf } from '../tensor/components.js'
import { equate } from '../typeset.js'
import { type Certificate, combined } from '../verify/certificate.js'
import {
  type Answer,
  checkOptionsOf,
  fieldOf,
  isOrder,
  type Leaf,
  leaf,
  mapTree,
  ordersOf,
  refuseTypeset,
  repeated,
  type Tree,
  type Value,
} from './answer.js'
import { type Request, SCALAR_FORMS, TENSOR_FORMS, UsageError } from './arguments.js'

/** Above so many entries of the values given, doubles are used at once. */
const MOST_EXACT = 64

/** Runs a request in which shapes are declared. */
export function answerTensors(request: Request, options: Options, text: string): Answer {
  if (request.verb === 'equivalent') return compared(request, options, text)
  if (request.form !== 'stable' && SCALAR_FORMS.some(f => f === request.form))
    throw new UsageError(`of vectors and matrices the forms are ${TENSOR_FORMS.join(', ')}, not ${request.form}`)
  const { form: _, ...plain } = options
  const t = read(text, plain)
  const values = valuesOf(request, t)
  if (request.verb === 'eval') {
    const value: unknown = evaluate(t, numbersOf(values, request), { ...options, ...fieldOf(request) })
    return { variables: [...values.keys()], value: mapTree(value as Tree<Value>, leaf) }
  }
  if (request.verb === 'check') return checked(request, options, t, values)
  const variables = request.variables.length > 0 ? request.variables : tensorVariables(t)
  const result = resultOf(request, t, variables, values, options)
  const declared = new Set(readDeclarations(request.let ?? '').declared.map(d => d.name))
  const absent = request.variables.filter(v => !isOrder(v) && !occurs(v, t) && !declared.has(v))
  const answer = {
    variables,
    result,
    ...(absent.length > 0 && {
      warnings: absent.map(v => `${v} does not occur; names ${tensorVariables(t).join(', ')}`),
    }),
    ...(request.equation && { equation: equate(t, ordersOf(request), result as Expr, options) }),
    ...(request.verify && { certificate: certified(request, t, variables, plain) }),
  }
  if (values.size === 0 || request.verb === 'subs') return answer
  return { ...answer, value: flatMapTree(result, r => valueAt(r as Tensor, values, request, options)) }
}

/** Whether a variable, or what it is a component of, is among those of a tensor. */
const occurs = (variable: string, t: Tensor): boolean => {
  const name = canonicalName(variable.replace(/\[.*$/u, '').trim())
  return name === undefined || tensorVariables(t).includes(name)
}

const read = (text: string, options: Options): Tensor => parse(text, options) as Tensor

function resultOf(
  request: Request,
  t: Tensor,
  variables: readonly string[],
  values: Values,
  options: Options,
): Tree<Expr> {
  const alone = variables.length === 1
  switch (request.verb) {
    case 'diff':
      return diff(t, ...ordersOf(request), options)
    case 'grad': {
      const all = gradient(t, variables, options)
      return alone ? (all[0] as Expr) : all
    }
    case 'jacobian': {
      const [row] = jacobian(t, variables, options)
      return alone ? (row?.[0] as Expr) : (row as Expr[])
    }
    case 'hessian': {
      const rows = hessian(t, variables, options)
      return alone ? (rows[0]?.[0] as Expr) : rows
    }
    case 'subs':
      return subs(t, Object.fromEntries(values) as never, options)
    case 'simplify':
    case 'latex': {
      const form = TENSOR_FORMS.find(f => f === request.form)
      return form === undefined ? t : t.form(form)
    }
    default:
      throw new UsageError(`${request.verb} is for scalars: no shapes can be declared`)
  }
}

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Exact entries in nested lists, or a text that is no list of numbers. */
type Entries = string | Expr | readonly Entries[]
type Values = ReadonlyMap<string, Entries>

/** The values given, lists as nested arrays of the declared order: `[1; 2]` and `[1, 2]` are one vector. */
function valuesOf({ at }: Request, t: Tensor): Values {
  return new Map([...at].map(([name, text]) => [name, arrayOf(text, t.setting.variables.get(name)?.shape.length)]))
}

function arrayOf(text: string, order: number | undefined): Entries {
  if (order === undefined || !text.trimStart().startsWith('[')) return text
  const e = parse(text)
  if (!isCall(e, 'list') || freeSymbols(e).size > 0) return text
  const rows = nested(e) as readonly Entries[]
  if (order > 1) return rows
  const column = rows.every(r => Array.isArray(r) && r.length === 1)
  const row = rows.length === 1 && Array.isArray(rows[0])
  return column || row ? (rows as readonly (readonly Entries[])[]).flat() : rows
}

/** A list as nested arrays. Its depth is that of brackets which were read as values of one array. */
const nested = (e: Expr): Entries => (isCall(e, 'list') ? e.args.map(nested) : e)

/** The values for an arithmetic: as numbers for that of doubles, else exactly. */
function numbersOf(values: Values, request: Request): Record<string, never> {
  const exact = request.field !== undefined || request.precision !== undefined
  const number = (v: Entries): unknown => (isNested(v) ? v.map(number) : typeof v === 'string' ? v : evaluate(v))
  return Object.fromEntries([...values].map(([name, v]) => [name, (exact ? v : number(v)) as never]))
}

const isNested = (v: Entries): v is readonly Entries[] => Array.isArray(v)

const countOf = (v: Entries): number => (isNested(v) ? v.reduce((n: number, w) => n + countOf(w), 0) : 1)

/** The tensor at the values: with its names where some are left, exactly where that gives numbers, else evaluated. */
function valueAt(t: Tensor, values: Values, request: Request, options: Options): Tree<Leaf> {
  const left = tensorVariables(t).some(name => !values.has(name))
  const other = request.field !== undefined || request.precision !== undefined
  const few = [...values.values()].reduce((n, v) => n + countOf(v), 0) <= MOST_EXACT
  if (left || (few && !other)) {
    const exact = subs(t, Object.fromEntries(values) as never, options)
    const entries = left ? undefined : exactEntries(exact)
    if (left) return exact
    if (entries !== undefined) return entries
  }
  const value: unknown = evaluate(t, numbersOf(values, request), { ...options, ...fieldOf(request) })
  return mapTree(value as Tree<Value>, leaf)
}

/** The entries of a tensor of numbers. */
function exactEntries(e: Expr): Tree<Leaf> | undefined {
  if (!isTensor(e) || e.shape.some(n => typeof n === 'string')) return undefined
  if (e.node.kind !== 'constant' && e.shape.length > 0) return undefined
  const entries = componentsOf(e.node)
  const all = (x: Expr): Tree<Leaf> => (isCall(x, 'list') ? x.args.map(all) : x)
  const isExact = (x: Expr): boolean => (isCall(x, 'list') ? x.args.every(isExact) : x.kind === 'num')
  return isExact(entries) ? all(entries) : undefined
}

const flatMapTree = <A, B>(tree: Tree<A>, f: (a: A) => Tree<B>): Tree<B> =>
  Array.isArray(tree) ? (tree as readonly Tree<A>[]).map(t => flatMapTree(t, f)) : f(tree as A)

// ── comparisons ─────────────────────────────────────────────────────────────────────────────────────────────────

function checked(request: Request, options: Options, t: Tensor, values: Values): Answer {
  if (values.size === 0)
    throw new UsageError('check compares at a point: give one, as in --at "W=[[1,2],[3,4]],x=[1;2]"')
  refuseTypeset(request, 'a check')
  const report = check(t, { ...options, at: numbersOf(values, request), ...checkOptionsOf(request) })
  return { variables: [...new Set(report.variables.map(v => v.variable))], report, worst: true }
}

/** Every derivative on the way to the answer, compared with the function that it comes from. */
function certified(request: Request, t: Tensor, variables: readonly string[], options: Options): Certificate {
  if (request.verb === 'grad') return combined(variables.map(v => certificate(t, v, undefined, options)))
  const steps: Certificate[] = []
  let f: Expr = t
  for (const v of repeated(variables)) {
    steps.push(certificate(f, v, undefined, options))
    f = diff(f, v, options)
  }
  return combined(steps)
}

function compared(request: Request, options: Options, text: string): Answer {
  const [other, ...more] = request.variables
  if (other === undefined || more.length > 0)
    throw new UsageError('equivalent compares two expressions: fluxion equivalent "(A*B)\'" "B\'*A\'" --let ...')
  refuseTypeset(request, 'a comparison')
  const plain: Options = { ...options, asked: [] }
  const [a, b] = [read(text, plain), read(other, plain)]
  const variables = [...new Set([...tensorVariables(a), ...tensorVariables(b)])]
  return { variables, certificate: equivalent(a, b, plain) as Certificate }
}
