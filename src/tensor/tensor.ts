/**
 * A tensor as people handle it: an expression in matrix notation that knows the variables it was declared with. It is printed in
 * matrix notation, or with indices where it has none; `form` writes it otherwise.
 */
import { ShapeError } from '../errors.js'
import type { Assumptions } from '../expr/assumption.js'
import { Call, type Expr, isCall } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { componentsOf } from './components.js'
import type { Space } from './draft.js'
import { HEAD, TENSOR } from './heads.js'
import { kronecker } from './kronecker.js'
import { Lifter } from './lift.js'
import type { Node, Variable } from './node.js'

/** How a tensor is written: in matrices, with indices, as a Kronecker product, entry by entry. */
export type TensorForm = 'matrix' | 'index' | 'kron' | 'components'

/** Where a tensor lives. */
export interface Setting {
  readonly space: Space
  /** The declared vectors and matrices. */
  readonly variables: ReadonlyMap<string, Variable>
  /** What is declared of scalars. */
  readonly assumptions: Assumptions
}

/** A vector, matrix, tensor, or a scalar made of them. */
export class Tensor extends Call {
  /** @internal */
  readonly node: Node
  /** @internal */
  readonly setting: Setting
  /** The first axes are those of the function, the others those of the variables. */
  readonly outputs: number
  /** A vector that is written as a row. */
  readonly row: boolean

  /** @internal */
  constructor(node: Node, setting: Setting, outputs = node.shape.length, row = false, form: TensorForm = 'matrix') {
    const written = writtenAs(node, setting, outputs, row, form)
    super(TENSOR, Object.freeze([written]), node.id ^ written.hash, false)
    this.node = node
    this.setting = setting
    this.outputs = outputs
    this.row = row
    Object.freeze(this)
  }

  /** The size of each axis: numbers where they are known, else texts such as `n`. */
  override get shape(): (number | string)[] {
    return this.node.shape.map(d => (d.kind === 'num' ? d.value.toNumber() : String(d)))
  }

  /** The same tensor written another way. Raises `ShapeError` where it has no such form. */
  written(form: TensorForm): Tensor {
    return new Tensor(this.node, this.setting, this.outputs, this.row, form)
  }

  /** A tensor of the same setting and axes. @internal */
  with(node: Node): Tensor {
    return new Tensor(node, this.setting, this.outputs, this.row)
  }
}

/** The expression that a tensor is written as. */
function writtenAs(node: Node, setting: Setting, outputs: number, row: boolean, form: TensorForm): Expr {
  const lifter = new Lifter(declaredNames(setting), setting.space.isWrittenBefore)
  switch (form) {
    case 'matrix': {
      const e = lifter.form(node)
      if (!isCall(e, HEAD.indexed)) return row ? lifter.turned(e) : e
      return lifter.indexed(node, outputs)
    }
    case 'index':
      return node.shape.length === 0 ? lifter.form(node) : lifter.indexed(node, outputs)
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

/** The declared names and those of their sizes. */
function declaredNames({ variables }: Setting): Set<string> {
  return new Set([...variables].flatMap(([name, v]) => [name, ...freeSymbols(v.shape)]))
}

/** Whether an expression is a tensor. */
export const isTensor = (e: unknown): e is Tensor => e instanceof Tensor
