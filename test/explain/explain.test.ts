/** What explanations say: the rules by their stable names, the lines of each level, the formats, the languages, the refusals. */
import { describe, expect, it, test } from 'vitest'
import { PRINCIPLES } from '../../src/explain/principle-rows.js'
import { ALGEBRA, LANGUAGES, MOVES, PHRASES, RULES } from '../../src/explain/words.js'
import { diff, type ExplanationReport, evaluate, explain } from '../../src/index.js'
import { accepted } from '../print/katex.js'

const rulesOf = (text: string, options = {}): string[][] =>
  explain(text, 'x', options)
    .toJSON()
    .lines.map(line => line.uses.map(use => use.id))
const linesOf = (text: string, options = {}): string[] =>
  explain(text, 'x', options)
    .toJSON()
    .lines.map(line => line.text)

describe('a rule a line', () => {
  test.each([
    ['5', [['constant']]],
    ['x', [['variable']]],
    ['x^3', [['power']]],
    ['3x^2 + 5x - 7', [['sum', 'constant-multiple', 'power']]],
    ['3x^4 - 2x^2 + 5x', [['sum', 'constant-multiple'], ['power'], ['collect-factors']]],
    ['4/x^3', [['constant-multiple', 'power']]],
    ['1/sqrt(x)', [['power']]],
    ['5/(2*x - 1)^3', [['constant-multiple', 'power'], ['sum', 'constant-multiple'], ['collect-factors']]],
    ['6/(5*x^3)', [['constant-multiple', 'power']]],
    ['1/e^x', [['natural-exponential'], ['constant-multiple'], ['collect-factors']]],
    ['sin(x^2)', [['function'], ['power'], ['collect-factors']]],
    ['x^2*sin(x)', [['product'], ['power', 'function']]],
    ['(x^2+1)/(x-1)', [['quotient'], ['sum', 'power'], ['expand'], ['expand']]],
    ['1/(1+x^2)', [['reciprocal'], ['sum', 'power'], ['collect-factors']]],
    ['sqrt(1-x^2)', [['root'], ['sum', 'constant-multiple', 'power'], ['cancel']]],
    ['2^x', [['exponential']]],
    ['e^x', [['natural-exponential']]],
    ['x^x', [['general-power'], ['cancel']]],
    ['log(x^2)', [['function'], ['power'], ['cancel']]],
    ['log(x)/x', [['quotient'], ['function'], ['cancel']]],
    ['sin(x)/x^2', [['quotient'], ['function', 'power'], ['cancel']]],
    ['atan(1/x)', [['function'], ['reciprocal'], ['simplify']]],
    [
      'x^2*e^(-x)/3',
      [['constant-multiple', 'product'], ['natural-exponential'], ['power', 'constant-multiple'], ['factor']],
    ],
    ['log(sin(x))', [['function'], ['function'], ['identity']]],
    ['max(x, x^2)', [['extreme'], ['power']]],
    ['atan2(x, x^2)', [['several-arguments'], ['power']]],
  ])('%s', (text, rules) => {
    const told = rulesOf(text)
    expect(told.slice(0, rules.length)).toEqual(rules)
  })
})

test('there are as many indices as a chain of matrices sums over', () => {
  const chain = `tr(${'A*B*'.repeat(12)}A)`
  const told = String(explain(chain, 'A', { let: 'A:[n,n]; B:[n,n]' }))
  expect(told).toContain('sum(j2, sum(l2,')
  expect(told).not.toContain('undefined')
})

describe('lines', () => {
  test.each([
    ['sin(x^2)', {}, ['cos(x^2)*d/dx(x^2)', 'cos(x^2)*(2*x)', '2*x*cos(x^2)']],
    [
      '3x^2 + 5x',
      { level: 'full' },
      ['d/dx(3*x^2) + d/dx(5*x)', '3*d/dx(x^2) + d/dx(5*x)', '3*(2*x) + d/dx(5*x)', '3*(2*x) + 5', '6*x + 5'],
    ],
    [
      'x^3 - 2x',
      { strategy: 'definition' },
      [
        '(((x + h)^3 - 2*(x + h)) - (x^3 - 2*x))/h',
        '(3*h*x^2 - 2*h + 3*h^2*x + h^3)/h',
        '3*x^2 - 2 + 3*h*x + h^2',
        '3*x^2 - 2',
      ],
    ],
    [
      'sqrt(x)',
      { strategy: 'definition' },
      [
        '(sqrt(x + h) - sqrt(x))/h',
        '(sqrt(x + h) - sqrt(x))*(sqrt(x + h) + sqrt(x))/(h*(sqrt(x + h) + sqrt(x)))',
        'h/(h*(sqrt(x + h) + sqrt(x)))',
        '1/(sqrt(x + h) + sqrt(x))',
        '1/(2*sqrt(x))',
      ],
    ],
    ['1/x', { strategy: 'definition' }, ['(1/(x + h) - 1/x)/h', '(-h/(x*(h + x)))/h', '-1/(x*(h + x))', '-1/x^2']],
    [
      'x^x',
      { strategy: 'logarithm' },
      [
        'log(x^x)',
        'x*log(x)',
        'd/dx(x*log(x))',
        'log(x) + x*d/dx(log(x))',
        'log(x) + x*(1/x)',
        'x^x*(log(x) + x*(1/x))',
        'x^x*(log(x) + 1)',
      ],
    ],
    ['x*y', {}, ['y']],
  ])('%s %j', (text, options, lines) => {
    expect(linesOf(text, options)).toEqual(lines)
  })

  test('a brief explanation has at most five of them', () => {
    for (const text of ['sin(cos(tan(exp(x))))', '(x^2+1)^5*(2x-1)^3/sqrt(x)', 'x^x^x', 'exp(exp(exp(exp(x))))'])
      expect(linesOf(text, { level: 'brief' }).length, text).toBeLessThanOrEqual(5)
  })

  test('what occurs twice is differentiated once', () => {
    let text = 'x'
    for (let k = 0; k < 12; k++) text = `(${text})^2 + ${k}`
    expect(
      rulesOf(text, { level: 'full' })
        .flat()
        .filter(id => id === 'power'),
    ).toHaveLength(12)
  })

  it.each(['brief', 'standard', 'full'] as const)('end with what diff prints: %s', level => {
    for (const text of [
      'sin(x^2)/x',
      'x*exp(-x^2)',
      '(x+1)/(x-1)^2',
      'log(x + sqrt(x^2 + 1))',
      '[x^2, x*sin(x)]',
      '0.3*x^2',
    ])
      expect(linesOf(text, { level }).at(-1)).toBe(String(diff(text, 'x')))
  })
})

describe('first principles', () => {
  const functions = { f: 'sin(u) + 2', g: 'u^2 + 1' }
  const at = { x: 0.7, a: 2.5, c: 3, n: 3.5 }
  const value = (text: string, h: number): number => evaluate(text, { ...at, h }, { functions })

  it.each([...PRINCIPLES])(
    'of %s: quotients of one value, and what they go to',
    (_, { of, quotients, limit, rearranged }) => {
      if (rearranged !== undefined) expect(value(rearranged, 1)).toBeCloseTo(value(limit, 1), 10)
      const [first] = quotients as [string]
      for (const text of quotients) expect(value(text, 0.25)).toBeCloseTo(value(first, 0.25), 10)
      expect(value(first, 1e-6)).toBeCloseTo(value(limit, 1), 4)
      expect(evaluate(diff(of, 'x', { functions }), at)).toBeCloseTo(value(limit, 1), 10)
    },
  )

  test('end with the rule used on the problem', () => {
    const lines = explain('x^2*sin(x)', 'x', { strategy: 'principles' }).toJSON().lines
    expect(lines.map(l => l.uses[0]?.id)).toEqual([
      'definition',
      'rearrange',
      'rearrange',
      'limit',
      'use-rule',
      'power',
    ])
    expect(linesOf('x^3', { strategy: 'principles' })).toHaveLength(4)
  })

  test.each([
    ['x^n', 'n*x^(n - 1)'],
    ['x^(2k)', '2*k*x^(2*k - 1)'],
    ['x^100', '100*x^99'],
    ['x^(1/2)', '1/(2*x^(1/2))'],
    ['x^x', 'x^x*(log(x) + 1)'],
    ['x^sin(x)', 'x^sin(x)*(cos(x)*log(x) + sin(x)/x)'],
    ['tan(x)', 'sec(x)^2'],
    ['sec(x)', 'sec(x)*tan(x)'],
    ['atan(x)', '1/(x^2 + 1)'],
    ['asin(x)', '1/sqrt(1 - x^2)'],
    ['abs(x)', 'sign(x)'],
    ['x', '1'],
    ['a', '0'],
    ['h*tan(h)', 'tan(h) + h*sec(h)^2'],
  ])('of %s lead to %s', (text, answer) => {
    const by = text.startsWith('h') ? 'h' : 'x'
    expect(explain(text, by, { strategy: 'principles' }).toJSON().lines.at(-1)?.text).toBe(answer)
  })

  test.each([
    ['sqrt(2x + 1)', '1/sqrt(2*x + 1)'],
    ['3/sqrt(x)', '-3/(2*x^(3/2))'],
    ['a*sqrt(x) - b', 'a/(2*sqrt(x))'],
    ['-sqrt(3 - x)', '1/(2*sqrt(3 - x))'],
    ['x^2 + sqrt(x) + 1/sqrt(x)', '2*x + 1/(2*sqrt(x)) - 1/(2*x^(3/2))'],
    ['sqrt(x/(x + 1))', '1/(2*(x + 1)^2*sqrt(x/(x + 1)))'],
  ])('of the definition, with roots: %s has %s', (text, answer) => {
    const { lines } = explain(text, 'x', { strategy: 'definition' }).toJSON()
    expect(lines.at(-1)?.text).toBe(answer)
    expect(lines.map(l => l.verdict)).not.toContain('refuted')
  })

  test.each(['sin(x)', 'x*sqrt(x + 1)', 'x^n'])('are what a refusal of the definition points to: %s', text => {
    expect(() => explain(text, 'x', { strategy: 'definition' })).toThrow('strategy principles')
    expect(explain(text, 'x', { strategy: 'principles' }).toJSON().lines.length).toBeGreaterThan(2)
  })

  it.each(LANGUAGES)('in %s are accepted by KaTeX', language => {
    accepted(explain('t*sin(t)', 't', { strategy: 'principles', language }).toLatex())
    accepted(explain('x^2 - x', 'x', { strategy: 'definition', language }).toLatex())
    accepted(explain('x^x', 'x', { strategy: 'logarithm', language }).toLatex())
  })
})

describe('several derivatives', () => {
  test.each([
    ['sin(x^2)', ['x', 2]],
    ['x^2*y^3', ['x', 'y']],
    ['exp(x*y)', ['y', 'x', 'x']],
    ['log(x)', ['x', 4]],
  ] as const)('%s by %j: each is that of the answer before', (text, by) => {
    const told = explain(text, ...by)
    expect(String(told.answer)).toBe(String(diff(text, ...by)))
    const parts: ExplanationReport[] = []
    for (let p: ExplanationReport | undefined = told.toJSON(); p !== undefined; p = p.next) parts.push(p)
    expect(parts.slice(1).map(p => p.problem.text)).toEqual(parts.slice(0, -1).map(p => p.answer.text))
    expect(told.lines.length).toBe(parts.reduce((n, p) => n + p.lines.length, 0))
    expect(parts.every(p => p.lines.every(line => line.verdict === 'verified'))).toBe(true)
    accepted(told.toLatex())
    expect(told.toMarkdown().split('**Answer:**').length).toBe(parts.length + 1)
  })
})

describe('vectors and matrices', () => {
  const let_ = 'W:[m,n]; x:[n]; theta:[m]; c:[m]; A:[n,n]; X:[p,m]'
  const told = (text: string, by: string, options = {}): string[] =>
    explain(text, by, { let: let_, ...options })
      .toJSON()
      .lines.map(l => `${l.left?.text ?? ''} = ${l.text}`)

  test.each([
    [
      'W*x + theta',
      'W',
      {},
      [
        'f[k] = sum(l, W[k,l]*x[l]) + theta[k]',
        '∂f[k]/∂W[i,j] = sum(l, delta(k,i)*delta(l,j)*x[l])',
        ' = delta(k,i)*x[j]',
        "∂f/∂vec(W) = kron(x', eye(m))",
      ],
    ],
    ['W*x + theta', 'x', { level: 'brief' }, ['∂f[i]/∂x[j] = W[i,j]', '∂f/∂x = W']],
    [
      'norm2(W*x - theta)^2',
      'x',
      {},
      ['u = W*x - theta', "f = u'*u", '∂f/∂u = 2*u', "∂f/∂x = 2*W'*u", " = 2*W'*(W*x - theta)"],
    ],
    [
      'norm2(W*x - theta)^2',
      'x',
      { level: 'brief' },
      ['u = W*x - theta', "f = u'*u", "∂f/∂x = 2*W'*u", " = 2*W'*(W*x - theta)"],
    ],
    [
      'sigmoid(W*x + theta)',
      'x',
      {},
      [
        'u = W*x + theta',
        'f = sigmoid(u)',
        '∂f/∂u = diag(sigmoid(u).*sigmoid(-u))',
        '∂f/∂x = diag(sigmoid(u).*sigmoid(-u))*W',
        ' = diag(sigmoid(W*x + theta).*sigmoid(-W*x - theta))*W',
      ],
    ],
    ["c'*(W*x + theta)", 'W', {}, ['u = W*x + theta', "f = c'*u", '∂f/∂u = c', "∂f/∂W = c*x'"]],
    ['log(det(A))', 'A', {}, ['∂f/∂A[i,j] = inv(A)[j,i]', "∂f/∂A = inv(A)'"]],
  ])('%s by %s %j', (text, by, options, lines) => {
    expect(told(text, by, options)).toEqual(lines)
  })

  it.each([
    ['W*x', 'W'],
    ["x'*A*x", 'x'],
    ['sum(sigmoid(W*x))', 'W'],
    ['norm2(A*x)^2', 'x'],
    ['x.^3', 'x'],
    ["tr(A*A')", 'A'],
    ['softmax(W*x)', 'x'],
    ['a*x', 'a'],
  ])('%s by %s ends with what diff prints, and its LaTeX is accepted', (text, by) => {
    const explanation = explain(text, by, { let: let_ })
    const answer = String(diff(text, by, { let: let_ }))
    expect(String(explanation.answer)).toBe(answer)
    expect(explanation.toJSON().lines.every(l => l.verdict === 'verified')).toBe(true)
    accepted(explanation.toLatex())
  })
})

describe('formats', () => {
  test('text has the rule beside each line', () => {
    expect(String(explain('sin(x^2)', 'x'))).toBe(
      [
        'd/dx(sin(x^2))',
        '  = cos(x^2)*d/dx(x^2)    chain rule, derivative of sin(u), u = x^2: d/dx(sin(u)) = cos(u)*du/dx',
        '  = cos(x^2)*(2*x)        power rule: d/dx(x^n) = n*x^(n - 1)',
        '  = 2*x*cos(x^2)          put factors together',
      ].join('\n'),
    )
  })

  test('LaTeX shows what changed in colour', () => {
    expect(explain('sin(x^2)', 'x').toLatex()).toContain(
      '\\frac{d}{dx}\\left[\\sin(x^2)\\right]&=\\textcolor{blue}{\\cos(x^2)\\frac{d}{dx}\\left[x^2\\right]}&&',
    )
  })

  const problems = [
    'x^2*sin(x^3)',
    'x^x',
    '1/(1+e^(-x))',
    'foo_bar*x + lr',
    'max(x, 2x)',
    'u*v*x^2',
    '[x, x^2]',
    'besselj(n, 2x)',
  ]
  const cases = problems.flatMap(p => LANGUAGES.map(language => [p, language] as const))
  it.each(cases)('%s in %s is accepted by KaTeX, also within Markdown', (text, language) => {
    const explanation = explain(text, 'x', { language })
    accepted(explanation.toLatex())
    for (const [, display, inline] of explanation.toMarkdown().matchAll(/\$\$([^$]+)\$\$|\$([^$]+)\$/g))
      accepted((display ?? inline) as string)
  })

  test('JSON has the tree of steps', () => {
    const { steps } = JSON.parse(JSON.stringify(explain('x*sin(x^2)', 'x')))
    expect(steps).toMatchObject({
      rule: 'product',
      of: { text: 'x*sin(x^2)' },
      instance: { text: 'sin(x^2) + x*d/dx(sin(x^2))' },
      result: { text: 'sin(x^2) + 2*x^2*cos(x^2)' },
      steps: [{ rule: 'function', inner: { name: 'u', of: { text: 'x^2' } }, steps: [{ rule: 'power', steps: [] }] }],
    })
  })

  test('fresh names are not those of the problem', () => {
    expect(String(explain('sin(u*x)', 'x'))).toContain('v = u*x')
  })
})

describe('products over an index', () => {
  test.each([
    ['prod(k, 1, 2, x + k)', 'd/dx(f(1, x))*f(2, x) + d/dx(f(2, x))*f(1, x)'],
    ['prod(k, 1, n, x + k)', 'sum(j, a, b, ∂/∂x(f(j, x))*prod(k, a, j - 1, f(k, x))*prod(k, j + 1, b, f(k, x)))'],
    ['prod(k, 1, 3, exp(k*x))', 'prod(k, a, b, f(k, x))*sum(k, a, b, d/dx(f(k, x))/f(k, x))'],
  ])('of %s are told by the rule that was used', (text, rule) => {
    expect(String(explain(text, 'x'))).toContain(` = ${rule}\n`)
  })
})

describe('words', () => {
  const rows = Object.entries({ ...RULES, ...ALGEBRA, ...MOVES, ...PHRASES })
  it.each(rows)('%s is said in every language, naming the same things', (_, row) => {
    expect(row).toHaveLength(LANGUAGES.length)
    expect(row).not.toContain('')
    expect(new Set(row.map(said => said.split('#').length)).size).toBe(1)
  })
})

describe('refusals', () => {
  const refused = [
    ['sin(x)', { strategy: 'definition' }, 'strategy'],
    ['gamma(x)', { strategy: 'principles' }, 'strategy'],
    ['x + 1', { strategy: 'logarithm' }, 'strategy'],
    ['W*x', { let: 'W:[2,2]; x:[2]', strategy: 'logarithm' }, 'strategy'],
    ['x', { level: 'long' }, 'option-level'],
    ['x', { language: 'tlh' }, 'option-language'],
    [`${'sin('.repeat(400)}x${')'.repeat(400)}`, {}, 'budget'],
    [`${'('.repeat(400)}x${')/y'.repeat(400)}`, {}, 'budget'],
  ] as const
  test.each(refused.map(row => [row[0].slice(0, 20), ...row] as const))('%s', (_, text, options, code) => {
    expect(() => explain(text, 'x', options as object)).toThrow(expect.objectContaining({ code }))
  })
  it('a derivative of order 0', () => {
    expect(() => explain('x^2', 'x', 0)).toThrow(expect.objectContaining({ code: 'nothing-to-explain' }))
  })
})
