/** Derivatives, text to text. Each is also compared with differences of the function, so that a wrong row cannot stay. */
import { describe, expect, it } from 'vitest'
import { type DiffRule, derivative } from '../../src/diff/derivative.js'
import { FluxionError, ShapeError } from '../../src/errors.js'
import { add, call, mul, num, pow, product } from '../../src/expr/build.js'
import { formalDerivative } from '../../src/expr/formal.js'
import { type Expr, isCall } from '../../src/expr/node.js'
import { countNodes, freeSymbols, postorder } from '../../src/expr/walk.js'
import { allRows, row } from '../../src/functions/table.js'
import { diff, explain, gradient, hessian, jacobian, parse, sym, tangent, taylor } from '../../src/index.js'
import { complex } from '../../src/number/complex.js'
import { working } from '../../src/work.js'
import { compareWithSlope } from '../cases/slope.js'

/** The function, what it is differentiated by (names, or an order after a name), and the answer. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['w*w', 'w', '2*w'],
  ['2*w', 'w', '2'],
  ['w*w*w', 'w', '3*w^2'],
  ['1/w', 'w', '-1/w^2'],
  ['1/w^2', 'w', '-2/w^3'],
  ['w^3', 'w', '3*w^2'],
  ['(x+y)*z', 'x', 'z'],
  ['(x+y)*z', 'y', 'z'],
  ['(x+y)*z', 'z', 'x + y'],
  ['x*y', 'x', 'y'],
  ['max(x,y)', 'x', 'piecewise(1, x >= y, 0)'],
  ['max(x,y)', 'y', 'piecewise(1, x < y, 0)'],
  ['max(x,y,z)', 'y', 'piecewise(0, x >= y and x >= z, 1, y >= z, 0)'],
  ['min(x,y)', 'x', 'piecewise(1, x <= y, 0)'],
  ['min(x,y)', 'y', 'piecewise(1, x > y, 0)'],
  ['1/(1+exp(-x))', 'x', 'e^(-x)/(1 + e^(-x))^2'],
  ['1/(1+e^(-(x*w+theta)))', 'x', 'w*e^(-(x*w + theta))/(1 + e^(-(x*w + theta)))^2'],
  ['1/(1+exp(-(w0*x0+w1*x1+w2)))', 'w0', 'x0*e^(-(w0*x0 + w1*x1 + w2))/(1 + e^(-(w0*x0 + w1*x1 + w2)))^2'],
  ['x^2', 'x', '2*x'],
  ['a^2+a*b', 'a', '2*a + b'],
  ['a^2+a*b', 'b', 'a'],
  ['7', 'x', '0'],
  ['x', 'x', '1'],
  ['y', 'x', '0'],
  ['pi*x', 'x', 'pi'],
  ['x^pi', 'x', 'pi*x^(pi - 1)'],
  ['x^y', 'x', 'y*x^(y - 1)'],
  ['x^y', 'y', 'x^y*log(x)'],
  ['x^x', 'x', 'x^x*(log(x) + 1)'],
  ['2^x', 'x', '2^x*log(2)'],
  ['e^x', 'x', 'e^x'],
  ['exp(x^2)', 'x', '2*x*e^(x^2)'],
  ['exp(-x)', 'x', '-e^(-x)'],
  ['x^(1/2)', 'x', '1/(2*x^(1/2))'],
  ['sqrt(x)', 'x', '1/(2*sqrt(x))'],
  ['1/sqrt(x)', 'x', '-1/(2*x^(3/2))'],
  ['sqrt(x^2+1)', 'x', 'x/sqrt(x^2 + 1)'],
  ['cbrt(x)', 'x', '1/(3*cbrt(x^2))'],
  ['root(x, 3)', 'x', '1/(3*root(x^2, 3))'],
  ['log(x)', 'x', '1/x'],
  ['ln(3x)', 'x', '1/x'],
  ['log(x, 2)', 'x', '1/(x*log(2))'],
  ['log(x, y)', 'y', '-log(x)/(y*log(y)^2)'],
  ['log10(x)', 'x', '1/(x*log(10))'],
  ['log2(x)', 'x', '1/(x*log(2))'],
  ['log(log(x))', 'x', '1/(x*log(x))'],
  ['x*log(x)', 'x', 'log(x) + 1'],
  ['x*log(x) - x', 'x', 'log(x)'],
  ['sin(x)', 'x', 'cos(x)'],
  ['cos(x)', 'x', '-sin(x)'],
  ['tan(x)', 'x', 'sec(x)^2'],
  ['sec(x)', 'x', 'sec(x)*tan(x)'],
  ['csc(x)', 'x', '-csc(x)*cot(x)'],
  ['cot(x)', 'x', '-csc(x)^2'],
  ['asin(x)', 'x', '1/sqrt(1 - x^2)'],
  ['acos(x)', 'x', '-1/sqrt(1 - x^2)'],
  ['atan(x)', 'x', '1/(x^2 + 1)'],
  ['asec(x)', 'x', '1/(abs(x)*sqrt(x^2 - 1))'],
  ['acsc(x)', 'x', '-1/(abs(x)*sqrt(x^2 - 1))'],
  ['acot(x)', 'x', '-1/(x^2 + 1)'],
  ['sinh(x)', 'x', 'cosh(x)'],
  ['cosh(x)', 'x', 'sinh(x)'],
  ['tanh(x)', 'x', 'sech(x)^2'],
  ['sech(x)', 'x', '-sech(x)*tanh(x)'],
  ['csch(x)', 'x', '-csch(x)*coth(x)'],
  ['coth(x)', 'x', '-csch(x)^2'],
  ['asinh(x)', 'x', '1/sqrt(x^2 + 1)'],
  ['acosh(x)', 'x', '1/sqrt(x^2 - 1)'],
  ['atanh(x)', 'x', '1/(1 - x^2)'],
  ['asech(x)', 'x', '-1/(abs(x)*sqrt(1 - x^2))'],
  ['acsch(x)', 'x', '-1/(abs(x)*sqrt(x^2 + 1))'],
  ['acoth(x)', 'x', '1/(1 - x^2)'],
  ['atan2(y, x)', 'y', 'x/(y^2 + x^2)'],
  ['atan2(y, x)', 'x', '-y/(y^2 + x^2)'],
  ['sigmoid(x)', 'x', 'sigmoid(x)*(1 - sigmoid(x))'],
  ['softplus(x)', 'x', 'sigmoid(x)'],
  ['relu(x)', 'x', 'piecewise(1, x > 0, 0)'],
  ['abs(x)', 'x', 'sign(x)'],
  ['sign(x)', 'x', '0'],
  ['abs(x^2 - 1)', 'x', '2*x*sign(x^2 - 1)'],
  ['abs(sin(x))', 'x', 'cos(x)*sign(sin(x))'],
  ['sin(x)^2', 'x', '2*sin(x)*cos(x)'],
  ['sin(x)*cos(x)', 'x', 'cos(x)^2 - sin(x)^2'],
  ['sin(x^2)', 'x', '2*x*cos(x^2)'],
  ['sin(cos(x))', 'x', '-sin(x)*cos(cos(x))'],
  ['sin(2*x + 1)', 'x', '2*cos(2*x + 1)'],
  ['tan(x)^2', 'x', '2*sec(x)^2*tan(x)'],
  ['sin(x)/x', 'x', '(x*cos(x) - sin(x))/x^2'],
  ['x/(1+x)', 'x', '1/(1 + x)^2'],
  ['(x+1)/(x-1)', 'x', '-2/(x - 1)^2'],
  ['(x^2+1)^10', 'x', '20*x*(x^2 + 1)^9'],
  ['(2*x+3)^5', 'x', '10*(2*x + 3)^4'],
  ['x^2*y^3', 'x,y', '6*x*y^2'],
  ['x^2*y^3', 'y,x', '6*x*y^2'],
  ['sin(x*y)', 'x,y', 'cos(x*y) - x*y*sin(x*y)'],
  ['x^3*y^2*z', 'x,y,z', '6*x^2*y'],
  ['sin(x)', 'x,4', 'sin(x)'],
  ['x^5', 'x,3', '60*x^2'],
  ['x^5', 'x,6', '0'],
  ['e^(2*x)', 'x,10', '1024*e^(2*x)'],
  ['exp(-x^2/2)', 'x', '-x*e^(-x^2/2)'],
  ['x*exp(-x)', 'x', '(1 - x)*e^(-x)'],
  ['erf(x)', 'x', '2*e^(-x^2)/sqrt(pi)'],
  ['gamma(x)', 'x', 'gamma(x)*digamma(x)'],
  ['lgamma(x)', 'x', 'digamma(x)'],
  ['digamma(x)', 'x', 'trigamma(x)'],
  ['x!', 'x', 'x!*digamma(x + 1)'],
  ['beta(a, b)', 'a', 'beta(a, b)*(digamma(a) - digamma(a + b))'],
  ['f(x)', 'x', "f'(x)"],
  ['f(g(x))', 'x', "f'(g(x))*g'(x)"],
  ['f(x)*g(x)', 'x', "f'(x)*g(x) + f(x)*g'(x)"],
  ['f(x, y)', 'y', "f'[2](x, y)"],
  ['f(x^2, x)', 'x', "2*x*f'[1](x^2, x) + f'[2](x^2, x)"],
  ["f'(x)", 'x', "f''(x)"],
  ['f(x)', 'x,5', 'f^(5)(x)'],
  ['g(x,y)', 'x,y', "g'[1,2](x, y)"],
  ['piecewise(x^2, x < 0, x^3)', 'x', 'piecewise(2*x, x < 0, 3*x^2)'],
  ['if(x > 1, log(x), x - 1)', 'x', 'piecewise(1/x, x > 1, 1)'],
  ['x[1]^2 + x[2]^2', 'x[1]', '2*x[1]'],
  ['sum3*x', 'x', 'sum3'],
  ['0.5*x^2', 'x', 'x'],
  ['0.3*x^2', 'x', '0.6*x'],
  ['0.1*x', 'x', '0.1'],
  ['x/3', 'x', '1/3'],
  ['a*x^2+b*x+c', 'x', '2*a*x + b'],
  ['sqrt(1-x^2)', 'x', '-x/sqrt(1 - x^2)'],
  ['x*sqrt(1-x^2)', 'x', '(1 - 2*x^2)/sqrt(1 - x^2)'],
  ['asin(x/a)', 'x', '1/(a*sqrt(1 - x^2/a^2))'],
  ['log(x+sqrt(x^2+1))', 'x', '1/sqrt(x^2 + 1)'],
  ['atan(y/x)', 'x', '-y/(y^2 + x^2)'],
  ['log(sin(x))', 'x', 'cot(x)'],
  ['log(abs(x))', 'x', '1/x'],
  ['1/(x^2+1)', 'x', '-2*x/(x^2 + 1)^2'],
  ['(x^2-1)/(x^2+1)', 'x', '4*x/(x^2 + 1)^2'],
  ['sin(x)/cos(x)', 'x', '1/cos(x)^2'],
  ['tanh(w*x+b)', 'w', 'x*sech(w*x + b)^2'],
  ['(y - (w*x+b))^2', 'w', '-2*x*(y - (w*x + b))'],
  ['-log(sigmoid(x))', 'x', 'sigmoid(x) - 1'],
  ['log(1+e^x)', 'x', 'e^x/(1 + e^x)'],
  ['e^(a*x)*sin(b*x)', 'x', 'e^(a*x)*(a*sin(b*x) + b*cos(b*x))'],
  ['x^n', 'x', 'n*x^(n - 1)'],
  ['n^x', 'x', 'n^x*log(n)'],
  ['x^(-n)', 'x', '-n*x^(-n - 1)'],
  ['(x-mu)^2/(2*sigma^2)', 'mu', '-(x - mu)/sigma^2'],
  ['1/x + 1/y', 'x', '-1/x^2'],
  ['x^2/y', 'y', '-x^2/y^2'],
  ['sqrt(x*y)', 'x', 'y/(2*sqrt(x*y))'],
  ['abs(x)*x', 'x', '2*abs(x)'],
  ['max(0, x)', 'x', 'piecewise(1, x > 0, 0)'],
  ['max(x^2, x)', 'x', 'piecewise(2*x, x^2 >= x, 1)'],
  ['diff(x^3, x)*x', 'x', '9*x^2'],
]

const variables = (by: string): (string | number)[] => by.split(',').map(v => (/^\d+$/.test(v) ? Number(v) : v))
const differentiate = (f: string, by: string): Expr => diff(f, ...variables(by))

/** Whether every function in it has values. */
const hasValues = (e: Expr): boolean =>
  postorder(e).every(
    n =>
      n.kind !== 'call' ||
      (n.head !== 'index' &&
        !n.head.includes("'") &&
        !/^[fg]$/.test(n.head) &&
        (n.args.length > 0 || row(n.head) !== undefined)),
  )

describe('derivatives', () => {
  it.each(CASES)('d %s / d %s is %s', (f, by, answer) => expect(String(differentiate(f, by))).toBe(answer))

  const first = CASES.filter(([f, by]) => !by.includes(',') && hasValues(parse(f)))
  it('most are compared with differences', () => expect(first.length).toBeGreaterThan(100))
  it.each(first)('d %s / d %s is the slope', (f, by) => {
    const e = parse(f)
    const verdicts = [0.3, -0.6, 0.8, 1.7, 2.4, -1.3].map(x => {
      const names = [...freeSymbols(e)].sort()
      const at = new Map(names.map((name, k) => [name, complex(name === by ? x : 0.37 + 0.41 * k)]))
      if (!at.has(by)) at.set(by, complex(x))
      return compareWithSlope(e, differentiate(f, by), by, at)
    })
    expect(verdicts).toContain('same')
    expect(verdicts).not.toContain('undefined')
  })
})

describe('the seeds', () => {
  it.each<[string, string[], string[]]>([
    ['(x+y)*z', ['x', 'y', 'z'], ['z', 'z', 'x + y']],
    ['q = x + y; q*z', ['x', 'y', 'z'], ['z', 'z', 'x + y']],
    ['x*y', ['x', 'y'], ['y', 'x']],
    ['x+y', ['x', 'y'], ['1', '1']],
    ['a^2+a*b', ['a', 'b'], ['2*a + b', 'a']],
    ['max(x,y)', ['x', 'y'], ['piecewise(1, x >= y, 0)', 'piecewise(1, x < y, 0)']],
  ])('gradient of %s', (f, by, answer) => expect(gradient(f, by).map(String)).toEqual(answer))
})

describe('several variables', () => {
  it('gradient by all symbols in natural order', () => {
    expect(gradient('x10*x2 + x1').map(String)).toEqual(['1', 'x10', 'x2'])
  })
  it('jacobian: outputs as rows', () => {
    expect(jacobian('[x*y, x + y]', ['x', 'y']).map(r => r.map(String))).toEqual([
      ['y', 'x'],
      ['1', '1'],
    ])
  })
  it('hessian', () => {
    expect(hessian('x^2*y', ['x', 'y']).map(r => r.map(String))).toEqual([
      ['2*y', '2*x'],
      ['2*x', '0'],
    ])
  })
  it.each([
    ['[x*y; x + y^2]', ['y,x', '1,2*y']],
    ['[x*y]', ['y,x']],
  ])('jacobian of %s', (f, rows) => expect(jacobian(f, ['x', 'y']).map(String)).toEqual(rows))
  it('of a matrix there is no jacobian', () => expect(() => jacobian('[x, y; 1, 2]', ['x'])).toThrow(ShapeError))
  it('of a list, entry by entry', () => expect(String(diff('[x^2, sin(x)]', 'x'))).toBe('[2*x, cos(x)]'))
  it('a gradient is that of a scalar', () => expect(() => gradient('[x, y]', ['x'])).toThrow(ShapeError))
  it('a relation has no derivative', () => expect(() => diff('x < 1', 'x')).toThrow(ShapeError))
  it('a vector is not differentiated by as a whole', () => expect(() => diff('x[1] + x[2]', 'x')).toThrow(ShapeError))
  it.each([
    ['x[i]^2', 'x[1]'],
    ['integral(t, 0, 1, x[t])', 'x[1]'],
    ['x[1] + f(x[n])', 'x[1]'],
  ])('%s may or may not change with %s', (f, by) => {
    for (const verb of [
      () => diff(f, by),
      () => gradient(f, [by]),
      () => hessian(f, [by]),
      () => jacobian(`[${f}, 1]`, [by]),
      () => taylor(f, by, 0, 2),
      () => tangent(f, { [by]: 1 }),
      () => explain(f, by),
    ])
      expect(verb).toThrow(/ may be .* or not: declare the size, as in let: "/)
  })
  it.each([
    ['sum(i, 1, 3, x[i]^2)', 'x[1]', '2*x[1]'],
    ['sum(i, 1, 3, (x[i + 1] - x[i])^2)', 'x[2]', '4*x[2] - 2*x[1] - 2*x[3]'],
  ])('%s by %s, whether the shape is declared or told by the range', (f, by, d) => {
    expect(String(diff(f, by, { let: 'x:[4]' }))).toBe(d)
    expect(String(diff(f, by))).toBe(d)
  })
  it('by a place that the range does not have', () =>
    expect(() => diff('sum(i, 1, 3, x[i]^2)', 'x[7]')).toThrow('x has no place 7'))
  it.each([
    ['x[i]*y[1]', 'y[1]', 'x[i]'],
    ['x[1]^2 + x[1 + 1]', 'x[1]', '2*x[1]'],
    ['x[i]*z', 'z', 'x[i]'],
  ])('%s by %s is %s', (f, by, d) => expect(String(diff(f, by))).toBe(d))
  it('nor does it go by whether a name was forgotten and made again', () => {
    const [place, whole] = [parse('x[i]^2'), parse('x[1] + x[2]')]
    for (let k = 0; k < 140_000; k++) sym(`n${k}`)
    expect(() => diff(place, 'x[1]')).toThrow('x[i] may be x[1] or not')
    expect(() => diff(whole, 'x')).toThrow('as a whole')
  })
  it('nothing moves an index', () => expect(() => diff('x[i]^2', 'i')).toThrow('an index is a whole number'))
  it.each(['2', 'x + 1', 'f(x)', ''])('%j is not a variable', by => expect(() => diff('x^2', by)).toThrow())
})

describe('formal derivatives', () => {
  it.each<[string, number, number, string]>([
    ['f', 1, 1, "f'"],
    ["f'", 1, 1, "f''"],
    ["f'''", 1, 1, "f'[1,1,1,1]"],
    ['f', 2, 2, "f'[2]"],
    ["f'[2]", 1, 2, "f'[1,2]"],
    ["f'[1,2]", 2, 3, "f'[1,2,2]"],
  ])('%s by argument %i of %i is %s', (head, slot, arity, name) =>
    expect(formalDerivative(head, { argument: slot }, arity)).toBe(name),
  )
  it('mixed partials are one, in any order', () => {
    expect(String(diff('f(x, y)', 'x', 'y', 'x'))).toBe(String(diff('f(x, y)', 'y', 'x', 'x')))
  })
  it('of a function of the table without a closed form', () => {
    expect(String(diff('polygamma(n, x)', 'n'))).toBe("polygamma'[1](n, x)")
  })
})

describe('what is recorded', () => {
  it('the rules, innermost first', () => {
    const rules: [DiffRule, string, string][] = []
    derivative(parse('x^2*sin(x) + 1'), sym('x'), (rule, of, d) => rules.push([rule, String(of), String(d)]))
    expect(rules).toEqual([
      ['power', 'x^2', '2*x'],
      ['chain', 'sin(x)', 'cos(x)'],
      ['product', 'x^2*sin(x)', 'x^2*cos(x) + 2*x*sin(x)'],
      ['sum', '1 + x^2*sin(x)', 'x^2*cos(x) + 2*x*sin(x)'],
    ])
  })
})

describe('work grows with distinct nodes', () => {
  const x = sym('x')
  const nested = (head: string, depth: number): Expr => {
    let e: Expr = x
    for (let k = 0; k < depth; k++) e = call(head, [e])
    return e
  }
  it.each([10_000, 20_000])('sin nested %i times', n =>
    expect(countNodes(derivative(nested('sin', n), x))).toBeLessThan(4.5 * n),
  )
  it.each([500, 1000, 2000])('a product of %i factors: at most n log n', n => {
    const factors = Array.from({ length: n }, (_, k) => add(mul(sym(`a${k}`), x), num(1)))
    expect(countNodes(derivative(product(factors), x))).toBeLessThan(n * (12 + 2 * Math.log2(n)))
  })
  it('a product of 2,000 variables by one of them', () => {
    const p = product(Array.from({ length: 2000 }, (_, k) => sym(`x${k}`)))
    const d = derivative(p, sym('x7'))
    expect(isCall(d, 'mul') && d.args.length).toBe(1999)
  })
  it('a ladder of products, each of the two before', () => {
    let [a, b]: [Expr, Expr] = [x, add(x, num(1))]
    for (let k = 0; k < 60; k++) [a, b] = [b, add(mul(b, a), b)]
    expect(countNodes(derivative(b, x))).toBeLessThan(2500)
  })
  it('a sum of 20,000 terms', () => {
    const s = call(
      'add',
      Array.from({ length: 20_000 }, (_, k) => mul(num(k + 2), pow(x, num(k + 2)))),
    )
    const d = derivative(s, x)
    expect(isCall(d, 'add') && d.args.length).toBe(20_000)
  })
  it('what does not depend on the variable is not walked', () => {
    expect(String(derivative(add(nested('sin', 1000), sym('z')), sym('z')))).toBe('1')
  })
})

describe('a function of any number of arguments, written with one', () => {
  const names = [...allRows()].filter(r => r.fold).map(r => r.name)
  it.each(names)('%s(x^2) is x^2', name => {
    expect(String(diff(`${name}(x^2)`, 'x'))).toBe('2*x')
    expect(gradient(`${name}(x^2)*y`, ['x', 'y']).map(String)).toEqual(['2*x*y', 'x^2'])
  })
})

describe('a derivative', () => {
  it.each([...allRows()].filter(r => !r.args.toString().startsWith('0')).map(r => r.name))(
    'of %s has no name of its own',
    name => {
      for (const text of [`${name}(x^2)`, `${name}(x^2, 3)`, `${name}(x^2, y, 3)`]) {
        const e = derived(text)
        if (e !== undefined) expect([...freeSymbols(e)].every(s => ['x', 'y'].includes(s))).toBe(true)
      }
    },
  )
})

describe('an extreme of many arguments that all depend on the variable', () => {
  const x = sym('x')
  const of = (head: string, n: number): Expr =>
    call(
      head,
      Array.from({ length: n }, (_, k) => add(mul(x, sym(`y${k}`)), sym(`z${k}`))),
    )
  it.each(['max', 'min', 'logsumexp'])('%s takes steps as there are arguments', head => {
    for (const n of [500, 1000, 2000])
      expect(countNodes(working({ limits: { steps: 100 * n } }, () => derivative(of(head, n), x)))).toBeLessThan(30 * n)
  })
  it('the first of equal ones wins', () => {
    const e = call(
      'max',
      Array.from({ length: 200 }, (_, k) => add(mul(num(3 + (k % 5)), x), sym(`z${k}`))),
    )
    const slopeAt = (x: number, ...ones: readonly string[]): number =>
      derivative(e, sym('x')).evaluate({
        ...Object.fromEntries([...freeSymbols(e)].map(z => [z, ones.includes(z) ? 1 : 0])),
        x,
      })
    expect(slopeAt(0)).toBe(3)
    expect(slopeAt(0, 'z102', 'z103')).toBe(5)
    expect(slopeAt(0, 'z194')).toBe(7)
    expect(slopeAt(10)).toBe(7)
    expect(slopeAt(-10)).toBe(3)
  })
})

/** Undefined where the function takes other arguments, or no derivative is known. */
function derived(text: string): Expr | undefined {
  try {
    return diff(text, 'x')
  } catch (error) {
    if (error instanceof FluxionError) return undefined
    throw error
  }
}
