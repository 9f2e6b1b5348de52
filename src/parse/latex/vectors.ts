/**
 * Vectors: `3\mathbf{i}+4\mathbf{j}` is the list [3, 4], with `\mathbf{k}` a list of three, as `\langle 3,4\rangle` is; sums and multiples
 * of them are carried out in the components. Bold or under a hat or an arrow, i and j are never anything else; k is a unit vector beside
 * them, for alone it is a vector of its own.
 */

import type { Problem } from '../problem.js'
import { bare, elements, type Syntax, sequence } from '../syntax.js'
import type { LatexReader } from './level.js'
import { type LatexLevel, problemAt } from './level.js'
import { groupOf, listOf, numberOf, type Place } from './syntax.js'
import type { LatexToken } from './token.js'

const LETTERS: readonly string[] = ['i', 'j', 'k']
/** How unit vectors are set; an accent comes before the font of its letter. */
const STYLE = /^(?:(?:hat|vec) .*|mathbf|boldsymbol|bm|pmb|textbf)$/

/** The component that a letter in a style is the unit of, counted from 1; undefined if it is no unit vector. */
export function unitOf(letter: string, style: string | undefined): 1 | 2 | 3 | undefined {
  const at = style !== undefined && STYLE.test(style) ? LETTERS.indexOf(letter as (typeof LETTERS)[number]) : -1
  return at < 0 ? undefined : ((at + 1) as 1 | 2 | 3)
}

/** More components than this are not multiplied by what stands before them. */
const MANY = 16

/** A list that is a vector: of unit vectors, or in angle brackets. What stands in round ones may be numbers with decimal commas. */
const isVectorList = ({ type, text }: LatexToken): boolean => type === 'tuple' && (text === '' || text === '\\langle')

const isVector = (token: LatexToken): boolean => token.unit !== undefined || isVectorList(token)

/** Replaces the tokens of a level with vectors by one list. */
export function joinVectors(reader: LatexReader, level: LatexLevel): void {
  const { tokens } = level
  const units = tokens.some(({ unit }) => unit === 1 || unit === 2)
  if (!units && (reader.scope.table !== undefined || tokens.length < 2 || !tokens.some(isVectorList))) return
  const other = tokens.find(token => OTHERS.has(token.type))
  if (other) reader.fail(problemAt(other, 'unit-vector', 'a vector stands alone', 'write the sum of vectors only'))
  const [first, last] = [tokens[0] as LatexToken, tokens.at(-1) as LatexToken]
  const place = { offset: first.offset, length: last.offset + last.length - first.offset }
  const components: LatexToken[][] = Array.from({ length: sizeOf(reader, tokens) }, () => [])
  const add = (component: number, coefficient: readonly LatexToken[]): void => {
    for (const token of coefficient) components[component]?.push(token)
  }
  for (const term of termsOf(tokens)) {
    const at = factorOf(reader, term)
    const vector = term[at] as LatexToken
    if (vector.unit !== undefined) add(vector.unit - 1, withoutUnit(term, at))
    else
      for (const [k, item] of itemsOf(vector.syntax as Syntax).entries()) add(k, term.with(at, asGroup(vector, item)))
  }
  const items = components.map(of =>
    of.length === 0 ? numberOf('0', place) : reader.expression(withoutPlus(of), place),
  )
  tokens.length = 0
  tokens.push(vectorOf(items, place))
}

export function vectorOf(items: readonly Syntax[], { offset, length }: Place): LatexToken {
  const row = sequence(items)
  return { type: 'tuple', text: '', offset, length, syntax: listOf(row && sequence([row]), { offset, length }) }
}

/** The components of a list. */
export function itemsOf(list: Syntax): readonly Syntax[] {
  const of = bare(list)
  return of.kind === 'list' ? elements(of.rows).flatMap(items => elements(items)) : []
}

const asGroup = ({ offset, length }: LatexToken, item: Syntax): LatexToken => ({
  type: 'group',
  text: '(',
  offset,
  length,
  syntax: groupOf(item, { offset, length }),
})

/** How many components all vectors of a level have. */
function sizeOf(reader: LatexReader, tokens: readonly LatexToken[]): number {
  const vectors = tokens.filter(isVectorList)
  const least = tokens.some(token => token.unit === 3) ? 3 : 2
  const [size = least, ...sizes] = vectors.map(({ syntax }) => itemsOf(syntax as Syntax).length)
  if (size < least || size > MANY || sizes.some(other => other !== size))
    reader.fail(
      problemAt(
        vectors[0] as LatexToken,
        'unit-vector',
        'these vectors differ in size, or are large',
        'write the components',
      ),
    )
  return size
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
const OTHERS: ReadonlySet<string> = new Set('relation separator and or not cell break derivative'.split(' '))
const SIGNS: ReadonlySet<string> = new Set(['plus', 'sign'])
const PRODUCTS: ReadonlySet<string> = new Set(['beside', 'next', 'times'])

const multiplies = (sign: LatexToken | undefined): boolean =>
  sign !== undefined && PRODUCTS.has(sign.type) && sign.text !== '/'

/** Where the only vector of a term stands, which is a factor of it. */
function factorOf(reader: LatexReader, term: readonly LatexToken[]): number {
  const at = term.findIndex(isVector)
  const [before, after] = [term[at - 1], term[at + 1]]
  const begins = before === undefined || SIGNS.has(before.type) || multiplies(before)
  const ends = after === undefined || PRODUCTS.has(after.type)
  const inArgument = after?.type === 'beside' && term.slice(0, at).some(token => token.type === 'operator')
  if (at < 0 || !begins || !ends || inArgument || term.slice(at + 1).some(isVector))
    reader.fail(
      problemAt(
        term[Math.max(at, 0)] as LatexToken,
        'unit-vector',
        'a sum of vectors has one vector in each term, as a factor',
        'write 3\\mathbf{i}+4\\mathbf{j}, or declare i, j and k as symbols',
      ),
    )
  return at
}

/** A term without its unit vector, which is 1 where nothing else stands. */
function withoutUnit(term: readonly LatexToken[], at: number): LatexToken[] {
  const [before, token, after] = [term[at - 1], term[at] as LatexToken, term[at + 1]]
  if (multiplies(before)) return [...term.slice(0, at - 1), ...term.slice(at + 1)]
  if (after !== undefined && after.type !== 'times') return [...term.slice(0, at), ...term.slice(at + 2)]
  return term.with(at, { type: 'number', text: '1', offset: token.offset, length: token.length })
}

/** A component begins with a sign, not with an operator between two terms. */
function withoutPlus([first, ...rest]: readonly LatexToken[]): LatexToken[] {
  if (first === undefined) return []
  if (first.type !== 'plus') return [first, ...rest]
  return first.text === '+' ? rest : [{ ...first, type: 'sign' }, ...rest]
}

const VECTOR = /^(?:vec .*|mathbf|boldsymbol|bm|pmb)$/
const isVectorName = (token: LatexToken | undefined): boolean =>
  token?.type === 'name' && VECTOR.test(token.style ?? '')

/** `\vec a\times\vec b` is no product of numbers, nor is `\mathbf a\cdot\mathbf b`. */
export function vectorProduct(tokens: readonly LatexToken[]): Problem | undefined {
  const at = tokens.findIndex(
    ({ type, text }, k) =>
      type === 'times' && text === '*' && isVectorName(tokens[k - 1]) && isVectorName(tokens[k + 1]),
  )
  const sign = tokens[at]
  if (sign === undefined) return undefined
  const hint = 'symbols are numbers here: write the components'
  return problemAt(sign, 'vector-product', 'this is a product of two vectors', hint)
}
