/**
 * How the names of one text are used: as variables, or as unknown functions. A name that is used both ways is refused, for one of the
 * two was not meant.
 */
import { LateMap } from '../expr/map.js'
import { advice } from './advice.js'
import type { Declared } from './declared.js'
import { isPlain } from './names.js'
import type { Problem } from './problem.js'

/** Where a name stands. */
export interface Place {
  readonly offset: number
  readonly text: string
}

export class Uses {
  readonly #variables = new LateMap<string, number>()
  /** Each unknown function with its bracket, as first written. */
  readonly #functions = new LateMap<string, string>()
  readonly #declared: Declared
  /** Where a declared or defined name was last used. */
  #lastBound = -1

  constructor(declared: Declared) {
    this.#declared = declared
  }

  /** A name as a factor. */
  variable(name: string, place: Place): Problem | undefined {
    if (this.#declared.bound.has(name)) this.#lastBound = place.offset
    this.#variables.set(name, place.offset)
    const bracket = this.#functions.get(name)
    return bracket === undefined ? undefined : bothUses(name, bracket, place)
  }

  /** A name as the head of an unknown function; `bracket` is what follows. */
  call(name: string, bracket: string, place: Place): Problem | undefined {
    if (!this.#functions.has(name)) this.#functions.set(name, bracket)
    const taken = this.#variables.has(name) || (this.#declared.asked?.has(name) && !this.#declared.bound.has(name))
    return taken ? bothUses(name, bracket, place) : undefined
  }

  /** Whether a name, or one that may stand for something in it, was used at or after a place. */
  since(offset: number, name: string): boolean {
    return Math.max(this.#variables.get(name) ?? -1, this.#lastBound) >= offset
  }
}

/** The problem of a name that is a function in one place and a variable in another, or the variable asked for. */
export function bothUses(name: string, bracket: string, { offset, text }: Place): Problem {
  return {
    code: 'ambiguous-call',
    offset,
    length: text.length,
    message: `${name} stands for a function and for a variable`,
    hint: advice()?.hints.bothUses(name, bracket),
  }
}

/** Whether a name is one that the text itself leaves open: neither declared nor asked for. */
export const isOpen = (name: string, declared: Declared): boolean =>
  !isPlain(name, declared) && !declared.functions.has(name)
