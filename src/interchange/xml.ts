/** XML as far as formulas need it: elements, attributes, text, comments. No entities but those of XML and of numbers, no external ones. */
import { parseError } from '../parse/problem.js'

export interface Element {
  /** Without a prefix. */
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** The text directly within. */
  readonly text: string
  readonly at: number
}

interface Open extends Element {
  readonly children: Element[]
  text: string
}

const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)(?:[\w-]+:)?([\w-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/** The root element of a text. Raises `ParseError`. */
export function readXml(text: string): Element {
  const fail = (message: string, offset: number): Error => parseError(text, { code: 'xml', offset, length: 1, message })
  const decoded = (raw: string, at: number): string =>
    raw.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (_, name: string) => {
      const point = /^#x/i.test(name)
        ? Number.parseInt(name.slice(2), 16)
        : name.startsWith('#')
          ? Number(name.slice(1))
          : -1
      const known = point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ENTITIES.get(name)
      if (known === undefined) throw fail(`the entity &${name}; is not known here`, at)
      return known
    })
  const open: Open[] = []
  let root: Element | undefined
  let at = 0
  PIECE.lastIndex = 0
  for (let piece = PIECE.exec(text); piece !== null; piece = at < text.length ? PIECE.exec(text) : null) {
    const [whole, slash, tag, attributes = '', empty] = piece
    const top = open.at(-1)
    if (tag === undefined) {
      if (!whole.startsWith('<') && top !== undefined) top.text += decoded(whole, at)
      else if (!whole.startsWith('<') && whole.trim() !== '') throw fail('this stands outside of the elements', at)
    } else if (slash === '/') {
      if (top?.tag !== tag) throw fail(`</${tag}> closes nothing`, at)
      open.pop()
    } else {
      const pairs = [...attributes.matchAll(ATTRIBUTE)].map(
        ([, key = '', a, b]) => [key, decoded(a ?? b ?? '', at)] as const,
      )
      const fresh: Open = { tag, attributes: Object.fromEntries(pairs), children: [], text: '', at }
      if (top === undefined && root !== undefined) throw fail('there is more than one element', at)
      if (top === undefined) root = fresh
      else {
        top.children.push(fresh)
        // An element parts the texts around it.
        top.text += ' '
      }
      if (empty !== '/') open.push(fresh)
    }
    at = PIECE.lastIndex
  }
  if (at < text.length) throw fail('this is no XML', at)
  const unclosed = open.at(-1)
  if (unclosed !== undefined) throw fail(`<${unclosed.tag}> is never closed`, unclosed.at)
  if (root === undefined) throw fail('there is no element', 0)
  return root
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
export const escaped = (text: string): string => text.replace(/[<>&"]/g, c => ESCAPES[c] ?? c)
