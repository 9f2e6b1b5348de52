/** How statements are written in Fortran, and long lines. */
import { wrapped } from '../layout.js'
import type { StatementForms } from '../print.js'

const WIDTH = 120

export const long = (line: string): string => wrapped(line, WIDTH, ' &', '      ')

export const forms = (result: string): StatementForms => ({
  set: (x, v) => `${x} = ${v}`,
  return: v => `${result} = ${v}; return`,
  if: t => `if (${t}) then`,
  else: 'else',
  elseIf: t => `else if (${t}) then`,
  while: t => `do while (${t})`,
  end: 'end block',
})

/** Blocks end by the word that opened them. */
export function closed(lines: readonly string[]): string[] {
  const open: string[] = []
  return lines.map(line => {
    const word = line.trim()
    if (word.startsWith('if (') && word.endsWith(') then')) open.push('end if')
    else if (word.startsWith('do while (')) open.push('end do')
    return word === 'end block' ? line.replace('end block', open.pop() ?? '') : line
  })
}
