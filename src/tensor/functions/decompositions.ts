/** What is taken from a decomposition: singular values and norms, pseudoinverse, eigenvalues of symmetric matrices, Cholesky's factor. */
import { call } from '../../expr/build.js'
import { equal } from '../../expr/order.js'
import type { MatrixKernel } from '../../linalg/matrix-function.js'
import * as singular from '../../linalg/singular.js'
import * as symmetric from '../../linalg/symmetric.js'
import type { Dim, Shape } from '../node.js'
import { type Facts, firstAxis, type OperationRow, same, scalar, secondAxis, turned } from './row.js'

/** The smaller of the sizes. */
function smaller([rows, columns]: Shape): Dim | undefined {
  if (rows === undefined || columns === undefined) return undefined
  if (equal(rows, columns)) return rows
  if (rows.kind !== 'num' || columns.kind !== 'num') return call('min', [rows, columns])
  return rows.value.compare(columns.value) < 0 ? rows : columns
}

const one = (d: Dim | undefined): Shape | undefined => d && [d]
const two = (d: Dim | undefined, e: Dim | undefined): Shape | undefined => d && e && [d, e]

/** A part of a decomposition whose derivative is not taken. */
const withoutSlope = (
  name: string,
  shape: OperationRow['shape'],
  ofNumber: string,
  of: MatrixKernel,
  facts: Facts = {},
): OperationRow => ({
  ...{ names: [name], takes: 'matrix', shape, ofNumber, facts, kernel: { by: 'matrix', of } },
  slope: {
    refused: "derivatives of singular vectors are not taken; those of singular values and of functions of A*A' are",
  },
})

export const DECOMPOSITIONS: readonly OperationRow[] = [
  {
    names: ['chol', 'cholesky'],
    takes: 'symmetric',
    shape: same,
    ofNumber: 'sqrt(u)',
    slope: "inv(v)'*((tril(ones(m, m)) - eye(m)/2).*(v'*g))*inv(v)",
    facts: { diagonal: 'diag(sqrt(d))' },
    kernel: { by: 'matrix', of: symmetric.cholesky },
    missing: { code: 'not-real', message: 'chol needs a matrix with positive eigenvalues' },
  },
  {
    names: ['eigvals', 'eig'],
    takes: 'symmetric',
    shape: firstAxis,
    ofNumber: 'u',
    slope: "eigvecs(u)*diag(g)*eigvecs(u)'",
    facts: {},
    kernel: { by: 'matrix', of: symmetric.eigenvalues },
  },
  {
    names: ['eigvecs'],
    takes: 'symmetric',
    shape: same,
    ofNumber: '1',
    slope: "v*((ones(m, m) - eye(m)).*(v'*g)./(ones(m)*eigvals(u)' - eigvals(u)*ones(m)' + eye(m)))*v'",
    facts: { orthonormal: true },
    kernel: { by: 'matrix', of: symmetric.eigenvectors },
  },
  {
    names: ['svdvals', 'svd'],
    takes: 'matrix',
    shape: of => one(smaller(of)),
    ofNumber: 'abs(u)',
    slope: "svdu(u)*diag(g)*svdv(u)'",
    facts: { nonnegative: true, transpose: 'ignored' },
    kernel: { by: 'matrix', of: singular.singularValues },
  },
  withoutSlope('svdu', of => two(of[0], smaller(of)), '1', singular.leftVectors, { orthonormal: true }),
  withoutSlope('svdv', of => two(of[1], smaller(of)), 'sign(u)', singular.rightVectors, { orthonormal: true }),
  {
    names: ['normSpectral'],
    takes: 'matrix',
    shape: scalar,
    ofNumber: 'abs(u)',
    slope: "leftsv(u)*rightsv(u)'",
    facts: { nonnegative: true, transpose: 'ignored' },
    kernel: { by: 'matrix', of: singular.largestSingular },
    written: { name: 'norm', after: 2 },
    latex: '\\left\\lVert #{1}\\right\\rVert_2',
  },
  withoutSlope('leftsv', firstAxis, '1', singular.leftVector),
  withoutSlope('rightsv', secondAxis, 'sign(u)', singular.rightVector),
  {
    names: ['normNuc', 'nuclear'],
    takes: 'matrix',
    shape: scalar,
    ofNumber: 'abs(u)',
    slope: 'polar(u)',
    facts: { nonnegative: true, transpose: 'ignored' },
    kernel: { by: 'matrix', of: singular.nuclear },
    latex: '\\left\\lVert #{1}\\right\\rVert_*',
  },
  withoutSlope('polar', same, 'sign(u)', singular.polarFactor, { transpose: 'kept' }),
  {
    names: ['pinv'],
    takes: 'matrix',
    shape: turned,
    ofNumber: '1/u',
    slope: "-v'*g*v' + (eye(m) - u*v)*g'*v*v' + v'*v*g'*(eye(n) - v*u)",
    facts: { symmetric: 'kept', transpose: 'kept' },
    kernel: { by: 'matrix', of: singular.pseudoinverse },
    latex: '#1^{+}',
  },
]

/** One line of help for each of the functions above. */
export const help = {
  chol: "the lower triangular L with L*L' = A for a symmetric A with positive eigenvalues",
  eigvals: 'the eigenvalues of a symmetric matrix, the smallest first',
  eigvecs: 'the eigenvectors of a symmetric matrix as columns, in the order of eigvals',
  svdvals: 'the singular values of a matrix, the largest first',
  svdu: 'the left singular vectors of a matrix as columns, in the order of svdvals',
  svdv: 'the right singular vectors of a matrix as columns, in the order of svdvals',
  normSpectral: 'the largest singular value of a matrix, also norm(A, 2)',
  leftsv: 'the left singular vector of the largest singular value',
  rightsv: 'the right singular vector of the largest singular value',
  normNuc: 'the sum of the singular values of a matrix, also norm(A, nuc)',
  polar: "the factor U*V' of a matrix U*diag(s)*V': of the matrices with columns at right angles the nearest",
  pinv: 'the pseudoinverse of Moore and Penrose',
}
