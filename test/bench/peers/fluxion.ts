/** Fluxion itself: in canonical form, and as `diff` answers by default. */
import { compile, diff, type Expr, gradient, hessian, parse, program, text } from '../../../src/index.js'
import type { Peer } from './peer.js'

const peer = (simplify: boolean): Peer<Expr> => ({
  parse,
  derivative: (e, x) => diff(e, x, { simplify }),
  print: e => text(e),
  gradient: (e, by) => gradient(e, by, { simplify }),
  hessian: (e, by) => hessian(e, by, { simplify }),
  compiled: (es, names) => {
    const f = compile(es as Expr[], names)
    const out = new Float64Array(f.size)
    return point => f.intoAt(out, point)
  },
  program: (steps, f) => program([...steps, f].join('\n')).result,
  mapped: (e, x) => {
    const f = compile(e, [x])
    return points => f.map([points])
  },
})

export const canonical = peer(false)
export const byDefault = peer(true)
