/**
 * Matrix calculus behind the calls of api.ts: what each call does when shapes are declared or a tensor is given. Registers itself when it
 * is loaded, so that scalar programs need not contain it.
 */
import { compileTensor, type TensorCompileOptions } from './compile/tensor/compile.js'
import { evaluateTensor, type TensorPoint } from './compile/tensor/evaluate.js'
import type { TensorOutputs } from './compile/tensor/outputs.js'
import { ShapeError } from './errors.js'
import { type EvaluateOptions, evaluate as evaluateExpr, type Point } from './evaluate/evaluate.js'
import { exactNumber, exactValue, type Value } from './evaluate/values.js'
import { num, one, sym } from './expr/build.js'
import { Call, type Expr, isCall, Num, Sym } from './expr/node.js'
import { compareNames } from './expr/order.js'
import { postorder } from './expr/walk.js'
import type { ParseOptions } from './parse/parse.js'
import { latexName } from './print/latex-names.js'
import { simplify } from './simplify/simplify.js'
import { permute } from './tensor/algebra.js'
import { componentsOf } from './tensor/components.js'
import { derivative } from './tensor/derivative.js'
import { namesIn } from './tensor/indices.js'
import { type Dim, type Node, nodesOf, type Variable } from './tensor/node.js'
import { readTensor } from './tensor/read.js'
import { registerTensors, type TensorCalls, type TensorInput, type TensorOptions } from './tensor/registry.js'
import { Space } from './tensor/space.js'
import { isTensor, Tensor, type TensorForm } from './tensor/tensor.js'
import { tidy } from './tensor/tidy.js'
import { transfer } from './tensor/transfer.js'
import { type ArrayValue, arrayValue, sizesOf } from './tensor/values.js'
import { type CheckOptions, check } from './verify/check.js'
import { equivalentTensors } from './verify/tensors.js'

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

function read(input: TensorInput, options: TensorOptions, bound: Iterable<string> = []): Tensor {
  if (isTensor(input)) return input
  const found = readTensor(typeof input === 'string' ? input : '0', readOptions(options, bound))
  const { space, node, row } = found
  const variables = new Map(
    [...found.variables].map(([name, v]) => [name, space.variable(name, v.shape, v.properties) as Variable]),
  )
  if (typeof input === 'string') return new Tensor(node, { space, variables }, found.outputs, row)
  return new Tensor(space.scalar(isExpr(input) ? input : exactNumber(input, 'the expression')), { space, variables })
}

/** What the reader wants to know: own functions are for scalars. */
function readOptions(options: TensorOptions, bound: Iterable<string>): ParseOptions {
  const { functions, ...others } = options as TensorOptions & { readonly functions?: unknown }
  const named =
    functions !== undefined && typeof functions === 'object' && functions !== null && Symbol.iterator in functions
  return {
    ...others,
    ...(named && { functions: functions as Iterable<string> }),
    bound: [...(options.bound ?? []), ...bound],
  }
}

const isExpr = (x: unknown): x is Expr => x instanceof Num || x instanceof Sym || x instanceof Call

/** What a tensor is differentiated by: a variable or a scalar, or one entry of a variable. */
interface By {
  readonly x: Variable | Sym
  /** Counted from 1. */
  readonly entry: readonly number[] | undefined
}

const ENTRY = /^(.*)\[\s*(\d{1,9}(?:\s*,\s*\d{1,9})*)\s*\]$/su

function readBy(t: Tensor, v: TensorInput): By {
  const text = String(v).trim()
  const [, name = text, places] = ENTRY.exec(text) ?? []
  const known = t.setting.variables.get(name)
  if (known === undefined) {
    if (places !== undefined) throw new ShapeError(`${name} is not declared as a vector or matrix`, 'variable')
    return { x: scalarSymbol(t, name), entry: undefined }
  }
  const entry = places?.split(',').map(Number)
  if (entry !== undefined) requirePlaces(known, entry)
  return { x: known, entry }
}

function scalarSymbol(t: Tensor, name: string): Sym {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
    throw new ShapeError(
      `cannot differentiate by ${name}: a variable is a name, or an entry such as W[1,2]`,
      'variable',
    )
  if (sizeNames(t).has(name))
    throw new ShapeError(`${name} is a size, a whole number: nothing is differentiated by it`, 'size')
  return sym(name) as Sym
}

function requirePlaces(x: Variable, entry: readonly number[]): void {
  if (entry.length !== x.shape.length)
    throw new ShapeError(`${x.name} has ${x.shape.length} axes, not ${entry.length}`, 'index')
  for (const [k, place] of entry.entries()) {
    const size = x.shape[k] as Dim
    const most = size.kind === 'num' ? size.value.toNumber() : Number.POSITIVE_INFINITY
    if (place < 1 || place > most)
      throw new ShapeError(`${x.name} has no place ${place} on axis ${k + 1}, whose size is ${size}`, 'index-range')
  }
}

/** The names that sizes are made of. */
function sizeNames({ node, setting }: Tensor): Set<string> {
  const names = new Set<string>()
  const shapes = [...nodesOf([node]).map(n => n.shape), ...[...setting.variables.values()].map(v => v.shape)]
  for (const d of shapes.flat()) for (const e of postorder(d)) if (e.kind === 'sym') names.add(e.name)
  return names
}

/** All that a tensor may be differentiated by, in natural order. */
function variablesOf(t: Tensor): By[] {
  const sizes = sizeNames(t)
  const names = [...namesIn(t.node)].filter(name => !sizes.has(name)).sort(compareNames)
  return names.map(name => readBy(t, name))
}

const unique = (t: Tensor): By => {
  const all = variablesOf(t)
  const [only] = all
  if (all.length === 1 && only) return only
  throw new ShapeError(
    `name the variable meant: the expression has ${all.map(b => b.x.name).join(', ') || 'none'}`,
    'variable',
  )
}

// ── derivatives ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The derivative by one variable; the axes of the variable come last. */
function by(t: Tensor, { x, entry }: By): Tensor {
  const { space } = t.setting
  const whole = tidy(space, derivative(space, t.node, x))
  const node = entry === undefined ? whole : entryOf(space, whole, t.node.shape.length, entry)
  return new Tensor(node, t.setting, t.outputs, t.row && node.shape.length === t.node.shape.length)
}

/** The derivative by one entry: that place of the last axes. */
function entryOf(space: Space, node: Node, order: number, entry: readonly number[]): Node {
  const kept = Array.from({ length: order }, (_, k) => k)
  const chosen = entry.map((_, k) => order + k)
  const places = entry.map((place, k) => ({
    node: space.basis(node.shape[order + k] as Dim, num(place)),
    at: [order + k],
    power: one,
  }))
  return space.sum(node.shape.slice(0, order), [
    {
      coefficient: one,
      factors: [{ node, at: [...kept, ...chosen], power: one }, ...places],
      deltas: [],
      bound: node.shape.slice(order),
    },
  ])
}

/** The derivative in the layout and the form asked for. */
function laidOut(t: Tensor, options: TensorOptions): Tensor {
  const { layout = 'mixed' } = options
  if (layout === 'mixed') return shaped(t, options)
  const axes = t.node.shape.map((_, k) => k)
  const [own, others] = [axes.slice(0, t.outputs), axes.slice(t.outputs)]
  const order = layout === 'numerator' ? [...own, ...others.reverse()] : [...others, ...own]
  const outputs = layout === 'numerator' ? t.outputs : others.length
  return shaped(new Tensor(permute(t.setting.space, t.node, order), t.setting, outputs), options)
}

const FORMS: ReadonlySet<unknown> = new Set(['matrix', 'index', 'kron', 'components'])

/** The tensor in the form asked for. */
const shaped = (t: Tensor, { form }: TensorOptions): Tensor => (FORMS.has(form) ? t.form(form as TensorForm) : t)

const MOST_ORDERS = 16

function ordersOf(t: Tensor, given: readonly (TensorInput | number)[]): By[] {
  const all: By[] = []
  for (const v of given) {
    const last = all.at(-1)
    if (typeof v !== 'number') all.push(readBy(t, v))
    else if (last === undefined || !Number.isInteger(v) || v < 0 || v > MOST_ORDERS)
      throw new ShapeError(
        `the order of a derivative is a whole number up to ${MOST_ORDERS} after a variable, not ${v}`,
      )
    else if (v === 0) all.pop()
    else for (let k = 1; k < v; k++) all.push(last)
  }
  return given.length === 0 ? [unique(t)] : all
}

function requireScalar(t: Tensor, what: string): void {
  if (t.node.shape.length === 0) return
  throw new ShapeError(
    `${what} is that of a scalar; this has the shape [${t.shape.join(',')}]: take diff, or sum it`,
    'shape',
  )
}

const readAll = (t: Tensor, names: readonly TensorInput[] | undefined): By[] =>
  names?.map(v => readBy(t, v)) ?? variablesOf(t)

// ── substitution ────────────────────────────────────────────────────────────────────────────────────────────────

/** Arrays, numbers, texts and tensors in the place of names. */
function substituted(t: Tensor, values: Readonly<Record<string, unknown>>, options: TensorOptions): Tensor {
  const { space, variables } = t.setting
  const arrays = new Map(
    Object.entries(values)
      .filter(([name]) => variables.has(name))
      .flatMap(([name, v]) => (typeof v === 'string' || isExpr(v) ? [] : [[name, arrayValue(name, v)] as const])),
  )
  const sizes = sizesOf(variables, arrays)
  const replacements = new Map<string, Node>([...sizes].map(([name, n]) => [name, space.scalar(num(n))]))
  for (const [name, value] of Object.entries(values))
    replacements.set(name, replacement(t, name, value, arrays.get(name), options))
  const node = transfer(space, t.node, replacements)
  const left = [...variables]
    .filter(([name]) => !(name in values))
    .map(
      ([name, v]) =>
        [name, transfer(space, v, new Map([...sizes].map(([n, k]) => [n, space.scalar(num(k))]))) as Variable] as const,
    )
  return new Tensor(settled(space, node), { space, variables: new Map(left) }, t.outputs, t.row)
}

function replacement(
  t: Tensor,
  name: string,
  value: unknown,
  array: ArrayValue | undefined,
  options: TensorOptions,
): Node {
  const { space, variables } = t.setting
  if (array !== undefined)
    return space.constant(
      array.shape.map(n => num(n)),
      array.entries,
    )
  const given = typeof value === 'string' || isExpr(value) ? read(value, options) : undefined
  const node = given === undefined ? space.scalar(exactValue(value as Value, name)) : transfer(space, given.node)
  const wanted = variables.get(name)?.shape ?? []
  if (space.names(node.shape) !== space.names(wanted))
    throw new ShapeError(
      `${name} has the shape [${wanted.join(',')}], and its value [${node.shape.join(',')}]`,
      'shape',
    )
  return node
}

/** A tensor of numbers only as the numbers. */
function settled(space: Space, node: Node): Node {
  const parts = nodesOf([node])
  const free = parts.some(n => n.kind === 'variable' || n.shape.some(d => d.kind !== 'num'))
  const inner = parts.some(n => n.kind === 'constant' || n.kind === 'basis')
  if (free || !inner || parts.some(n => n.kind === 'operation' && /^(tr)?(expm|logm|sqrtm)$/.test(n.head))) return node
  const entries = componentsOf(node)
  return node.shape.length === 0
    ? space.scalar(simplify(entries))
    : space.constant(
        node.shape,
        flat(entries).map(e => simplify(e)),
      )
}

const flat = (e: Expr): Expr[] => (isCall(e, 'list') ? e.args.flatMap(flat) : [e])

// ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether another arithmetic than that of doubles is asked for. */
const isOtherField = ({ field, precision }: EvaluateOptions): boolean =>
  precision !== undefined || (field !== undefined && field !== 'real')

/** Exact values, complex ones, intervals, many digits: entry by entry. */
function evaluateEntries(t: Tensor, at: Readonly<Record<string, unknown>>, options: EvaluateOptions): unknown {
  const { variables } = t.setting
  const arrays = new Map(
    Object.entries(at)
      .filter(([name]) => variables.has(name))
      .map(([name, v]) => [name, arrayValue(name, v)] as const),
  )
  const entries = componentsOf(t.node, sizesOf(variables, arrays))
  return evaluateExpr(entries, pointOf(arrays, at), options)
}

/** Values under the names of entries: `W[1,2]`. */
function pointOf(arrays: ReadonlyMap<string, ArrayValue>, at: Readonly<Record<string, unknown>>): Point {
  const point: [string, Value][] = []
  for (const [name, value] of Object.entries(at)) {
    const array = arrays.get(name)
    if (array === undefined) point.push([name, value as Value])
    else for (const [k, e] of array.entries.entries()) point.push([`${name}[${array.place(k).join(',')}]`, e])
  }
  return Object.fromEntries(point)
}

/** What is compiled, all in one space so that it shares what it has in common, and the variables declared for it. */
function outputsOf(
  f: unknown,
  args: readonly string[],
  options: TensorOptions,
): { outputs: TensorOutputs; declared: Variable[] } {
  const space = new Space()
  const declared = new Map<string, Variable>()
  const names = args.filter(name => !/[^\p{L}\p{N}_]/u.test(name))
  const one = (g: unknown): Node => {
    const t = read(g as TensorInput, options, names)
    for (const [name, v] of t.setting.variables) declared.set(name, transfer(space, v) as Variable)
    return transfer(space, t.node)
  }
  const several = (g: unknown): Node | Node[] => (Array.isArray(g) ? g.map(one) : one(g))
  const isObject = typeof f === 'object' && f !== null && !isExpr(f) && !Array.isArray(f)
  const outputs = isObject ? Object.fromEntries(Object.entries(f).map(([key, g]) => [key, several(g)])) : several(f)
  return { outputs, declared: [...declared.values()] }
}

/** The tensors in a list of results. */
const tensorsIn = (e: Expr): Tensor[] => (isTensor(e) ? [e] : isCall(e, 'list') ? e.args.flatMap(tensorsIn) : [])

/** `\\mathbf{W}`, `\\boldsymbol{\\theta}`, the subscript as it is. */
function boldName(name: string): string {
  const [, base, subscript] = /^(.*?)(_\{.*\})?$/su.exec(latexName(name)) as RegExpExecArray
  const bold = base?.startsWith('\\') === true ? `\\boldsymbol{${base}}` : `\\mathbf{${base}}`
  return bold + (subscript ?? '')
}

const calls: TensorCalls = {
  bold: e =>
    Object.fromEntries(tensorsIn(e).flatMap(t => [...t.setting.variables.keys()].map(name => [name, boldName(name)]))),
  read: (f, options) => shaped(read(f, options), options),
  diff(f, given, options) {
    const t = read(f, options)
    return laidOut(ordersOf(t, given).reduce(by, t), options)
  },
  gradient(f, given, options) {
    const t = read(f, options)
    requireScalar(t, 'a gradient')
    return readAll(t, given).map(x => laidOut(by(t, x), options))
  },
  jacobian(f, given, options) {
    const outputs = f.map(g => read(g, options))
    return outputs.map(t => readAll(t, given).map(x => laidOut(by(t, x), options)))
  },
  hessian(f, given, options) {
    const t = read(f, options)
    requireScalar(t, 'a Hessian')
    const all = readAll(t, given)
    return all.map(x => {
      const slope = by(t, x)
      return all.map(y => laidOut(by(slope, y), options))
    })
  },
  subs: (f, values, options) => shaped(substituted(read(f, options), values, options), options),
  evaluate(f, at, options) {
    const t = read(f, options)
    const wanted = options as EvaluateOptions
    const declared = [...t.setting.variables.values()]
    return isOtherField(wanted)
      ? evaluateEntries(t, at, wanted)
      : evaluateTensor(t.node, at as TensorPoint, { ...wanted, declared } as object)
  },
  compile(f, args, options) {
    const { outputs, declared } = outputsOf(f, args, options)
    return compileTensor(outputs, args, { ...(options as TensorCompileOptions), declared }) as (
      ...values: never[]
    ) => unknown
  },
  check(f, options) {
    const t = read(f, options)
    const { variables } = t.setting
    const at = options.at
    const arrays = new Map(
      Object.entries(at)
        .filter(([name]) => variables.has(name))
        .map(([name, v]) => [name, arrayValue(name, v)] as const),
    )
    const entries = componentsOf(t.node, sizesOf(variables, arrays))
    const claimed = claims(t, arrays, at, (options as Partial<CheckOptions>).variables)
    const { variables: _, ...others } = options as unknown as CheckOptions
    return check(entries, { ...others, at: pointOf(arrays, at), claimed })
  },
  equivalent(a, b, options) {
    const left = read(a, options)
    const right = read(b, options)
    const { space } = left.setting
    return equivalentTensors(space, left.node, transfer(space, right.node))
  },
}

/** The derivative of every entry by every entry of the variables, as numbers. */
function claims(
  t: Tensor,
  arrays: ReadonlyMap<string, ArrayValue>,
  at: Readonly<Record<string, unknown>>,
  wanted: readonly string[] | undefined,
): Record<string, Expr> {
  const found: [string, Expr][] = []
  for (const x of readAll(t, wanted)) {
    const slope = by(t, x)
    const value = evaluateTensor(slope.node, at as TensorPoint, {
      flat: true,
      undefined: 'nan',
      declared: [...t.setting.variables.values()],
    }) as Float64Array | number
    const array = x.entry === undefined ? arrays.get(x.x.name) : undefined
    const width = array?.entries.length ?? 1
    const all = typeof value === 'number' ? Float64Array.of(value) : value
    for (let k = 0; k < width; k++) {
      const column = all.filter((_, j) => j % width === k)
      const name = array === undefined ? nameOf(x) : `${x.x.name}[${array.place(k).join(',')}]`
      found.push([name, numbersOf(t, [...column])])
    }
  }
  return Object.fromEntries(found)
}

const nameOf = ({ x, entry }: By): string => (entry === undefined ? x.name : `${x.name}[${entry.join(',')}]`)

/** Numbers as an expression: a list for several outputs, whose order is that of reading. */
function numbersOf(t: Tensor, values: readonly number[]): Expr {
  const numbers = values.map(v => exactNumber(v, 'the derivative'))
  return t.node.shape.length === 0 ? (numbers[0] as Expr) : (new Call('list', numbers, 0, false) as Expr)
}

registerTensors(calls)

export { isTensor, Tensor, type TensorForm } from './tensor/tensor.js'
