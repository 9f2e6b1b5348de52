/** What helps where a declaration cannot be read: how sizes and properties are said, for people who say them otherwise. */
import { byWord, meant } from './spelling.js'

/** What others say for what is known here, and how it is said here. */
const SAID = byWord([
  ['vector vec list', 'give its size: x:[n], x:[3]'],
  ['array', 'give its sizes: x:[n], A:[m,n]'],
  ['matrix mat', 'give its sizes: A:[m,n], A:[2,3]'],
  ['tensor', 'give its sizes: T:[2,3,4]'],
  ['scalar float double number variable', 'a name is a real scalar by itself: leave it out, or write x:real'],
  ['constant const', 'every name that nothing is differentiated by is a constant: leave it out'],
  ['int', 'write n:integer'],
  ['natural', 'write n:integer, or n:positive'],
  ['spd pd definite posdef', 'write psd, for positive semidefinite'],
  ['semidefinite', 'write psd'],
  ['hermitian', 'matrices are real: write symmetric'],
  ['triangular upper', 'write lower; an upper triangular matrix is the transpose of a lower one'],
  ['R', 'write "A in R^{m x n}", or A:[m,n]'],
])

/** Of a piece that does not fit, with the pieces beside it and the words that could stand there. */
export function declarationHint(
  text: string,
  before: string | undefined,
  after: string | undefined,
  words: readonly string[],
): string | undefined {
  const said = SAID.get(text) ?? SAID.get(text.toLowerCase())
  if (said !== undefined) return said
  if (before === ':' && (/^\d+x?/.test(text) || text === '(' || after === 'x'))
    return 'write the sizes in [ ]: A:[2,3], A:[m,n]'
  if (text === '[')
    return before === ']' ? 'write sizes with commas: A:[2,3]' : 'write a colon before the sizes: A:[2,3]'
  if (/^[<>≤≥]/.test(text)) return 'write x:positive, x:nonnegative or x:negative'
  if (text === ':=') return 'write =, as in "q = x + y"'
  if (text === '(') return 'write a function of your own as in "f(x) = x^2", one that is not known as in "f:function"'
  const near = meant(text, words)
  return near === undefined ? undefined : `did you mean ${near}?`
}
