/**
 * A tensor as people handle it: an expression in matrix notation that knows the variables it was declared with. It is printed in
 * matrix notation, or with indices where it has none; `form` writes it otherwise.
 */
import { ShapeError } from '../errors.js'
import type { Assumptions } from '../expr/assumption.js'
import { Call, type Expr, isCall, termsOf } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { freeSymbols } from '../expr/walk.js'
import { add } from './algebra.js'
import { componentsOf } from './components.js'
import type { Space } from './draft.js'
import { signed, total } from './forms.js'
import { HEAD, isFunction, TENSOR } from './heads.js'
import type { AxisNames } from './indices.js'
import { kronecker } from './kronecker.js'
import { Lifter } from './lift.js'
import type { Node, Variable } from './node.js'
import { inReadingOrder } from './order.js'

/** How a tensor is written: in matrices, with indices, as a Kronecker product, entry by entry. */
export type TensorForm = 'matrix' | 'index' | 'kron' | 'components'

/** A form, or the tensors as whose sum it is written, each on its own: the powers of a polynomial stay apart. */
type Written = TensorForm | readonly Node[]

/** Where a tensor lives. */
export interface Setting {
  readonly space: Space
  /** The declared vectors and matrices. */
  readonly variables: ReadonlyMap<string, Variable>
  /** What is declared of scalars. */
  readonly assumptions: Assumptions
}

/** What is known of a tensor beside its value. */
export interface Traits {
  /** The first axes are those of the function, the others those of the variables; all are the function's where nothing is said. */
  readonly outputs?: number | undefined
  /** A vector that is written as a row. */
  readonly row?: boolean
  readonly form?: Written
  /** The names of its axes in index notation, where they were given. */
  readonly axes?: AxisNames | undefined
}

/** A vector, matrix, tensor, or a scalar made of them. */
export class Tensor extends Call {
  readonly #mark = true
  /** @internal */
  readonly node: Node
  /** @internal */
  readonly setting: Setting
  /** The first axes are those of the function, the others those of the variables. */
  readonly outputs: number
  /** A vector that is written as a row. */
  readonly row: boolean
  /** The names of its axes in index notation, where they were given. @internal */
  readonly axes: AxisNames

  /** Whether anything is a tensor; a proxy, which may be revoked, is asked nothing. @internal */
  static is(e: unknown): e is Tensor {
    return typeof e === 'object' && e !== null && #mark in e
  }

  /** @internal */
  constructor(node: Node, setting: Setting, traits: Traits = {}) {
    const { outputs = node.shape.length, row = false, form = 'matrix', axes = [] } = traits
    const written = writtenAs(node, setting, outputs, row, form, axes)
    super(TENSOR, Object.freeze([written]), node.id ^ written.hash, false)
    this.node = node
    this.setting = setting
    this.outputs = outputs
    this.row = row
    this.axes = axes
    Object.freeze(this)
  }

  get #traits(): Traits {
    return { outputs: this.outputs, row: this.row, axes: this.axes }
  }

  /** The size of each axis: numbers where they are known, else texts such as `n`. */
  override get shape(): (number | string)[] {
    return this.node.shape.map(d => (d.kind === 'num' ? d.value.toNumber() : String(d)))
  }

  /** The same tensor written another way. Raises `ShapeError` where it has no such form. */
  written(form: TensorForm): Tensor {
    return new Tensor(this.node, this.setting, { ...this.#traits, form })
  }

  /** The sum of tensors of the same setting and axes, written term by term. @internal */
  inTerms(terms: readonly Node[]): Tensor {
    const whole = add(this.setting.space, this.node.shape, terms)
    return new Tensor(whole, this.setting, { ...this.#traits, form: terms })
  }

  /** A tensor of the same setting and axes. @internal */
  with(node: Node): Tensor {
    return new Tensor(node, this.setting, this.#traits)
  }
}

/** The expression that a tensor is written as. */
function writtenAs(node: Node, setting: Setting, outputs: number, row: boolean, form: Written, axes: AxisNames): Expr {
  const taken = declaredNames(setting)
  const shapes = [...setting.variables.values()].map(v => v.shape)
  const lifterOf = (): Lifter => new Lifter(taken, (a, b) => isBefore(setting, a, b), shapes)
  if (typeof form === 'object') {
    const lifter = lifterOf()
    return row ? lifter.turned(inTerms(lifter, node, form)) : inTerms(lifter, node, form)
  }
  return inReadingOrder(node, n => {
    const lifter = lifterOf()
    const e = formWith(lifter, n, outputs, form, axes)
    const isTurned = row && form === 'matrix' && !isCall(e, HEAD.indexed)
    return { form: isTurned ? lifter.turned(e) : e, forms: lifter.forms }
  })
}

/** Whether a product of two vectors is written that way round: as it was, or in the order in which they were read. */
function isBefore({ space, variables }: Setting, a: string, b: string): boolean {
  if (space.isWrittenBefore(a, b) || space.isWrittenBefore(b, a)) return space.isWrittenBefore(a, b)
  const [x, y] = [variables.get(a), variables.get(b)]
  return x !== undefined && y !== undefined && x.id < y.id
}

function formWith(lifter: Lifter, node: Node, outputs: number, form: TensorForm, axes: AxisNames): Expr {
  switch (form) {
    case 'matrix': {
      const e = lifter.form(node)
      return isCall(e, HEAD.indexed) ? lifter.indexed(node, outputs, axes) : e
    }
    case 'index':
      return node.shape.length === 0 ? lifter.form(node) : lifter.indexed(node, outputs, axes)
    case 'kron': {
      lifter.form(node)
      const e = kronecker(lifter, node, outputs)
      if (e === undefined) throw new ShapeError('this tensor is no sum of Kronecker products', 'no-kronecker-form')
      return e
    }
    case 'components':
      return componentsOf(node)
  }
}

/** The sum of the forms of tensors; as a whole where one has no matrix notation, or they come to nothing. */
function inTerms(lifter: Lifter, node: Node, terms: readonly Node[]): Expr {
  const forms = terms.map(term => lifter.form(term)).filter(e => !isZero(e) && !isFunction(e, 'zeros'))
  if (forms.length === 0 || forms.some(e => isCall(e, HEAD.indexed))) return lifter.form(node)
  return total(forms.flatMap(e => termsOf(e)).map(signed))
}

/** The declared names and those of their sizes. */
function declaredNames({ variables }: Setting): Set<string> {
  return new Set([...variables].flatMap(([name, v]) => [name, ...freeSymbols(v.shape)]))
}

/** Whether an expression is a tensor. */
export const isTensor = (e: unknown): e is Tensor => Tensor.is(e)
