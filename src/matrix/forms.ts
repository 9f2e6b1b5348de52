/** The forms of vectors and matrices that can be asked for: those of their notation, and those of scalars entry by entry. */
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import { FORMS, type Form } from '../form/forms.js'
import type { Domain } from '../simplify/facts.js'
import type { TensorOptions } from '../tensor/calls.js'
import { rewrittenEntries } from '../tensor/skeleton.js'
import type { Tensor, TensorForm } from '../tensor/tensor.js'

/** The tensor with the entries of every part of it rewritten; `rewrite` is told what is known of scalars and entries. */
export function rewrittenTensor(t: Tensor, rewrite: (e: Expr, assumptions: Assumptions) => Expr): Tensor {
  const { space, assumptions } = t.setting
  const node = rewrittenEntries(space, t.node, (e, own) => rewrite(e, new Map([...assumptions, ...own])))
  return node === t.node ? t : t.with(node)
}

const MATRIX_FORMS: readonly unknown[] = ['matrix', 'index', 'kron', 'components'] satisfies readonly TensorForm[]

/** The tensor in the form asked for. */
export function shaped(t: Tensor, { form, domain }: TensorOptions & { readonly domain?: Domain }): Tensor {
  if (form === undefined) return t
  if (MATRIX_FORMS.includes(form)) return t.written(form as TensorForm)
  const found = typeof form === 'function' ? (form as Form) : FORMS[form as keyof typeof FORMS]
  return rewrittenTensor(t, (e, assumptions) => found(e, { assumptions, ...(domain && { domain }) }))
}
