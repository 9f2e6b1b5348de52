/** Where a piece of syntax stands in its text, for messages. Without recursion: it follows the outermost part on either side. */
import { parts } from '../../parse/parts.js'
import type { Syntax } from '../../parse/syntax.js'

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
  if (s.kind === 'call') return undefined
  return s.kind === 'slice' ? s.from : parts(s)[0]
}

function endOf(syntax: Syntax): number {
  for (let s = syntax; ; ) {
    if ('end' in s && s.end !== undefined) return s.end
    if (s.kind === 'number') return s.offset + s.text.length
    if (s.kind === 'name' || s.kind === 'call') return s.offset + s.name.length
    if (s.kind === 'slice' && s.to === undefined) return s.offset + 1
    const last = parts(s).at(-1)
    if (last === undefined) return 0
    s = last
  }
}
