/** How statements are written in Fortran, and long lines. */
import { unusedIn, wrapped } from '../layout.js'
import type { StatementForms } from '../print.js'

const WIDTH = 120

export const long = (line: string): string => wrapped(line, WIDTH, ' &', '      ')

export const forms = (result: string): StatementForms => ({
  set: (x, v) => `${x} = ${v}`,
  do: call => `call ${call}`,
  return: v => `${result} = ${v}; return`,
  if: t => `if (${t}) then`,
  else: 'else',
  elseIf: t => `else if (${t}) then`,
  while: t => `do while (${t})`,
  end: 'end block',
})

export const declared = (type: string, names: Iterable<string>): string[] => {
  const all = [...names]
  return all.length === 0 ? [] : [`${type} :: ${all.join(', ')}`]
}

/** Another name for each argument that is not read, so that compilers do not warn of it. */
export function associated(lines: readonly string[], parameters: readonly string[]): readonly string[] {
  const unused = unusedIn(lines, parameters)
  return unused.length === 0
    ? []
    : [`associate (${unused.map((p, k) => `fx_unused${k + 1} => ${p}`).join(', ')})`, 'end associate']
}

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
