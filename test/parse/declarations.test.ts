/** Declarations taken apart: shapes as written, properties, and where wrong ones are refused. */
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.js'
import { diff, gradient } from '../../src/index.js'
import { readDeclarations } from '../../src/parse/declared-shapes.js'

/** Each declaration as `name[size|size] words`. */
const shown = (text: string): string[] =>
  readDeclarations(text).declared.map(({ name, shape, assumptions, properties }) =>
    [
      `${name}${shape ? `[${shape.map(s => s.text.trim()).join('|')}]` : ''}`,
      ...properties,
      ...assumptions.filter(a => a !== 'positive' || !properties.includes('positive')),
    ].join(' '),
  )

describe('shapes', () => {
  test.each<[string, string[]]>([
    ['W:[2,3]', ['W[2|3]']],
    ['W:[2,3] x:[2] t:[3]', ['W[2|3]', 'x[2]', 't[3]']],
    ['W:[2,3]; x:[n]', ['W[2|3]', 'x[n]']],
    ['A:[n, 2*n]; B:[n+1,m]', ['A[n|2*n]', 'B[n+1|m]']],
    ['A:[(n+1),max(1,2)]', ['A[(n+1)|max(1,2)]']],
    ['b:[]', ['b[]']],
    ['b : [ ]', ['b[]']],
    ['T:[2,3,4]', ['T[2|3|4]']],
    ['S:[n,n] symmetric psd x:[n] positive', ['S[n|n] symmetric psd', 'x[n] positive']],
    ['S:[n,n] diagonal lower unit', ['S[n|n] diagonal lower unit']],
    ['b:[] positive integer', ['b[] positive integer']],
    ['t:positive x:[n]', ['t positive', 'x[n]']],
    ['W in R^{2x3}', ['W[2|3]']],
    ['W in R^(2x3) x in R^n', ['W[2|3]', 'x[n]']],
    ['W in R^{m x n} symmetric', ['W[m|n] symmetric']],
    ['W ∈ R^{m×n}; b in R', ['W[m|n]', 'b[]']],
    ['W ∈ ℝ^{mxn}', ['W[m|n]']],
    ['W in R^{2xn}', ['W[2|n]']],
    ['W in R^{m*n}', ['W[m|n]']],
    ['x in R^3', ['x[3]']],
    ['W in R^{n+1 x 2n}', ['W[n+1|2n]']],
    ['T in R^{2x3x4}', ['T[2|3|4]']],
    ['T in R^{n x n x n}', ['T[n|n|n]']],
    ['w:[n] q = w + 1 v in R^2', ['w[n]', 'v[2]']],
    ['e:[n] in:[2]', ['e[n]', 'in[2]']],
    ['A:[n,n], x:[n], t:positive', ['A[n|n]', 'x[n]', 't positive']],
    ['x, y:[n]; a, b in R^{2x2}', ['x[n]', 'y[n]', 'a[2|2]', 'b[2|2]']],
    ['x:positive, y:positive', ['x positive', 'y positive']],
    ['x, y:positive z:real', ['x positive', 'y positive', 'z real']],
    ['S:[n,n]:symmetric', ['S[n|n] symmetric']],
    ['S:[n,n], symmetric, psd, x:[n]', ['S[n|n] symmetric psd', 'x[n]']],
    ['S:[n,n] symmetric, positive:[n]', ['S[n|n] symmetric', 'positive[n]']],
    ['x:[n], symmetric = 2', ['x[n]']],
    ['A:[2x3]; B:[m × n]; C:[n x n]; D:[nxn]; E:[2 x n+1]', ['A[2|3]', 'B[m|n]', 'C[n|n]', 'D[n|n]', 'E[2|n+1]']],
    ['A:[x, 2*x]; B:[2x]', ['A[x|2*x]', 'B[2x]']],
    ['A = [1,2; 3,4]; x:[2]', ['x[2]']],
    ['q = max(a, b), x:[n]', ['x[n]']],
    ['f(t) = t^3*y, y:[n]', ['y[n]']],
    ['__proto__:[2]; constructor:[n]', ['__proto__[2]', 'constructor[n]']],
  ])('%s', (text, declared) => expect(shown(text)).toEqual(declared))

  test('definitions between them keep their places', () => {
    const text = "W:[2,3]; q = W'*x; x in R^2; r = 2*q'"
    const { definitions } = readDeclarations(text)
    expect(definitions.replace(/\s+/g, ' ')).toBe(" q = W'*x; r = 2*q'")
    expect(definitions.indexOf('q =')).toBe(text.indexOf('q ='))
    expect(definitions.indexOf('r =')).toBe(text.indexOf('r ='))
  })

  test.each<[string, string]>([
    ['A = [1,2; 3,4]; b = 2', 'A = [1,2; 3,4]; b = 2'],
    ['q = max(a, b), r = 2', 'q = max(a, b); r = 2'],
    ['q = a > 0 ? b : c; x:[n]', 'q = a > 0 ? b : c'],
  ])('%s has the definitions %s', (text, definitions) =>
    expect(readDeclarations(text).definitions.replace(/\s+/g, ' ').replaceAll(' ;', ';')).toBe(definitions),
  )

  test.each<[string, object[]]>([
    ['f(x) = x^2', [{ name: 'f', arguments: ['x'], definition: 'x^2' }]],
    ['g(u, v) = u*[v; 1], x:[n]', [{ name: 'g', arguments: ['u', 'v'], definition: 'u*[v; 1]' }]],
    [
      'f(t) = t; h(θ) = f(θ)/2',
      [
        { name: 'f', arguments: ['t'], definition: 't' },
        { name: 'h', arguments: ['theta'], definition: 'f(θ)/2' },
      ],
    ],
  ])('%s defines functions', (text, defined) => expect(readDeclarations(text).defined).toMatchObject(defined))

  test('sizes know where they stand', () => {
    for (const text of ['x:real W:[2, n+1]', 'x:real W in R^{2 x n+1}', 'x:real W in R^(2×n+1)']) {
      for (const { shape } of readDeclarations(text).declared)
        for (const size of shape ?? []) expect(text.slice(size.offset).startsWith(size.text)).toBe(true)
    }
  })

  test('100,000 declarations', () => {
    const text = Array.from({ length: 100_000 }, (_, k) => `x${k}:[n]`).join(' ')
    expect(readDeclarations(text).declared).toHaveLength(100_000)
  })
})

describe('what is refused', () => {
  test.each<[string, number, string]>([
    ['W:[2,3', 6, 'unexpected-end'],
    ['W:[2,3; x:[n]', 6, 'unexpected-name'],
    ['W:[2,3] blue', 8, 'unexpected-name'],
    ['W:[2,3] function', 8, 'unexpected-name'],
    ['x:symmetric', 2, 'unexpected-name'],
    ['x:real symmetric', 7, 'unexpected-name'],
    ['W:[2,#]', 5, 'unexpected-character'],
    ['W in', 2, 'unexpected-name'],
    ['W in Q^2', 2, 'unexpected-name'],
    ['A:[n n]', 5, 'unexpected-name'],
    ['A:[2 n, 3]', 5, 'unexpected-name'],
    ['x:[n],', 5, 'unexpected-name'],
    ['x:[n],, y:[n]', 5, 'unexpected-name'],
    [', x:[n]', 0, 'unexpected-name'],
    ['v:[2 3]', 5, 'unexpected-number'],
    ['x:real real', 7, 'unexpected-name'],
    ['f(x^2) = x', 1, 'unexpected-name'],
    ['f() = 2', 1, 'unexpected-name'],
    ['S:[n,n] symmetric, blue', 23, 'unexpected-end'],
  ])('%j fails at %i: %s', (text, offset, code) => {
    let error: unknown
    try {
      readDeclarations(text)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(ParseError)
    expect(error).toMatchObject({ offset, code, source: text })
  })
})

test.each<[string, RegExp]>([
  ['A: matrix', /A:\[m,n\]/],
  ['x: vector(3)', /x:\[n\]/],
  ['A: n x n', /sizes in \[ \]/],
  ['A: 2x3', /sizes in \[ \]/],
  ['A:(2,3)', /sizes in \[ \]/],
  ['A[2,3]', /colon before the sizes/],
  ['A:[2][3]', /commas: A:\[2,3\]/],
  ['A:[n n]', /a comma between sizes/],
  ['A: R^{n x n}', /in R\^\{m x n\}/],
  ['A:[n,n] spd', /psd/],
  ['x: scalar', /x:real/],
  ['x:nonneg', /nonnegative/],
  ['x:postive', /positive/],
  ['x > 0', /x:positive/],
  ['q := x + y', /"q = x \+ y"/],
  ['f(x): function', /f:function/],
])('%s is refused with advice', (text, advice) => expect(() => diff('x', 'x', { let: text })).toThrow(advice))

test.each<[string, string, string]>([
  ['f(x)^2*q', 'f(x) = x^2; q = x + 1', '5*x^4 + 4*x^3'],
  ['f(x)*q', 'q = x^2, f(t) = t*q', '5*x^4'],
  ['f(x)', 'g(u,v) = u*v; f(t) = g(t,t)', '2*x'],
  ['f(x)', 'f(t) = t^2; t = x^2', '2*x'],
  ['f(2*x)', 'f(x) = a*x', '2*a'],
])('%s where %s', (f, declarations, slope) => expect(String(diff(f, 'x', { let: declarations }))).toBe(slope))

test('functions of vectors and matrices', () => {
  expect(String(gradient('sum(f(x))', ['x'], { let: 'x:[n], f(t) = t^3' }))).toBe('3*x.^2')
  expect(() => gradient('sum(f(x))', ['x'], { let: 'x:[n], y:[n], f(t) = t*y' })).toThrow(/give it y as an argument/)
})
