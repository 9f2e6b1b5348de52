/** Which operations call elementary functions, whose algorithms are our own (number/elementary), and which functions of `Math`. */
import { LONGEST_CHAIN } from '../evaluate/real.js'
import type { Operation } from '../evaluate/tape.js'
import { nativeOf, numericOf } from '../functions/numerics.js'
import { arity, type NamedRow } from '../functions/row.js'
import type { AlgorithmName } from '../number/elementary/algorithms.js'
import { cos, exp, expm1, log, log1p, pow, sec, sech, sigmoid, sin, tan, tanh } from '../number/elementary/doubles.js'

/** Algorithms of one result. */
export type KernelName = Exclude<AlgorithmName, 'sincos'>

type Kernel = (x: number, y: number) => number

export const KERNELS: Readonly<Record<KernelName, Kernel>> = {
  exp,
  expm1,
  sigmoid,
  log,
  log1p,
  tanh,
  sech,
  sin,
  cos,
  tan,
  sec,
  pow,
}

const BY_GLOBAL: ReadonlyMap<string | undefined, KernelName> = new Map(
  (['exp', 'expm1', 'log', 'log1p', 'tanh', 'sin', 'cos', 'tan'] as const).map(name => [`Math.${name}`, name]),
)
/** Those that `Math` lacks are the kernels of their rows. */
const BY_KERNEL: ReadonlyMap<Kernel, KernelName> = new Map([
  [sigmoid, 'sigmoid'],
  [sech, 'sech'],
  [sec, 'sec'],
])

/** The elementary function of its operands that an operation is. */
export function elementaryOf(o: Operation): KernelName | undefined {
  switch (o.op) {
    case 'exp':
    case 'pow':
      return o.op
    case 'powInt':
      return o.n > LONGEST_CHAIN ? 'pow' : undefined
    case 'call':
      return BY_KERNEL.get(numericOf(o.row).real) ?? BY_GLOBAL.get(globalOf(o.row, o.args.length))
    default:
      return undefined
  }
}

/** The global function that computes a row, if there is one: `Math.sin`. */
export function globalOf(row: NamedRow, args: number): string | undefined {
  const global = nativeOf(row)
  return row.fold === true || args === arity(row)[0] ? global : undefined
}
