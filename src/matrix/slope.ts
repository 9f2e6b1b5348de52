/** The derivative of a tensor by a variable, a scalar, or one entry of a variable. */

import type { DiffRule, Recorder } from '../diff/derivative.js'
import { num, one } from '../expr/build.js'
import { derivative, type SlopeRecorder } from '../tensor/derivative.js'
import type { Space } from '../tensor/draft.js'
import type { Dim, Node } from '../tensor/node.js'
import { Tensor } from '../tensor/tensor.js'
import { tidy } from '../tensor/tidy.js'
import type { By } from './reading.js'

/** The derivative by one variable; the axes of the variable come last. */
export function by(t: Tensor, { x, entry, axes = [] }: By, record?: Recorder): Tensor {
  const { space } = t.setting
  const told: SlopeRecorder | undefined =
    record &&
    ((of, slope) => record(ruleOf(of), new Tensor(of, t.setting), new Tensor(slope, t.setting, { outputs: t.outputs })))
  const whole = tidy(space, derivative(space, t.node, x, told))
  const node = entry === undefined ? whole : entryOf(space, whole, t.node.shape.length, entry)
  const row = t.row && node.shape.length === t.node.shape.length
  const own = t.node.shape.map((_, k) => t.axes[k])
  // A second axis of the same name gets one of its own.
  const others = axes.map(name => (own.includes(name) ? undefined : name))
  return new Tensor(node, t.setting, { outputs: t.outputs, row, axes: [...own, ...others] })
}

/** The rule by which a node hands its derivative on to its parts. */
function ruleOf(node: Node): DiffRule {
  if (node.kind !== 'sum') return 'chain'
  return node.terms.length > 1 ? 'sum' : 'product'
}

/** The derivative by one entry: that place of the last axes. */
function entryOf(space: Space, node: Node, order: number, entry: readonly number[]): Node {
  const kept = Array.from({ length: order }, (_, k) => k)
  const chosen = entry.map((_, k) => order + k)
  const places = entry.map((place, k) => ({
    node: space.basis(node.shape[order + k] as Dim, num(place)),
    at: [order + k],
    power: one,
  }))
  return space.sum(node.shape.slice(0, order), [
    {
      coefficient: one,
      factors: [{ node, at: [...kept, ...chosen], power: one }, ...places],
      deltas: [],
      bound: node.shape.slice(order),
    },
  ])
}
