/**
 * A lesson as Markdown that GitHub, Jupyter, Quarto, Obsidian and pandoc show alike: formulas between dollars, display formulas on lines of
 * their own, tables, figures as files. The commands stay in comments, from which the lesson can be run again.
 */
import { greatest } from '../expr/args.js'
import type { Done, Piece } from './piece.js'
import { commented } from './source.js'

/** Takes a figure and says under which address it is found. */
export type Illustrator = (svg: string, title: string) => string

export function writeMarkdown(lesson: readonly Done[], illustrate: Illustrator): string {
  return lesson.map(part => written(part, illustrate)).join('')
}

function written(part: Done, illustrate: Illustrator): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'inline':
      return `${inlineText(part.pieces)}<!--fluxion: ${commented(part.source)}-->`
    case 'block': {
      const pieces = part.pieces.map(p => `${pieceText(p, illustrate)}\n`)
      const lines = [`<!-- fluxion`, commented(part.source), '-->', '', ...pieces, '<!-- /fluxion -->']
        .join('\n')
        .split('\n')
      return `${lines.map(l => (l === '' ? '' : part.indent + l)).join('\n')}\n`
    }
  }
}

/** A piece on lines of its own. */
export function pieceText(piece: Piece, illustrate: Illustrator): string {
  switch (piece.kind) {
    case 'formula':
      return `$$\n${portable(piece.latex)}\n$$`
    case 'markdown':
      return portable(piece.text.trimEnd())
    case 'code':
      return fenced(piece.text)
    case 'figure':
      return `![${piece.title.replace(/[[\]\\]/g, '\\$&')}](${illustrate(piece.svg, piece.title)})`
    case 'error':
      return `> **This command has no answer:** ${inCode(piece.command)}\n>\n${fenced(piece.message)
        .split('\n')
        .map(l => `> ${l}`)
        .join('\n')}`
  }
}

/** What stands within a line: a formula, or a text as code. */
function inlineText(pieces: readonly Piece[]): string {
  const [piece] = pieces
  switch (piece?.kind) {
    case 'formula':
      return `$${portable(piece.latex).replace(/\s*\n\s*/g, ' ')}$`
    case 'code':
    case 'markdown':
      return inCode(piece.text)
    case 'error':
      return inCode(`${piece.command}: ${piece.message}`)
    case 'figure':
    case undefined:
      return inCode('a figure needs a block of its own')
  }
}

/** GitHub takes no \operatorname. */
const portable = (latex: string): string =>
  latex.replace(/\\operatorname\{([^{}]*)\}/g, '\\mathop{\\mathrm{$1}}\\nolimits')

function inCode(text: string): string {
  const one = text.replace(/\s*\n\s*/g, ' ').trim()
  const longest = greatest(
    [...one.matchAll(/`+/g)].map(m => m[0].length),
    0,
  )
  const marks = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return `${marks}${space}${one}${space}${marks}`
}

function fenced(text: string): string {
  const longest = greatest(
    [...text.matchAll(/`+/g)].map(m => m[0].length),
    2,
  )
  const marks = '`'.repeat(longest + 1)
  return `${marks}text\n${text.trimEnd()}\n${marks}`
}
