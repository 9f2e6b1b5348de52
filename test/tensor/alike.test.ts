/** Terms that are alike but for one matrix, signs and orders as a person keeps them, and projections. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate, latex, parseLatex, simplify } from '../../src/index.js'

describe('as a person writes it', () => {
  it.each([
    ["x'*[1,2;3,4]*x", 'x', 'x:[2]', '[[2, 5], [5, 8]]*x'],
    ["x'*[2,1;1,3]*x/2 - [1,2]'*x", 'x', 'x:[2]', '[[2, 1], [1, 3]]*x - [1, 2]'],
    ["x'*[a,b;c,d]*x", 'x', 'x:[2]', '[[2*a, b + c], [b + c, 2*d]]*x'],
    ["x'*[1,2;3,4]*y - y'*[1,2;3,4]*x", 'x', 'x:[2]; y:[2]', '[[0, -1], [1, 0]]*y'],
    ['norm2([1,2;3,4]*x - y)^2', 'x', 'x:[2]; y:[2]', '2*[[1, 3], [2, 4]]*([[1, 2], [3, 4]]*x - y)'],
    ["norm(X*X' - A, fro)^2", 'X', 'X:[n,k]; A:[n,n]', "2*(2*X*X' - A - A')*X"],
    [
      "exp(-1/2*(x-a)'*inv(S)*(x-a))",
      'x',
      'x:[n]; a:[n]; S:[n,n] psd',
      "-exp(-(x - a)'*inv(S)*(x - a)/2)*inv(S)*(x - a)",
    ],
    [
      "-(k+p)/2*log(1 + (x-m)'*inv(S)*(x-m)/k)",
      'x',
      'x:[p]; m:[p]; S:[p,p] psd',
      "-(k + p)*inv(S)*(x - m)/((x - m)'*inv(S)*(x - m) + k)",
    ],
    ["(a'*x)^2*b'*x", 'x', 'a:[n]; b:[n]; x:[n]', "a'*x*(2*(b'*x)*a + a'*x*b)"],
    ['det(kron(A,B))', 'A', 'A:[m,m]; B:[n,n]', "n*det(A)^(n - 1)*det(B)^m*adj(A)'"],
    ['norm2(A*pinv(A)*y - y)^2', 'y', 'A:[m,n]; y:[m]', '2*y - 2*A*pinv(A)*y'],
    ['norm2((eye(m) - A*pinv(A))*y)^2', 'A', 'A:[m,n]; y:[m]', "2*(A*pinv(A)*y - y)*y'*pinv(A)'"],
    ["x[2:n]'*x[2:n]", 'x', 'x:[n]', '2*[0; x[2:n]]'],
    ['norm2(A[2:m,:]*x)^2', 'x', 'A:[m,n]; x:[n]', "2*A[2:m,:]'*A[2:m,:]*x"],
  ])('%s by %s', (f, by, declared, expected) => {
    const slope = diff(f, by, { let: declared })
    expect(String(slope)).toBe(expected)
    expect(String(parseLatex(latex(slope), { let: declared }))).toBe(expected)
  })

  it.each([
    ['[1,2] + x - [1,2]', 'x:[2]', 'x'],
    ['t*[1,2] + x - 3*t*[1,1]', 'x:[2]', 'x + t*[-2, -1]'],
    ['A*pinv(A)*A', 'A:[m,n]', 'A'],
    ["pinv(A)'*A'*y", 'A:[m,n]; y:[m]', 'A*pinv(A)*y'],
    ['(A*pinv(A))^2', 'A:[m,n]', 'A*pinv(A)'],
    ['pinv(A)*A - A*pinv(A)', 'A:[n,n] symmetric', 'zeros(n, n)'],
  ])('%s is simply written', (f, declared, expected) => {
    expect(String(simplify(f, { let: declared }))).toBe(expected)
  })
})

describe('ranges at sizes', () => {
  const x = [1, 2, 4]
  it('go to the last place', () => {
    expect(evaluate('norm2(x[2:n] - x[1:n-1])^2', { x }, { let: 'x:[n]' })).toBe(5)
  })
  it.each([
    ['x[2:4]', x],
    ['sum(x[2:4].^2)', x],
    ['sum(x[2:n])', [1]],
  ])('%s is refused where the axis has no such places', (f, at) => {
    expect(() => evaluate(f, { x: at }, { let: 'x:[n]' })).toThrow(/range/)
  })
  it('run forwards', () => {
    expect(() => diff('x[n:1]', 'x', { let: 'x:[n]' })).toThrow(/runs backwards/)
  })
})
