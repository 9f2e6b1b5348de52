/**
 * The syntax that LaTeX is turned into, node by node: the same tree as of the other language, so that one builder gives
 * both their meaning. Every node that must stand by itself is a group, for chains of powers and products are flattened.
 */
import { parts } from '../parts.js'
import { type Sequence, type Syntax, sequence } from '../syntax.js'

/** Where something stands in the text. */
export interface Place {
  readonly offset: number
  readonly length: number
}

const span = ({ offset, length }: Place) => ({ offset, end: offset + length })

export const numberOf = (text: string, at: Place): Syntax => ({ kind: 'number', text, offset: at.offset })
export const nameOf = (name: string, at: Place): Syntax => ({ kind: 'name', name, ...span(at) })
export const groupOf = (of: Syntax, at: Place): Syntax => ({ kind: 'group', of, ...span(at) })
export const rootOf = (of: Syntax, at: Place): Syntax => {
  return groupOf({ kind: 'root', signs: { before: undefined, item: '√', size: 1, separator: -1 }, of }, at)
}
export const listOf = (rows: Sequence<Sequence> | undefined, at: Place): Syntax => ({ kind: 'list', rows, ...span(at) })

export const powerOf = (left: Syntax, right: Syntax, at: Place): Syntax =>
  groupOf({ kind: 'power', left, negative: false, right, sign: '^' }, at)
export const quotientOf = (left: Syntax, right: Syntax, at: Place): Syntax =>
  groupOf({ kind: 'product', left, divide: true, right, sign: '/' }, at)

/** A call of a function; without arguments a constant. */
export function callOf(name: string, args: readonly Syntax[], at: Place): Syntax {
  // Nothing is a sequence without elements.
  return { kind: 'call', name, args: sequence(args) as Sequence, power: '', ...span(at) }
}

/** Rows of a matrix; a single column is a vector, a single row the list of a list. */
export function matrixOf(rows: readonly Sequence[], at: Place): Syntax {
  if (rows.every(row => row.size === 1)) return listOf(column(rows), at)
  if (rows.length > 1) return listOf(sequence(rows), at)
  return listOf(single(single(listOf(sequence(rows), at))), at)
}

/** Rows whose entries may be vectors and matrices: a single row is one. */
export const blocksOf = (rows: readonly Sequence[], at: Place): Syntax => {
  if (rows.length > 1) return listOf(sequence(rows), at)
  return listOf(single(single(listOf(sequence(rows), at))), at)
}

const single = <T>(item: T): Sequence<T> => ({ before: undefined, item, size: 1, separator: -1 })
const column = (rows: readonly Sequence[]): Sequence<Sequence> | undefined => {
  const items = sequence(rows.map(row => row.item))
  return items && single(items)
}

/** How many nodes are looked at for a name: the work on brackets within brackets stays linear. */
const FAR = 256

/** Whether a symbol in a syntax is such, the outer ones first; what is large is not looked through to the end. */
export function mentions(of: Syntax, isWanted: (name: string) => boolean): boolean {
  const nodes: Syntax[] = [of]
  for (let k = 0; k < Math.min(nodes.length, FAR); k++) {
    const syntax = nodes[k] as Syntax
    if (syntax.kind === 'name' && isWanted(syntax.name)) return true
    nodes.push(...parts(syntax, near))
  }
  return false
}

/** The last elements of a sequence, as many as are looked at. */
function near<T>(sequence: Sequence<T> | undefined): T[] {
  const all: T[] = []
  for (let s = sequence; s && all.length < FAR; s = s.before) all.push(s.item)
  return all
}
