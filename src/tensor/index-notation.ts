/** How index notation is written: the header before the body, in LaTeX below it, and sums over an index. */
import type { Call, Expr } from '../expr/node.js'
import { at, inScript, inside, LEVEL, type Piece, type Place } from '../print/walk.js'
import { separated } from './function-notation.js'

export function* header(e: Call): Generator<Piece> {
  const [out, by, body] = e.args as [Call, Call, Expr]
  yield '['
  yield* separated(out.args, ',', p => at(p, LEVEL.choice))
  yield ';'
  yield* separated(by.args, ',', p => at(p, LEVEL.choice))
  yield '] '
  yield at(body, LEVEL.choice)
}

/** The body in square brackets with the axes below. */
export function* headerLatex(e: Call): Generator<Piece> {
  const [out, by, body] = e.args as [Call, Call, Expr]
  yield '\\left['
  yield at(body, LEVEL.choice)
  yield '\\right]_{'
  yield* separated(out.args, ',', p => inScript(p, LEVEL.choice))
  yield ';'
  yield* separated(by.args, ',', p => inScript(p, LEVEL.choice))
  yield '}'
}

export function* indexSum(e: Call, place: Place): Generator<Piece> {
  yield '\\sum_{'
  yield inScript(e.args[0] as Expr, LEVEL.choice)
  yield '} '
  yield inside(e.args[1] as Expr, LEVEL.product, place)
}
