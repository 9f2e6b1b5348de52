/**
 * One entry of the corpus of matrix derivatives. The answer must have the value of central differences of the function, and of the expected
 * text, with another size for every size symbol; read back, its text must mean the same; and it must have at most as many tokens as expected.
 */
import { evaluateTensor, type TensorPoint } from '../../src/compile/tensor/evaluate.js'
import { compile, diff, FluxionError, Tensor } from '../../src/index.js'
import type { Node } from '../../src/tensor/node.js'
import { readTensor } from '../../src/tensor/read/read.js'
import type { Verdict } from './entry.js'

type Size = number | string
type Entries = number | readonly Entries[]

export interface MatrixEntry {
  readonly id: string
  readonly expr: string
  readonly vars: Readonly<Record<string, readonly Size[]>>
  readonly wrt: string | readonly string[]
  readonly expected: string
  readonly kron?: string
  readonly assume?: Readonly<Record<string, string>>
  readonly point?: Readonly<Record<string, Entries>>
  /** The figures that the source prints, of three decimals or more. */
  readonly value?: Entries
  /** How far the values may lie apart, where the function bends so much that differences are less exact. */
  readonly tolerance?: number
}

/** Agreement relative to the largest entry. */
const TOLERANCE = 1e-7

/** The judgement of an entry. */
export function matrix(e: MatrixEntry): Verdict {
  try {
    return judged(e)
  } catch (error) {
    if (!(error instanceof FluxionError)) throw error
    return { outcome: error.name === 'ParseError' ? 'parse' : 'unsupported', reason: `${e.expr}: ${error.message}` }
  }
}

function judged(e: MatrixEntry): Verdict {
  const declared = declarations(e)
  const by = typeof e.wrt === 'string' ? [e.wrt] : e.wrt
  const answer = diff(e.expr, ...by, { let: declared })
  if (!(answer instanceof Tensor)) return { outcome: 'wrong value', reason: `${e.expr}: no tensor but ${answer}` }
  const { shape } = answer.node
  const sizes = sizesOf(e)
  const point = e.point ?? pointOf(e, sizes)
  const read = (text: string): Float64Array => entriesOf(readTensor(text, { let: declared, shape }).node, point)
  const found = entriesOf(answer.node, point)
  const comparisons: (readonly [what: string, value: () => Float64Array, tolerance: number])[] = [
    ['central differences', () => differences(e, by, declared, point), e.tolerance ?? TOLERANCE],
    ['the expected text', () => read(e.expected), TOLERANCE],
    ['our own text, read', () => read(String(answer)), TOLERANCE],
  ]
  if (e.value !== undefined) comparisons.push(['the printed figures', () => flat(e.value as Entries), 1e-3])
  for (const [what, value, tolerance] of comparisons) {
    const distance = gap(found, value())
    if (Number.isNaN(distance))
      return { outcome: 'numerical', reason: `${e.expr} has no value at the point, or beside it` }
    if (!(distance <= tolerance))
      return { outcome: 'wrong value', reason: `${e.expr} by ${by}: ${answer} is ${distance} from ${what}` }
  }
  const outcome = wordy(String(answer), e.expected)
  return outcome ?? kronecker(e, answer, declared, point)
}

const PASSED: Verdict = { outcome: 'passed', reason: '' }

function wordy(ours: string, expected: string): Verdict | undefined {
  if (tokens(ours) <= tokens(expected)) return undefined
  return { outcome: 'too long', reason: `${ours}   for   ${expected}` }
}

/** Where a Kronecker form is expected, ours has its value and at most its length. */
function kronecker(e: MatrixEntry, answer: Tensor, declared: string, point: TensorPoint): Verdict {
  if (e.kron === undefined) return PASSED
  const ours = String(answer.written('kron'))
  const [a, b] = [ours, e.kron].map(text => entriesOf(readTensor(text, { let: declared }).node, point))
  const distance = gap(a as Float64Array, b as Float64Array)
  if (!(distance <= TOLERANCE)) return { outcome: 'wrong value', reason: `${ours} is ${distance} from ${e.kron}` }
  return wordy(ours, e.kron) ?? PASSED
}

/** Names, numbers, operators and brackets, each one. */
export const tokens = (text: string): number =>
  text.match(/[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|\.[*/^]|[-+*/^'\\()[\]]/gu)?.length ?? 0

const declarations = ({ vars, assume = {} }: MatrixEntry): string =>
  Object.entries(vars)
    .map(([name, shape]) => `${name}:[${shape.join(',')}]${assume[name] === undefined ? '' : ` ${assume[name]}`}`)
    .join('; ')

const entriesOf = (node: Node, point: TensorPoint): Float64Array => {
  const value = evaluateTensor(node, point, { flat: true }) as Float64Array | number
  return typeof value === 'number' ? Float64Array.of(value) : value
}

const flat = (value: Entries): Float64Array =>
  Float64Array.from(([value] as unknown[]).flat(Number.POSITIVE_INFINITY) as number[])

/** The largest difference, relative to the largest entry; infinite for different numbers of entries. */
function gap(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  const scale = Math.max(...a.map(Math.abs), ...b.map(Math.abs))
  const largest = Math.max(...a.map((x, k) => Math.abs(x - (b[k] as number))))
  return scale === 0 ? largest : largest / scale
}

// ── points ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Size symbols are ..., 4, 3, 2 in the order in which they come: matrices are rather tall, so that X'*A*X is regular. */
function sizesOf({ vars }: MatrixEntry): Map<string, number> {
  const names = [...new Set(Object.values(vars).flat())].filter(size => typeof size === 'string')
  return new Map(names.map((name, k) => [name, names.length + 1 - k]))
}

function pointOf({ vars, assume = {} }: MatrixEntry, sizes: ReadonlyMap<string, number>): Record<string, Entries> {
  const random = generator(20120115)
  const arrays = Object.entries(vars).map(([name, shape]) => {
    const numbers = shape.map(s => (typeof s === 'number' ? s : (sizes.get(s) as number)))
    return [name, arrayOf(numbers, assume[name] ?? '', random)] as const
  })
  return { ...Object.fromEntries(sizes), ...Object.fromEntries(arrays) }
}

/** Entries as declared; square matrices have a heavy diagonal, so that determinants are positive. */
function arrayOf([m, n]: readonly number[], property: string, random: () => number): Entries {
  const positive = property === 'positive' || property === 'unit'
  const entry = (): number => (positive ? 0.2 + 0.6 * random() : 1.6 * random() - 0.8)
  if (m === undefined) return entry()
  if (n === undefined) return Array.from({ length: m }, entry)
  const heavy = m === n && !positive ? m : 0
  const isZero = (i: number, j: number): boolean =>
    (property === 'diagonal' && i !== j) || (property === 'lower' && i < j)
  const at = (i: number, j: number): number => (isZero(i, j) ? 0 : entry() + (i === j ? heavy : 0))
  const a = Array.from({ length: m }, (_, i) => Array.from({ length: n }, (_, j) => at(i, j)))
  if (property !== 'symmetric' && property !== 'psd') return a
  return a.map((row, i) => row.map((x, j) => (x + ((a[j] as number[])[i] as number)) / 2))
}

/** Even numbers in [0, 1), the same in every run (a linear congruence modulo 2^31 - 1). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

// ── differences ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The coefficients of the central difference of order eight. */
const STENCIL: readonly (readonly [offset: number, weight: number])[] = [1, 2, 3, 4].flatMap((k, j) => {
  const weight = [4 / 5, -1 / 5, 4 / 105, -1 / 280][j] as number
  return [
    [k, weight],
    [-k, -weight],
  ] as const
})
const STEP = 0.03

/** The derivative by all variables in turn, by differences of the function's own values; axes as in the answer. */
function differences(e: MatrixEntry, by: readonly string[], declared: string, point: TensorPoint): Float64Array {
  const names = Object.keys(e.vars)
  const f = compile(e.expr, names, { let: declared }) as unknown as (...values: Entries[]) => Entries
  const start = new Map(names.map(name => [name, point[name] as Entries]))
  const slope = (at: ReadonlyMap<string, Entries>, left: readonly string[]): number[] => {
    const [name, ...others] = left
    if (name === undefined) return [...flat(f(...names.map(n => at.get(n) as Entries)))]
    const symmetric = /symmetric|psd/.test(e.assume?.[name] ?? '')
    const base = at.get(name) as Entries
    const isFree = isFreeOf(e.assume?.[name])
    const columns = directions(base, symmetric).map((moved, place) =>
      STENCIL.map(([k, weight]) => {
        const values = slope(new Map([...at, [name, isFree(base, place) ? moved(k * STEP) : base]]), others)
        return values.map(v => (v * weight) / STEP)
      }).reduce((a, b) => a.map((v, k) => v + (b[k] as number))),
    )
    return columns.flat()
  }
  // The last variable is the innermost, so that the outputs run fastest; they come first in the answer.
  return transposed(slope(start, by), e, by, start)
}

/** Whether an entry, by its place in reading order, may differ from zero: of what is declared so, the others stay. */
const isFreeOf =
  (property: string | undefined) =>
  (base: Entries, place: number): boolean => {
    const columns = (base as readonly (readonly number[])[])[0]?.length ?? 1
    const [i, j] = [Math.floor(place / columns), place % columns]
    return (property !== 'diagonal' || i === j) && (property !== 'lower' || i >= j)
  }

/** From [variables..., outputs] to [outputs, variables...]. */
function transposed(
  values: readonly number[],
  { vars }: MatrixEntry,
  by: readonly string[],
  start: ReadonlyMap<string, Entries>,
): Float64Array {
  const counts = by.map(name => (vars[name]?.length === 0 ? 1 : flat(start.get(name) as Entries).length))
  const inner = values.length / counts.reduce((a, b) => a * b, 1)
  return Float64Array.from({ length: values.length }, (_, k) => {
    const places = values.length / inner
    return values[(k % places) * inner + Math.floor(k / places)] as number
  })
}

/** For every entry the array with that entry moved; of symmetric matrices half by the entry, half by its mirror image. */
function directions(base: Entries, symmetric: boolean): ((h: number) => Entries)[] {
  if (typeof base === 'number') return [h => base + h]
  const rows = base as readonly (number | readonly number[])[]
  return rows.flatMap((row, i) =>
    typeof row === 'number'
      ? [(h: number) => rows.map((x, k) => (k === i ? (x as number) + h : x))]
      : row.map(
          (_, j) => (h: number) => (symmetric ? both(rows as number[][], i, j, h) : moved(rows as number[][], i, j, h)),
        ),
  )
}

const moved = (a: readonly (readonly number[])[], i: number, j: number, h: number): number[][] =>
  a.map((row, k) => row.map((x, l) => (k === i && l === j ? x + h : x)))

const both = (a: readonly (readonly number[])[], i: number, j: number, h: number): number[][] =>
  moved(moved(a, i, j, h / 2), j, i, h / 2)
