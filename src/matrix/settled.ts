/** What is done to derivatives of vectors and matrices before they are handed out. */

import { type OwnFunctions, rulesOf } from '../diff/definition.js'
import type { Expr } from '../expr/node.js'
import { simplify } from '../simplify/simplify.js'
import type { TensorOptions } from '../tensor/calls.js'
import { clamped } from '../tensor/clamp.js'
import type { Space } from '../tensor/draft.js'
import { lengthOf } from '../tensor/forms.js'
import { type Node, nodesOf } from '../tensor/node.js'
import type { Tensor } from '../tensor/tensor.js'
import { withInnerProductsGathered, withoutProducts } from '../tensor/tidy.js'
import { rewrittenTensor } from './forms.js'

/** As `simplify` leaves it, where that is not longer: derivatives of vectors and matrices are not laid out as those of scalars are. */
export function settled(
  t: Tensor,
  options: TensorOptions & { readonly rules?: readonly string[]; readonly simplify?: boolean },
): Tensor {
  const { domain } = options
  if (options.simplify === false) return t
  const own = rulesOf(options as OwnFunctions)
  const found = rewrittenTensor(t, (e, assumptions) =>
    simplify(e, { assumptions, ...(domain && { domain }), rules: own }),
  )
  const kept = own.length > 0 || writtenLength(found) <= writtenLength(t) ? found : t
  const best = [withoutProducts, withInnerProductsGathered].reduce((u, make) => shorter(u, remade(u, make)), kept)
  const { space, assumptions } = best.setting
  const node = clamped(space, best.node, name => assumptions.get(name)?.has('positive') === true)
  return node === best.node ? best : best.with(node)
}

/** The other one where it is shorter by an eighth or more: for less, products of sums are left as they are. */
const shorter = (t: Tensor, other: Tensor): Tensor =>
  other !== t && 8 * writtenLength(other) <= 7 * writtenLength(t) ? other : t

/** A tensor of few parts made in another way. */
function remade(t: Tensor, make: (space: Space, node: Node) => Node): Tensor {
  const node = nodesOf([t.node]).length > MOST_PARTS ? t.node : make(t.setting.space, t.node)
  return node === t.node ? t : t.with(node)
}

/** Above so many parts an answer is left as it is. */
const MOST_PARTS = 60

const writtenLength = (t: Tensor): number => lengthOf(t.args[0] as Expr)
