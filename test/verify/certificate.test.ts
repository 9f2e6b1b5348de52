/** Numerical certificates: what they say of right, wrong and undecidable formulas, and how seldom they are wrong. */
import { describe, expect, it } from 'vitest'
import { sentence } from '../../src/cli/output.js'
import { derivative } from '../../src/diff/derivative.js'
import { sym } from '../../src/expr/build.js'
import { isFormalCall } from '../../src/expr/formal.js'
import { postorder } from '../../src/expr/walk.js'
import { certificate, diff, equivalent, gradient, hessian, jacobian, parse } from '../../src/index.js'
import { simplify } from '../../src/simplify/simplify.js'
import { certify } from '../../src/verify/certificate.js'
import { compareValues, mutant } from '../cases/mutants.js'
import { FUNCTIONS, randomExpr, SLOW, seeded } from '../cases/random.js'

type Verdict = 'verified' | 'refuted' | 'unknown'

describe('equivalent', () => {
  const cases: readonly (readonly [a: string, b: string, verdict: Verdict, options?: object])[] = [
    ['sin(2x)', '2 sin(x) cos(x)', 'verified'],
    ['sqrt(x^2)', 'abs(x)', 'verified'],
    ['sqrt(x^2)', 'x', 'refuted'],
    ['sum(i, 1, 3, x[i])', 'x[1] + x[2] + x[3]', 'verified'],
    ['sum(i, 1, 3, x[i])', 'x[1] + x[2]', 'refuted'],
    ['sqrt(x^2)', 'x', 'verified', { let: 'x:positive' }],
    ['sqrt(x^2)', 'abs(x)', 'refuted', { domain: 'complex' }],
    ['log(x^2)', '2*log(x)', 'verified'],
    ['log(x^2)', '2*log(x)', 'refuted', { domain: 'complex' }],
    ['(-1)^(2n) + n', '1 + n', 'verified', { let: 'n:integer' }],
    ['cos(2pi*n)', '1', 'verified', { let: 'n:integer' }],
    ['cos(2pi*n)', '1', 'refuted'],
    ['(x+1)^8 - (x^2+2x+1)^4', '0', 'verified'],
    ['(1+x)^30/(1+x)^29 - x', '1', 'verified'],
    ['sqrt(x+1) - sqrt(x)', '1/(sqrt(x+1) + sqrt(x))', 'verified'],
    ['gamma(x+1)', 'x*gamma(x)', 'verified'],
    ['erf(x) + erfc(x)', '1', 'verified'],
    ['asin(x) + acos(x)', 'pi/2', 'verified'],
    ['acosh(x)', 'log(x + sqrt(x^2-1))', 'verified'],
    ['atan(x) + atan(1/x)', 'pi/2', 'refuted'],
    ['atan(x) + atan(1/x)', 'pi/2', 'verified', { let: 'x:positive' }],
    ['exp(x)', 'exp(x) + 1e-13', 'refuted'],
    ['x', 'x + 1e-30', 'refuted'],
    ['pi', '355/113', 'refuted'],
    ['sqrt(2) + sqrt(3)', 'sqrt(5 + 2 sqrt(6))', 'verified'],
    ['floor(x) + frac(x)', 'x', 'verified'],
    ['max(x,y) + min(x,y)', 'x + y', 'verified'],
    ['piecewise(x, x < 700, x + 1)', 'x', 'refuted'],
    ['sqrt(x)', 'sqrt(-x)', 'unknown'],
    ['f(x) + f(y)', 'f(y) + f(x)', 'verified'],
    ['f(x) + f(y)', 'f(x + y)', 'refuted'],
    ["besselj'[1](x, 2)", "2*besselj'[1](x, 2)", 'unknown'],
    ['[x, 2x]', '[x, x + x]', 'verified'],
    ['[x, 2x]', '[x, x^2]', 'refuted'],
  ]
  it.each(cases.map(c => [c.slice(0, 3).join(', '), c] as const))('%s', (_, [a, b, verdict, options]) => {
    const found = equivalent(a, b, options)
    expect(found.verdict, found.reason).toBe(verdict)
    if (verdict === 'refuted') expect(found.witness).toBeDefined()
  })
  it('gives the values at the witness', () => {
    const { witness, values } = equivalent('sqrt(x^2)', 'x')
    const x = witness?.x as number
    expect(x).toBeLessThan(0)
    expect(values).toEqual([
      { re: -x, im: 0 },
      { re: x, im: 0 },
    ])
  })
  it('refuses lists of different shapes', () => expect(() => equivalent('[x]', 'x')).toThrow(/shapes/))
})

/** At real points the first argument is often imaginary, on the cut of asinh. */
const ON_THE_CUT =
  '2*asinh(sqrt(a)*tan(c + d*x)/sqrt(a + a*sec(c + d*x)))*sqrt(cos(c + d*x))*sqrt(sec(c + d*x))/(d*sqrt(a)) - ' +
  'sqrt(2)*sqrt(cos(c + d*x))*sqrt(sec(c + d*x))*' +
  'atanh(sqrt(a)*sin(c + d*x)*sqrt(sec(c + d*x))/(sqrt(2)*sqrt(a + a*sec(c + d*x))))/(d*sqrt(a))'

describe('certificate', () => {
  interface Where {
    readonly x?: string
    readonly domain?: 'complex'
  }
  const cases: readonly (readonly [f: string, d: string | undefined, verdict: Verdict, options?: Where])[] = [
    ['x^3', '3x^2', 'verified'],
    ['x^3', '3x^2 + 1e-9', 'refuted'],
    ['sec(3x)', undefined, 'verified'],
    ['tan(exp(-2x))', undefined, 'verified'],
    ['x + 1/(x - 1)^3', undefined, 'verified'],
    ['log(x)', '1/x', 'verified'],
    ['log(-1 - x^2)', undefined, 'verified'],
    ['acosh(x)', '1/(sqrt(x-1)*sqrt(x+1))', 'verified'],
    ['x^(1/3)', undefined, 'verified'],
    ['abs(x)^3', undefined, 'verified'],
    ['floor(x)*x', 'floor(x)', 'verified'],
    ['floor(x)*x', 'x', 'refuted'],
    ['sin(x)^2 + cos(x)^2', '0', 'verified'],
    ['sin(x)^2', '0', 'refuted'],
    ['max(x, 3)', 'piecewise(1, x >= 3, 0)', 'verified'],
    ['max(x, 3)', '1', 'refuted'],
    ['clamp(x, -500, 500)', 'piecewise(1, x < 500, 0)', 'refuted'],
    ['relu(x^2 + 1)', undefined, 'verified'],
    ['elu(x, 2)', 'piecewise(1, x > 0, 2*(-e)^x)', 'refuted'],
    ['erf2(x, x^2)', undefined, 'verified'],
    ['f(g(x))', undefined, 'verified'],
    ['sum(i, 1, n, (a*x_i + b - y_i)^2)', undefined, 'verified', { x: 'a' }],
    ['sum(i, 1, n, (a*x_i - y_i)^2)', '2*sum(i, 1, n, x_i*(a*x_i + y_i))', 'refuted', { x: 'a' }],
    ['f(x, x^2)', "f'[1](x, x^2)", 'refuted'],
    ['besselj(x, 2)', undefined, 'unknown'],
    ['sqrt(z)', undefined, 'verified', { domain: 'complex', x: 'z' }],
    ['conj(z)', '0', 'refuted', { domain: 'complex', x: 'z' }],
    ['x[1]^2*x[2]', '2*x[1]*x[2]', 'verified', { x: 'x[1]' }],
    ['(i - sinh(x))^2', '2*sinh(x)*cosh(x)', 'refuted'],
    ['piecewise(1, x < 3*x, 5*x)', 'piecewise(0, x^2 < 3*x, 5)', 'refuted', { domain: 'complex' }],
    ['i*abs(x)', 'i*sign(x)', 'verified'],
    ['piecewise(x, x <= gamma(3/2), 1)', 'piecewise(1, x <= gamma(3/2), 0)', 'verified'],
    ['arg(sin(1/3))*x^2', undefined, 'verified'],
    ['(b*x^2 + a)*sign(b*x^2 + a)/2', 'b*x*sign(b*x^4 + a)', 'refuted'],
    ['ceil(expm1(x))', '0', 'verified'],
    ['frac(exp(x))', 'exp(x)', 'verified'],
    ['mod(x^9, 3)', '9x^8', 'verified'],
    [ON_THE_CUT, '1/(cos(c + d*x)^(3/2)*sqrt(a + a*sec(c + d*x)))', 'verified'],
    ['5', '0', 'verified'],
    ['5', '1', 'refuted'],
    ['[x, x^2]', '[1, 2x]', 'verified'],
  ]
  it.each(cases.map(c => [c.slice(0, 3).join(', '), c] as const))('%s', (_, [f, d, verdict, options = {}]) => {
    const { x = 'x', ...others } = options
    const found = certificate(f, x, d, others)
    expect(found.verdict, `${found.reason} ${JSON.stringify([found.witness, found.values])}`).toBe(verdict)
  })
})

describe('the option verify', () => {
  it('lets right derivatives through', () => {
    expect(String(diff('x^x', 'x', { verify: true }))).toBe(String(diff('x^x', 'x')))
    expect(gradient('x*y', ['x', 'y'], { verify: true }).map(String)).toEqual(['y', 'x'])
    expect(jacobian('[x*y, x]', ['x', 'y'], { verify: true }).map(String)).toEqual(['y,x', '1,0'])
    expect(hessian('x^2*y', undefined, { verify: true }).map(String)).toEqual(['2*y,2*x', '2*x,0'])
  })
  it.each([
    ['diff', () => diff('x^2', 'x', { verify: liar })],
    ['gradient', () => gradient('x^2', ['x'], { verify: liar })],
    ['jacobian', () => jacobian('[x^2]', ['x'], { verify: liar })],
    ['hessian', () => hessian('x^2', ['x'], { verify: liar })],
  ])('refuses what is refuted: %s', (_, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'refuted' }))
  })
})

const liar = () => ({ verdict: 'refuted' as const, witness: { x: 1 } })

describe('how seldom a certificate is wrong', () => {
  const functions = FUNCTIONS.filter(r => !SLOW.has(r.name))
  it.each([1, 2, 3, 4])('no right derivative is refuted, no wrong one verified: random expressions %i', seed => {
    const random = seeded(seed)
    const seen = { right: 0, wrong: 0, verified: 0, refuted: 0 }
    for (let k = 0; k < 40; k++) {
      const f = randomExpr(random, { symbols: k % 2 ? ['x'] : ['x', 'y'], depth: 1 + (k % 2), functions })
      const d = simplify(derivative(f, sym('x')))
      if (postorder(d).some(isFormalCall)) continue
      const changed = mutant(d, random)
      if (changed !== undefined && compareValues(d, changed.e) === 'different') {
        const { verdict } = certify(f, sym('x'), changed.e)
        expect(verdict, `${f} by x: not ${changed.e}`).not.toBe('verified')
        seen.wrong++
        if (verdict === 'refuted') seen.refuted++
      }
      if (k % 2 === 0) continue
      const right = certify(f, sym('x'), d, { samples: 20 })
      expect(right.verdict, `${f} by x: ${d} at ${JSON.stringify([right.witness, right.values])}`).not.toBe('refuted')
      seen.right++
      if (right.verdict === 'verified') seen.verified++
    }
    expect(seen.wrong).toBeGreaterThan(20)
    expect(seen.refuted / seen.wrong).toBeGreaterThan(0.85)
    expect(seen.verified / seen.right).toBeGreaterThan(0.6)
  })
})

describe('agreement beside large terms, small terms, underflow and single points', () => {
  it.each([
    ['10^16 + x', '10^16 + 2*x', 'refuted'],
    ['1e20*x', '1e20*x + y', 'refuted'],
    ['x^2', 'x^2 + 1e-30*x', 'refuted'],
    ['sin(x)', 'sin(x) + 1e-18*cos(x)', 'refuted'],
    ['exp(-x^2*10^6)', '0', 'refuted'],
    ['exp(-x^2*10^6)*exp(x)', 'exp(x - x^2*10^6)', 'verified'],
    ['x', 'if(x == 1, 2, x)', 'refuted'],
    ['x + y', 'if(x + y == 3, 0, x + y)', 'refuted'],
    ['x^2', 'if(x == 2, 4, x^2)', 'verified'],
    ['x', 'if(sin(x) == 1/3, 2, x)', 'unknown'],
    ['besselj(1/2, x)', 'sqrt(2/(pi*x))*sin(x)', 'verified'],
    ['besselj(3/2, x)', 'sqrt(2/(pi*x))*(sin(x)/x - cos(x))', 'verified'],
    ['(10^8 + x)^2', '10^16 + 2*10^8*x + x^2', 'verified'],
    ['sqrt(x^2 + 10^12) - 10^6', 'x^2/(sqrt(x^2 + 10^12) + 10^6)', 'verified'],
    ['log(x^2)', '2*log(x)', 'verified'],
  ])('%s and %s: %s', (a, b, verdict) => expect(equivalent(parse(a), parse(b)).verdict).toBe(verdict))

  it.each([
    ['10^16 + x', '10^16 + 2*x'],
    ['x^2', 'x^2 + 1e-30*x'],
    ['x^2 + y', 'x^2 + y*(1 + 10^-25)'],
    ['sin(x)', 'sin(x) + 1e-18*cos(x)'],
    ['exp(x)', 'exp(x)*(1 + 10^-9)'],
  ])('the values shown of %s and %s differ', (a, b) => {
    const said = sentence(equivalent(parse(a), parse(b)))
    expect(said).toMatch(/: \S+ and \S+$/)
    const [left, right] = said.split(': ').at(-1)?.split(' and ') ?? []
    expect(left).not.toBe(right)
  })

  it.each([
    ['10^16*x + x^2', '10^16', 'refuted'],
    ['10^16*x + x^2', '10^16 + 2*x', 'verified'],
    ['x^2 + 1e-15*x', '2*x', 'refuted'],
  ])('the derivative of %s is not %s: %s', (f, d, verdict) =>
    expect(certify(parse(f), parse('x'), parse(d)).verdict).toBe(verdict),
  )
})
