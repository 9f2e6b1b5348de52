/**
 * Problems from a file or standard input: each line is one. A line inside open brackets, and one beside an operator at its end or at
 * the start of the next, go on; blank lines and lines that begin with # are no problems.
 */

export interface Problem {
  readonly text: string
  /** Of its first line, counted from 1. */
  readonly line: number
  /** Of its last line. */
  readonly last: number
}

const ENDS = /(?:[-+*/^,=<>&;([{]|\\\\|\b(?:and|or|not))$/u
const BEGINS = /^(?:[-+*/^,=<>&)\]}]|\\\\)/u
/** The bars of absolute values come in pairs. */
const isBarOpen = (text: string): boolean => (text.split('|').length - 1) % 2 === 1

/** Whether a text needs more: brackets or bars are open, or it ends with an operator. */
export const isOpen = (text: string): boolean => depthOf(text) > 0 || ENDS.test(text.trimEnd()) || isBarOpen(text)

/** Whether two words of a line are one expression: an operator stands between them. */
export const isJoined = (left: string, right: string): boolean => ENDS.test(left) || BEGINS.test(right)

export function problemsIn(text: string): Problem[] {
  const problems: { text: string; line: number; last: number }[] = []
  let depth = 0
  for (const [k, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '' || (depth === 0 && line.startsWith('#'))) continue
    const last = problems.at(-1)
    if (last !== undefined && (depth > 0 || isJoined(last.text, line) || isBarOpen(last.text)))
      Object.assign(last, { text: `${last.text}\n${raw.trimEnd()}`, last: k + 1 })
    else problems.push({ text: line, line: k + 1, last: k + 1 })
    depth = Math.max(0, depth + depthOf(line))
  }
  return problems
}

/** How many brackets and environments a line leaves open. */
function depthOf(line: string): number {
  let depth = 0
  for (const c of line.replace(/\\(?:begin|end)\s*\{\w+\*?\}|\\[()[\]{}]/gu, '')) {
    if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
  }
  const count = (word: string): number => line.split(`\\${word}{`).length - 1
  return depth + count('begin') - count('end')
}
