/** Factors and terms that may be exchanged: what is printed is what is printed of it when it is read. */
import { describe, expect, it } from 'vitest'
import { diff, latex, parse, parseLatex, simplify, type Tensor } from '../../src/index.js'

const LET = {
  let: 'A:[m,n]; B:[n,m]; S:[n,n] symmetric; P:[n,n] psd; L:[n,n] lower; X:[n,n]; x:[n]; y:[n]; z:[m]; w:[n] positive; c:positive',
}

const FORMULAS: readonly (readonly [formula: string, by: string])[] = [
  ['sin(sum(i, x[i]^2*X[i,i])*log(1+tr(X)^2))', 'x'],
  ["log(1+norm(A.*B',fro)^2)", 'A'],
  ['sqrt(1+norm2(P*x + (x - mean(w)))^2)', 'P'],
  ["c*sum(x)*(P\\x)'*inv(P)*softmax(x + y)", 'x'],
  ['logsumexp(P\\softmax(y))', 'P'],
  ["(ones(n)./w + sum(S,2))'*inv(P)*L*B*A*w", 'P'],
  ["(w.*w)'*inv(P)*L[:,1]", 'P'],
  ["(y./w)'*inv(P)*cumsum(X[1,2]*y)", 'P'],
  ['sqrt(1+norm2((P\\x).^2)^2)', 'P'],
  ["(x.*y)'*inv(P)*(x./w - softplus(w))", 'P'],
  ['sqrt(1+norm2(cumsum(P\\y))^2)', 'P'],
  ["(L[:,1] - mean(w - mean(x)))'*inv(P)*X*ones(n)", 'w'],
  ["norm(A,fro)*((P\\x).^2)'*inv(P)*w", 'x'],
  ['tr(tanh(eye(n)))*X[1,2]/(1+tr(X)^2)', 'X'],
  ["exp(-(y'*L'*inv(P)*diag(S))^2)", 'P'],
  ["((w - 1).*y)'*inv(P)*y.^2", 'P'],
]

describe('answers are what is printed of them when they are read', () => {
  it.each(FORMULAS)('%s by %s', (f, by) => {
    const answer = diff(f, by, LET) as Tensor
    const text = String(answer)
    expect(String(parse(text, LET))).toBe(text)
    expect(latex(parseLatex(latex(answer), LET))).toBe(latex(answer))
    const indexed = String(answer.written('index'))
    expect(String((parse(indexed, LET) as Tensor).written('index'))).toBe(indexed)
  })
})

describe('the order in which it was written stays', () => {
  it.each([
    ["y'*x"],
    ["x'*y"],
    ['y + x'],
    ['y.*x'],
    ['sin(y).*x'],
    ["X'*sum(inv(P), 2)"],
    ['sum(inv(P)*sum(X, 2))'],
    ["sum(X'*sum(inv(P), 2))"],
    ['P*x + x'],
  ])('%s', text => {
    expect(String(simplify(text, LET))).toBe(text)
  })
})

describe('a function of the identity on its diagonal is a number', () => {
  it.each([
    ['tr(tanh(eye(n)))', 'n*tanh(1)'],
    ['diag(exp(2*eye(n)))', 'e^2*ones(n)'],
    ['tr(exp(X))', 'sum(exp(diag(X)))'],
  ])('%s is %s', (f, value) => {
    expect(String(simplify(f, LET))).toBe(value)
  })
})
