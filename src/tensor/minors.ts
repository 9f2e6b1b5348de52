/** Determinants, inverses and adjugates of small matrices of scalar expressions, written out by minors. */

import { BudgetError } from '../errors.js'
import { mul, num, one, pow, sum } from '../expr/build.js'
import type { Expr } from '../expr/node.js'

/** The largest matrix whose determinant is written out. */
export const LARGEST = 6

type Rows = readonly (readonly Expr[])[]

/** By minors of the first row. */
export function determinant(m: Rows): Expr {
  if (m.length > LARGEST)
    throw new BudgetError('entries', `the determinant of more than ${LARGEST} rows is not written out`)
  const [row] = m
  if (row === undefined) return one
  if (m.length === 1) return row[0] as Expr
  return sum(row.map((e, j) => mul(num(j % 2 === 0 ? 1 : -1), e, determinant(minor(m, 0, j)))))
}

const minor = (m: Rows, i: number, j: number): Expr[][] =>
  m.filter((_, k) => k !== i).map(row => row.filter((_, k) => k !== j))

/** Cofactors turned round. */
export const adjugate = (m: Rows): Expr[][] =>
  m.map((row, i) => row.map((_, j) => mul(num((i + j) % 2 === 0 ? 1 : -1), determinant(minor(m, j, i)))))

export function inverse(m: Rows): Expr[][] {
  const d = pow(determinant(m), num(-1))
  return adjugate(m).map(row => row.map(e => mul(e, d)))
}
