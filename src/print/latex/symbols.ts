/**
 * How the names of an expression are written in LaTeX, so that no two are written the same and each is read back as itself where that can
 * be: where two would look alike (w0 and w_0), the second (w0) is an upright word; so is y1 beside a vector y.
 */
import { isFormalCall, readFormal } from '../../expr/formal.js'
import type { Expr } from '../../expr/node.js'
import { postorder } from '../../expr/walk.js'
import type { Structures } from '../layout.js'
import { latexFunctionName, latexOperator, latexSymbol, latexWord } from './names.js'

/** The LaTeX of each symbol and of each unknown function; what LaTeX is taken by a symbol, and `x_` where x has a subscript. */
export interface Symbols {
  readonly names: ReadonlyMap<string, string>
  readonly functions: ReadonlyMap<string, string>
  readonly letters: ReadonlySet<string>
}

/** A name as the caller wants it, else as is usual. */
export function named(name: string, given: ReadonlyMap<string, string>, usual: (name: string) => string): string {
  const custom = given.get(name)
  if (custom === undefined) return usual(name)
  return /[_^']/.test(custom) ? `{${custom}}` : custom
}

/** Those named by the caller come first, then those that are read back from what is usual. */
export function symbolsOf(
  symbols: ReadonlySet<string>,
  root: Expr,
  given: ReadonlyMap<string, string>,
  structures: Structures | undefined,
): Symbols {
  const rank = (name: string): number => (given.has(name) ? 0 : name.includes('_') ? 1 : 2)
  const ranked = (all: ReadonlySet<string>): readonly string[] =>
    [...all].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const calls = postorder(root).filter(n => n.kind === 'call')
  const unknown = ranked(new Set(calls.flatMap(n => (isFormalCall(n) ? [readFormal(n.head).name] : []))))
  const placed = new Set(calls.flatMap(n => [...(structures?.get(n.head)?.placed?.(n) ?? [])]))
  const bases = new Set([...placed].map(name => named(name, given, latexSymbol)))
  const isEntry = (written: string): boolean => /_\{\d+\}$/.test(written) && bases.has(written.replace(/_\{\d+\}$/, ''))
  const names = new Map<string, string>()
  const letters = new Set<string>()
  const called = new Map(unknown.map(name => [named(name, given, latexFunctionName), name]))
  for (const name of ranked(symbols)) {
    const usual = named(name, given, latexSymbol)
    const alike = called.get(usual)
    const isTaken = letters.has(usual) || (alike !== undefined && rank(alike) < rank(name))
    const own = isTaken || (!given.has(name) && !placed.has(name) && isEntry(usual)) ? latexWord(name) : usual
    letters.add(own)
    letters.add(own.slice(0, own.indexOf('_') + 1))
    names.set(name, own)
  }
  const functions = new Map<string, string>()
  const taken = new Set(letters)
  for (const name of unknown) {
    const usual = named(name, given, latexFunctionName)
    const own = taken.has(usual) && names.get(name) !== usual ? latexOperator(name) : usual
    taken.add(own)
    functions.set(name, own)
  }
  return { names, functions, letters }
}
