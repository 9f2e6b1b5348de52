/** Emitted texts: what is written for what, names, comments, refusals. The real tools are in languages.campaign.ts. */
import { spawnSync } from 'node:child_process'
import { describe, expect, it, test } from 'vitest'
import { main } from '../../src/cli/shell.js'
import { isStraight } from '../../src/emit/code.js'
import { LANGUAGES, type LanguageName } from '../../src/emit/languages/index.js'
import { decimal, shortDecimal, wrapped } from '../../src/emit/layout.js'
import { routines } from '../../src/emit/routine.js'
import { compile, emit, FluxionError, gradient, parse } from '../../src/index.js'
import { FUNCTIONS, isPole, POINTS, SPECIAL_FUNCTIONS } from './formulas.js'
import { agree } from './tools.js'

const fluxion = (...argv: string[]) => main(argv, async () => undefined)

/** The text without its comment. */
const codeOf = (text: string): string => text.replace(/^(?:\/\*[\s\S]*?\*\/\n|(?:(?:\/\/|#|!|%|--|').*\n)+)/, '').trim()

const C_BODY: readonly (readonly [formula: string, body: string])[] = [
  ['a^2 + a*b', 'return a * b + a * a;'],
  ['x^3', 'const double t1 = x * x * x;'],
  ['1/x', 'return 1.0 / x;'],
  ['x - (y - z)', 'return x - y + z;'],
  ['x^y', 'return fx_power(x, y);'],
  ['2^x', 'return pow(2.0, x);'],
  ['x^0.1', 'return pow(x, 0.1);'],
  ['x/3', 'return x / 3.0;'],
  ['abs(x)', 'return fabs(x);'],
  ['piecewise(x, x < 1, 2)', 'return x < 1.0 ? x : x >= 1.0 ? 2.0 : NAN;'],
  ['sqrt(x)*log(x)', 'sqrt(x)'],
]

describe('C', () => {
  test.each(C_BODY)('%s', (f, body) => {
    const text = emit(f, { language: 'c' })
    if (f === 'x^3') expect(text).toMatch(/x \* x \* x;/)
    else expect(text).toContain(body)
  })

  it('computes what is common once', () => {
    const text = emit('exp(sin(x)) + sin(x)', { language: 'c', gradient: true, hessian: true })
    expect(text.match(/sin\(x\);/g)).toHaveLength(1)
  })

  it('takes lists', () => {
    expect(emit(gradient('a^2 + a*b'), { language: 'c' })).toContain('void f(double a, double b, double value[2])')
  })

  it('gives further symbols their places after the variables', () => {
    expect(emit('k*x^2', { language: 'c', variables: ['x'], gradient: true })).toContain(
      'double f(double x, double k, double gradient[1])',
    )
  })
})

/** Names of users: each is an argument of every language, and none gets into the text as it is. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'int',
  'end',
  'lambda',
  'fn',
  'do',
  'value',
  'return',
  'R',
  'A1',
  't1',
  'E',
  'alpha',
  'é',
  'имя',
  'x_1',
  'main',
  'NaN',
  'exp2',
]

describe.each(LANGUAGES)('%s', language => {
  it('writes the function with its gradient and Hessian', () => {
    const text = emit('x^2*sin(y) + max(x, y)', { language, gradient: true, hessian: true, name: 'energy' })
    expect(text).toContain('energy')
    expect(text).toContain(`--language ${language}`)
  })

  it('has a legal name of its own for each name', () => {
    const f = HOSTILE.map(n => `${n}^2`).join(' + ')
    const text = emit(f, { language, variables: HOSTILE, name: 'return' })
    const code = codeOf(text)
    if (language === 'sql') expect(code).toContain('"имя"')
    else {
      expect(code).toMatch(/^[\n\x20-\x7e]*$/)
      expect(code.replace('__main__', '').replace('__name__', '')).not.toContain('__')
    }
  })

  it('keeps a comment a comment', () => {
    const text = emit('x', { language, name: 'f */ exit(1); /*\n#include "x"\n-- \u2028\\' })
    for (const line of codeOf(text).split('\n')) expect(line).not.toMatch(/exit\(1\)|include "x"/)
  })

  it('refuses a function that it cannot write, and says which', () => {
    const run = (): string => emit('polylog(3, x)', { language })
    expect(run).toThrow(FluxionError)
    expect(run).toThrow(/polylog cannot be written in/)
  })
})

const REFUSED: readonly (readonly [
  f: string,
  options: Omit<Parameters<typeof emit>[1], 'language'>,
  language: LanguageName,
  code: string,
])[] = [
  ['digamma(x)', {}, 'sql', 'no-emission'],
  ['x', { dialect: 'spark' }, 'c', 'option-dialect'],
  ['lambertw(x)', {}, 'excel', 'no-emission'],
  ['lambertw(x)', {}, 'jax', 'no-emission'],
  ['si(x)', {}, 'jax', 'no-emission'],
  ['besselj(1, x)', {}, 'glsl', 'no-emission'],
  ['1e300*x', {}, 'glsl', 'no-emission'],
  ['x', { main: true }, 'wgsl', 'no-emission'],
  ['x', { main: true }, 'excel', 'no-emission'],
  ['[x, y]', { gradient: true }, 'c', 'shape'],
  ['x < 1', {}, 'c', 'shape'],
]

test.each(REFUSED)('emit(%j, %j) in %s is refused: %s', (f, options, language, code) => {
  expect(() => emit(f, { ...options, language })).toThrow(expect.objectContaining({ code }))
})

test('what needs a routine is refused by its own name', () => {
  expect(() => emit('si(x)', { language: 'glsl' })).toThrow(/function si cannot .* needs numbers of 53 bits/)
  expect(() => emit('besselj(1, x)', { language: 'jax' })).toThrow(/function besselj cannot .* needs loops/)
})

test.each(SPECIAL_FUNCTIONS)('%s in JavaScript is that of the closures', async f => {
  const text = emit(f, { language: 'js', variables: ['x', 'y'] })
  const { f: emitted } = await import(`data:text/javascript,${encodeURIComponent(text)}`)
  const closure = compile(f, ['x', 'y'])
  const wrong = POINTS.filter(p => {
    const [a, b] = [emitted(...p) as number, closure(...p) as number]
    return !agree(a, b, 512, 1e-14) && !(Math.abs(a) === Infinity && Number.isNaN(b) && isPole(f, p))
  })
  expect(wrong).toEqual([])
})

test('a language that is none is refused with those that are', () => {
  expect(() => emit('x', { language: 'cobol' as 'c' })).toThrow(/'c' or 'rust'/)
})

describe('numerals', () => {
  test.each([0, 1, 0.1, 1 / 3, 1e-300, 1.7976931348623157e308, 5e-324, 123456789012345680000, 1e21])(
    '%d reads back',
    x => {
      expect(Number(decimal(x))).toBe(x)
      expect(decimal(x)).toMatch(/[.e]/)
    },
  )
  test.each([0.1, 1 / 3, 16777217, 3.4e38, 1e-40])('%d in 24 bits', x => {
    expect(Math.fround(Number(shortDecimal(x)))).toBe(Math.fround(x))
  })
})

describe('routines', () => {
  it('are read with the usual order of operations', () => {
    const [r] = routines('g(a, b) { c = a - b - 1; return a < b ? -c*2 : poly(a, 1, 2, 3); }')
    expect(r?.parameters).toEqual(['a', 'b'])
    expect(r && isStraight(r)).toBe(true)
  })
  it('refuse what they do not know', () => {
    expect(() => routines('g(a) { return a # 1; }')).toThrow(SyntaxError)
  })
})

test('long lines are broken at spaces', () => {
  expect(wrapped('aaa bbb ccc ddd', 8, ' &', '  ')).toBe('aaa bbb &\n  ccc &\n  ddd')
})

test('a long sum is flat, and its text grows with it', () => {
  const f = Array.from({ length: 3000 }, (_, k) => `sin(${k + 1}*x)`).join(' + ')
  const text = emit(f, { language: 'c' })
  expect(Math.max(...text.split('\n').map(l => l.length))).toBeLessThan(2000)
})

describe('the command', () => {
  test('writes the text', async () => {
    const { status, output } = await fluxion(
      'emit',
      'a^2+a*b',
      'a',
      'b',
      '--language',
      'c',
      '--name',
      'energy',
      '--gradient',
    )
    expect(status).toBe(0)
    expect(output).toContain('double energy(double a, double b, double gradient[2])')
    expect(output).toContain('Made by: fluxion emit "a^2+a*b" a b --language c --name energy --gradient')
  })
  test('wants a language', async () => {
    expect(await fluxion('emit', 'x')).toMatchObject({ status: 2, output: '' })
  })
  test('still gives --name to LaTeX elsewhere', async () => {
    expect((await fluxion('latex', 'lr*x', '--name', 'lr=\\eta')).output).toContain('\\eta')
  })
})

/** The languages of arrays. */
const OF_ARRAYS = ['c', 'rust', 'fortran', 'numpy', 'pytorch', 'jax', 'matlab', 'js', 'ts'] as const

describe.each(OF_ARRAYS)('vectors and matrices in %s', language => {
  it('are one function with the gradient by each variable', () => {
    const text = emit('norm(A*x-b)^2', { language, let: 'A:[m,n]; x:[n]; b:[m]', gradient: true, name: 'misfit' })
    expect(text).toContain('Arguments: m (a size), n (a size), A[m, n], b[m], x[n].')
    expect(text).toContain('Results: value, gradient_A[m, n], gradient_b[m], gradient_x[n].')
    expect(text).toContain('misfit')
  })

  it('have legal names of their own', () => {
    const names = ['int', 'value', 'lambda', 'end', 't1', 'i', 'fn', 'workspace', 'end_2', 'имя']
    const shapes = names.map(n => `${n}:[size]`).join('; ')
    const text = emit(names.map(n => `norm(${n})^2`).join(' + '), {
      language,
      let: shapes,
      variables: names,
      name: 'do',
    })
    const code = codeOf(text)
    expect(code).toMatch(/^[\n\x20-\x7e]*$/)
    expect(code.replace('__main__', '').replace('__name__', '')).not.toContain('__')
  })

  it('refuse what needs a library of linear algebra', () => {
    expect(() => emit('tr(expm(A))', { language, let: 'A:[n,n]' })).toThrow(
      expect.objectContaining({ code: 'no-emission' }),
    )
  })
})

test.each([
  ['svdvals(X)', 'linalg.svd(X, full_matrices=False)[1]'],
  ['svdu(X)', 'linalg.svd(X, full_matrices=False)[0]'],
  ['svdv(X)', 'linalg.svd(X, full_matrices=False)[2].T'],
  ['norm(X, 2)', 'linalg.svd(X, full_matrices=False)[1][0]'],
  ['norm(X, nuc)', 'linalg.svd(X, full_matrices=False)[1].sum()'],
  ['polar(X)', 'fx_array_polar(X)'],
  ['pinv(X)', 'linalg.pinv(X)'],
  ['chol(S)', 'linalg.cholesky(S)'],
  ['eigvals(S)', 'linalg.eigh(S)[0]'],
  ['eigvecs(S)', 'linalg.eigh(S)[1]'],
] as const)('in Python %s is %s', (f, written) => {
  for (const language of ['numpy', 'pytorch', 'jax'] as const)
    expect(emit(f, { language, let: 'X:[3,2]; S:[2,2] psd' })).toContain(written)
})

test.each(['c', 'rust', 'fortran', 'js', 'matlab'] as const)('in %s singular values are refused by name', language => {
  expect(() => emit('svdvals(X)', { language, let: 'X:[3,2]' })).toThrow(/svdvals/)
})

test.each(['glsl', 'wgsl', 'excel', 'sql', 'julia'] as const)(
  '%s has no vectors and matrices, and says so',
  language => {
    expect(() => emit("x'*x", { language, let: 'x:[n]' })).toThrow(expect.objectContaining({ code: 'no-emission' }))
  },
)

test.each([
  ['numpy', 'np.log1p(x)', 'np.expm1(x)'],
  ['c', 'log1p(x)', 'expm1(x)'],
  ['rust', 'f64::ln_1p(x)', 'f64::exp_m1(x)'],
  ['excel', 'LN(1 + x)', '-1 + EXP(x)'],
  ['glsl', 'fx_log(1.0 + x)', '-1.0 + fx_exp(x)'],
] as const)('%s has functions that lose no digits beside 1, or the sums as written', (language, log, exp) => {
  expect(emit('log(1 + x)', { language })).toContain(log)
  expect(emit('exp(x) - 1', { language })).toContain(exp)
})

type Results = Readonly<Record<string, number | Float64Array>>

/** What the JavaScript of a text computes. */
async function computed(text: string, ...values: readonly (number | Float64Array)[]): Promise<Results> {
  const { f } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as {
    f: (...values: readonly (number | Float64Array)[]) => Results
  }
  return f(...values)
}

describe('the check of derivatives of arrays', () => {
  const [A, S] = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(9, 2, 2, 8)]
  const [x, y] = [Float64Array.of(0.5, -2, 3), Float64Array.of(1.5, -1)]
  const options = { language: 'js', test: true } as const
  const cases: readonly { readonly text: string; readonly values: readonly (number | Float64Array)[] }[] = [
    {
      text: emit("b'*x + c", { ...options, let: 'b:[n]; x:[n]', variables: ['x', 'b', 'c'], gradient: true }),
      values: [3, x, x, 2],
    },
    {
      text: emit("y'*tanh(A*x)", {
        ...options,
        let: 'A:[m,n]; x:[n]; y:[m]',
        variables: ['A', 'x'],
        gradient: true,
      }),
      values: [2, 3, A, x, y],
    },
    {
      text: emit("y'*inv(S)*y", { ...options, let: 'S:[n,n] psd; y:[n]', gradient: true, layout: 'numerator' }),
      values: [2, S, y],
    },
    {
      text: emit('sum(S*y)^3', { ...options, let: 'S:[n,n] symmetric; y:[n]', hessian: true }),
      values: [2, S, y],
    },
    {
      text: emit('[A*x; x]', { ...options, let: 'A:[m,n]; x:[n]', jacobian: true, layout: 'denominator' }),
      values: [2, 3, A, x],
    },
    {
      text: emit("e*x'*x", { ...options, let: 'x:[n]', variables: ['e', 'x'], hessian: true }),
      values: [3, 2.5, x],
    },
  ]
  it.each(cases)('is small where they are right: %#', async ({ text, values }) => {
    expect((await computed(text, ...values)).check).toBeLessThan(1e-8)
  })
  it.each(cases)('is large where one is wrong: %#', async ({ text, values }) => {
    const wrong = text.replace(/^( +(?:gradient|jacobian|hessian)_\w+(?:\[.*\])? \+?= )/m, (_, set) => `${set}0.1 + `)
    expect(wrong).not.toBe(text)
    expect((await computed(wrong, ...values)).check).toBeGreaterThan(1e-3)
  })
})

describe('parameters that are not read', () => {
  const scalar = { variables: ['x', 'y', 'z'], gradient: true } as const
  const arrays = { let: 'x:[n]; y:[m]', variables: ['x', 'y', 's'], gradient: true } as const
  const cases = [
    ['c', 'x*z', ['(void)y;']],
    ['c', "x'*x", ['(void)y;', '(void)s;']],
    ['fortran', 'x*z', ['associate (fx_unused1 => y)']],
    ['fortran', "x'*x", ['associate (fx_unused1 => y, fx_unused2 => s)']],
    ['ts', 'x*z', ['void y']],
    ['ts', "x'*x", ['void s']],
  ] as const
  it.each(cases)('are marked in %s: %s', (language, f, marks) => {
    const text = emit(f, { language, ...(f === 'x*z' ? scalar : arrays) })
    for (const mark of marks) expect(text).toContain(mark)
    expect(text.match(/\bvoid\)? ?[xnm]\b|=> [xnm]\b/)).toBe(null)
  })
  it('are not moved by the check', () => {
    const text = emit("x'*x", { language: 'js', ...arrays, test: true })
    expect(text.match(/ = \w+(?:\[i\])? [+-] 0\.0000/g)).toHaveLength(2)
  })
})

test.each(['c', 'rust', 'fortran', 'numpy', 'js', 'matlab', 'julia'] as const)(
  'a function in %s has no name of the program around it, which would hide it',
  language => {
    expect(emit('x^2', { language, name: 'line', main: true })).toMatch(/\bline_\(/)
  },
)

test('an array whose name ends like a helper calls none', () => {
  const text = emit('sum(fx_floor)', { language: 'fortran', let: 'fx_floor:[n]', variables: ['fx_floor'] })
  expect(text).toContain('x_fx_floor(')
  expect(text).not.toContain('function fx_floor(')
})

test('several outputs of vectors and matrices are results of one function', async () => {
  const of = { loss: "x'*S*x", residual: ['S*x', 'c*x'] }
  const text = emit(of, { language: 'js', let: 'S:[n,n]; x:[n]', variables: ['x'], jacobian: true, test: true })
  const [S, x] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(1, -1)]
  const found = await computed(text, 2, x, S, 7)
  expect(found).toMatchObject({
    value_loss: 0,
    jacobian_loss_x: Float64Array.of(-3, -3),
    value_residual_1: Float64Array.of(-1, -1),
    jacobian_residual_1_x: S,
    value_residual_2: Float64Array.of(7, -7),
    jacobian_residual_2_x: Float64Array.of(7, 0, 0, 7),
  })
  expect(found.check).toBeLessThan(1e-8)
})

describe('what is computed with arrays', () => {
  it('is computed once', () => {
    const text = emit('norm(A*x-b)^2', { language: 'numpy', let: 'A:[m,n]; x:[n]; b:[m]', gradient: true })
    expect(text.match(/A @ x/g)).toHaveLength(1)
  })
  it('is no matrix where the formula has only a diagonal', () => {
    const text = emit('diag(d)*x', { language: 'c', let: 'd:[n]; x:[n]' })
    expect(text.match(/for \(/g)).toHaveLength(1)
  })
  it('solves equations instead of inverting', () => {
    expect(emit('inv(A)*b', { language: 'numpy', let: 'A:[n,n]; b:[n]' })).toContain('np.linalg.solve(A, b)')
  })
  it('is guarded where a place may be outside', () => {
    expect(emit('x[3]^2', { language: 'c', let: 'x:[n]' })).toContain('if (n < 3) return 2;')
  })
})

/** As in IEEE 754, where one leg is infinite the other does not matter, not even one without a value. */
const isInfiniteLeg = (f: string, legs: readonly number[]): boolean =>
  f.startsWith('hypot') && legs.some(v => Math.abs(v) === Infinity)

const OF_BOTH = [
  ...['hypot(1, x, y)', 'clamp(x, y, 1)', 'clamp(1, x, y)', 'clamp(x, 1, y)', 'max(x, 1, y)', 'logsumexp(x, 1, y)'],
  ...FUNCTIONS.filter(f => /^\w+\(.*\by\)$|^x\^y$/.test(f) && !f.startsWith('piecewise')),
]

test.each(OF_BOTH)('%s has no value where an argument has none, needed or not', async f => {
  const { f: emitted } = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(emit(f, { language: 'js', variables: ['x', 'y'] }))}`
  )) as { f: (x: number, y: number) => number }
  const closure = compile(f, ['x', 'y'])
  const wrong = [Infinity, -Infinity, 0, 1, -1, 0.5, 3, -2.25]
    .flatMap(v => [
      [v, Number.NaN],
      [Number.NaN, v],
    ])
    .filter(([x = 0, y = 0]) => !isInfiniteLeg(f, [x, y]) && !Object.is(emitted(x, y), closure(x, y)))
  expect(wrong).toEqual([])
})

const hasPython =
  spawnSync('python3', ['-c', 'import sqlite3; sqlite3.connect(":memory:").execute("select ln(2.0)")']).status === 0

test.skipIf(!hasPython)('SQLite computes the query', () => {
  const fs = [
    'log(1 + exp(-x*y)) + sqrt(x/y)',
    'max(x, 0)^2 + tanh(y)',
    'sigmoid(x)*piecewise(x, x < y, y)',
    '1/(x - y)',
  ] as const
  const points = [
    [0.5, 2],
    [3, 1.25],
    [1, 4],
  ] as const
  const text = emit(fs, { language: 'sql', dialect: 'sqlite', variables: ['x', 'y'] })
  const program = `import sqlite3, sys
db = sqlite3.connect(':memory:')
db.execute('CREATE TABLE points (x REAL, y REAL)')
db.executemany('INSERT INTO points VALUES (?, ?)', ${JSON.stringify(points)})
for row in db.execute(sys.stdin.read()): print(*[repr(v) for v in row[2:]])`
  const { stdout } = spawnSync('python3', ['-c', program], { input: text, encoding: 'utf8' })
  const found = stdout
    .trim()
    .split('\n')
    .map(line => line.split(' ').map(Number))
  const closure = compile(
    fs.map(f => parse(f)),
    ['x', 'y'],
  )
  for (const [i, p] of points.entries())
    for (const [k, wanted] of (closure(p[0], p[1]) as number[]).entries()) expect(found[i]?.[k]).toBeCloseTo(wanted, 12)
})

test.each([
  ['x^2 - 3*x + 2', '2 - 3 * x + x * x'],
  ['a - b*x - c', 'a - c - b * x'],
  ['1 - x/3 - 2*y', '1 - x / 3 - 2 * y'],
  ['(x + 1)/(y - 3)', '(1 + x) / (-3 + y)'],
])('%s is %s: what begins with a minus is subtracted', (f, text) =>
  expect(emit(f, { language: 'js' })).toContain(`return ${text}\n`),
)
