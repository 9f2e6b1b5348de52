/** Vectors and matrices rewritten entry by entry by the laws of scalars, and the forms of answers that can be asked for. */
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import { FORMS, type Form } from '../form/forms.js'
import { readRule } from '../rewrite/rule.js'
import type { Domain } from '../simplify/facts.js'
import { simplify } from '../simplify/simplify.js'
import type { TensorOptions } from '../tensor/calls.js'
import { clamped } from '../tensor/clamp.js'
import { lengthOf } from '../tensor/forms.js'
import { rewrittenEntries } from '../tensor/skeleton.js'
import { Tensor, type TensorForm } from '../tensor/tensor.js'

/** The tensor with the entries of every part of it rewritten; `rewrite` is told what is known of scalars and entries. */
export function rewrittenTensor(t: Tensor, rewrite: (e: Expr, assumptions: Assumptions) => Expr): Tensor {
  const { space, assumptions } = t.setting
  const node = rewrittenEntries(space, t.node, (e, own) => rewrite(e, new Map([...assumptions, ...own])))
  return node === t.node ? t : t.with(node)
}

/** As `simplify` leaves it, where that is not longer: derivatives of vectors and matrices are not laid out as those of scalars are. */
export function settled(
  t: Tensor,
  { domain, rules }: TensorOptions & { readonly domain?: Domain; readonly rules?: readonly string[] },
): Tensor {
  const own = rules?.map(line => readRule(line))
  const found = rewrittenTensor(t, (e, assumptions) =>
    simplify(e, { assumptions, ...(domain && { domain }), ...(own && { rules: own }) }),
  )
  const best = own !== undefined || writtenLength(found) <= writtenLength(t) ? found : t
  const { space, assumptions } = best.setting
  const node = clamped(space, best.node, name => assumptions.get(name)?.has('positive') === true)
  return node === best.node ? best : new Tensor(node, best.setting, best.outputs, best.row)
}

const writtenLength = (t: Tensor): number => lengthOf(t.args[0] as Expr)

const MATRIX_FORMS: readonly unknown[] = ['matrix', 'index', 'kron', 'components'] satisfies readonly TensorForm[]

/** The tensor in the form asked for. */
export function shaped(t: Tensor, { form, domain }: TensorOptions & { readonly domain?: Domain }): Tensor {
  if (form === undefined) return t
  if (MATRIX_FORMS.includes(form)) return t.written(form as TensorForm)
  const found = typeof form === 'function' ? (form as Form) : FORMS[form as keyof typeof FORMS]
  return rewrittenTensor(t, (e, assumptions) => found(e, { assumptions, ...(domain && { domain }) }))
}
