/** What is done to derivatives of vectors and matrices before they are handed out. */

import { type OwnFunctions, rulesOf } from '../diff/definition.js'
import type { Expr } from '../expr/node.js'
import { simplify } from '../simplify/simplify.js'
import type { TensorOptions } from '../tensor/calls.js'
import { clamped } from '../tensor/clamp.js'
import { lengthOf } from '../tensor/forms.js'
import type { Tensor } from '../tensor/tensor.js'
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
  const best = own.length > 0 || writtenLength(found) <= writtenLength(t) ? found : t
  const { space, assumptions } = best.setting
  const node = clamped(space, best.node, name => assumptions.get(name)?.has('positive') === true)
  return node === best.node ? best : best.with(node)
}

const writtenLength = (t: Tensor): number => lengthOf(t.args[0] as Expr)
