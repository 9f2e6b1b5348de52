/** What is computed together: one tensor, a list, or an object of tensors and lists; and its results in the same shape. */
import { ShapeError } from '../../errors.js'
import { append } from '../../expr/args.js'
import type { Node } from '../../tensor/node.js'
import type { Nested } from './dense.js'
import { stableForms } from './stable.js'

export type TensorOutputs = Node | readonly Node[] | { readonly [key: string]: Node | readonly Node[] }

/** The results in the shape of what is computed. */
export type TensorResults<O, R = Nested> = O extends Node ? R : { -readonly [K in keyof O]: TensorResults<O[K], R> }

/** The tensors in order, and how their results are put together. */
export interface Taken {
  readonly roots: readonly Node[]
  readonly arrange: <R>(results: readonly R[]) => unknown
}

const isNode = (o: unknown): o is Node =>
  typeof o === 'object' &&
  o !== null &&
  'kind' in o &&
  typeof o.kind === 'string' &&
  'id' in o &&
  typeof o.id === 'number'

const isList = (o: unknown): o is readonly Node[] => Array.isArray(o) && o.every(isNode)

/** Takes apart what is computed, in the forms in which it is computed best. Raises `ShapeError` for something else. */
export function takeApart(outputs: TensorOutputs): Taken {
  const { roots, arrange } = parted(outputs)
  return { roots: stableForms(roots), arrange }
}

function parted(outputs: TensorOutputs): Taken {
  if (isNode(outputs)) return { roots: [outputs], arrange: results => results[0] }
  if (isList(outputs)) return { roots: outputs, arrange: results => [...results] }
  if (typeof outputs !== 'object' || outputs === null) throw notTensor()
  const roots: Node[] = []
  const parts = Object.entries(outputs).map(([key, part]) => {
    const from = roots.length
    if (isNode(part)) roots.push(part)
    else if (isList(part)) append(roots, part)
    else throw notTensor()
    return { key, from, to: isNode(part) ? undefined : roots.length }
  })
  const arrange: Taken['arrange'] = results =>
    Object.fromEntries(
      parts.map(({ key, from, to }) => [key, to === undefined ? results[from] : results.slice(from, to)]),
    )
  return { roots, arrange }
}

const notTensor = (): ShapeError =>
  new ShapeError('a tensor, or a list or an object of tensors, is expected here', 'not-an-expression')
