/** Tensors that depend on no variable: literals, of which the scalars are filled in at each call, basis vectors and placements. */
import { add, one } from '../../expr/build.js'
import type { Basis, Constant, Placement } from '../../tensor/node.js'
import type { Assembly } from './assembly.js'
import { requireEntries } from './dense.js'
import type { Sizes } from './sizes.js'
import { kernelStep } from './step.js'
import type { View } from './view.js'

export function fixedTensor(assembly: Assembly, sizes: Sizes, node: Constant | Basis | Placement): View {
  const shape = sizes.shape(node.shape)
  const data = new Float64Array(requireEntries(shape, 'a literal'))
  if (node.kind === 'constant') return literal(assembly, node, shape, data)
  if (node.kind === 'basis') data[sizes.of(node.place) - 1] = 1
  else {
    const [rows, columns] = shape as [number, number]
    const first = sizes.of(add(node.offset, one)) - 1
    for (let k = 0; k < columns && k + first < rows; k++) data[(k + first) * columns + k] = 1
  }
  return assembly.constant(shape, data)
}

function literal(assembly: Assembly, node: Constant, shape: readonly number[], data: Float64Array): View {
  const open: (readonly [place: number, scalar: number])[] = []
  for (const [k, e] of node.entries.entries()) {
    if (e.kind === 'num') data[k] = e.value.toNumber()
    else open.push([k, assembly.scalar(e)])
  }
  const view = assembly.constant(shape, data)
  if (open.length === 0) return view
  assembly.step(
    kernelStep('fill', [view.slot], view.slot, open.length, (buffers, scalars) => {
      const target = buffers[view.slot] as Float64Array
      for (const [place, scalar] of open) target[place] = scalars[scalar] as number
    }),
  )
  return view
}
