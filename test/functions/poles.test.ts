/** Poles stated by rows against the kernels, and what 0 times a pole is. */
import { describe, expect, it } from 'vitest'
import { call, num, rational } from '../../src/expr/build.js'
import { isValueless } from '../../src/expr/node.js'
import { knownNumeric } from '../../src/functions/numerics.js'
import type { NamedRow } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import {
  compile,
  DomainError,
  diff,
  evaluate,
  expand,
  gradient,
  latex,
  parse,
  simplify,
  subs,
} from '../../src/index.js'
import { Rational } from '../../src/number/rational.js'

const NUMBERS = ['-3', '-2', '-3/2', '-1', '-1/2', '0', '1/2', '1', '3/2', '2', '3'].map(t => {
  const [p = '0', q = '1'] = t.split('/')
  return Rational.of(Number(p), Number(q))
})

const count = (r: NamedRow): number => (typeof r.args === 'number' ? r.args : r.args[0])
const grid = (n: number): Rational[][] => (n === 0 ? [[]] : grid(n - 1).flatMap(t => NUMBERS.map(v => [...t, v])))

/** Whether some kernel has a finite value. */
function hasValue(r: NamedRow, at: readonly Rational[]): boolean {
  const numeric = knownNumeric(r)
  const values = at.map(q => q.toNumber())
  const z = numeric?.complex?.(...values.map(re => ({ re, im: 0 })))
  return (
    Number.isFinite(numeric?.real?.(...values)) || (z !== undefined && Number.isFinite(z.re) && Number.isFinite(z.im))
  )
}

const FORMS = [...allForms()].filter(r => !r.structure && r.lists === undefined && knownNumeric(r)?.real !== undefined)

describe('a pole that a row states is none of the numbers that its kernels know', () => {
  it.each(FORMS.filter(r => r.pole !== undefined && count(r) <= 2).map(r => [`${r.name}/${count(r)}`, r] as const))(
    '%s',
    (_, r) => {
      const wrong = grid(count(r)).filter(at => r.pole?.(...at) === true && hasValue(r, at))
      expect(wrong.map(String)).toEqual([])
    },
  )
})

describe('a function of one argument that is infinite at a whole number or a half says so', () => {
  it.each(FORMS.filter(r => count(r) === 1 && r.fold === undefined).map(r => [r.name, r] as const))('%s', (_, r) => {
    // Off the range of an inverse there is no value either, but nothing that 0 times a derivative could meet.
    const off = (q: Rational): boolean => r.name.endsWith('inv') && Number.isNaN(knownNumeric(r)?.real?.(q.toNumber()))
    const missing = NUMBERS.filter(q => !off(q) && !hasValue(r, [q]) && r.pole?.(q) !== true)
    expect(missing.map(String)).toEqual([])
  })
})

describe('0 times a pole is an error', () => {
  it.each([
    ...[
      'x*gamma(x)',
      'x*cot(x)',
      'x*csc(x)',
      'x*coth(x)',
      'x*csch(x)',
      'x*ei(x)',
      'x*li(x + 1)',
      'x*ci(x)',
      'x*chi(x)',
    ],
    ...['x*besselk(0, x)', 'x*bessely(1, x)', 'x*besselj(-1/2, x)', 'x*hankel1(0, x)', 'x*yn(0, x)', 'x*zeta(x + 1)'],
    ...['x*digamma(x)', 'x*polygamma(1, x)', 'x*lgamma(x)', 'x*factorial(x - 1)', 'x*beta(x, 1)', 'x*elliptick(1 - x)'],
    ...['x*atanh(x + 1)', 'x*acoth(x + 1)', 'x*asech(x)', 'x*acsch(x)', 'x*mod(2, x)', 'x*root(2, x)', 'x*log(x)'],
    ...['x*log10(x)', 'x*log1p(x - 1)', 'x*erfinv(1 - x)', 'x*erfcinv(x)', 'x*lambertw(-1, x)', 'x*polylog(1, 1 - x)'],
    ...['x*expint(1, x)', 'x*uppergamma(0, x)', 'x*legendre(1/2, x - 1)', 'x*zeta(2, -x)', 'x*pochhammer(1, x - 1)'],
    ...['x*tan(pi/2)', 'x*sec(-3*pi/2)', 'x*cot(pi)', 'x*csc(2*pi)', 'x^2*gamma(x)*sin(x)'],
  ])('%s at 0', text => {
    const told = { code: 'division-by-zero' }
    expect(() => subs(text, { x: 0 })).toThrow(expect.objectContaining(told))
    expect(() => evaluate(text, { x: 0 })).toThrow()
    expect(() => evaluate(text, { x: 0 }, { field: 'complex' })).toThrow()
    expect(compile(text, ['x'])(0)).toBeNaN()
  })

  it.each([
    ['0*tan(pi/3)'],
    ['0*gamma(3)'],
    ['0*gamma(1/2)'],
    ['0*besselk(0, 1)'],
    ['0*besselj(0, 0)'],
    ['0*zeta(-1, x)'],
    ['0*zeta(-1/2, 0)'],
    ['0*lerchphi(1/2, -1, 0)'],
    ['0*cot(pi/2)'],
    ['0*binomial(-1, 2)'],
    ['0*f(x)'],
  ])('%s is 0', text => expect(String(simplify(text, { let: 'f:function' }))).toBe('0'))

  it('a turn is told from other angles', () => {
    expect(isValueless(call('tan', [call('mul', [rational(3, 2), call('pi', [])])]))).toBe(true)
    expect(isValueless(call('tan', [call('mul', [num(3), call('pi', [])])]))).toBe(false)
    expect(isValueless(call('cot', [call('mul', [num(3), call('pi', [])])]))).toBe(true)
    expect(() => evaluate('tan(pi/2)')).toThrow('tan(pi/2) is infinite')
    expect(compile('tan(pi/2)', [])()).toBeNaN()
  })
})

describe('where a factor of the derivative is 0 and another has a pole', () => {
  it.each([
    ['zeta(0, x)', '-1'],
    ['x*zeta(0, x)', 'zeta(0, x) - x'],
    ['zeta(0, x^2)', '-2*x'],
    ['chebyshevt(x, -1)', '-pi*sin(pi*x)'],
    ['chebyshevt(x, 2)', 'sqrt(3)*acosh(2)*chebyshevu(x - 1, 2)'],
    ['jacobi(0, -1, 1, x)', '0'],
    ['gegenbauer(0, -1, x)', '0'],
    ['genlaguerre(0, -1, x)', '0'],
    ['beta(x, -x)', '0'],
  ])('%s by x', (text, answer) => expect(String(diff(text, 'x'))).toBe(answer))
})

describe('a base or an order without meaning is refused where it is read', () => {
  it.each([
    ...['log(x, 1)', 'log(x, 0)', 'log(8, 1)', 'log(1, 1)', '0*log(2, 1)', 'log_1(x)', 'log(x, 2 - 1)', 'log(x, 0/3)'],
    ...['root(x, 0)', 'root(8, 0)', 'root(0, 0)', '0*root(8, 0)', 'nthRoot(x, 0)', 'x + root(2, 1 - 1)'],
    ...['\\log_1 x', '\\log_{1} 8', '\\log_0(x)', '\\sqrt[0]{x}', '\\sqrt[0]8'],
  ])('%s', text => {
    const told = expect.objectContaining({ code: text.includes('log') ? 'base' : 'order' })
    for (const f of [parse, diff, simplify, expand, gradient, latex, evaluate, compile] as ((t: string) => unknown)[])
      expect(() => f(text)).toThrow(told)
  })

  it.each([['log(x, b)'], ['log(x, 1/2)'], ['log(x, -1)'], ['root(x, n)'], ['root(x, 1)'], ['root(x, -2)']])(
    '%s is read',
    text => expect(() => parse(text)).not.toThrow(),
  )

  it.each([
    ['log(x, b)', { x: 2, b: 1 }],
    ['root(x, n)', { x: 2, n: 0 }],
    ['log(8, b)', { b: 1 }],
    ['root(8, n)', { n: 0 }],
  ])('%s has no value at %o, in any arithmetic', (text, at) => {
    for (const options of [
      {},
      { field: 'complex' },
      { field: 'exact' },
      { field: 'interval' },
      { precision: 30 },
    ] as const)
      expect(() => evaluate(text, at, options)).toThrow(DomainError)
    expect(() => subs(text, at)).toThrow(DomainError)
  })
})
