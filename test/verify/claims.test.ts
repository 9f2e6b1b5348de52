/** Claims of every kind: expressions, numbers, arrays, functions; and steps and tolerances as the library takes them. */
import { describe, expect, test } from 'vitest'
import { check, compile, gradient, parse } from '../../src/index.js'

const at = { a: 3, b: 4 }

describe('claims of the function a^2 + a*b', () => {
  test.each([
    ['expressions', { a: '2*a + b', b: 'a' }, 'ok'],
    ['numbers', { a: 10, b: 3 }, 'ok'],
    ['a function of all values', (a: number, b: number) => [2 * a + b, a], 'ok'],
    ['a compiled gradient', compile(gradient('a^2 + a*b', ['a', 'b']), ['a', 'b']), 'ok'],
    ['a function that answers an object', (a: number, b: number) => ({ a: 2 * a + b }), 'ok'],
    ['a function for one variable', { b: (a: number) => a }, 'ok'],
    ['a wrong function', (a: number, b: number) => [2 * a - b, a], 'wrong'],
  ] as const)('%s', (_, claimed, verdict) => {
    expect(check('a^2 + a*b', { at, claimed }).verdict).toBe(verdict)
  })
  test('a function that answers too few values is refused', () => {
    expect(() => check('a^2 + a*b', { at, claimed: () => [1] })).toThrow(expect.objectContaining({ code: 'claim' }))
  })
  test('the worst entry is named', () => {
    const report = check('a^2 + a*b', { at, claimed: { a: '2*a - b', b: 'a' } })
    expect(report.worst?.variable).toBe('a')
    expect(String(report)).toContain('worst: a: wrong')
  })
})

describe('claims of vectors and matrices', () => {
  const options = {
    let: 'W:[2,2] x:[2] y:[2]',
    at: {
      W: [
        [1, 2],
        [3, 4],
      ],
      x: [1, 2],
      y: [3, 5],
    },
    variables: ['W'],
  }
  test.each([
    ['a formula', { W: "x*y'" }, 'ok', undefined],
    [
      'an array',
      {
        W: [
          [3, 5],
          [6, 10],
        ],
      },
      'ok',
      undefined,
    ],
    [
      'the transpose',
      {
        W: [
          [3, 6],
          [5, 10],
        ],
      },
      'wrong',
      'the matrix is transposed',
    ],
    ['the opposite sign', { W: "-x*y'" }, 'wrong', 'the sign is the opposite'],
    ['a function', (_: number[][], x: number[], y: number[]) => x.map(a => y.map(b => a * b)), 'ok', undefined],
  ] as const)('%s', (_, claimed, verdict, mistake) => {
    const report = check("x'*W*y", { ...options, claimed: claimed as never })
    expect(report.verdict).toBe(verdict)
    expect(report.worst?.mistake).toBe(mistake)
  })
  test('an array of another shape is refused', () => {
    expect(() => check("x'*W*y", { ...options, claimed: { W: [[3, 5]] } as never })).toThrow(
      expect.objectContaining({ code: 'shape' }),
    )
  })
  test('the notes: nine rows of changes beside differentials', () => {
    const { variables } = check('sum(sigmoid(X*W))', {
      let: 'X:[3,3]; W:[3,2]',
      at: {
        X: [
          [0.5, -1.25, 2],
          [-2.25, 1.5, -0.75],
          [1.75, -0.5, 0.25],
        ],
        W: [
          [1.2, -0.7],
          [-2.1, 0.4],
          [0.3, 1.6],
        ],
      },
      variables: ['X'],
      method: 'central',
      step: 0.01,
      delta: 0.01,
    })
    expect(variables).toHaveLength(9)
    expect(variables.map(v => v.verdict)).toEqual(new Array(9).fill('ok'))
    for (const { change } of variables)
      expect(Math.abs((change?.change ?? 0) - (change?.differential ?? 1))).toBeLessThan(2e-5)
  })
})

describe('a wrong claim of vectors and matrices', () => {
  const W = [
    [1, 2],
    [3, 4],
  ]
  const given = { let: 'W:[2,2]; x:[2]; y:[2]', at: { W, x: [1, 3], y: [2, 1] } }
  test.each([
    ['norm2(W*x)^2 + 0*sum(y)', 'x', "W'*W*x", 'a factor 2 is missing'],
    ['norm2(W*x)^2 + 0*sum(y)', 'x', "-2*W'*W*x", 'the sign is the opposite'],
    ['norm2(W*x)^2 + 0*sum(y)', 'x', "2*W*W'*x", "W*W' stands where W'*W belongs"],
    ['norm2(W*x - y)^2/2', 'x', 'W*(W*x - y)', "W stands where W' belongs"],
    ['norm2(W*x - y)^2', 'W', "2*(W*x - y)*y'", 'y stands where x belongs'],
    ['norm2(W*x - y)^2', 'W', "2*x*(W*x - y)'", 'the matrix is transposed'],
    ["y'*W*x", 'x', 'W*y', "W stands where W' belongs"],
    ['sum(exp(W*x)) + 0*sum(y)', 'x', 'exp(W*x)', "the factor W' is missing"],
    ['mean((W*x - y).^2)', 'x', "2*W'*(W*x - y)", 'a factor 2 is too many'],
    ['sum(sigmoid(W*x)) + 0*sum(y)', 'x', "W'*sigmoid(W*x)", 'sigmoid(W*x) stands as it was, without its derivative'],
    ['sum(tanh(W*x)) + 0*sum(y)', 'W', "tanh(W*x)*x'", 'tanh(W*x) stands as it was'],
    ['norm2(tanh(W*x) - y)^2', 'x', "2*W'*((tanh(W*x) - y).*tanh(W*x))", 'tanh(W*x) stands as it was'],
    ['sum(log(W*x).^2) + 0*sum(y)', 'x', "2*W'*log(W*x)", 'the derivative of log(W*x) by W*x is missing'],
    ['sum((W*x).^3) + 0*sum(y)', 'x', "3*W'*(W*x)", 'the power of W*x is 2, not 1'],
    ['sum(exp(W*x).*tanh(y))', 'x', "W'*exp(W*x)", 'a factor made of tanh(y) is missing'],
    ["x'*W*x + 0*sum(y)", 'x', 'W*x', "the term W'*x is missing"],
    ["x'*W*x + y'*x", 'x', "W*x + W'*x - y", 'the sign of the term y is the opposite'],
    ['norm2(W*x - y)^2', 'x', "2*W'*W*x", 'the term -y is missing'],
  ])('of %s by %s: %s', (f, x, claim, says) => {
    const { variables } = check(f, { ...given, claimed: { [x]: claim } })
    const wrong = variables.filter(v => v.verdict === 'wrong')
    expect(wrong.length).toBeGreaterThan(0)
    for (const v of wrong) expect(v.mistake).toContain(says)
  })
  test.each([
    ["y'*W*x", 'x', "2*W'*y", ['x: likely mistake: a factor 2 is too many']],
    ["y'*W*x", 'x', [5, 0], []],
  ])('of %s by %s tells one reason of all entries once', (f, x, claim, says) => {
    const lines = check(f, { ...given, claimed: { [x]: claim } as never })
      .toString()
      .split('\n')
    expect(lines.filter(line => line.includes('likely'))).toEqual(says)
  })
  test('that nothing explains gets no reason of its entries alone', () => {
    const { variables } = check('norm2(W*x - y)^2', { ...given, claimed: { x: [2, 3] } as never })
    expect(variables.map(v => v.mistake)).toEqual([undefined, undefined])
  })
})

describe('a claim without names', () => {
  const at = { x: 1, y: 2 }
  const f = '(x*y + 1)^2'
  test.each([
    ['2*(x*y + 1)*y', ['x'], ['ok']],
    ['[2*(x*y + 1)*y, 2*(x*y + 1)*x]', undefined, ['ok', 'ok']],
    ['2*(x*y + 1)*x, 2*(x*y + 1)*y', ['y', 'x'], ['ok', 'ok']],
    ['2*(x*y + 1)*x, 2*(x*y + 1)*y', ['x', 'y'], ['wrong', 'wrong']],
    [['2*(x*y + 1)*y', 6], undefined, ['ok', 'ok']],
    [12, ['x'], ['ok']],
    [parse('2*(x*y + 1)*y'), ['x'], ['ok']],
  ])('%s is the derivative by %j', (claimed, variables, verdicts) => {
    const report = check(f, { at, claimed, ...(variables && { variables }) })
    expect(report.variables.map(v => v.verdict)).toEqual(verdicts)
  })
  test.each(['2*x', '[1, 2, 3]'])('%s by two variables is refused', claimed => {
    expect(() => check(f, { at, claimed })).toThrow('one derivative for each of x, y, in a list or by name')
  })
  test('of a vector is the formula', () => {
    const { variables } = check("x'*x", { let: 'x:[2]', at: { x: [1, 2] }, variables: ['x'], claimed: '2*x' })
    expect(variables.map(v => v.verdict)).toEqual(['ok', 'ok'])
  })
})
