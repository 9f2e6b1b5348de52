/** Index notation reads back as text and LaTeX, tells the sizes that nothing else tells, and its shared form names no part outside its index. */
import { describe, expect, it } from 'vitest'
import { diff, latex, parse, parseLatex } from '../../src/index.js'
import { text } from '../../src/print/text.js'
import { STRUCTURES } from '../../src/tensor/notation.js'

describe('read back', () => {
  it.each([
    ['[k;i,j] delta(k,i)*x[j]', '', 'x:[n]', '[k;i,j] delta(k,i)*x[j]'],
    ['W*x', 'W', 'W:[m,n]; x:[n]', '[k;i,j] delta(k,i)*x[j]'],
    ['W*x', 'W', 'W:[m,n]; x:[n]; V:[p,m]', '[k;i,j] delta(k,i)*x[j]'],
    ['W*x', 'W', 'W:[m,n]; x:[n]; V:[p,n]', '[k;i,j] delta(k,i)*x[j]'],
    ['W*x', 'W', 'V:[p,n]; W:[m,n]; x:[n]', '[k:m;i,j] delta(k,i)*x[j]'],
    ['X', 'X', 'X:[m,n]', '[i,j;k,l] delta(i,k)*delta(j,l)'],
    ['X', 'X', 'Y:[n,m]; X:[m,n]', '[i:m,j:n;k,l] delta(i,k)*delta(j,l)'],
    ["X'", 'X', 'X:[m,n]', '[i,j;k,l] delta(j,k)*delta(i,l)'],
    ['diag(x)', 'x', 'x:[n]; y:[n]', '[i,j;k] delta(i,j)*delta(i,k)'],
    ['diag(x)', 'x', 'y:[m]; x:[n]', '[i:n,j;k] delta(i,j)*delta(i,k)'],
    ['0*A', 'A', 'A:[n,n]', '[i:n,j:n;k,l] 0'],
    ["x*ones(m)'", 'x', 'x:[n]; M:[m,m]', '[i,j:m;k] delta(i,k)'],
    ["x[2]*ones(m)*ones(n)'", 'x', 'x:[n]; M:[m,m]', '[i:m,j:n;k] delta(k,2)'],
    ["x*ones(m + n)'", 'x', 'x:[n]; M:[m,m]', '[i,j:(m + n);k] delta(i,k)'],
    ['[A*x; B*x][2:4]', 'B', 'A:[3,3]; x:[3]; B:[2,3]', '[k:3;i:2,j] delta(i,1)*delta(k,3)*x[j]'],
    ['diag(x)*Y*diag(x)', 'x', 'x:[n]; Y:[n,n]', '[i,j;k] delta(j,k)*Y[i,j]*x[i] + delta(i,k)*Y[i,j]*x[j]'],
  ])('%s by %s', (f, by, declared, shown) => {
    const given = { let: declared }
    const e = by === '' ? parse(f, given) : diff(f, by, given)
    expect(String(e)).toBe(shown)
    expect(parse(shown, given)).toMatchObject({ shape: e.shape })
    expect(String(parse(shown, given))).toBe(shown)
    expect(String(parseLatex(latex(e), given))).toBe(shown)
  })

  it.each([
    ['X:[m,n]', '[;i,j,k,l] 2*delta(i,k)*delta(j,l)'],
    ['Y:[n,m]; X:[m,n]', '[;i:m,j:n,k,l] 2*delta(i,k)*delta(j,l)'],
  ])('the second derivative of a scalar with %s', (declared, shown) => {
    const given = { let: declared }
    const e = diff('sum(X.^2)', 'X', 'X', given)
    expect(String(e)).toBe(shown)
    expect(parse(shown, given)).toMatchObject({ shape: e.shape })
    expect(String(parse(shown, given))).toBe(shown)
  })

  it('gives sizes that nobody told a name', () => {
    const shown = '[i,j;k,l] 0'
    expect(String(parse('[i,j;k,l] 0', { let: 'x:[n]' }))).toBe(shown)
    expect(String(parse(shown, { let: 'x:[n]' }))).toBe(shown)
  })
})

describe('quotients', () => {
  it.each([
    ['x./(A*x)', '[i;j] delta(i,j)/(A*x)[i] - A[i,j]*x[i]/(A*x)[i]^2'],
    ['X./Y', '[i,j;k,l] delta(i,k)*delta(j,l)/Y[i,j]', 'X'],
    ['X./Y', '[i,j;k,l] -delta(i,k)*delta(j,l)*X[i,j]/Y[i,j]^2', 'Y'],
    ['sum((x-y).^2./s.^2)', '[;k] 2*(x - y)[k]/s[k]^2', 'x[k]'],
    ['sum(log(x./y))', '[;k] -1/y[k]', 'y[k]'],
    ['log(diag(A))', '[k;i,j] delta(k,i)*delta(k,j)/A[k,k]', 'A'],
    ["diag(x)*Y'*inv(diag(Y*x))", '[i,j;k] delta(i,k)*Y[j,i]/(Y*x)[j] - Y[j,i]*Y[j,k]*x[i]/(Y*x)[j]^2'],
  ])('%s: entries are divided by entries', (f, shown, by = 'x') => {
    const given = { let: 'x:[n]; y:[n]; s:[n]; A:[n,n]; X:[n,n]; Y:[n,n]', form: 'index' } as const
    const e = diff(f, by, given)
    expect(String(e)).toBe(shown)
    expect(String(parse(shown, given))).toBe(String(e))
    expect(String(parseLatex(latex(e), given))).toBe(String(e))
  })

  it.each([
    ['sum(x.^2)*sum(x)', "[;k] 2*sum(x)*x[k] + x'*x"],
    ['sum(i,1,n-1, (x[i+1]-x[i])^2)', '[;k] (2*[0; x[2:n] - x[1:n - 1]] - 2*[x[2:n] - x[1:n - 1]; 0])[k]'],
    ['sum(i,1,n-1, x[i+1]*x[i])', '[;k] ([0; x[1:n - 1]] + [x[2:n]; 0])[k]'],
  ])('%s by an entry', (f, shown) => {
    expect(String(diff(f, 'x[k]', { let: 'x:[n]' }))).toBe(shown)
  })
})

describe('no part leaves its index', () => {
  it.each([
    ['diag(x)*Y*diag(x)', 'x', '[i,j;k] delta(j,k)*Y[i,j]*x[i] + delta(i,k)*Y[i,j]*x[j]'],
    [
      "diag(x)*Y'*inv(Y + diag(x))",
      'x',
      "t1 = inv(Y + diag(x)); t2 = Y'*t1; [i,j;k] delta(i,k)*t2[i,j] - t1[k,j]*t2[i,k]*x[i]",
    ],
    ['[tanh(Y*x); sin(tanh(Y*x))]', 'x', 't1 = Y*x; [eye(n); diag(cos(tanh(t1)))]*diag(sech(t1).^2)*Y'],
  ])('%s by %s', (f, by, shown) => {
    const given = { let: 'x:[n]; Y:[n,n]' }
    const e = diff(f, by, given)
    expect(text(e, { shared: true, structures: STRUCTURES })).toBe(shown)
    expect(String(parse(shown, given))).toBe(String(e))
  })
})
