/** mathjs, without its slow simplification, in which answers are raw. */
import { all, create, type FactoryFunctionMap, type MathNode } from 'mathjs'
import type { Peer } from './peer.js'

const math = create(all as FactoryFunctionMap)

export const mathjs: Peer<MathNode> = {
  parse: text => math.parse(text),
  derivative: (e, x) => math.derivative(e, x, { simplify: false }),
  print: e => e.toString(),
  compiled: (es, names) => {
    const fs = es.map(e => e.compile())
    return point => {
      const scope = Object.fromEntries(names.map((n, k) => [n, point[k]]))
      return fs.map(f => f.evaluate(scope))
    }
  },
  mapped: (e, x) => {
    const f = e.compile()
    return points => points.map(value => f.evaluate({ [x]: value }) as number)
  },
}
