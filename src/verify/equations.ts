/** Equations under which branches stand, as in if(x == 1, 2, x), and points at which they hold. */
import { lower } from '../evaluate/lower.js'
import { real } from '../evaluate/real.js'
import { run } from '../evaluate/run.js'
import type { Tape } from '../evaluate/tape.js'
import { isOpenBody } from '../expr/binding.js'
import { sub } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import type { Complex } from '../number/complex.js'

/** More are not looked at. */
const MOST = 20

export class Equations {
  private readonly sides: readonly Tape[]

  constructor(
    formulas: readonly Expr[],
    private readonly names: readonly string[],
  ) {
    const found = postorder(formulas).filter(e => (isCall(e, 'eq') || isCall(e, 'ne')) && !isOpenBody(e))
    const gaps = found.flatMap(e =>
      e.kind === 'call' && e.mask !== 0 ? [sub(e.args[0] as Expr, e.args[1] as Expr)] : [],
    )
    this.sides = gaps.slice(0, MOST).map(g => lower([g], names))
  }

  get count(): number {
    return this.sides.length
  }

  /** Points beside the given one at which the k-th holds: for each name on which its sides depend linearly, one. */
  solutions(k: number, point: readonly Complex[]): Complex[][] {
    const tape = this.sides[k] as Tape
    const rounded = point.map(z => ({ re: Math.round(z.re * 64) / 64, im: 0 }))
    return this.names.flatMap((_, j) => {
      const along = (t: number): number =>
        run(
          tape,
          real,
          rounded.map((z, i) => (i === j ? t : z.re)),
        )[tape.outputs[0] as number] as number
      const [at0, at1, at2] = [along(0), along(1), along(2)]
      const slope = at1 - at0
      const root = -at0 / slope
      if (!Number.isFinite(root) || at2 - at1 !== slope || along(root) !== 0) return []
      return [rounded.map((z, i) => (i === j ? { re: root, im: 0 } : z))]
    })
  }
}
