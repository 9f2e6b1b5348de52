/**
 * A figure as SVG. Scales and their ticks are those of d3-scale, lines those of d3-shape; both are loaded when they are needed, and need
 * not be installed for anything else. Names and labels are the caller's and are escaped.
 */
import { absent } from '../packages.js'
import type { Axis, Curve, Figure, Point } from './figure.js'

const WIDTH = 640
const HEIGHT = 400
const MARGIN = { right: 24, bottom: 48, left: 72 }
/** Where the legend begins, and how far its lines are apart. */
const LEGEND = { top: 20, line: 20 }
/** Beyond so much outside of the picture, dashes and coordinates lose their sense. */
const FAR = 400
const FONT = 'system-ui, -apple-system, &quot;Segoe UI&quot;, Helvetica, Arial, sans-serif'
/** Told apart by people who do not see all colours (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7']
const INK = '#24292f'
const GRID = '#e4e7eb'
const FRAME = '#8c959f'

interface Libraries {
  readonly scales: typeof import('d3-scale')
  readonly shapes: typeof import('d3-shape')
}

/** Raises `FluxionError` where the packages are not installed. */
async function libraries(): Promise<Libraries> {
  const otherwise = absent('no-d3', 'drawings are made by d3: npm install d3-scale d3-shape')
  return { scales: await import('d3-scale').catch(otherwise), shapes: await import('d3-shape').catch(otherwise) }
}

export const escaped = (s: string): string => s.replace(/[&<>"]/g, c => `&#${c.codePointAt(0)};`)

/** Along one axis: from numbers to the page, and what is written beside it. */
interface Ruler {
  readonly at: (value: number) => number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
}

function ruler({ scales }: Libraries, axis: Axis, from: number, to: number, count: number): Ruler {
  switch (axis.scale) {
    case 'linear': {
      const scale = scales.scaleLinear([axis.from, axis.to], [from, to])
      const format = scale.tickFormat(count)
      return { at: scale, ticks: scale.ticks(count).map(t => ({ at: scale(t), label: format(t) })) }
    }
    case 'log': {
      const scale = scales.scaleLog([axis.from, axis.to], [from, to])
      const powers = scale.ticks(count).filter(t => Math.abs(Math.log10(t) - Math.round(Math.log10(t))) < 1e-9)
      const every = Math.max(1, Math.ceil(powers.length / count))
      return {
        at: scale,
        ticks: powers
          .filter((_, k) => k % every === 0)
          .map(t => ({ at: scale(t), label: power(Math.round(Math.log10(t))) })),
      }
    }
  }
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const power = (n: number): string =>
  n === 0
    ? '1'
    : `10${String(n)
        .replace('-', '⁻')
        .replace(/\d/g, d => SUPERSCRIPTS[Number(d)] as string)}`

/** The whole drawing, a document of its own. */
export async function svg(figure: Figure): Promise<string> {
  const loaded = await libraries()
  const keys = keysOf(figure.curves)
  const top = (keys.at(-1)?.y ?? 0) + LEGEND.line
  const right = WIDTH - MARGIN.right
  const bottom = HEIGHT - MARGIN.bottom
  const x = ruler(loaded, figure.x, MARGIN.left, right, 9)
  const y = ruler(loaded, figure.y, bottom, top, 7)
  const inner = `x="${MARGIN.left}" y="${top}" width="${right - MARGIN.left}" height="${bottom - top}"`
  const path = loaded.shapes
    .line<Point>()
    .x(p => x.at(p.x))
    .y(p => Math.max(-FAR, Math.min(HEIGHT + FAR, y.at(p.y))))
    .digits(2)
  const vertical = x.ticks.map(t => stroke(`M${n(t.at)} ${top}V${bottom}`, GRID))
  const horizontal = y.ticks.map(t => stroke(`M${MARGIN.left} ${n(t.at)}H${right}`, GRID))
  const zero = (axis: Axis): boolean => axis.scale === 'linear' && axis.from < 0 && axis.to > 0
  const colour = (k: number): string => COLOURS[k % COLOURS.length] as string
  const spots = figure.spots.flatMap(spot => {
    const [at, level] = [x.at(spot.x), y.at(spot.y)]
    const left = at > (MARGIN.left + right) / 2
    return [
      `<circle cx="${n(at)}" cy="${n(level)}" r="4.5" fill="#ffffff" stroke="${INK}" stroke-width="2"/>`,
      label(at + (left ? -10 : 10), level + (level > bottom - 24 ? -10 : 20), spot.label, left ? 'end' : 'start', true),
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="${FONT}" font-size="13">`,
    `<title>${escaped(figure.title)}</title>`,
    `<defs><clipPath id="plot"><rect ${inner}/></clipPath></defs>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...vertical,
    ...horizontal,
    ...(zero(figure.x) ? [stroke(`M${n(x.at(0))} ${top}V${bottom}`, FRAME)] : []),
    ...(zero(figure.y) ? [stroke(`M${MARGIN.left} ${n(y.at(0))}H${right}`, FRAME)] : []),
    `<rect ${inner} fill="none" stroke="${FRAME}"/>`,
    '<g clip-path="url(#plot)">',
    ...figure.curves.flatMap((c, k) => drawn(c, colour(k), points => path(points) ?? '', x, y)),
    '</g>',
    ...spots,
    ...x.ticks.map(t => label(t.at, bottom + 18, t.label, 'middle')),
    ...y.ticks.map(t => label(MARGIN.left - 8, t.at + 4, t.label, 'end')),
    label((MARGIN.left + right) / 2, HEIGHT - 10, figure.x.label, 'middle'),
    ...(figure.y.label === '' ? [] : [turned(figure.y.label, (top + bottom) / 2)]),
    ...keys.flatMap((key, k) => legend(key, colour(k))),
    '</svg>',
    '',
  ].join('\n')
}

function drawn(curve: Curve, colour: string, path: (points: readonly Point[]) => string, x: Ruler, y: Ruler): string[] {
  if (curve.style === 'points')
    return curve.pieces.flat().map(p => `<circle cx="${n(x.at(p.x))}" cy="${n(y.at(p.y))}" r="3" fill="${colour}"/>`)
  const d = curve.pieces.map(path).join('')
  const dashes = curve.style === 'dashed' ? ' stroke-dasharray="6 4"' : ''
  return [`<path d="${d}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"${dashes}/>`]
}

/** The width of a character of a label, about. */
const CHARACTER = 7.2

interface Key {
  readonly curve: Curve
  readonly x: number
  readonly y: number
}

/** Where the names of the curves stand, in as many lines as they need. */
function keysOf(curves: readonly Curve[]): Key[] {
  let [x, y] = [MARGIN.left, LEGEND.top]
  return curves.map(curve => {
    const width = 34 + 20 + curve.name.length * CHARACTER
    if (x > MARGIN.left && x + width > WIDTH) [x, y] = [MARGIN.left, y + LEGEND.line]
    const key = { curve, x, y }
    x += width
    return key
  })
}

function legend({ curve, x, y }: Key, colour: string): string[] {
  const dashes = curve.style === 'dashed' ? ' stroke-dasharray="6 4"' : ''
  const sign =
    curve.style === 'points'
      ? `<circle cx="${n(x + 12)}" cy="${n(y)}" r="3" fill="${colour}"/>`
      : `<path d="M${n(x)} ${n(y)}H${n(x + 24)}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`
  return [sign, label(x + 32, y + 4, curve.name, 'start')]
}

const stroke = (d: string, colour: string): string => `<path d="${d}" fill="none" stroke="${colour}"/>`

const label = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end', halo = false): string =>
  `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" fill="${INK}"${halo ? ' stroke="#ffffff" stroke-width="4" paint-order="stroke"' : ''}>${escaped(text)}</text>`

const turned = (text: string, y: number): string =>
  `<text x="16" y="${n(y)}" text-anchor="middle" fill="${INK}" transform="rotate(-90 16 ${n(y)})">${escaped(text)}</text>`

const n = (x: number): string => String(Math.round(x * 100) / 100)
