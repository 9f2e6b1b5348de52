/**
 * `sinx`, `2lnx`, `sin2x`: a function and its argument in one word. As a name its derivative would be a silent 0, so it is refused unless
 * it was declared.
 */
import type { Declared } from './declared.js'
import { arityOf, isLetter, needsBracket } from './names.js'
import { isOpen } from './uses.js'

/** The variables where none is asked for. */
const USUAL = ['x', 'y', 'z', 't', 'theta'] as const
const LONGEST = 40

/**
 * How a name is written that is one or more functions, each with digits and a variable behind it, perhaps with a letter before:
 * `sinxcosx` is `sin(x)*cos(x)`, `lnsinx` is `ln(sin(x))`. Undefined for any other name.
 */
export function unfused(name: string, declared: Declared): string | undefined {
  if (name.length < 3 || name.length > LONGEST || !isOpen(name, declared) || arityOf(name, declared) !== undefined)
    return undefined
  const asked = declared.asked?.size ? [...declared.asked] : USUAL
  const variables = asked.filter(v => name.endsWith(v) || name.includes(v))
  if (!variables.some(v => name.endsWith(v))) return undefined
  // For each place: how the text up to it is written, if it is a row of such calls.
  const written: (string | undefined)[] = ['']
  for (let at = 0; at < name.length; at++) {
    const before = written[at]
    if (before === undefined) continue
    for (let from = at; from <= at + 1; from++) {
      const letter = name.slice(at, from)
      if (letter !== '' && !isLetter(letter)) continue
      for (const [call, end] of calls(name, from, variables, declared))
        written[end] ??= [before, letter, call].filter(part => part !== '').join('*')
    }
  }
  return written[name.length]
}

/** The calls that may stand at a place of a name, each with its end. */
function* calls(
  name: string,
  from: number,
  variables: readonly string[],
  declared: Declared,
): Generator<readonly [string, number]> {
  for (let to = from + 2; to < name.length; to++) {
    const head = name.slice(from, to)
    if (!needsBracket(head, declared)) continue
    for (const [call, end] of calls(name, to, variables, declared)) yield [`${head}(${call})`, end]
    const digits = /^[0-9]*/.exec(name.slice(to))?.[0] ?? ''
    for (const v of variables)
      if (name.startsWith(v, to + digits.length)) yield [`${head}(${digits}${v})`, to + digits.length + v.length]
  }
}
