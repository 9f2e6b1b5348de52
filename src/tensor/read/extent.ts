/** Where a piece of syntax stands in its text, for messages. Without recursion: it follows the outermost part on either side. */
import { elements, type Syntax } from '../../parse/syntax.js'

export interface Extent {
  readonly offset: number
  readonly end: number
}

/** From the first to the last character, as far as the reader kept them. */
export const extent = (text: string, s: Syntax): Extent => ({ offset: startOf(text, s), end: endOf(s) })

/** The text of a piece of syntax. */
export const written = (text: string, s: Syntax): string => text.slice(startOf(text, s), endOf(s))

function startOf(text: string, syntax: Syntax): number {
  let signs = 0
  for (let s = syntax; ; ) {
    if ('offset' in s && s.offset !== undefined && s.kind !== 'slice') return withSigns(text, s.offset, signs)
    const first = firstPart(s)
    if (first === undefined) return 0
    if (s.kind === 'signed' || s.kind === 'not' || s.kind === 'root') signs++
    s = first
  }
}

/** The start with the signs before it, which have no place of their own. */
function withSigns(text: string, start: number, signs: number): number {
  let at = start
  for (let k = 0; k < signs; k++) {
    const before = text.slice(0, at).trimEnd()
    if (!/[-+−√∛∜]$/u.test(before)) return at
    at = before.length - 1
  }
  return at
}

function firstPart(s: Syntax): Syntax | undefined {
  switch (s.kind) {
    case 'sum':
    case 'product':
    case 'power':
    case 'relation':
    case 'and':
    case 'or':
      return s.left
    case 'choice':
      return elements(s.cases)[0]?.condition
    case 'slice':
      return s.from
    case 'list':
      return s.rows && elements(elements(s.rows)[0])[0]
    case 'number':
    case 'name':
    case 'call':
      return undefined
    default:
      return s.of
  }
}

function endOf(syntax: Syntax): number {
  for (let s = syntax; ; ) {
    if ('end' in s && s.end !== undefined) return s.end
    switch (s.kind) {
      case 'number':
        return s.offset + s.text.length
      case 'name':
      case 'call':
        return s.offset + s.name.length
      case 'sum':
      case 'product':
      case 'power':
      case 'relation':
      case 'and':
      case 'or':
        s = s.right
        break
      case 'choice':
        s = s.otherwise
        break
      case 'slice':
        if (s.to === undefined) return s.offset + 1
        s = s.to
        break
      case 'list':
        if (s.rows === undefined) return 0
        s = s.rows.item.item
        break
      default:
        s = s.of
    }
  }
}
