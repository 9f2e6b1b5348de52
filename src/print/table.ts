/** Tables of texts: for a terminal, in Markdown, and in LaTeX. The first row is the head. */
import { greatest } from '../expr/args.js'

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Which columns are of numbers, and stand to the right. */
  readonly numbers: ReadonlySet<number>
}

/** Columns of equal width, two spaces between them. */
export function textTable({ head, rows, numbers }: Table): string {
  const all = [head, ...rows]
  const widths = head.map((_, k) => greatest(all.map(row => (row[k] ?? '').length)))
  const pad = (text: string, k: number): string =>
    numbers.has(k) ? text.padStart(widths[k] ?? 0) : text.padEnd(widths[k] ?? 0)
  return all.map(row => row.map(pad).join('  ').trimEnd()).join('\n')
}

const inMarkdown = (text: string): string => text.replace(/[|\\`*_[\]<>$~]/g, '\\$&').replace(/\s+/g, ' ')

/** A table of GitHub's Markdown. */
export function markdownTable({ head, rows, numbers }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = head.map((_, k) => (numbers.has(k) ? '---:' : ':---'))
  return [line(head.map(inMarkdown)), line(rule), ...rows.map(row => line(row.map(inMarkdown)))].join('\n')
}

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
}

const inLatex = (text: string): string => text.replace(/[#$%&_{}\\^~]/g, c => COMMANDS[c] ?? `\\${c}`)

/** An `array` for mathematics, which KaTeX takes as well. */
export function latexTable({ head, rows, numbers }: Table): string {
  const line = (cells: readonly string[]): string => cells.map(cell => `\\text{${inLatex(cell)}}`).join('&')
  const columns = head.map((_, k) => (numbers.has(k) ? 'r' : 'l')).join('')
  return `\\begin{array}{${columns}}${[line(head), ...rows.map(line)].join('\\\\').replace('\\\\', '\\\\\\hline ')}\\end{array}`
}
