/**
 * The one precedence walk: every notation is written by it. It keeps its own stack, so depth costs no recursion;
 * each part of a layout is written once per occurrence, so work is linear in the output. A part whose level is
 * below what its place demands gets brackets.
 */
import { BudgetError } from '../errors.js'
import { type Expr, HUGE } from '../expr/node.js'
import { spend } from '../work.js'
import { type Child, type Layout, LEVEL, type Level, type Mark, type Part, type Piece, type Place } from './layout.js'

export { type Child, LEVEL, type Level, type Mark, type Piece, type Place } from './layout.js'

const KIND_LEVELS: Readonly<Record<Exclude<Layout['kind'], 'connective' | 'structure'>, Level>> = {
  not: LEVEL.not,
  relation: LEVEL.relation,
  sum: LEVEL.sum,
  negative: LEVEL.sum,
  product: LEVEL.product,
  fraction: LEVEL.product,
  power: LEVEL.power,
  exponential: LEVEL.power,
  root: LEVEL.power,
  postfix: LEVEL.postfix,
  number: LEVEL.primary,
  symbol: LEVEL.primary,
  constant: LEVEL.primary,
  function: LEVEL.primary,
  list: LEVEL.primary,
  index: LEVEL.primary,
  piecewise: LEVEL.primary,
  binder: LEVEL.primary,
  derivative: LEVEL.primary,
}

/** The level of a layout in most notations. */
export function usualLevel(node: Layout): Level {
  if (node.kind === 'connective') return LEVEL[node.head]
  return node.kind === 'structure' ? node.structure.level(node.of) : KIND_LEVELS[node.kind]
}

/** One way of writing layouts. */
export interface Notation {
  /** The level of what `write` will write for the layout at that place. */
  level(node: Layout, place: Place): Level
  /** The pieces of a layout, left to right; one text where that is all. */
  write(node: Layout, place: Place): string | Iterable<Piece>
}

/** Receives the output, left to right. */
export interface Sink {
  text(s: string): void
  mark(mark: Mark, place: Place): void
}

export interface PrintLimits {
  /** Characters of the output: 30,000,000. */
  readonly characters?: number
  /** Nodes of the expression written out as a tree: 4,000,000. */
  readonly nodes?: number
}

/** Refuses an expression whose tree is too large, before any work. */
export function checkSize(e: Expr, limits: PrintLimits = {}): void {
  const most = limits.nodes ?? 4_000_000
  if (e.size > most) throw tooLong('nodes', `${e.size >= HUGE ? 'more than 10^301' : e.size} nodes`, most)
}

const tooLong = (limit: string, what: string, most: number): BudgetError =>
  new BudgetError(
    limit,
    `written out this expression has ${what} (the limit is ${most}); text(e, { shared: true }) names what repeats and stays short`,
  )

const child = (part: Part, level: Level, script = false, closed = false): Child => ({
  part,
  level,
  script,
  closed,
  unsigned: false,
})
/** A part at a place where `level` needs no brackets. */
export const at = (part: Part, level: Level): Child => child(part, level)
/** A term of a sum; `negative`: its sign is already written. */
export const term = (part: Part, level: Level, negative: boolean): Child => ({ ...at(part, level), unsigned: negative })
/** The same, further specified. */
export const atPlace = (part: Part, place: Place): Child => child(part, place.level, place.script, place.closed)
/** A part in a script where its surroundings are in one, followed by nothing that matters. */
export const inside = (part: Part, level: Level, around: Place): Child => child(part, level, around.script)
/** A part of a superscript or subscript. */
export const inScript = (part: Part, level: Level): Child => child(part, level, true)

interface Frame {
  /** The pieces where they are a list, and the place of the next one; else what yields them. */
  readonly list: readonly Piece[] | undefined
  next: number
  readonly pieces: Iterator<Piece> | undefined
  readonly place: Place
  readonly bracketed: boolean
}

/** What shows one level of a part. */
export interface Layouts {
  layout(part: Part, unsigned?: boolean): Layout
}

/** Writes a part and all below it. */
export function walk(root: Child, presentation: Layouts, notation: Notation, sink: Sink): void {
  const frames: Frame[] = []
  const enter = (c: Child): void => {
    const node = presentation.layout(c.part, c.unsigned)
    const bracketed = notation.level(node, c) < c.level
    if (bracketed) sink.mark('open', c)
    const place: Place = bracketed ? { level: LEVEL.choice, script: c.script, closed: false } : c
    const pieces = notation.write(node, place)
    if (typeof pieces === 'string') {
      sink.text(pieces)
      if (bracketed) sink.mark('close', c)
    } else if (Array.isArray(pieces)) frames.push({ list: pieces, next: 0, pieces: undefined, place: c, bracketed })
    else frames.push({ list: undefined, next: 0, pieces: pieces[Symbol.iterator](), place: c, bracketed })
  }
  enter(root)
  while (frames.length > 0) {
    const top = frames[frames.length - 1] as Frame
    spend(1)
    const piece = pieceOf(top)
    if (piece === undefined) {
      frames.pop()
      if (top.bracketed) sink.mark('close', top.place)
    } else if (typeof piece === 'string') sink.text(piece)
    else if ('mark' in piece) sink.mark(piece.mark, top.place)
    else enter(piece)
  }
}

/** The next piece; undefined behind the last one. */
function pieceOf(top: Frame): Piece | undefined {
  if (top.list !== undefined) return top.list[top.next++]
  const next = top.pieces?.next()
  return next?.done === false ? next.value : undefined
}

const CHUNK = 1 << 14
/** The longest string that a JavaScript engine makes. */
const LONGEST = 2 ** 29 - 25

/** Collects pieces of text; those from `pinned` on may still be changed. */
export class Collector {
  readonly #chunks: string[] = []
  readonly #most: number
  #length = 0
  /** The pieces that are not yet joined. */
  pieces: string[] = []

  constructor(limits: PrintLimits = {}) {
    this.#most = Math.min(limits.characters ?? 30_000_000, LONGEST)
  }

  /** Adds a piece; `settled` when no piece so far will change. */
  add(s: string, settled: boolean): void {
    this.#length += s.length
    if (this.#length > this.#most) throw tooLong('characters', `more than ${this.#most} characters`, this.#most)
    this.pieces.push(s)
    if (settled && this.pieces.length >= CHUNK) {
      this.#chunks.push(this.pieces.join(''))
      this.pieces = []
    }
  }

  result(): string {
    return this.#chunks.length === 0 ? this.pieces.join('') : this.#chunks.join('') + this.pieces.join('')
  }
}
