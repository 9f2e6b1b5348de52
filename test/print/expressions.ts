/** Random expressions over everything that has a layout, built with the canonical constructors. */
import fc from 'fast-check'
import { ParseError } from '../../src/errors.js'
import { add, call, e, i, inf, list, mul, num, pi, pow, rational, sym } from '../../src/expr/build.js'
import { readFormal } from '../../src/expr/formal.js'
import type { Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { freeSymbols, postorder } from '../../src/expr/walk.js'
import { arity, type NamedRow } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { Rational } from '../../src/number/rational.js'
import { parse } from '../../src/parse/parse.js'

const functions = [...allForms()].filter(r => arity(r)[1] > 0 && r.structure !== true)

const leaf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('x', 'y', 'z', 'theta', 'w_0', 'x10', 'f', 'rate').map(sym) },
  { weight: 3, arbitrary: fc.integer({ min: -12, max: 12 }).map(n => num(n)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .map(([n, d]) => rational(n, d)),
  },
  { weight: 1, arbitrary: fc.integer({ min: -999, max: 999 }).map(n => num(Rational.of(n, 100), true)) },
  { weight: 1, arbitrary: fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(n => num(Rational.of(n))) },
  { weight: 1, arbitrary: fc.constantFrom(e, pi, i, inf) },
)

/** Exponents that do not make numbers explode. */
const exponent = fc.oneof(
  fc.constantFrom('x', 'n').map(sym),
  fc.integer({ min: -4, max: 4 }).map(n => num(n)),
  fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 1, max: 5 })).map(([n, d]) => rational(n, d)),
  fc.constantFrom(0.5, -1.5).map(x => num(Rational.fromDouble(x), true)),
)

const many = (a: fc.Arbitrary<Expr>): fc.Arbitrary<Expr[]> => fc.array(a, { minLength: 2, maxLength: 4 })

const indexed = fc.constantFrom(
  sym('v'),
  sym('w_0'),
  sym('rate'),
  call('index', [sym('W'), num(1), sym('k')]),
  list([sym('x'), num(2)]),
)

/** A function of the table on as many arguments as it takes, lists where it takes lists. */
const applied = (r: NamedRow, s: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> => {
  const args = Array.from({ length: arity(r)[0] }, (_, k) => (r.lists?.includes(k) ? many(s).map(list) : s))
  return fc.tuple(...args).map(all => call(r.name, all))
}

/** A number-valued expression of bounded depth. */
export const scalar: fc.Arbitrary<Expr> = fc.letrec<{ scalar: Expr; condition: Expr }>(tie => {
  const s = tie('scalar')
  const c = tie('condition')
  return {
    scalar: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      { weight: 3, arbitrary: many(s).map(args => add(...args)) },
      { weight: 4, arbitrary: many(s).map(args => mul(...args)) },
      { weight: 3, arbitrary: fc.tuple(s, exponent).map(([a, b]) => pow(a, b)) },
      {
        weight: 1,
        arbitrary: fc.tuple(s, fc.tuple(exponent, exponent)).map(([a, [b, c]]) => pow(a, add(b, mul(c, sym('y'))))),
      },
      { weight: 1, arbitrary: s.map(a => pow(e, a)) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(...functions).chain(r => applied(r, s)),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom('f', "f'", "g''", "f'[1,1,1,1]"), s).map(([h, a]) => call(h, [a])),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom('g', "g'[1]", "g'[1,2]"), s, s).map(([h, a, b]) => call(h, [a, b])),
      },
      { weight: 1, arbitrary: fc.tuple(s, s, c).map(([a, b, d]) => call('piecewise', [a, d, b])) },
      {
        weight: 1,
        arbitrary: fc.tuple(indexed, fc.integer({ min: 1, max: 20 })).map(([a, n]) => call('index', [a, num(n)])),
      },
      { weight: 1, arbitrary: s.map(a => call('diff', [a, sym('x')])) },
    ),
    condition: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom('lt', 'le', 'eq', 'ne', 'gt', 'ge'), s, s)
          .map(([h, a, b]) => call(h, [a, b])),
      },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom('and', 'or'), c, c).map(([h, a, b]) => call(h, [a, b])) },
      { weight: 1, arbitrary: c.map(a => call('not', [a])) },
    ),
  }
}).scalar

/** A scalar, a vector or a matrix. */
export const expression: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 1, arbitrary: many(scalar).map(list) },
  {
    weight: 1,
    arbitrary: fc.tuple(scalar, scalar, scalar, scalar).map(([a, b, c, d]) => list([list([a, b]), list([c, d])])),
  },
)

/** Whether a letter is a function and a variable, which text without declarations cannot say. */
export function hasBothUses(e: Expr): boolean {
  const heads = new Set(postorder(e).map(n => (n.kind === 'call' ? readFormal(n.head).name : '')))
  return [...freeSymbols(e)].some(name => heads.has(name))
}

/** Whether what was printed is read as the same, or refused where it cannot be said. */
export function isReadBackFrom(printed: string, e: Expr): boolean {
  try {
    return equal(parse(printed), e)
  } catch (error) {
    return error instanceof ParseError && hasBothUses(e)
  }
}
