/**
 * Texts that are right as syntax and that different people read differently, or that mean nothing: each function
 * looks at the tokens around a place and returns the problem, if there is one. The reader reports the leftmost of
 * these, after problems of syntax.
 */
import type { Piece } from './lexer.js'
import {
  type Declared,
  functionButForCase,
  hasOpenSlot,
  isFormalLetter,
  knownArity,
  readBeforeBracket,
} from './names.js'
import type { Problem } from './problem.js'
import type { Token } from './syntax.js'

const at = (
  place: { readonly offset: number; readonly text: string },
  code: string,
  message: string,
  hint: string,
): Problem => ({
  code,
  offset: place.offset,
  length: place.text.length,
  message,
  hint,
})

/** `d/dx` is meant as an operator, and would be read as a quotient. */
export function derivativeQuotient(tokens: readonly Token[], name: string, declared: Declared): Problem | undefined {
  const [d, slash] = [tokens.at(-2), tokens.at(-1)]
  if (d?.text !== 'd' || d.type !== 'name' || slash?.text !== '/' || !/^d\p{L}/u.test(name)) return undefined
  if (declared.bound.has('d') || declared.bound.has(name)) return undefined
  const hint = `write diff(f, ${name.slice(1)}) for the derivative; declare d and ${name} for the quotient`
  return at(d, 'ambiguous-derivative', `d/${name} may be a derivative or a quotient`, hint)
}

/** `sin'(x)`: primes are for unknown functions, and for derivatives without a closed form: `besselj'[1](n, x)`. */
export function primedFunction(piece: Piece, name: string, head: string, declared: Declared): Problem | undefined {
  if (knownArity(name, declared) === undefined || hasOpenSlot(head)) return undefined
  return at(piece, 'unexpected-prime', `${name} is a known function`, `write diff(${name}(x), x) for its derivative`)
}

/** `f^2(x)` with an undeclared f could be f(x)^2, f(f(x)) or a product. */
export function raisedLetter(tokens: readonly Token[], declared: Declared): Problem | undefined {
  const last = tokens.at(-1)
  const raised = last?.type === 'number' && tokens.at(-2)?.type === 'caret' ? tokens.at(-3) : undefined
  const letter = last?.type === 'superscript' ? tokens.at(-2) : raised
  if (letter?.type !== 'name' || !isFormalLetter(letter.text, declared)) return undefined
  const hint = `write ${letter.text}(x)^2 for its square, or put a * before the bracket`
  return at(letter, 'ambiguous-call', `${letter.text} before a power and a bracket may be a function or a factor`, hint)
}

/** A name before a round bracket that is neither a function nor a factor. `asLetter`: a Greek letter, not its name. */
export function unclearCall(piece: Piece, name: string, declared: Declared, asLetter: boolean): Problem | undefined {
  const reading = readBeforeBracket(name, declared, asLetter)
  return reading.as === 'unclear' ? at(piece, reading.code, reading.message, reading.hint) : undefined
}

/** `Sin[x]` is a call in another language. */
export function squareCall(piece: Piece, name: string, declared: Declared): Problem | undefined {
  const meant = functionButForCase(name, declared)
  return meant === undefined
    ? undefined
    : at(piece, 'unknown-function', `there is no function ${name}`, `write ${meant}(x)`)
}
