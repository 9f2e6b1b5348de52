/**
 * Which names an expression needs, and what to say when one has no value. User names live in Maps and Sets only.
 */
import { FluxionError, UnboundError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { row } from '../functions/table.js'
import { leafName } from './component.js'
import { shortText } from './wording.js'

/**
 * Checks that every leaf of the (distinct) nodes is among `given`. Missing names are an `UnboundError` that lists
 * them all, with the nearest given name where one is close; a name given for a constant that the expression uses
 * (`e` beside e^x) is refused rather than ignored.
 */
export function requireNames(nodes: readonly Expr[], given: ReadonlySet<string>): void {
  const needed = new Set<string>()
  const constants = new Set<string>()
  for (const e of nodes) {
    const name = leafName(e)
    if (name !== undefined) needed.add(name)
    else if (e.kind === 'call' && e.args.length === 0) constants.add(e.head)
  }
  const missing = [...needed].filter(name => !given.has(name))
  if (missing.length > 0) throw new UnboundError(missing, unboundMessage(missing, given))
  for (const name of given) {
    const constant = row(name)?.name
    if (constant !== undefined && constants.has(constant) && !needed.has(name)) {
      throw new FluxionError('constant-name', `${name} is a constant in this expression and cannot be given a value`)
    }
  }
}

/** An unknown function has no value: `UnboundError` that names it. */
export function unknownFunction(name: string, e: Expr): UnboundError {
  return new UnboundError([name], `the function ${name} is not known, so ${shortText(e)} has no value`)
}

const SHOWN = 5

function unboundMessage(missing: readonly string[], given: ReadonlySet<string>): string {
  const shown = missing.slice(0, SHOWN).map(name => {
    const near = nearest(name, given)
    return near === undefined ? `"${name}"` : `"${name}" (did you mean "${near}"?)`
  })
  if (missing.length > SHOWN) shown.push(`${missing.length - SHOWN} more`)
  return `no value was given for ${shown.join(', ')}`
}

/** The given name closest to a misspelt one: at most one edit in a short name, two in a longer one. */
function nearest(name: string, given: ReadonlySet<string>): string | undefined {
  if (name.length < 2 || name.length > 64 || given.size > 10_000) return undefined
  let best: string | undefined
  let limit = name.length < 5 ? 1 : 2
  for (const candidate of given) {
    if (Math.abs(candidate.length - name.length) > limit) continue
    const d = distance(name, candidate)
    if (d <= limit && (best === undefined || d < limit)) {
      best = candidate
      limit = d
    }
  }
  return best
}

/** Insertions, deletions and replacements from one name to the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const step = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(step, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
