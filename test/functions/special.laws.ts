import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numericOf } from '../../src/functions/numerics.js'
import { row } from '../../src/functions/table.js'
import { diff, evaluate, parse } from '../../src/index.js'
import type { Complex } from '../../src/number/complex.js'
import * as C from '../../src/number/complex.js'
import { runs } from '../cases/runs.js'

/** Rows of arguments and value, each number as re, im; how they were made is in test/cases/special-reference.py. */
const tables: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL('../cases/special-reference.json', import.meta.url), 'utf8'),
)

/** Functions that share a row with another number of arguments. */
const SHARED: Record<string, string> = { e1: 'expint', hurwitz: 'zeta', lambertwk: 'lambertw' }

/** Relative bounds, of the modulus. What is not named here keeps the first. */
const BOUND = 1e-14
const BOUNDS: Record<string, number> = {
  fresnels: 5e-14,
  uppergamma: 2e-14,
  zeta: 5e-14,
  dirichleteta: 5e-14,
  polylog: 1e-13,
  binomial: 5e-14,
  pochhammer: 5e-14,
  beta: 5e-14,
}

/** Left of 0 the zeta function of Hurwitz loses R^-re(s) units, R about 5. */
const boundOf = (name: string, first: number): number =>
  name === 'hurwitz' ? 1e-13 * (first < 0 ? 5 ** -first : 1) : (BOUNDS[name] ?? BOUND)

const complexOf = (name: string): ((...args: Complex[]) => Complex) => {
  const r = row(SHARED[name] ?? name)
  const f = r && numericOf(r).complex
  if (f === undefined) throw new TypeError(`${name} has no complex kernel`)
  return f
}
const realOf = (name: string): ((...args: number[]) => number) => {
  const r = row(SHARED[name] ?? name)
  if (r === undefined) throw new TypeError(`there is no ${name}`)
  return numericOf(r).real
}

const pairs = (flat: readonly number[]): Complex[] =>
  Array.from({ length: flat.length / 2 }, (_, k) => ({ re: flat[2 * k] ?? NaN, im: flat[2 * k + 1] ?? NaN }))
const error = (got: Complex, want: Complex): number => C.abs(C.sub(got, want)) / C.abs(want)
const REAL_ONLY = new Set(['erfinv', 'erfcinv'])

describe('kernels against mpmath', () => {
  it.each(Object.keys(tables).filter(name => !REAL_ONLY.has(name)))('%s of complex numbers', name => {
    const f = complexOf(name)
    const rows = tables[name] ?? []
    expect(rows.length).toBeGreaterThan(20)
    const wrong = rows.flatMap(flat => {
      const all = pairs(flat)
      const [args, want] = [all.slice(0, -1), all[all.length - 1] as Complex]
      const got = f(...args)
      return error(got, want) <= boundOf(name, flat[0] ?? 0) ? [] : [{ args, want, got, error: error(got, want) }]
    })
    expect(wrong).toEqual([])
  })

  it.each(Object.keys(tables))('%s of real numbers', name => {
    const f = realOf(name)
    const rows = (tables[name] ?? []).map(pairs).filter(all => all.every(z => z.im === 0))
    expect(rows.length).toBeGreaterThan(4)
    const wrong = rows.flatMap(all => {
      const [args, want] = [all.slice(0, -1).map(z => z.re), all[all.length - 1]?.re ?? NaN]
      const got = f(...args)
      return Math.abs(got / want - 1) <= boundOf(name, args[0] ?? 0) ? [] : [{ args, want, got }]
    })
    expect(wrong).toEqual([])
  })
})

/** Points of the plane without the neighbourhood of the axes' crossing. */
const part = fc.integer({ min: -6000, max: 6000 }).map(n => n / 1000)
const plane = fc.record({ re: part, im: fc.oneof(part, fc.constant(0)) }).filter(z => C.abs(z) > 0.05)
const offAxis = plane.filter(z => Math.abs(z.im) > 0.05)
/** Orders that keep a little away from whole numbers, where some formulas lose digits. */
const order = fc.record({
  re: fc.integer({ min: -200, max: 399 }).map(n => (n + 0.37) / 100),
  im: fc.integer({ min: -100, max: 100 }).map(n => n / 100),
})
const ONE = C.complex(1)
const times = (a: number, z: Complex): Complex => ({ re: a * z.re, im: a * z.im })

/** The sum of the parts is 0, relative to the largest of them. */
function cancels(parts: readonly Complex[], bound: number): void {
  const largest = Math.max(...parts.map(C.abs))
  const rest = C.abs(parts.reduce(C.add))
  expect(rest / largest).toBeLessThanOrEqual(bound)
}

describe('connection formulas', () => {
  const law = (name: string, check: (z: Complex, a: Complex) => void): void =>
    it(name, () => {
      fc.assert(fc.property(offAxis, order, check), runs(15))
    })
  const of = (name: string, ...args: Complex[]): Complex => complexOf(name)(...args)

  law('erf + erfc = 1', z => cancels([of('erf', z), of('erfc', z), C.complex(-1)], 1e-14))
  law('erfi(z) = -i erf(iz)', z => {
    const rotated = of('erf', { re: -z.im, im: z.re })
    cancels([of('erfi', z), { re: -rotated.im, im: rotated.re }], 1e-14)
  })
  law('dawson(z) = sqrt(pi)/2 e^(-z^2) erfi(z)', z => {
    const right = C.mul(C.exp(C.neg(C.mul(z, z))), of('erfi', z))
    cancels([of('dawson', z), times(-Math.sqrt(Math.PI) / 2, right)], 2e-13)
  })
  law('C + iS = (1 + i)/2 erf(sqrt(pi)/2 (1 - i) z)', z => {
    const s = of('fresnels', z)
    const inner = times(Math.sqrt(Math.PI) / 2, C.mul({ re: 1, im: -1 }, z))
    const right = C.mul({ re: 0.5, im: 0.5 }, of('erf', inner))
    cancels([of('fresnelc', z), { re: -s.im, im: s.re }, C.neg(right)], 1e-12)
  })
  law('Ei(z) = -E1(-z) + sign(im z) i pi', z => {
    cancels([of('ei', z), of('expint', C.neg(z)), { re: 0, im: -Math.sign(z.im) * Math.PI }], 1e-13)
  })
  law('Shi(z) = -i Si(iz), Chi + Shi = Ei up to the branch', z => {
    const si = of('si', { re: -z.im, im: z.re })
    cancels([of('shi', z), { re: -si.im, im: si.re }], 1e-13)
    cancels([of('chi', z), of('shi', z), C.neg(of('ei', z))], 1e-12)
  })
  law('n E_(n+1)(z) = e^(-z) - z E_n(z)', (z, n) => {
    const next = C.mul(n, of('expint', C.add(n, ONE), z))
    cancels([next, C.neg(C.exp(C.neg(z))), C.mul(z, of('expint', n, z))], 1e-12)
  })
  law('the incomplete gamma functions add up to gamma', (z, a) => {
    fc.pre(a.re > 0.1)
    cancels([of('uppergamma', a, z), of('lowergamma', a, z), C.neg(of('gamma', a))], 1e-12)
  })
  law('gamma(a + 1, z) = a gamma(a, z) + z^a e^(-z)', (z, a) => {
    const weight = C.mul(C.pow(z, a), C.exp(C.neg(z)))
    cancels([of('uppergamma', C.add(a, ONE), z), C.neg(C.mul(a, of('uppergamma', a, z))), C.neg(weight)], 1e-12)
  })
  law('zeta(s, a) = a^(-s) + zeta(s, a + 1)', (z, s) => {
    fc.pre(z.re > 0 && C.abs(C.sub(s, ONE)) > 0.1)
    cancels([of('zeta', s, z), C.neg(C.pow(z, C.neg(s))), C.neg(of('zeta', s, C.add(z, ONE)))], 1e-11)
  })
  law('Li_s(z) + Li_s(-z) = 2^(1-s) Li_s(z^2) inside the unit circle', (w, s) => {
    const z = times(0.15, w)
    const right = C.mul(C.pow(C.complex(2), C.sub(ONE, s)), of('polylog', s, C.mul(z, z)))
    cancels([of('polylog', s, z), of('polylog', s, C.neg(z)), C.neg(right)], 1e-12)
  })
  law('the polylogarithm of order 2 is that of nearby orders', z => {
    const near = of('polylog', C.complex(2 + 1e-10), z)
    expect(error(of('polylog', C.complex(2), z), near)).toBeLessThan(1e-8)
  })
  law('lerchphi(z, s, a) = a^(-s) + z lerchphi(z, s, a + 1)', (w, s) => {
    const z = times(0.1, w)
    const a = C.complex(0.7, 0.2)
    cancels(
      [of('lerchphi', z, s, a), C.neg(C.pow(a, C.neg(s))), C.neg(C.mul(z, of('lerchphi', z, s, C.add(a, ONE))))],
      1e-13,
    )
  })
  law('Li_s(z) = z lerchphi(z, s, 1)', (w, s) => {
    const z = times(0.1, w)
    cancels([of('polylog', s, z), C.neg(C.mul(z, of('lerchphi', z, s, ONE)))], 1e-12)
  })
  law('polygamma(-2, z + 1) = polygamma(-2, z) + z log z - z + log(2 pi)/2', z => {
    fc.pre(z.re > -5)
    const order = C.complex(-2)
    const shift = C.sub(C.mul(z, C.log(z)), z)
    const left = [of('polygamma', order, C.add(z, ONE)), C.neg(of('polygamma', order, z))]
    cancels([...left, C.neg(shift), C.complex(-0.5 * Math.log(2 * Math.PI))], 1e-12)
  })
  law('Pascal: binomial(n + 1, k) = binomial(n, k) + binomial(n, k - 1)', (n, k) => {
    const [above, below] = [of('binomial', C.add(n, ONE), k), of('binomial', n, C.sub(k, ONE))]
    cancels([above, C.neg(of('binomial', n, k)), C.neg(below)], 1e-11)
  })
  it.each([-3, -1, 0, 1, 2, 40])('W e^W = z on branch %i', k => {
    fc.assert(
      fc.property(plane, z => {
        const w = complexOf('lambertwk')(C.complex(k), z)
        cancels([C.mul(w, C.exp(w)), C.neg(z)], 1e-13 * (1 + Math.abs(w.im)))
      }),
    )
  })
})

describe('the scaled complementary error function', () => {
  it.each([-27, -1e3, -1e8, -1e15, -1e200])('is too large at %s, not below zero', x => {
    expect(evaluate('erfcx(x)', { x })).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('derivatives by every argument against differences of the complex kernel', () => {
  const cases: [text: string, variable: string][] = [
    ...[
      'erf',
      'erfc',
      'erfi',
      'erfcx',
      'dawson',
      'fresnels',
      'fresnelc',
      'ei',
      'expint',
      'li',
      'si',
      'ci',
      'shi',
      'chi',
    ],
    ...['lambertw', 'loggamma', 'digamma', 'trigamma', 'gamma', 'factorial', 'log1p', 'expm1', 'sinc', 'gelu', 'silu'],
  ].map(name => [`${name}(x)`, 'x'] as [string, string])
  cases.push(
    ['erf2(x, y)', 'x'],
    ['erf2(y, x)', 'x'],
    ['expint(y, x)', 'x'],
    ['expint(2, x)', 'x'],
    ['uppergamma(y, x)', 'x'],
    ['lowergamma(y, x)', 'x'],
    ['lambertw(1, x)', 'x'],
    ['lambertw(-1, x)', 'x'],
    ['zeta(y, x)', 'x'],
    ['polylog(y, x)', 'x'],
    ['polylog(2, x)', 'x'],
    ['polylog(3, 3*x)', 'x'],
    ['lerchphi(x/3, y, 3/2)', 'x'],
    ['lerchphi(1/3, y, x)', 'x'],
    ['polygamma(3, x)', 'x'],
    ['polygamma(-2, x)', 'x'],
    ['polygamma(-4, x)', 'x'],
    ['beta(x, y)', 'x'],
    ['beta(y, x)', 'x'],
    ['binomial(x, y)', 'x'],
    ['binomial(y, x)', 'x'],
    ['pochhammer(x, y)', 'x'],
    ['pochhammer(y, x)', 'x'],
    ['hypot(x, y)', 'x'],
    ['hypot(y, x)', 'x'],
    ['hypot(x, y, 2)', 'x'],
    ['logsumexp(x, y, 2*x)', 'x'],
  )
  const points: Complex[] = [C.complex(0.7, 0.4), C.complex(1.3, -0.8), C.complex(2.4, 1.7), C.complex(-1.2, 0.9)]

  it.each(cases)('%s by %s', (text, x) => {
    const e = parse(text)
    const slope = diff(e, x, { domain: 'complex' })
    const value = (f: typeof e, z: Complex): Complex =>
      evaluate(f, { x: z, y: C.complex(1.6, 0.3) }, { field: 'complex' })
    for (const z of points) {
      // Sixth-order central differences, exact to about 1e-11 relative to the function.
      const h = 0.004
      const at = (k: number): Complex => value(e, { re: z.re + k * h, im: z.im })
      const sides = [45, -9, 1].map((c, k) => times(c / (60 * h), C.sub(at(k + 1), at(-k - 1)))).reduce(C.add)
      expect(error(value(slope, z), sides), `at ${JSON.stringify(z)}`).toBeLessThan(1e-8)
    }
  })
})

describe('next to the real axis the imaginary part is the slope', () => {
  const names = [
    'erf',
    'erfc',
    'erfi',
    'dawson',
    'ei',
    'si',
    'ci',
    'shi',
    'chi',
    'fresnels',
    'fresnelc',
    'li',
    'lambertw',
  ]
  it.each([...names, 'expint', 'loggamma', 'digamma', 'gamma', 'sinc'])('%s', name => {
    const slope = diff(`${name}(x)`, 'x')
    for (const x of [0.3, 0.9, 1.7, 3.2, 7.5]) {
      const got = complexOf(name)(C.complex(x, 1e-30)).im / 1e-30
      const want = evaluate(slope, { x })
      expect(Math.abs(got / want - 1), `at ${x}: ${got} for ${want}`).toBeLessThan(1e-12)
    }
  })
  it.each([2, 2.5, 3])('polylog of order %d', s => {
    for (const x of [-30, -1.5, 0.2, 0.8]) {
      const got = complexOf('polylog')(C.complex(s), C.complex(x, 1e-30)).im / 1e-30
      expect(got / evaluate(diff(`polylog(${s}, x)`, 'x'), { x })).toBeCloseTo(1, 11)
    }
  })
})

describe('poles, cuts and what is beyond the bounds', () => {
  const at = (name: string, ...args: number[]): number => realOf(name)(...args)
  const values: [string, number, number][] = [
    ['ei(0)', at('ei', 0), -Infinity],
    ['ei(-inf)', at('ei', -Infinity), -0],
    ['ei(inf)', at('ei', Infinity), Infinity],
    ['e1(-1)', at('e1', -1), NaN],
    ['e1(0)', at('e1', 0), Infinity],
    ['li(1)', at('li', 1), -Infinity],
    ['li(0)', at('li', 0), 0],
    ['li(-1)', at('li', -1), NaN],
    ['si(inf)', at('si', Infinity), Math.PI / 2],
    ['ci(-1)', at('ci', -1), NaN],
    ['ci(0)', at('ci', 0), -Infinity],
    ['shi(800)', at('shi', 800), Infinity],
    ['chi(-2)', at('chi', -2), NaN],
    ['fresnels(inf)', at('fresnels', Infinity), 0.5],
    ['fresnelc(-inf)', at('fresnelc', -Infinity), -0.5],
    ['erfi(30)', at('erfi', 30), Infinity],
    ['erfcinv(1)', at('erfcinv', 1), 0],
    ['erfcinv(0)', at('erfcinv', 0), Infinity],
    ['erfcinv(2)', at('erfcinv', 2), -Infinity],
    ['erfcinv(2.1)', at('erfcinv', 2.1), NaN],
    ['lambertw(0)', at('lambertw', 0), 0],
    ['lambertw(-0.4)', at('lambertw', -0.4), NaN],
    ['lambertw(-1, 1)', at('lambertw', -1, 1), NaN],
    ['lambertw(1/2, 1)', at('lambertw', 0.5, 1), NaN],
    ['lambertw(-1/e)', at('lambertw', -1 / Math.E), -1],
    ['zeta(1)', at('zeta', 1), NaN],
    ['zeta(-4)', at('zeta', -4), 0],
    ['zeta(2, -3)', at('zeta', 2, -3), NaN],
    ['zeta(-1, 3)', at('zeta', -1, 3), -37 / 12],
    ['polylog(1, 1)', at('polylog', 1, 1), NaN],
    ['polylog(2, 1)', at('polylog', 2, 1), Math.PI ** 2 / 6],
    ['polylog(2, 1.5)', at('polylog', 2, 1.5), NaN],
    ['polylog(0, 3)', at('polylog', 0, 3), -1.5],
    ['polygamma(-1, 2)', at('polygamma', -1, 2), 0],
    ['polygamma(1/2, 2)', at('polygamma', 0.5, 2), NaN],
    ['polygamma(-2, -1)', at('polygamma', -2, -1), NaN],
    ['loggamma(-1/2)', at('loggamma', -0.5), NaN],
    ['lowergamma(-2, 1)', at('lowergamma', -2, 1), NaN],
    ['uppergamma(1/2, -1)', at('uppergamma', 0.5, -1), NaN],
    ['binomial(5, 2)', at('binomial', 5, 2), 10],
    ['binomial(-3, 2)', at('binomial', -3, 2), 6],
    ['binomial(5, 7)', at('binomial', 5, 7), 0],
    ['binomial(5, -1)', at('binomial', 5, -1), 0],
    ['binomial(-3, -5)', at('binomial', -3, -5), NaN],
    ['binomial(-2, 1000)', at('binomial', -2, 1000), 1001],
    ['binomial(-1, 3/2)', at('binomial', -1, 1.5), NaN],
    ['pochhammer(-3, 5)', at('pochhammer', -3, 5), 0],
    ['pochhammer(1/2, 2)', at('pochhammer', 0.5, 2), 0.75],
    ['lerchphi(1/2, 2, -3)', at('lerchphi', 0.5, 2, -3), NaN],
  ]
  it.each(values)('%s', (_, got, want) => {
    if (Number.isFinite(want) && want !== 0) expect(got / want).toBeCloseTo(1, 14)
    else expect(got).toBe(want)
  })

  it.each([
    ['binomial', 1000.5, 500.25, 3.8214981833637914e299],
    ['binomial', 100000.0, 3.7, 2.049144814884995e17],
    ['pochhammer', 1000000.0, 2.5, 1000001875000507.8],
    ['pochhammer', 300.25, 0.5, 17.320511082716465],
    ['pochhammer', -7.5, 2.25, 107.36528088563614],
    ['binomial', -7.5, 2.25, 30.73693979452694],
  ] as const)('%s(%d, %d) keeps its digits', (name, u, v, want) => {
    expect(at(name, u, v) / want).toBeCloseTo(1, 12)
  })

  it('the zeros of Ei and li are approached with full relative accuracy', () => {
    expect(at('ei', 0.3725) / -2.8874183188745963e-5).toBeCloseTo(1, 13)
    expect(at('li', 1.4514) / 8.258692426765133e-5).toBeCloseTo(1, 13)
  })

  it.each<[string, Complex[]]>([
    ['zeta', [C.complex(0.5, 1e9)]],
    ['zeta', [C.complex(2), C.complex(-1e12, 1)]],
    ['polylog', [C.complex(2, 1e4), C.complex(0.9)]],
    ['polylog', [C.complex(-1e5), C.complex(0.9)]],
    ['uppergamma', [C.complex(1e12), C.complex(1e12)]],
    ['polygamma', [C.complex(-50), C.complex(2, 1)]],
    ['polygamma', [C.complex(1e15), C.complex(2, 1)]],
    ['lambertw', [C.complex(NaN), C.complex(1)]],
  ])('%s of %j ends and has no value', (name, args) => {
    expect(Number.isFinite(complexOf(name)(...args).re)).toBe(false)
  })
})
