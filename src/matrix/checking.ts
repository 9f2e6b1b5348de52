/**
 * Checks of derivatives by vectors and matrices: every entry of the derivative, ours or one that is claimed, against differences of the
 * entries of the function, moved within what is declared of the variables.
 */

import { evaluateTensor, type TensorPoint } from '../compile/tensor/evaluate.js'
import { substitute } from '../evaluate/subs.js'
import { exactNumber } from '../evaluate/values.js'
import { add, call, div, num, sym, zero } from '../expr/build.js'
import { Call, type Expr } from '../expr/node.js'
import type { TensorInput, TensorOptions } from '../tensor/calls.js'
import { componentsOf } from '../tensor/components.js'
import { nodesOf, type Property, type Variable } from '../tensor/node.js'
import type { Tensor } from '../tensor/tensor.js'
import { type ArrayValue, lengthsOf, sizesOf } from '../tensor/values.js'
import { type CheckOptions, type CheckReport, check as checkEntries } from '../verify/check.js'
import { mistakeOf } from './mistaken.js'
import { type By, nameOf, readAll, readFor, readLike, unlike } from './reading.js'
import { checkSampled } from './sampled.js'
import { by } from './slope.js'
import { isUnwritten } from './substitution.js'
import { arraysAmong, pointOf } from './values.js'

/** The report on a tensor at arrays. Raises `ShapeError` for arrays and claims that do not fit. */
export function check(
  f: TensorInput,
  options: TensorOptions & { readonly at: Readonly<Record<string, unknown>> },
): CheckReport {
  const at = options.at
  const t = readFor(f, Object.keys(at), options)
  const { variables } = t.setting
  const arrays = arraysAmong(t, at)
  const sizes = sizesOf(variables, arrays)
  const { variables: wanted, claimed: given, ...others } = options as unknown as CheckInput
  const names = wanted ?? (given && Object.keys(given))
  const wantedBy = readAll(t, names)
  const valuesBy = (x: By): Float64Array =>
    arrayClaimed(t, x, given, sizes) ?? valuesOf(t, slopeOf(t, x, given, sizes, options), at)
  const found = claims(arrays, wantedBy, valuesBy)
  const isGiven = (x: By): boolean => given !== undefined && Object.hasOwn(given, nameOf(x))
  // Where our own derivative has no value, the derivative of the entries says why.
  const claimed = found.filter(c => isGiven(c.by) || c.values.every(Number.isFinite))
  const likely = new Map(
    wantedBy.filter(isGiven).map(x => {
      const own = by(t, x)
      const inPlace = (formula: TensorInput): Float64Array | undefined => {
        const changed = readLike(formula, own, options)
        return knownShape(changed, sizes) === knownShape(own, sizes) ? valuesOf(t, changed, at) : undefined
      }
      return [nameOf(x), mistakeOf(t, x, own, valuesBy(x), valuesOf(t, own, at), inPlace)] as const
    }),
  )
  const byEntry = new Map(found.flatMap(c => (isGiven(c.by) ? [[c.name, likely.get(nameOf(c.by))] as const] : [])))
  if (nodesOf([t.node]).some(isUnwritten)) {
    const columns = found.map(c => ({
      of: c.by.x.name,
      place: c.place,
      name: c.name,
      values: c.values,
      derivative: c.values.every(Number.isFinite) ? numbersOf(t, c.values) : by(t, c.by),
      mistake: byEntry.get(c.name),
    }))
    return checkSampled(t, at, arrays, columns, { ...others, at: pointOf(arrays, at) } as CheckOptions)
  }
  const entries = structured(componentsOf(t.node, sizes), variables, arrays)
  const how = {
    ...others,
    at: pointOf(arrays, at),
    variables: found.map(c => c.name),
    claimed: Object.fromEntries(claimed.map(c => [c.name, numbersOf(t, c.values)])),
  }
  return checkEntries(entries, how, undefined, byEntry)
}

/** What a check is asked for: derivatives claimed are texts or tensors by name of variable. */
interface CheckInput extends Omit<CheckOptions, 'claimed'> {
  readonly claimed?: Readonly<Record<string, TensorInput | readonly unknown[]>>
}

const knownShape = ({ shape }: Tensor, sizes: ReadonlyMap<string, number>): string =>
  shape.map(n => sizes.get(String(n)) ?? n).join(',')

/** The derivative claimed, else our own. Raises `ShapeError` for a claim of another shape. */
function slopeOf(
  t: Tensor,
  x: By,
  given: CheckInput['claimed'],
  sizes: ReadonlyMap<string, number>,
  options: TensorOptions,
): Tensor {
  const own = by(t, x)
  const name = nameOf(x)
  if (given === undefined || !Object.hasOwn(given, name)) return own
  const claim = readLike(given[name] as TensorInput, own, options)
  if (knownShape(claim, sizes) === knownShape(own, sizes)) return claim
  throw unlike(`the derivative by ${name}`, own.shape, 'the one claimed', claim.shape)
}

/**
 * The entries with what is declared of matrices built in, so that moving one entry moves the matrix within what it can be: half by the entry
 * and half by its mirror image where it is symmetric, not at all where it is zero.
 */
function structured(
  entries: Expr,
  variables: ReadonlyMap<string, Variable>,
  arrays: ReadonlyMap<string, ArrayValue>,
): Expr {
  const entryAt = (name: string, place: readonly number[]): Expr =>
    call('index', [sym(name), ...place.map(k => num(k))])
  const map = new Map<string, Expr>()
  for (const [name, { entries: all, place }] of arrays) {
    const has = (p: Property): boolean => variables.get(name)?.properties.has(p) === true
    for (const k of all.keys()) {
      const [i = 0, j = 0] = place(k)
      if (i === j) continue
      const own = entryAt(name, [i, j])
      if (has('diagonal') || (has('lower') && i < j)) map.set(String(own), zero)
      else if (has('symmetric') || has('psd')) map.set(String(own), div(add(own, entryAt(name, [j, i])), num(2)))
    }
  }
  return map.size === 0 ? entries : substitute(entries, map)
}

/** The derivatives of every entry of a tensor by one entry of a variable. */
interface Column {
  readonly by: By
  /** The entry differentiated by. */
  readonly name: string
  readonly values: readonly number[]
  /** The place of the entry in reading order; undefined of a scalar. */
  readonly place: number | undefined
}

/** The entries of a derivative at the point. */
function valuesOf(t: Tensor, slope: Tensor, at: Readonly<Record<string, unknown>>): Float64Array {
  const value = evaluateTensor(slope.node, at as TensorPoint, {
    flat: true,
    undefined: 'nan',
    declared: [...t.setting.variables.values()],
  }) as Float64Array | number
  return typeof value === 'number' ? Float64Array.of(value) : value
}

/** The entries of a derivative that is claimed as an array of numbers. Raises `ShapeError` where it is of another shape. */
function arrayClaimed(
  t: Tensor,
  x: By,
  given: CheckInput['claimed'],
  sizes: ReadonlyMap<string, number>,
): Float64Array | undefined {
  const name = nameOf(x)
  const claim = given !== undefined && Object.hasOwn(given, name) ? given[name] : undefined
  if (!Array.isArray(claim)) return undefined
  const wanted = by(t, x).shape.map(n => sizes.get(String(n)) ?? Number(String(n)))
  const found = lengthsOf(claim)
  const entries = claim.flat(wanted.length).map(v => Number(v))
  if (found.join() !== wanted.join() || entries.length !== wanted.reduce((a, b) => a * b, 1))
    throw unlike(`the derivative by ${name}`, wanted, 'the one claimed', found)
  return Float64Array.from(entries)
}

/** The derivative of every entry by every entry of the variables, as numbers. */
function claims(
  arrays: ReadonlyMap<string, ArrayValue>,
  variables: readonly By[],
  valuesBy: (x: By) => Float64Array,
): Column[] {
  const found: Column[] = []
  for (const x of variables) {
    const all = valuesBy(x)
    const array = x.entry === undefined ? arrays.get(x.x.name) : undefined
    const width = array?.entries.length ?? 1
    for (let k = 0; k < width; k++) {
      const name = array === undefined ? nameOf(x) : `${x.x.name}[${array.place(k).join(',')}]`
      const place = array === undefined ? placeOf(arrays, x) : k
      found.push({ by: x, name, place, values: [...all.filter((_, j) => j % width === k)] })
    }
  }
  return found
}

/** The place in reading order of the entry that a derivative is by. */
function placeOf(arrays: ReadonlyMap<string, ArrayValue>, { x, entry }: By): number | undefined {
  const array = entry && arrays.get(x.name)
  return array?.entries.findIndex((_, k) => array.place(k).join() === entry?.join())
}

/** Numbers as an expression: a list for several outputs, whose order is that of reading. */
function numbersOf(t: Tensor, values: readonly number[]): Expr {
  const numbers = values.map(v => exactNumber(v, 'the derivative'))
  return t.node.shape.length === 0 ? (numbers[0] as Expr) : (new Call('list', numbers, 0, false) as Expr)
}
