/**
 * Names that depend on where a symbol stands and not on what it is called. Order in canonical form goes by names, and of several
 * forms that are equally short the first is taken: under neutral names, renaming the variables of an input renames its answer
 * and changes nothing else. Symbols are told apart by refinement: the colour of a symbol is what is above it, that of
 * a node what is below it; symbols that stay alike are told apart one by one (so by symmetry any choice is the same).
 */
import { type Call, type Expr, hashText, isCall, num, type Sym, sym } from '../expr/node.js'
import { postorder, rebuild } from '../expr/walk.js'
import { grouped } from '../memo.js'

/** Neutral names, and the way back. */
export interface Neutral {
  /** The symbols in the order of their neutral names. */
  readonly order: readonly string[]
  readonly nameOf: (name: string) => string
  readonly rename: (e: Expr) => Expr
  readonly restore: (e: Expr) => Expr
}

/** Work on colours beyond this many nodes looked at: then names stay as they are. */
const PATIENCE = 60_000
/** Passes after which the colours of a single set of names have settled in practice. */
const PASSES = 3

/** No text that is parsed has names with this character. */
const PREFIX = '\u0001'

/** Operands of these may stand in any order. */
const UNORDERED: ReadonlySet<string> = new Set(['add', 'mul', 'and', 'or'])

/** Undefined where there is nothing to gain: fewer than two symbols, or too large an expression. */
export function neutral(e: Expr, kindOf: (name: string) => string): Neutral | undefined {
  const nodes = postorder(e, c => c.mask !== 0)
  const symbols = nodes.filter((n): n is Sym => n.kind === 'sym' && n.level === 0)
  if (symbols.length < 2 || nodes.length * symbols.length > PATIENCE) return undefined
  const order = ordered(nodes, symbols, kindOf)
  const there = new Map(order.map((s, k) => [s.name, `${PREFIX}${String(k).padStart(4, '0')}`]))
  const back = new Map([...there].map(([name, other]) => [other, name]))
  const renamed = (f: Expr, names: ReadonlyMap<string, string>): Expr =>
    rebuild(f, leaf => (leaf.kind === 'sym' && leaf.level === 0 ? sym(names.get(leaf.name) ?? leaf.name) : leaf))
  return {
    order: order.map(s => s.name),
    nameOf: name => there.get(name) ?? name,
    rename: f => renamed(f, there),
    restore: f => renamed(f, back),
  }
}

/** The symbols in an order that does not depend on their names, but for symbols that are alike in every way. */
function ordered(nodes: readonly Expr[], symbols: readonly Sym[], kindOf: (name: string) => string): Sym[] {
  const colours = new Map<Expr, number>(symbols.map(s => [s, hashText(kindOf(s.name))]))
  for (let round = 0; round < symbols.length; round++) {
    for (let pass = 0; pass < PASSES; pass++) refine(nodes, symbols, colours)
    const twins = alike(symbols, colours)
    if (twins === undefined) break
    colours.set(twins, mix(colours.get(twins) as number, 0x51ed27))
  }
  return [...symbols].sort(
    (a, b) => (colours.get(a) as number) - (colours.get(b) as number) || (a.name < b.name ? -1 : 1),
  )
}

/** Of the symbols that share the least shared colour the first by name; undefined where all are told apart. */
function alike(symbols: readonly Sym[], colours: ReadonlyMap<Expr, number>): Sym | undefined {
  const groups = grouped(symbols, s => colours.get(s) as number)
  const shared = [...groups].filter(([, g]) => g.length > 1).sort(([a], [b]) => a - b)[0]
  return shared?.[1].reduce((a, b) => (a.name < b.name ? a : b))
}

/** One pass up and one down: what is below each node, then what is above it; the colours of the symbols are replaced. */
function refine(nodes: readonly Expr[], symbols: readonly Sym[], colours: Map<Expr, number>): void {
  const below = new Map<Expr, number>()
  for (const n of nodes) below.set(n, n.kind === 'sym' ? (colours.get(n) ?? n.hash) : colourOf(n, below))
  const above = new Map<Expr, number>()
  for (const n of nodes.toReversed()) {
    if (n.kind !== 'call') continue
    const own = mix(above.get(n) ?? 0, below.get(n) as number)
    for (const [k, a] of n.args.entries()) {
      if (a.mask === 0) continue
      above.set(a, ((above.get(a) ?? 0) + mix(own, UNORDERED.has(n.head) ? 1 : k + 2)) | 0)
    }
  }
  for (const s of symbols) colours.set(s, mix(colours.get(s) as number, above.get(s) ?? 0))
}

function colourOf(n: Expr, below: ReadonlyMap<Expr, number>): number {
  if (n.kind !== 'call' || n.mask === 0) return unsigned(n).hash
  const [c, rest] = n.args as [Expr, Expr]
  if (isCall(n, 'mul') && n.args.length === 2 && c.kind === 'num' && c.value.abs().isOne())
    return below.get(rest) as number
  return n.args.reduce(
    (h, a, k) => combined(n, h, below.get(a) ?? unsigned(a).hash, k),
    mix(hashText(n.head), n.args.length),
  )
}

/** Signs do not count: x - y and y - x are to be told apart by nothing but the names. */
const unsigned = (e: Expr): Expr => (e.kind === 'num' ? num(e.value.abs()) : e)

const combined = (n: Call, h: number, a: number, k: number): number =>
  UNORDERED.has(n.head) ? (h + mix(a, 1)) | 0 : mix(h, mix(a, k + 2))

const mix = (h: number, k: number): number => {
  const x = Math.imul(h ^ Math.imul(k, 0x9e3779b1), 0x85ebca6b)
  return (x ^ (x >>> 15)) | 0
}
