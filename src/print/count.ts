/**
 * How long the text of an expression is, in what a reader reads: names, numbers, operators, brackets. Nothing is written. The count of a
 * part is kept, so an expression made of counted parts costs what is new in it, however large its tree is.
 */
import type { Expr } from '../expr/node.js'
import { spend } from '../work.js'
import { type Child, isExpression, LEVEL, type Level, type Piece, type Structures } from './layout.js'
import { Presentation } from './presentation.js'
import { PLAIN } from './text.js'

/** A part without the brackets that its place may ask for. */
interface Count {
  readonly tokens: number
  readonly level: Level
}

interface Frame {
  readonly child: Child
  readonly level: Level
  readonly pieces: Iterator<Piece>
  tokens: number
}

const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|\.[*/^]|\S/gu
const tokensOf = (s: string): number => s.match(TOKEN)?.length ?? 0

/** Counts the texts of expressions with those structures. */
export class TokenCounter {
  readonly #structures: Structures
  readonly #signed = new WeakMap<Expr, Count>()
  readonly #unsigned = new WeakMap<Expr, Count>()

  constructor(structures: Structures) {
    this.#structures = structures
  }

  count(root: Expr): number {
    const presentation = new Presentation(root, new Map(), { structures: this.#structures })
    const frames: Frame[] = []
    let total = 0
    const add = (tokens: number): void => {
      const top = frames.at(-1)
      if (top === undefined) total += tokens
      else top.tokens += tokens
    }
    /** A part is counted: kept, and added to what it is a part of. */
    const close = (child: Child, count: Count): void => {
      if (isExpression(child.part)) this.#kept(child).set(child.part, count)
      add(count.tokens + (count.level < child.level ? 2 : 0))
    }
    const enter = (child: Child): void => {
      const known = isExpression(child.part) ? this.#kept(child).get(child.part) : undefined
      if (known !== undefined) {
        close(child, known)
        return
      }
      const node = presentation.layout(child.part, child.unsigned)
      const level = PLAIN.level(node)
      const pieces = PLAIN.write(node)
      if (typeof pieces === 'string') close(child, { tokens: tokensOf(pieces), level })
      else frames.push({ child, level, pieces: pieces[Symbol.iterator](), tokens: 0 })
    }
    enter({ part: root, level: LEVEL.choice, script: false, closed: false, unsigned: false })
    for (let top = frames.at(-1); top; top = frames.at(-1)) {
      spend(1)
      const next = top.pieces.next()
      if (next.done === true) {
        frames.pop()
        close(top.child, top)
      } else if (typeof next.value === 'string') top.tokens += tokensOf(next.value)
      else if ('mark' in next.value) top.tokens += next.value.mark === 'open' || next.value.mark === 'close' ? 1 : 0
      else enter(next.value)
    }
    return total
  }

  #kept({ unsigned }: Child): WeakMap<Expr, Count> {
    return unsigned ? this.#unsigned : this.#signed
  }
}
