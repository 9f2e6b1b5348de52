/** Whether two formulas of vectors and matrices agree. */
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { isTensor } from '../tensor/tensor.js'
import { transfer } from '../tensor/transfer.js'
import type { Certificate } from '../verify/decision.js'
import { equivalentTensors } from '../verify/tensors.js'
import { read, readLike } from './reading.js'

export function equivalent(a: TensorInput, b: TensorInput, options: TensorOptions): Certificate {
  const left = isTensor(b) ? readLike(a, b, options) : read(a, options)
  const right = readLike(b, left, options)
  const { space } = left.setting
  return equivalentTensors(space, left.node, transfer(space, right.node))
}
