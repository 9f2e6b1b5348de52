/**
 * The header of index notation: `[i,k;] sum(j, A[i,j]*B[j,k])` and `[k;i,j] delta(k,i)*x[j]` name the axes of the result in order; the
 * semicolon parts those of a derivative that are its function's from those of the variables. A text that begins with a literal such as
 * `[a;b] - x` has none: its names stand in no place.
 */
import { canonicalName, type Piece, pieces } from '../../parse/lexer.js'
import { SHAPED } from '../../parse/shaped-lexer.js'

/** An axis: its name, where that stands, and how far it runs where that is said: `[k:m;i,j]`. */
export interface HeaderName {
  readonly name: string
  readonly offset: number
  readonly size: string | undefined
}

export interface Header {
  /** The names of the axes, canonical, and where each stands. */
  readonly names: readonly HeaderName[]
  /** How many stand before the semicolon. */
  readonly outputs: number
  /** The text with spaces in place of the header. */
  readonly rest: string
}

/** The header of a text. `declared` are names that no index can have. */
export function readHeader(text: string, declared: (name: string) => boolean): Header | undefined {
  const head: Piece[] = []
  let rest: Piece[] | undefined
  for (const piece of lastStatement([...pieces(text, SHAPED)])) {
    if (rest) rest.push(piece)
    else if (head.length === 0 ? piece.type !== 'openList' : !INSIDE.has(piece.type)) return undefined
    else if (head.push(piece) && piece.type === 'closeList') rest = []
  }
  const names = rest && namesOf(head)
  if (rest === undefined || names === undefined || !followed(rest[0])) return undefined
  const end = (head.at(-1) as Piece).offset + 1
  const outputs = names.filter(n => n.offset < (head.find(p => p.type === 'semicolon') as Piece).offset).length
  const start = (head[0] as Piece).offset
  const header = { names, outputs, rest: text.slice(0, start) + ' '.repeat(end - start) + text.slice(end) }
  const rows = [outputs, names.length - outputs]
  // A number after a list would be an error.
  const numbered = rest[0]?.type === 'number' || names.some(n => n.size !== undefined)
  if (rows[0] !== rows[1] || rows[0] === 0 || numbered) return header
  return !names.some(n => declared(n.name)) && standsInPlace(rest, new Set(names.map(n => n.name))) ? header : undefined
}

/** The pieces behind the last semicolon outside brackets that something follows: definitions stand before a header. */
function lastStatement(all: readonly Piece[]): readonly Piece[] {
  let depth = 0
  let from = 0
  for (const [k, { type }] of all.entries()) {
    if (type === 'open' || type === 'openList') depth++
    else if (type === 'close' || type === 'closeList') depth--
    else if (type === 'semicolon' && depth === 0 && k + 1 < all.length) from = k + 1
  }
  return all.slice(from)
}

/** What a size may be made of beside names and numbers. */
const IN_SIZES: ReadonlySet<string> = new Set(['plus', 'times', 'caret', 'open', 'close'])
const INSIDE: ReadonlySet<string> = new Set([
  ...['word', 'greek', 'number', 'colon', 'comma', 'semicolon', 'closeList'],
  ...IN_SIZES,
])

/** The names between the brackets, if they stand there as in a header: with commas, and one semicolon; each may tell its size. */
function namesOf(head: readonly Piece[]): HeaderName[] | undefined {
  const isName = ({ type }: Piece): boolean => type === 'word' || type === 'greek'
  const mark = (p: Piece): string => (isName(p) ? 'n' : p.type === 'number' ? '1' : IN_SIZES.has(p.type) ? '+' : p.text)
  if (
    !/^\[(?:n(?::[n1+]+)?(?:,n(?::[n1+]+)?)*)?;(?:n(?::[n1+]+)?(?:,n(?::[n1+]+)?)*)?\]$/.test(head.map(mark).join(''))
  )
    return undefined
  return head.flatMap((p, k) => {
    if (!isName(p) || !AXIS_AFTER.has(head[k - 1]?.type as string)) return []
    const rest = head[k + 1]?.type === 'colon' ? head.slice(k + 2) : []
    const size = rest.slice(
      0,
      rest.findIndex(q => AXIS_ENDS.has(q.type)),
    )
    const text = size.map(q => q.text).join('')
    return [{ name: canonicalName(p.text) ?? p.text, offset: p.offset, size: text === '' ? undefined : text }]
  })
}

const AXIS_AFTER: ReadonlySet<string> = new Set(['openList', 'comma', 'semicolon'])
const AXIS_ENDS: ReadonlySet<string> = new Set(['comma', 'semicolon', 'closeList'])

/** Whether something follows that a header can stand before: no operator but a sign. */
const followed = (next: Piece | undefined): boolean =>
  next !== undefined && (next.type === 'plus' || STARTS.has(next.type))
const STARTS: ReadonlySet<string> = new Set('word greek number fraction open openList bar root infinity'.split(' '))

/** Whether one of the names stands in square brackets, in delta, or behind an underscore. */
function standsInPlace(rest: readonly Piece[], names: ReadonlySet<string>): boolean {
  const open: boolean[] = []
  for (const [k, piece] of rest.entries()) {
    if (piece.type === 'openList') open.push(k > 0)
    else if (piece.type === 'open') open.push(open.at(-1) === true || rest[k - 1]?.text === 'delta')
    else if (piece.type === 'close' || piece.type === 'closeList') open.pop()
    else if (piece.type === 'word' || piece.type === 'greek') {
      const name = canonicalName(piece.text) ?? piece.text
      if (open.at(-1) && names.has(name)) return true
      if ([...name.slice(name.indexOf('_') + 1)].every(letter => names.has(letter)) && name.includes('_')) return true
    }
  }
  return false
}
