/**
 * A lesson as one page that needs nothing else: formulas set by KaTeX, its fonts within the page, figures as SVG. No script is in it. The
 * lesson's own HTML is its author's and stays.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { escaped } from '../plot/svg.js'
import { pieceText } from './markdown.js'
import type { Done, Piece } from './piece.js'
import { formulas, loadMarked, PLACEHOLDER, placeholder } from './reader.js'

/** Sets LaTeX; raises a `FluxionError` for what cannot be set. */
export type Typesetter = (latex: string, display: boolean) => string

export async function writeHtml(lesson: readonly Done[], title: string, typeset: Typesetter): Promise<string> {
  const { Marked } = await loadMarked()
  const marked = new Marked(formulas(t => formula(t.latex, t.display, typeset)))
  const pieces: string[] = []
  const placed = (part: Done): string => {
    if (part.kind === 'text') return part.text
    const inline = part.kind === 'inline'
    const read = (m: string): string => String(inline ? marked.parseInline(m) : marked.parse(m))
    pieces.push(part.pieces.map(p => pieceHtml(p, inline, typeset, read)).join('\n'))
    const place = placeholder(pieces.length - 1)
    return part.kind === 'inline' ? place : `\n${part.indent}${place}\n\n`
  }
  const markdown = lesson.map(placed)
  const body = String(marked.parse(markdown.join(''))).replace(PLACEHOLDER, (_, k: string) => pieces[Number(k)] ?? '')
  return page(title, ownNames(body))
}

/** Names within each figure that no other figure of the page has. */
function ownNames(body: string): string {
  let count = 0
  return body.replace(/<figure>[\s\S]*?<\/figure>/g, figure => {
    count++
    return figure.replace(/(\bid="|url\(#)(\w+)/g, `$1$2-${count}`)
  })
}

function pieceHtml(piece: Piece, inline: boolean, typeset: Typesetter, read: (markdown: string) => string): string {
  switch (piece.kind) {
    case 'formula':
      return formula(piece.latex, !inline, typeset)
    case 'markdown':
      return read(piece.text)
    case 'code':
      return inline ? `<code>${escaped(piece.text)}</code>` : `<pre><code>${escaped(piece.text)}</code></pre>`
    case 'figure':
      return `<figure>${piece.svg.trim()}</figure>`
    case 'error':
      return inline
        ? `<code class="wrong">${escaped(`${piece.command}: ${piece.message}`)}</code>`
        : `<div class="wrong">${read(pieceText(piece, () => ''))}</div>`
  }
}

function formula(latex: string, display: boolean, typeset: Typesetter): string {
  const set = typeset(latex, display)
  return display ? `<div class="formula">${set}</div>` : set
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --soft: #f6f8fa; --line: #d1d9e0; --link: #0969da; --wrong: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #161b22; --line: #3d444d; --link: #4493f8; --wrong: #ff8a80 } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
main { max-width: 50rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1, h2, h3, h4 { line-height: 1.25; margin: 2rem 0 .75rem }
h1 { font-size: 2rem }
h1:first-child { margin-top: 0 }
h2 { font-size: 1.4rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line) }
a { color: var(--link) }
pre { background: var(--soft); padding: .8rem 1rem; overflow-x: auto; border-radius: 6px; line-height: 1.35 }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
:not(pre) > code { background: var(--soft); padding: .1em .3em; border-radius: 4px }
table { display: block; width: max-content; max-width: 100%; overflow-x: auto; border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; font-size: .9rem }
th, td { border: 1px solid var(--line); padding: .3rem .7rem }
th { background: var(--soft) }
th, td[align=right] { white-space: nowrap }
blockquote { margin: 1rem 0; padding: 0 1rem; border-left: 4px solid var(--line) }
.wrong blockquote { border-color: var(--wrong) }
code.wrong { color: var(--wrong) }
.formula { overflow-x: auto; overflow-y: hidden; padding: .1rem 0 }
/* Steps stand closer together than formulas between paragraphs. */
li > p { margin: .35rem 0 }
li .katex-display { margin: .45rem 0 }
/* What changed in a step: the blue of paper is too dark here. */
@media (prefers-color-scheme: dark) { .katex [style*="color:blue"] { color: #79b8ff !important } }
figure { margin: 1.25rem 0; text-align: center }
figure svg { max-width: 100%; height: auto; border-radius: 6px }
img { max-width: 100% }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0 }
@media print { main { max-width: none; padding: 0 } figure, pre, table { break-inside: avoid } }
`

const page = (title: string, body: string): string => `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${katexStyle()}</style>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.trim()}
</main>
</body>
</html>
`

/** The style sheet of KaTeX with its fonts in it. */
function katexStyle(): string {
  const file = createRequire(import.meta.url).resolve('katex/dist/katex.min.css')
  const font = (name: string): string =>
    readFileSync(file.replace('katex.min.css', `fonts/${name}.woff2`)).toString('base64')
  return readFileSync(file, 'utf8').replace(
    /src:url\(fonts\/([\w-]+)\.woff2\)[^;}]*/g,
    (_, name: string) => `src:url(data:font/woff2;base64,${font(name)}) format("woff2")`,
  )
}
