/**
 * Subscripts within sums: `sum(i, 1, n, a_i)` runs over the components a[i]. Elsewhere a name with a subscript is one symbol, and so it is
 * here where it has nothing of an index; beside components of its letter it is refused, for it may be one of them.
 */
import { ShapeError } from '../errors.js'
import type { BinderRow, Components } from '../expr/binders.js'
import { call, sym } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { knownArity } from './names.js'

/** A name taken apart: a letter, and what stands where its indices would. */
export interface Subscripted {
  readonly letter: string
  readonly indices: readonly string[]
}

const DIGITS = /^[0-9]+$/

/** `a_i`, `x_1_i`, `x_1i` or `x_ij` within sums over i (and j): the components that they name; of other names undefined. */
export function componentOf(name: string, variables: readonly string[]): Subscripted | undefined {
  if (variables.length === 0 || !name.includes('_')) return undefined
  const parts = name.split('_')
  const isIndex = (part: string): boolean => variables.includes(part)
  const indices: string[] = []
  while (parts.length > 1) {
    const part = parts.at(-1) as string
    const signs = DIGITS.test(part) || isIndex(part) ? [part] : [...part]
    if (signs.length > 1 && !signs.every(s => DIGITS.test(s) || isIndex(s))) break
    indices.unshift(...signs)
    parts.pop()
  }
  return indices.some(isIndex) ? { letter: parts.join('_'), indices } : undefined
}

/** The same; raises `ShapeError` where only some of the letters are indices. */
function componentIn(name: string, variables: readonly string[]): Subscripted | undefined {
  const found = componentOf(name, variables)
  if (found !== undefined || variables.length === 0) return found
  const [, ...parts] = name.split('_')
  const stray = parts.find(part => variables.some(v => part === v || isAmong(v, part)))
  if (stray !== undefined) throw oneName(name, variables.find(v => stray.includes(v)) as string)
  return undefined
}

/** Whether a letter stands among a few that may be indices; x_min is a name in every sum. */
const isAmong = (v: string, part: string): boolean =>
  v.length === 1 && /^[a-z0-9]+$/.test(part) && part.length < 4 && part.includes(v) && knownArity(part) === undefined

function oneName(name: string, index: string): ShapeError {
  const [letter, ...parts] = name.split('_') as [string, ...string[]]
  const at = parts.length === 1 ? [...(parts[0] as string)] : parts
  return new ShapeError(
    `${name} is one name, it does not depend on ${index}: write ${letter}(${index}) for an unknown function of ${index}, or ${letter}[${at}] for a component`,
    'index-in-name',
  )
}

/** The indices of the sums of a text, and the letters whose components stand in them. */
export class Subscripts implements Components {
  readonly #indices = new Set<string>()
  readonly #letters = new Map<string, string>()

  sum(index: string): void {
    this.#indices.add(index)
  }

  read(
    name: string,
    variables: readonly string[],
    { over }: Pick<BinderRow, 'over'>,
    value: (index: string) => Expr,
  ): Expr | undefined {
    const found = componentIn(name, variables)
    if (found === undefined) return undefined
    // What runs in an integral is no whole number.
    if (over === 'reals') throw oneName(name, variables.at(-1) as string)
    const { letter, indices } = found
    this.#letters.set(letter, `${letter}[${indices}]`)
    return call('index', [sym(letter), ...indices.map(value)])
  }

  refuse(e: Expr, asked: Iterable<string>, declared: ReadonlySet<string>): void {
    if (this.#indices.size === 0) return
    const indices = [...this.#indices]
    for (const { name, letter, at } of this.#among(asked, indices, declared)) {
      const index = at.length === 1 ? at : [...at]
      throw new ShapeError(
        `${name} may be a component that runs in the sum: ${DIGITS.test(at) ? '' : `declare the size, as in let: "${letter}:[n]", and `}write ${letter}[${index}]; a name of its own takes another letter`,
        'index-in-name',
      )
    }
    for (const { name, letter, at } of this.#among(freeSymbols(e), indices, declared)) {
      const beside = this.#letters.get(letter)
      throw new ShapeError(
        beside === undefined || indices.includes(at)
          ? `${name} stands outside the sum over its index: put the body of the sum in brackets`
          : `${name} may be a component of ${letter} such as ${beside}: write ${letter}[${at}], or give it a name of its own`,
        'index-in-name',
      )
    }
  }

  /** Those of the names that may be components: with a subscript that runs, or of a letter that has components. */
  *#among(
    names: Iterable<string>,
    indices: readonly string[],
    declared: ReadonlySet<string>,
  ): Generator<{ readonly name: string; readonly letter: string; readonly at: string }> {
    for (const name of names) {
      if (declared.has(name) || this.#letters.has(name)) continue
      const at = name.slice(name.lastIndexOf('_') + 1)
      const letter = name.slice(0, -at.length - 1)
      if (letter === '' || at === '') continue
      const isPlace = [...at].every(sign => DIGITS.test(sign) || indices.includes(sign)) || at.length === 1
      if (indices.includes(at) || (isPlace && this.#letters.has(letter))) yield { name, letter, at }
    }
  }
}
