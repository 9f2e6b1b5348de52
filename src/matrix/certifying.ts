/** Certificates of derivatives by vectors and matrices: ours, or one that is claimed, against differences of values at random arrays. */
import { FluxionError, ShapeError } from '../errors.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { derivative } from '../tensor/derivative.js'
import type { Tensor } from '../tensor/tensor.js'
import { transfer } from '../tensor/transfer.js'
import type { Certificate } from '../verify/decision.js'
import { certifyTensor } from '../verify/tensors.js'
import { type By, nameOf, read, readBy, readFor } from './reading.js'
import { settled } from './settled.js'
import { by } from './slope.js'

/** The certificate of the derivative claimed, else of our own. Raises `ShapeError` for a claim of another shape. */
function certificateOf(t: Tensor, x: By, claim: Tensor | undefined): Certificate {
  const { space } = t.setting
  const own = derivative(space, t.node, x.x)
  const by = x.x.kind === 'sym' ? x.x.name : x.x
  if (claim === undefined) return certifyTensor(t.node, by, own)
  const claimed = transfer(space, claim.node)
  if (x.entry !== undefined)
    throw new ShapeError(`claim the derivative by all of ${x.x.name}, not by ${nameOf(x)}`, 'variable')
  if (space.names(claimed.shape) !== space.names(own.shape))
    throw new ShapeError(
      `the derivative by ${nameOf(x)} has the shape [${own.shape.join(',')}], the one claimed [${claimed.shape.join(',')}]`,
      'shape',
    )
  return certifyTensor(t.node, by, claimed)
}

/** The derivative, unless verification was asked for and refutes it. */
export function slopeOf(t: Tensor, x: By, options: TensorOptions): Tensor {
  const { verify, record } = options
  const slope = settled(by(t, x, record), options)
  if (verify === undefined || verify === false) return slope
  const { verdict, reason } = certificateOf(t, x, undefined)
  if (verdict === 'refuted')
    throw new FluxionError('refuted', `${slope} is not the derivative of ${t} by ${nameOf(x)}: ${reason}`)
  return slope
}

/** The certificate of a derivative by a variable: the one claimed, else our own. */
export function certificate(
  f: TensorInput,
  name: TensorInput,
  claim: TensorInput | undefined,
  options: TensorOptions,
): Certificate {
  const t = readFor(f, [name], options)
  return certificateOf(t, readBy(t, name), claim === undefined ? undefined : read(claim, options))
}
