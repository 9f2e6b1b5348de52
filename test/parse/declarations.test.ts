/** Declarations taken apart: shapes as written, properties, and where wrong ones are refused. */
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.js'
import { readDeclarations } from '../../src/parse/declarations.js'

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
    ['__proto__:[2]; constructor:[n]', ['__proto__[2]', 'constructor[n]']],
  ])('%s', (text, declared) => expect(shown(text)).toEqual(declared))

  test('definitions between them keep their places', () => {
    const text = "W:[2,3]; q = W'*x; x in R^2; r = 2*q'"
    const { definitions } = readDeclarations(text)
    expect(definitions.replace(/\s+/g, ' ')).toBe(" q = W'*x; r = 2*q'")
    expect(definitions.indexOf('q =')).toBe(text.indexOf('q ='))
    expect(definitions.indexOf('r =')).toBe(text.indexOf('r ='))
  })

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
