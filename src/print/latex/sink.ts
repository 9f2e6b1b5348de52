/**
 * Puts LaTeX pieces side by side: spaces where two would run together, product signs only where juxtaposition would
 * be misread, brackets that stretch exactly when something tall stands between them.
 */

import { Collector, type Mark, type Place, type PrintLimits, type Sink } from '../walk.js'
import { isCalled, isFormal } from './calls.js'

/** How products are written: side by side, or always with a dot. */
export type Multiply = 'implicit' | 'cdot'

/** A bracket that is open: where it stands among the pieces, and the space before it, if any; `called`: for the letter before it is read as a function. */
interface Bracket {
  readonly sign: Sign
  readonly at: number
  readonly space: number
  readonly called: boolean
  tall: boolean
  factor: boolean
}

const ENDS_IN_COMMAND = /\\[A-Za-z]+$/
/** The two ends of brackets, plain and stretched. */
const SIGNS = {
  round: { open: '(', close: ')', left: '\\left(', right: '\\right)' },
  bar: { open: '\\lvert', close: '\\rvert', left: '\\left|', right: '\\right|' },
} as const
type Sign = (typeof SIGNS)[keyof typeof SIGNS]

export class LatexSink implements Sink {
  readonly collector: Collector
  readonly #multiply: Multiply
  readonly #brackets: Bracket[] = []
  #last = ''
  #product = false

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
      case 'factor':
        this.#hold()
        return
      case 'tall':
        this.#raise()
        return
      case 'open':
        this.#open(SIGNS.round, place.script)
        return
      case 'openBar':
        this.#open(SIGNS.bar, place.script)
        return
      case 'close':
      case 'closeBar':
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

  #hold(): void {
    const top = this.#brackets.at(-1)
    if (top && this.#last === '(') top.factor = true
  }

  /** What stands between two factors, the second beginning with `next`. */
  #separate(next: string): void {
    this.#product = false
    // Neither 22 for 2 times 2 nor a mixed number.
    const counted = /^[0-9]/.test(next) || (/[0-9]$/.test(this.#last) && /^\\[cdt]?frac/.test(next))
    if (this.#multiply === 'cdot' || counted) this.#put('\\cdot ')
    else if (isUpright(this.#last) || isUpright(next) || isDifferential(this.#last, next)) this.#put('\\,')
  }

  /** What stands between a factor and a bracket; answers where the space is that may go when it is known what the bracket holds. */
  #separateBracket(): number {
    this.#product = false
    if (this.#multiply === 'cdot' || isFormal(this.#last)) this.#put('\\cdot ')
    else if (!/[0-9)]$/.test(this.#last)) {
      this.collector.add('\\,', false)
      return this.collector.pieces.length - 1
    }
    return -1
  }

  #open(sign: Sign, script: boolean): void {
    const round = sign === SIGNS.round
    const called = round && isCalled(this.#last)
    const space = this.#product && round ? this.#separateBracket() : -1
    if (this.#product) this.#separate(sign.open)
    this.collector.add(sign.open, false)
    this.#last = sign.open
    // In a script brackets stay small.
    const at = script ? -1 : this.collector.pieces.length - 1
    this.#brackets.push({ sign, at, space, called, tall: false, factor: false })
  }

  #close(): void {
    const bracket = this.#brackets.pop()
    if (bracket === undefined) throw new Error('a bracket is closed that was not opened')
    const stretched = bracket.tall && bracket.at >= 0
    if (stretched) this.collector.pieces[bracket.at] = bracket.sign.left
    // A stretched bracket brings its own thin space.
    const apart = bracket.called || !bracket.factor
    if (bracket.space >= 0 && (stretched || !apart)) this.collector.pieces[bracket.space] = ''
    if (bracket.tall) this.#raise()
    this.#put(stretched ? bracket.sign.right : bracket.sign.close)
  }
}

/** A word; an operator brings its own thin space. */
const isUpright = (s: string): boolean => /^\{?\\(?:mathrm|text)\{.{2,}\}$/s.test(s) || isDifferentialName(s)

/** `dx` or `d\theta` as one name. */
const isDifferentialName = (s: string): boolean => /^d(?:[A-Za-z]|\\[A-Za-z]+(?:\{[A-Za-z]\})?)$/.test(s)

/** `df(x)` may be a differential. */
const isDifferential = (last: string, next: string): boolean => last === 'd' && /^[A-Za-z\\]/.test(next)
