/**
 * Tensors to a function of arrays and numbers. Everything compiled together shares what it has in common; the order of products, the
 * memory and the loops are settled when the sizes are first seen and kept for the next call. A compiled function never throws for the
 * numbers in its values: NaN where there is no value, infinities where one has become too large.
 */
import { FluxionError, ShapeError } from '../../errors.js'
import type { Node, Variable } from '../../tensor/node.js'
import { compile } from '../compile.js'
import { mayGenerateCode } from '../javascript.js'
import type { Runner } from '../program.js'
import { Demand, lengthOf } from './binding.js'
import { type Nested, type TensorValue, toNested } from './dense.js'
import { loopFunction } from './loop-text.js'
import { type TensorOutputs, type TensorResults, takeApart } from './outputs.js'
import { type Plan, planOf, roomFor } from './plan.js'
import { LOOKING, withoutPoles } from './poles.js'
import type { Sizes } from './sizes.js'
import type { Emitter } from './step.js'

export interface TensorCompileOptions {
  /** Variables that may be arguments without occurring in the tensors: their arrays tell sizes. */
  readonly declared?: readonly Variable[]
  /**
   * `'javascript'` emits code and fails where that is forbidden; `'interpreter'` emits none. By default JavaScript where it is allowed.
   * Loops over arrays are not assembled: `'wasm'` is refused.
   */
  readonly backend?: Runner['backend']
  /** Results as Float64Arrays in reading order instead of nested arrays. */
  readonly flat?: boolean
}

/** A compiled function: values in the order of the names, arrays for tensors and numbers for scalars. */
export interface CompiledTensor<O, R = Nested> {
  (...values: TensorValue[]): TensorResults<O, R>
  /** Writes the results, each in reading order, into the arrays of `out`, in order. */
  into(out: readonly Float64Array[], ...values: TensorValue[]): readonly Float64Array[]
  /** The same with the values in an array. No memory for entries is taken when these are Float64Arrays and numbers and the sizes those of the last call. */
  intoAt(out: readonly Float64Array[], values: readonly TensorValue[]): readonly Float64Array[]
  /** How the results are computed at such values: shapes and steps. */
  plan(...values: TensorValue[]): Pick<Plan, 'shapes' | 'steps'>
  readonly backend: 'javascript' | 'interpreter'
}

/** Code is emitted for loops and for scalars. */
const EMITTER: Emitter = { loop: loopFunction, scalars: (roots, names) => compile(roots, names).intoAt }

/** So many plans are kept, for as many combinations of sizes. */
const MOST_PLANS = 4

/**
 * A function of the named arguments that computes all the tensors. Raises `UnboundError` for names that are not arguments and
 * `FluxionError` 'duplicate-argument'; calls raise `ShapeError` for values of the wrong sizes and `BudgetError`.
 */
export function compileTensor<
  const O extends TensorOutputs,
  const T extends TensorCompileOptions = TensorCompileOptions,
>(
  outputs: O,
  args: readonly string[],
  options?: T,
): CompiledTensor<O, T extends { flat: true } ? Float64Array : Nested> {
  const { roots, arrange } = takeApart(outputs)
  const plans = new Plans(roots, args, backendOf(options), options?.declared)
  // Nested results are copies, so the arrays that they are copied from serve the next call of the same plan.
  let room: { readonly plan: Plan; readonly out: Float64Array[] } | undefined
  const call = (...values: TensorValue[]): unknown => {
    const plan = plans.at(values)
    if (options?.flat === true) {
      const out = roomFor(plan)
      plans.run(plan, out, values)
      return arrange(out)
    }
    if (room?.plan !== plan) room = { plan, out: roomFor(plan) }
    plans.run(plan, room.out, values)
    return arrange(room.out.map((data, k) => toNested(plan.shapes[k] as readonly number[], data)))
  }
  const intoAt = (out: readonly Float64Array[], values: readonly TensorValue[]): readonly Float64Array[] => {
    const plan = plans.at(values)
    requireRoom(plan, out)
    plans.run(plan, out, values)
    return out
  }
  const into = (out: readonly Float64Array[], ...values: TensorValue[]): readonly Float64Array[] => intoAt(out, values)
  const plan = (...values: TensorValue[]): Plan => plans.at(values)
  return Object.assign(call, { into, intoAt, plan, backend: plans.backend }) as CompiledTensor<
    O,
    T extends { flat: true } ? Float64Array : Nested
  >
}

function backendOf({ backend }: TensorCompileOptions = {}): 'javascript' | 'interpreter' {
  if (backend === 'interpreter') return backend
  if (backend === 'wasm')
    throw new FluxionError(
      'option-backend',
      "backend is 'javascript' or 'interpreter' for tensors: only scalars become WebAssembly; or leave it out",
    )
  if (mayGenerateCode()) return 'javascript'
  if (backend === undefined) return 'interpreter'
  throw new FluxionError(
    'code-generation',
    'code generation is forbidden here; leave out the backend to run without it',
  )
}

function requireRoom(plan: Plan, out: readonly Float64Array[]): void {
  if (out.length !== plan.shapes.length)
    throw new ShapeError(`there are ${plan.shapes.length} results and ${out.length} arrays for them`, 'output-length')
  for (let k = 0; k < out.length; k++) {
    const shape = plan.shapes[k] as readonly number[]
    let length = 1
    for (let axis = 0; axis < shape.length; axis++) length *= shape[axis] as number
    const array = out[k] as Float64Array
    if (!(array.length >= length))
      throw new ShapeError(`the output array has ${array.length} elements and needs ${length}`, 'output-length')
  }
}

/** The plans for the sizes seen, and the values of the call under way. */
class Plans {
  readonly backend: 'javascript' | 'interpreter'
  readonly #roots: readonly Node[]
  readonly #names: readonly string[]
  readonly #demand: Demand
  /** For each argument the variable that it is; undefined for a scalar. */
  readonly #variables: readonly (Variable | undefined)[]
  /** Whether an argument is a scalar that is needed; what is not needed is not looked at. */
  readonly #isNumber: readonly boolean[]
  /** Whether an argument is the number of a size symbol. */
  readonly #isSize: readonly boolean[]
  readonly #plans = new Map<string, Plan>()
  readonly #arrays = new Map<string, Float64Array>()
  readonly #sizes = new WeakMap<Plan, Sizes>()
  /** The plans that look at poles, by those that do not. */
  readonly #lookers = new WeakMap<Plan, Plan>()
  readonly #scalars: Float64Array
  readonly #scalarNames: readonly string[]
  /** The last call whose tensors were all flat arrays: their lengths, the numbers of sizes, and the plan. */
  #last: { readonly plan: Plan; readonly signature: readonly number[] } | undefined

  constructor(
    roots: readonly Node[],
    names: readonly string[],
    backend: 'javascript' | 'interpreter',
    declared: readonly Variable[] | undefined,
  ) {
    const duplicate = names.find((name, k) => names.indexOf(name) !== k)
    if (duplicate !== undefined)
      throw new FluxionError('duplicate-argument', `the argument "${duplicate}" is named twice`)
    this.backend = backend
    this.#roots = roots
    this.#names = names
    this.#demand = new Demand(
      roots,
      declared?.filter(v => names.includes(v.name)),
    )
    this.#demand.requireAll(new Set(names))
    const { scalars, sizes } = this.#demand.needs
    this.#variables = names.map(name => this.#demand.variables.get(name))
    this.#isNumber = names.map((name, k) => this.#variables[k] === undefined && (scalars.has(name) || sizes.has(name)))
    this.#scalarNames = names.filter((_, k) => this.#isNumber[k])
    this.#isSize = names.map((name, k) => this.#variables[k] === undefined && sizes.has(name))
    this.#scalars = new Float64Array(this.#scalarNames.length)
  }

  /** The plan for the sizes of these values, whose arrays are kept for `run`. */
  at(values: readonly TensorValue[]): Plan {
    if (values.length !== this.#names.length)
      throw new ShapeError(
        `there are ${this.#names.length} arguments, and ${values.length} values were given`,
        'arguments',
      )
    this.#readScalars(values)
    if (this.#last !== undefined && this.#isLike(this.#last.signature, values)) return this.#last.plan
    return this.#planFor(values)
  }

  run(plan: Plan, out: readonly Float64Array[], values: readonly TensorValue[]): void {
    for (let k = 0; k < values.length; k++) {
      const array = this.#arrays.get(this.#names[k] as string)
      // A result written over a value that another result still needs: that one is computed from a copy.
      if (array !== undefined && overlaps(array, out)) this.#arrays.set(this.#names[k] as string, array.slice())
    }
    plan.run(this.#arrays, this.#scalars, out)
    withoutPoles(plan, out, () => this.#looking(plan), this.#arrays, this.#scalars)
  }

  #looking(plan: Plan): Plan {
    const sizes = this.#sizes.get(plan) as Sizes
    const looking = this.#lookers.get(plan) ?? planOf(this.#roots, sizes, this.#scalarNames, LOOKING)
    this.#lookers.set(plan, looking)
    return looking
  }

  #readScalars(values: readonly TensorValue[]): void {
    let next = 0
    for (let k = 0; k < values.length; k++) {
      const value = values[k]
      if (!this.#isNumber[k]) continue
      if (typeof value !== 'number')
        throw new ShapeError(`the value given for ${this.#names[k]} is not a number`, 'not-a-number')
      this.#scalars[next++] = value
    }
  }

  /** Whether all tensors are flat arrays of these lengths, and the sizes given as numbers the same; takes the arrays if so. */
  #isLike(signature: readonly number[], values: readonly TensorValue[]): boolean {
    for (let k = 0; k < values.length; k++) {
      const value = values[k]
      if (this.#variables[k] !== undefined) {
        if (!(value instanceof Float64Array) || value.length !== signature[k]) return false
      } else if (this.#isSize[k] && value !== signature[k]) return false
    }
    for (let k = 0; k < values.length; k++)
      if (this.#variables[k] !== undefined) this.#arrays.set(this.#names[k] as string, values[k] as Float64Array)
    return true
  }

  #planFor(values: readonly TensorValue[]): Plan {
    const numbers = this.#names.flatMap((name, k) => (this.#isSize[k] ? [[name, Number(values[k])] as const] : []))
    const { sizes, arrays } = this.#demand.bind(name => values[this.#names.indexOf(name)], new Map(numbers))
    for (const [name, data] of arrays) this.#arrays.set(name, data)
    const key = [...this.#demand.variables.values()]
      .map(v => sizes.shape(v.shape).join('x'))
      .concat(numbers.join(';'))
      .join(',')
    const plan =
      this.#plans.get(key) ??
      planOf(this.#roots, sizes, this.#scalarNames, this.backend === 'javascript' ? EMITTER : undefined)
    this.#sizes.set(plan, sizes)
    this.#plans.delete(key)
    this.#plans.set(key, plan)
    const [oldest] = this.#plans.keys()
    if (this.#plans.size > MOST_PLANS && oldest !== undefined) this.#plans.delete(oldest)
    const flat = values.every((v, k) => this.#variables[k] === undefined || v instanceof Float64Array)
    const signature = values.map((v, k) => {
      const variable = this.#variables[k]
      return variable === undefined ? Number(v) : lengthOf(variable, sizes)
    })
    this.#last = flat ? { plan, signature } : undefined
    return plan
  }
}

function overlaps(array: Float64Array, out: readonly Float64Array[]): boolean {
  for (let k = 0; k < out.length; k++) if ((out[k] as Float64Array).buffer === array.buffer) return true
  return false
}
