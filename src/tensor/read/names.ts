/**
 * Which parts of a text are scalar: they have the meaning that they have without vectors and matrices, and are built at once. Also
 * names that look like something else than they are: `Ax` where A and x are declared, `x_j` where j is no index.
 */
import type { Expr } from '../../expr/node.js'
import { row } from '../../functions/table.js'
import { parts } from '../../parse/parts.js'
import { componentOf } from '../../parse/subscripts.js'
import { elements, type Syntax } from '../../parse/syntax.js'
import type { Declared } from './declarations.js'
import { DELTA, tensorFunction } from './functions.js'
import type { Operand } from './operand.js'

/** What names mean in a text. */
export interface Names {
  readonly declared: ReadonlyMap<string, Declared>
  /** Definitions that are tensors or depend on them. */
  readonly tensors: ReadonlyMap<string, Operand>
  /** Definitions that are scalars. */
  readonly scalars: ReadonlyMap<string, Expr>
  /** Names declared as scalars, size symbols, and names that the caller gives: never anything else than symbols. */
  readonly bound: ReadonlySet<string>
}

export const isDefined = (names: Names, name: string): boolean =>
  names.declared.has(name) || names.tensors.has(name) || names.scalars.has(name) || names.bound.has(name)

/** What has to be known of names to see that one is made of others. */
export interface Known {
  readonly isDefined: (name: string) => boolean
  readonly isShaped: (name: string) => boolean
  /** The number of axes of what is shaped; 0 of what is not. */
  readonly orderOf: (name: string) => number
}

const knownOf = (names: Names): Known => ({
  isDefined: name => isDefined(names, name),
  isShaped: name => names.declared.has(name) || names.tensors.has(name),
  orderOf: name => names.declared.get(name)?.shape.length ?? orderOf(names.tensors.get(name), name),
})

/** The parts, each after its own parts. Without recursion. */
export function syntaxInOrder(root: Syntax): Syntax[] {
  const order: Syntax[] = []
  const pending: Syntax[] = [root]
  for (let s = pending.pop(); s; s = pending.pop()) {
    order.push(s)
    for (const part of parts(s)) pending.push(part)
  }
  return order.reverse()
}

/** The names of the indices that a text binds anywhere: `i` and `j` in `sum(i, sum(j, ...))`. */
export function boundNames(all: readonly Syntax[]): Set<string> {
  const found = new Set<string>()
  for (const s of all) {
    if (s.kind !== 'call' || !tensorFunction(s.name)?.binds) continue
    for (const arg of elements(s.args)) if (arg.kind === 'name') found.add(arg.name)
  }
  return found
}

/** The scalar parts of a text, as large as they can be and their parts. `indices` are names that may be indices. */
export function scalarParts(all: readonly Syntax[], names: Names, indices: ReadonlySet<string>): Set<Syntax> {
  const found = new Set<Syntax>()
  const lists = new Set<Syntax>()
  for (const s of all) {
    if (s.kind === 'list') {
      if (parts(s).every(p => found.has(p))) lists.add(s)
    } else if (
      isScalarHead(s, names, indices) &&
      parts(s).every((p, k) => found.has(p) || (takesList(s, k) && lists.has(p)))
    )
      found.add(s)
  }
  return found
}

function isScalarHead(s: Syntax, names: Names, indices: ReadonlySet<string>): boolean {
  switch (s.kind) {
    case 'name':
      return !indices.has(s.name) && !isSpecial(s.name, names) && !isComponent(s.name, names, indices)
    case 'call': {
      const known = tensorFunction(s.name)
      return s.name !== DELTA.name && (known === undefined || known.alsoScalar === true)
    }
    case 'index':
    case 'slice':
    case 'transpose':
      return false
    case 'abs':
      return s.norm === undefined || s.norm === '|'
    case 'product':
      return !/^[@\\⊗]$/.test(s.sign ?? '')
    default:
      return true
  }
}

/** `w_i` where i may be an index, and nothing of that name is known: it is no symbol within a sum over i. */
const isComponent = (name: string, names: Names, indices: ReadonlySet<string>): boolean =>
  !isDefined(names, name) && componentOf(name, [...indices]) !== undefined

/** `w_i` in a sum over i is one of several, so that w must be declared as well: what is wrong, and what to write. */
export function undeclaredComponent(
  name: string,
  around: readonly string[],
): [message: string, hint: string] | undefined {
  const found = componentOf(name, around)
  if (found === undefined) return undefined
  const { letter, indices } = found
  const sizes = indices.map((_, k) => 'nmpq'[k] ?? 'n')
  return [
    `${name} runs with ${indices.find(i => around.includes(i))}, and ${letter} is not declared`,
    `declare its shape, as in let: "${letter}:[${sizes}]"; ${name}:real is one number`,
  ]
}

const takesList = (s: Syntax, k: number): boolean => s.kind === 'call' && row(s.name)?.lists?.includes(k) === true

/** What stands below the bars of a norm, and means nothing elsewhere. */
export const BELOW = /^_(?:[12F]|inf)$/

/** Whether a name is not simply a scalar. */
function isSpecial(name: string, names: Names): boolean {
  if (names.tensors.has(name)) return true
  if (names.scalars.has(name) || names.bound.has(name)) return false
  if (names.declared.has(name) || name === 'I' || name === 'end' || BELOW.test(name)) return true
  return partOf(name, names) !== undefined || piecesOf(name, names) !== undefined
}

/** The same of the names of a text. */
export const partOf = (name: string, names: Names): Entry | undefined => entryName(name, knownOf(names))
export const piecesOf = (name: string, names: Names): string[] | undefined => compound(name, knownOf(names))

/** A tensor, and the places behind the underscore. */
interface Entry {
  readonly base: string
  readonly places: readonly string[]
}

/** `W_ij` with a declared matrix W and no name `W_ij`, or `delta_ij`: the tensor, and what stands behind the underscore. */
export function entryName(name: string, known: Known): Entry | undefined {
  const at = name.indexOf('_')
  if (at <= 0 || known.isDefined(name)) return undefined
  const base = name.slice(0, at)
  const order = known.orderOf(base)
  const places = [...name.slice(at + 1).replace(/_/g, '')]
  const fits = order > 0 && places.length === order && places.every(p => /^[a-z1-9]$/.test(p))
  return fits ? { base, places } : undefined
}

const orderOf = (o: Operand | undefined, name: string): number => {
  if (o === undefined) return name === DELTA.name ? DELTA.args[0] : 0
  return o.node ? o.node.shape.length - o.indices.length : 0
}

/** `Ax` where A and x are declared: the names written next to each other. */
export function compound(name: string, known: Known): string[] | undefined {
  if (name.length < 2 || name.length > 24 || known.isDefined(name) || row(name) !== undefined) return undefined
  // The names with which each beginning can be written, fewest first.
  const ways: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= name.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = ways[start]
      const piece = name.slice(start, end)
      if (before === undefined || !known.isShaped(piece)) continue
      if (ways[end] === undefined || before.length + 1 < (ways[end]?.length ?? 0)) ways[end] = [...before, piece]
    }
  }
  const found = ways[name.length]
  return found && found.length > 1 ? found : undefined
}
