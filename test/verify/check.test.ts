/** check: figures, verdicts, errors, the table. */
import { describe, expect, test } from 'vitest'
import { BudgetError } from '../../src/errors.js'
import { parse } from '../../src/parse/parse.js'
import { type CheckOptions, type CheckReport, check, type Verdict } from '../../src/verify/check.js'
import { stepsLeft, working } from '../../src/work.js'

type Given = Omit<CheckOptions, 'at' | 'claimed'> & { readonly claimed?: Readonly<Record<string, string>> }

function run(text: string, at: CheckOptions['at'], { claimed, ...options }: Given = {}): CheckReport {
  const bound = Object.keys(at)
  const entries = Object.entries(claimed ?? {}).map(([name, d]) => [name, parse(d, { bound })] as const)
  return check(parse(text, { bound }), { at, ...options, ...(claimed && { claimed: Object.fromEntries(entries) }) })
}

describe('value and gradient of the seeds', () => {
  const sigma = '1/(1+exp(-(w0*x0+w1*x1+w2)))'
  test.each([
    ['(x+y)*z', { x: -2, y: 5, z: -4 }, -12, [-4, -4, 3]],
    ['x*y', { x: 2, y: 4 }, 8, [4, 2]],
    ['x+y', { x: 2, y: 4 }, 6, [1, 1]],
    ['max(x,y)', { x: 2, y: 4 }, 4, [0, 1]],
    ['max(x,y)', { x: 4, y: 2 }, 4, [1, 0]],
    ['a^2+a*b', { a: 3, b: 4 }, 21, [10, 3]],
    ['1/w^2', { w: 4 }, 1 / 16, [-1 / 32]],
    [
      sigma,
      { w0: 2, w1: -3, w2: -3, x0: -1, x1: -2 },
      0.7310585786300049,
      [-0.19661193324148185, -0.3932238664829637, 0.19661193324148185, 0.3932238664829637, -0.5898357997244456],
    ],
  ] as const)('%s at %o', (text, at, value, gradient) => {
    const report = run(text, at)
    expect(report.value).toBeCloseTo(value, 15)
    expect(report.ok).toBe(true)
    expect(report.variables.map(v => v.symbolic)).toEqual(gradient.map(d => expect.closeTo(d, 14)))
    expect(report.variables.map(v => v.numeric)).toEqual(gradient.map(d => expect.closeTo(d, 9)))
  })
})

describe('numeric column with a given method and step', () => {
  test.each([
    ['w^2', { w: 3 }, 'forward', 1e-9, 6.000000496442226],
    ['x^2', { x: 4 }, 'forward', 1e-4, 8.00009999998963],
    ['x^2', { x: 4 }, 'central', 1e-4, 7.999999999999119],
    ['1/w', { w: 2 }, 'forward', 1e-3, -0.2498750624687629],
  ] as const)('%s at %o, %s, step %d', (text, at, method, step, numeric) => {
    const [v] = run(text, at, { method, step }).variables
    expect(v).toMatchObject({ numeric, method, step, verdict: 'ok' })
  })
})

describe('verdicts', () => {
  const verdicts: readonly (readonly [string, Record<string, number>, Verdict, Given?])[] = [
    ['max(x, y)', { x: 3, y: 3 }, 'kink'],
    ['abs(x)', { x: 0 }, 'kink'],
    ['abs(x)', { x: 1e-9 }, 'ok'],
    ['abs(x)', { x: 0 }, 'kink', { method: 'central', step: 0.1 }],
    ['abs(x)^3', { x: 0 }, 'ok'],
    ['x*abs(x)', { x: 0 }, 'ok'],
    ['abs(x)^3', { x: 0 }, 'wrong', { claimed: { x: '1' } }],
    ['abs(x)', { x: 0 }, 'kink', { claimed: { x: '5' } }],
    ['sign(x)', { x: 0 }, 'kink'],
    ['relu(x)', { x: 0 }, 'kink'],
    ['relu(-x)', { x: 0 }, 'kink'],
    ['max(x, 0)', { x: 0 }, 'kink'],
    ['min(x, 0)', { x: 0 }, 'kink'],
    ['max(x, y)', { x: 0, y: 0 }, 'kink'],
    ['max(x, y) - x', { x: 0, y: 0 }, 'kink'],
    ['clamp(x, 0, 1)', { x: 0 }, 'kink'],
    ['if(x < 0, 0, x)', { x: 0 }, 'kink'],
    ['sqrt(relu(x))', { x: 0 }, 'kink'],
    ['relu(x)^2', { x: 0 }, 'ok'],
    ['piecewise(0, x < 0, 1)', { x: 0 }, 'kink'],
    ['piecewise(x^2, x < 0, x^3)', { x: 0 }, 'ok'],
    ['piecewise(1, x == 0, sin(x)/x)', { x: 0 }, 'ok'],
    ['relu(x) - relu(-x)', { x: 0 }, 'ok'],
    ['sqrt(x^2)', { x: 0 }, 'kink'],
    ['sqrt(x^2)', { x: 0 }, 'kink', { method: 'central' }],
    ['acos(cos(x))', { x: 0 }, 'kink'],
    ['log(x)', { x: -1 }, 'undefined'],
    ['1/x', { x: 0 }, 'undefined'],
    ['sqrt(x)', { x: 0 }, 'undefined'],
    ['cbrt(x)', { x: 0 }, 'undefined'],
    ['(-2)^y', { y: 3 }, 'undefined'],
    ['e^x', { x: 1000 }, 'undefined'],
    ['x^(3/2)', { x: 0 }, 'ok'],
    ['(1 - cos(x))/x^2', { x: 1e-8 }, 'uncertain'],
    ['x^2', { x: 5 }, 'ok', { method: 'forward', step: 0.5 }],
    ['abs(x)', { x: 1e-4 }, 'ok', { method: 'central', step: 0.01 }],
    ['sin(9*x) - 9*x', { x: 0.01 }, 'ok', { method: 'forward', step: 0.01 }],
    ['x^2', { x: 5 }, 'wrong', { claimed: { x: '10.1' }, method: 'forward', step: 0.01 }],
    ['x^2', { x: 5 }, 'ok', { claimed: { x: '10.1' }, absolute: 0.2 }],
    ['x^2', { x: 5 }, 'ok', { method: 'forward', step: 0.5, tolerance: 0.1 }],
    ['x^2', { x: 5 }, 'uncertain', { method: 'forward', step: 0.001, tolerance: 1e-9 }],
    ['x^2', { x: 5 }, 'wrong', { claimed: { x: 'x' } }],
    ['x^2', { x: 5 }, 'wrong', { claimed: { x: '2.0000001*x' } }],
    ['x^2', { x: 5 }, 'ok', { claimed: { x: '2.0000001*x' }, tolerance: 1e-6 }],
    ['max(x, 2)', { x: 1 }, 'wrong', { claimed: { x: '1' } }],
    ['e^(1000*x)', { x: 0.5 }, 'ok'],
    ['sin(1e6*x)', { x: 0.5 }, 'ok'],
    ['abs(sin(1e6*x))', { x: 0.5 }, 'ok'],
    ['lgamma(x)', { x: -0.07 }, 'ok'],
    ['cos(x)', { x: Math.PI }, 'ok', { method: 'central' }],
    ['x^3 - 3*x + 2', { x: 1 }, 'ok', { method: 'central' }],
    ['sin(x)^2 + cos(x)^2', { x: 2 }, 'ok'],
    ['x^3', { x: 0 }, 'ok'],
    ['1 + 1e-9*x', { x: 1 }, 'ok'],
    ['y', { x: 1, y: 2 }, 'ok', { variables: ['x'] }],
    ['round((x + y)!)', { x: -3e-7, y: 107 }, 'uncertain', { variables: ['x'] }],
    ['trunc(1/x)', { x: -1.00002e-12 }, 'uncertain'],
    ['abs(x - 0.3)', { x: 0.1 + 0.2 }, 'kink'],
    ['floor(x)', { x: 1 }, 'kink'],
    ['floor(x)', { x: 1.5 }, 'ok'],
    ['floor(x)', { x: 0.9999999999999999 }, 'kink'],
    ['ceil(x)^2', { x: -3 }, 'kink'],
    ['round(x)', { x: 0.5 }, 'kink'],
    ['mod(x, 2)', { x: -4 }, 'kink'],
    ['frac(x)', { x: 3 }, 'kink'],
    ['floor(3*x)', { x: 1 / 3 }, 'kink'],
    ['floor(x*y)', { x: 2, y: 0.5 }, 'kink'],
    ['heaviside(2*x - 0.6)', { x: 0.3 }, 'kink'],
    ['if(x <= 1, x^2, 2*x - 1)', { x: 1 }, 'ok'],
    ['floor(1/x)', { x: 1e-9 }, 'uncertain'],
    ['tan(max(x^(11/10), x))', { x: 0 }, 'kink'],
  ]
  test.each(verdicts.map(([text, at, verdict, options]) => [text, at, verdict, options] as const))(
    '%s at %o: %s %o',
    (text, at, verdict, options) => {
      const report = run(text, at, options)
      expect(report.verdict, String(report)).toBe(verdict)
      expect(report.ok).toBe(verdict === 'ok')
    },
  )

  test('a kink shows both sides', () => {
    const [x] = run('max(x, y)', { x: 3, y: 3 }).variables
    expect(x).toMatchObject({ symbolic: 1, left: expect.closeTo(0), right: expect.closeTo(1) })
    expect(x?.note).toContain('max(x, y)')
    expect(x?.numeric).toBeNaN()
  })

  test('outside the domain the note is the reason', () => {
    const { value, variables } = run('log(x)', { x: -1 })
    expect(value).toBeNaN()
    expect(variables[0]?.note).toContain('log(x) is not real')
  })
})

describe('lists and components', () => {
  test('each component of a list is checked', () => {
    const report = run('[[x*y], [x + y]]', { x: 2, y: 4 })
    expect(report.value).toEqual([[8], [6]])
    expect(report.variables.map(v => [v.output, v.variable, v.symbolic, v.verdict])).toEqual([
      [[1, 1], 'x', 4, 'ok'],
      [[1, 1], 'y', 2, 'ok'],
      [[2, 1], 'x', 1, 'ok'],
      [[2, 1], 'y', 1, 'ok'],
    ])
  })
  test('variables stand in natural order', () => {
    expect(run('x10 + x2 + a', { x10: 1, x2: 1, a: 1 }).variables.map(v => v.variable)).toEqual(['a', 'x2', 'x10'])
  })
  test('a name such as __proto__ is a name', () => {
    const at = Object.fromEntries([
      ['__proto__', 3],
      ['constructor', 2],
    ])
    const report = run('__proto__^2*constructor', at)
    expect(report.variables.map(v => [v.variable, v.symbolic])).toEqual([
      ['__proto__', 12],
      ['constructor', 9],
    ])
    expect(Object.entries(report.at)).toHaveLength(2)
  })
})

describe('errors', () => {
  test.each([
    ['x*y', { x: 1 }, {}, 'unbound'],
    ['x', { x: Number.NaN }, {}, /not-(finite|a-number)/],
    ['x', { x: Number.POSITIVE_INFINITY }, {}, 'not-finite'],
    ['abs(x)', { x: 1 }, { method: 'complex' }, 'not-analytic'],
    ['x', { x: 1 }, { step: 0 }, 'step'],
    ['x', { x: 1 }, { tolerance: -1 }, 'tolerance'],
    ['x < 1', { x: 1 }, {}, 'shape'],
    ['[x, 2*x]', { x: 1 }, { claimed: { x: '1' } }, 'shape'],
  ] as const)('%s at %o, %o', (text, at, options, code) => {
    expect(() => run(text, at, options)).toThrow(
      expect.objectContaining({ code: typeof code === 'string' ? code : expect.stringMatching(code) }),
    )
  })
})

describe('the report', () => {
  test('as a table', () => {
    expect(String(run('max(a, b) + a^2', { a: 3, b: 3 }, { variables: ['a'] }))).toBe(
      [
        'value 12 at a = 3, b = 3',
        'variable  symbolic  numeric  abs error  rel error  verdict  method',
        'a                7        -          -          -  kink     none',
        'a: at the kink of max(a, b): from the left 6, from the right 7',
      ].join('\n'),
    )
  })
  test('as JSON', () => {
    const json = JSON.parse(JSON.stringify(run('x^2', { x: 4 }, { method: 'central', step: 1e-4 })))
    expect(json).toMatchObject({ ok: true, verdict: 'ok', value: 16, at: { x: 4 }, method: 'central' })
    expect(json.variables).toMatchObject([
      { variable: 'x', derivative: '2*x', symbolic: 8, numeric: 7.999999999999119, verdict: 'ok' },
    ])
  })
})

describe('quotients at several steps', () => {
  test.each([
    ['w^2', { w: 3 }, 1e-3, 'forward', 6.000999999999479],
    ['w^2', { w: 3 }, 1e-9, 'forward', 6.000000496442226],
    ['2*w', { w: 3 }, 1e-3, 'forward', 1.9999999999997797],
    ['w^3', { w: 2 }, 1e-3, 'forward', 12.006000999997823],
    ['1/w', { w: 2 }, 1e-3, 'forward', -0.2498750624687629],
    ['x^2', { x: 4 }, 1e-4, 'central', 7.999999999999119],
  ] as const)('%s at %o, step %d, %s: %d', (text, at, step, method, numeric) => {
    const [v] = run(text, at, { step: [step, 0.25] }).variables
    expect(v?.verdict).toBe('ok')
    expect(v?.steps?.map(s => s.step)).toEqual([step, step, 0.25, 0.25])
    expect(v?.steps?.find(s => s.step === step && s.method === method)?.numeric).toBe(numeric)
  })
  test('only those of the method asked for', () => {
    const [v] = run('w^2', { w: 3 }, { step: [0.1, 0.01], method: 'forward' }).variables
    expect(v?.steps?.map(s => s.method)).toEqual(['forward', 'forward'])
  })
  test('the table shows the digits that rounding leaves', () => {
    expect(String(run('w^2', { w: 3 }, { step: [0.001, 1e-9] }))).toContain('6.00100000000')
  })
})

describe('the change of the function beside the differential', () => {
  test('entry by entry', () => {
    const [x, y] = run('x^2*y', { x: 3, y: 2 }, { delta: 0.01 }).variables
    expect(x?.change).toEqual({ delta: 0.01, change: expect.closeTo(0.1202, 12), differential: 0.12 })
    expect(y?.change).toEqual({ delta: 0.01, change: expect.closeTo(0.09, 12), differential: 0.09 })
  })
  test('with decimals', () => {
    expect(String(run('x^2', { x: 3 }, { delta: 0.01, decimals: 6 }))).toContain('0.060100      0.060000')
  })
})

describe('the error against the step', () => {
  test.each([
    ['sin(w)', { w: 1 }, 'forward', 1e-10, 1e-6],
    ['sin(w)', { w: 1 }, 'central', 1e-7, 1e-3],
    ['exp(w)/w', { w: 2 }, 'forward', 1e-10, 1e-6],
    ['exp(w)/w', { w: 2 }, 'central', 1e-7, 1e-3],
  ] as const)('%s at %o: the best step of the %s difference is between %d and %d', (text, at, method, least, most) => {
    const best = run(text, at)
      .convergence()
      .find(c => c.method === method)?.best
    expect(best?.step).toBeGreaterThan(least)
    expect(best?.step).toBeLessThan(most)
  })
  test('as a drawing', async () => {
    const report = run('sin(w)', { w: 1 }, { convergence: true })
    expect(String(report)).toMatch(/◆ best forward: h = .*◆ best central: h = /)
    const drawing = await report.toSvg()
    expect(drawing).toMatch(/^<svg [\s\S]*<\/svg>\n$/)
    expect(drawing).toContain('best forward')
  })
})

describe('likely mistakes in claims', () => {
  test.each([
    ['x^2', { x: 5 }, { x: '-2*x' }, 'the sign is the opposite'],
    ['x^2', { x: 5 }, { x: 'x' }, 'a factor 2 is missing'],
    ['x^2', { x: 5 }, { x: '4*x' }, 'a factor 2 is too many'],
    ['sin(x^2)', { x: 1 }, { x: 'cos(x^2)' }, 'the inner derivative of x^2 by x, which is 2*x, is missing'],
    ['exp(-x)', { x: 1 }, { x: 'exp(-x)' }, 'the inner derivative of -x by x, which is -1, is missing'],
    [
      'sigmoid(3*x)',
      { x: 1 },
      { x: 'sigmoid(3*x)*(1 - sigmoid(3*x))' },
      'the inner derivative of 3*x by x, which is 3, is missing',
    ],
    ['x^2*y', { x: 3, y: 5 }, { x: 'x^2', y: '2*x*y' }, 'the derivatives by x and y are exchanged'],
    [
      '[x[1]*x[2], x[1] + 3*x[2]]',
      { 'x[1]': 2, 'x[2]': 5 },
      { 'x[1]': '[x[2], x[1]]', 'x[2]': '[1, 3]' },
      'the Jacobian is transposed',
    ],
    ['x^2', { x: 5 }, { x: 'x + 1' }, undefined],
    ['x^2 + 3*x*y + y^3', { x: 1.5, y: 2 }, { x: '2*x' }, 'the derivative of the term 3*x*y is missing'],
    [
      'sin(x) + cos(x)',
      { x: 1 },
      { x: 'cos(x) + sin(x)' },
      'the sign of the derivative of the term cos(x) is the opposite',
    ],
    ['x^2 + y^3', { x: 1.5, y: 2 }, { x: '2*x + y^3' }, 'the derivative of y^3, which does not depend on x, is 0'],
    ['x^3', { x: 2 }, { x: 'x^3' }, 'x^3 stands as it was, without its derivative'],
    [
      'sigmoid(w*x + b)',
      { w: 1, x: 2, b: 0.5 },
      { w: 'sigmoid(w*x + b)*x' },
      'sigmoid(w*x + b) stands as it was, without its derivative',
    ],
    ['tanh(3*x)', { x: 0.4 }, { x: 'tanh(3*x)' }, 'tanh(3*x) stands as it was, without its derivative'],
    [
      'x^2*sin(3*x)',
      { x: 0.4 },
      { x: '2*x*sin(3*x) + 3*x^2*sin(3*x)' },
      'sin(3*x) stands as it was, without its derivative',
    ],
    ['x^2 + sin(x)', { x: 1.5 }, { x: '2*x + sin(x)' }, 'the term sin(x) stands as it was, without its derivative'],
    ['sum(k, 1, 3, x^k)', { x: 2 }, { x: 'sum(k, 1, 2, k*x^(k - 1))' }, 'the derivative of the term x^3 is missing'],
    [
      'x^2*e^x',
      { x: 1.5 },
      { x: '2*x*e^x' },
      'the derivative of the product x^2*e^x is not the product of the derivatives',
    ],
    [
      'x^2*sin(x)',
      { x: 1.5 },
      { x: 'x^2*cos(x)' },
      'the product rule for x^2*sin(x) has a term with the derivative of x^2, which is missing',
    ],
    ['x/(x + 1)', { x: 2 }, { x: '1/(x + 1)' }, 'the quotient rule for x/(x + 1) has the square of x + 1 below'],
    [
      '2*x + x^2/(x + 1)',
      { x: 2 },
      { x: '2 - (2*x*(x + 1) - x^2)/(x + 1)^2' },
      'the sign of the derivative of the term x^2/(x + 1) is the opposite',
    ],
    ['x^3', { x: 2 }, { x: '3*x^3' }, 'the exponent of x^3 is lowered by one'],
    ['x^3', { x: 2 }, { x: '3*x' }, 'the exponent of x^3 is lowered by one, and once only'],
    ['x^5', { x: 2 }, { x: 'x^4' }, 'the exponent of x^5 stands as a factor before it'],
    ['(x^2 + 1)^5', { x: 1.1 }, { x: '5*(2*x)^4' }, 'the derivative of x^2 + 1 stands beside the power, not in it'],
    ['sin(x^2)', { x: 1.1 }, { x: 'cos(2*x)' }, 'the derivative of sin(x^2) is at x^2, times the derivative of x^2'],
    [
      '2^x',
      { x: 3 },
      { x: 'x*2^(x - 1)' },
      'in 2^x the exponent depends on x: the power rule is for constant exponents',
    ],
    ['2^x', { x: 3 }, { x: '2^x' }, 'the derivative of 2^x has the factor log(2)'],
    ['sin(x)', { x: 30 }, { x: 'cos(x*pi/180)' }, 'the angle is in radians, not in degrees'],
    ['x*y*z', { x: 1.5, y: 2, z: 3 }, { x: 'y' }, 'a factor z is missing'],
  ] as const)('%s at %o, claimed %o: %s', (text, at, claimed, mistake) => {
    const wrong = run(text, at, { claimed }).variables.filter(v => v.verdict === 'wrong')
    expect(wrong.length).toBeGreaterThan(0)
    expect(new Set(wrong.map(v => v.mistake))).toEqual(new Set([mistake]))
  })
})

describe('what is nothing beside the function, and what doubles cannot tell', () => {
  test.each<[string, number, string, string]>([
    ['x^2', 0, '1e-17', 'ok'],
    ['x^2', 0, '1e-9', 'wrong'],
    ['1e-20*x', 0, '2e-20', 'wrong'],
    ['1e-20*x', 1, '1e-20', 'ok'],
    ['cos(x)', 0, '-1e-18', 'ok'],
    ['10^16*x + x^2', 3, '10^16', 'wrong'],
    ['10^16*x + x^2', 3, '10^16 + 2*x', 'ok'],
    ['10^16*x + x^2', 3, '10^16 + 6', 'ok'],
  ])('%s at %d, claimed %s: %s', (f, x, claim, verdict) =>
    expect(check(parse(f), { at: { x }, claimed: { x: parse(claim) } }).variables[0]?.verdict).toBe(verdict),
  )
})

test.each([
  [
    'x^3',
    'to more digits the derivative is 12.000000000000000000, and the claim 12.000000000000000012',
    '3*x^2*(1+10^-18)',
  ],
  ['10^16*x + x^2', 'to more digits the derivative is 10000000000000004.0, and the claim 10000000000000000.0', '10^16'],
])('%s: %s', (f, note, claim) =>
  expect(check(parse(f), { at: { x: 2 }, claimed: { x: parse(claim) } }).variables[0]?.note).toBe(note),
)

test.each(['piecewise(y, x < y, 0)', 'sigmoid(x*y*piecewise(y, x < y, 0))', 'exp(if(x > 2, 1, y))'])(
  '%s, whose conditions alone depend on x, is claimed wrong without a reason that needs their derivatives',
  f => expect(run(f, { x: 0, y: 0.5 }, { claimed: { x: '7' } }).variables.map(v => v.verdict)).toEqual(['wrong']),
)

test('what is sure to take more steps than there are is refused after the first derivative', () => {
  const names = Array.from({ length: 800 }, (_, k) => `a${k}`)
  const at = Object.fromEntries(names.map((name, k) => [name, k]))
  const e = parse(`max(${names})`)
  working({ limits: { steps: 3_000_000 } }, () => {
    const begun = stepsLeft()
    expect(() => check(e, { at })).toThrow(BudgetError)
    expect(stepsLeft()).toBeGreaterThan(begun / 2)
  })
})
