/**
 * A lesson as a LaTeX document, complete in itself: formulas as they are, figures as TikZ. For LuaLaTeX and XeLaTeX, and, where its
 * letters are Latin or Cyrillic, for pdfLaTeX. HTML of the lesson is left out.
 */
import type { Token, Tokens } from 'marked'
import { greatest } from '../expr/args.js'
import type { Done, Piece } from './piece.js'
import { type FormulaToken, formulas, loadMarked, PLACEHOLDER, placeholder } from './reader.js'
import { signsIn } from './signs.js'
import { texText, tikz } from './tikz.js'

export async function writeTex(lesson: readonly Done[]): Promise<string> {
  const { Marked } = await loadMarked()
  const marked = new Marked(formulas(() => ''))
  const read = (markdown: string): Token[] => marked.lexer(markdown)
  const pieces: string[] = []
  const markdown = lesson.map(part => {
    if (part.kind === 'text') return part.text
    const inline = part.kind === 'inline'
    pieces.push(part.pieces.map(p => pieceTex(p, inline, m => blocks(read(m), pieces))).join('\n\n'))
    const place = placeholder(pieces.length - 1)
    return part.kind === 'inline' ? place : `\n${part.indent}${place}\n\n`
  })
  const body = blocks(read(markdown.join('')), pieces)
  return `${preamble(body)}\\begin{document}\n\n${body.trim()}\n\n\\end{document}\n`
}

function pieceTex(piece: Piece, inline: boolean, read: (markdown: string) => string): string {
  switch (piece.kind) {
    case 'formula':
      return formula(piece.latex, !inline)
    case 'markdown':
      return read(piece.text)
    case 'code':
      return inline ? `\\texttt{${texText(piece.text)}}` : verbatim(piece.text)
    case 'figure':
      return `\\begin{center}\n${tikz(piece.svg)}\n\\end{center}`
    case 'error':
      return `\\textbf{This command has no answer:} \\texttt{${texText(piece.command)}}\n${inline ? texText(piece.message) : verbatim(piece.message)}`
  }
}

const OWN_DISPLAY = /^\\begin\{(?:equation|align|gather|multline|flalign|alignat)\*?\}/

/** The whole of a formula; as lines of a display it may go on on the next page. */
const ALIGNED = /^\\begin\{aligned\}([\s\S]*)\\end\{aligned\}$/

/** Colours by their numbers are written otherwise than for KaTeX. */
const coloured = (latex: string): string =>
  latex.replace(
    /\\(text)?color\{#([0-9a-fA-F]{6})\}/g,
    (_, text = '', hex: string) => `\\${text}color[HTML]{${hex.toUpperCase()}}`,
  )

function formula(latex: string, display: boolean): string {
  const source = coloured(latex.trim()).replace(/\n\s*\n/g, '\n')
  if (!display) return `$${source}$`
  const lines = ALIGNED.exec(source)?.[1]
  if (lines !== undefined && !lines.includes('{aligned}')) return `\\begin{align*}\n${lines.trim()}\n\\end{align*}`
  return OWN_DISPLAY.test(source) ? source : `\\[\n${source}\n\\]`
}

/** Characters that a line has room for, by the size of the letters. */
const SIZES = [
  [78, ''],
  [94, '\\footnotesize'],
  [107, '\\scriptsize'],
] as const
const LONGEST_LINE = SIZES[2][0]

function verbatim(text: string): string {
  const lines = text
    .trimEnd()
    .replaceAll('\\end{verbatim}', '\\end {verbatim}')
    .split('\n')
    .flatMap(line => folded(line))
  const longest = greatest(lines.map(line => line.length))
  const size = SIZES.find(([room]) => longest <= room)?.[1] ?? ''
  return `{${size}\\begin{verbatim}\n${lines.join('\n')}\n\\end{verbatim}}`
}

/** A line in pieces that fit, broken between words where there are any. */
function folded(line: string): string[] {
  const pieces: string[] = []
  let rest = line
  while (rest.length > LONGEST_LINE) {
    const space = rest.lastIndexOf(' ', LONGEST_LINE)
    const end = space > LONGEST_LINE / 2 ? space : LONGEST_LINE
    pieces.push(rest.slice(0, end))
    rest = `    ${rest.slice(end).trimStart()}`
  }
  return [...pieces, rest]
}

const LEVELS = ['section', 'subsection', 'subsubsection', 'paragraph', 'subparagraph', 'subparagraph'] as const

const blocks = (tokens: readonly Token[], pieces: readonly string[]): string =>
  tokens
    .map(t => block(t, pieces))
    .filter(text => text !== '')
    .join('\n\n')

function block(token: Token, pieces: readonly string[]): string {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      return `\\${LEVELS[depth - 1] ?? 'paragraph'}*{${inline(tokens, pieces)}}`
    }
    case 'paragraph':
      return inline((token as Tokens.Paragraph).tokens, pieces)
    case 'text': {
      const { tokens, text } = token as Tokens.Text
      return tokens === undefined ? texText(unescaped(text)) : inline(tokens, pieces)
    }
    case 'formula':
      return formula((token as FormulaToken).latex, true)
    case 'code':
      return verbatim((token as Tokens.Code).text)
    case 'blockquote':
      return `\\begin{quote}\n${blocks((token as Tokens.Blockquote).tokens, pieces)}\n\\end{quote}`
    case 'list': {
      const { ordered, items } = token as Tokens.List
      const kind = ordered ? 'enumerate' : 'itemize'
      return `\\begin{${kind}}\n${items.map(item => `\\item ${blocks(item.tokens, pieces)}`).join('\n')}\n\\end{${kind}}`
    }
    case 'table':
      return table(token as Tokens.Table, pieces)
    case 'hr':
      return '\\medskip\\hrule\\medskip'
    case 'html':
      return placed((token as Tokens.HTML).text, pieces)
    default:
      return ''
  }
}

const COLUMNS = { left: 'l', right: 'r', center: 'c' } as const

function table({ header, rows, align }: Tokens.Table, pieces: readonly string[]): string {
  const line = (cells: readonly Tokens.TableCell[]): string =>
    `${cells.map(c => inline(c.tokens, pieces)).join(' & ')} \\\\`
  const columns = align.map(a => COLUMNS[a ?? 'left']).join('')
  return [
    // Many columns stand closer together.
    align.length > 5 ? '\\begin{center}\\footnotesize\\setlength{\\tabcolsep}{4pt}' : '\\begin{center}\\small',
    `\\begin{tabular}{${columns}}`,
    '\\toprule',
    line(header),
    '\\midrule',
    ...rows.map(line),
    '\\bottomrule',
    '\\end{tabular}',
    '\\end{center}',
  ].join('\n')
}

const inline = (tokens: readonly Token[], pieces: readonly string[]): string =>
  tokens.map(t => span(t, pieces)).join('')

function span(token: Token, pieces: readonly string[]): string {
  const inner = (): string => inline((token as { readonly tokens?: Token[] }).tokens ?? [], pieces)
  switch (token.type) {
    case 'strong':
      return `\\textbf{${inner()}}`
    case 'em':
      return `\\emph{${inner()}}`
    case 'del':
      return inner()
    case 'codespan':
      return `\\texttt{${texText((token as Tokens.Codespan).text)}}`
    case 'link':
      return `\\href{${(token as Tokens.Link).href.replace(/[\\{}]/g, '').replace(/[%#&]/g, '\\$&')}}{${inner()}}`
    case 'image':
      return texText((token as Tokens.Image).text)
    case 'br':
      return '\\\\\n'
    case 'formulaInline':
    case 'formula': {
      const { latex, display } = token as FormulaToken
      return display ? `\n${formula(latex, true)}\n` : formula(latex, false)
    }
    case 'html':
      return placed((token as Tokens.HTML).text, pieces)
    default: {
      const { text = '', tokens } = token as Tokens.Text
      return tokens === undefined ? texText(unescaped(text)) : inner()
    }
  }
}

/** The pieces that HTML stands for; other HTML is nothing. */
const placed = (html: string, pieces: readonly string[]): string =>
  [...html.matchAll(PLACEHOLDER)].map(([, k]) => pieces[Number(k)] ?? '').join('\n')

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, c => ENTITIES[c] ?? c)

/** The usual fonts of LuaLaTeX and XeLaTeX have Latin letters only. */
const CYRILLIC: readonly string[] = [
  '\\ifPDFTeX\\else',
  '\\IfFontExistsTF{CMU Serif}',
  '  {\\setmainfont{CMU Serif}\\setsansfont{CMU Sans Serif}\\setmonofont{CMU Typewriter Text}}',
  '  {\\setmainfont{DejaVu Serif}\\setsansfont{DejaVu Sans}\\setmonofont{DejaVu Sans Mono}[Scale=0.85]}',
  '\\fi',
]

const preamble = (body: string): string => {
  const isCyrillic = /\p{Script=Cyrillic}/u.test(body)
  return [
    '\\documentclass[11pt]{article}',
    '\\usepackage{iftex}',
    `\\ifPDFTeX\\usepackage[${isCyrillic ? 'T2A' : 'T1'}]{fontenc}\\usepackage[utf8]{inputenc}\\else\\usepackage{fontspec}\\fi`,
    ...(isCyrillic ? CYRILLIC : []),
    ...signsIn(body),
    ...(/\p{Script=Hangul}/u.test(body) ? ['\\usepackage{kotex}'] : []),
    '\\usepackage[a4paper,margin=25mm]{geometry}',
    '\\usepackage{amsmath,amssymb,booktabs,xcolor,tikz}',
    '\\usetikzlibrary{svg.path}',
    '\\usepackage[hidelinks]{hyperref}',
    '\\allowdisplaybreaks',
    '\\setlength{\\emergencystretch}{3em}',
    '\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt}',
    '',
    '',
  ].join('\n')
}
