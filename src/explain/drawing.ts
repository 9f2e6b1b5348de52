/**
 * The computational graph as a drawing: nodes from left to right, on each edge the value that is handed on above, and the gradient that
 * comes back below. As DOT for Graphviz, and as SVG, laid out by dagre, which is loaded when it is needed.
 */
import type { Expr } from '../expr/node.js'
import { absent } from '../packages.js'
import type { Graph, GraphNode } from './graph.js'
import { lineText } from './notation.js'
import type { Passed, Quantity } from './pass.js'

/** An edge of the drawing; the last leads from the result to nowhere. */
interface Edge {
  readonly from: string
  readonly to: string
  readonly value: string
  readonly gradient: string
}

export interface Drawing {
  readonly title: string
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly kind: 'input' | 'step' | 'end' }[]
  readonly edges: readonly Edge[]
}

/** Digits on an edge. */
const DECIMALS = 4

/** A number rounded, so that it fits on an edge. */
export const rounded = (value: number): string => String(Number(value.toPrecision(DECIMALS)))

const short = ({ exact, value }: Quantity): string =>
  exact !== undefined && String(exact).length <= DECIMALS + 3 ? String(exact) : rounded(value)

/** Nodes of a formula on an edge. */
const MOST_NODES = 12

/** A gradient without a value: its formula, or its name where that is long. */
const formula = (adjoint: Expr, result: GraphNode, node: GraphNode): string =>
  adjoint.size <= MOST_NODES ? lineText(adjoint) : `d${lineText(result.name)}/d${lineText(node.name)}`

/** The drawing of a graph, of numbers where they are given. */
export function drawingOf(graph: Graph, passed: readonly Passed[]): Drawing {
  const ids = new Map<GraphNode, string>(graph.nodes.map((n, k) => [n, `n${k}`]))
  const id = (n: GraphNode): string => ids.get(n) as string
  const label = ({ name, definition }: GraphNode): string =>
    definition === undefined ? lineText(name) : `${lineText(name)} = ${lineText(definition)}`
  const nodes = graph.nodes.map(n => ({
    id: id(n),
    label: label(n),
    kind: n.definition === undefined ? ('input' as const) : ('step' as const),
  }))
  const edges = passed.flatMap(({ node, value, contributions, adjoint, adjointValue }) => {
    const texts = {
      value: value === undefined ? '' : short(value),
      gradient: adjointValue === undefined ? formula(adjoint, graph.result, node) : short(adjointValue),
    }
    const to = contributions.map(c => ({ from: id(node), to: id(c.consumer), ...texts }))
    return node === graph.result ? [...to, { from: id(node), to: END, ...texts }] : to
  })
  return { title: lineText(graph.result.name), nodes: [...nodes, { id: END, label: '', kind: 'end' }], edges }
}

/** The node that is not drawn, to which the result leads. */
export const END = 'end'

const quoted = (s: string): string => `"${s.replace(/["\\]/g, '\\$&')}"`

/** Values green, gradients red, as they are drawn in courses. */
const COLOURS = {
  value: '#1a7f37',
  gradient: '#b3261e',
  line: '#57606a',
  input: '#eef4ff',
  step: '#ffffff',
  text: '#1f2328',
}

/** For `dot -Tsvg`. */
export function toDot({ nodes, edges }: Drawing): string {
  const lines = nodes.map(({ id, label, kind }) =>
    kind === 'end'
      ? `  ${id} [shape=point, style=invis];`
      : `  ${id} [label=${quoted(label)}${kind === 'input' ? ', shape=ellipse' : ''}];`,
  )
  const arrows = edges.map(
    e =>
      `  ${e.from} -> ${e.to} [label=<<font color="${COLOURS.value}">${escaped(e.value)}</font><br/><font color="${COLOURS.gradient}">${escaped(e.gradient)}</font>>];`,
  )
  return ['digraph {', '  rankdir=LR;', '  node [shape=box, style=rounded];', ...lines, ...arrows, '}', ''].join('\n')
}

const escaped = (s: string): string =>
  s.replace(/[&<>"]/g, c => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;'))

/** The width of a character of the drawing's font, and the height of a line. */
const [CHARACTER, LINE] = [8.4, 18]

/** A drawing that stands on its own. */
export async function toSvg({ title, nodes, edges }: Drawing): Promise<string> {
  const { default: dagre } = await import('@dagrejs/dagre').catch(
    absent('no-layout', 'drawings are laid out by dagre: npm install @dagrejs/dagre, or use dot'),
  )
  const g = new dagre.graphlib.Graph({ multigraph: true })
  g.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 60, edgesep: 24, marginx: 16, marginy: 16 })
  // What is met last comes out on top.
  for (const { id, label, kind } of nodes.toReversed())
    g.setNode(id, { width: kind === 'end' ? 1 : label.length * CHARACTER + 24, height: kind === 'end' ? 1 : 36 })
  for (const [k, e] of [...edges.entries()].reverse()) {
    g.setEdge(e.from, e.to, { width: labelWidth(e), height: 2 * LINE + 6, labelpos: 'c' }, String(k))
  }
  dagre.layout(g)
  const { width = 0, height = 0 } = g.graph()
  const arrows = edges.map((e, k) => {
    const { points, x, y } = g.edge(e.from, e.to, String(k))
    const label = { x: x ?? 0, y: y ?? 0, width: labelWidth(e), height: 0 }
    return arrow(e, docked(points, g.node(e.from), g.node(e.to), label), label.x, label.y)
  })
  const boxes = nodes.filter(n => n.kind !== 'end').map(n => box(n.label, n.kind === 'input', g.node(n.id)))
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14">`,
    `<title>${escaped(title)}</title>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${COLOURS.line}"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...arrows,
    ...boxes,
    '</svg>',
    '',
  ].join('\n')
}

interface Spot {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function box(label: string, isInput: boolean, { x, y, width, height }: Spot): string {
  const shape = `x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}"`
  const corner = isInput ? height / 2 : 6
  return `<rect ${shape} rx="${corner}" fill="${isInput ? COLOURS.input : COLOURS.step}" stroke="${COLOURS.line}"/><text x="${round(x)}" y="${round(y + 5)}" text-anchor="middle" fill="${COLOURS.text}">${escaped(label)}</text>`
}

interface Point {
  readonly x: number
  readonly y: number
}

/** From the right side of one box to the left side of another, level where the label stands. */
function docked(points: readonly Point[], from: Spot, to: Spot, label: Spot): readonly Point[] {
  const half = label.width / 2
  const beside = points.slice(1, -1).filter(p => Math.abs(p.x - label.x) > half)
  const level = [label.x - half, label.x + half].map(x => ({ x, y: label.y }))
  const inner = [...beside, ...level].sort((a, b) => a.x - b.x)
  return [{ x: from.x + from.width / 2, y: from.y }, ...inner, { x: to.x - to.width / 2, y: to.y }]
}

const labelWidth = (e: Edge): number => Math.max(e.value.length, e.gradient.length) * CHARACTER + 8

function arrow(e: Edge, points: readonly Point[], x: number, y: number): string {
  const text = (dy: number, fill: string, s: string): string =>
    `<text x="${round(x)}" y="${round(y + dy)}" text-anchor="middle" fill="${fill}" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escaped(s)}</text>`
  return `<path d="${smooth(points)}" fill="none" stroke="${COLOURS.line}" marker-end="url(#arrow)"/>${text(-6, COLOURS.value, e.value)}${text(LINE, COLOURS.gradient, e.gradient)}`
}

/** Through all points, level at each, so that a label has the line between its two texts. */
function smooth(points: readonly Point[]): string {
  return points
    .map((p, k) => {
      const before = points[k - 1]
      if (before === undefined) return `M${round(p.x)} ${round(p.y)}`
      const middle = round((before.x + p.x) / 2)
      return `C${middle} ${round(before.y)} ${middle} ${round(p.y)} ${round(p.x)} ${round(p.y)}`
    })
    .join('')
}

const round = (n: number): number => Math.round(n * 10) / 10
