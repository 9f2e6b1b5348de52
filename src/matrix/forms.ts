/** The forms of vectors and matrices that can be asked for: those of their notation, and those of scalars entry by entry. */
import type { Assumptions } from '../expr/assumption.js'
import { type Expr, termsOf } from '../expr/node.js'
import { FORMS, type Form } from '../form/forms.js'
import type { Domain } from '../simplify/facts.js'
import type { TensorOptions } from '../tensor/calls.js'
import { rewrittenEntries } from '../tensor/skeleton.js'
import type { Tensor, TensorForm } from '../tensor/tensor.js'
import { withoutProducts } from '../tensor/tidy.js'

/** The tensor with the entries of every part of it rewritten; `rewrite` is told what is known of scalars and entries. */
export function rewrittenTensor(t: Tensor, rewrite: (e: Expr, assumptions: Assumptions) => Expr): Tensor {
  const { space, assumptions } = t.setting
  const node = rewrittenEntries(space, t.node, (e, own) => rewrite(e, new Map([...assumptions, ...own])))
  return node === t.node ? t : t.with(node)
}

/** With products of sums, of matrices as well, multiplied out. */
export function multipliedOut(t: Tensor): Tensor {
  const { space } = t.setting
  const node = withoutProducts(space, t.node)
  if (node.kind !== 'sum') return t.with(node)
  const terms = node.terms.flatMap(term =>
    termsOf(term.coefficient).map(coefficient => space.sum(node.shape, [{ ...term, coefficient }])),
  )
  const isSpread = node !== t.node || terms.length > node.terms.length
  return isSpread && terms.length > 1 ? t.inTerms(terms) : t.with(node)
}

const MATRIX_FORMS: readonly unknown[] = ['matrix', 'index', 'kron', 'components'] satisfies readonly TensorForm[]

/** The tensor in the form asked for. */
export function shaped(t: Tensor, { form, domain }: TensorOptions & { readonly domain?: Domain }): Tensor {
  if (form === undefined) return t
  if (MATRIX_FORMS.includes(form)) return t.written(form as TensorForm)
  const found = typeof form === 'function' ? (form as Form) : FORMS[form as keyof typeof FORMS]
  const rewritten = rewrittenTensor(t, (e, assumptions) => found(e, { assumptions, ...(domain && { domain }) }))
  return form === 'expanded' ? multipliedOut(rewritten) : rewritten
}
