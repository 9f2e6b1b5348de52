/**
 * Results of any shape. What is evaluated or compiled may be one expression, a list expression, or arrays and
 * objects of such, nested to any depth; here it becomes a flat list of scalar expressions and a layout that puts
 * the shape back. A DAG of lists is a tree of results, so their number is bounded.
 */
import { BudgetError, ShapeError } from '../errors.js'
import { type Expr, isCall, isExpr } from '../expr/node.js'

/** What can be compiled: an expression (also a list), or arrays and objects of such. */
export type CompileInput = Expr | readonly CompileInput[] | { readonly [key: string]: CompileInput }

/** An item of a layout: the number of a result, or `~k` for node k. */
export type Item = number

/** One array, or one object with its own keys. */
export interface LayoutNode {
  readonly keys: readonly string[] | undefined
  readonly items: readonly Item[]
}

/** Nodes, inner ones first, and the outermost item. */
export interface Layout {
  readonly root: Item
  readonly nodes: readonly LayoutNode[]
}

/** The most results that one evaluation or compiled function may have. */
const MAX_OUTPUTS = 1 << 21

interface Frame {
  readonly keys: string[] | undefined
  readonly inputs: readonly CompileInput[]
  readonly items: Item[]
}

/** Takes an input apart. Raises `ShapeError` for something that is not an expression, `BudgetError` for too many. */
export function takeApart(input: CompileInput): { readonly roots: Expr[]; readonly layout: Layout } {
  const roots: Expr[] = []
  const nodes: LayoutNode[] = []
  const open: Frame[] = []
  const place = (x: CompileInput): Item | undefined => {
    const frame = frameOf(x)
    if (open.length + nodes.length + roots.length > MAX_OUTPUTS) {
      throw new BudgetError('outputs', `more than ${MAX_OUTPUTS} results: the lists, written out, are too many`)
    }
    if (frame === undefined) return roots.push(x as Expr) - 1
    open.push(frame)
    return undefined
  }
  let last = place(input)
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (last !== undefined) top.items.push(last)
    last = undefined
    if (top.items.length < top.inputs.length) last = place(top.inputs[top.items.length] as CompileInput)
    else {
      open.pop()
      last = ~(nodes.push({ keys: top.keys, items: top.items }) - 1)
    }
  }
  return { roots, layout: { root: last as Item, nodes } }
}

function frameOf(x: CompileInput): Frame | undefined {
  if (isExpr(x)) return isCall(x, 'list') ? { keys: undefined, inputs: x.args, items: [] } : undefined
  if (Array.isArray(x)) return { keys: undefined, inputs: x, items: [] }
  if (typeof x !== 'object' || x === null)
    throw new ShapeError(`an expression is expected here, not ${String(x)}`, 'not-an-expression')
  const entries = Object.entries(x as { readonly [key: string]: CompileInput })
  return { keys: entries.map(([key]) => key), inputs: entries.map(([, value]) => value), items: [] }
}

/** Puts results back into their shape. Keys become own properties whatever they are called. */
export function arrange<T>(layout: Layout, results: ArrayLike<T>): unknown {
  const built: unknown[] = []
  const get = (item: Item): unknown => (item >= 0 ? results[item] : built[~item])
  for (const { keys, items } of layout.nodes) {
    built.push(
      keys === undefined ? items.map(get) : Object.fromEntries(keys.map((key, k) => [key, get(items[k] as Item)])),
    )
  }
  return get(layout.root)
}
