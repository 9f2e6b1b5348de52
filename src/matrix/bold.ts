/** LaTeX in bold for the names of vectors and matrices. */
import { type Expr, isCall } from '../expr/node.js'
import { latexName } from '../print/latex/names.js'
import { isTensor, type Tensor } from '../tensor/tensor.js'

/** The tensors in a list of results. */
const tensorsIn = (e: Expr): Tensor[] => (isTensor(e) ? [e] : isCall(e, 'list') ? e.args.flatMap(tensorsIn) : [])

/** `\\mathbf{W}`, `\\boldsymbol{\\theta}`, the subscript as it is. */
function boldName(name: string): string {
  const [, base, subscript] = /^(.*?)(_\{.*\})?$/su.exec(latexName(name)) as RegExpExecArray
  const bold = base?.startsWith('\\') === true ? `\\boldsymbol{${base}}` : `\\mathbf{${base}}`
  return bold + (subscript ?? '')
}

/** Of the vectors and matrices in an expression. */
export const boldNames = (e: Expr): Readonly<Record<string, string>> =>
  Object.fromEntries(tensorsIn(e).flatMap(t => [...t.setting.variables.keys()].map(name => [name, boldName(name)])))
