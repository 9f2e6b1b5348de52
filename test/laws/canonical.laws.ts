/**
 * The most important law of the canonical form: every rewrite that the constructors make keeps the value over the
 * complex numbers, on branch cuts as well, wherever the tree as written has one. It may fill in a removable point.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Complex } from '../../src/number/complex.js'
import { runs } from '../cases/runs.js'
import { canonical, POINTS, trees } from '../cases/trees.js'
import { agree, structure, type Tree, valueAt } from '../cases/value.js'

const point = fc.constantFrom(...POINTS)

/** Compares a tree with its canonical form at a point; says whether there was anything to compare. */
function keepsValue(tree: Tree, x: Complex, y: Complex): boolean {
  const at = new Map([
    ['x', x],
    ['y', y],
  ])
  const form = canonical(tree)
  const [before, after] = [valueAt(tree, at), valueAt(form, at)]
  const verdict = agree(before, after)
  if (verdict === 'different') {
    expect.fail(
      `${structure(tree)}\n became ${structure(form)}\n at ${JSON.stringify({ x, y })}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`,
    )
  }
  return verdict === 'same'
}

function law(kind: fc.Arbitrary<Tree>): void {
  let compared = 0
  let tried = 0
  fc.assert(
    fc.property(kind, fc.array(fc.tuple(point, point), { minLength: 3, maxLength: 3 }), (tree, points) => {
      for (const [x, y] of points) {
        tried++
        if (keepsValue(tree, x, y)) compared++
      }
    }),
    runs(250),
  )
  expect(compared / tried).toBeGreaterThan(0.4)
}

describe('canonical forms keep the value over the complex numbers', () => {
  it('of sums, products and powers', () => law(trees({ symbols: ['x', 'y'] })))
  it('of roots of numbers', () => law(trees({ symbols: ['x'], constants: ['i'], depth: 3 })))
  it('with e, i and logarithms', () =>
    law(trees({ symbols: ['x', 'y'], constants: ['e', 'i'], functions: ['log', 'exp', 'sqrt'] })))
  it('with every kind of function', () =>
    law(
      trees({
        symbols: ['x'],
        functions: [
          'sin',
          'cos',
          'tan',
          'asin',
          'acos',
          'atan',
          'asinh',
          'acosh',
          'atanh',
          'sech',
          'acsc',
          'acoth',
          'asech',
        ],
        depth: 3,
      }),
    ))
})
