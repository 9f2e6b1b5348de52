/** A text of several statements taken apart, before any of them is read. */

/** Semicolons and line breaks, or other marks, part statements outside of brackets; blank ones are none. */
export function splitStatements(text: string, marks = ';\n'): string[] {
  const parts = ['']
  let depth = 0
  for (const c of text) {
    if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
    if (depth === 0 && marks.includes(c)) parts.push('')
    else parts[parts.length - 1] += c
  }
  return parts.filter(part => part.trim() !== '')
}

/** The parts between commas outside of brackets. */
export function splitAtCommas(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}
