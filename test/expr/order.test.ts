import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, call, mul, num, pow, rational, sym } from '../../src/expr/build.js'
import { Call, type Expr, rawCall, sym as symbol } from '../../src/expr/node.js'
import { compare, compareNames, equal } from '../../src/expr/order.js'
import { canonical, trees } from '../cases/trees.js'
import { structure } from '../cases/value.js'

const x = sym('x')
const y = sym('y')

describe('names in natural order', () => {
  const sorted = [
    '',
    'a',
    'a1',
    'a2',
    'a10',
    'b',
    'x',
    'x01',
    'x1',
    'x1a',
    'x1b',
    'x2',
    'x2y1',
    'x2y10',
    'x10',
    'x10y2',
    'x_1',
    'xa',
    'y',
  ]
  it('a list', () => {
    expect([...sorted].reverse().sort(compareNames)).toEqual(sorted)
  })

  const name = fc.oneof(
    fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'b', '0', '1', '2', '9', '_', 'é') }),
    fc.string({ maxLength: 4 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'x\u0000',
      'x00000000000000000000000000001',
      'x18446744073709551616',
      'x18446744073709551617',
    ),
  )
  it('is a total order', () => {
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a))).toBe(0)
        expect(compareNames(a, b) === 0).toBe(a === b)
        if (compareNames(a, b) <= 0 && compareNames(b, c) <= 0) expect(compareNames(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('compare', () => {
  const sorted: Expr[] = [
    num(-3),
    rational(-1, 2),
    num(0),
    rational(1, 3),
    num(2),
    sym('a'),
    x,
    sym('x2'),
    sym('x10'),
    y,
    call('pi', []),
    call('sin', [x]),
    call('sin', [y]),
    mul(num(2), x),
    pow(x, num(2)),
    call('sin', [mul(num(2), x)]),
  ]
  it('numbers, then symbols, then calls by size, head and arguments', () => {
    expect([...sorted].reverse().sort(compare).map(structure)).toEqual(sorted.map(structure))
  })

  const tree = trees({ symbols: ['x', 'y', 'x2'], constants: ['e', 'pi'], functions: ['sin', 'log'], depth: 3 }).map(
    canonical,
  )
  it('is a total order, and 0 exactly for equal expressions', () => {
    fc.assert(
      fc.property(tree, tree, tree, (a, b, c) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0)
        expect(compare(a, b) === 0).toBe(structure(a) === structure(b))
        expect(equal(a, b)).toBe(structure(a) === structure(b))
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })
})

/** A node that no table knows, as if its twin had been forgotten. */
const forgotten = (head: string, ...args: Expr[]): Call => new Call(head, args, rawCall(head, args).hash, false)

describe('twins: equal structure in different objects', () => {
  it('are equal', () => {
    const a = forgotten('sin', forgotten('cos', x))
    const b = forgotten('sin', forgotten('cos', x))
    expect(a).not.toBe(b)
    expect(a.args[0]).not.toBe(b.args[0])
    expect(equal(a, b)).toBe(true)
    expect(compare(a, b)).toBe(0)
    expect(structure(add(a, mul(num(-1), b)))).toBe('0')
    expect(structure(mul(a, b))).toBe('(pow (sin (cos x)) 2)')
  })

  /** Counts how often the arguments of any node are looked at. */
  function counted(): { make: (head: string, ...args: Expr[]) => Call; looks: () => number } {
    let looks = 0
    const make = (head: string, ...args: Expr[]): Call => {
      const node = forgotten(head, ...args)
      Object.defineProperty(node, 'args', {
        get: () => {
          looks++
          return args
        },
      })
      return node
    }
    return { make, looks: () => looks }
  }

  it.each([50, 100, 200])('a DAG of %i levels, whose tree has 2^levels leaves, is compared in linear work', levels => {
    const { make, looks } = counted()
    const ladder = (): Call => {
      let e = make('f', x)
      for (let k = 0; k < levels; k++) e = make('g', e, e)
      return e
    }
    const [a, b] = [ladder(), ladder()]
    const before = looks()
    expect(equal(a, b)).toBe(true)
    expect(looks() - before).toBeLessThan(20 * levels)
  })

  it('two chains of 100,000 nodes are compared without recursion', () => {
    const chain = (): Expr => {
      let e: Expr = x
      for (let k = 0; k < 100_000; k++) e = forgotten('sin', e)
      return e
    }
    expect(equal(chain(), chain())).toBe(true)
    expect(compare(forgotten('cos', chain()), forgotten('sin', chain()))).toBeLessThan(0)
  })

  it('chains that differ only at the bottom are told apart', () => {
    const chain = (leaf: Expr): Expr => {
      let e = leaf
      for (let k = 0; k < 1000; k++) e = forgotten('sin', e)
      return e
    }
    expect(compare(chain(x), chain(y))).toBeLessThan(0)
    expect(compare(chain(y), chain(x))).toBeGreaterThan(0)
  })

  it('a symbol is found by its name, not by its object', () => {
    const first = symbol('the first of many')
    for (let k = 0; k < 200_000; k++) symbol(`s${k}`)
    expect(equal(symbol('the first of many'), first)).toBe(true)
  })
})
