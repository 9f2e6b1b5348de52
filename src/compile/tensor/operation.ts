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
import type { Node, Operation } from '../../tensor/node.js'
import type { Assembly } from './assembly.js'
import type { PlacedAccess } from './loop.js'
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
  readonly #place: (node: Node) => View
  readonly #shape: (node: Node) => readonly number[]
  readonly #factored = new Map<Node, Factored>()
  /** The factors of the matrices by which something is divided; they stay after a call. */
  readonly divisors = new Set<Factors>()

  constructor(assembly: Assembly, place: (node: Node) => View, shape: (node: Node) => readonly number[]) {
    this.#assembly = assembly
    this.#place = place
    this.#shape = shape
  }

  place(node: Operation): View {
    const { kernel, directed } = operationRow(node.head)
    if (node.direction !== undefined) return this.#directed(node, directed as Directed, node.direction)
    switch (kernel.by) {
      case 'factors':
        return this.#ofFactors(node.of, kernel.value)
      case 'solving':
        return this.#inverse(node.of)
      case 'matrix':
        return this.#function(node, kernel.of)
      case 'reduction':
        return this.#along(node, { reduce: kernel.of })
      case 'rewrite':
        return this.#along(node, { rewrite: kernel.of })
    }
  }

  /** Replaces a copy of the right-hand sides, n by count, by the solutions. */
  solve(of: Node, sides: PlacedAccess, [n, count]: readonly [number, number], transposed: boolean): PlacedAccess {
    const { slot, factors } = this.#factor(of)
    this.divisors.add(factors)
    const x = this.#assembly.temporary([n, count])
    const solve = solverOf(factors, count, transposed, this.#assembly.reserve(n * count))
    this.#assembly.step(
      kernelStep('solve', [slot, sides.slot], x.slot, n * n * count, buffers => {
        const data = buffers[x.slot] as Float64Array
        data.set(buffers[sides.slot] as Float64Array)
        solve(data)
      }),
    )
    return { slot: x.slot, offset: 0, strides: new Map() }
  }

  /** A copy of the matrix becomes its factors. */
  #factor(of: Node): Factored {
    const known = this.#factored.get(of)
    if (known !== undefined) return known
    const matrix = this.#place(of)
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

  #inverse(of: Node): View {
    const { slot, factors } = this.#factor(of)
    const { n } = factors
    this.divisors.add(factors)
    const out = this.#assembly.temporary([n, n])
    const solve = solverOf(factors, n, false, this.#assembly.reserve(n * n))
    this.#assembly.step(
      kernelStep('inverse', [slot], out.slot, n ** 3, buffers => {
        const data = buffers[out.slot] as Float64Array
        identity(data, n)
        solve(data)
      }),
    )
    return out
  }

  #ofFactors(of: Node, f: (factors: Factors) => number): View {
    const { slot, factors } = this.#factor(of)
    const out = this.#assembly.temporary([])
    this.#assembly.step(
      kernelStep('factors', [slot], out.slot, factors.n, buffers => {
        const target = buffers[out.slot] as Float64Array
        target[0] = f(factors)
      }),
    )
    return out
  }

  /** A function of the matrix that the last two axes are, for each place of those before them. */
  #function(node: Operation, kernel: MatrixKernel): View {
    const matrix = this.#place(node.of)
    const [rows, columns] = matrix.shape.slice(-2) as [number, number]
    const starts = placesOf(matrix.shape.slice(0, -2), matrix.strides)
    const out = this.#assembly.temporary(this.#shape(node))
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
    return out
  }

  /** The derivative in a direction; both lie as the last axes say. */
  #directed(node: Operation, { kernel }: Directed, direction: Node): View {
    const [x, e] = [this.#place(node.of), this.#place(direction)]
    const own = isAlongAxis(operationRow(node.head)) ? 1 : 2
    const [rows, columns] = [1, ...x.shape].slice(-2) as [number, number]
    const starts = [x, e].map(v => placesOf(v.shape.slice(0, -own), v.strides)) as [Int32Array, Int32Array]
    const out = this.#assembly.temporary(x.shape)
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
    return out
  }

  #along(node: Operation, { reduce, rewrite }: { reduce?: Reduction; rewrite?: Rewrite }): View {
    const x = this.#place(node.of)
    const [n, step] = [x.shape.at(-1) as number, x.strides.at(-1) as number]
    const starts = placesOf(x.shape.slice(0, -1), x.strides)
    const out = this.#assembly.temporary(rewrite === undefined ? x.shape.slice(0, -1) : x.shape)
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
    return out
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
