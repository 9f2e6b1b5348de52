/**
 * Known derivatives, as in the Matrix Cookbook (Petersen and Pedersen, 2012) and in papers on machine learning: each in at most the tokens
 * of the form that people write, equal to it, and equal to differences of values.
 */
import { describe, expect, test } from 'vitest'
import { certificate, diff, equivalent, type Tensor } from '../../src/index.js'
import { tokens } from '../corpus/matrix.js'

const LET =
  'A:[n,n]; B:[n,n]; C:[n,n]; S:[n,n] symmetric; P:[n,n] psd; D:[n,n] diagonal; L:[n,n] lower; X:[m,n]; Y:[m,n]; M:[m,m]; N:[m,m] symmetric; V:[n,m]; U:[p,m]; W:[p,n]; ' +
  'x:[n]; y:[n]; z:[n]; a:[n]; b:[m]; c:[m]; u:[p]; q:[n] positive; s:[]; t:[]'

type Row = readonly [f: string, by: string, expected: string]

const linear: readonly Row[] = [
  ["a'*(x + y)", 'x', 'a'],
  ['dot(a, A*x)', 'x', "A'*a"],
  ['sum(A*x)', 'x', "sum(A,1)'"],
  ['sum(x)^2', 'x', '2*sum(x)*ones(n)'],
  ['mean(x)', 'x', '1/n*ones(n)'],
  ['sum(i, 1, n-1, x[i]*x[i+1])', 'x', '[x[2:n]; 0] + [0; x[1:n - 1]]'],
  ['sum(i, 1, n-1, (x[i+1]-x[i])^2)', 'x', '2*[0; x[2:n] - x[1:n - 1]] - 2*[x[2:n] - x[1:n - 1]; 0]'],
  ["b'*X*a", 'X', "b*a'"],
  ["a'*X'*b", 'X', "b*a'"],
  ["a'*A*A*y", 'A', "a*y'*A' + A'*a*y'"],
  ['sum(X*a)', 'X', "ones(m)*a'"],
  ['sum(X)', 'X', 'ones(m,n)'],
  ["s*a'*x + t", 's', "a'*x"],
]

const quadratic: readonly Row[] = [
  ["x'*S*x", 'x', '2*S*x'],
  ["(x-y)'*S*(x-y)", 'x', '2*S*(x-y)'],
  ["(x-y)'*S*(x-y)", 'y', '2*S*(y-x)'],
  ["(A*x + y)'*S*(A*x + y)", 'x', "2*A'*S*(A*x+y)"],
  ["(x'*x)^2", 'x', "4*(x'*x)*x"],
  ["a'*x*x'*y", 'x', "a'*x*y + x'*y*a"],
  ['norm2(x)^4', 'x', '4*norm2(x)^2*x'],
  ['norm2(x.*y)', 'x', 'x.*y.^2/norm2(x.*y)'],
  ['1/norm2(x.*y)', 'x', '-x.*y.^2/norm2(x.*y)^3'],
  ['norm2(y./x)', 'x', '-(y.^2./x.^3)/norm2(y./x)'],
  ['norm2(x.*x.*y)', 'x', '2*(x.^3.*y.^2)/norm2(x.^2.*y)'],
  ['norm(A.*B, fro)', 'A', 'A.*B.^2/norm(A.*B, fro)'],
  ['sqrt(sum(x.^3))', 'x', '3*x.^2/(2*sqrt(sum(x.^3)))'],
  ["b'*X*X'*c", 'X', "b*c'*X + c*b'*X"],
  ["a'*X'*X*y", 'X', "X*a*y' + X*y*a'"],
  ["(X*a - b)'*N*(X*a - b)", 'X', "2*N*(X*a-b)*a'"],
  ["x'*D*x", 'D', 'diag(x.^2)'],
  ["x'*L*y", 'L', "tril(x*y')"],
  ["x'*S*y", 'S', "(x*y' + y*x')/2"],
  ['norm2(X*a)^2', 'a', "2*X'*X*a"],
]

const traces: readonly Row[] = [
  ['tr(A)', 'A', 'eye(n)'],
  ['tr(A^3)', 'A', "3*(A^2)'"],
  ["tr(X*X')", 'X', '2*X'],
  ["tr(X'*N*X)", 'X', '2*N*X'],
  ['tr(V*X*A)', 'X', "V'*A'"],
  ["tr(A*X'*b*a')", 'X', "b*a'*A"],
  ['tr(A*B*C)', 'B', "A'*C'"],
  ["tr(A*B*A')", 'A', "A*B' + A*B"],
  ["tr(A'*B*A*C)", 'A', "B*A*C + B'*A*C'"],
  ['tr(A)^2', 'A', '2*tr(A)*eye(n)'],
  ['tr(A.*B)', 'A', 'diag(diag(B))'],
  ['sum(X.*Y)', 'X', 'Y'],
  ["tr((X*A - Y)'*(X*A - Y))", 'X', "2*(X*A-Y)*A'"],
  ['tr(D*A)', 'D', 'diag(diag(A))'],
]

const inverses: readonly Row[] = [
  ['tr(inv(A))', 'A', "-(inv(A)^2)'"],
  ['tr(inv(A)*B)', 'A', "-inv(A)'*B'*inv(A)'"],
  ["x'*inv(P)*x", 'x', '2*inv(P)*x'],
  ["x'*inv(P)*x", 'P', "-inv(P)*x*x'*inv(P)"],
  ['det(A)', 'A', "det(A)*inv(A)'"],
  ['det(A)^2', 'A', "2*det(A)^2*inv(A)'"],
  ['det(2*A)', 'A', "2^n*det(A)*inv(A)'"],
  ['logdet(P)', 'P', 'inv(P)'],
  ["logdet(X'*X)", 'X', "2*X*inv(X'*X)"],
  ['logdet(A*B)', 'A', "inv(A)'"],
  ['logdet(A + B)', 'A', "inv(A+B)'"],
  ["logdet(P) + x'*inv(P)*x", 'P', "inv(P) - inv(P)*x*x'*inv(P)"],
  ["a'*inv(A + s*eye(n))*y", 's', "-a'*inv(A+s*eye(n))^2*y"],
  ['inv(A)*a', 'a', 'inv(A)'],
  ['tr(expm(A))', 'A', "expm(A)'"],
]

const entrywise: readonly Row[] = [
  ['sum(exp(x))', 'x', 'exp(x)'],
  ['sum(log(q))', 'q', '1./q'],
  ['sum(q.*log(q))', 'q', 'log(q) + ones(n)'],
  ['sum(x.^3)', 'x', '3*x.^2'],
  ['sum(sin(A*x))', 'x', "A'*cos(A*x)"],
  ['tanh(x)', 'x', 'diag(1-tanh(x).^2)'],
  ['sin(A*x)', 'x', 'diag(cos(A*x))*A'],
  ['sum(sqrt(q))', 'q', '1./(2*sqrt(q))'],
  ['norm1(q)', 'q', 'ones(n)'],
  ['prod(q)', 'q', 'prod(q)./q'],
  ["exp(-x'*x/2)", 'x', "-exp(-x'*x/2)*x"],
  ["log(1 + x'*x)", 'x', "2/(1+x'*x)*x"],
  ['1/(1 + norm2(x)^2)', 'x', '-2/(1+norm2(x)^2)^2*x'],
  ["x'*y/(norm2(x)*norm2(y))", 'x', "1/(norm2(x)*norm2(y))*y - x'*y/(norm2(x)^3*norm2(y))*x"],
  ['sum(abs(x))', 'x', 'sign(x)'],
  ['sum(exp(X))', 'X', 'exp(X)'],
  ['norm2(X.*Y)^2', 'X', '2*X.*Y.^2'],
]

const learning: readonly Row[] = [
  ['logsumexp(A*x)', 'x', "A'*softmax(A*x)"],
  ["log(softmax(x))'*a", 'x', 'a - sum(a)*softmax(x)'],
  ["-y'*log(softmax(A*x))", 'A', "(sum(y)*softmax(A*x)-y)*x'"],
  ["-y'*log(softmax(A*x))", 'x', "A'*(sum(y)*softmax(A*x)-y)"],
  ['sum(log(1 + exp(-a.*x)))', 'x', '-a.*sigmoid(-a.*x)'],
  ["log(1 + exp(-a'*x))", 'x', "-sigmoid(-a'*x)*a"],
  ["sigmoid(a'*x + t)", 'a', "sigmoid(a'*x+t)*(1-sigmoid(a'*x+t))*x"],
  ['norm2(W*tanh(A*x) - u)^2', 'W', "2*(W*tanh(A*x)-u)*tanh(A*x)'"],
  ['norm2(U*X*a - u)^2', 'U', "2*(U*X*a-u)*(X*a)'"],
  ["norm2(x*y' - A)^2", 'x', "2*(x*y'-A)*y"],
  ["norm2(S - V*V')^2", 'V', "-4*(S-V*V')*V"],
  ['norm2(X*a - b)^2/(2*m) + s*norm2(a)^2', 'a', "1/m*X'*(X*a-b) + 2*s*a"],
  ['sum(relu(A*x))', 'x', "A'*step(A*x)"],
  ["x'*softmax(x)", 'x', "softmax(x) + x.*softmax(x) - x'*softmax(x)*softmax(x)"],
]

const rows: readonly Row[] = [...linear, ...quadratic, ...traces, ...inverses, ...entrywise, ...learning]
const options = { let: LET }

test('are as many as the corpus has', () => {
  expect(rows.length).toBeGreaterThanOrEqual(85)
})

describe('known derivatives', () => {
  test.each(rows)('of %s by %s: %s', (f, x, expected) => {
    const found = diff(f, x, options) as Tensor
    expect([String(found), equivalent(found, expected, options).verdict]).toEqual([String(found), 'verified'])
    expect(certificate(f, x, found, options).verdict).toBe('verified')
    expect([String(found), tokens(String(found)) <= tokens(expected)]).toEqual([String(found), true])
  })
})

describe('forms', () => {
  test.each([
    ['A*x', 'A', "kron(x', eye(n))"],
    ['A*B*C', 'B', "kron(C', A)"],
    ['A*B', 'A', "kron(B', eye(n))"],
    ['A*B', 'B', 'kron(eye(n), A)'],
    ['inv(A)', 'A', "-kron(inv(A)', inv(A))"],
    ['s*A', 'A', 's*kron(eye(n), eye(n))'],
  ])('%s by %s as a Kronecker product: %s', (f, x, expected) => {
    expect(String(diff(f, x, { ...options, form: 'kron' }))).toBe(expected)
  })

  test.each([
    ['A*x', 'A', '[k;i,j] delta(k,i)*x[j]'],
    ["x*y'", 'x', '[i,j;k] delta(i,k)*y[j]'],
    ['A', 'A', '[i,j;k,l] delta(i,k)*delta(j,l)'],
    ["A'", 'A', '[i,j;k,l] delta(i,l)*delta(j,k)'],
    ['A*B', 'A', '[i,j;k,l] delta(i,k)*B[l,j]'],
    ['diag(x)', 'x', '[i,j;k] delta(i,j)*delta(i,k)'],
    ['tanh(X)', 'X', '[i,j;k,l] delta(i,k)*delta(j,l)*(1 - tanh(X).^2)[i,j]'],
  ])('%s by %s with indices is equal to %s, and no longer', (f, x, expected) => {
    const found = diff(f, x, options) as Tensor
    expect(equivalent(found, expected, options).verdict).toBe('verified')
    expect([String(found), tokens(String(found)) <= tokens(expected)]).toEqual([String(found), true])
  })

  test('by components', () => {
    const found = diff("x'*A*x", 'x', { let: 'A:[2,2]; x:[2]', form: 'components' })
    expect(String(found)).toMatch(/^\[.*A\[1, 1\].*\]$/)
  })
})

describe('variables with structure', () => {
  test.each([
    ["x'*S*x", 'S', 'S:[2,2] symmetric; x:[2]', '[[x[1]^2, x[1]*x[2]], [x[1]*x[2], x[2]^2]]'],
    ['sum(D)', 'D', 'D:[2,2] diagonal', '[[1, 0], [0, 1]]'],
    ['sum(L)', 'L', 'L:[2,2] lower', '[[1, 0], [1, 1]]'],
    ['S[1,2]', 'S', 'S:[2,2] symmetric', '[[0, 1/2], [1/2, 0]]'],
  ])('%s by %s', (f, x, declared, expected) => {
    expect(String(diff(f, x, { let: declared, form: 'components' }))).toBe(expected)
  })
})

test.each([
  ['sum(x[2:n].^2)', 'x[2]', '2*x[2]'],
  ['sum(x[2:n].^2)', 'x[1]', '0'],
  ['sum(x[2:n])', 'x[3]', '1'],
  ['sum(x[1:n-1].^2)', 'x[1]', '2*x[1]'],
  ['sum(i, 1, n-1, (x[i+1]-x[i])^2)', 'x[1]', '2*x[1] - 2*x[2]'],
])('by one place of a range: %s by %s is %s', (f, by, answer) =>
  expect(String(diff(f, by, { let: 'x:[n]' }))).toBe(answer),
)

test('a place of which only the sizes tell whether it lies in a range is refused', () => {
  expect(() => diff('sum(x[1:n-1].^2)', 'x[2]', { let: 'x:[n]' })).toThrow('whether the place 2 lies in 1:n - 1')
  expect(String(diff('sum(x[1:3].^2)', 'x[2]', { let: 'x:[4]' }))).toBe('2*x[2]')
})
