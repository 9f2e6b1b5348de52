/**
 * Derivatives written as quotients: `d(x^2)/dx` is one; `dy/dx`, `d/dx(x^2)` and `d^2y/dx^2` may also be quotients of names, and are
 * refused. Declared names are names.
 */
import { advice } from './advice.js'
import type { Declared } from './declared.js'
import { isLetter } from './names.js'
import type { Problem } from './problem.js'
import { isSlash, type Syntax, type Token } from './syntax.js'
import { isOpen, type Uses } from './uses.js'

/** The tokens before `dx` that make a derivative with it, and what is differentiated; or why they may be one. */
export type Quotient =
  | { readonly derivative: Syntax; readonly by: string; readonly count: number }
  | { readonly problem: Problem }

/** What the name that comes now makes of the tokens before it; undefined where it is an ordinary factor. */
export function quotient(tokens: readonly Token[], name: string, declared: Declared, uses: Uses): Quotient | undefined {
  const slash = tokens.at(-1)
  const by = name.slice(1)
  if (!name.startsWith('d') || by === '' || slash?.type !== 'times' || !isSlash(slash.text)) return undefined
  if ((!isLetter(by) && !declared.asked?.has(by)) || !isOpen(name, declared) || !isOpen('d', declared)) return undefined
  const above = tokens.at(-2)
  if (above === undefined) return undefined
  if (above.type === 'name' && above.text === 'd') return refused(above, `d/${name}`, `diff(f, ${by})`)
  const numerator = above.text.slice(1)
  if (above.type === 'name' && above.text.startsWith('d') && isLetter(numerator) && isOpen(above.text, declared))
    return refused(above, `${above.text}/${name}`, `diff(${numerator}(${by}), ${by})`)
  const raised = raisedBefore(tokens)
  const flat = flatOrder(above, name)
  if (flat) return refused(above, `${above.text}/${name}`, `diff(${flat.of}, ${flat.by}, ${flat.order})`)
  if (raised)
    return refused(raised.token, `d^${raised.order}.../${name}^${raised.order}`, `diff(f, ${by}, ${raised.order})`)
  return differentiated(tokens, above, by, name, uses)
}

/** `d2y/dx2`: the second derivative where exponents were lost. */
function flatOrder({ type, text }: Token, name: string): Record<'of' | 'by' | 'order', string> | undefined {
  const [, order, f = ''] = /^d([2-9])(.*)$/su.exec(text) ?? []
  if (type !== 'name' || order === undefined || !name.endsWith(order)) return undefined
  const by = name.slice(1, -1)
  return isLetter(by) ? { of: f === '' ? 'f' : `${f}(${by})`, by, order } : undefined
}

/** `d(x^2)/`: the operand between, where nothing before it can take the d. */
function differentiated(
  tokens: readonly Token[],
  above: Token,
  by: string,
  name: string,
  uses: Uses,
): Quotient | undefined {
  const count = above.type === 'arguments' ? 3 : 4
  const d = tokens.at(-count)
  if (d?.text !== 'd' || (d.type !== 'name' && d.type !== 'function')) return undefined
  const between = tokens.at(-3)
  if (above.type === 'group' ? between?.text !== '' : above.type !== 'arguments') return undefined
  const before = tokens.at(-count - 1)
  const free =
    before === undefined ||
    before.type === 'plus' ||
    before.type === 'sign' ||
    before.text === '*' ||
    before.text === ''
  const of = above.type === 'group' ? above.syntax : (above.syntax as { readonly item: Syntax } | undefined)?.item
  if (!free || of === undefined || !uses.since(above.offset, by))
    return refused(d, `d(...)/${name}`, `diff(f(${by}), ${by})`)
  return { derivative: of as Syntax, by, count }
}

/** `d^2` or `d²` before one operand, or before the slash itself. */
function raisedBefore(tokens: readonly Token[]): { readonly token: Token; readonly order: string } | undefined {
  for (let back = 2; back <= 5; back++) {
    const last = tokens.at(-back)
    const number = last?.type === 'number' && tokens.at(-back - 1)?.type === 'caret'
    const token = number ? tokens.at(-back - 2) : last?.type === 'superscript' ? tokens.at(-back - 1) : undefined
    if (token?.type === 'name' && token.text === 'd' && last) return { token, order: last.text }
    if (back > 2 && last?.type !== 'times' && last?.type !== 'name' && last?.type !== 'function') return undefined
  }
  return undefined
}

function refused(token: Token, written: string, derivative: string): Quotient {
  const problem = {
    code: 'ambiguous-derivative',
    offset: token.offset,
    length: token.length,
    message: `${written} may be a derivative or a quotient`,
    hint: advice()?.hints.quotient(derivative),
  }
  return { problem }
}

/** The syntax of a derivative that was written as a quotient. */
export function derivativeOf(
  of: Syntax,
  by: string,
  offset: number,
  name: { readonly offset: number; readonly text: string },
): Syntax {
  const end = name.offset + name.text.length
  const f = { before: undefined, item: of, size: 1, separator: -1 }
  const x: Syntax = { kind: 'name', name: by, offset: name.offset + 1, end }
  return { kind: 'call', name: 'diff', args: { before: f, item: x, size: 2, separator: -1 }, power: '', offset, end }
}
