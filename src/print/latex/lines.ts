/**
 * Long sums and equations over several lines, as one would set them by hand: broken before `=`, then before `+` and `-` of the
 * outermost sum, each line as full as the width allows. A term is never broken.
 */

import type { Layout } from '../layout.js'
import { LEVEL } from '../walk.js'
import type { LineBreaker } from './latex.js'

/**
 * What to give `latex` as `lines`: lines of about so many characters, counted as they stand on the page (of a fraction the wider
 * half), in an `aligned` environment where one line is not enough. 60 fill a printed page.
 */
export function aligned(width = 60): LineBreaker {
  return (e, { presentation, write }) => {
    /** The terms of a sum with their signs; anything else is one term. */
    const terms = (node: Layout): string[] =>
      node.kind === 'sum'
        ? node.terms.map(({ negative, of }, k) => signs(negative, k) + write(of, LEVEL.product, negative))
        : [write(node, LEVEL.sum)]
    const node = presentation.open(e)
    const whole = write(node)
    if (breadth(whole) <= width) return whole
    if (node.kind !== 'relation' || node.head !== 'eq') return onLines('&', filled(terms(node), width), whole)
    const left = write(node.left, LEVEL.sum)
    const right = terms(presentation.layout(node.right))
    const room = width - breadth(left) - 3
    // A wide left side must not leave the right one a narrow column.
    if (room < width / 2) return onLines('&', [left, ...filled([`=${right[0]}`, ...right.slice(1)], width)], whole)
    return onLines(`${left}&=`, filled(right, room), whole)
  }
}

const signs = (negative: boolean, k: number): string => (negative ? '-' : k === 0 ? '' : '+')

function onLines(start: string, lines: readonly string[], whole: string): string {
  return lines.length < 2 ? whole : `\\begin{aligned}${start}${lines.join('\\\\&\\quad ')}\\end{aligned}`
}

/** As many terms on each line as there is room for, at least one. */
function filled(terms: readonly string[], width: number): string[] {
  const lines: string[] = []
  let room = 0
  for (const term of terms) {
    const size = breadth(term)
    if (lines.length === 0 || size > room) {
      lines.push(term)
      room = width - size
    } else {
      lines.push(`${lines.pop()}${term}`)
      room -= size
    }
  }
  return lines
}

const TWO_STOREYS = /^\\(?:[cdt]?frac|binom)$/
const SILENT = /^(?:\\(?:left|right|displaystyle|mathrm|operatorname|text|begin|end|sqrt|[^A-Za-z])|[{}_^& ])$/
const BAR = /^\\[lr]vert$/
const SPACED = /^(?:[-+=<>]|\\(?:leq|geq|neq|cdot|land|lor))$/

/** About how many characters wide LaTeX is on the page. */
export function breadth(latex: string): number {
  const groups: { width: number; upper: number | undefined; storeys: number }[] = []
  let group = { width: 0, upper: undefined as number | undefined, storeys: 0 }
  for (const [token] of latex.matchAll(/\\(?:[A-Za-z]+|.)|./gsu)) {
    if (token === '{') {
      groups.push(group)
      group = { width: 0, upper: undefined, storeys: 0 }
    } else if (token === '}') {
      const { width } = group
      group = groups.pop() ?? group
      if (group.storeys === 2) group.upper = width
      group.width += group.storeys === 1 ? Math.max(width, group.upper ?? 0) : group.storeys === 2 ? 0 : width
      group.storeys = Math.max(0, group.storeys - 1)
    } else if (TWO_STOREYS.test(token)) group.storeys = 2
    else if (!SILENT.test(token)) group.width += SPACED.test(token) ? 3 : token.length > 2 && !BAR.test(token) ? 2 : 1
  }
  return group.width
}
