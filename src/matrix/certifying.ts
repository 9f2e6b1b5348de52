/**
 * Certificates of derivatives by vectors and matrices: ours, or one that is claimed, against differences of values at random arrays.
 * Every derivative that a verb takes of vectors and matrices is taken here, so that the option `verify` holds for all of them.
 */
import { requireAnalytic } from '../diff/analytic.js'
import { FluxionError } from '../errors.js'
import type { Assumption } from '../expr/assumption.js'
import { type Expr, num, rawCall, sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { Facts } from '../simplify/facts.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { derivative } from '../tensor/derivative.js'
import { namesIn } from '../tensor/indices.js'
import type { Variable } from '../tensor/node.js'
import { rewrittenEntries } from '../tensor/skeleton.js'
import type { Tensor } from '../tensor/tensor.js'
import { transfer } from '../tensor/transfer.js'
import { withoutValue } from '../verify/certificate.js'
import type { Certificate } from '../verify/decision.js'
import { certifyTensor, equivalentTensors } from '../verify/tensors.js'
import { shaped } from './forms.js'
import { type By, nameOf, readBy, readFor, readLike, stated, unlike, valuelessIn } from './reading.js'
import { settled } from './settled.js'
import { by } from './slope.js'

/** The certificate of the derivative claimed, else of our own. Raises `ShapeError` for a claim of another shape. */
function certificateOf(t: Tensor, x: By, claim: Tensor | undefined, options: TensorOptions): Certificate {
  const { space } = t.setting
  const unknown = valuelessIn(t, options)
  if (unknown !== undefined) return withoutValue(unknown)
  const own = derivative(space, t.node, x.x)
  if (claim === undefined) return certifyTensor(space, t.node, byOf(x), own)
  const claimed = transfer(space, claim.node)
  if (x.entry !== undefined) {
    // An entry is picked from the derivative by the whole variable.
    const same = equivalentTensors(space, by(t, x).node, claimed)
    return same.verdict === 'verified' ? certifyTensor(space, t.node, byOf(x), own) : same
  }
  if (space.names(claimed.shape) !== space.names(own.shape))
    throw unlike(`the derivative by ${nameOf(x)}`, own.shape, 'the one claimed', claimed.shape)
  return certifyTensor(space, t.node, byOf(x), claimed)
}

/** The derivative as it is taken, unless verification was asked for and refutes it; it goes on into an answer. */
export const takenBy = (t: Tensor, x: By, options: TensorOptions): Tensor => verified(t, x, raw(t, x, options), options)

/** The derivative as it is handed out, unless verification was asked for and refutes it. */
export const slopeOf = (t: Tensor, x: By, options: TensorOptions): Tensor =>
  verified(t, x, settled(raw(t, x, options), options), options)

function raw(t: Tensor, x: By, options: TensorOptions): Tensor {
  requireAnalyticEntries(t, x, options)
  return stated(by(t, x, options.record), options)
}

/** Refuses what has no derivative where scalars may be complex: `DomainError`. The entries of arrays are real. */
function requireAnalyticEntries({ node, setting }: Tensor, { x }: By, { domain }: TensorOptions): void {
  const { space, assumptions } = setting
  if (new Facts(assumptions, domain).allReal) return
  const scalars = namesIn(node)
  rewrittenEntries(space, node, (e, own) => {
    const arrays = [...freeSymbols(e)].filter(name => !scalars.has(name) || setting.variables.has(name))
    const real = arrays.map(name => [name, new Set<Assumption>(['real', ...(own.get(name) ?? [])])] as const)
    const moving = x.kind === 'sym' ? [x] : arrays.map(sym)
    requireAnalytic(e, moving, new Facts(new Map([...assumptions, ...real]), domain))
    return e
  })
}

function verified(t: Tensor, x: By, slope: Tensor, options: TensorOptions): Tensor {
  const { verify } = options
  if (verify === undefined || verify === false) return slope
  if (verify === true && valuelessIn(t, options) !== undefined) return slope
  const { assumptions } = t.setting
  // An entry is picked from the derivative by the whole variable.
  const { verdict, reason } =
    verify === true
      ? certifyTensor(
          t.setting.space,
          t.node,
          byOf(x),
          x.entry === undefined ? slope.node : stated(by(t, { ...x, entry: undefined }), options).node,
        )
      : { reason: 'so says the function verify', ...verify(t, exprOf(x), slope, { assumptions }) }
  if (verdict === 'refuted')
    throw new FluxionError('refuted', `${slope} is not the derivative of ${t} by ${nameOf(x)}: ${reason}`)
  return slope
}

const exprOf = ({ x, entry }: By): Expr =>
  entry === undefined ? sym(x.name) : rawCall('index', [sym(x.name), ...entry.map(k => num(k))])

const byOf = ({ x }: By): Variable | string => (x.kind === 'sym' ? x.name : x)

/** What a verb has put together from derivatives, finished, unless verification was asked for and refutes that the values are the same. */
export function finished(t: Tensor, options: TensorOptions): Tensor {
  const answer = settled(t, options)
  if (!options.verify || answer.node === t.node) return answer
  if (equivalentTensors(t.setting.space, t.node, answer.node).verdict === 'refuted')
    throw new FluxionError('refuted', `${answer} has other values than ${t}, from which it was made`)
  return answer
}

/** The same in the form asked for, of what has no axes of a derivative. */
export const answered = (t: Tensor, options: TensorOptions): Tensor => shaped(finished(t, options), options)

/** The certificate of a derivative by a variable: the one claimed, else our own. */
export function certificate(
  f: TensorInput,
  name: TensorInput,
  claim: TensorInput | undefined,
  options: TensorOptions,
): Certificate {
  const t = readFor(f, [name], options)
  const x = readBy(t, name)
  return certificateOf(t, x, claim === undefined ? undefined : readLike(claim, by(t, x), options), options)
}
