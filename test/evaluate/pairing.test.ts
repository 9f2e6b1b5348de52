/** Shared factors: every product stays what it was, and what several have in common is computed once. Operations are counted. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradient, hessian } from '../../src/diff/gradient.js'
import { lower } from '../../src/evaluate/lower.js'
import { below, isBelow, paired, registerOf } from '../../src/evaluate/pairing.js'
import { operands } from '../../src/evaluate/tape.js'
import { add, call, mul, num, pow, product, sub, sum, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { freeSymbols } from '../../src/expr/walk.js'
import { parse } from '../../src/parse/parse.js'

const steps = (...roots: Expr[]): number =>
  lower(roots, [...freeSymbols(roots)]).operations.filter(o => operands(o).length > 0).length

/** The powers of the registers below `first` in a product, with its pairs taken apart. */
function powersOf(factors: readonly number[], pairs: readonly (readonly [number, number])[], first: number): number[] {
  const powers = new Array<number>(first).fill(0)
  const open = factors.map((f): readonly [number, number] => [f, 1])
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const [f, sign] = top
    const [r, s] = [registerOf(f), isBelow(f) ? -sign : sign]
    if (r < first) powers[r] = (powers[r] as number) + s
    else {
      const [a, b] = pairs[r - first] as readonly [number, number]
      if (isBelow(a) && isBelow(b)) open.push([a, -s], [b, -s])
      else open.push([a, s], [b, s])
    }
  }
  return powers
}

describe('pairs', () => {
  const factor = fc.tuple(fc.nat(5), fc.boolean()).map(([r, up]) => (up ? r : below(r)))
  const products = fc.array(fc.array(factor, { minLength: 1, maxLength: 7 }), { maxLength: 12 })

  it('leave every product what it was, and cost no more than they save', () => {
    fc.assert(
      fc.property(products, given => {
        const found = paired(given, 6)
        for (const [k, factors] of given.entries())
          expect(powersOf(found.products[k] as number[], found.pairs, 6)).toEqual(powersOf(factors, [], 6))
        const work = (all: readonly (readonly number[])[]): number => all.reduce((w, f) => w + f.length - 1, 0)
        expect(work(found.products) + found.pairs.length).toBeLessThanOrEqual(work(given))
        for (const [k, [a, b]] of found.pairs.entries())
          expect(Math.max(registerOf(a), registerOf(b))).toBeLessThan(6 + k)
      }),
      { numRuns: 500 },
    )
  })

  it('products without common factors stay as they are', () => {
    const given = [
      [0, 1, below(2)],
      [3, 4],
    ]
    expect(paired(given, 5)).toEqual({ products: given, pairs: [] })
  })
})

describe('operations', () => {
  it.each<[string, string[], number]>([
    ['a pair in two products', ['a*b*c', 'a*b*d'], 3],
    ['a pair that is not at the beginning', ['a*x*y*c', 'b*x*y*d'], 5],
    ['a pair above and below', ['a*b*c', 'd/(a*b)'], 3],
    ['a quotient', ['g/v', '-g*u/v^2', 'u/v'], 4],
    ['a sum and one that goes on', ['a + b + c', 'a + b + d'], 3],
    ['numbers below the line stay whole', ['3*x/10', '3*y/10'], 4],
  ])('%s: %j', (_, texts, count) => expect(steps(...texts.map(t => parse(t)))).toBe(count))

  it('the product of all but one of n factors takes 3n', () => {
    const xs = Array.from({ length: 60 }, (_, k) => sym(`x${k}`))
    expect(steps(...xs.map((_, k) => product(xs.filter((__, j) => j !== k))))).toBeLessThanOrEqual(3 * 60)
  })

  it('a loss of 1,001 parameters and its gradient', () => {
    const units = Array.from({ length: 100 }, (_, k) => k)
    const inputs = Array.from({ length: 8 }, (_, j) => j)
    const unit = (k: number): Expr =>
      mul(sym(`v${k}`), call('tanh', [sum([...inputs.map(j => mul(sym(`W${k}_${j}`), sym(`x${j}`))), sym(`b${k}`)])]))
    const e = pow(sub(add(sum(units.map(unit)), sym('c')), sym('y')), num(2))
    const by = [...units.flatMap(k => [...inputs.map(j => `W${k}_${j}`), `b${k}`, `v${k}`]), 'c'].map(sym)
    expect(steps(e, ...gradient(e, by))).toBeLessThanOrEqual(3_300)
  })

  it('a chain of 30 layers and its gradient', () => {
    const layers = Array.from({ length: 30 }, (_, k) => k)
    const e = layers.reduce<Expr>((h, k) => call('tanh', [add(mul(sym(`w${k}`), h), sym(`b${k}`))]), sym('x'))
    const by = layers.flatMap(k => [sym(`w${k}`), sym(`b${k}`)])
    expect(steps(e, ...gradient(e, by))).toBeLessThanOrEqual(240)
  })

  it("the Hessian of Rosenbrock's function of 100 variables", () => {
    const xs = Array.from({ length: 100 }, (_, k) => sym(`x${k}`))
    const term = (x: Expr, next: Expr): Expr =>
      add(mul(num(100), pow(sub(next, pow(x, num(2))), num(2))), pow(sub(num(1), x), num(2)))
    const e = sum(xs.slice(1).map((next, k) => term(xs[k] as Expr, next)))
    expect(steps(...hessian(e, xs).flat())).toBeLessThanOrEqual(693)
  })
})
