/** `f^(4)(x)`: the order of a derivative in brackets, behind a letter or a declared name that is an unknown function. */
import { writeFormal } from '../expr/formal.js'
import { type Declared, isFormalLetter, knownArity } from './names.js'
import type { Sequence, Syntax, Token } from './syntax.js'

/** Puts the head of the derivative in the place of the last three tokens, if they are such a name, a caret and an order. */
export function takeOrder(tokens: Token[], declared: Declared): Token | undefined {
  const [name, caret, bracket] = tokens.slice(-3)
  if (name === undefined || caret?.type !== 'caret' || bracket?.type !== 'group') return undefined
  const order = orderOf(bracket.syntax)
  if (order === undefined || !isUnknownFunction(name, declared)) return undefined
  const slots = Array.from({ length: order }, () => ({ argument: 1 }))
  const head: Token = {
    type: 'function',
    text: writeFormal({ name: name.text, slots }, 1),
    offset: name.offset,
    length: bracket.offset + bracket.length - name.offset,
    syntax: undefined,
  }
  tokens.splice(-3, 3, head)
  return head
}

/** The number that alone stands in a bracket. */
function orderOf(syntax: Syntax | Sequence | undefined): number | undefined {
  const of = syntax && 'kind' in syntax && syntax.kind === 'group' ? syntax.of : undefined
  return of?.kind === 'number' && /^[0-9]{1,3}$/.test(of.text) ? Number(of.text) : undefined
}

const isUnknownFunction = ({ type, text }: Token, declared: Declared): boolean =>
  type === 'function'
    ? declared.functions.has(text) && knownArity(text, declared) === undefined
    : type === 'name' && isFormalLetter(text, declared)
