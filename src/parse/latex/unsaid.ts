/**
 * Sums without bounds, as lectures print them: `\sum_i (y_i - wx_i)^2` runs over all components, from 1 to their number. It is read so with a
 * warning where all that runs are components; `\sum_i i^2` has no end that could be meant. Letters of sizes are n, N and m.
 */
import { binderOf } from '../../expr/binders.js'
import { namesIn } from '../definition.js'
import { parts } from '../parts.js'
import type { Problem } from '../problem.js'
import { componentOf } from '../subscripts.js'
import { elements, type Program, type Syntax } from '../syntax.js'
import type { Place } from './syntax.js'

const SIZES = ['n', 'N', 'm'] as const

/** A size where only a size stands: above another sum, below a 1 with perhaps a number, as in `\frac{1}{2m}`. */
const ABOVE = String.raw`\\(?:sum|prod)(?:\\limits)?\s*_\s*\{[^{}]*=[^{}]*\}\s*\^\s*\{?\s*`
const BELOW = String.raw`(?:\\[dt]?frac\s*(?:1|\{\s*1\s*\})\s*|1\s*\/\s*)\{?\s*\d*\s*`

/** What is no letter of the formula, whatever letters it has. */
const WORDS = /\\(?:text|mathrm|operatorname\*?|begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+/g

/** The number of components over which an index runs; undefined where its letter is something else in the text. */
export function sizeSaid(source: string, index: string): string | undefined {
  const others = SIZES.filter(size => size !== index)
  const letters = source.replace(WORDS, ' ')
  return (
    others.find(size => new RegExp(`(?:${ABOVE}|${BELOW})${size}(?![A-Za-z])`).test(source)) ??
    others.find(size => size !== 'm' && !letters.includes(size))
  )
}

/** What is wrong with a sum that has no bounds. */
export const unsaid = ({ offset, length, text }: Place & { readonly text: string }, index: string): Problem => ({
  code: 'binder',
  offset,
  length,
  message: `it is not said from where to where ${index} runs`,
  hint: `write \\${text}_{${index}=1}^{${index === 'n' ? 'N' : 'n'}}`,
})

/** The sums of a program that stand at these places: as what they are read, and those that cannot be read so. */
export function unsaidSums(
  { definitions, result }: Program,
  places: ReadonlySet<number>,
): { readonly warnings: readonly Problem[]; readonly refused: Problem | undefined } {
  const warnings: Problem[] = []
  let refused: Problem | undefined
  const pending = [...elements(definitions).map(d => d.value), ...(result ? [result] : [])]
  for (let node = pending.pop(); node; node = places.size > 0 ? pending.pop() : undefined) {
    if (node.kind === 'call' && places.has(node.offset) && binderOf(node.name)?.over === 'integers') {
      const [variable, , to, body] = elements(node.args) as [Syntax, Syntax, Syntax, Syntax]
      const index = variable.kind === 'name' ? variable.name : ''
      const sign = { offset: node.offset, length: (node.end ?? node.offset + 1) - node.offset, text: node.name }
      const size = to.kind === 'name' ? to.name : '...'
      const hint = `write \\${node.name}_{${index}=1}^{${size}}`
      if (!runsOverComponents(namesIn(body), index)) refused ??= unsaid(sign, index)
      else warnings.push({ ...sign, code: 'binder', message: `${index} is read as running from 1 to ${size}`, hint })
    }
    for (const part of parts(node)) pending.push(part)
  }
  return { warnings: warnings.reverse(), refused }
}

/** Whether an index stands in subscripts only, and in one at least; beside another letter there it may run over another size. */
function runsOverComponents(names: readonly string[], index: string): boolean {
  const running = names.filter(name => componentOf(name, [index]) !== undefined)
  const isBeside = (part: string): boolean => part.length < 4 && part.includes(index)
  const others = names.filter(name => !running.includes(name))
  return running.length > 0 && !others.some(name => name === index || name.split('_').slice(1).some(isBeside))
}
