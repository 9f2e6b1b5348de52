/**
 * Names of symbols in LaTeX: Greek names are Greek letters, a number or what follows `_` is a subscript of a single
 * letter, or stands over it if it is an accent (`x_hat`), anything longer is an upright word. Every name, whatever its
 * characters, gives standard LaTeX that stands for nothing but itself: no character of a name is ever read as a command.
 */
import { arity, type NamedRow } from '../../functions/row.js'
import { row } from '../../functions/table.js'
import { ACCENTS, codePoint, greekName, isGreekName, LETTERS } from '../../parse/characters.js'

/** Greek letters that have no macro of their own, since they look like Latin ones. */
export const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  'omicron:o Alpha:A Beta:B Epsilon:E Zeta:Z Eta:H Iota:I Kappa:K Mu:M Nu:N Omicron:O Rho:P Tau:T Chi:X'
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
)

/** `dx`, `d\theta`: the differential of a letter. Read back it is refused, never taken for something else. */
function differentialName(name: string): string | undefined {
  const of = name.startsWith('d') ? letter(name.slice(1)) : undefined
  return of && `d${of}`
}

/** A symbol: `theta` is `\theta`, `w0` is `w_{0}`, `learning_rate` is `\mathrm{learning\_rate}`. */
export function latexName(name: string): string {
  const single = letter(name)
  if (single !== undefined) return single
  const differential = differentialName(name)
  if (differential !== undefined) return differential
  const parts = name.length <= 1000 ? /^(.+?)(?:_(.+)|(\d+))$/su.exec(name) : null
  const base = parts ? letter(parts[1] as string) : undefined
  if (parts === null || base === undefined) return latexWord(name)
  const [first = '', ...others] = (parts[2] ?? parts[3] ?? '').split('_')
  if (first === '' || others.includes('')) return latexWord(name)
  const accented = ACCENTS.has(first)
  const subscripts = accented ? others : [first, ...others]
  const below = subscripts.length === 0 ? '' : `_{${subscripts.map(subscript).join(',')}}`
  return `${accented ? `\\${first}{${base}}` : base}${below}`
}

/** A symbol of an expression; braces around the name of a function say that it is applied to nothing. */
export function latexSymbol(name: string): string {
  const written = latexName(name)
  const known = written.startsWith('\\mathrm{') ? row(name) : undefined
  return known !== undefined && arity(known)[1] > 0 ? `{${written}}` : written
}

/** The name of a function without a notation of its own: `f`, `g_{1}`, `\operatorname{erf}`. */
export function latexFunctionName(name: string): string {
  const symbol = latexName(name)
  const isWord = symbol.startsWith('\\mathrm{') || differentialName(name) !== undefined
  return isWord && /^\w+$/.test(name) ? latexOperator(name) : symbol
}

/** The name of a function written out. */
export const latexOperator = (name: string): string =>
  /^\w+$/.test(name) ? `\\operatorname{${escapeWord(name)}}` : latexWord(name)

/** How the name of a function is written: as its row says, or by its name where the row has a whole form. */
export const operatorName = (row: NamedRow | undefined, head: string): string =>
  row?.latex === undefined || row.latex.includes('#') ? latexFunctionName(head) : row.latex

/** `\operatorname{arccosh}` or `\cosh^{-1}` for the inverse of a function whose powers stand on its name. */
export function inverseName(of: NamedRow, style: 'arc' | 'power'): string | undefined {
  const known = row(of.name.slice(1))
  if (known?.inverse !== of.name || known.powerOnName !== true) return undefined
  const usual = operatorName(of, of.name)
  if (style === 'power') return `${operatorName(known, known.name)}^{-1}`
  return usual.startsWith('\\arc') ? usual : `\\operatorname{arc${known.name}}`
}

/** One letter, Latin or Greek. */
function letter(name: string): string | undefined {
  if (/^[A-Za-z]$/.test(name)) return name
  const greek = name.length === 1 ? (greekName(name) ?? name) : name
  const lookalike = LOOKALIKES.get(greek)
  if (lookalike !== undefined) return `\\mathrm{${lookalike}}`
  return isGreekName(greek) || LETTERS.has(greek) ? `\\${greek}` : undefined
}

const subscript = (part: string): string => (/^\d+$/.test(part) ? part : (letter(part) ?? latexWord(part)))

const escapeWord = (name: string): string => name.replaceAll('_', '\\_')

/** Any name as an upright word: no two names have the same. */
export const latexWord = (name: string): string =>
  /^\w+$/.test(name) ? `\\mathrm{${escapeWord(name)}}` : `\\text{${escapeText(name)}}`

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...[...'_{}#%&$'].map(c => [c, `\\${c}`] as const),
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  [' ', '\\ '],
])
/** Letters that TeX sets as text; others are written as their code points. */
const SETTABLE =
  /^[!-~\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0400-\u04FF\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FAF\uAC00-\uD7A3]$/u

const escapeText = (name: string): string =>
  Array.from(name, c => ESCAPES.get(c) ?? (SETTABLE.test(c) ? c : codePoint(c))).join('')

/** `2.76\\times10^{-23}` for 2.76e-23. */
export function scientificLatex(digits: string): string | undefined {
  const [mantissa = '', exponent] = digits.split('e')
  return exponent && `${mantissa === '1' ? '' : `${mantissa}\\times `}10^{${exponent}}`
}
