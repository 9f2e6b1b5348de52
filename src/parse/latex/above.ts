/**
 * Indices that stand above a letter: `x^{(i)}` within a sum over i is the component x[i], as x_i is, and `x_j^{(i)}` is x[i,j]; `W^{[2]}` is a name,
 * that of a layer. The letter takes them as the first part of its subscript; beside one that is written below, the text is refused.
 */
import { isFormalLetter } from '../names.js'
import type { Problem } from '../problem.js'
import { type Argument, problemAt } from './level.js'
import type { LatexScope } from './scope.js'
import { subscriptName } from './symbols.js'
import type { LatexToken } from './token.js'

/** The letter with what stands above it as part of its name; undefined where that is no index. */
export function withAbove(
  scope: LatexScope,
  last: LatexToken | undefined,
  { tokens, offset, length }: Argument,
): LatexToken | undefined {
  const [bracket, ...others] = tokens
  if (last?.type !== 'name' || last.head === undefined || bracket?.type !== 'group' || others.length > 0)
    return undefined
  if (last.head.kind === 'operator' || last.head.primes > 0 || last.text === 'e') return undefined
  const inner = bracket.inner ?? []
  const isIndex = bracket.text === '(' && inner.length === 1 && scope.indices.has(inner[0]?.text ?? '')
  const above = isIndex || bracket.text === '[' ? subscriptName(inner) : undefined
  // f^{(n)}(a) is a derivative.
  if (above === undefined || (isIndex && isFormalLetter(last.text, scope.declared))) return undefined
  const at = last.head.sub === undefined ? last.text.length : last.text.indexOf('_')
  const text = `${last.text.slice(0, at)}_${above}${last.text.slice(at)}`
  const end = offset + length
  const sub: LatexToken = { ...bracket, type: 'superscript', text: '_' }
  const token: LatexToken = {
    ...last,
    text,
    length: end - last.offset,
    head: { ...last.head, sub: last.head.sub ?? sub },
    style: `${last.style ?? ''}${bracket.text}`,
  }
  const named = scope.named(token)
  const issue = isIndex ? undefined : undeclaredLayer(scope, last, named)
  return issue ? { ...named, issue } : named
}

/** Whether the subscript of a letter stands above it, so that one below may follow. */
export const isAbove = ({ items }: LatexToken): boolean => items !== undefined

/** Of a declared matrix W, W^{[1]} is not W_1. */
function undeclaredLayer(
  { declared: { axes, bound } }: LatexScope,
  of: LatexToken,
  { text, offset, length }: LatexToken,
) {
  if (axes === undefined || !axes.has(of.text) || axes.has(text) || bound.has(text)) return undefined
  const problem: Problem = problemAt(
    { offset, length },
    'ambiguous-power',
    'this may be a power, or the name of a layer',
    `write ${of.text}^2 for a power; a layer is declared under the name ${text}, as in let: "${text}:[m,n]"`,
  )
  return problem
}
