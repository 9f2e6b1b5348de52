/**
 * Matrix calculus behind the calls of api.ts: what each call does when shapes are declared or a tensor is given.
 */

import { compileTensor, type TensorCompileOptions } from './compile/tensor/compile.js'
import { evaluateTensor, type TensorPoint } from './compile/tensor/evaluate.js'
import type { TensorOutputs } from './compile/tensor/outputs.js'
import { ShapeError } from './errors.js'
import { type EvaluateOptions, evaluate as evaluateExpr } from './evaluate/evaluate.js'
import { type Expr, isCall, isExpr } from './expr/node.js'
import { compareNames } from './expr/order.js'
import { certificateOf, slopeOf } from './matrix/certifying.js'
import { checkTensor, pointOf } from './matrix/checking.js'
import { derivativeProducts } from './matrix/products.js'
import { type By, read, readAll, readBy, readLike, readSteps, tensorVariables, unique } from './matrix/reading.js'
import { rewrittenTensor, shaped } from './matrix/rewriting.js'
import { substituted } from './matrix/substitution.js'
import { latexName } from './print/latex-names.js'
import { permute } from './tensor/algebra.js'
import type { TensorCalls, TensorInput, TensorOptions } from './tensor/calls.js'
import { componentsOf } from './tensor/components.js'
import type { Node, Variable } from './tensor/node.js'
import { Space } from './tensor/space.js'
import { isTensor, Tensor } from './tensor/tensor.js'
import { transfer } from './tensor/transfer.js'
import { arrayValue, sizesOf } from './tensor/values.js'
import { equivalentTensors } from './verify/tensors.js'

// ── derivatives ─────────────────────────────────────────────────────────────────────────────────────────────────

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

/** What is compiled, all in one space so that it shares what it has in common, and the variables declared for it. */
function outputsOf(
  f: unknown,
  args: readonly string[],
  options: TensorOptions,
): { outputs: TensorOutputs; declared: Variable[]; names: string[] } {
  const space = new Space()
  const declared = new Map<string, Variable>()
  const found = new Set<string>()
  const bound = args.filter(name => !/[^\p{L}\p{N}_]/u.test(name))
  const one = (g: unknown): Node => {
    const t = read(g as TensorInput, options, bound)
    for (const name of tensorVariables(t)) found.add(name)
    for (const [name, v] of t.setting.variables) declared.set(name, transfer(space, v) as Variable)
    return transfer(space, t.node)
  }
  const several = (g: unknown): Node | Node[] => (Array.isArray(g) ? g.map(one) : one(g))
  const isObject = typeof f === 'object' && f !== null && !isExpr(f) && !Array.isArray(f)
  const outputs = isObject ? Object.fromEntries(Object.entries(f).map(([key, g]) => [key, several(g)])) : several(f)
  return { outputs, declared: [...declared.values()], names: [...found].sort(compareNames) }
}

/** The tensors in a list of results. */
const tensorsIn = (e: Expr): Tensor[] => (isTensor(e) ? [e] : isCall(e, 'list') ? e.args.flatMap(tensorsIn) : [])

/** `\\mathbf{W}`, `\\boldsymbol{\\theta}`, the subscript as it is. */
function boldName(name: string): string {
  const [, base, subscript] = /^(.*?)(_\{.*\})?$/su.exec(latexName(name)) as RegExpExecArray
  const bold = base?.startsWith('\\') === true ? `\\boldsymbol{${base}}` : `\\mathbf{${base}}`
  return bold + (subscript ?? '')
}

export const calls: TensorCalls = {
  bold: e =>
    Object.fromEntries(tensorsIn(e).flatMap(t => [...t.setting.variables.keys()].map(name => [name, boldName(name)]))),
  read: (f, options) => shaped(read(f, options), options),
  program: (f, options) => readSteps(f, options),
  diff(f, given, options) {
    const t = read(f, options)
    return laidOut(
      ordersOf(t, given).reduce((g, x) => slopeOf(g, x, options), t),
      options,
    )
  },
  gradient(f, given, options) {
    const t = read(f, options)
    requireScalar(t, 'a gradient')
    return readAll(t, given).map(x => laidOut(slopeOf(t, x, options), options))
  },
  jacobian(f, given, options) {
    const outputs = f.map(g => read(g, options))
    return outputs.map(t => readAll(t, given).map(x => laidOut(slopeOf(t, x, options), options)))
  },
  hessian(f, given, options) {
    const t = read(f, options)
    requireScalar(t, 'a Hessian')
    const all = readAll(t, given)
    return all.map(x => {
      const slope = slopeOf(t, x, options)
      return all.map(y => laidOut(slopeOf(slope, y, options), options))
    })
  },
  products: (kind, f, variables, vector, options) =>
    derivativeProducts(kind, f, variables, vector, options).map(t => shaped(t, options)),
  rewritten: (f, options, rewrite) => shaped(rewrittenTensor(read(f, options), rewrite), options),
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
    const { outputs, declared, names } = outputsOf(f, args ?? [], options)
    return compileTensor(outputs, args ?? names, { ...(options as TensorCompileOptions), declared }) as (
      ...values: never[]
    ) => unknown
  },
  check: (f, options) => checkTensor(read(f, options), options),
  certificate(f, name, claim, options) {
    const t = read(f, options)
    return certificateOf(t, readBy(t, name), claim === undefined ? undefined : read(claim, options))
  },
  equivalent(a, b, options) {
    const left = isTensor(b) ? readLike(a, b, options) : read(a, options)
    const right = readLike(b, left, options)
    const { space } = left.setting
    return equivalentTensors(space, left.node, transfer(space, right.node))
  },
}

export { tensorVariables } from './matrix/reading.js'
export { isTensor, Tensor, type TensorForm } from './tensor/tensor.js'
