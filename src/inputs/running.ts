/**
 * Components say what their letters are: beside `sum(i, 1, n, x_i^2)` x is a vector of n entries, and needs no declaration where an array is
 * given for it, or where it is asked for as a whole. The reader tells what is a component; what is declared stays as it is.
 */
import { parametersOf } from '../calls/checked.js'
import { isRecord } from '../calls/kinds.js'
import { binderOf } from '../expr/binders.js'
import { bindingOf, withSymbol } from '../expr/binding.js'
import { call } from '../expr/build.js'
import { type Call, type Expr, isCall, isExpr, type Sym } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { hasBound, postorder } from '../expr/visit.js'
import { readDeclarations } from '../parse/declared-shapes.js'
import type { Signature } from '../signatures/notation.js'
import { isTensor } from '../tensor/tensor.js'
import { arrayValue, rowOf } from '../tensor/values.js'
import { asScalars, type Options } from './input.js'

/** How far an index runs: to a number or a name; undefined where nothing tells. */
type Size = number | string | undefined

/** The letters whose components run in the sums and products of an expression, and how far each index runs. */
export interface Components {
  readonly letters: ReadonlyMap<string, readonly Size[]>
  /** The sizes up to which an index counts, as i does in `a[i]*z^i`: they have to be numbers. */
  readonly counted: ReadonlySet<string>
}

export function componentsIn(e: Expr): Components {
  const letters = new Map<string, readonly Size[]>()
  const counted = new Set<string>()
  const whole = new Set<string>()
  for (const n of postorder(e)) {
    for (const name of namesWhole(n)) whole.add(name)
    const binding = hasBound(n) ? bindingOf(n) : undefined
    if (binding === undefined || binderOf(binding.head)?.over !== 'integers') continue
    const { variable, to, body } = binding
    const runs = (place: Expr): boolean => postorder(place).includes(variable)
    const last = (place: Expr): Size => {
      const at = runs(place) ? withSymbol(place, variable, to, call) : undefined
      return at?.kind === 'sym' && at.level === 0 ? at.name : wholeOf(at)
    }
    for (const part of postorder(body)) {
      if (!isCall(part, 'index') || part.args[0]?.kind !== 'sym' || !runs(part)) continue
      const [{ name }, ...places] = part.args
      const known = letters.get(name) ?? []
      letters.set(
        name,
        places.map((place, k) => larger(known[k], last(place))),
      )
    }
    const isNumber = postorder(body, c => !isCall(c, 'index')).includes(variable)
    if (isNumber && to.kind === 'sym') counted.add(to.name)
  }
  for (const name of whole) letters.delete(name)
  // A place beyond the range tells that there are more: x[5] beside sum(i, 1, 3, x[i]).
  for (const n of postorder(e)) {
    const known = isCall(n, 'index') && n.args[0]?.kind === 'sym' ? letters.get(n.args[0].name) : undefined
    if (known === undefined) continue
    const places = (n as Call).args.slice(1).map(wholeOf)
    const sizes = known.map((size, k) => (typeof size === 'number' ? larger(size, places[k]) : size))
    letters.set(((n as Call).args[0] as Sym).name, sizes)
  }
  return { letters, counted }
}

/** The names that stand in a call other than as a letter with indices. */
const namesWhole = (e: Expr): string[] =>
  e.kind === 'call' ? e.args.flatMap((a, k) => (a.kind === 'sym' && (k > 0 || e.head !== 'index') ? [a.name] : [])) : []

/** A name is what a size is called; of two numbers the index runs to the larger. */
const larger = (a: Size, b: Size): Size =>
  typeof a === 'number' && typeof b === 'number' ? Math.max(a, b) : typeof a === 'string' ? a : (b ?? a)

/**
 * Declarations for letters with components, if one of them is given an array or asked for as a whole: their sizes are those of their arrays,
 * or how far their indices run. Sizes that are counted to are defined by the arrays, or by the value given for them.
 */
export function declarationsFor(
  { letters, counted }: Components,
  arrays: ReadonlyMap<string, readonly number[]>,
  asked: readonly string[],
  declared: ReadonlySet<string>,
  values: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const found: string[] = []
  const sizes = new Map<string, unknown>([...counted].flatMap(size => (size in values ? [[size, values[size]]] : [])))
  let isWanted = false
  for (const [name, runs] of letters) {
    const given = arrays.get(name)
    if (declared.has(name) || (given !== undefined && given.length !== runs.length)) continue
    const shape = runs.map((size, k) => (typeof size === 'string' ? size : (given?.[k] ?? size)))
    if (shape.includes(undefined)) continue
    for (const [k, size] of runs.entries())
      if (typeof size === 'string' && counted.has(size) && given !== undefined && !sizes.has(size))
        sizes.set(size, given[k])
    found.push(`${name}:[${shape}]`)
    isWanted ||= given !== undefined || asked.includes(name)
  }
  return isWanted ? [...[...sizes].map(([size, value]) => `${size} = ${value}`), ...found] : []
}

/** The kinds of arguments that name what a call is by, and those that give values by name. */
const NAMING: ReadonlySet<string> = new Set(['by', 'variable', 'variables', 'names', 'place'])
const GIVING: ReadonlySet<string> = new Set(['values', 'place', 'direction'])

/** The signs of sums and products: without one nothing runs. */
const RUNS = /sum|prod|[∑∏ΣΠ]/

/** What a call gives and asks for beside its formula. */
interface Beside {
  readonly values: Readonly<Record<string, unknown>>
  /** Undefined where all names are meant. */
  readonly asked: readonly string[] | undefined
}

/** The arguments of a call, with declarations in its options of the letters that are arrays by what the call gives or asks for. */
export function withShapes(signature: Signature, all: readonly unknown[]): readonly unknown[] {
  const { args, options: names } = parametersOf(signature)
  const [f, ...rest] = all
  if (names === undefined || !FORMULAS.has(args[0]?.kind ?? '') || !mayRun(f)) return all
  const options = rest.pop() as Options & PointOptions
  const { values, asked } = besideOf(
    rest.map((x, k) => [args[Math.min(k + 1, args.length - 1)]?.kind ?? '', x]),
    options,
  )
  const arrays = new Map(Object.entries(values).flatMap(([name, v]) => (isArray(v) ? [[name, shapeOf(name, v)]] : [])))
  if (arrays.size === 0 && asked?.length === 0) return all
  const declared = namesDeclared(options.let)
  const shapes = formulasIn(f).flatMap(g => {
    const e = asScalars(g, options, [...(asked ?? []), ...Object.keys(values)])
    if (e === undefined) return []
    const components = componentsIn(e)
    return declarationsFor(components, arrays, asked ?? [...components.letters.keys()], declared, values)
  })
  if (shapes.length === 0) return all
  const texts = isExpr(f) ? String(f) : Array.isArray(f) ? f.map(g => (isExpr(g) ? String(g) : g)) : f
  return [texts, ...rest, { ...options, let: [options.let ?? [], ...new Set(shapes)].flat().join('; ') }]
}

/** Whether a formula, or one of a list, has a sum or a product: else nothing runs. */
function mayRun(f: unknown): boolean {
  if (typeof f === 'string') return RUNS.test(f)
  return isExpr(f) ? hasBound(f) : formulasIn(f).some(mayRun)
}

/** The kinds of first arguments that are formulas. */
const FORMULAS: ReadonlySet<string> = new Set(['input', 'inputs', 'outputs'])

interface PointOptions {
  readonly at?: unknown
  readonly variables?: readonly string[]
}

function besideOf(parts: readonly (readonly [kind: string, x: unknown])[], { at, variables }: PointOptions): Beside {
  const given = [...parts.flatMap(([kind, x]) => (GIVING.has(kind) ? [x] : [])), at]
  const named = [...parts.flatMap(([kind, x]) => (NAMING.has(kind) ? [x] : [])), variables].flat()
  const isAll = parts.some(([kind, x]) => kind === 'names' && x === undefined)
  return {
    values: Object.assign({}, ...given.filter(isRecord)),
    asked: isAll ? undefined : named.filter(x => typeof x === 'string').map(x => x.replace(/\[.*$/s, '').trim()),
  }
}

const isArray = (v: unknown): boolean => rowOf(v) !== undefined
const shapeOf = (name: string, v: unknown): readonly number[] => arrayValue(name, v).shape

const formulasIn = (f: unknown): readonly (string | Expr)[] =>
  ([isRecord(f) ? Object.values(f) : f].flat(2) as unknown[]).filter(
    (g): g is string | Expr => typeof g === 'string' || (isExpr(g) && !isTensor(g)),
  )

/** The names that declarations say something of. */
export function namesDeclared(text: string | undefined): ReadonlySet<string> {
  if (text === undefined) return new Set()
  const { declared, functions, bindings } = readDeclarations(text)
  return new Set([...declared.map(d => d.name), ...functions, ...bindings])
}
