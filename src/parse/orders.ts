/** `f^(4)(x)`: the order of a derivative in brackets, between a name that is an unknown function and its argument. */

import { unknownNamed, writeFormal } from '../expr/formal.js'
import type { Declared } from './declared.js'
import { isFormalLetter, knownArity } from './names.js'

const ORDER = /\s*\^\s*\(\s*([0-9]{1,3})\s*\)\s*(?=\()/y

/** The head of the derivative, and where the bracket of its argument opens; `end` is where the name ends. */
export function orderedHead(
  source: string,
  name: string,
  end: number,
  declared: Declared,
): { readonly head: string; readonly end: number } | undefined {
  if (!isFormalLetter(name, declared) && !declared.functions.has(name)) return undefined
  if (knownArity(name, declared) !== undefined) return undefined
  ORDER.lastIndex = end
  const found = ORDER.exec(source)
  if (found === null) return undefined
  const slots = Array.from({ length: Number(found[1]) }, () => ({ argument: 1 }))
  return { head: writeFormal(unknownNamed(name, slots), 1), end: end + found[0].length }
}
