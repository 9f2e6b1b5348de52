/** Operations on square matrices: inverse, determinants, adjugate, functions of matrices, triangles. */
import { log, zero } from '../../expr/build.js'
import { adjugate, adjugateAlong } from '../../linalg/adjugate.js'
import { determinant, logDeterminant } from '../../linalg/factorisation.js'
import { blockTriangular, expm, logm, type MatrixKernel, sqrtm } from '../../linalg/matrix-function.js'
import { lowerTriangle } from '../../linalg/symmetric.js'
import * as minors from '../minors.js'
import { adjugateOf, determinantOf, inverseOf, triangleOf } from './laws.js'
import { type OperationRow, same, scalar } from './row.js'

const NO_VALUE = (name: string) => ({
  code: 'not-real',
  message: `${name} has no real principal value at this matrix`,
})

/** A function of matrices that continues one of numbers. */
const ofMatrix = (name: string, f: MatrixKernel, ofNumbers: string, commuting: string): OperationRow => ({
  names: [name],
  takes: 'square',
  shape: same,
  ofNumber: `${ofNumbers}(u)`,
  slope: `${name}(u', g)`,
  facts: { symmetric: 'kept', transpose: 'kept', diagonal: `diag(${ofNumbers}(d))` },
  directed: { kernel: blockTriangular(f), commuting },
  kernel: { by: 'matrix', of: f },
})

export const MATRICES: readonly OperationRow[] = [
  {
    names: ['inv', 'inverse'],
    takes: 'square',
    shape: same,
    ofNumber: '1/u',
    slope: "-v'*g*v'",
    facts: { symmetric: 'kept', transpose: 'kept', diagonal: 'diag(d.^-1)' },
    canonical: inverseOf,
    kernel: { by: 'solving' },
    latex: '#1^{-1}',
    entries: m => minors.inverse(m).flat(),
    missing: { code: 'singular', message: 'a singular matrix has no inverse' },
  },
  {
    names: ['det'],
    takes: 'square',
    shape: scalar,
    ofNumber: 'u',
    slope: "adj(u)'",
    facts: { transpose: 'ignored', diagonal: 'prod(d)' },
    canonical: (space, of) => determinantOf(space, 'det', of),
    kernel: { by: 'factors', value: determinant },
    latex: '\\det#(1)',
    entries: m => [minors.determinant(m)],
  },
  {
    names: ['logdet'],
    takes: 'square',
    shape: scalar,
    ofNumber: 'log(u)',
    slope: "inv(u)'",
    facts: { transpose: 'ignored', diagonal: 'sum(log(d))' },
    canonical: (space, of) => determinantOf(space, 'logdet', of),
    kernel: { by: 'factors', value: logDeterminant },
    latex: '\\log\\det#(1)',
    entries: m => [log(minors.determinant(m))],
    missing: { code: 'not-real', message: 'logdet needs a matrix with positive determinant' },
  },
  {
    names: ['adj', 'adjugate'],
    takes: 'square',
    shape: same,
    ofNumber: '1',
    slope: "adj(u', g)",
    facts: { symmetric: 'kept', transpose: 'kept', diagonal: 'diag(prodothers(d))' },
    canonical: adjugateOf,
    directed: { kernel: adjugateAlong, formula: '(tr(v*e)*v - v*e*v)/det(u)' },
    kernel: { by: 'matrix', of: adjugate },
    latex: '\\operatorname{adj}#(1)',
    entries: m => minors.adjugate(m).flat(),
  },
  ofMatrix('expm', expm, 'exp', 'v'),
  { ...ofMatrix('logm', logm, 'log', 'inv(u)'), missing: NO_VALUE('logm') },
  { ...ofMatrix('sqrtm', sqrtm, 'sqrt', 'inv(v)/2'), missing: NO_VALUE('sqrtm') },
  {
    names: ['tril'],
    takes: 'matrix',
    shape: same,
    ofNumber: 'u',
    slope: 'tril(ones(m, n)).*g',
    facts: { diagonal: 'diag(d)' },
    canonical: triangleOf,
    kernel: { by: 'matrix', of: lowerTriangle },
    entries: m => m.flatMap((row, i) => row.map((e, j) => (j <= i ? e : zero))),
  },
]

/** One line of help for each of the functions above. */
export const help = {
  inv: 'the inverse of a matrix',
  det: 'the determinant',
  logdet: 'the logarithm of the determinant',
  adj: 'the adjugate det(A)*inv(A), also of a singular matrix; adj(A, E) is its derivative in the direction E',
  expm: 'the exponential of a square matrix (exp goes entry by entry); expm(A, E) is its derivative in the direction E',
  logm: 'the logarithm of a square matrix (log goes entry by entry); logm(A, E) is its derivative in the direction E',
  sqrtm:
    'the square root of a square matrix (sqrt goes entry by entry); sqrtm(A, E) is its derivative in the direction E',
  tril: 'a matrix with zeros above its diagonal',
}
