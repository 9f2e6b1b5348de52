/**
 * Derivatives by several variables, as people call them: gradient, Jacobian, Hessian, and their products with vectors. Small ones are
 * taken one by one and laid out as a textbook prints them; large ones together, in canonical form, and share what they have in common.
 */
import { type Answers, answersFor, type Setting } from '../answers/answers.js'
import { requireSmooth } from '../answers/composed.js'
import { MOST_BRANCHES } from '../diff/calculus.js'
import { derivative, type Variable } from '../diff/derivative.js'
import * as many from '../diff/gradient.js'
import { ShapeError } from '../errors.js'
import type { Assumptions } from '../expr/assumption.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { sourceOf, withSource, writingOf } from '../expr/written.js'
import { row } from '../functions/table.js'
import {
  type Input,
  nameOf,
  type Options,
  type Reading,
  read,
  readFunction,
  type VariableInput,
  variablesOf,
} from '../inputs/input.js'
import { Intermediates } from '../inputs/intermediates.js'
import * as shaped from '../matrix/derivatives.js'
import { products } from '../matrix/products.js'
import type { ProductKind } from '../tensor/calls.js'
import { isTensor } from '../tensor/tensor.js'
import { spend } from '../work.js'
import { verb } from './verb.js'

/** Steps that an entry of a matrix of derivatives takes, be it 0. */
const ENTRY = 4

/** All partial derivatives of a scalar: `gradient('a^2+a*b', ['a','b'])` is [2*a + b, a]; by default by every symbol. */
export const gradient = /* @__PURE__ */ verb(
  {
    name: 'gradient',
    command: 'grad',
    group: 'derivatives',
    takes: 'f:input variables?:variables {&slope layout}',
    about: 'all partial derivatives, by the variables named or by all',
    examples: [
      { command: 'grad "(x+y)*z" --at x=-2,y=5,z=-4', prints: '[-4, -4, 3]' },
      { command: 'grad "norm2(A*x-b)^2" x --let "A:[m,n] x:[n] b:[m]"', prints: "2*A'*(A*x - b)" },
    ],
    chains: variables => variables.map(v => [v]),
  },
  // Its calls are typed by their variables.
  slopesOf as Gradient,
)

/** One entry for each variable named, in order. */
export interface Gradient {
  <const V extends readonly VariableInput[]>(
    f: Input,
    variables: V,
    options?: Options,
  ): { -readonly [K in keyof V]: Expr }
  (f: Input, variable: VariableInput, options?: Options): [Expr]
  (f: Input, options?: Options): Expr[]
  (f: Input, variables: readonly VariableInput[] | undefined, options?: Options): Expr[]
}

function slopesOf(f: Input, variables?: readonly VariableInput[], options: Options = {}): Expr[] {
  const { e, assumptions, parameters, intermediates } = readFunction(f, options, variables?.map(nameOf))
  if (isTensor(e)) return shaped.gradient(e, variables, options)
  const by = variablesOf(e, variables, parameters)
  const answers = answersFor(options, assumptions)
  if (!intermediates.isEmpty) return by.map(x => answers.shaped(through(e, x, intermediates, answers), e))
  return slopes(e, by, answers, options).map((d, k) => answers.shaped(answers.verified(e, by[k] as Variable, d), e))
}

/** The derivative by a variable beside which intermediate results are variables. */
function through(e: Expr, x: Variable, intermediates: Intermediates, answers: Answers): Expr {
  if (isCall(e, 'list')) throw new ShapeError('the gradient is that of a scalar; a list has a jacobian')
  const seen = intermediates.seenBy(e, x)
  return intermediates.settled(answers.certified(seen, x))
}

/** More parts of a function, times derivatives, than are laid out one by one. */
const MOST_LAID_OUT = 1_500

/** In canonical form one by one there is less to gain: nested products are merged. */
const MOST_SEPARATE = 400

/** The parts of a function. The derivative of an extreme of n names up to n arguments in each of n comparisons. */
function countParts(e: Expr): number {
  let count = 0
  for (const n of postorder(e)) {
    const widens = n.kind === 'call' && n.args.length > MOST_BRANCHES && row(n.head, n.args.length)?.idempotent === true
    count += widens ? n.args.length ** 2 : 1
  }
  return count
}

const isSmall = (parts: number, count: number, { laidOut }: Answers): boolean =>
  parts * count <= (laidOut ? MOST_LAID_OUT : MOST_SEPARATE)

/** The derivatives by all variables. */
function slopes(e: Expr, by: readonly Variable[], answers: Answers, options: Options): readonly Expr[] {
  if (isCall(e, 'list')) throw new ShapeError('the gradient is that of a scalar; a list has a jacobian')
  if (isSmall(countParts(e), by.length, answers)) return by.map(x => answers.derivative(e, x, { by }))
  return answers.finished([e], by, [many.gradient(e, by, options.record)])[0] as readonly Expr[]
}

/** The Jacobian of a list of scalars, outputs as rows: `jacobian('[x*y, x+y]', ['x','y'])`. */
export const jacobian = /* @__PURE__ */ verb(
  {
    name: 'jacobian',
    group: 'derivatives',
    takes: 'f:inputs variables?:variables {&slope layout}',
    about: 'the derivatives of a list, outputs as rows',
    symbol: () => 'J',
    examples: [{ command: 'jacobian "[x*y, x+y]" x y', prints: '[[y, x], [1, 1]]' }],
    chains: variables => variables.map(v => [v]),
  },
  (f: Input | readonly Input[], variables?: readonly VariableInput[], options: Options = {}): Expr[][] => {
    const readings = readAll(f, variables, options)
    const given = readings.map(r => r.e)
    if (given.some(isTensor)) return shaped.jacobian(given, variables, options)
    const { outputs, by, answers, intermediates } = outputsOf(readings, Array.isArray(f), variables, options)
    for (const g of outputs) {
      if (isCall(g, 'list')) throw new ShapeError('the jacobian is that of a list of scalars, not of a matrix')
    }
    spend(ENTRY * outputs.length * by.length)
    if (!intermediates.isEmpty)
      return outputs.map(g => by.map(x => answers.shaped(through(g, x, intermediates, answers), g)))
    const small = outputs.map(g => isSmall(countParts(g), by.length, answers))
    const large = outputs.filter((_, k) => !small[k])
    const swept = answers.finished(large, by, many.jacobian(large, by, options.record))[Symbol.iterator]()
    return outputs.map((g, k) => {
      const row = small[k] ? by.map(x => answers.derivative(g, x, { by })) : (swept.next().value as readonly Expr[])
      return row.map((d, j) => answers.shaped(answers.verified(g, by[j] as Variable, d), g))
    })
  },
)

const inputsOf = (f: Input | readonly Input[]): readonly Input[] => (Array.isArray(f) ? f : [f as Input])

const readAll = (
  f: Input | readonly Input[],
  variables: readonly VariableInput[] | undefined,
  options: Options,
): readonly Reading[] => inputsOf(f).map(g => readFunction(g, options, variables?.map(nameOf)))

/** Several outputs, given one by one or as a list, and what they are differentiated by. */
function outputsOf(
  readings: readonly Reading[],
  isGivenOneByOne: boolean,
  variables: readonly VariableInput[] | undefined,
  options: Options,
): {
  readonly outputs: readonly Expr[]
  readonly by: readonly Variable[]
  readonly setting: Setting
  readonly answers: Answers
  readonly intermediates: Intermediates
} {
  const outputs = readings.flatMap(({ e }) => (isCall(e, 'list') && !isGivenOneByOne ? itemsOf(e) : [e]))
  const assumptions: Assumptions = new Map(readings.flatMap(r => [...r.assumptions]))
  const by = variablesOf(outputs, variables, readings[0]?.parameters)
  const intermediates = readings[0]?.intermediates ?? new Intermediates([])
  return { outputs, by, setting: { options, assumptions }, answers: answersFor(options, assumptions), intermediates }
}

/** The items of a list, each as it was written; of a column, `[x; y]`, its entries. */
function itemsOf(e: Call): readonly Expr[] {
  const items = entriesOf(e)
  return items.every(item => isCall(item, 'list') && item.args.length === 1)
    ? items.flatMap(item => entriesOf(item as Call))
    : items
}

function entriesOf(e: Call): readonly Expr[] {
  const source = sourceOf(e)
  return source?.kind === 'call' && source.args.length === e.args.length
    ? e.args.map((item, k) => withSource(item, source.args[k] as Expr))
    : e.args
}

/** The matrix of second derivatives of a scalar. */
export const hessian = /* @__PURE__ */ verb(
  {
    name: 'hessian',
    group: 'derivatives',
    takes: 'f:input variables?:variables {&slope layout}',
    about: 'the second derivatives',
    symbol: () => 'H',
    examples: [{ command: 'hessian "x^2*y"', prints: '[[2*y, 2*x], [2*x, 0]]' }],
    chains: variables => variables.flatMap(v => variables.map(w => [v, w])),
  },
  (f: Input, variables?: readonly VariableInput[], options: Options = {}): Expr[][] => {
    const { e, assumptions, parameters, intermediates } = readFunction(f, options, variables?.map(nameOf))
    if (isTensor(e)) return shaped.hessian(e, variables, options)
    const by = variablesOf(e, variables, parameters)
    const answers = answersFor(options, assumptions)
    spend(ENTRY * by.length ** 2)
    if (!intermediates.isEmpty) return secondThrough(e, by, intermediates, answers)
    const rows = secondSlopes(e, by, answers)
    if (!options.verify) return rows.map(row => row.map(d => answers.shaped(d, e)))
    const firsts = by.map(x => answers.verified(e, x, derivative(e, x)))
    return rows.map((row, i) =>
      row.map((d, j) => answers.shaped(answers.verified(firsts[i] as Expr, by[j] as Variable, d), e)),
    )
  },
)

/** The same where intermediate results are among the variables. */
function secondThrough(e: Expr, by: readonly Variable[], intermediates: Intermediates, answers: Answers): Expr[][] {
  if (isCall(e, 'list')) throw new ShapeError('the hessian is that of a scalar; a list has a jacobian')
  for (const x of by) for (const y of by) intermediates.requireOrder([x, y])
  return by.map(x => {
    const first = answers.derivative(intermediates.seenBy(e, x), x)
    return by.map(y => {
      const seen = intermediates.seenBy(first, y)
      return answers.shaped(intermediates.settled(answers.certified(seen, y)), seen)
    })
  })
}

function secondSlopes(e: Expr, by: readonly Variable[], answers: Answers): readonly (readonly Expr[])[] {
  if (isCall(e, 'list')) throw new ShapeError('the hessian is that of a scalar; a list has a jacobian')
  if (!isSmall(countParts(e), by.length ** 2, answers)) {
    return answers.finished([e], by, many.hessian(e, by))
  }
  const upper = by.map((x, i) => {
    const first = answers.derivative(e, x, { by })
    return by.slice(i).map(y => answers.derivative(first, y, { from: writingOf(e), by }))
  })
  return by.map((_, i) => by.map((__, j) => (upper[Math.min(i, j)] as Expr[])[Math.abs(i - j)] as Expr))
}

/**
 * The Hessian of a scalar times a vector, without the Hessian: `hvp('x^2*y', ['x', 'y'], ['u', 'v'])` is [2*u*y + 2*v*x, 2*u*x].
 * The vector is constant, whatever names it holds. Raises `ShapeError` where its length is not that of the variables.
 */
export const hvp = /* @__PURE__ */ verb(
  {
    name: 'hvp',
    group: 'derivatives',
    takes: 'f:input variables:variables vector:list {&slope}',
    about: 'the Hessian times a vector',
    symbol: (_, [, v = 'v']) => `H${v}`,
    examples: [
      { command: 'hvp "x^2*y" "x,y" "[u,v]"', prints: '[2*u*y + 2*v*x, 2*u*x]' },
      { command: 'hvp "x\'*A*x" x v --let "A:[n,n] x:[n] v:[n]"', prints: "A*v + A'*v" },
    ],
  },
  /* @__PURE__ */ productOf<Input>('hvp', 'variables', ([e], by, v) => {
    if (e === undefined || isCall(e, 'list'))
      throw new ShapeError('the hessian is that of a scalar; a list has a jacobian')
    return many.hessianProduct(e, by, v)
  }),
)

/**
 * The Jacobian times a vector, the derivative of all outputs along it: `jvp('[x*y, x+y]', ['x', 'y'], ['u', 'v'])` is
 * [u*y + v*x, u + v]. Raises `ShapeError` where the vector's length is not that of the variables.
 */
export const jvp = /* @__PURE__ */ verb(
  {
    name: 'jvp',
    group: 'derivatives',
    takes: 'f:inputs variables:variables vector:list {&slope}',
    about: 'the Jacobian times a vector',
    symbol: (_, [, v = 'v']) => `J${v}`,
    examples: [{ command: 'jvp "[x*y, x+y]" "x,y" "[u,v]"', prints: '[u*y + v*x, u + v]' }],
  },
  /* @__PURE__ */ productOf<Input | readonly Input[]>('jvp', 'variables', many.jacobianProduct),
)

/**
 * A vector times the Jacobian, the gradient of the outputs weighted by it: `vjp('[x*y, x+y]', ['x', 'y'], ['u', 'v'])` is
 * [u*y + v, u*x + v]. Raises `ShapeError` where the vector's length is not that of the outputs.
 */
export const vjp = /* @__PURE__ */ verb(
  {
    name: 'vjp',
    group: 'derivatives',
    takes: 'f:inputs variables:variables vector:list {&slope}',
    about: 'a vector times the Jacobian',
    symbol: (_, [, v = 'v']) => `${v}^{\\top}J`,
    examples: [{ command: 'vjp "[x*y, x+y]" "x,y" "[u,v]"', prints: '[u*y + v, u*x + v]' }],
  },
  /* @__PURE__ */ productOf<Input | readonly Input[]>('vjp', 'outputs', many.vectorProduct),
)

/** A function that multiplies derivatives by a vector, with an entry for each of the outputs or of the variables. */
function productOf<F extends Input | readonly Input[]>(
  kind: ProductKind,
  entries: 'outputs' | 'variables',
  multiply: (outputs: readonly Expr[], by: readonly Variable[], vector: readonly Expr[]) => readonly Expr[],
): (f: F, variables: readonly VariableInput[], vector: readonly Input[], options?: Options) => Expr[] {
  return (f, variables, vector, options = {}) => {
    const names = variables.map(nameOf)
    const readings = readAll(f, variables, options)
    const given = readings.map(r => r.e)
    const v = vector.map(entry => read(entry, options, names).e)
    if ([...given, ...v].some(isTensor)) return products(kind, given, names, v, options)
    // A list is no scalar, of which there is a Hessian; else it stands for its items.
    const isGivenOneByOne = kind === 'hvp' || Array.isArray(f)
    const { outputs, by, setting, answers, intermediates } = outputsOf(readings, isGivenOneByOne, variables, options)
    if (!intermediates.isEmpty)
      throw new ShapeError('products of derivatives and vectors are by names without definitions', 'intermediate')
    const count = { outputs, variables: by }[entries].length
    if (v.length !== count)
      throw new ShapeError(`the vector has ${v.length} entries, where there are ${count} ${entries}`)
    const pairs = (): (readonly Variable[])[] => {
      spend(by.length ** 2)
      return by.flatMap(x => by.map(y => [x, y]))
    }
    for (const g of outputs) requireSmooth(g, by, setting, kind === 'hvp' ? pairs() : undefined)
    const [row] = answers.finished(outputs, by, [multiply(outputs, by, v)])
    return (row as readonly Expr[]).map(d => answers.shaped(d, outputs[0] ?? d))
  }
}
