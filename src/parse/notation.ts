/**
 * Notations that look like functions but are structure, not rows of the table: conditionals and derivatives.
 * Each says how many arguments it takes and what it stands for.
 */
import { BINDER_NAMES } from '../expr/binders.js'
import { call } from '../expr/build.js'
import type { Expr } from '../expr/node.js'

export interface Notation {
  readonly arity: readonly [number, number]
  readonly build: (args: readonly Expr[]) => Expr
}

const conditional: Notation = {
  arity: [3, 3],
  build: args => call('piecewise', [args[1] as Expr, args[0] as Expr, args[2] as Expr]),
}
/** `hyp2f1(a, b, c, z)` is `hypergeom([a, b], [c], z)`; the number of arguments was checked before. */
const hypergeometric = (...[above, below, z]: [Upper, Upper, Expr | undefined]): Expr =>
  call('hypergeom', [call('list', above as Expr[]), call('list', below as Expr[]), z as Expr])
type Upper = readonly (Expr | undefined)[]
const MANY = Number.POSITIVE_INFINITY

type Named = readonly [string, Notation]

const NOTATIONS: ReadonlyMap<string, Notation> = new Map<string, Notation>([
  ['if', conditional],
  ['where', conditional],
  ['piecewise', { arity: [2, MANY], build: args => call('piecewise', args) }],
  ['hyp0f1', { arity: [2, 2], build: ([b, z]) => hypergeometric([], [b], z) }],
  ['hyp1f1', { arity: [3, 3], build: ([a, b, z]) => hypergeometric([a], [b], z) }],
  ['hyp2f1', { arity: [4, 4], build: ([a, b, c, z]) => hypergeometric([a, b], [c], z) }],
  ['diff', { arity: [2, MANY], build: args => call('diff', args) }],
  // How many arguments they take, and what they bind, is seen to in binders.ts and build.ts.
  ...BINDER_NAMES.map(name => [name, { arity: [1, MANY], build: args => call(name, args) }] as const satisfies Named),
])

export const notation = (name: string): Notation | undefined => NOTATIONS.get(name)

/** All their names, for suggestions. */
export const notationNames = (): Iterable<string> => NOTATIONS.keys()
