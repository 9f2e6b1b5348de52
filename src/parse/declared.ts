/** What a caller declares of the names in a text, before it is read. */
import type { Dialect } from './lexer.js'

/** The names that a caller declares. */
export interface Declared {
  /** Plain symbols, whatever the table says. */
  readonly bound: ReadonlySet<string>
  /** What is differentiated by, or given values: plain symbols too, but the text was not written with them in mind. */
  readonly asked?: ReadonlySet<string> | undefined
  /** Unknown functions; in LaTeX also those of the table that are meant where a letter may be something else. */
  readonly functions: ReadonlySet<string>
  /** In LaTeX: the unknown functions among these, whatever the table says of their names. */
  readonly unknown?: ReadonlySet<string> | undefined
  /**
   * Where shapes are declared: the functions of vectors and matrices with the fewest and the most arguments; they come before those
   * of the table. Undefined where all are scalars: then the operators of matrices are refused.
   */
  readonly shaped?: ReadonlyMap<string, readonly [number, number]> | undefined
  /** How the text is then cut into pieces; undefined where all are scalars. */
  readonly dialect?: Dialect | undefined
  /** How many axes the declared vectors and matrices have; LaTeX wants to know, where `x_{12}` may be x[1,2]. */
  readonly axes?: ReadonlyMap<string, number> | undefined
  /** Functions that only the whole library has: refused, never read as names or factors. */
  readonly elsewhere?: ReadonlySet<string> | undefined
  /** Where no shapes are declared: the functions of vectors and matrices, for advice; looked for only there. */
  readonly matrices?: (() => ReadonlyMap<string, readonly [number, number]>) | undefined
}

const NO_NAMES: ReadonlySet<string> = new Set()

/** Names that more may be added to; mostly there are none, and no set is made. A set that is given is copied when it is to change. */
export class Names {
  #all: Set<string> | undefined
  #given: ReadonlySet<string> | undefined

  constructor(given: Iterable<string> | undefined) {
    if (given instanceof Set) this.#given = given
    else if (given !== undefined && !(Array.isArray(given) && given.length === 0)) this.#all = new Set(given)
  }

  get all(): ReadonlySet<string> {
    return this.#all ?? this.#given ?? NO_NAMES
  }

  add(name: string): void {
    this.#own().add(name)
  }

  delete(name: string): void {
    if (this.all.has(name)) this.#own().delete(name)
  }

  #own(): Set<string> {
    this.#all ??= new Set(this.#given)
    return this.#all
  }
}
