/**
 * The parts of an expression in the order in which a reader of its text has read them: a part is read when its last part is. Each counts once,
 * where it is first met, so the work grows with the distinct parts.
 */
import type { Expr } from '../expr/node.js'
import { spend } from '../work.js'
import { isExpression, type Part, type Piece, type Structures } from './layout.js'
import { Presentation } from './presentation.js'
import { PLAIN } from './text.js'

interface Frame {
  readonly part: Part
  readonly pieces: Iterator<Piece>
}

/** The distinct parts of an expression, those read first in front. */
export function partsAsRead(root: Expr, structures: Structures): Expr[] {
  const presentation = new Presentation(root, new Map(), { structures })
  const order: Expr[] = []
  const seen = new Set<Part>()
  const frames: Frame[] = []
  const close = (part: Part): void => {
    if (isExpression(part)) order.push(part)
  }
  const enter = (part: Part, unsigned: boolean): void => {
    if (seen.has(part)) return
    seen.add(part)
    const pieces = PLAIN.write(presentation.layout(part, unsigned))
    if (typeof pieces === 'string') close(part)
    else frames.push({ part, pieces: pieces[Symbol.iterator]() })
  }
  enter(root, false)
  for (let top = frames.at(-1); top; top = frames.at(-1)) {
    spend(1)
    const next = top.pieces.next()
    if (next.done === true) {
      frames.pop()
      close(top.part)
    } else if (typeof next.value === 'object' && 'part' in next.value) enter(next.value.part, next.value.unsigned)
  }
  return order
}
