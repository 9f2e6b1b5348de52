/** The point of `--at`: what its texts stand for, whether it fits what was asked, and what the function itself does there. */
import { optionsFor } from '../calls/checked.js'
import { DomainError } from '../errors.js'
import { bindingName, leafName } from '../evaluate/component.js'
import { append, greatest } from '../expr/args.js'
import { isFormalCall } from '../expr/formal.js'
import { type Expr, isCall, termsOf } from '../expr/node.js'
import { freeSymbols, postorder } from '../expr/walk.js'
import { asScalars, type Options } from '../inputs/input.js'
import { componentsIn, declarationsFor, namesDeclared } from '../inputs/running.js'
import { isTensor } from '../tensor/tensor.js'
import { check, diff, evaluate, parse } from '../verbs/index.js'
import type { RemovableOptions } from '../verbs/values.js'
import { seamOf } from '../verify/breakpoints.js'
import { kinksAt } from '../verify/kinks.js'
import type { CheckedVariable } from '../verify/report.js'
import type { Request } from './arguments.js'
import { UsageError } from './usage.js'

/** Exact entries in nested lists, or a text that is no list of numbers. */
export type Entries = string | Expr | readonly Entries[]
export type Values = ReadonlyMap<string, Entries>

export const isNested = (v: Entries): v is readonly Entries[] => Array.isArray(v)

/** A text in square brackets is a list. */
const isList = (text: string): boolean => text.trimStart().startsWith('[')

/** Refuses values for names that occur nowhere in what was typed. */
export function refuseUnused(request: Request, text: string, problem: Expr): void {
  const typed = [
    text,
    ...request.words.slice(1),
    ...request.flags.flatMap(f => (f === 'at' ? [] : textsOf(request, f))),
  ]
  const symbols = isTensor(problem) ? new Set<string>() : freeSymbols(problem)
  for (const name of request.at.keys()) {
    const base = bindingName(name).replace(/\[.*$/s, '')
    if (!symbols.has(base) && !typed.some(t => t.includes(base)))
      throw new UsageError(`--at gives ${name} a value, but ${name} does not occur in ${text.trim()}`)
  }
}

/** The texts that an option was given, its names too. */
function textsOf({ options }: Request, flag: string): readonly string[] {
  const value =
    options[flag === 'claim' ? 'claimed' : flag === 'rule' ? 'rules' : flag === 'function' ? 'functions' : flag]
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().map(String) : []
}

/** What may stand before or after a name. */
const BEFORE = String.raw`(?<![\p{L}\p{N}_])`
const AFTER = String.raw`(?![\p{L}\p{N}_]|\s*\[)`

/**
 * The shapes of the arrays of `--at` whose names are declared nowhere, and occur without an index or with one that runs: `W*x` at
 * W=[[1,2],[3,4]],x=[1;2] says all that needs to be known. Beside a sum from 1 to n, x_i says that x has n entries.
 */
export function shapesOf({ at, options }: Request, text: string): string[] {
  const lists = [...at].filter(([name, value]) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && isList(value))
  if (lists.length === 0) return []
  const reading = optionsFor(parse, options) as Options
  const scalars = asScalars(text, reading, at.keys())
  const components = scalars && componentsIn(scalars)
  const arrays = new Map(lists.flatMap(([name, value]) => shapeOf(name, value, components?.letters.get(name)?.length)))
  const declared = namesDeclared(reading.let)
  const running = components ? declarationsFor(components, arrays, [], declared, Object.fromEntries(at)) : []
  const known = new Set([...declared, ...namesDeclared(running.join('; '))])
  const whole = [...arrays].flatMap(([name, shape]) => {
    const occurs = new RegExp(`${BEFORE}${name}${AFTER}`, 'u').test(text)
    const isListed = !occurs || new RegExp(`${BEFORE}${name}\\s*\\[`, 'u').test(text)
    return known.has(name) || isListed ? [] : [`${name}:[${shape}]`]
  })
  return [...running, ...whole]
}

/** A name with the shape of the list given for it, of so many axes where that is known. */
function shapeOf(name: string, value: string, order = 1): (readonly [string, readonly number[]])[] {
  const rows = entriesOf(value, order)
  if (!isNested(rows)) return []
  const [first] = rows
  return [[name, first !== undefined && isNested(first) ? [rows.length, first.length] : [rows.length]]]
}

/** The values given. Of vectors and matrices they are nested lists; where all are scalars, z=[1,2] is z[1]=1, z[2]=2. */
export function valuesOf({ at }: Request, problem: Expr, options: Options): Values {
  if (!isTensor(problem)) return componentsOf(at, problem, options)
  const { variables } = problem.setting
  return new Map([...at].map(([name, text]) => [name, entriesOf(text, variables.get(name)?.shape.length)]))
}

/** Nested entries of the declared order: `[1; 2]` and `[1, 2]` are one vector. */
function entriesOf(text: string, order: number | undefined): Entries {
  if (order === undefined || !isList(text)) return text
  const e = parse(text)
  if (!isCall(e, 'list') || freeSymbols(e).size > 0) return text
  const rows = nested(e) as readonly Entries[]
  if (order > 1) return rows
  const column = rows.every(r => isNested(r) && r.length === 1)
  const row = rows.length === 1 && isNested(rows[0] as Entries)
  return column || row ? (rows as readonly (readonly Entries[])[]).flat() : rows
}

/** A list as nested arrays. Its depth is that of brackets which were read as values of one array. */
const nested = (e: Expr): Entries => (isCall(e, 'list') ? e.args.map(nested) : e)

function componentsOf(at: ReadonlyMap<string, string>, problem: Expr, options: Options): Map<string, string> {
  const found = new Map<string, string>()
  const open: (readonly [name: string, places: readonly number[], e: Expr])[] = []
  const whole = wholeNames(problem)
  for (const [name, value] of at) {
    if (!isList(value)) found.set(name, value)
    else if (whole.has(name))
      throw new UsageError(
        `${name}=${value} is a vector or matrix: declare its shape, as in --let "${name}:[2,3]" or --let "${name}:[n]"`,
      )
    else open.push([name, [], parse(value, options)])
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, places, e] = next
    if (isCall(e, 'list')) append(open, e.args.map((a, k) => [name, [...places, k + 1], a] as const).reverse())
    else found.set(`${name}[${places.join(',')}]`, String(e))
  }
  return found
}

/** The names that occur other than with an index. */
function wholeNames(e: Expr): Set<string> {
  const names = new Set<string>()
  for (const n of postorder(e)) {
    if (n.kind === 'sym' && n === e) names.add(n.name)
    if (n.kind === 'call')
      for (const [k, a] of n.args.entries()) if (a.kind === 'sym' && !(n.head === 'index' && k === 0)) names.add(a.name)
  }
  return names
}

/** Derivatives at a point are those of a real function there: it must have a value. Raises `DomainError`. */
export function requireValue(f: Expr, values: Values, request: Request, options: Options): void {
  if (!isReal(f, values, request, options)) return
  try {
    evaluate(f, Object.fromEntries(values) as never, { ...options, ...limits(request) })
  } catch (error) {
    // What else is wrong shows where the answer is evaluated.
    if (!(error instanceof DomainError) || error.code === 'no-kernel') return
    const advice = error.code === 'not-real' ? '; --domain complex takes the formula as it is' : ''
    throw new DomainError(`${error.message}${advice}`, error.code)
  }
}

/** One derivative at the point, of a function that is differentiated by all but the last variable of a chain. */
interface Beside {
  readonly whole: Expr
  readonly entry: CheckedVariable
}

/** The values of names as numbers. */
const numbersAt = (values: Values): Readonly<Record<string, number>> =>
  Object.fromEntries([...values].map(([name, value]) => [name, evaluate(value as string)]))

/**
 * What a real function does beside the point, by the last variable of each chain; a chain is a list of variables to differentiate by,
 * one after the other.
 */
function besides(
  f: Expr,
  values: Values,
  request: Request,
  chains: readonly (readonly string[])[],
  options: Options,
): readonly Beside[] {
  const at = numbersAt(values)
  return chains.flatMap(chain => {
    const whole = chain.length > 1 ? diff(f, ...chain.slice(0, -1), options) : f
    const { variables } = check(whole, { ...options, ...limits(request), at, variables: chain.slice(-1) })
    return variables.map(entry => ({ whole, entry }))
  })
}

/** A value of derivatives of a function that has a value there; where they have none, says what the function itself does beside it. */
export function tellingSides<T>(
  value: () => T,
  f: Expr,
  values: Values,
  request: Request,
  chains: readonly (readonly string[])[],
  options: Options,
): T {
  try {
    return value()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'no-kernel') throw error
    if (error.code === 'no-case') {
      const why = 'the function has a value of its own here, and its derivative is a limit of difference quotients'
      throw new DomainError(`${why}, which no rule gives; check looks at both sides`, error.code)
    }
    if (!isReal(f, values, request, options)) throw error
    const entry = besides(f, values, request, chains, options).find(b => b.entry.itself !== undefined)?.entry
    if (entry === undefined) throw error
    const by = chains.length > 1 ? `by ${entry.variable} ` : ''
    throw new DomainError(`${error.message}; ${by}${entry.itself}`, error.code)
  }
}

/** Where a function has no derivative, or one from one side only, though its formula may have a value: what it does there. */
export function kinks(
  f: Expr | undefined,
  values: Values,
  request: Request,
  chains: readonly (readonly string[])[],
  options: Options,
): string[] {
  if (f === undefined || !isReal(f, values, request, options)) return []
  if (!postorder(f).some(e => e.kind === 'call' && seamOf(e) !== undefined)) return []
  const at = new Map(Object.entries(numbersAt(values)))
  return besides(f, values, request, chains, options).flatMap(({ whole, entry }) => {
    const { edge, note, variable, verdict } = entry
    if (verdict === 'kink') return [`kink: there is no derivative by ${variable} here: ${note}`]
    if (edge !== undefined) return [`edge: the derivative by ${variable} is from the ${edge} only: no values beside it`]
    return verdict === 'uncertain' && kinksAt(whole, at).length > 0
      ? [`kink: there may be no derivative by ${variable} here: ${note}`]
      : []
  })
}

/** Whether values are limits where a division by zero is only apparent. */
const limits = ({ options }: Request): RemovableOptions => (options.removable === true ? { removable: true } : {})

/** How far from zero, beside its terms, what is zero up to rounding may be. */
const ROUNDED = 1e-9

/** That a point does not lie where an answer holds: `left` is zero there. */
export function astray(left: Expr | undefined, values: Values, request: Request, options: Options): string[] {
  if (left === undefined || !isReal(left, values, request, options)) return []
  const at = Object.fromEntries([...values].map(([name, value]) => [name, evaluate(value as string, {}, options)]))
  const terms = termsOf(left).map(t => evaluate(t, at, options))
  const sum = terms.reduce((a, b) => a + b, 0)
  if (!(Math.abs(sum) > ROUNDED * greatest(terms.map(Math.abs), 1))) return []
  const point = [...values].map(([name, value]) => `${name} = ${value}`).join(', ')
  return [`the equation does not hold at ${point}: its sides differ by ${sum}`]
}

/** Every name has a real value, and nothing complex is meant. */
function isReal(f: Expr, at: Values, { options: given }: Request, options: Options): boolean {
  if (isTensor(f) || given.domain === 'complex' || (given.field ?? 'real') !== 'real') return false
  const values = [...at.values()].map(v => parse(v as string, options))
  const nodes = postorder([f, ...values])
  if (nodes.some(n => isCall(n, 'i') || isFormalCall(n)) || freeSymbols(values).size > 0) return false
  const names = new Set([...at.keys()].map(bindingName))
  return nodes.every(n => {
    const name = leafName(n)
    return (
      name === undefined ||
      (n.kind === 'sym' && n.level > 0) ||
      names.has(name) ||
      nodes.some(o => isCall(o, 'index') && o.args[0] === n)
    )
  })
}
