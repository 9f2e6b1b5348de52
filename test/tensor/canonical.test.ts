/** Equal tensors are one node: identities that hold by the canonical form alone, whatever the values, and pairs that must stay apart. */
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../src/tensor/read/read.js'
import { transfer } from '../../src/tensor/transfer.js'

const options = {
  let: 'A:[n,n]; B:[n,n]; C:[n,n]; S:[n,n] symmetric; D:[n,n] diagonal; X:[m,n]; Y:[m,n]; x:[n]; y:[n]; q:[n] positive; s:[]; t:[]',
}

function areOne(a: string, b: string): boolean {
  const left = readTensor(a, options)
  return transfer(left.space, readTensor(b, options).node) === left.node
}

describe('one node', () => {
  const pairs: readonly (readonly [string, string])[] = [
    // transposes
    ["A''", 'A'],
    ["(A*B)'", "B'*A'"],
    ["(A + B)'", "A' + B'"],
    ["S'", 'S'],
    ["D'", 'D'],
    ["inv(A')", "inv(A)'"],
    ["sin(A')", "sin(A)'"],
    ["(x*y')'", "y*x'"],
    // sums and scalars
    ['A + B', 'B + A'],
    ['A - A', 'zeros(n,n)'],
    ['2*A + 3*A', '5*A'],
    ['s*A*t*B', 't*s*A*B'],
    ['(s + t)*x', 's*x + t*x'],
    // products
    ['A*(B*C)', '(A*B)*C'],
    ['eye(n)*A', 'A'],
    ['A*eye(n)', 'A'],
    ['inv(A)*A*x', 'x'],
    ['A*inv(A)', 'eye(n)'],
    ['inv(inv(A))', 'A'],
    ['A^3', 'A*A*A'],
    ['A\\x', 'inv(A)*x'],
    ["x'*A*y", "y'*A'*x"],
    ["x'*y", 'sum(x.*y)'],
    ["x'*x", 'norm2(x)^2'],
    ['X.*Y', 'Y.*X'],
    ['diag(x)*y', 'x.*y'],
    ['diag(x)*A*diag(y)', "(x*y').*A"],
    ["x*y'", 'outer(x, y)'],
    ["ones(n)'*x", 'sum(x)'],
    ['(x./y).*y', 'x'],
    ['x.^2.*x', 'x.^3'],
    // multiples and diagonals of several terms
    ["inv(x'*x*A)", "inv(A)/(x'*x)"],
    ['inv(2*sum(x)*A*B)', 'inv(B)*inv(A)/(2*sum(x))'],
    ['adj(sum(x)*A)', 'sum(x)^(n - 1)*adj(A)'],
    ["inv((x'*y - 1)*eye(n))", "eye(n)/(x'*y - 1)"],
    ['inv(diag(x) + s*eye(n))', 'diag(1./(x + s))'],
    ['det(diag(x) - s*eye(n))', 'prod(x - s)'],
    ['logdet(diag(q) + diag(q.^2))', 'sum(log(q + q.^2))'],
    ['expm(diag(x) + eye(n))', 'diag(exp(x + 1))'],
    ['exp((sum(x) + 1)*ones(n))', 'exp(sum(x) + 1)*ones(n)'],
    ['y./((sum(x) + 1)*ones(n))', 'y/(sum(x) + 1)'],
    // traces, determinants
    ["tr(A')", 'tr(A)'],
    ['tr(A*B)', 'tr(B*A)'],
    ['tr(A*B*C)', 'tr(C*A*B)'],
    ['tr(A*B*C)', "tr(C'*B'*A')"],
    ["tr(X*Y')", 'sum(X.*Y)'],
    ['tr(eye(n))', 'n'],
    ['tr(diag(x))', 'sum(x)'],
    ['diag(diag(x))', 'x'],
    ["logdet(A')", 'logdet(A)'],
    ['logdet(inv(A))', '-logdet(A)'],
    ['log(det(A))', 'logdet(A)'],
    ['tril(chol(S))', 'chol(S)'],
    ['triu(inv(chol(S)))', 'diag(1./diag(chol(S)))'],
    ['tril(tril(A))', 'tril(A)'],
    // indices
    ['sum(i, A[i,i])', 'tr(A)'],
    ['sum(i, x[i]*y[i])', "x'*y"],
    ['[i;] sum(j, A[i,j]*x[j])', 'A*x'],
    ['[i,k;] sum(j, A[i,j]*B[j,k])', 'A*B'],
    ['[i,j;] A[j,i]', "A'"],
    ['[i,j;] delta(i,j)*x[i]', 'diag(x)'],
    ['[i,j;] sum(k, x[k]*delta(k,i)*y[j])', "x*y'"],
    // stable forms
    ['exp(x)/sum(exp(x))', 'softmax(x)'],
    ['log(sum(exp(x)))', 'logsumexp(x)'],
    ['sum(softmax(x))', '1'],
    ['1 - sigmoid(x)', 'sigmoid(-x)'],
    ['log(1 + exp(x))', 'softplus(x)'],
    ['1./(1 + exp(-x))', 'sigmoid(x)'],
  ]
  test.each(pairs)('%s is %s', (a, b) => {
    expect(areOne(a, b)).toBe(true)
  })
})

describe('apart', () => {
  test.each([
    ['A*B', 'B*A'],
    ["A'", 'A'],
    ["x'*y", "x*y'"],
    ['tr(A*B*C)', 'tr(A*C*B)'],
    ['A.*B', 'A*B'],
    ['A^2', 'A.^2'],
    ['S*D', 'D*S'],
    ["inv(A)'", 'inv(A)'],
    ["X'*Y", "Y'*X"],
    ['diag(A)', 'A*ones(n)'],
    ['sum(A,1)', "sum(A,2)'"],
    ['abs(x)', 'x'],
    ['softmax(x)', 'softmax(y)'],
  ])('%s is not %s', (a, b) => {
    expect(areOne(a, b)).toBe(false)
  })
})

describe('what is singular whatever its entries are has no inverse', () => {
  const of = (text: string, variables: string) => () => readTensor(text, { let: variables })

  test.each([
    ['inv(A*B)', 'A:[3,2]; B:[2,3]'],
    ["inv(A*A')", 'A:[3,2]'],
    ['A*B\\x', 'A:[3,2]; B:[2,3]; x:[3]'],
    ["inv(A*inv(S)*A')", 'A:[3,2]; S:[2,2] psd'],
    ["inv(A*diag(w)*A')", 'A:[3,2]; w:[2]'],
    ["inv(A*A' + x*y')", 'A:[4,2]; x:[4]; y:[4]'],
    ["inv(x*x')", 'x:[n]'],
    ["inv(x*y' + x*x')", 'x:[3]; y:[3]'],
  ])('%s with %s', (text, variables) => expect(of(text, variables)).toThrow(/is singular \(pinv is defined\)/))

  test.each([
    ['inv(A*B)', 'A:[2,3]; B:[3,2]'],
    ["inv(A*A' + eye(3))", 'A:[3,2]'],
    ["inv(A*A' + x*y')", 'A:[3,2]; x:[3]; y:[3]'],
    ['inv((A*B).^2)', 'A:[3,2]; B:[2,3]'],
    ['inv(A*B)', 'A:[m,k]; B:[k,m]'],
    ['inv(A*B)', 'A:[n,3]; B:[3,n]'],
    ["pinv(A*A')", 'A:[3,2]'],
    ["adj(A*A')", 'A:[3,2]'],
  ])('%s with %s has one', (text, variables) => expect(of(text, variables)).not.toThrow())
})
