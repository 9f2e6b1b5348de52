/**
 * `grad --format dask`: the gradient of a loss over the rows of data, as a program for a cluster. A loss in scalars is that of one row, and the
 * program sums it; a loss in vectors and matrices is that of all rows, and has to be a sum over them: that is tried on numbers.
 */

import { CLUSTER_IMPORTS, clusterProgram } from '../emit/cluster.js'
import { emitted } from '../emit/emit.js'
import { leavesOf } from '../emit/results.js'
import { emittedTensor } from '../emit/tensor/emit.js'
import { FluxionError } from '../errors.js'
import { type Expr, isCall } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { type Input, nameOf, type Options, readFunction, type VariableInput } from '../inputs/input.js'
import { isTensor } from '../tensor/tensor.js'
import { type NamedTensor, signatureOf } from './emit-tensors.js'
import { gradient } from './several.js'
import { quoted } from './shell-words.js'
import { evaluate } from './values.js'

const refused = (message: string): FluxionError => new FluxionError('no-emission', message)

/** The program: `parameters` are what derivatives are by, all other names are data. */
export function daskProgram(f: Input, parameters: readonly VariableInput[], options: Options): string {
  const by = parameters.map(nameOf)
  if (by.length === 0)
    throw refused('name the parameters of the loss: its other names are data, as in grad "(y - a*x)^2" a --format dask')
  const e = readFunction(f, options, by).e
  if (isCall(e, 'list')) throw refused('a loss is one number, not a list')
  return isTensor(e) ? ofAllRows(f, e, by, options) : ofEachRow(f, e, by, options)
}

function about(f: Input, what: string, by: readonly string[], data: readonly string[], options: Options): string[] {
  const text = String(f)
  return [
    `${what} ${text} over the rows of ${data.join(', ')}, and its gradient by ${by.join(', ')}, on a cluster.`,
    `Made by: fluxion grad ${[text, ...by].map(quoted).join(' ')} --format dask${options.let === undefined ? '' : ` --let ${quoted(options.let)}`}`,
  ]
}

/** The imports of the program stand where those of the function alone stood. */
const withImports = (text: string): string => text.replace(/^import numpy as np$/m, () => CLUSTER_IMPORTS)

function ofEachRow(f: Input, e: Expr, by: readonly string[], options: Options): string {
  const parameters = new Set(by)
  const data = leavesOf([e]).filter(n => !parameters.has(n))
  if (data.length === 0) throw refused(`all names of the loss are parameters: there are no rows to sum over`)
  const text = emitted({
    language: 'numpy',
    name: 'f',
    arguments: [...by, ...data],
    wanted: [
      { name: 'value', shape: [], roots: [e] },
      { name: 'gradient', shape: [by.length], roots: gradient(f, by, options) },
    ],
    about: about(f, 'The sum of', by, data, options),
    main: false,
  })
  return clusterProgram({ f: withImports(text), arguments: [...by, ...data], parameters: by, data, sums: false })
}

function ofAllRows(f: Input, e: Expr, by: readonly string[], options: Options): string {
  const slopes = gradient(f, by, options)
  const named: NamedTensor[] = [
    { name: 'value', value: e },
    ...slopes.map((value, k) => ({ name: `gradient_${by[k]}`, value })),
  ]
  const signature = signatureOf(named, by)
  const shapes = new Map(signature.arguments.map(a => [a.name, a.shape.map(String)] as const))
  const rowSize = rowsOf(shapes, by)
  const data = [...shapes].flatMap(([n, shape]) => (shape[0] === rowSize ? [n] : []))
  requireSum(e, shapes, rowSize, data)
  const text = emittedTensor({
    ...signature,
    language: 'numpy',
    name: 'f',
    about: about(f, 'The loss', by, data, options),
    main: false,
  })
  const names = signature.arguments.map(a => a.name)
  return clusterProgram({ f: withImports(text), arguments: names, parameters: by, data, sums: true })
}

type Shapes = ReadonlyMap<string, readonly string[]>

/** The size that counts the rows: the first axis of data, and of no parameter. */
function rowsOf(shapes: Shapes, by: readonly string[]): string {
  const taken = new Set(by.flatMap(n => shapes.get(n) ?? []))
  const firsts = [...shapes].flatMap(([n, shape]) => (by.includes(n) ? [] : (shape[0] ?? [])))
  const candidates = [...new Set(firsts)].filter(s => !taken.has(s) && !/^\d+$/.test(s)).sort(compareNames)
  const [only] = candidates
  if (only === undefined || candidates.length > 1)
    throw refused(
      `the rows are a size that is the first axis of the data and no axis of a parameter, as m in X:[m,n] y:[m]; here ${candidates.length === 0 ? 'is none' : `are ${candidates.join(', ')}`}`,
    )
  for (const [n, shape] of shapes)
    if (shape.slice(1).includes(only)) throw refused(`${n} has ${only} rows along an axis that is not its first`)
  return only
}

/** Rows of the first part and the second, and the size of all other axes. */
const SPLIT = [2, 1] as const
const OTHER_SIZE = 2

type Entries = number | readonly Entries[]

/** Numbers between 0 and 1 in an order of their own. */
function* numbers(): Generator<number, never> {
  for (let state = 12345; ; ) {
    state = (state * 16807) % 2147483647
    yield state / 2147483647
  }
}

/** Refuses a loss whose value over all rows is not the sum of those over some and over the others. */
function requireSum(e: Expr, shapes: Shapes, rowSize: string, data: readonly string[]): void {
  const draw = numbers()
  const sizeOf = (s: string): number => {
    if (s === rowSize) return SPLIT[0] + SPLIT[1]
    if (/^\d+$/.test(s)) return Number(s)
    if (/^\w+$/.test(s)) return OTHER_SIZE
    throw refused(`the size ${s} is no name: declare another size for it`)
  }
  const entries = (sizes: readonly number[]): Entries => {
    const [first, ...rest] = sizes
    return first === undefined ? draw.next().value : Array.from({ length: first }, () => entries(rest))
  }
  const whole = new Map([...shapes].map(([n, shape]) => [n, entries(shape.map(sizeOf))] as const))
  const at = (from: number, to: number): number => {
    const point = [...whole].map(([n, v]) => [n, data.includes(n) ? (v as readonly Entries[]).slice(from, to) : v])
    return evaluate(e, Object.fromEntries(point), { undefined: 'nan' }) as number
  }
  const count = SPLIT[0] + SPLIT[1]
  const [all, sum] = [at(0, count), at(0, SPLIT[0]) + at(SPLIT[0], count)]
  if (!(Math.abs(all - sum) <= 1e-9 * (Math.abs(all) + Math.abs(sum))))
    throw refused(
      `the loss over all rows is not the sum of those over parts of the rows (${all} and ${sum} at numbers tried): give the sum over the rows alone, without what is added, divided or rooted once`,
    )
}
