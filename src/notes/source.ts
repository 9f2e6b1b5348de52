/**
 * A lesson in Markdown, taken apart: text that stays as it is, blocks of commands, and commands within a line. What an earlier run wrote is
 * read as what it was written from, so that a lesson can be run again and again: results stand between a comment that holds the commands
 * and a closing one; within a line the comment follows its result.
 */
import { append } from '../expr/args.js'

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** `indent`: of a block within a list. `line`: of its first command, counted from 1. */
  | { readonly kind: 'block'; readonly source: string; readonly indent: string; readonly line: number }
  | { readonly kind: 'inline'; readonly source: string; readonly line: number }

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*(.*)$/
/** ```fluxion, ```{fluxion}, ```{.fluxion}: Markdown, Quarto, pandoc. */
const OURS = /^(?:fluxion\b|\{[ \t]*\.?fluxion\b[^}]*\})/
const OPENED = /^([ \t]*)<!-- fluxion[ \t]*$/
const SOURCE_END = /^[ \t]*-->[ \t]*$/
const CLOSED = /^[ \t]*<!-- \/fluxion -->[ \t]*$/

/** The ends of comments, as they may stand in one: those that are written so already get one more `amp;`. */
export const commented = (source: string): string =>
  source.replace(/--(?:>|&((?:amp;)*)gt;)|(?:<|&((?:amp;)*)lt;)!--/g, (found, gt?: string, lt?: string) => {
    if (found === '-->') return '--&gt;'
    if (found === '<!--') return '&lt;!--'
    return gt === undefined ? `&amp;${lt}lt;!--` : `--&amp;${gt}gt;`
  })

const uncommented = (source: string): string =>
  source.replace(/--&((?:amp;)*)gt;|&((?:amp;)*)lt;!--/g, (_, gt?: string, lt?: string) => {
    if (gt === '') return '-->'
    if (lt === '') return '<!--'
    return gt === undefined ? `&${lt?.slice(4)}lt;!--` : `--&${gt.slice(4)}gt;`
  })

/** The parts in their order; together they are the whole of the text. */
export function partsOf(markdown: string): Part[] {
  const lines = markdown.split(/\r?\n/)
  const parts: Part[] = []
  let text: string[] = []
  let start = 0
  const flush = (): void => {
    if (text.length > 0) append(parts, inlinesIn(`${text.join('\n')}\n`, start + 1))
    text = []
  }
  for (let k = 0; k < lines.length; ) {
    const found = blockAt(lines, k)
    if (found === undefined) {
      if (text.length === 0) start = k
      text.push(lines[k] as string)
      k++
      continue
    }
    if (found.part === undefined) {
      // A block of another language: nothing in it is ours.
      flush()
      parts.push({ kind: 'text', text: `${lines.slice(k, found.end).join('\n')}\n` })
    } else {
      flush()
      parts.push(found.part)
    }
    k = found.end
  }
  flush()
  // The last line has no line break of its own.
  const last = parts.at(-1)
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text.slice(0, -1) }
  return parts
}

/** A block that begins at a line: ours, or one of another language, which has no part. */
function blockAt(lines: readonly string[], k: number): { readonly part?: Part; readonly end: number } | undefined {
  const line = lines[k] as string
  const opened = OPENED.exec(line)
  if (opened !== null) {
    const source = lines.findIndex((l, j) => j > k && SOURCE_END.test(l))
    const end = lines.findIndex((l, j) => j > k && CLOSED.test(l))
    const isOurs = source >= 0 && end > source && !lines.slice(k + 1, source).some(l => l.includes('<!--'))
    if (!isOurs) return undefined
    const indent = opened[1] ?? ''
    return { part: block(lines.slice(k + 1, source), indent, k + 2, true), end: end + 1 }
  }
  const fence = FENCE.exec(line)
  if (fence === null) return undefined
  const [, indent = '', marks = '', info = ''] = fence
  if (marks.startsWith('`') && info.includes('`')) return undefined
  const isEnd = (l: string): boolean => {
    const trimmed = l.trim()
    return trimmed.length >= marks.length && trimmed === (marks[0] as string).repeat(trimmed.length)
  }
  const end = lines.findIndex((l, j) => j > k && isEnd(l))
  // A fence that is not closed reaches to the end.
  const after = end < 0 ? lines.length : end
  if (!OURS.test(info)) return { end: Math.min(after + 1, lines.length) }
  return { part: block(lines.slice(k + 1, after), indent, k + 2, false), end: Math.min(after + 1, lines.length) }
}

function block(lines: readonly string[], indent: string, line: number, isComment: boolean): Part {
  const bare = lines.map(l => (l.startsWith(indent) ? l.slice(indent.length) : l.trimStart())).join('\n')
  return { kind: 'block', source: isComment ? uncommented(bare) : bare, indent, line }
}

const INLINE_START = '{fluxion:'
/** A result of an earlier run with its comment: formula or code, then the source. */
const WRITTEN = /^(?:\$(?:[^$\n\\]|\\.)+\$|(`+)(?:(?!\1)[^\n])+\1)<!--fluxion: ([^\n]*?)-->/
const CODE = /^(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/

/** Commands within text. Code and other comments are passed over. */
function inlinesIn(text: string, firstLine: number): Part[] {
  const parts: Part[] = []
  let plain = ''
  let line = firstLine
  const take = (length: number): string => {
    const taken = text.slice(at, at + length)
    at += length
    line += taken.split('\n').length - 1
    return taken
  }
  const found = (source: string, length: number): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
    parts.push({ kind: 'inline', source: source.trim(), line })
    take(length)
  }
  let at = 0
  while (at < text.length) {
    const next = text.slice(at).search(/[`${<\\]/)
    if (next !== 0) {
      plain += take(next < 0 ? text.length - at : next)
      continue
    }
    const rest = text.slice(at, at + LONGEST)
    const written = WRITTEN.exec(rest)
    if (written !== null) {
      found(uncommented(written[2] as string), written[0].length)
      continue
    }
    const source = rest.startsWith(INLINE_START) ? braced(rest) : undefined
    if (source !== undefined) {
      found(source.slice(INLINE_START.length, -1), source.length)
      continue
    }
    const code = CODE.exec(rest)
    plain += take(code === null ? (rest.startsWith('\\') ? 2 : 1) : code[0].length)
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain })
  return parts
}

/** No command within a line is longer, with its result. */
const LONGEST = 20_000

/** A text in braces from its first to their closing one, on one line. */
function braced(text: string): string | undefined {
  let depth = 0
  for (const [k, c] of [...text].entries()) {
    if (c === '\n') return undefined
    if (c === '{') depth++
    if (c === '}' && --depth === 0) return [...text].slice(0, k + 1).join('')
  }
  return undefined
}
