/** Derivatives by entries with indices: the axes of an answer have the names that the question gave them. */
import { describe, expect, test } from 'vitest'
import { diff, gradient, hessian, jacobian, latex, type Options, parse, ShapeError } from '../../src/index.js'

const LET: Options = { let: 'W:[m,n]; x:[n]; theta:[m]; X:[n,n]; s:real; j:integer' }

describe('by entries', () => {
  test.each([
    ['f_i = sum(j, W[i,j]*x[j]) + theta[i]', 'x[k]', '[i;k] W[i,k]'],
    ['f_i = sum(j, W[i,j]*x[j]) + theta[i]', 'theta[k]', '[i:m;k] delta(i,k)'],
    ['f_i = sum(j, W[i,j]*x[j]) + theta[i]', 'W[k,l]', '[i;k,l] delta(i,k)*x[l]'],
    ['W*x + theta', 'W[ p, q ]', '[i;p,q] delta(i,p)*x[q]'],
    ['[a;] s*x[a]^2', 'x[b]', '[a;b] 2*s*delta(a,b)*x[a]'],
    ['sum(i, x[i]^2)', 'x[i]', '[;i] 2*x[i]'],
    ['tr(X*X)', 'X[p,q]', '[;p,q] 2*X[q,p]'],
    ['det(X)', 'X[p,q]', '[;p,q] adj(X)[q,p]'],
    ['s*x[2]', 'x[k]', '[;k] s*delta(k,2)'],
  ])('%s by %s is %s', (f, by, wanted) => {
    const found = diff(f, by, LET)
    expect(String(found)).toBe(wanted)
    expect(String(parse(wanted, { ...LET, form: 'index' }))).toBe(wanted)
  })
  test('in every verb of derivatives', () => {
    expect(String(gradient('sum(i, x[i]^2)', ['x[k]'], LET))).toBe('[;k] 2*x[k]')
    expect(String(jacobian('W*x', ['x[k]'], LET))).toBe('[i;k] W[i,k]')
    expect(String(hessian("x'*X*x", ['x[k]'], LET))).toBe("[;k,i] (X + X')[k,i]")
    expect(String(diff('sum(i, x[i]^2)', 'x[k]', 'x[l]', LET))).toBe('[;k,l] 2*delta(k,l)')
    expect(String(diff('sum(i, x[i]^2)', 'x[k]', 2, LET))).toBe('[;k,i] 2*delta(k,i)')
    expect(String(diff('sum(i, x[i]^2)', 'x[k]', 2, LET))).toBe(String(hessian('sum(i, x[i]^2)', ['x[k]'], LET)))
    expect(String(diff('W*x', 'x[k]', { ...LET, layout: 'denominator' }))).toBe('[k;i] W[i,k]')
    expect(String(diff('W*x', 'x[k]', { ...LET, form: 'matrix' }))).toBe('W')
    expect(latex(diff('W*x', 'x[k]', LET))).toBe('\\left[W_{ik}\\right]_{i;k}')
  })
})

describe('refused', () => {
  test.each([
    ['sum(i, x[i]^2)', 'x[j]', /j has another meaning/],
    ['s*sum(i, x[i]^2)', 'x[s]', /s has another meaning/],
    ['sum(i, x[i]^2)', 'x[n]', /n has another meaning/],
    ['[i;] x[i]^2', 'x[i]', /i is an index of another axis/],
    ['sum(i, x[i]^2)', 'x[k,l]', /one axis, not 2/],
    ['tr(X)', 'X[k,k]', /k is an index of another axis/],
    ['tr(X)', 'X[1,k]', /not of the same kind/],
    ['tr(X)', 'X[k]', /2 axes, not 1/],
  ])('%s by %s', (f, by, message) => {
    expect(() => diff(f, by, LET)).toThrow(ShapeError)
    expect(() => diff(f, by, LET)).toThrow(message)
  })
})
