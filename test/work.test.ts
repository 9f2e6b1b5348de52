/** Limits on the work of a call: what is too much ends with a `BudgetError`, soon, and the next call is not touched by it. */
import { describe, expect, it, vi } from 'vitest'
import { BudgetError } from '../src/errors.js'
import {
  certificate,
  check,
  collect,
  diff,
  differential,
  emit,
  evaluate,
  expand,
  explain,
  factor,
  gradient,
  hessian,
  implicit,
  jacobian,
  latex,
  parametric,
  parse,
  plot,
  polar,
  simplify,
  sql,
  tangent,
  taylor,
  text,
  trace,
} from '../src/index.js'
import { heed, spend, working } from '../src/work.js'

const limitOf = (run: () => unknown): string | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof BudgetError) return error.limit
    throw error
  }
}

const many = (n: number, part: (k: number) => string, by: string): string =>
  Array.from({ length: n }, (_, k) => part(k)).join(by)

describe('a limit', () => {
  const steps = 2000
  const long = many(1000, k => `sin(a${k}*x)`, '+')
  const read = parse(long)
  const calls: readonly (readonly [string, (limits: object) => unknown])[] = [
    ['parse', o => parse(long, o)],
    ['diff', o => diff(read, 'x', o)],
    ['gradient', o => gradient(read, undefined, o)],
    ['simplify', o => simplify(read, o)],
    ['expand', o => expand('(x+y)^400', o)],
    [
      'factor',
      o =>
        factor(
          many(12, k => `(x+a${k})`, '*'),
          o,
        ),
    ],
    ['latex', o => latex(read, o)],
    ['text', o => text(read, o)],
  ]
  it.each(calls)('of steps ends %s', (_, call) => expect(limitOf(() => call({ limits: { steps } }))).toBe('steps'))

  it.each(calls)('of a signal ends %s while it runs', (_, call) => {
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 2
      },
    }
    // One look is that of the check of the option.
    expect(limitOf(() => call({ signal, limits: { steps: 1e9 } }))).toBe('signal')
  })

  const values = Object.fromEntries(Array.from({ length: 300 }, (_, k) => [`a${k}`, k + 1]))
  const product = many(300, k => `sin(a${k}*a${(k * 7) % 300})^2`, '*')
  const deep = 'exp(sin(x^2)*cos(x)*log(x))/(1 + x^2)'
  const heavy: readonly (readonly [string, (o: object) => unknown])[] = [
    [
      'LaTeX of 20,000 fractions',
      o =>
        parse(
          many(20_000, k => `\\frac{x_{${k}}}{y}`, '+'),
          o,
        ),
    ],
    [
      'a text of 100,000 names',
      o =>
        parse(
          many(100_000, k => `x${k}`, '+'),
          o,
        ),
    ],
    ['diff of order 30', o => diff('sin(x^2)*exp(x)*tan(x)', 'x', 30, o)],
    ['taylor of order 60', o => taylor(deep, 'x', 1, 60, o)],
    ['taylor of three variables', o => taylor('exp(x*y)/(1+x+y+z)', { x: 0, y: 0, z: 0 }, 25, o)],
    ['implicit of order 12', o => implicit('x^3*y^2+sin(x*y)=exp(x-y)', 'y', 'x', 12, o)],
    ['parametric of order 10', o => parametric('[t*cos(t^2)+exp(t), log(t)*sin(t)]', 't', 10, o)],
    ['polar of order 9', o => polar('exp(sin(theta))/(1+theta)', 'theta', 9, o)],
    ['tangent in 300 variables', o => tangent(product, values, o)],
    ['differential in 300 variables', o => differential(product, Object.keys(values), o)],
    ['hessian', o => hessian(product, undefined, o)],
    [
      'emit',
      o =>
        emit(
          many(120, k => `sin(a${k}*x)^2`, '*'),
          { language: 'c', hessian: true, ...o },
        ),
    ],
    ['sql', o => sql(product, 'a7', o)],
    ['explain', o => explain(deep, 'x', 12, { level: 'full', ...o })],
    [
      'trace',
      o =>
        trace(
          many(2000, k => `q${k} = sin(${k ? `q${k - 1}` : 'x'}*y)+x`, ';'),
          { x: 1, y: 2 },
          o,
        ),
    ],
    ['check', o => check(product, { at: values, ...o })],
    ['plot of a long sum', o => plot('sum(k,1,2000,sin(k*x)/k)', { x: [-3, 3] }, o)],
    ['plot of derivatives without a closed form', o => plot('legendre(x,x)', { x: [-1, 2] }, o)],
    [
      'plot of a long sum of quotients',
      o =>
        plot(
          many(500, k => `sin(${k}*x)/(x+${k}+1)`, '+'),
          { x: [-1, 2] },
          o,
        ),
    ],
    ['zeta to 9000 digits', o => evaluate('zeta(s)', { s: '3/2' }, { precision: 9000, ...o })],
    ['gamma to 3000 digits', o => evaluate('gamma(x)', { x: '1/3' }, { precision: 3000, ...o })],
    ['gamma of a long number', o => evaluate('gamma(sqrt(x))', { x: '2' }, { precision: 3000, ...o })],
    ['erf to 9000 digits', o => evaluate('erf(x)', { x: '7/3' }, { precision: 9000, ...o })],
    ['erfc to 9000 digits', o => evaluate('erfc(x)', { x: '200' }, { precision: 9000, ...o })],
    ['digamma to 9000 digits', o => evaluate('digamma(x)', { x: '7/3' }, { precision: 9000, ...o })],
    ['an integral of an integral', o => evaluate('integral(t,0,1,integral(s,0,1,sin(t*s*x)))', { x: 1.3 }, o)],
    ['a sum of many terms', o => evaluate('sum(k, 1, 10^8, 1/k^2)', {}, o)],
    ['certificate', o => certificate(`${deep}^20*${product}`, 'x', undefined, o)],
    [
      'certificate of logarithms, one in the other',
      o => certificate(`${'log('.repeat(300)}x${')'.repeat(300)}`, 'x', undefined, o),
    ],
    [
      'certificate of a product of 60 matrices',
      o => certificate(`tr(${many(60, k => (k % 2 ? 'A' : 'B'), '*')})`, 'A', undefined, { let: 'A,B:[n,n]', ...o }),
    ],
    ['a power of a matrix', o => diff('A^150', 'A', { let: 'A:[n,n]', ...o })],
  ]
  it.each(heavy)('of a signal ends %s, at which it is looked again and again', (_, call) => {
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 12
      },
    }
    expect(limitOf(() => call({ signal, limits: { steps: 1e12 } }))).toBe('signal')
  })

  it('of milliseconds ends a long call', () => {
    let now = 0
    vi.spyOn(Date, 'now').mockImplementation(() => {
      now += 50
      return now
    })
    try {
      expect(limitOf(() => diff('x^x', 'x', 60, { limits: { milliseconds: 200, steps: 1e12 } }))).toBe('milliseconds')
      // The clock is looked at once to begin with, and then until it is over.
      expect(now).toBe(300)
    } finally {
      vi.restoreAllMocks()
    }
  })

  it.each([
    ['steps', () => spend(1)],
    ['what is looked at in passing', heed],
  ])('of a signal is looked at among ten thousand %s', (_, one) => {
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 1
      },
    }
    const run = (): void => {
      for (let k = 0; k < 10_000; k++) one()
    }
    expect(limitOf(() => working({ signal }, run))).toBe('signal')
  })

  it('of steps has nothing to do with what is looked at in passing', () => {
    const run = (): void => {
      for (let k = 0; k < 10_000; k++) heed()
    }
    expect(limitOf(() => working({ limits: { steps: 100 } }, run))).toBe(undefined)
  })

  it('is over for whoever catches it', () => {
    const run = (): void => {
      try {
        spend(100)
      } catch {
        spend(1)
      }
    }
    expect(limitOf(() => working({ limits: { steps: 50 } }, run))).toBe('steps')
    expect(limitOf(() => working({ limits: { steps: 500 } }, run))).toBe(undefined)
  })

  it('leaves the next call alone', () => {
    expect(limitOf(() => diff(read, 'x', { limits: { steps: 10 } }))).toBe('steps')
    expect(String(diff('x^2', 'x'))).toBe('2*x')
  })
})

describe('what is too much without a limit of the caller', () => {
  it.each([
    ['(x+1)^(10^6)', 'terms'],
    ['(x+1)^(10^9)', 'terms'],
    ['(x+y+z+w)^200', 'terms'],
    ['(x+1)^50000', 'digits'],
  ])('expand %s is refused at once', (f, limit) => {
    expect(limitOf(() => expand(f, { limits: { steps: 5000 } }))).toBe(limit)
  })

  it('the Taylor polynomial of 20000 exponentials, one in the other, is refused before any coefficient is looked at', () => {
    const nested = parse(`${'exp('.repeat(20_000)}x${')'.repeat(20_000)}`)
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 200
      },
    } as AbortSignal
    expect(limitOf(() => taylor(nested, 'x', 0, 4, { signal }))).toBe('steps')
  })
})

describe('a certificate', () => {
  it('that takes half of the steps is left open, whatever the clock says', () => {
    const { verdict, reason } = certificate(`${'log('.repeat(50)}x${')'.repeat(50)}`, 'x')
    expect([verdict, reason]).toEqual(['unknown', 'the values take too long to find'])
  })
})

describe('what is foreseen', () => {
  const maximum = (n: number): string => `max(${many(n, k => `x-${k}`, ',')})`

  it('the differences of a maximum of many, before its derivative', () => {
    const read = parse(maximum(5000))
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 6000
      },
    } as AbortSignal
    // Its value takes 5000 looks.
    expect(limitOf(() => check(read, { at: { x: 1.3 }, signal, limits: { steps: 1_400_000 } }))).toBe('steps')
  })

  it('the coefficients of a long chain of exponentials, by those of its first part', () => {
    const nested = parse(`${'exp('.repeat(600)}x${')'.repeat(600)}`)
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 6000
      },
    } as AbortSignal
    expect(limitOf(() => taylor(nested, 'x', 0, 4, { signal }))).toBe('steps')
  })

  it.each([
    ['without a closed form', 'legendre(x,x)'],
    ['of 1000 quotients', many(1000, k => `sin(${k}*x)/(x+${k}+1)`, '+')],
  ])('the values of a curve %s', (_, f) => {
    expect(limitOf(() => plot(f, { x: [-1, 2] }, { limits: { steps: 3_000_000 } }))).toBe('steps')
  })

  it.each([
    ['hessian', (names: string[]) => hessian('x^2', names)],
    ['jacobian', (names: string[]) => jacobian(Array<string>(5000).fill('x^2'), names)],
  ])('the entries of a %s by many names, all 0', (_, call) => {
    expect(limitOf(() => call(Array.from({ length: 5000 }, (_name, k) => `a${k}`)))).toBe('steps')
  })

  it('the trace of 20,000 operations, before the first of them', () => {
    const nested = parse(`${'sin('.repeat(20_000)}x${')'.repeat(20_000)}`)
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 300
      },
    } as AbortSignal
    expect(limitOf(() => trace(nested, { x: 1.3 }, { signal }))).toBe('steps')
  })

  it('the values of both sides of a certificate, before the first of them', () => {
    const read = parse(many(20_000, k => `x${k}`, '+'))
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 200
      },
    } as AbortSignal
    expect(limitOf(() => certificate(read, 'x1', undefined, { signal }))).toBe('steps')
  })

  it('what is too large for one denominator, which is said', () => {
    expect(() => collect(maximum(2000), 'x')).toThrow(/too large to write over one denominator: 4000 nodes fit/)
  })
})

describe('what grows with its text and no faster', () => {
  it.each([500, 2000])('the tangent of %d conditions, one in the other', n => {
    const nested = `${'if('.repeat(n)}x${' > 0, x, 1)'.repeat(n)}`
    expect(String(tangent(nested, { x: '3/2' }, { limits: { steps: 300 * n } }))).toBe('x')
  })

  it.each([200, 800])('the check of a maximum of %d', n => {
    const nested = `max(${many(n, k => `x-${k}`, ',')})`
    expect(check(nested, { at: { x: 1.3 }, limits: { steps: 3500 * n } }).ok).toBe(true)
  })

  it.each([1000, 4000])('the derivative of %d conditions, one in the other', n => {
    const nested = `${'if('.repeat(n)}x${' > 0, x, 1)'.repeat(n)}`
    expect(String(diff(nested, 'x', { limits: { steps: 150 * n } }))).toContain('piecewise(1, ')
  })

  it.each([1000, 4000])('the code of the derivative of %d logarithms, one in the other', n => {
    const nested = `${'log('.repeat(n)}x${')'.repeat(n)}`
    const limits = { steps: 300 * n }
    expect(emit(nested, { language: 'c', gradient: true, limits }).length).toBeLessThan(60 * n)
  })

  it.each([1000, 4000])('the second derivatives of a product of %d letters, all the same', n => {
    const limits = { steps: 60 * n }
    expect(String(hessian('x '.repeat(n), ['x', 'y'], { limits }))).toContain(`*x^${n - 2}`)
  })

  it.each([500, 2000])('the second derivatives of a product of %d names', n => {
    const limits = { steps: 60 * n }
    const product = many(n, k => `a${k}`, '*')
    expect(String(hessian(product, ['a7', 'a8'], { limits }))).toContain(`*a${n - 1}`)
  })

  it.each([1000, 4000])('the second derivatives of a product of %d times one letter', n => {
    const limits = { steps: 60 * n }
    expect(String(hessian(`${'x*'.repeat(n)}y`, ['x', 'y'], { limits }))).toContain(`${n}*x^${n - 1}`)
  })
})

describe('more arguments than a call has room for on the stack', () => {
  const n = 150_000
  it.each([
    [
      'the derivative of a sum of one letter',
      () =>
        diff(
          many(n, () => 'x', '+'),
          'x',
        ),
      `${n}`,
    ],
    [
      'that of a product',
      () =>
        diff(
          many(n, () => 'x', '*'),
          'x',
        ),
      `${n}*x^${n - 1}`,
    ],
    [
      'the value of a sum',
      () =>
        evaluate(
          many(n, () => 'x', '+'),
          { x: 2 },
        ),
      `${2 * n}`,
    ],
    ['a maximum of names that are one', () => diff(`max(${many(n, () => 'x', ',')})`, 'x'), '1'],
  ])('%s', (_, call, answer) => expect(String(call())).toBe(answer))

  it('the steps of the derivative of a long sum', () => {
    const told = String(
      explain(
        many(20_000, () => 'x', '+'),
        'x',
        1,
        { limits: { steps: 1e8 } },
      ),
    )
    expect(told.includes('= 20000 ')).toBe(true)
  })
})

describe('what is quick', () => {
  it.each([
    ['(x+y)^3', 'x^3 + 3*x^2*y + 3*x*y^2 + y^3'],
    ['(a-2*b)^4', 'a^4 - 8*a^3*b + 24*a^2*b^2 - 32*a*b^3 + 16*b^4'],
    ['(x+y+1)^2*(x-1)', String(parse('x^3 + 2*x^2*y + x^2 + x*y^2 - x - y^2 - 2*y - 1'))],
    ['(sqrt(x)+1)^2', String(parse('x + 2*sqrt(x) + 1'))],
    ['x*(x+1)^1', String(parse('x^2+x'))],
  ])('expand %s', (f, answer) => expect(String(expand(f))).toBe(answer))

  it('expands powers with few terms and many factors', () => {
    expect(expand('(x^2+x+1)^200').size).toBeGreaterThan(1000)
    expect(String(simplify('sqrt(10^100000)')).length).toBeGreaterThan(10)
  })
})
