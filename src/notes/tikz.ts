/**
 * Drawings for LaTeX: those of this library's SVG as TikZ, so that a document needs no other file and no converter. Of SVG there is what
 * our own drawings use: path, rect, circle, text, groups without a transformation, and a turn of a text by 90 degrees.
 */

/** Points of LaTeX for a pixel, where the drawing is not wider than the page. */
const SCALE = 0.62
const WIDEST = 450

interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly text: string
}

const ELEMENT = /<(path|rect|circle|text)\b([^>]*?)(?:\/>|>([^<]*)<\/\1>)/g
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

/** Characters with a meaning in LaTeX. */
export const texText = (text: string): string => text.replace(/[\\{}$&#^_%~]/g, c => MEANING.get(c) ?? `\\${c}`)

const MEANING: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['^', '\\textasciicircum{}'],
  ['~', '\\textasciitilde{}'],
])

export function tikz(svg: string): string {
  const width = Number(/\bwidth="([\d.]+)"/.exec(svg)?.[1] ?? 0)
  const height = Number(/\bheight="([\d.]+)"/.exec(svg)?.[1] ?? 0)
  const plot = /<clipPath[^>]*>(<rect[^>]*>)/.exec(svg)?.[1]
  const clip = plot === undefined ? undefined : elementsIn(plot)[0]
  const body = svg.replace(/<defs>[\s\S]*?<\/defs>/g, '')
  const [before = '', clipped = '', after = ''] = body.split(/<g clip-path[^>]*>|<\/g>/)
  const drawn = (part: string): string[] => elementsIn(part).flatMap(e => commandOf(e, width, height))
  const inside =
    clip === undefined
      ? drawn(clipped)
      : ['\\begin{scope}', `\\clip ${box(clip, width, height)};`, ...drawn(clipped), '\\end{scope}']
  const scale = Math.min(SCALE, WIDEST / width)
  return [
    `\\begin{tikzpicture}[x=1pt,y=1pt,scale=${scale.toFixed(3)},yscale=-1,every node/.style={font=\\footnotesize\\sffamily,inner sep=0pt,scale=${(scale / SCALE).toFixed(3)}}]`,
    ...drawn(before),
    ...(clipped === '' ? [] : inside),
    ...drawn(after),
    '\\end{tikzpicture}',
  ].join('\n')
}

const elementsIn = (svg: string): Element[] =>
  [...svg.matchAll(ELEMENT)].map(([, name = '', attributes = '', text = '']) => ({
    name,
    attributes: new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value])),
    text: unescaped(text),
  }))

function commandOf(e: Element, width: number, height: number): string[] {
  const get = (name: string): string => e.attributes.get(name) ?? ''
  const style = styleOf(e)
  switch (e.name) {
    case 'path':
      return get('d') === '' ? [] : [`\\path[${style}] svg {${get('d')}};`]
    case 'rect':
      return get('width') === '100%' ? [] : [`\\path[${style}${corners(get('rx'))}] ${box(e, width, height)};`]
    case 'circle':
      return [`\\path[${style}] (${get('cx')},${get('cy')}) circle[radius=${get('r')}];`]
    case 'text': {
      const anchor = { start: 'base west', middle: 'base', end: 'base east' }[get('text-anchor')] ?? 'base west'
      const turn = get('transform').startsWith('rotate(-90') ? ',rotate=90' : ''
      const halo = get('stroke') === '' ? '' : ',fill=white,inner sep=1pt'
      return [
        `\\node[anchor=${anchor}${turn}${halo},text={${colour(get('fill'))}}] at (${get('x')},${get('y')}) {${texText(e.text)}};`,
      ]
    }
    default:
      return []
  }
}

/** Of a radius as large as a box of the graph makes it: round enough. */
const corners = (rx: string): string => (rx === '' ? '' : `,rounded corners=${Math.min(Number(rx), 8)}pt`)

function box(e: Element, width: number, height: number): string {
  const number = (name: string, whole: number): number => {
    const text = e.attributes.get(name) ?? '0'
    return text === '100%' ? whole : Number(text)
  }
  const [x, y] = [number('x', width), number('y', height)]
  return `(${x},${y}) rectangle (${x + number('width', width)},${y + number('height', height)})`
}

function styleOf(e: Element): string {
  const { attributes } = e
  const stroke = attributes.get('stroke')
  const fill = attributes.get('fill')
  const size = Number(attributes.get('stroke-width') ?? 1) * SCALE
  return [
    ...(stroke === undefined ? [] : [`draw={${colour(stroke)}}`, `line width=${size.toFixed(2)}pt`]),
    ...(fill === undefined || fill === 'none' ? [] : [`fill={${colour(fill)}}`]),
    ...(attributes.has('stroke-dasharray') ? ['dashed'] : []),
    ...(attributes.has('marker-end') ? ['->'] : []),
  ].join(',')
}

/** `#1a7f37` as a mixture that xcolor knows without a definition. */
function colour(hex: string): string {
  const parts = /^#(..)(..)(..)$/
    .exec(hex)
    ?.slice(1)
    .map(p => Number.parseInt(p, 16))
  return parts === undefined ? 'black' : `rgb,255:red,${parts[0]};green,${parts[1]};blue,${parts[2]}`
}
