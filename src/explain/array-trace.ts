/**
 * A trace of vectors and matrices: values forward; backward, of a scalar result the gradient by each node, as the chain rule makes it of
 * the gradients by what is computed from it, in matrix notation; of other results the derivative of each node by each that it is
 * computed from, with Kronecker deltas where there is no matrix notation. A contribution is the gradient of sum(G.*d), where d is the
 * definition of the consumer and G stands for the gradient by it: so it is the same computation that answers `gradient`.
 */
import { type Expr, isCall, rawCall, sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { total } from '../tensor/forms.js'
import { entry, HEAD, writing } from '../tensor/heads.js'
import type { Tensor } from '../tensor/tensor.js'
import { lengthsOf } from '../tensor/values.js'
import { type Drawing, END, rounded, toDot, toSvg } from './drawing.js'
import { letter } from './formula.js'
import { type LineStyle, lineLatex, lineText, styleOfTrace } from './notation.js'
import { replaced } from './step.js'
import { type Statement, statementsOf } from './structure.js'
import type { TraceOptions } from './trace.js'
import { passesLatex, passesText } from './words.js'

/** Numbers in nested lists. */
export type Entries = number | readonly Entries[]

interface ArrayNode {
  readonly name: string
  readonly definition: Tensor | undefined
  readonly value: Entries | undefined
}

/** What a side of an equality is equal to, and its value. */
interface Equality {
  readonly sides: readonly Expr[]
  readonly value: Entries | undefined
}

export interface ArrayTraceReport {
  readonly result: string
  readonly nodes: readonly {
    readonly name: string
    readonly kind: 'input' | 'step'
    readonly definition?: string
    readonly value?: Entries
    readonly gradient?: Entries
  }[]
  readonly backward: readonly { readonly text: string; readonly latex: string; readonly value?: Entries }[]
}

/** The gradient by each node; without a value where none are given. */
type Gradients = ReadonlyMap<string, Entries | undefined>

/** The same without the names of indices before it. */
const body = (e: Expr): Expr => (isCall(e, HEAD.indexed) ? (e.args[2] as Expr) : e)

export class ArrayTrace {
  readonly #nodes: readonly ArrayNode[]
  readonly #backward: readonly Equality[]
  readonly #gradients: Gradients
  readonly #options: TraceOptions

  constructor(nodes: readonly ArrayNode[], backward: readonly Equality[], gradients: Gradients, options: TraceOptions) {
    this.#nodes = nodes
    this.#backward = backward
    this.#gradients = gradients
    this.#options = options
  }

  #forward(): readonly Equality[] {
    return this.#nodes.flatMap(({ name, definition, value }) => {
      if (definition === undefined && value === undefined) return []
      return [{ sides: definition === undefined ? [sym(name)] : [sym(name), writing(definition)], value }]
    })
  }

  toString(): string {
    const { language } = this.#options
    const line = ({ sides, value }: Equality): string =>
      `  ${[...sides.map(side => lineText(side)), ...(value === undefined ? [] : [entriesText(value)])].join(' = ')}`
    return passesText(this.#forward().map(line), this.#backward.map(line), language).join('\n')
  }

  toLatex(): string {
    const { language } = this.#options
    const line = ({ sides, value }: Equality): string => {
      const [first, ...others] = sides.map(side => lineLatex(side, this.#style))
      return `${first}&=${[...others, ...(value === undefined ? [] : [entriesLatex(value)])].join('=')}`
    }
    return passesLatex(this.#forward().map(line), this.#backward.map(line), language)
  }

  get #style(): LineStyle {
    return styleOfTrace(this.#options.names)
  }

  /** The gradients by the inputs; none where the result is no scalar. */
  gradient(): Readonly<Record<string, Entries>> {
    const inputs = this.#nodes.filter(n => n.definition === undefined && this.#gradients.get(n.name) !== undefined)
    return Object.fromEntries(inputs.map(n => [n.name, this.#gradients.get(n.name) as Entries]))
  }

  /** The graph in the language of Graphviz: values above, gradients below the edges; of large arrays their sizes. */
  toDot(): string {
    return toDot(this.#drawing())
  }

  /** The graph as a drawing. Needs `@dagrejs/dagre`, which lays it out. */
  toSvg(): Promise<string> {
    return toSvg(this.#drawing())
  }

  #drawing(): Drawing {
    const ids = new Map(this.#nodes.map((n, k) => [n.name, `n${k}`]))
    const result = this.#nodes.at(-1) as ArrayNode
    const nodes = this.#nodes.map(({ name, definition }) => ({
      id: ids.get(name) as string,
      label: definition === undefined ? name : `${name} = ${lineText(writing(definition))}`,
      kind: definition === undefined ? ('input' as const) : ('step' as const),
    }))
    const edges = this.#nodes.flatMap(node => {
      const gradient = this.#gradients.get(node.name)
      const texts = { value: short(node.value), gradient: short(gradient) }
      const users = this.#nodes.filter(n => n.definition?.symbols().includes(node.name))
      const targets = users.map(n => ids.get(n.name) as string)
      return [...targets, ...(node === result ? [END] : [])].map(to => ({
        from: ids.get(node.name) as string,
        to,
        ...texts,
      }))
    })
    return { title: result.name, nodes: [...nodes, { id: END, label: '', kind: 'end' }], edges }
  }

  toJSON(): ArrayTraceReport {
    return {
      result: (this.#nodes.at(-1) as ArrayNode).name,
      nodes: this.#nodes.map(({ name, definition, value }) => {
        const gradient = this.#gradients.get(name)
        return {
          name,
          kind: definition === undefined ? ('input' as const) : ('step' as const),
          ...(definition && { definition: lineText(writing(definition)) }),
          ...(value !== undefined && { value }),
          ...(gradient !== undefined && { gradient }),
        }
      }),
      backward: this.#backward.map(({ sides, value }) => ({
        text: sides.map(side => lineText(side)).join(' = '),
        latex: sides.map(side => lineLatex(side, this.#style)).join('='),
        ...(value !== undefined && { value }),
      })),
    }
  }
}

/** What a trace asks of matrix calculus. */
export interface TensorCalls {
  readonly read: (f: TensorInput, options: TensorOptions) => Tensor
  readonly diff: (f: TensorInput, by: readonly TensorInput[], options: TensorOptions) => Tensor
  readonly evaluate: (f: TensorInput, at: Readonly<Record<string, unknown>>, options: TensorOptions) => unknown
}

/**
 * Traces statements whose names have declared shapes, or are defined before; one statement by its structure. Where no value is given, in
 * formulas alone. Raises `ShapeError`, `UnboundError`, `DomainError`.
 */
export function traceArrays(
  program: readonly Statement[],
  at: Readonly<Record<string, unknown>>,
  calls: TensorCalls,
  options: TensorOptions & { readonly let: string },
  told: TraceOptions,
): ArrayTrace {
  const steps = new Map<string, Tensor>()
  let declarations = options.let
  const [only, ...more] = program
  const statements =
    only !== undefined && more.length === 0 ? statementsOf(only, calls.read(only.text, options)) : program
  for (const { name, text } of statements) {
    const t = calls.read(text, { ...options, let: declarations })
    steps.set(name, t)
    if (t.shape.length > 0) declarations += `; ${name}:[${t.shape.join(',')}]`
  }
  const own = { ...options, let: declarations }
  const values = new Map<string, Entries | undefined>()
  const inputs = new Set([...steps.values()].flatMap(t => t.symbols()).filter(name => !steps.has(name)))
  const isNumeric = Object.keys(at).length > 0
  const numeric = (f: TensorInput, point: object): Entries | undefined =>
    isNumeric ? (calls.evaluate(f, { ...point }, own) as Entries) : undefined
  for (const name of [...inputs].sort()) values.set(name, numeric(name, at))
  for (const [name, t] of steps) values.set(name, numeric(t, { ...at, ...Object.fromEntries(values) }))
  const nodes = [...values].map(([name, value]) => ({ name, definition: steps.get(name), value }))
  const { lines, gradients } = backwardOf(steps, values, calls, own)
  return new ArrayTrace(nodes, lines, gradients, told)
}

function backwardOf(
  steps: ReadonlyMap<string, Tensor>,
  values: ReadonlyMap<string, Entries | undefined>,
  calls: TensorCalls,
  options: TensorOptions & { readonly let: string },
): { readonly lines: readonly Equality[]; readonly gradients: Gradients } {
  const [result, whole] = [...steps].at(-1) as [string, Tensor]
  const lines: Equality[] = []
  const gradients = new Map<string, Entries | undefined>()
  const names = [...values.keys()].reverse()
  if (whole.shape.length > 0) {
    for (const [name, t] of [...steps].reverse())
      for (const by of t.symbols().filter(s => values.has(s)))
        lines.push({ sides: local(name, by, writing(calls.diff(t, [by], options))), value: undefined })
    return { lines, gradients }
  }
  gradients.set(result, 1)
  const point = Object.fromEntries(values)
  for (const name of names) {
    const users = [...steps].filter(([, t]) => t.symbols().includes(name))
    if (name === result || users.length === 0) continue
    const parts = users.map(([user, t]) =>
      contribution(name, user, t, user === result, gradients, point, calls, options),
    )
    const value = parts.map(p => p.value).reduce(added)
    gradients.set(name, value)
    lines.push({ sides: [slope(result, name), total(parts.map(p => named(p, slope(result, p.user))))], value })
  }
  return { lines, gradients }
}

interface Part {
  readonly user: string
  readonly form: Expr
  readonly stand: Expr
  /** The definition of the consumer. */
  readonly whole: Expr
  readonly value: Entries | undefined
}

/** What a consumer hands back: the gradient of sum(G.*definition), G for the gradient by the consumer. */
function contribution(
  name: string,
  user: string,
  t: Tensor,
  isResult: boolean,
  gradients: Gradients,
  point: Readonly<Record<string, Entries | undefined>>,
  calls: TensorCalls,
  options: TensorOptions & { readonly let: string },
): Part {
  const stand = letter('G', new Set([...t.symbols(), ...Object.keys(point), ...freeSymbols(writing(t))]))
  const shape = t.shape.length === 0 ? '' : `; ${stand}:[${t.shape.join(',')}]`
  const own = { ...options, let: options.let + shape }
  const text = `${stand}.*(${lineText(writing(t))})`
  const whole = isResult ? t : calls.read(t.shape.length === 0 ? text.replace('.*', '*') : `sum(${text})`, own)
  const d = calls.diff(whole, [name], own)
  const at = { ...point, ...(!isResult && { [String(stand)]: gradients.get(user) ?? 0 }) }
  const isNumeric = Object.values(point).every(v => v !== undefined)
  const value = isNumeric ? (calls.evaluate(d, at, own) as Entries) : undefined
  return { user, form: writing(d), stand, whole: writing(t), value }
}

/** A derivative with its indices, where it has no matrix notation: dq[k]/dW[i,j] = delta(k,i)*x[j]. */
function local(of: string, by: string, form: Expr): readonly Expr[] {
  if (!isCall(form, HEAD.indexed)) return [slope(of, by), form]
  const [ours, theirs] = form.args.slice(0, 2).map(l => (isCall(l, 'list') ? l.args : [])) as [Expr[], Expr[]]
  return [rawCall('diff', [entry(sym(of), ours), entry(sym(by), theirs)]), body(form)]
}

const slope = (of: string, by: string): Expr => rawCall('diff', [sym(of), sym(by)])

/** With the gradient by the consumer, and the name of the consumer, where they stand. */
const named = ({ form, stand, whole, user }: Part, gradient: Expr): Expr =>
  body(
    replaced(
      form,
      new Map([
        [stand, gradient],
        [whole, sym(user)],
      ]),
    ),
  )

function added(a: Entries | undefined, b: Entries | undefined): Entries | undefined {
  if (a === undefined || b === undefined) return undefined
  if (typeof a === 'number' && typeof b === 'number') return a + b
  return (a as readonly Entries[]).map((x, k) => added(x, (b as readonly Entries[])[k]) as Entries)
}

const MOST_SHOWN = 3

/** On an edge: few numbers rounded, else the sizes. */
function short(v: Entries | undefined): string {
  if (v === undefined) return ''
  if (typeof v === 'number') return rounded(v)
  if (v.length <= MOST_SHOWN && v.every(x => typeof x === 'number'))
    return `[${v.map(x => rounded(x as number)).join(', ')}]`
  return lengthsOf(v).join('×')
}

const entriesText = (v: Entries): string => (typeof v === 'number' ? String(v) : `[${v.map(entriesText).join(', ')}]`)

function entriesLatex(v: Entries): string {
  if (typeof v === 'number')
    return String(v).replace(/e([+-]?)\+?(\d+)$/, (_, s, n) => `\\cdot 10^{${s === '-' ? '-' : ''}${n}}`)
  const rows = v.map(row => (typeof row === 'number' ? String(row) : row.map(entriesLatex).join('&')))
  return `\\begin{bmatrix}${rows.join('\\\\')}\\end{bmatrix}`
}
