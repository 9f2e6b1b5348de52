/**
 * Cuts LaTeX into pieces with one sticky regular expression. Knows how LaTeX is written, not what it means: which commands
 * are spaces, which are brackets and on which side, what a command is called. Every piece of the text is in exactly one
 * token; the first character that fits nowhere makes an `error` piece.
 */
import { each } from '../../expr/map.js'
import { GREEK_LETTER, GREEK_NAMES, greekName } from '../characters.js'
import { COMMANDS, type LatexPieceType, type Sign } from './commands.js'

/** A piece of the text. */
export interface LatexPiece {
  readonly type: LatexPieceType
  /** As written. */
  readonly text: string
  readonly offset: number
  /** What it stands for: the name of a letter, command or environment, the content of a word, the sign of an operator. */
  readonly value: string
  /** The command of a word (`mathrm`); of a bracket where it stands: `open`, `close`, or `` where that is open. */
  readonly style: string
  /** Of a bracket: `left` or `right` if it was written so. */
  readonly size: string
  /** A space that shows stands before it. */
  readonly spaced: boolean
}

const SPACE = '\\s+|\\\\!|~|\\\\(?:[,;:> ]|(?:q?quad|enspace|enskip|thinspace|medspace|thickspace)(?![A-Za-z]))'
/** Spaces that readers of the page see. */
const SEEN = /^(?:~|\\(?:[,;:> ]|q?quad|en|thin|med|thick|hspace|hfill))/
const LAYOUT =
  '\\\\(?:displaystyle|textstyle|scriptstyle|scriptscriptstyle|limits|nolimits|nonumber|notag|negthinspace|hfill|strut|mathstrut|allowbreak|nobreak)(?![A-Za-z])|\\\\(?:label|tag\\*?|hspace\\*?|[hv]?phantom|(?:text)?color(?:\\[[A-Za-z]*\\])?)\\s*\\{[^{}]*\\}'
const ROMAN = 'mathrm|text|textrm|textnormal|textup|mbox|operatorname\\*?'
const FONT = 'mathbf|boldsymbol|bm|pmb|mathit|mathsf|mathtt|mathcal|mathbb|mathfrak|mathscr|textbf|textit'
/** What a word may hold: characters, escaped ones, spaces; or one command, as in `\boldsymbol{\theta}`, perhaps an accent with its letter. */
const CONTENT =
  '(?:[^{}\\\\$]|\\\\(?:[_{}#%&$ ,;!]|text(?:backslash|ascii(?:tilde|circum))\\{\\}))*|\\s*\\\\[A-Za-z]+\\s*(?:\\{\\s*\\\\?[A-Za-z]+\\s*\\}|\\\\[A-Za-z]+|(?<=\\s)[A-Za-z])?\\s*'
/** As in `\\boldsymbol\\theta`. */
const GREEK_COMMAND = `\\\\(?:${[...GREEK_NAMES].join('|')})(?![A-Za-z])`
const BRACKET =
  '[()[\\]|]|\\\\(?:[{}|]|(?:[lr](?:vert|Vert|floor|ceil|brack|brace|paren|angle|group)|vert|Vert|mid)(?![A-Za-z]))'
const SIZE = '\\\\(?:left|right|middle|[bB]ig{1,2}[lrm]?)(?![A-Za-z])'

/** `75,000`, `10{,}000`, `10\,000`: groups of three digits, one mark between them all. */
const GROUPED = '[1-9][0-9]{0,2}(?=(?<mark>,|\\{,\\}|\\\\,)[0-9])(?:\\k<mark>[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?'
/** `0{,}5`, `3{,}14`: a comma that groups no digits by three stands before decimals. */
const DECIMAL = '(?:0|[1-9][0-9]*)\\{,\\}[0-9]+(?![0-9]|\\{,\\})'
/** A function in braces, perhaps with its power, as editors of formulas export it: `{\sin ^2}x`, `{{\sin }^{2}}x`. */
const HEAD = '\\\\(?:arc)?(?:sinh?|cosh?|tanh?|coth?|sec|csc|cosec|c?tg|sh|ch|c?th|ln|lg|log)(?![A-Za-z])\\s*'
const HEAD_SCRIPT = '(?:[_^]\\s*(?:\\{\\s*-?\\s*[0-9]+\\s*\\}|[0-9])\\s*)?'
const BRACED_HEAD = new RegExp(`\\{\\s*(?:\\{\\s*${HEAD}\\}\\s*|${HEAD})${HEAD_SCRIPT}\\}`, 'y')
/** Behind these a group is no argument of a command. */
const FREE: ReadonlySet<LatexPieceType> = new Set([
  'number',
  'letter',
  'plus',
  'times',
  'relation',
  'bracket',
  'openBrace',
  'closeBrace',
])

/** In the order in which they are tried; the groups named here become the parts of a piece. */
const PATTERN = [
  `(?<space>${SPACE}|${LAYOUT})`,
  '(?<empty>\\{\\s*\\})',
  `(?<number>${GROUPED}|${DECIMAL}|[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)`,
  `(?<letter>[A-Za-z]|${GREEK_LETTER})`,
  `(?<size>${SIZE})\\s*(?<sized>${BRACKET}|[<>.])`,
  `(?<bracket>${BRACKET})`,
  '(?<over>\\\\[bB]ig{1,2}[lrm]?\\s*/)',
  `\\\\(?<style>${ROMAN}|${FONT}|rm(?=\\s*\\{))(?![A-Za-z])\\s*(?:\\{(?<word>${CONTENT})\\}|(?<one>[A-Za-z0-9]|${GREEK_COMMAND}))`,
  '\\\\(?<edge>begin|end)\\s*\\{\\s*(?<environment>[A-Za-z]+)\\*?\\s*\\}(?:(?<=begin\\s*\\{\\s*(?:array|alignedat|alignat)\\*?\\s*\\})\\s*\\{[^{}]*\\})?',
  '(?<break>\\\\(?:\\\\(?:\\s*\\[\\s*-?[0-9.]+\\s*[a-z]{2}\\s*\\])?|newline(?![A-Za-z])|cr(?![A-Za-z])))',
  '\\\\(?<command>[A-Za-z]+)',
  '\\{\\s*\\\\(?<old>rm|it|bf|sf|tt|cal)(?![A-Za-z])\\s*(?<oldWord>[A-Za-z0-9]+)\\s*\\}',
  '(?<brace>[{}])',
  '(?<script>[_^])',
  "(?<prime>['’′]+)",
  '(?<sign>[-+*/=<>!&,;:.−±×·⋅÷≤≥≠∞∂])',
].join('|')

const SIGNS: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ...each<Sign>('+', ['plus', '+']),
  ...each<Sign>('- −', ['plus', '-']),
  ...each<Sign>('* × · ⋅', ['times', '*']),
  ...each<Sign>('/ ÷', ['times', '/']),
  ...['=', '<', '>'].flatMap(sign => each<Sign>(sign, ['relation', sign])),
  ...each<Sign>('≤', ['relation', '<=']),
  ...each<Sign>('≥', ['relation', '>=']),
  ...each<Sign>('≠', ['relation', '!=']),
  ...each<Sign>('!', ['factorial', '!']),
  ...each<Sign>('&', ['cell', '&']),
  ...[',', ';'].flatMap(sign => each<Sign>(sign, ['separator', sign])),
  ...each<Sign>(':', ['colon', ':']),
  ...each<Sign>('.', ['stop', '.']),
  ...each<Sign>('∞', ['command', 'infty']),
  ...each<Sign>('∂', ['command', 'partial']),
  ...each<Sign>('±', ['command', 'pm']),
])

/** What a bracket is, and on which side it stands. */
type Fence = readonly [value: string, side: 'open' | 'close' | '']

const pair = (value: string, open: string, close: string): (readonly [string, Fence])[] => [
  ...each<Fence>(open, [value, 'open']),
  ...each<Fence>(close, [value, 'close']),
]

/** Brackets by how they are written. */
const BRACKETS: ReadonlyMap<string, Fence> = new Map([
  ...pair('(', '( \\lparen', ') \\rparen'),
  ...pair('[', '[ \\lbrack', '] \\rbrack'),
  ...pair('{', '\\{ \\lbrace', '\\} \\rbrace'),
  ...pair('|', '\\lvert', '\\rvert'),
  ...each<Fence>('| \\vert', ['|', '']),
  ...pair('\\lfloor', '\\lfloor', '\\rfloor'),
  ...pair('\\langle', '\\langle <', '\\rangle >'),
  ...pair('\\lceil', '\\lceil', '\\rceil'),
])

/** Double bars, where shapes are declared. */
const DOUBLE = '‖'
const NORMS: ReadonlyMap<string, Fence> = new Map([
  ...each<Fence>('\\| \\Vert', [DOUBLE, '']),
  ...pair(DOUBLE, '\\lVert', '\\rVert'),
])

/** Characters that are always a token of their own: found by a table, before the pattern is tried. */
const SINGLE: ReadonlyMap<string, readonly [type: LatexPieceType, value: string, style: string]> = new Map([
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', c => [c, ['letter', c, '']] as const),
  ...Array.from('+-*/=<>!&,;', c => [c, [...(SIGNS.get(c) as Sign), '']] as const),
  ...Array.from('()[]|', c => [c, ['bracket', ...(BRACKETS.get(c) as Fence)]] as const),
  ['^', ['script', '^', '']],
  ['_', ['script', '_', '']],
  ['}', ['closeBrace', '}', '']],
] as readonly (readonly [string, readonly [LatexPieceType, string, string]])[])

let compiled: RegExp | undefined
const GREEK = new RegExp(`^${GREEK_LETTER}$`, 'u')

/**
 * The pieces of a text in order, spaces left out. `custom`: LaTeX that the caller wants read as a name; `norms`: double bars are
 * brackets.
 */
export function* latexPieces(
  text: string,
  from: number,
  to: number,
  custom: ReadonlyMap<string, string>,
  norms = false,
): Generator<LatexPiece, void, void> {
  compiled ??= new RegExp(PATTERN, 'uy')
  const own = [...custom].sort(([a], [b]) => b.length - a.length)
  const fences: { readonly fence: string; depth: number }[] = []
  let spaced = false
  let before: LatexPieceType | undefined
  for (let offset = from; offset < to; ) {
    const single = own.length === 0 ? SINGLE.get(text[offset] as string) : undefined
    if (single !== undefined) {
      const [type, value, style] = single
      const one = { type, text: text[offset] as string, offset, value, style, size: '', spaced }
      offset++
      yield closed(one, fences)
      spaced = false
      before = type
      continue
    }
    const mine = own.find(([latex]) => text.startsWith(latex, offset) && endsThere(text, latex, offset))
    if (mine) {
      yield { type: 'custom', text: mine[0], offset, value: mine[1], style: '', size: '', spaced }
      offset += mine[0].length
      spaced = false
      before = 'custom'
      continue
    }
    if (text[offset] === '{' && (before === undefined || FREE.has(before))) {
      BRACED_HEAD.lastIndex = offset
      const head = BRACED_HEAD.exec(text)?.[0]
      if (head !== undefined) {
        yield* latexPieces(text, offset + 1, offset + head.length - 1, custom, norms)
        offset += head.length
        before = 'command'
        continue
      }
    }
    // The expression is shared by readings that may be interleaved: its place is set anew for each piece.
    compiled.lastIndex = offset
    const match = compiled.exec(text)
    if (match === null || offset + match[0].length > to) {
      yield { type: 'error', text: text.slice(offset, to), offset, value: '', style: '', size: '', spaced }
      return
    }
    const fence = norms ? FENCES.get(match[0]) : undefined
    if (fence !== undefined && text[offset + match[0].length] === '{') {
      const latex = `${match[0]}{`
      yield { type: 'bracket', text: latex, offset, value: fence, style: 'open', size: 'left', spaced }
      fences.push({ fence, depth: 0 })
      offset += latex.length
      spaced = false
      before = 'bracket'
      continue
    }
    offset += match[0].length
    if (match.groups?.space !== undefined) {
      spaced ||= SEEN.test(match[0])
      continue
    }
    const next = closed(piece(match[0], match.index, match.groups as Groups, spaced, norms), fences)
    yield next
    spaced = false
    before = next.type
  }
}

/** The commands of packages that put their braces between bars. */
const FENCES: ReadonlyMap<string, string> = new Map([
  ['\\norm', '‖'],
  ['\\abs', '|'],
])

/** The brace that closes the innermost of these is its bar. */
function closed(next: LatexPiece, fences: { readonly fence: string; depth: number }[]): LatexPiece {
  const last = fences.at(-1)
  if (last === undefined || (next.type !== 'openBrace' && next.type !== 'closeBrace')) return next
  last.depth += next.type === 'openBrace' ? 1 : -1
  if (last.depth >= 0) return next
  fences.pop()
  return { ...next, type: 'bracket', value: last.fence, style: 'close', size: 'right' }
}

/** A name that ends in a command does not end within a longer one. */
const endsThere = (text: string, latex: string, offset: number): boolean =>
  !/\\[A-Za-z]+$/.test(latex) || !/^[A-Za-z]/.test(text.slice(offset + latex.length, offset + latex.length + 1))

const IN_GROUPS = /^[1-9][0-9]{0,2}(?:\{,\}[0-9]{3})+(?:\.|$)/

type Groups = Readonly<Record<string, string | undefined>>

function piece(text: string, offset: number, groups: Groups, spaced: boolean, norms: boolean): LatexPiece {
  const made = (type: LatexPieceType, value: string, style = '', size = ''): LatexPiece => {
    return { type, text, offset, value, style, size, spaced }
  }
  const { number, letter, size, sized, bracket, style, word, one, edge, environment, command, brace, script } = groups
  if (groups.empty !== undefined) return made('empty', '')
  if (number !== undefined)
    return made('number', (IN_GROUPS.test(number) ? number : number.replace('{,}', '.')).replace(/[^0-9.]/g, ''))
  if (letter !== undefined) return made('letter', GREEK.test(letter) ? (greekName(letter) ?? letter) : letter)
  const fence = sized ?? bracket
  if (fence !== undefined) return bracketPiece(made, fence, size?.replace(/^\\/, '') ?? '', norms)
  if (style !== undefined)
    return made('word', (word ?? one ?? '').trim(), style === 'rm' ? 'mathrm' : style.replace('*', ''))
  if (groups.old !== undefined) return made('word', groups.oldWord ?? '', `math${groups.old}`)
  if (edge !== undefined) return made(edge === 'begin' ? 'begin' : 'end', environment ?? '')
  if (groups.break !== undefined) return made('break', '')
  if (command !== undefined) return commandPiece(made, command)
  if (brace !== undefined) return made(brace === '{' ? 'openBrace' : 'closeBrace', brace)
  if (groups.over !== undefined) return made('over', '/')
  if (script !== undefined) return made('script', script)
  if (groups.prime !== undefined) return made('prime', "'".repeat(text.length))
  const [type, value] = SIGNS.get(text) as Sign
  return made(type, value)
}

type Make = (type: LatexPieceType, value: string, style?: string, size?: string) => LatexPiece

/** A bracket, of which `\left` and `\bigl` tell the side. */
function bracketPiece(made: Make, fence: string, size: string, norms: boolean): LatexPiece {
  const paired = size === 'left' || size === 'right' ? size : ''
  if (fence === '\\mid' || size === 'middle' || /m$/.test(size)) return made('separator', '|')
  if (fence === '.') return made('bracket', '.', size === 'left' ? 'open' : 'close', paired)
  const known = BRACKETS.get(fence) ?? (norms ? NORMS.get(fence) : undefined)
  if (known === undefined) return made('command', fence.replace(/^\\/, ''))
  const side = /^left$|l$/.test(size) ? 'open' : /^right$|r$/.test(size) ? 'close' : known[1]
  if (known[1] !== '' && side !== known[1]) return made('error', '')
  return made('bracket', known[0], side, paired)
}

/** A command that is only another way of writing a sign is that sign. */
function commandPiece(made: Make, command: string): LatexPiece {
  const known = COMMANDS.get(command)
  return known === undefined ? made('command', command) : made(known[0], known[1])
}
