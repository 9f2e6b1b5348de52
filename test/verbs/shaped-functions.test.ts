/** Functions of the caller's own beside vectors and matrices: entry by entry, as all functions are, with what is stated of them put in. */
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { certificate, diff, directional, hessian, hvp, latex, parseLatex, subs, taylor } from '../../src/index.js'

const LET = { let: 'x:[n] w:[n] A:[n,n] f:function; g:function' }
const STATED = {
  let: 'x:[n] w:[n] A:[n,n]',
  functions: { h: { derivative: ['1/(1 + u^2)'] }, k: { derivative: ['v', 'u'] } },
}

describe('derivatives through functions of the caller', () => {
  it.each([
    ['sum(f(x))', 'x', LET, "f'(x)"],
    ['f(A*x)', 'x', LET, "diag(f'(A*x))*A"],
    ['f(norm2(x))', 'x', LET, "f'(norm2(x))*x/norm2(x)"],
    ["w'*f(A*x)", 'x', LET, "A'*(w.*f'(A*x))"],
    ["w'*f(A*x)", 'A', LET, "(w.*f'(A*x))*x'"],
    ["f(x'*x, t)", 't', LET, "f'[2](x'*x, t)"],
    ['f(g(x))', 'x', LET, "diag(f'(g(x)).*g'(x))"],
    ['u = A*x; v = f(u); sum(v)', 'x', LET, "A'*f'(A*x)"],
    ['sum(h(A*x))', 'x', STATED, "A'*(1./((A*x).^2 + 1))"],
    ['sum(k(x, w))', 'x', STATED, 'w'],
    ['sum(f(x))', 'x', { let: 'x:[n]; f(t) = t^2*exp(t)' }, 'x.*exp(x).*(x + 2)'],
  ])('of %s by %s', (f, x, options, slope) => expect(String(diff(f, x, options))).toBe(slope))

  it('are taken twice, along vectors, and in powers', () => {
    expect(String(hessian("f(x'*x)", ['x'], LET))).toBe("4*f''(x'*x)*x*x' + 2*f'(x'*x)*eye(n)")
    expect(String(hvp('sum(f(x))', ['x'], ['w'], LET))).toBe("w.*f''(x)")
    expect(String(taylor('sum(f(x))', 'x', 'w', 1, LET))).toBe("sum(f(w)) + (x - w)'*f'(w)")
  })

  it('are verified for some function, but not where only a derivative is stated', () => {
    expect(certificate("w'*f(A*x)", 'x', "A'*(w.*f'(A*x))", LET).verdict).toBe('verified')
    expect(certificate("w'*f(A*x)", 'x', "A'*f'(A*x)", LET).verdict).toBe('refuted')
    expect(certificate('sum(h(x))', 'x', undefined, STATED).verdict).toBe('unknown')
    expect(certificate('h(x)', 'x', undefined, { functions: STATED.functions }).verdict).toBe('unknown')
    expect(String(diff('sum(h(x))', 'x', { ...STATED, verify: true }))).toBe('1./(x.^2 + 1)')
  })

  it('are read back from LaTeX', () => {
    const slope = diff("w'*f(A*x)", 'x', LET)
    expect(String(parseLatex(latex(slope), LET))).toBe(String(slope))
  })
})

describe('tensors of order 3', () => {
  const T = { let: 'T:[n,n,n]', verify: true }
  it.each([
    ['sum(T.^2)', '[;i,j,k] 2*T[i,j,k]'],
    ['sum(exp(T))', '[;i,j,k] exp(T[i,j,k])'],
  ])('%s', (f, slope) => expect(String(diff(f, 'T', T))).toBe(slope))
})

describe('complex scalars beside arrays', () => {
  it('have no derivative through rough functions', () => {
    expect(() => diff('abs(t)*x', 't', { let: 'x:[n]', domain: 'complex' })).toThrow(FluxionError)
    expect(String(diff('log(t)*x', 't', { let: 'x:[n]', domain: 'complex' }))).toBe('x/t')
    expect(String(diff('sum(abs(x))', 'x', { let: 'x:[n]', domain: 'complex' }))).toBe('sign(x)')
  })
})

describe('sizes that arrays tell', () => {
  const r = { let: 'r:[n] s:[n]' }
  it('hold for all that has them', () => {
    expect(String(directional("r'*r", { r: [1, 2, 2] }, r))).toBe("2*r'*[1, 2, 2]/3")
    expect(String(directional("r'*r", [1, 2, 2], r))).toBe("2*r'*[1, 2, 2]/3")
    expect(String(hvp("r'*r", ['r'], ['[1, 2]'], r))).toBe('2*[1, 2]')
    expect(String(subs("r'*s", { r: [1, 2] }, { ...r, form: 'components' }))).toBe('s[1] + 2*s[2]')
  })
})

describe('answers as people write them', () => {
  it.each([
    ["c'*expm(t*A)*b", 't', "c'*A*expm(t*A)*b"],
    ['norm2(expm(t*A)*b - c)^2', 't', "2*(expm(t*A)*b - c)'*A*expm(t*A)*b"],
    ["sum(X.*log(X./(z*y')))", 'X', "log(X./(z*y')) + 1"],
  ])('%s by %s', (f, x, slope) => {
    const options = { let: 'A:[n,n] b:[n] c:[n] X:[m,n] z:[m] y:[n]' }
    expect(String(diff(f, x, options))).toBe(slope)
    expect(certificate(f, x, slope, options).verdict).toBe('verified')
  })
})
