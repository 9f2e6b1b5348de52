/** What the calls of matrix calculus are given: tensors as texts or as they are, and the variables that they are differentiated by. */
import {
  type Definitions,
  definitionsOf,
  expanded,
  isNames,
  namesIn as namesOf,
  type OwnFunctions,
  valueless,
} from '../diff/definition.js'
import { ShapeError } from '../errors.js'
import { exactNumber } from '../evaluate/values.js'
import type { Assumption } from '../expr/assumption.js'
import { num, sym } from '../expr/build.js'
import { type Expr, isCall, isExpr, type Sym } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols, postorder } from '../expr/walk.js'
import { canonicalName } from '../parse/lexer.js'
import type { ParsedProgram } from '../parse/parse.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { namesIn } from '../tensor/indices.js'
import { type Dim, type Node, nodesOf, type Variable } from '../tensor/node.js'
import { readTensor, type TensorText } from '../tensor/read/read.js'
import { rewrittenEntries } from '../tensor/skeleton.js'
import type { Space } from '../tensor/space.js'
import { isTensor, Tensor, type Traits } from '../tensor/tensor.js'
import { unnested } from '../tensor/values.js'

export const read = (input: TensorInput, options: TensorOptions, bound: Iterable<string> = []): Tensor =>
  readSides(input, options, bound).e

/** The same; with the option `equation` of an equation its left side less the right one. */
export function readSides(
  input: TensorInput,
  options: TensorOptions,
  bound: Iterable<string>,
): { readonly e: Tensor; readonly isEquation: boolean } {
  if (isTensor(input)) return { e: input, isEquation: false }
  const { result, found } = readText(input, options, bound)
  return { e: result, isEquation: found.isEquation === true }
}

/** An input that is differentiated by these, which are names there whatever else they may mean: e is no constant then. */
export const readFor = (
  input: TensorInput,
  by: readonly (TensorInput | number)[] | undefined,
  options: TensorOptions,
): Tensor => read(input, options, namesGiven(by ?? []))

const namesGiven = (by: readonly (TensorInput | number)[]): string[] =>
  by.flatMap(v => (typeof v === 'number' ? [] : nameWritten(v).name))

/** A text with its intermediate results. */
export function readSteps(input: TensorInput, options: TensorOptions): ParsedProgram {
  if (isTensor(input)) return { bindings: [], declarations: [], result: input, warnings: [] }
  const { result, found, made } = readText(input, options, [])
  const bindings = found.bindings.map(b => ({ name: b.name, value: made(b.node, { row: b.row }) }))
  return { bindings, declarations: found.declarations, result, warnings: [] }
}

/** What is known of sizes. */
const SIZE: ReadonlySet<Assumption> = new Set(['positive', 'integer'])

function readText(
  input: Exclude<TensorInput, Tensor>,
  options: TensorOptions,
  bound: Iterable<string>,
): { readonly result: Tensor; readonly found: TensorText; readonly made: (node: Node, traits?: Traits) => Tensor } {
  const { reading, definitions } = readOptions(options, bound)
  const found = readTensor(typeof input === 'string' ? input : '0', reading)
  const { space } = found
  const variables = new Map(
    [...found.variables].map(([name, v]) => [name, space.variable(name, v.shape, v.properties) as Variable]),
  )
  const sizes = [...variables.values()].flatMap(v => v.shape.flatMap(d => [...freeSymbols(d)]))
  const assumptions = new Map<string, ReadonlySet<Assumption>>([
    ...sizes.map(name => [name, SIZE] as const),
    ...found.declarations.map(d => [d.name, new Set(d.assumptions)] as const),
  ])
  const setting = { space, variables, assumptions }
  for (const name of namesOf(definitions))
    if (variables.has(name) || found.bindings.some(b => b.name === name))
      throw new ShapeError(`a function is stated in terms of ${name}: give it ${name} as an argument`, 'defined')
  const made = (node: Node, traits?: Traits): Tensor => expandedBy(new Tensor(node, setting, traits), definitions)
  const result =
    typeof input === 'string'
      ? made(found.node, found)
      : made(literal(space, isExpr(input) ? input : exactNumber(input, 'the expression')))
  return { result, found, made }
}

/** A scalar, or of a list, and of lists within it, the array of the entries. */
function literal(space: Space, e: Expr): Node {
  const { shape, entries } = unnested<Expr>('a list', e, part => (isCall(part, 'list') ? part.args : undefined))
  return shape.length === 0
    ? space.scalar(e)
    : space.constant(
        shape.map(n => num(n)),
        entries,
      )
}

/** With the functions of the caller's own, and what is stated of their derivatives, put in. */
export const stated = (t: Tensor, options: TensorOptions): Tensor =>
  expandedBy(t, definitionsOf(options as OwnFunctions))

/** A function of which only derivatives are stated, among the parts of a tensor. */
export function valuelessIn({ node, setting }: Tensor, options: TensorOptions): string | undefined {
  const definitions = definitionsOf(options as OwnFunctions)
  let found: string | undefined
  if (definitions.size > 0)
    rewrittenEntries(setting.space, node, e => {
      found ??= valueless(e, definitions)
      return e
    })
  return found
}

function expandedBy(t: Tensor, definitions: Definitions): Tensor {
  if (definitions.size === 0) return t
  const node = rewrittenEntries(t.setting.space, t.node, e => expanded(e, definitions))
  return node === t.node ? t : t.with(node)
}

/** The input, whose header need not tell the sizes that another tensor tells: both are of one shape. */
export const readLike = (input: TensorInput, other: Tensor, options: TensorOptions): Tensor =>
  read(input, { ...options, shape: other.node.shape } as TensorOptions)

/** What the reader wants to know, and the definitions of functions of the caller's own. */
function readOptions(
  options: TensorOptions,
  bound: Iterable<string>,
): { readonly reading: Parameters<typeof readTensor>[1]; readonly definitions: Definitions } {
  const { functions, ...others } = options as TensorOptions & OwnFunctions
  const definitions = definitionsOf({ ...others, ...(functions && { functions }) })
  const reading = {
    ...others,
    ...(isNames(functions) && { functions }),
    own: new Set(definitions.keys()),
    bound: [...(options.bound ?? []), ...(options.asked ?? []), ...bound],
  }
  return { reading, definitions }
}

/** What a tensor is differentiated by: a variable or a scalar, or one entry of a variable. */
export interface By {
  readonly x: Variable | Sym
  /** Counted from 1. */
  readonly entry: readonly number[] | undefined
  /** Names for the axes of the variable: x[k]. */
  readonly axes?: readonly string[]
}

const ENTRY = /^(.*)\[\s*([\p{L}\p{N}_]{1,99}(?:\s*,\s*[\p{L}\p{N}_]{1,99})*)\s*\]$/su

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** The name of a variable, and the places of one of its entries. */
function nameWritten(v: TensorInput): { readonly name: string; readonly places: string | undefined } {
  const text = String(v).trim()
  const [, written = text, places] = ENTRY.exec(text) ?? []
  return { name: canonicalName(written.trim()) ?? written, places }
}

export function readBy(t: Tensor, v: TensorInput): By {
  const { name, places } = nameWritten(v)
  const known = t.setting.variables.get(name)
  if (known === undefined) {
    if (places !== undefined) throw new ShapeError(`${name} is not declared as a vector or matrix`, 'variable')
    refuseEntryName(t, name)
    return { x: scalarSymbol(t, name), entry: undefined }
  }
  const written = places?.split(',').map(place => place.trim())
  if (written?.every(place => NAME.test(place))) return { x: known, entry: undefined, axes: axesOf(t, known, written) }
  const other = written?.find(place => !/^\d{1,9}$/u.test(place))
  if (other !== undefined)
    throw new ShapeError(
      `${name} is differentiated by at an entry, ${name}[${known.shape.map(() => 1).join(',')}], or by indices: ${other} is not of the same kind as the others`,
      'index',
    )
  const entry = written?.map(Number)
  if (entry !== undefined) requireInside(known, entry)
  return { x: known, entry }
}

/** `x_k` beside a declared x is x[k] in a text, and no other variable. */
function refuseEntryName({ setting: { variables, assumptions } }: Tensor, name: string): void {
  if (assumptions.has(name)) return
  const base = name.slice(0, name.indexOf('_'))
  const [places, order] = [[...name.slice(base.length + 1).replaceAll('_', '')], variables.get(base)?.shape.length]
  if (places.length === order)
    throw new ShapeError(`${name} is an entry of ${base}: differentiate by ${base}[${places}]`, 'variable')
}

/** Indices in the places of a variable: names that mean nothing else. */
function axesOf(t: Tensor, x: Variable, names: readonly string[]): readonly string[] {
  requireAxes(x, names)
  const twice = names.find((name, k) => names.indexOf(name) < k || t.axes.includes(name))
  const known = (name: string): boolean =>
    t.setting.variables.has(name) || t.setting.assumptions.has(name) || namesIn(t.node).has(name)
  const taken = names.find(known)
  if (twice === undefined && taken === undefined) return names
  throw new ShapeError(
    `${twice ?? taken} ${twice === undefined ? 'has another meaning' : 'is an index of another axis'}, and cannot be an index of ${x.name}: choose another name`,
    'index',
  )
}

function requireAxes(x: Variable, places: readonly unknown[]): void {
  if (places.length !== x.shape.length)
    throw new ShapeError(
      `${x.name} has ${x.shape.length === 1 ? 'one axis' : `${x.shape.length} axes`}, not ${places.length}`,
      'index',
    )
}

function scalarSymbol(t: Tensor, name: string): Sym {
  if (!NAME.test(name))
    throw new ShapeError(
      `cannot differentiate by ${name}: a variable is a name, or entries such as W[1,2] or W[i,j]`,
      'variable',
    )
  if (sizeNames(t).has(name))
    throw new ShapeError(`${name} is a size, a whole number: nothing is differentiated by it`, 'size')
  return sym(name) as Sym
}

function requireInside(x: Variable, entry: readonly number[]): void {
  requireAxes(x, entry)
  for (const [k, place] of entry.entries()) {
    const size = x.shape[k] as Dim
    const most = size.kind === 'num' ? size.value.toNumber() : Number.POSITIVE_INFINITY
    if (place < 1 || place > most)
      throw new ShapeError(`${x.name} has no place ${place} on axis ${k + 1}, whose size is ${size}`, 'index-range')
  }
}

/** The names that sizes are made of. */
export function sizeNames({ node, setting }: Tensor): Set<string> {
  const names = new Set<string>()
  const shapes = [...nodesOf([node]).map(n => n.shape), ...[...setting.variables.values()].map(v => v.shape)]
  for (const d of shapes.flat()) for (const e of postorder(d)) if (e.kind === 'sym') names.add(e.name)
  return names
}

/** All that a tensor may be differentiated by, in natural order. */
export function variablesOf(t: Tensor): By[] {
  const sizes = sizeNames(t)
  const names = [...namesIn(t.node)].filter(name => !sizes.has(name)).sort(compareNames)
  return names.map(name => readBy(t, name))
}

/** The names of all that a tensor may be differentiated by: its variables and scalars, not its sizes. */
export const tensorVariables = (t: Tensor): string[] => variablesOf(t).map(b => b.x.name)

/** The name of the only scalar that is no size: what a form by one variable is by; undefined where there are none. */
export function onlyScalar(t: Tensor): string | undefined {
  const names = tensorVariables(t).filter(name => !t.setting.variables.has(name))
  const [only, ...others] = names
  if (others.length === 0) return only
  throw new ShapeError(`name the scalar meant: the expression has ${names.join(', ')}`, 'variable')
}

export const unique = (t: Tensor): By => {
  const all = variablesOf(t)
  const [only] = all
  if (all.length === 1 && only) return only
  throw new ShapeError(
    `name the variable meant: the expression has ${all.map(b => b.x.name).join(', ') || 'none'}`,
    'variable',
  )
}

export const readAll = (t: Tensor, names: readonly TensorInput[] | undefined): By[] =>
  names?.map(v => readBy(t, v)) ?? variablesOf(t)

/** The name as it was given: `W`, `W[1,2]`. */
export function nameOf({ x, entry, axes }: By): string {
  const places = entry ?? axes
  return places === undefined ? x.name : `${x.name}[${places.join(',')}]`
}

/** The error for what has another shape than what it belongs to. */
export const unlike = (of: string, shape: readonly unknown[], other: string, found: readonly unknown[]): ShapeError =>
  new ShapeError(`${of} has the shape [${shape.join(',')}], ${other} [${found.join(',')}]`, 'shape')
