/**
 * Operations on whole matrices and along axes, as steps. A matrix is factored once for its inverse, its determinant and every system of
 * equations; a matrix function is computed once for itself and its trace.
 */
import type { AxisHead, MatrixHead, Node, Operation } from '../../tensor/node.js'
import type { Assembly } from './assembly.js'
import { REDUCTIONS, REWRITES } from './axis.js'
import { determinant, type Factors, factorise, factorsOf, identity, logDeterminant, solverOf } from './factorisation.js'
import type { PlacedAccess } from './loop.js'
import { LoopBody } from './loop.js'
import { type MatrixFunction, matrixFunction } from './matrix-function.js'
import { kernelStep } from './step.js'
import { placesOf, readingStrides, standsAs, type View } from './view.js'

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
  readonly #factored = new Map<Node, Factored>()
  readonly #functions = new Map<Node, Map<MatrixFunction, View>>()
  /** The factors of the matrices by which something is divided; they stay after a call. */
  readonly divisors = new Set<Factors>()

  constructor(assembly: Assembly, place: (node: Node) => View) {
    this.#assembly = assembly
    this.#place = place
  }

  place(node: Operation): View {
    switch (node.head) {
      case 'inv':
        return this.#inverse(node.of)
      case 'det':
        return this.#ofFactors(node.of, determinant)
      case 'logdet':
        return this.#ofFactors(node.of, logDeterminant)
      case 'tril':
        return this.#lower(this.#place(node.of))
      case 'expm':
      case 'logm':
      case 'sqrtm':
        return this.#function(node.head, node.of)
      case 'trexpm':
      case 'trlogm':
      case 'trsqrtm':
        return this.#trace(this.#function(functionOf(node.head), node.of))
      default:
        return this.#along(node.head, this.#place(node.of))
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
    const copy = copier(matrix, n)
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

  #function(head: MatrixFunction, of: Node): View {
    const found = this.#functions.get(of) ?? new Map<MatrixFunction, View>()
    const known = found.get(head)
    if (known !== undefined) return known
    const matrix = this.#place(of)
    const n = matrix.shape[0] as number
    const out = this.#assembly.temporary([n, n])
    this.#assembly.account(WORKSPACE * n * n)
    const [copy, input, f] = [copier(matrix, n), this.#assembly.reserve(n * n), matrixFunction(head, n)]
    this.#functions.set(of, found.set(head, out))
    this.#assembly.step(
      kernelStep('matrix', [matrix.slot], out.slot, 20 * n ** 3, buffers => {
        copy(buffers[matrix.slot] as Float64Array, input)
        f(input, buffers[out.slot] as Float64Array)
      }),
    )
    return out
  }

  #trace({ slot, shape }: View): View {
    const n = shape[0] as number
    const out = this.#assembly.temporary([])
    const body = new LoopBody()
    const value = body.load({ slot, offset: 0, strides: new Map([[0, n + 1]]) })
    this.#assembly.loop({
      body,
      value,
      extents: new Map([[0, n]]),
      summed: new Set([0]),
      target: { slot: out.slot, offset: 0, strides: new Map() },
      mode: 'set',
    })
    return out
  }

  /** The entries on and below the diagonal of the last two axes, zeros above. */
  #lower(x: View): View {
    const [rows, columns] = x.shape.slice(-2) as [number, number]
    const [step, next] = x.strides.slice(-2) as [number, number]
    const starts = placesOf(x.shape.slice(0, -2), x.strides)
    const out = this.#assembly.temporary(x.shape)
    this.#assembly.step(
      kernelStep('axis', [x.slot], out.slot, starts.length * rows * columns, buffers => {
        const [from, to] = [buffers[x.slot] as Float64Array, buffers[out.slot] as Float64Array]
        let t = 0
        for (const start of starts)
          for (let i = 0; i < rows; i++)
            for (let j = 0; j < columns; j++)
              to[t++] = j <= i ? (from[x.offset + start + i * step + j * next] as number) : 0
      }),
    )
    return out
  }

  #along(head: AxisHead, x: View): View {
    const [n, step] = [x.shape.at(-1) as number, x.strides.at(-1) as number]
    const starts = placesOf(x.shape.slice(0, -1), x.strides)
    const [reduce, rewrite] = [REDUCTIONS.get(head), REWRITES.get(head)]
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

/** The matrix function of which a head is the trace. */
function functionOf(head: 'trexpm' | 'trlogm' | ('trsqrtm' & MatrixHead)): MatrixFunction {
  return head.slice(2) as MatrixFunction
}

/** Copies a square matrix from where it stands to reading order. */
function copier(x: View, n: number): (from: Float64Array, to: Float64Array) => void {
  if (x.offset === 0 && standsAs(x, readingStrides(x.shape)))
    return (from, to) => {
      for (let k = 0; k < n * n; k++) to[k] = from[k] as number
    }
  const [row, column] = x.strides as [number, number]
  return (from, to) => {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) to[i * n + j] = from[x.offset + i * row + j * column] as number
  }
}
