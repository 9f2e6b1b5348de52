/**
 * Puts LaTeX pieces side by side: spaces where two would run together, product signs only where juxtaposition would
 * be misread, brackets that stretch exactly when something tall stands between them.
 */
import { Collector, type Mark, type Place, type PrintLimits, type Sink } from './walk.js'

/** How products are written: side by side, or always with a dot. */
export type Multiply = 'implicit' | 'cdot'

/** A bracket that is open: where it stands among the pieces, and the space before it, if any. */
interface Bracket {
  readonly at: number
  readonly space: number
  tall: boolean
}

const ENDS_IN_COMMAND = /\\[A-Za-z]+$/
/** Letters that are read as functions before a bracket, here as in the parser. */
const CALLABLE = /^[fghFGH](?:_\{\d+\})?$/

export class LatexSink implements Sink {
  readonly collector: Collector
  readonly #multiply: Multiply
  readonly #brackets: Bracket[] = []
  #last = ''
  #product = false
  #thin = false

  constructor(multiply: Multiply, limits: PrintLimits | undefined) {
    this.#multiply = multiply
    this.collector = new Collector(limits)
  }

  text(s: string): void {
    if (s === '') return
    if (this.#product) this.#separate(s)
    if (/^[A-Za-z]/.test(s) && ENDS_IN_COMMAND.test(this.#last)) this.#put(' ')
    this.#put(s)
  }

  mark(mark: Mark, place: Place): void {
    switch (mark) {
      case 'times':
        this.#product = true
        return
      case 'thin':
        this.#thin = this.#product
        return
      case 'tall':
        this.#raise()
        return
      case 'open':
        this.#open(place.script)
        return
      case 'close':
        this.#close()
    }
  }

  #put(s: string): void {
    this.collector.add(s, this.#brackets.length === 0)
    this.#last = s
  }

  #raise(): void {
    const top = this.#brackets.at(-1)
    if (top) top.tall = true
  }

  /** What stands between two factors, the second beginning with `next`. */
  #separate(next: string): void {
    this.#product = false
    const thin = this.#thin
    this.#thin = false
    // Neither 22 for 2 times 2 nor a mixed number.
    const counted = /^[0-9]/.test(next) || (/[0-9]$/.test(this.#last) && /^\\[cdt]?frac/.test(next))
    if (this.#multiply === 'cdot' || counted) this.#put('\\cdot ')
    else if (next === '(') {
      if (CALLABLE.test(this.#last)) this.#put('\\cdot ')
      else if (!/[0-9)]$/.test(this.#last)) this.#put('\\,')
    } else if (isUpright(this.#last) || isUpright(next) || (thin && !/[0-9]$/.test(this.#last))) this.#put('\\,')
  }

  #open(script: boolean): void {
    if (this.#product) this.#separate('(')
    const space = this.#last === '\\,' ? this.collector.pieces.length - 1 : -1
    this.collector.add('(', false)
    this.#last = '('
    // In a script brackets stay small.
    this.#brackets.push({ at: script ? -1 : this.collector.pieces.length - 1, space, tall: false })
  }

  #close(): void {
    const bracket = this.#brackets.pop()
    if (bracket === undefined) throw new Error('a bracket is closed that was not opened')
    const stretched = bracket.tall && bracket.at >= 0
    if (stretched) {
      // A stretched bracket brings its own thin space.
      this.collector.pieces[bracket.at] = '\\left('
      if (bracket.space >= 0) this.collector.pieces[bracket.space] = ''
    }
    if (bracket.tall) this.#raise()
    this.#put(stretched ? '\\right)' : ')')
  }
}

/** A word; an operator brings its own thin space. */
const isUpright = (s: string): boolean => /^\\(?:mathrm|text)\{.{2,}\}$/s.test(s)
