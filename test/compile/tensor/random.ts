/** Random tensors, made without canonical form: any pattern of labels, deltas and powers that sizes allow. */
import { num, one, sym } from '../../../src/expr/build.js'
import type { Dim, Factor, Node, Term } from '../../../src/tensor/node.js'
import type { Dense } from './reference.js'

/** The sizes that symbols stand for. */
export const SIZES = { n: 3, m: 2 } as const
export const SCALARS = { a: 0.75, b: -1.25 } as const
const n = sym('n')
const m = sym('m')
const sizeOf = (d: Dim): number => (d === n ? SIZES.n : SIZES.m)

const variable = (id: number, name: string, shape: readonly Dim[]): Node => ({
  kind: 'variable',
  id,
  name,
  shape,
  properties: new Set(),
})

export const VARIABLES: readonly Node[] = [
  variable(0, 'x', [n]),
  variable(1, 'y', [m]),
  variable(2, 'A', [n, n]),
  variable(3, 'B', [n, m]),
  variable(4, 'C', [m, m]),
  variable(5, 'T', [m, n, m]),
]

const LEAVES: readonly Node[] = [
  ...VARIABLES,
  { kind: 'basis', id: 6, shape: [n], place: num(2) },
  { kind: 'basis', id: 7, shape: [m], place: sym('m') },
  { kind: 'constant', id: 8, shape: [m], entries: [num(3), sym('a')] },
  { kind: 'operation', id: 9, head: 'inv', of: VARIABLES[2] as Node, direction: undefined, shape: [n, n] },
]

export interface Sample {
  readonly roots: readonly Node[]
  readonly arrays: ReadonlyMap<string, Dense>
}

/** What is drawn from: numbers from 0 up to a bound. */
type Draw = (bound: number) => number

const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T

const HEADS = ['tanh', 'sin', 'sigmoid', 'softplus', 'abs']
const ALONG: readonly string[] = ['softmax', 'logsumexp', 'max', 'min', 'prod', 'argmax', 'argmin']
const ON_SQUARE: readonly string[] = ['inv', 'det', 'logdet', 'tril', 'expm']

function term(draw: Draw, nodes: readonly Node[], shape: readonly Dim[]): Term {
  const labels = [...shape]
  const factors: Factor[] = []
  for (let k = draw(4); k > 0; k--) {
    const node = pick(draw, nodes)
    const at = node.shape.map(d => {
      const fitting = labels.flatMap((l, i) => (l === d ? [i] : []))
      // A new label is summed over.
      return fitting.length > 0 && draw(4) > 0 ? pick(draw, fitting) : labels.push(d) - 1
    })
    factors.push({ node, at, power: draw(6) === 0 ? num(2) : one })
  }
  if (draw(8) === 0) labels.push(n)
  const pairs = shape.flatMap((d, i) => shape.flatMap((e, j) => (i < j && d === e ? [[i, j] as const] : [])))
  const deltas = pairs.filter(() => draw(4) === 0)
  const coefficient = pick(draw, [one, one, num(-2), sym('a'), num(0.5)])
  return { coefficient, factors, deltas, bound: labels.slice(shape.length) }
}

/** A chain of matrix products, either way round, perhaps with a vector at its end, and perhaps traced. */
function chain(draw: Draw, nodes: readonly Node[], id: number): Node {
  const start = pick(draw, [n, m])
  const factors: Factor[] = []
  const labels: Dim[] = [start]
  const matrices = (d: Dim): Node[] => nodes.filter(o => o.shape.length === 2 && o.shape.includes(d))
  for (let k = 1 + draw(4); k > 0; k--) {
    const last = labels.length - 1
    const node = pick(draw, matrices(labels[last] as Dim))
    const forward = node.shape[0] === labels[last] && (node.shape[1] !== labels[last] || draw(2) === 0)
    labels.push(node.shape[forward ? 1 : 0] as Dim)
    factors.push({ node, at: forward ? [last, last + 1] : [last + 1, last], power: one })
  }
  const last = labels.length - 1
  const vectors = nodes.filter(o => o.shape.length === 1 && o.shape[0] === labels[last])
  const vector = draw(2) === 0
  if (vector) factors.push({ node: pick(draw, vectors), at: [last], power: one })
  // Kept labels come first, those summed over after them.
  const kept = vector ? [0] : [0, last]
  const order = [...kept, ...labels.map((_, l) => l).filter(l => !kept.includes(l))]
  const term: Term = {
    coefficient: one,
    factors: factors.map(f => ({ ...f, at: f.at.map(l => order.indexOf(l)) })),
    deltas: [],
    bound: order.slice(kept.length).map(l => labels[l] as Dim),
  }
  return { kind: 'sum', id, shape: kept.map(l => labels[l] as Dim), terms: [term] }
}

function build(draw: Draw, nodes: readonly Node[], id: number): Node {
  const kind = draw(14)
  if (kind > 9) return chain(draw, nodes, id)
  if (kind < 3) {
    const of = pick(draw, nodes)
    return { kind: 'map', id, head: pick(draw, HEADS), args: [of], shape: of.shape }
  }
  if (kind === 3) {
    const of = pick(draw, nodes)
    const scalars = nodes.filter(o => o.shape.length === 0)
    const other = pick(draw, [of, ...scalars])
    return { kind: 'map', id, head: 'max', args: [of, other], shape: of.shape }
  }
  if (kind === 4) {
    const head = pick(draw, ALONG)
    // Which of two equal entries is the largest hangs on the last bit of what is computed.
    const jumps = head.startsWith('arg')
    const of = pick(
      draw,
      [...VARIABLES, ...nodes].filter(o => o.shape.length > 0 && (!jumps || o.kind === 'variable')),
    )
    const keeps = head === 'softmax' || head === 'argmax' || head === 'argmin'
    return { kind: 'operation', id, head, of, direction: undefined, shape: keeps ? of.shape : of.shape.slice(0, -1) }
  }
  if (kind === 5) {
    const head = pick(draw, ON_SQUARE)
    const divides = head === 'inv' || head === 'logdet'
    const square = [...VARIABLES, ...nodes].filter(o => o.shape.length === 2 && o.shape[0] === o.shape[1])
    const of = pick(draw, divides ? square.filter(o => o.kind === 'variable') : square)
    return {
      kind: 'operation',
      id,
      head,
      of,
      direction: undefined,
      shape: head === 'inv' || head === 'tril' || head === 'expm' ? of.shape : [],
    }
  }
  if (kind === 6) {
    const of = pick(
      draw,
      nodes.filter(o => o.shape.length > 0),
    )
    const whole = num(of.shape.reduce((p, d) => p * sizeOf(d), 1))
    return { kind: 'reshape', id, of, shape: draw(2) === 0 ? [whole] : [...of.shape].reverse() }
  }
  const shape = Array.from({ length: draw(4) }, () => pick(draw, [n, m]))
  const terms = Array.from({ length: draw(4) }, () => term(draw, nodes, shape))
  return { kind: 'sum', id, shape, terms }
}

/** Whole numbers in a row that a seed determines (mulberry32). */
function drawFrom(seed: number): Draw {
  let state = seed
  return bound => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % bound
  }
}

/** The tensors of a seed. Square variables have a heavy diagonal: what is inverted is far from singular. */
export function sample(seed: number): Sample {
  const draw = drawFrom(seed)
  const nodes = [...LEAVES]
  for (let k = 2 + draw(7); k > 0; k--) {
    // Rather what was made last, so that expressions grow deep.
    const near = draw(2) === 0 ? nodes : [...LEAVES, ...nodes.slice(-3)]
    nodes.push(build(draw, near, nodes.length))
  }
  const roots = [nodes.at(-1) as Node, ...(draw(2) === 0 ? [pick(draw, nodes)] : [])]
  const arrays = VARIABLES.map(v => {
    const shape = v.shape.map(sizeOf)
    const [rows, columns] = shape as [number, number]
    const heavy = (k: number): number => (shape.length === 2 && rows === columns && k % (rows + 1) === 0 ? 3 : 0)
    const data = Array.from({ length: shape.reduce((p, d) => p * d, 1) }, (_, k) => draw(200) / 100 - 1 + heavy(k))
    return [v.kind === 'variable' ? v.name : '', { shape, data }] as const
  })
  return { roots, arrays: new Map(arrays) }
}
