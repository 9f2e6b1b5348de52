/** The canonical form, case by case. Input as a tree in prefix form, output as the structure that the constructors made. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BudgetError, ShapeError } from '../../src/errors.js'
import * as B from '../../src/expr/build.js'
import { type Expr, isCall, type Num } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { postorder, rebuild } from '../../src/expr/walk.js'
import { Rational } from '../../src/number/rational.js'
import { canonical, node, number, shown, trees } from '../cases/trees.js'
import { structure, type Tree } from '../cases/value.js'

/** Reads `(add 1 (mul 2 x))`: numbers, symbols, constants (e, i, pi, inf, true, false) and calls. */
function read(text: string): Tree {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? []
  let at = 0
  const next = (): Tree => {
    const token = tokens[at++] ?? ''
    if (token !== '(') {
      const [n, d] = token.split('/')
      if (/^-?\d/.test(token)) return number(BigInt(n ?? '0'), BigInt(d ?? '1'))
      return /^(e|i|pi|inf|true|false)$/.test(token) ? node(token) : { kind: 'sym', name: token }
    }
    const head = tokens[at++] ?? ''
    const args: Tree[] = []
    while (tokens[at] !== ')') args.push(next())
    at++
    return node(head, ...args)
  }
  return next()
}

const form = (text: string): string => structure(canonical(read(text)))

const CASES: Record<string, [string, string][]> = {
  sums: [
    ['(add)', '0'],
    ['(add x)', 'x'],
    ['(add x x)', '(mul 2 x)'],
    ['(add x (mul -1 x))', '0'],
    ['(add y x 3 z 1/2)', '(add 7/2 x y z)'],
    ['(add x (add y (add z 1)))', '(add 1 x y z)'],
    ['(add (mul 2 x) (mul 3 x) y)', '(add (mul 5 x) y)'],
    ['(add (mul 1/2 x) (mul 1/2 x))', 'x'],
    ['(add (mul x y) (mul y x))', '(mul 2 x y)'],
    ['(add (mul 2 (add x y)) z)', '(add (mul 2 x) (mul 2 y) z)'],
    ['(add (mul 2 (add x y)) (mul -2 x))', '(mul 2 y)'],
    ['(add x2 x10 x1)', '(add x1 x2 x10)'],
    ['(add x -x)', '(add -x x)'],
    ['(add inf inf)', '(mul 2 inf)'],
  ],
  products: [
    ['(mul)', '1'],
    ['(mul x)', 'x'],
    ['(mul x x)', '(pow x 2)'],
    ['(mul x (pow x -1))', '1'],
    ['(mul 0 x)', '0'],
    ['(mul 2 3 x)', '(mul 6 x)'],
    ['(mul y 2 x)', '(mul 2 x y)'],
    ['(mul x (mul y (mul z 2)))', '(mul 2 x y z)'],
    ['(mul (pow x 1/2) (pow x 1/2))', 'x'],
    ['(mul (pow x 1/2) (pow x 1/3))', '(pow x 5/6)'],
    ['(mul (pow x y) (pow x z))', '(pow x (add y z))'],
    ['(mul (pow x y) (pow x (mul -1 y)))', '1'],
    ['(mul (pow e x) (pow e y))', '(pow e (add x y))'],
    ['(mul -1 (add x y))', '(add (mul -1 x) (mul -1 y))'],
    ['(mul -1 (add x (mul -1 y)))', '(add (mul -1 x) y)'],
    ['(mul 2 (add x y))', '(mul 2 (add x y))'],
    ['(mul -2 (add x y))', '(mul -2 (add x y))'],
    ['(mul (add x y) (add y x))', '(pow (add x y) 2)'],
    ['(mul (add x y) (pow (add x y) -1))', '1'],
    ['(mul (pow 2 x) (pow 3 x))', '(mul (pow 2 x) (pow 3 x))'],
    ['(mul (pow 2 x) (pow 2 x))', '(pow 2 (mul 2 x))'],
    ['(mul 2 (pow 2 x))', '(mul 2 (pow 2 x))'],
  ],
  powers: [
    ['(pow x 1)', 'x'],
    ['(pow x 0)', '1'],
    ['(pow 0 0)', '1'],
    ['(pow 0 3)', '0'],
    ['(pow 2 10)', '1024'],
    ['(pow 2/3 -2)', '9/4'],
    ['(pow 1 x)', '1'],
    ['(pow (pow x 2) 3)', '(pow x 6)'],
    ['(pow (pow x y) 3)', '(pow x (mul 3 y))'],
    ['(pow (pow x 1/2) y)', '(pow x (mul 1/2 y))'],
    ['(pow (mul x y) 2)', '(mul (pow x 2) (pow y 2))'],
    ['(pow (mul 4 x) 1/2)', '(mul 2 (pow x 1/2))'],
    ['(pow (mul -4 x) 1/2)', '(mul 2 (pow (mul -1 x) 1/2))'],
    ['(pow (mul 2/3 x y) -1)', '(mul 3/2 (pow x -1) (pow y -1))'],
    ['(pow 2 (add x 1))', '(mul 2 (pow 2 x))'],
    ['(pow 2 (add x -3))', '(mul 1/8 (pow 2 x))'],
    ['(pow e (add x 1))', '(pow e (add 1 x))'],
    // Numbers stand at the terms of an exponent, so that equal powers have one form.
    ['(pow e (mul 2 (add x y)))', '(pow e (add (mul 2 x) (mul 2 y)))'],
    ['(pow e (mul -1/2 (add x y)))', '(pow e (add (mul -1/2 x) (mul -1/2 y)))'],
    ['(pow x (mul 2 (add y 1)))', '(pow x (add 2 (mul 2 y)))'],
    ['(pow 2 (mul 3 (add x 1)))', '(mul 8 (pow 2 (mul 3 x)))'],
    ['(pow (pow e (add x y)) 2)', '(pow e (add (mul 2 x) (mul 2 y)))'],
    ['(pow e (mul 2 (add x (log y))))', '(mul (pow y 2) (pow e (mul 2 x)))'],
    ['(pow e (mul z (add x y)))', '(pow e (mul z (add x y)))'],
    ['(add (pow e (mul 2 (add x y))) (pow e (add (mul 2 x) (mul 2 y))))', '(mul 2 (pow e (add (mul 2 x) (mul 2 y))))'],
    ['(pow e (log x))', 'x'],
    ['(pow e (mul 2 (log x)))', '(pow x 2)'],
    ['(pow e (mul y (log x)))', '(pow x y)'],
    ['(pow e (mul (log x) (log y)))', '(pow e (mul (log x) (log y)))'],
  ],
  'powers that must stay: no rewrite that fails off the positive axis': [
    ['(pow (pow x 2) 1/2)', '(pow (pow x 2) 1/2)'],
    ['(pow (pow x -1) 1/2)', '(pow (pow x -1) 1/2)'],
    ['(pow (pow x 3) 1/3)', '(pow (pow x 3) 1/3)'],
    ['(pow (mul x y) 1/2)', '(pow (mul x y) 1/2)'],
    ['(pow (mul x y) z)', '(pow (mul x y) z)'],
    ['(pow (mul -1 x) 1/2)', '(pow (mul -1 x) 1/2)'],
    ['(pow (pow e x) y)', '(pow (pow e x) y)'],
    ['(pow (pow x y) 1/2)', '(pow (pow x y) 1/2)'],
    ['(log (pow e x))', '(log (pow e x))'],
    ['(log (mul x y))', '(log (mul x y))'],
    ['(log (pow x 2))', '(log (pow x 2))'],
    ['(mul (pow x 1/2) (pow y 1/2))', '(mul (pow x 1/2) (pow y 1/2))'],
    ['(asin (sin x))', '(asin (sin x))'],
  ],
  'roots of numbers': [
    ['(pow 4 1/2)', '2'],
    ['(pow 8 1/2)', '(mul 2 (pow 2 1/2))'],
    ['(pow 12 1/2)', '(mul 2 (pow 3 1/2))'],
    ['(pow 1/2 1/2)', '(pow 2 -1/2)'],
    ['(pow 2/3 1/2)', '(mul (pow 3 -1/2) (pow 2 1/2))'],
    ['(pow 6 1/2)', '(pow 6 1/2)'],
    ['(mul (pow 2 1/2) (pow 3 1/2))', '(pow 6 1/2)'],
    ['(mul (pow 2 1/2) (pow 2 1/2))', '2'],
    ['(mul (pow 2 1/2) (pow 8 1/2))', '4'],
    ['(mul 2 (pow 2 -1/2))', '(pow 2 1/2)'],
    ['(pow 8/27 2/3)', '4/9'],
    ['(pow 27 -2/3)', '1/9'],
    ['(pow -8 1/3)', '(mul 2 (pow -1 1/3))'],
    ['(pow -4 1/2)', '(mul 2 i)'],
    ['(pow -1 1/2)', 'i'],
    ['(pow -1 3/2)', '(mul -1 i)'],
    ['(pow -1 5/3)', '(mul -1 (pow -1 2/3))'],
    ['(pow -1 7)', '-1'],
    ['(mul i i)', '-1'],
    ['(pow i 3)', '(mul -1 i)'],
    ['(pow i -1)', '(mul -1 i)'],
    ['(pow i 1/2)', '(pow i 1/2)'],
    ['(mul (pow i 1/2) (pow i 1/2))', 'i'],
    ['(add (mul 1/4 (pow 2 1/2)) (pow 2 -1/2))', '(mul 3/4 (pow 2 1/2))'],
    ['(add (pow 2 1/2) (pow 8 1/2))', '(mul 3 (pow 2 1/2))'],
    ['(add (mul x (pow 2 1/2)) (mul x (pow 2 -1/2)))', '(mul 3 (pow 2 -1/2) x)'],
    ['(add (pow 12 1/2) (mul -2 (pow 3 1/2)))', '0'],
    ['(add (pow 1/2 1/2) (mul -1/2 (pow 2 1/2)))', '0'],
  ],
  'no value': [
    ['(pow 0 -1)', '(pow 0 -1)'],
    ['(mul 0 (pow 0 -1))', '(mul 0 (pow 0 -1))'],
    ['(mul 0 x (pow 0 -1))', '(mul 0 (pow 0 -1))'],
    ['(pow (pow 0 -1) 0)', '(mul 0 (pow 0 -1))'],
    ['(add (pow 0 -1) (mul -1 (pow 0 -1)))', '(mul 0 (pow 0 -1))'],
    ['(pow (mul 0 (pow 0 -1/2)) -1/2)', '(pow (mul 0 (pow 0 -1/2)) -1/2)'],
    ['(mul 0 inf)', '(mul 0 inf)'],
    ['(add inf (mul -1 inf))', '(mul 0 inf)'],
    ['(mul 0 (log 0))', '(mul 0 (log 0))'],
    ['(mul 0 (log 1))', '0'],
    ['(sin (pow 0 -1))', '(sin (pow 0 -1))'],
    ['(mul 0 (sin (pow 0 -1)))', '(mul 0 (sin (pow 0 -1)))'],
  ],
  functions: [
    ['(exp x)', '(pow e x)'],
    ['(sqrt x)', '(pow x 1/2)'],
    ['(ln x)', '(log x)'],
    ['(log x 2)', '(mul (pow (log 2) -1) (log x))'],
    ['(sin 0)', '0'],
    ['(cos 0)', '1'],
    ['(log 1)', '0'],
    ['(sin (mul -1 x))', '(mul -1 (sin x))'],
    ['(cos (mul -2 x))', '(cos (mul 2 x))'],
    ['(sin (add (mul -1 x) (mul -1 y)))', '(mul -1 (sin (add x y)))'],
    ['(sin (add x (mul -1 y)))', '(sin (add x (mul -1 y)))'],
    ['(abs -3)', '3'],
    ['(abs (mul -1 x))', '(abs x)'],
    ['(sign -2/3)', '-1'],
    ['(cbrt -8)', '-2'],
    ['(root 32 5)', '2'],
    ['(arcsin x)', '(asin x)'],
    ['(atan -1)', '(mul -1 (atan 1))'],
    ['(max x (max y x) 2 3)', '(max x y 3)'],
    ['(max 2 3)', '3'],
    ['(min x)', 'x'],
    ['(max x x)', 'x'],
    ['(foo x)', '(foo x)'],
  ],
  conditions: [
    ['(lt 1 2)', 'true'],
    ['(ge 1 2)', 'false'],
    ['(eq 1/2 2/4)', 'true'],
    ['(ne x x)', 'false'],
    ['(lt (sin x) (sin x))', 'false'],
    ['(ge (add x 1) (add 1 x))', 'true'],
    ['(le (pow 0 -1) (pow 0 -1))', '(le (pow 0 -1) (pow 0 -1))'],
    ['(not (lt x y))', '(ge x y)'],
    ['(not (ne x y))', '(eq x y)'],
    ['(not (not (and (lt x 1) (lt y 1))))', '(and (lt x 1) (lt y 1))'],
    ['(or (lt x 1) (ge x 1))', 'true'],
    ['(and (lt x 1) (eq y 2) (ge x 1))', 'false'],
    ['(piecewise 1 (lt x 1) 2 (lt x 1) 3)', '(piecewise 1 (lt x 1) 3)'],
    ['(piecewise 1 (lt x 1) 2 (ge x 1) 3)', '(piecewise 1 (lt x 1) 2)'],
    ['(piecewise 1 (lt x 1) (piecewise 2 (lt y 1) 3))', '(piecewise 1 (lt x 1) 2 (lt y 1) 3)'],
    ['(and true (lt x 1) true)', '(lt x 1)'],
    ['(and (lt x 1) false)', 'false'],
    ['(or)', 'false'],
    ['(or (lt x 1) (or (lt y 1) (lt x 1)))', '(or (lt x 1) (lt y 1))'],
    ['(not true)', 'false'],
    ['(piecewise x true y)', 'x'],
    ['(piecewise x false y)', 'y'],
    ['(piecewise x (lt x 1) x)', 'x'],
    ['(piecewise x (lt x 1) x (lt y 1) z)', '(piecewise x (or (lt x 1) (lt y 1)) z)'],
    ['(piecewise 1 (lt x 1) 2 false 3 true 4)', '(piecewise 1 (lt x 1) 3)'],
    ['(piecewise 1 (lt x 1))', '(piecewise 1 (lt x 1))'],
  ],
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases)('%s is %s', (input, output) => expect(form(input)).toBe(output))
  it.each(cases)('the form of %s is its own form', (_input, output) => expect(form(output)).toBe(output))
})

describe('numbers written with a point', () => {
  const d = (text: string): Num => B.num(Rational.parse(text), true)
  const x = B.sym('x')
  const flags = (e: Expr): boolean[] => postorder(e).flatMap(n => (n.kind === 'num' ? [n.decimal] : []))
  it.each<[string, Expr, boolean]>([
    ['0.3 + 1/3', B.add(d('0.3'), B.rational(1, 3)), true],
    ['0.5*x', B.mul(d('0.5'), x), true],
    ['0.5*x + 1/4*x', B.add(B.mul(d('0.5'), x), B.mul(B.rational(1, 4), x)), true],
    ['1/2*x', B.mul(B.rational(1, 2), x), false],
    ['0.5^3', B.pow(d('0.5'), B.num(3)), true],
    ['abs(-0.5)', B.call('abs', [d('-0.5')]), true],
  ])('%s', (_, e, flag) => expect(flags(e)[0]).toBe(flag))

  it('does not make a different number: 0.5 equals 1/2', () => {
    expect(equal(d('0.5'), B.rational(1, 2))).toBe(true)
    expect(structure(B.sub(B.mul(d('0.5'), x), B.mul(B.rational(1, 2), x)))).toBe('0')
  })
  it('2.0 is 2', () => expect(d('2.0')).toBe(B.num(2)))
})

describe('refusals', () => {
  it.each([
    ['sin()', () => B.call('sin', [])],
    ['sin(x, y)', () => B.call('sin', [B.sym('x'), B.sym('y')])],
    ['atan2(x)', () => B.call('atan2', [B.sym('x')])],
    ['max()', () => B.call('max', [])],
  ])('%s is a ShapeError', (_, f) => {
    expect(f).toThrow(ShapeError)
    expect(f).toThrow(expect.objectContaining({ code: 'argument-count' }))
  })

  const huge = B.pow(B.num(7), B.num(200_000))
  it('a power of a number stays a power where it would have too many digits', () => {
    expect(structure(B.pow(B.num(7), B.num(10_000_000)))).toBe('(pow 7 10000000)')
    expect(structure(B.pow(B.num(-1), B.num(1e15)))).toBe('1')
  })
  it('a product of numbers beyond the limit is a BudgetError', () => {
    expect(() => B.mul(huge, B.pow(B.num(11), B.num(200_000)), B.pow(B.num(13), B.num(100_000)))).toThrow(BudgetError)
  })
})

describe('laws', () => {
  const tree = trees({ symbols: ['x', 'y', 'z'], constants: ['e', 'i'], functions: ['sin', 'log', 'abs'], depth: 3 })
  const law = (property: (s: Tree, t: Tree, u: Tree) => void, numRuns = 1500): void => {
    fc.assert(fc.property(tree, tree, tree, property), { numRuns })
  }
  const same = (a: Expr, b: Expr, what: string): void => {
    if (!equal(a, b)) expect.fail(`${what}: ${structure(a)} and ${structure(b)}`)
  }
  /** The constructors again, from the leaves up: `rebuild` alone would keep what did not change. */
  const again = (e: Expr): Expr => canonical(e)

  it('a canonical form is its own canonical form', () =>
    law(t => same(again(canonical(t)), canonical(t), shown(t)), 4000))
  it('rebuild without changes gives the same object', () =>
    law(t => {
      const e = canonical(t)
      expect(rebuild(e, leaf => leaf)).toBe(e)
    }))
  it('a + b = b + a, a*b = b*a', () =>
    law((s, t) => {
      const [a, b] = [canonical(s), canonical(t)] as [Expr, Expr]
      same(B.add(a, b), B.add(b, a), `${shown(s)} + ${shown(t)}`)
      same(B.mul(a, b), B.mul(b, a), `${shown(s)} * ${shown(t)}`)
    }))
  it('x - x = 0 and x/x = 1 where x has a value', () =>
    law(t => {
      const x = canonical(t)
      if (x.kind === 'call' && x.singular) return
      expect(structure(B.sub(x, x))).toBe('0')
      if (structure(x) !== '0') expect(structure(B.div(x, x))).toBe('1')
    }))
  it('-(-x) = x', () =>
    law(t => same(B.add(B.neg(B.neg(canonical(t))), B.sym('q')), B.add(canonical(t), B.sym('q')), shown(t))))
  it('a + b + c in any grouping and order', () =>
    law((s, t, u) => {
      const [a, b, c] = [s, t, u].map(canonical) as [Expr, Expr, Expr]
      // A sum with a number alone keeps its factor outside: 2*(x + y) + 0. The symbol q makes all sums alike.
      const q = B.sym('q')
      const whole = B.add(a, b, c, q)
      same(B.add(B.add(a, b), B.add(c, q)), whole, 'grouping')
      same(B.add(q, B.add(c, B.add(b, a))), whole, 'order')
    }))
  it('a*b*c in any grouping and order', () =>
    law((s, t, u) => {
      const [a, b, c] = [s, t, u].map(canonical) as [Expr, Expr, Expr]
      const q = B.sym('q')
      // A minus sign goes into a sum: q*(y - x) and -q*(x - y) are two forms.
      if ([B.mul(a, b), B.mul(b, c), B.mul(a, c), B.mul(a, b, c)].some(p => isCall(p, 'add'))) return
      const whole = B.mul(a, b, c, q)
      same(B.mul(B.mul(a, b), B.mul(c, q)), whole, 'grouping')
      same(B.mul(q, B.mul(c, B.mul(b, a))), whole, 'order')
    }))
})
