import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ShapeError } from '../../src/errors.js'
import { call, list, sym } from '../../src/expr/build.js'
import { readFormal } from '../../src/expr/formal.js'
import { diff, evaluate, latex, parse } from '../../src/index.js'
import * as C from '../../src/number/complex.js'
import {
  cauchy,
  describeDerivatives,
  describeReference,
  distance,
  evaluated,
  gauss,
  kernel,
  z,
} from '../cases/family.js'
import { runs } from '../cases/runs.js'

describeReference('hypergeometric', {})
describeDerivatives(['hypergeom', 'appellf1'], { calls: { hypergeom: gauss } })

type Complex = C.Complex
const pFq = (a: readonly Complex[], b: readonly Complex[], w: Complex): Complex =>
  kernel('hypergeom')(z(a.length), ...a, z(b.length), ...b, w)

const parameter = fc.integer({ min: -4000, max: 4000 }).map(k => z(k / 1000))
const notPole = parameter.filter(c => Math.abs(c.re - Math.round(c.re)) > 0.05)
const argument = fc
  .record({ re: fc.double({ min: -5, max: 5, noNaN: true }), im: fc.double({ min: 0.05, max: 5, noNaN: true }) })
  .map(({ re, im }) => z(re, im))

describe('laws', () => {
  it("Euler's transformation, DLMF 15.8.1", () => {
    fc.assert(
      fc.property(parameter, parameter, notPole, argument, (a, b, c, w) => {
        const excess = C.sub(C.sub(c, a), b)
        const other = pFq([C.sub(c, a), C.sub(c, b)], [c], w)
        const want = C.mul(C.pow(C.sub(z(1), w), excess), other)
        fc.pre(C.abs(want) > 1e-6)
        expect(distance(pFq([a, b], [c], w), want)).toBeLessThan(1e-11)
      }),
      runs(6),
    )
  })

  it('differences of parameters, DLMF 15.5.12 and 16.3.6', () => {
    fc.assert(
      fc.property(parameter, parameter, notPole, argument, (a, b, c, w) => {
        const raised = (x: Complex) => C.add(x, z(1))
        const parts = [
          C.mul(C.sub(b, a), pFq([a, b], [c], w)),
          C.mul(a, pFq([raised(a), b], [c], w)),
          C.mul(b, pFq([a, raised(b)], [c], w)),
        ] as [Complex, Complex, Complex]
        const size = Math.max(...parts.map(C.abs))
        expect(C.abs(C.sub(C.add(parts[0], parts[1]), parts[2]))).toBeLessThan(1e-12 * (size + 1e-3))
      }),
      runs(6),
    )
  })

  it('conjugates: F(conj z) = conj F(z) for real parameters', () => {
    fc.assert(
      fc.property(parameter, parameter, notPole, argument, (a, b, c, w) => {
        expect(distance(pFq([a, b], [c], C.conj(w)), C.conj(pFq([a, b], [c], w)))).toBeLessThan(1e-13)
      }),
      runs(6),
    )
  })

  it("Clausen's formula, DLMF 16.12.2: a 3F2 is the square of a 2F1, everywhere off the cut", () => {
    fc.assert(
      fc.property(parameter, parameter, argument, (a, b, w) => {
        const s = a.re + b.re
        fc.pre([s + 0.5, 2 * s].every(c => Math.abs(c - Math.round(c)) > 0.05))
        const root = pFq([a, b], [z(s + 0.5)], w)
        const want = C.mul(root, root)
        fc.pre(C.abs(want) > 1e-6)
        expect(distance(pFq([z(2 * a.re), z(2 * b.re), z(s)], [z(2 * s), z(s + 0.5)], w), want)).toBeLessThan(1e-11)
      }),
      runs(6),
    )
  })

  it('F1 with equal variables, with one parameter 0, and its symmetry, DLMF 16.16', () => {
    fc.assert(
      fc.property(parameter, parameter, parameter, notPole, argument, argument, (a, b1, b2, c, x, y) => {
        const F1 = kernel('appellf1')
        const near = C.add(x, z(1e-14))
        const together = pFq([a, C.add(b1, b2)], [c], x)
        fc.pre(C.abs(together) > 1e-6)
        expect(distance(F1(a, b1, b2, c, x, near), together)).toBeLessThan(1e-10)
        expect(distance(F1(a, b1, z(0), c, x, y), pFq([a, b1], [c], x))).toBeLessThan(1e-13)
        expect(distance(F1(a, b1, b2, c, x, y), F1(a, b2, b1, c, y, x))).toBeLessThan(1e-12)
      }),
      runs(4),
    )
  })
})

describe('elementary cases', () => {
  test.each<[string, string]>([
    ['hypergeom([], [], x)', 'e^x'],
    ['hypergeom([1/3], [], x)', '(1 - x)^(-1/3)'],
    ['hyp0f1(1/2, x)', 'cosh(2*sqrt(x))'],
    ['hyp1f1(1, 2, x)', '(e^x - 1)/x'],
    ['hyp2f1(1, 1, 2, x)', '-log(1 - x)/x'],
    ['hypergeom([1/2, 1, 1], [3/2, 1], -x^2)', 'atan(x)/x'],
    ['hypergeom([-3, 2], [1/2], x)', '1 - 12*x + 24*x^2 - 64/5*x^3'],
    ['appellf1(1, 1/2, 1/2, 2, x, -x)', 'asin(x)/x'],
  ])('%s is %s', (text, other) => {
    for (const x of [0.3, 0.9]) expect(evaluate(text, { x })).toBeCloseTo(evaluate(other, { x }), 13)
  })

  test.each<[string, number]>([
    ['hyp2f1(1/3, 1/4, 2, 1)', 1.06846348090798],
    ['hypergeom([-2], [-3], 3)', 1 + 2 + 3 / 2],
    ['hypergeom([a], [a], 1)', Math.E],
    ['hyp1f1(1/2, 3/2, -1e6)', Math.sqrt(Math.PI) / 2e3],
    ['hyp1f1(1/2, 3/2, -1e12)', Math.sqrt(Math.PI) / 2e6],
    ['hyp2f1(1, 1, 2, -1e8)', Math.log1p(1e8) / 1e8],
    ['appellf1(1/2, 1, 1/2, 2, 0, 0)', 1],
  ])('%s', (text, want) => expect(evaluate(text, { a: 0.3 })).toBeCloseTo(want, 7))

  test.each([
    'hypergeom([1, 1], [], 1/2)',
    'hypergeom([1], [-2], 1/2)',
    'hyp2f1(1, 1, 1, 1)',
    'appellf1(1, 1, 1, -1, 1/2, 1/3)',
  ])('%s has no value', text => expect(() => evaluate(text)).toThrow())

  it('on the cut it is the limit from below', () => {
    expect(distance(pFq([z(1), z(1)], [z(2)], z(2)), z(0, -Math.PI / 2))).toBeLessThan(1e-14)
    expect(distance(pFq([z(1), z(1)], [z(2)], z(2, 1e-300)), z(0, Math.PI / 2))).toBeLessThan(1e-14)
  })

  it('does not run on for large parameters and arguments', () => {
    const sizes = [1e3, 1e6, 1e15, 1e100, 1e300]
    expect(pFq([z(-3e-323)], [z(0.16)], z(-3.4, 1.58))).toEqual(z(1))
    for (const x of sizes) {
      for (const w of [z(x), z(-x), z(0, x)]) {
        for (const value of [
          pFq([z(0.5)], [z(1.5)], w),
          pFq([z(0.5), z(x)], [z(1.5)], z(0.3, 0.8)),
          pFq([z(-x)], [z(0.5)], z(2)),
        ])
          expect(typeof value.re).toBe('number')
        expect(typeof kernel('appellf1')(z(0.5), z(1), z(2), z(3), w, z(0.4, 1)).re).toBe('number')
      }
    }
  })
})

describe('lists as arguments', () => {
  it.each([
    ['hypergeom([a, b], [c], z)', 'z', 'a*b*hypergeom([a + 1, b + 1], [c + 1], z)/c'],
    ['hypergeom([], [], z^2)', 'z', '2*z*hypergeom([], [], z^2)'],
    ['hypergeom([0, b], [c], z)', 'z', '0'],
    ['hypergeom([a, b], [c], z)', 'b', "hypergeom'[1.2]([a, b], [c], z)"],
    ['hypergeom([a, b], [c^2], z)', 'c', "2*c*hypergeom'[2.1]([a, b], [c^2], z)"],
    ["hypergeom'[1.2]([a, b], [c], z)", 'c', "hypergeom'[1.2,2.1]([a, b], [c], z)"],
    ["hypergeom'[1.2]([a, b], [c], z)", 'z', "hypergeom'[1.2,3]([a, b], [c], z)"],
    ["hypergeom'[1.2, 1.1]([a, b], [c], z)", 'a', "hypergeom'[1.1,1.1,1.2]([a, b], [c], z)"],
    ['F([x, y], z)', 'y', "F'[1.2]([x, y], z)"],
  ])('the derivative of %s by %s is %s', (text, x, want) => {
    const d = diff(text, x)
    expect(String(d)).toBe(want)
    expect(String(parse(want))).toBe(want)
  })

  it('a parameter that occurs twice counts twice, and mixed derivatives commute', () => {
    const e = parse('hypergeom([a, b], [a, c], a*z)')
    const d = String(diff(e, 'a'))
    for (const part of ["hypergeom'[1.1]", "hypergeom'[2.1]", 'hypergeom([a + 1, b + 1], [a + 1, c + 1], a*z)']) {
      expect(d).toContain(part)
    }
    expect(String(diff(diff(e, 'b'), 'c'))).toBe(String(diff(diff(e, 'c'), 'b')))
  })

  it('the entries are functions of the variable: only those that move give a term', () => {
    const e = call('hypergeom', [list([sym('a'), parse('2*t')]), list([sym('c')]), sym('w')])
    expect(String(diff(e, 't'))).toBe("2*hypergeom'[1.2]([a, 2*t], [c], w)")
  })

  it('slots are read and written', () => {
    expect(readFormal("f'[1.2,3]")).toEqual({ name: 'f', slots: [{ argument: 1, entry: 2 }, { argument: 3 }] })
    expect(latex("hypergeom'[1.2]([a, b], [c], z)")).toContain('^{((0,1),')
  })

  it.each(['hypergeom(a, b, z)', 'hypergeom([[a]], [b], z)'])('%s has no derivative', text =>
    expect(() => diff(text, 'z')).toThrow(ShapeError),
  )
  it('a number where a list belongs is refused by evaluation too', () =>
    expect(() => evaluate('hypergeom(1, 2, 3)')).toThrow(ShapeError))

  it('the derivative by z holds for other numbers of parameters', () => {
    for (const text of ['hypergeom([a], [], z)', 'hypergeom([], [a], z)', 'hypergeom([a, 1/2, 2], [1/3, 3/4], z)']) {
      const at = new Map([
        ['a', z(0.7, 0.2)],
        ['z', z(0.3, 0.4)],
      ])
      const want = cauchy(w => evaluated(parse(text), new Map([...at, ['z', w]])), z(0.3, 0.4))
      expect(distance(evaluated(diff(text, 'z'), at), want)).toBeLessThan(1e-11)
    }
  })
})
