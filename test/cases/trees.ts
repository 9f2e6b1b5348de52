/** Random trees as a person could write them, before any constructor has seen them, and points for their variables. */
import fc from 'fast-check'
import { call, num, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import * as C from '../../src/number/complex.js'
import { Rational } from '../../src/number/rational.js'
import { structure, type Tree } from './value.js'

export const number = (n: number | bigint, d: number | bigint = 1): Tree => ({ kind: 'num', value: Rational.of(n, d) })
const symbol = (name: string): Tree => ({ kind: 'sym', name })
export const node = (head: string, ...args: Tree[]): Tree => ({ kind: 'call', head, args })

/** A random tree that shows itself by its structure. */
export interface TreeOptions {
  readonly symbols: readonly string[]
  readonly constants?: readonly string[]
  readonly functions?: readonly string[]
  readonly depth?: number
}

const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '-2',
  '3',
  '-3',
  '4',
  '6',
  '-8',
  '12',
  '1/2',
  '-1/2',
  '1/3',
  '-3/4',
  '2/9',
  '27',
  '5/4',
].map(t => {
  const [n = '0', d = '1'] = t.split('/')
  return number(BigInt(n), BigInt(d))
})
const EXPONENTS = ['2', '-1', '1/2', '-1/2', '3', '-2', '1/3', '2/3', '-1/3', '3/2', '-3/2', '4', '0', '5/2', '1'].map(
  t => {
    const [n = '0', d = '1'] = t.split('/')
    return number(BigInt(n), BigInt(d))
  },
)

/** Random trees over the given names. */
export function trees({ symbols, constants = [], functions = [], depth = 4 }: TreeOptions): fc.Arbitrary<Tree> {
  const leaf = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...symbols.map(symbol)) },
    { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
    ...(constants.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...constants.map(name => node(name))) }] : []),
  )
  const build = (left: number): fc.Arbitrary<Tree> => {
    if (left === 0) return leaf
    const below = fc.oneof({ weight: 2, arbitrary: build(left - 1) }, { weight: 1, arbitrary: leaf })
    const several = fc.array(below, { minLength: 2, maxLength: 4 })
    const exponent = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...EXPONENTS) }, { weight: 1, arbitrary: below })
    return fc.oneof(
      { weight: 2, arbitrary: several.map(args => node('add', ...args)) },
      { weight: 3, arbitrary: several.map(args => node('mul', ...args)) },
      { weight: 3, arbitrary: fc.tuple(below, exponent).map(args => node('pow', ...args)) },
      ...(functions.length > 0
        ? [{ weight: 2, arbitrary: fc.tuple(fc.constantFrom(...functions), below).map(([f, u]) => node(f, u)) }]
        : []),
    )
  }
  return build(depth)
}

/** The canonical expression of a tree. */
export function canonical(tree: Tree): Expr {
  if (tree.kind === 'num') return num(tree.value)
  if (tree.kind === 'sym') return sym(tree.name)
  return call(tree.head, tree.args.map(canonical))
}

/** A tree as text, for messages. */
export const shown = (tree: Tree): string => structure(tree)

/** On every side of every cut, exactly on them, at zero, and elsewhere. */
export const POINTS: readonly C.Complex[] = [
  [2, 0],
  [-2, 0],
  [0.5, 0],
  [-0.5, 0],
  [1, 0],
  [-1, 0],
  [0, 0],
  [0, 1],
  [0, -1],
  [0, 2],
  [0, -2],
  [0, 0.5],
  [0, -0.5],
  [1, 1],
  [-1, 2],
  [-1, -2],
  [3, -1],
  [-0.25, 0.125],
  [0.25, -4.5],
  [-3, 4],
  [1.5, 7],
  [-4, -0.0625],
].map(([re = 0, im]) => C.complex(re, im))
