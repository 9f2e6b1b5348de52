/**
 * Colours of what a terminal shows. Text is complete without them: they are put around words of finished lines, and only where the
 * stream is a terminal that wants them. https://no-color.org and the FORCE_COLOR of Node decide; FORCE_COLOR wins.
 */

/** What a result shows, where its lines have parts to be told apart. */
export type Shows = 'help' | 'verdicts' | 'gradient' | 'answer'

type Environment = Readonly<Record<string, string | undefined>>

export function isColoured(stream: { readonly isTTY?: boolean }, env: Environment): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return stream.isTTY === true && TERM !== 'dumb'
}

/** Codes of ECMA-48, `SGR`: on and off. */
const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const

export const paint = (text: string, style: keyof typeof STYLES): string =>
  `\u001b[${STYLES[style][0]}m${text}\u001b[${STYLES[style][1]}m`

/** The first words of a verdict, and what stands in the column of a table of checks. */
const VERDICTS: readonly (readonly [RegExp, keyof typeof STYLES])[] = [
  [/^verified(?=:)|(?<= )ok(?= )/u, 'green'],
  [/^refuted(?=:)|(?<= )wrong(?= )/u, 'red'],
  [/^unknown(?=:)|(?<= )(?:kink|uncertain|undefined)(?= )/u, 'yellow'],
]

/** Lines of standard output in colour. */
export const painted = (output: string, shows: Shows): string =>
  output
    .split('\n')
    .map(line => paintLine(line, shows))
    .join('\n')

function paintLine(line: string, shows: Shows): string {
  switch (shows) {
    case 'help':
      return /^\S.*$/u.test(line) && line.length < 14 ? paint(line, 'bold') : line
    case 'verdicts':
      return verdict(line)
    case 'gradient':
      return line.replace(/^d\/d\S+/u, label => paint(label, 'cyan'))
    case 'answer':
      return line
    default:
      return shows satisfies never
  }
}

const verdict = (line: string): string =>
  VERDICTS.reduce((l, [word, style]) => l.replace(word, w => paint(w, style)), line)

/** Lines of standard error in colour: who speaks, and the caret. */
export const paintedErrors = (diagnostics: string): string =>
  diagnostics
    .split('\n')
    .map(line =>
      /^\s+\^+\s*$/u.test(line)
        ? paint(line, 'red')
        : verdict(line.replace(/^fluxion:(?= )/u, () => paint(paint('fluxion:', 'red'), 'bold'))),
    )
    .join('\n')
