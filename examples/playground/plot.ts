/// <reference lib="dom" />
/** Curves as SVG, made of elements and attributes alone: the page allows no styles in its text. */
import type { Curves, Point } from './curves.js'

const [NARROWEST, LEFT, BOTTOM, EDGE] = [240, 48, 26, 8]

/** `room` is the width that there is, in pixels. */
export function plot(curves: Curves, label: string, room: number): SVGElement {
  const { x, y } = curves
  const width = Math.max(NARROWEST, Math.round(room))
  const height = Math.round(0.6 * width)
  const px = (v: number): number => LEFT + ((v - x[0]) / (x[1] - x[0])) * (width - LEFT - EDGE)
  const py = (v: number): number => height - BOTTOM - ((v - y[0]) / (y[1] - y[0])) * (height - BOTTOM - EDGE)
  const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label })
  for (const t of ticks(x)) {
    svg.append(line(px(t), EDGE, px(t), height - BOTTOM, t === 0 ? 'axis' : 'grid'))
    svg.append(words(px(t), height - 7, 'middle', t))
  }
  for (const t of ticks(y)) {
    svg.append(line(LEFT, py(t), width - EDGE, py(t), t === 0 ? 'axis' : 'grid'))
    svg.append(words(LEFT - 6, py(t) + 4, 'end', t))
  }
  const clip = element('clipPath', { id: 'frame' })
  clip.append(element('rect', { x: LEFT, y: EDGE, width: width - LEFT - EDGE, height: height - BOTTOM - EDGE }))
  const shown = element('g', { 'clip-path': 'url(#frame)' })
  const path = (pieces: readonly (readonly Point[])[], name: string): SVGElement =>
    element('path', {
      class: name,
      d: pieces.map(p => `M${p.map(([a, b]) => `${px(a).toFixed(1)} ${py(b).toFixed(1)}`).join('L')}`).join(''),
    })
  shown.append(path(curves.slope, 'slope'), path(curves.f, 'f'))
  svg.append(clip, shown)
  return svg
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

const line = (x1: number, y1: number, x2: number, y2: number, name: string): SVGElement =>
  element('line', { x1, y1, x2, y2, class: name })

function words(x: number, y: number, anchor: string, value: number): SVGElement {
  const made = element('text', { x, y, 'text-anchor': anchor })
  made.textContent = String(value).replace('-', '\u2212')
  return made
}

/** About five round numbers. */
function ticks([from, to]: readonly [number, number]): number[] {
  const rough = (to - from) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5].find(m => m * power >= rough) ?? 10)
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, k) =>
    Number(((first + k) * step).toPrecision(12)),
  )
}
