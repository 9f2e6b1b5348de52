/**
 * A lesson as a LaTeX document, complete in itself: formulas as they are, figures as TikZ. For LuaLaTeX and XeLaTeX, and, where its
 * letters are Latin or Cyrillic, for pdfLaTeX. HTML of the lesson is left out.
 */
import type { Token, Tokens } from 'marked'
import type { Done, Piece } from './piece.js'
import { type FormulaToken, formulas, loadMarked, PLACEHOLDER, placeholder } from './reader.js'
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

/** Colours by their numbers are written otherwise than for KaTeX. */
const coloured = (latex: string): string =>
  latex.replace(
    /\\(text)?color\{#([0-9a-fA-F]{6})\}/g,
    (_, text = '', hex: string) => `\\${text}color[HTML]{${hex.toUpperCase()}}`,
  )

function formula(latex: string, display: boolean): string {
  const source = coloured(latex.trim()).replace(/\n\s*\n/g, '\n')
  if (!display) return `$${source}$`
  return OWN_DISPLAY.test(source) ? source : `\\[\n${source}\n\\]`
}

const verbatim = (text: string): string =>
  `\\begin{verbatim}\n${text.trimEnd().replaceAll('\\end{verbatim}', '\\end {verbatim}')}\n\\end{verbatim}`

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
    '\\begin{center}\\small',
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

const preamble = (body: string): string =>
  [
    '\\documentclass[11pt]{article}',
    '\\usepackage{iftex}',
    `\\ifPDFTeX\\usepackage[${/\p{Script=Cyrillic}/u.test(body) ? 'T2A' : 'T1'}]{fontenc}\\usepackage[utf8]{inputenc}\\else\\usepackage{fontspec}\\fi`,
    ...(/\p{Script=Hangul}/u.test(body) ? ['\\usepackage{kotex}'] : []),
    '\\usepackage[a4paper,margin=25mm]{geometry}',
    '\\usepackage{amsmath,amssymb,booktabs,xcolor,tikz}',
    '\\usetikzlibrary{svg.path}',
    '\\usepackage[hidelinks]{hyperref}',
    '\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt}',
    '',
    '',
  ].join('\n')
