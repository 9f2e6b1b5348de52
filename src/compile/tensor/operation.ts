/**
 * Operations on whole matrices and along axes, as steps. A matrix is factored once for its inverse, its determinant and every system of
 * equations; a matrix function is computed once for itself and its trace.
 */

import type { Reduction, Rewrite } from '../../linalg/axis.js'
import { type Factors, factorise, factorsOf, identity, solverOf } from '../../linalg/factorisation.js'
import type { MatrixKernel } from '../../linalg/matrix-function.js'
import { placesOf } from '../../linalg/places.js'
import type { Directed } from '../../tensor/functions/row.js'
import { isAlongAxis, operationRow } from '../../tensor/functions/table.js'
import type { Assembly } from './assembly.js'
import type { MatrixStep, Solution } from './program.js'
import { kernelStep } from './step.js'
import type { View } from './view.js'

/** The matrices that a matrix function works with, at most. */
const WORKSPACE = 24

/** Factors, and an empty buffer that tells which steps need them. */
interface Factored {
  readonly slot: number
  readonly factors: Factors
}

export class Operations {
  readonly #assembly: Assembly
  /** Where the entries of an array stand. */
  readonly #view: (array: number) => View
  readonly #factored = new Map<number, Factored>()
  /** The factors of the matrices by which something is divided; they stay after a call. */
  readonly divisors = new Set<Factors>()

  constructor(assembly: Assembly, view: (array: number) => View) {
    this.#assembly = assembly
    this.#view = view
  }

  operation({ head, of, target, direction }: MatrixStep): void {
    const { kernel, directed } = operationRow(head)
    const [x, out] = [this.#view(of), this.#view(target)]
    if (direction !== undefined) {
      const alongAxis = isAlongAxis(operationRow(head))
      this.#directed((directed as Directed).kernel, alongAxis, [x, this.#view(direction)], out)
      return
    }
    switch (kernel.by) {
      case 'factors':
        this.#ofFactors(of, out, kernel.value)
        return
      case 'solving':
        this.#inverse(of, out)
        return
      case 'matrix':
        this.#function(x, out, kernel.of)
        return
      case 'reduction':
        this.#along(x, out, { reduce: kernel.of })
        return
      case 'rewrite':
        this.#along(x, out, { rewrite: kernel.of })
    }
  }

  /** Replaces a copy of the right-hand sides by the solutions. */
  solve({ of, sides, target, transposed }: Solution): void {
    const { slot, factors } = this.#factor(of)
    this.divisors.add(factors)
    const [from, x] = [this.#view(sides), this.#view(target)]
    const places = placesOf(from.shape, from.strides)
    const count = places.length / factors.n
    const solve = solverOf(factors, count, transposed, this.#assembly.reserve(places.length))
    this.#assembly.step(
      kernelStep('solve', [slot, from.slot], x.slot, factors.n * places.length, buffers => {
        const [source, data] = [buffers[from.slot] as Float64Array, buffers[x.slot] as Float64Array]
        for (let k = 0; k < places.length; k++) data[k] = source[from.offset + (places[k] as number)] as number
        solve(data)
      }),
    )
  }

  /** A copy of the matrix becomes its factors. */
  #factor(of: number): Factored {
    const known = this.#factored.get(of)
    if (known !== undefined) return known
    const matrix = this.#view(of)
    const n = matrix.shape[0] as number
    const { slot } = this.#assembly.temporary([0])
    const copy = copier(matrix)
    const factored = { slot, factors: factorsOf(n, this.#assembly.reserve(n * n)) }
    this.#factored.set(of, factored)
    this.#assembly.step(
      kernelStep('factors', [matrix.slot], slot, n ** 3 / 3, buffers => {
        copy(buffers[matrix.slot] as Float64Array, factored.factors.lu)
        factorise(factored.factors)
      }),
    )
    return factored
  }

  #inverse(of: number, out: View): void {
    const { slot, factors } = this.#factor(of)
    const { n } = factors
    this.divisors.add(factors)
    const solve = solverOf(factors, n, false, this.#assembly.reserve(n * n))
    this.#assembly.step(
      kernelStep('inverse', [slot], out.slot, n ** 3, buffers => {
        const data = buffers[out.slot] as Float64Array
        identity(data, n)
        solve(data)
      }),
    )
  }

  #ofFactors(of: number, out: View, f: (factors: Factors) => number): void {
    const { slot, factors } = this.#factor(of)
    this.#assembly.step(
      kernelStep('factors', [slot], out.slot, factors.n, buffers => {
        const target = buffers[out.slot] as Float64Array
        target[0] = f(factors)
      }),
    )
  }

  /** A function of the matrix that the last two axes are, for each place of those before them. */
  #function(matrix: View, out: View, kernel: MatrixKernel): void {
    const [rows, columns] = matrix.shape.slice(-2) as [number, number]
    const starts = placesOf(matrix.shape.slice(0, -2), matrix.strides)
    const size = out.shape.reduce((p, d) => p * d, 1) / starts.length
    this.#assembly.account(WORKSPACE * rows * columns)
    const [copy, input, f] = [copier(matrix), this.#assembly.reserve(rows * columns), kernel(rows, columns)]
    this.#assembly.step(
      kernelStep(
        'matrix',
        [matrix.slot],
        out.slot,
        20 * starts.length * rows * columns * Math.min(rows, columns),
        buffers => {
          const target = buffers[out.slot] as Float64Array
          for (let r = 0; r < starts.length; r++) {
            copy(buffers[matrix.slot] as Float64Array, input, starts[r] as number)
            f(input, target.subarray(r * size, (r + 1) * size))
          }
        },
      ),
    )
  }

  /** The derivative in a direction; both lie as the last axes say. */
  #directed(kernel: Directed['kernel'], alongAxis: boolean, [x, e]: readonly [View, View], out: View): void {
    const own = alongAxis ? 1 : 2
    const [rows, columns] = [1, ...x.shape].slice(-2) as [number, number]
    const starts = [x, e].map(v => placesOf(v.shape.slice(0, -own), v.strides)) as [Int32Array, Int32Array]
    const width = own === 1 ? columns : rows * columns
    this.#assembly.account(4 * WORKSPACE * width)
    const [copyX, copyE] = [copier(x, own), copier(e, own)]
    const [inputX, inputE] = [this.#assembly.reserve(width), this.#assembly.reserve(width)]
    const f = kernel(rows, columns)
    this.#assembly.step(
      kernelStep('matrix', [x.slot, e.slot], out.slot, 160 * starts[0].length * width * columns, buffers => {
        const target = buffers[out.slot] as Float64Array
        for (let r = 0; r < starts[0].length; r++) {
          copyX(buffers[x.slot] as Float64Array, inputX, starts[0][r] as number)
          copyE(buffers[e.slot] as Float64Array, inputE, starts[1][r] as number)
          f(inputX, inputE, target.subarray(r * width, (r + 1) * width))
        }
      }),
    )
  }

  #along(x: View, out: View, { reduce, rewrite }: { reduce?: Reduction; rewrite?: Rewrite }): void {
    const [n, step] = [x.shape.at(-1) as number, x.strides.at(-1) as number]
    const starts = placesOf(x.shape.slice(0, -1), x.strides)
    this.#assembly.step(
      kernelStep('axis', [x.slot], out.slot, starts.length * n * 8, buffers => {
        const [from, to] = [buffers[x.slot] as Float64Array, buffers[out.slot] as Float64Array]
        for (let r = 0; r < starts.length; r++) {
          const at = x.offset + (starts[r] as number)
          if (rewrite !== undefined) rewrite(from, at, step, n, to, r * n)
          else to[r] = reduce?.(from, at, step, n) ?? Number.NaN
        }
      }),
    )
  }
}

/** Copies a matrix (the last two axes), or a vector (the last one), from where it stands to reading order; `start` is its first place. */
function copier(x: View, own = 2): (from: Float64Array, to: Float64Array, start?: number) => void {
  const [shape, strides] = [x.shape.slice(-own), x.strides.slice(-own)]
  const [rows, columns] = [1, ...shape].slice(-2) as [number, number]
  const [row, column] = [0, ...strides].slice(-2) as [number, number]
  return (from, to, start = 0) => {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) to[i * columns + j] = from[x.offset + start + i * row + j * column] as number
  }
}
