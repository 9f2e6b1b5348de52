/**
 * Unit vectors: `3\mathbf{i}+4\mathbf{j}` is the list [3, 4], with `\mathbf{k}` a list of three. Bold or under a hat or an arrow, i and j
 * are never anything else; k is one beside them, for alone it is a vector of its own. A level with unit vectors is a sum, each term of
 * which has one of them as a factor.
 */
import { type LatexLevel, problemAt } from './latex-level.js'
import type { LatexReader } from './latex-reader.js'
import { listOf, numberOf, sequence } from './latex-syntax.js'
import type { LatexToken } from './latex-token.js'
import type { Problem } from './problem.js'
import type { Syntax } from './syntax.js'

const LETTERS = ['i', 'j', 'k'] as const
/** How unit vectors are set; an accent comes before the font of its letter. */
const STYLE = /^(?:(?:hat|vec) .*|mathbf|boldsymbol|bm|pmb|textbf)$/

/** The component that a letter in a style is the unit of, counted from 1; undefined if it is no unit vector. */
export function unitOf(letter: string, style: string | undefined): 1 | 2 | 3 | undefined {
  const at = style !== undefined && STYLE.test(style) ? LETTERS.findIndex(unit => unit === letter) : -1
  return at < 0 ? undefined : ((at + 1) as 1 | 2 | 3)
}

/** Replaces the tokens of a level with unit vectors by one list. */
export function separateUnits(reader: LatexReader, level: LatexLevel): void {
  const { tokens } = level
  if (!tokens.some(({ unit }) => unit === 1 || unit === 2)) return
  const other = tokens.find(token => OTHERS.has(token.type))
  if (other) reader.fail(problemAt(other, 'unit-vector', 'a vector stands alone', 'write the sum of vectors only'))
  const [first, last] = [tokens[0] as LatexToken, tokens.at(-1) as LatexToken]
  const place = { offset: first.offset, length: last.offset + last.length - first.offset }
  const components = new Map<number, LatexToken[]>()
  for (const term of termsOf(tokens)) {
    const [unit, coefficient] = split(reader, term)
    const before = components.get(unit)
    if (before) before.push(...coefficient)
    else components.set(unit, coefficient)
  }
  const items = (components.has(3) ? [1, 2, 3] : [1, 2]).map((unit): Syntax => {
    const terms = components.get(unit)
    return terms === undefined ? numberOf('0', place) : reader.expression(withoutPlus(terms), place)
  })
  const row = sequence(items)
  const syntax = listOf(row && sequence([row]), place)
  tokens.splice(0, tokens.length, { type: 'tuple', text: '', ...place, syntax })
}

/** The terms of a sum, each with the sign before it. */
function termsOf(tokens: readonly LatexToken[]): LatexToken[][] {
  const terms: LatexToken[][] = [[]]
  for (const token of tokens) {
    if (token.type === 'plus') terms.push([])
    terms.at(-1)?.push(token)
  }
  return terms
}

/** Signs between what is no sum. */
const OTHERS: ReadonlySet<string> = new Set(['relation', 'separator', 'and', 'or', 'not', 'cell', 'break'])
const SIGNS: ReadonlySet<string> = new Set(['plus', 'sign'])
const PRODUCTS: ReadonlySet<string> = new Set(['beside', 'next', 'times'])

/** The unit vector of a term, and the term without it. */
function split(reader: LatexReader, term: readonly LatexToken[]): readonly [unit: number, coefficient: LatexToken[]] {
  const at = term.findIndex(token => token.unit !== undefined)
  const { unit, ...token } = term[at] ?? { ...(term[0] as LatexToken), unit: undefined }
  const [before, after] = [term[at - 1], term[at + 1]]
  const multiplied = before !== undefined && PRODUCTS.has(before.type) && before.text !== '/'
  const begins = before === undefined || SIGNS.has(before.type)
  const ends = after === undefined || PRODUCTS.has(after.type)
  const inArgument = after?.type === 'beside' && term.slice(0, at).some(t => t.type === 'operator')
  const others = term.slice(at + 1).some(t => t.unit !== undefined)
  if (unit === undefined || others || inArgument || !ends || !(multiplied || begins))
    reader.fail(
      problemAt(
        token,
        'unit-vector',
        'a sum of vectors has one unit vector in each term, as a factor',
        'write 3\\mathbf{i}+4\\mathbf{j}, or declare i, j and k as symbols',
      ),
    )
  if (multiplied) return [unit, [...term.slice(0, at - 1), ...term.slice(at + 1)]]
  if (after !== undefined && after.type !== 'times') return [unit, [...term.slice(0, at), ...term.slice(at + 2)]]
  const one: LatexToken = { type: 'number', text: '1', offset: token.offset, length: token.length }
  return [unit, [...term.slice(0, at), one, ...term.slice(at + 1)]]
}

/** A component begins with a sign, not with an operator between two terms. */
function withoutPlus([first, ...rest]: readonly LatexToken[]): LatexToken[] {
  if (first === undefined) return []
  if (first.type !== 'plus') return [first, ...rest]
  return first.text === '+' ? rest : [{ ...first, type: 'sign' }, ...rest]
}

const VECTOR = /^(?:vec .*|mathbf|boldsymbol|bm|pmb)$/
const isVector = (token: LatexToken | undefined): boolean => token?.type === 'name' && VECTOR.test(token.style ?? '')

/** `\vec a\times\vec b` is no product of numbers, nor is `\mathbf a\cdot\mathbf b`. */
export function vectorProduct(tokens: readonly LatexToken[]): Problem | undefined {
  const at = tokens.findIndex(
    ({ type, text }, k) => type === 'times' && text === '*' && isVector(tokens[k - 1]) && isVector(tokens[k + 1]),
  )
  const sign = tokens[at]
  if (sign === undefined) return undefined
  const hint = 'symbols are numbers here: write the components'
  return problemAt(sign, 'vector-product', 'this is a product of two vectors', hint)
}
