/** What is known of the values of a tensor from how it is made: symmetric, never negative. Answered for each node from its parts, once. */
import type { Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { row } from '../functions/table.js'
import { TWO } from '../number/rational.js'
import { operationRow } from './functions/table.js'
import type { Constant, Factor, Node, Operation, Term } from './node.js'

/** Whether a coefficient is a number that is at least 0. */
const nonnegativeNumber = (e: Expr): boolean => e.kind === 'num' && e.value.sign() >= 0

const isEven = (e: Expr): boolean => e.kind === 'num' && e.value.isInteger() && e.value.div(TWO).isInteger()

/** Whether every entry is at least 0, as far as it shows. `of` answers for parts. */
export function nonnegative(node: Node, of: (part: Node) => boolean): boolean {
  const factor = (f: Factor): boolean => isEven(f.power) || of(f.node)
  const term = (t: Term): boolean => nonnegativeNumber(t.coefficient) && t.factors.every(factor)
  switch (node.kind) {
    case 'variable':
      return node.properties.has('positive')
    case 'sum':
      return node.terms.every(term)
    case 'map':
      return row(node.head)?.sign !== undefined || node.head === 'exp'
    case 'operation':
      return node.direction === undefined && operationRow(node.head).facts.nonnegative === true
    case 'constant':
      return node.entries.every(nonnegativeNumber)
    case 'basis':
    case 'placement':
      return true
    case 'reshape':
      return of(node.of)
  }
}

/** Whether a matrix equals its transpose, as far as it shows without rebuilding it. */
export function symmetric(node: Node, of: (part: Node) => boolean): boolean {
  if (node.shape.length !== 2) return false
  switch (node.kind) {
    case 'variable':
      return node.properties.has('symmetric') || node.properties.has('psd') || node.properties.has('diagonal')
    case 'map':
      return node.args.every(a => a.shape.length === 0 || of(a))
    case 'operation':
      return symmetricOperation(node, of)
    case 'constant':
      return isMirrored(node)
    case 'sum':
    case 'basis':
    case 'placement':
    case 'reshape':
      return false
  }
}

/** Whether the entries of a literal matrix are the same on both sides of its diagonal. */
function isMirrored({ shape, entries }: Constant): boolean {
  const [rows, columns] = shape as [Expr, Expr]
  if (!equal(rows, columns) || rows.kind !== 'num') return false
  const n = rows.value.toNumber()
  return entries.every((e, k) => equal(e, entries[(k % n) * n + Math.floor(k / n)] as Expr))
}

/** In a symmetric direction the derivative of a symmetric function is symmetric. */
function symmetricOperation({ head, of, direction }: Operation, isSymmetric: (part: Node) => boolean): boolean {
  const { symmetric } = operationRow(head).facts
  if (symmetric === undefined) return false
  return (symmetric === 'always' || isSymmetric(of)) && (direction === undefined || isSymmetric(direction))
}
