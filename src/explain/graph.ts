/**
 * The computational graph of a program: a node for each input and for each intermediate result, in the order of computation. A program
 * that names its intermediate results has those; of a single expression every operation is a node, named by what it is. Invariant:
 * the definition of a node is in terms of nodes before it.
 */
import { ShapeError } from '../errors.js'
import { append } from '../expr/args.js'
import { binderOf } from '../expr/binders.js'
import { sym } from '../expr/build.js'
import { isCondition } from '../expr/kind.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols, postorder } from '../expr/walk.js'
import { canonical, SIGN } from '../expr/written.js'
import { gather } from '../memo.js'

/** An input, which has no definition, or an intermediate result. */
export interface GraphNode {
  /** A symbol, or a component of an input: x[1]. */
  readonly name: Expr
  /** As it is written, in terms of other nodes. */
  readonly definition: Expr | undefined
  /** The nodes that it is computed from, each once, in reading order. */
  readonly parents: readonly GraphNode[]
}

/** Nodes in the order of computation: inputs first, the result last. */
export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly result: GraphNode
}

/** A result with its name, as it is written. */
export interface Definition {
  readonly name: string
  readonly value: Expr
}

/** The graph of definitions, the last of which is the result. */
export function graphOf(definitions: readonly Definition[]): Graph {
  const [only] = definitions
  const all = definitions.length === 1 && only !== undefined ? decomposed(only) : definitions
  const made = new ExprMap<GraphNode>()
  const inputs: GraphNode[] = []
  const steps: GraphNode[] = []
  const named = new Set(all.map(d => d.name))
  for (const { name, value } of all) {
    const parents = leavesOf(value).map(leaf => {
      const old = made.get(leaf)
      if (old !== undefined) return old
      if (named.has(String(leaf))) throw new ShapeError(`${name} uses ${leaf}, which is defined after it`, 'undefined')
      const input: GraphNode = { name: leaf, definition: undefined, parents: [] }
      made.set(leaf, input)
      inputs.push(input)
      return input
    })
    const node: GraphNode = { name: sym(name), definition: value, parents }
    if (made.has(node.name)) throw new ShapeError(`${name} is defined twice`, 'defined')
    made.set(node.name, node)
    steps.push(node)
  }
  const result = steps.at(-1)
  if (result === undefined) throw new ShapeError('there is nothing to trace')
  return { nodes: [...inputs.sort(byName), ...steps], result }
}

/** In natural order, components by their places. */
const byName = (a: GraphNode, b: GraphNode): number => compareNames(String(a.name), String(b.name))

/** The symbols and components that an expression is made of, in reading order. */
function leavesOf(e: Expr): readonly Expr[] {
  const found = new ExprMap<true>()
  const leaves: Expr[] = []
  const seen = new Set<Expr>()
  const pending = [e]
  for (let n = pending.pop(); n; n = pending.pop()) {
    if (seen.has(n) || n.kind === 'num') continue
    seen.add(n)
    if (n.kind === 'sym' && n.level > 0) continue
    if (n.kind === 'sym' || isCall(n, 'index')) {
      const leaf = canonical(n)
      if (!found.has(leaf)) leaves.push(leaf)
      found.set(leaf, true)
    } else append(pending, n.args.toReversed())
  }
  return leaves
}

/** A definition for every operation of an expression, the result last. */
function decomposed({ name, value }: Definition): readonly Definition[] {
  if (isCall(value, 'list')) return [{ name, value }]
  const taken = new Set([...freeSymbols(value), name])
  const whole = new Set(
    postorder(value, c => isOperation(c) || isSign(c)).filter(n => n.kind === 'call' && isOperation(n)),
  )
  const letters = lettersOf([...whole].filter(n => n !== value) as Call[], taken)
  const names = new Map<Expr, Expr>()
  const definitions: Definition[] = []
  for (const n of postorder(value, c => whole.has(c) || isSign(c))) {
    if (n.kind !== 'call' || !(whole.has(n) || isSign(n))) continue
    const args = n.args.map(a => names.get(a) ?? a)
    const own = rawCall(n.head, args, n.singular)
    if (isSign(n) && n !== value) names.set(n, own)
    else {
      const node = n === value ? name : (letters.get(n) as string)
      definitions.push({ name: node, value: own })
      names.set(n, sym(node))
    }
  }
  return definitions.length === 0 ? [{ name, value }] : definitions
}

/** A minus sign belongs to what it stands in. */
const isSign = (e: Call): boolean => e.head === SIGN.minus

/** Whether a call is computed from others: neither a constant, nor a component, nor branches, which are one node. */
const isOperation = (e: Call): boolean =>
  e.args.length > 0 && e.mask !== 0 && e.head !== 'index' && !isSign(e) && !isCondition(e) && !isWhole(e)

/** Branches, and what stands under a sign of summation: one node. */
const isWhole = (e: Call): boolean => e.head === 'piecewise' || binderOf(e.head) !== undefined

const LETTERS: ReadonlyMap<string, string> = new Map([
  [SIGN.plus, 's'],
  ['add', 's'],
  [SIGN.times, 'p'],
  ['mul', 'p'],
  [SIGN.over, 'q'],
  [SIGN.power, 'r'],
  ['pow', 'r'],
  [SIGN.root, 'r'],
])

/** Letters that are constants, or that stand for differentials. */
const AVOIDED = /^[eid]$/i

/** A sum is s, a product p, a quotient q, a power or root r, a function its first letter; several of a kind are numbered. */
function lettersOf(operations: readonly Call[], taken: ReadonlySet<string>): ReadonlyMap<Expr, string> {
  const kinds = new Map<string, Expr[]>()
  for (const e of operations) {
    const first = LETTERS.get(e.head) ?? e.head.charAt(0)
    const letter = /^[a-z]$/i.test(first) && !AVOIDED.test(first) ? first : 'g'
    gather(kinds, letter, e)
  }
  const used = new Set(taken)
  const names = new Map<Expr, string>()
  for (const [letter, all] of kinds) {
    let next = 0
    for (const e of all) {
      let name = all.length === 1 ? letter : `${letter}${++next}`
      while (used.has(name)) name = `${letter}${++next}`
      used.add(name)
      names.set(e, name)
    }
  }
  return names
}
