/**
 * A trace: the values of a computation and its gradients, node by node. It prints itself as text, LaTeX, JSON, and as a drawing of the
 * graph, DOT and SVG (drawing.ts).
 */
import { leafName } from '../evaluate/component.js'
import { exactNumber } from '../evaluate/values.js'
import { append } from '../expr/args.js'
import { inf, neg } from '../expr/build.js'
import { type Expr, isCall, rawCall } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { joined, SIGN } from '../expr/written.js'
import { drawingOf, toDot, toSvg } from './drawing.js'
import type { Graph, GraphNode } from './graph.js'
import { type LineStyle, lineLatex, lineText, styleOfTrace } from './notation.js'
import type { Contribution, Passed, Quantity } from './pass.js'
import { type Language, passesLatex, passesText, phrase } from './words.js'

export interface TraceOptions {
  readonly language: Language
  readonly names?: Readonly<Record<string, string>> | undefined
}

export interface TraceReport {
  readonly result: string
  readonly nodes: readonly {
    readonly name: string
    readonly kind: 'input' | 'step'
    readonly definition?: string
    /** A number, where the inputs have values; `exact` is the fraction, where there is one that is no decimal. */
    readonly value?: number
    readonly exact?: string
    /** The derivative of the result by the node, in terms of nodes, and its value. */
    readonly gradient: {
      readonly text: string
      readonly latex: string
      readonly value?: number
      readonly exact?: string
    }
    /** One for each node that is computed from it: the derivative of that one by it. */
    readonly locals: readonly {
      readonly of: string
      readonly text: string
      readonly latex: string
      readonly value?: number
    }[]
  }[]
  /** The gradient by the inputs: of a vector the list of its components. Empty where they have no values. */
  readonly gradient: Readonly<Record<string, number | readonly (number | null)[]>>
}

/** A line of the backward pass: what is asked for, what it is step by step. */
export interface Equality {
  readonly sides: readonly Expr[]
  readonly value: Quantity | undefined
}

export class Trace {
  readonly graph: Graph
  readonly passed: readonly Passed[]
  readonly #options: TraceOptions
  readonly #of: ReadonlyMap<GraphNode, Passed>

  constructor(graph: Graph, passed: readonly Passed[], options: TraceOptions) {
    this.graph = graph
    this.passed = passed
    this.#of = new Map(passed.map(p => [p.node, p]))
    this.#options = options
  }

  // ── what is told ────────────────────────────────────────────────────────────────────────────────────────────────

  /** The forward pass: inputs, then intermediate results. */
  forward(): readonly Equality[] {
    const told = this.passed.filter(({ node, value }) => value !== undefined || node.definition !== undefined)
    return told.map(({ node, value }) => ({
      sides: node.definition === undefined ? [node.name] : [node.name, node.definition],
      value,
    }))
  }

  /**
   * The backward pass, from the result to the inputs: after each node those that it is computed from, once all that uses them is done;
   * before each derivative by the chain rule those that it is made of.
   */
  backward(): readonly Equality[] {
    const waiting = new Map(this.passed.map(p => [p.node, p.contributions.length]))
    const lines: Equality[] = []
    for (const { node, contributions } of this.passed.toReversed()) {
      if (contributions.length === 0) append(lines, this.#backwardOf(this.#of.get(node) as Passed))
      for (const parent of node.parents) {
        const left = (waiting.get(parent) as number) - 1
        waiting.set(parent, left)
        if (left === 0) append(lines, this.#backwardOf(this.#of.get(parent) as Passed))
      }
    }
    return lines
  }

  #backwardOf({ node, contributions, adjoint, adjointValue }: Passed): readonly Equality[] {
    const { result } = this.graph
    if (node === result) return []
    const left = slope(result, node)
    const [only] = contributions
    if (only === undefined) return [{ sides: [left, adjoint], value: adjointValue }]
    if (contributions.length === 1 && only.consumer === result)
      return [{ sides: [left, only.local], value: adjointValue }]
    const locals = contributions
      .filter(c => c.consumer !== result)
      .map((c): Equality => ({ sides: [slope(c.consumer, node), c.local], value: c.localValue }))
    const chain = contributions.map(c =>
      c.consumer === result
        ? slope(result, node)
        : joined(SIGN.times, [slope(result, c.consumer), slope(c.consumer, node)]),
    )
    // The result's own part has no name but its value.
    const terms = contributions.map((c, k) => (c.consumer === result ? c.local : (chain[k] as Expr)))
    const numbers = contributions.flatMap(c => this.#numbers(c))
    const whole = isShort(adjoint) ? [adjoint] : []
    const multiplied = numbers.length === 0 ? whole : [joined(SIGN.plus, numbers)]
    return [...locals, { sides: [left, joined(SIGN.plus, terms), ...multiplied], value: adjointValue }]
  }

  /** The numbers that the chain rule multiplies. */
  #numbers({ consumer, localValue }: Contribution): readonly Expr[] {
    const above = this.#of.get(consumer)?.adjointValue
    if (localValue === undefined || above === undefined) return []
    const local = number(localValue)
    return [consumer === this.graph.result ? local : joined(SIGN.times, [number(above), local])]
  }

  // ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────

  toString(): string {
    const { language } = this.#options
    const line = (e: Equality): string => `  ${equalities(e, side => lineText(side)).join(' = ')}`
    const rows = this.passed.map(({ node, value, adjoint, adjointValue }) => [
      lineText(node.name),
      ...(value && adjointValue ? [shown(value), shown(adjointValue)] : [isShort(adjoint) ? lineText(adjoint) : '...']),
    ])
    const isNumeric = rows.some(row => row.length === NUMERIC)
    const columns = isNumeric ? [phrase('node', language), phrase('value', language)] : [phrase('node', language)]
    const head = [...columns, `d${lineText(this.graph.result.name)}/d...`]
    return [
      ...passesText(this.forward().map(line), this.backward().map(line), language),
      '',
      ...table([head, ...rows], isNumeric),
      ...this.#vectors(),
    ].join('\n')
  }

  /** The gradients by vectors, as lists. */
  #vectors(): readonly string[] {
    const result = lineText(this.graph.result.name)
    const lists = Object.entries(this.gradient()).filter(([, g]) => typeof g !== 'number')
    if (lists.length === 0) return []
    const item = (g: number | null): string => (g === null ? '0' : String(g))
    return ['', ...lists.map(([name, g]) => `d${result}/d${name} = [${[g].flat().map(item).join(', ')}]`)]
  }

  // ── LaTeX ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** An `aligned` environment: the forward pass, then the backward pass. */
  toLatex(): string {
    const line = (e: Equality): string => {
      const [first, ...others] = equalities(e, side => lineLatex(side, this.#style))
      return `${first}&=${others.join('=')}`
    }
    const { language } = this.#options
    return passesLatex(this.forward().map(line), this.backward().map(line), language)
  }

  get #style(): LineStyle {
    return styleOfTrace(this.#options.names)
  }

  // ── data ────────────────────────────────────────────────────────────────────────────────────────────────────────

  toJSON(): TraceReport {
    const written = (e: Expr) => ({ text: lineText(e), latex: lineLatex(e, this.#style) })
    return {
      result: lineText(this.graph.result.name),
      nodes: this.passed.map(({ node, value, contributions, adjoint, adjointValue }) => ({
        name: lineText(node.name),
        kind: node.definition === undefined ? ('input' as const) : ('step' as const),
        ...(node.definition && { definition: lineText(node.definition) }),
        ...numbersOf(value),
        gradient: { ...written(adjoint), ...numbersOf(adjointValue) },
        locals: contributions.map(c => ({
          of: lineText(c.consumer.name),
          ...written(c.local),
          ...(c.localValue && { value: c.localValue.value }),
        })),
      })),
      gradient: this.gradient(),
    }
  }

  /** The gradient by the inputs; of a vector the list of its components, null for those that do not occur. */
  gradient(): Readonly<Record<string, number | readonly (number | null)[]>> {
    const found = new Map<string, number | (number | null)[]>()
    for (const { node, adjointValue } of this.passed) {
      if (node.definition !== undefined || adjointValue === undefined) continue
      const { name } = node
      const place = isCall(name, 'index') && name.args.length === 2 ? name.args[1] : undefined
      if (place?.kind !== 'num') {
        found.set(leafName(name) ?? String(name), adjointValue.value)
        continue
      }
      const key = String((name as { args: readonly Expr[] }).args[0])
      const entries = found.get(key)
      const list = Array.isArray(entries) ? entries : []
      const k = place.value.toNumber() - 1
      while (list.length <= k) list.push(null)
      list[k] = adjointValue.value
      found.set(key, list)
    }
    return Object.fromEntries([...found].sort(([a], [b]) => compareNames(a, b)))
  }

  /** The graph in the language of Graphviz: values above, gradients below the edges. */
  toDot(): string {
    return toDot(drawingOf(this.graph, this.passed))
  }

  /** The graph as a drawing. Needs `@dagrejs/dagre`, which lays it out. */
  toSvg(): Promise<string> {
    return toSvg(drawingOf(this.graph, this.passed))
  }
}

/** Whether a gradient in terms of nodes is told whole: over many paths it is longer than all the lines that it is made of. */
const isShort = (e: Expr): boolean => e.size <= MOST_NODES
const MOST_NODES = 100

/** d of / d by. */
const slope = (of: GraphNode, by: GraphNode): Expr => rawCall('diff', [of.name, by.name])

/** A number as it is shown: exact ones as they are, others by the digits of their double. */
export const number = ({ exact, value }: Quantity): Expr =>
  exact ?? (Number.isFinite(value) ? exactNumber(value, 'a node') : value > 0 ? inf : neg(inf))

export const shown = ({ exact, value }: Quantity): string =>
  exact === undefined && Number.isFinite(value) ? String(value) : String(number({ exact, value }))

function numbersOf(q: Quantity | undefined): { readonly value?: number; readonly exact?: string } {
  if (q === undefined) return {}
  const { exact, value } = q
  return { value, ...(exact !== undefined && exact.value.den !== 1 && { exact: exact.value.toString() }) }
}

/** The sides of an equality, with its value, as they are written; what reads as the side before it is left out. */
function equalities({ sides, value }: Equality, write: (e: Expr) => string): readonly string[] {
  const all = (value === undefined ? sides : [...sides, number(value)]).map(write)
  return all.filter((text, k) => text !== all[k - 1])
}

/** How many cells a row with numbers has. */
const NUMERIC = 3

/** Rows in columns; numbers to the right. */
function table(rows: readonly (readonly string[])[], isNumeric: boolean): readonly string[] {
  const widths = (rows[0] ?? []).map((_, k) => rows.reduce((most, r) => Math.max(most, (r[k] ?? '').length), 0))
  const cell = (s: string, k: number): string =>
    k > 0 && isNumeric ? s.padStart(widths[k] ?? 0) : s.padEnd(widths[k] ?? 0)
  return rows.map(r => r.map(cell).join('  ').trimEnd())
}
