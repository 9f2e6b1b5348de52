/** All routines by name; which of them a text needs, in an order in which each stands after those that it calls. */
import { programOf } from '../../compile/program.js'
import { argumentsOf, formulaTape } from '../../evaluate/formula.js'
import { notesOf } from '../../functions/numerics.js'
import { row as rowOf } from '../../functions/table.js'
import { memo } from '../../memo.js'
import { callsIn, type Routine, termsOf } from '../code.js'
import type { Language } from '../language.js'
import { routines } from '../routine.js'
import { statementsOf } from '../statements.js'
import { AIRY } from './airy.js'
import { ARRAYS } from './arrays.js'
import { BESSEL } from './bessel.js'
import { ELEMENTARY } from './elementary.js'
import { ELLIPTIC } from './elliptic.js'
import { INTEGRALS } from './integrals.js'
import { POLYNOMIALS } from './polynomials.js'
import { SPECIAL } from './special.js'

let common: ReadonlyMap<string, Routine> | undefined
const own = new WeakMap<Language, ReadonlyMap<string, Routine>>()

const named = (all: readonly Routine[]): ReadonlyMap<string, Routine> => new Map(all.map(r => [r.name, r]))

/** What loses too much in numbers of 24 bits, or takes too long. */
let double: ReadonlyMap<string, Routine> | undefined

const doubles = (): ReadonlyMap<string, Routine> =>
  (double ??= named(routines([INTEGRALS, ELLIPTIC, BESSEL, AIRY].join(''))))

const library = (): ReadonlyMap<string, Routine> =>
  (common ??= new Map([...named(routines([ELEMENTARY, SPECIAL, POLYNOMIALS, ARRAYS].join(''))), ...doubles()]))

/** Whether a routine of that name needs numbers of 53 bits. */
export const needsDoubles = (f: string): boolean => doubles().has(f)

function ownOf(language: Language): ReadonlyMap<string, Routine> {
  return memo(own, language, () => named(routines(language.routines ?? '')))
}

/** Whether a function of the language does it as it is. */
const isNative = (language: Language, f: string): boolean =>
  f.startsWith('native_') || (Object.hasOwn(language.functions, f) && !ownOf(language).has(f))

/** The routine of a function; one that none of these writes is what its row says it is. */
export const routineNamed = (f: string): Routine | undefined => library().get(f) ?? defined(f)

function defined(name: string): Routine | undefined {
  const row = rowOf(name) ?? rowOf(name.slice(0, -1), Number(name.at(-1)))
  const definition = row && notesOf(row)?.definition
  if (row === undefined || definition === undefined || row.realWhen === 'false') return undefined
  const parameters = argumentsOf(row)
  const program = programOf(formulaTape(definition, parameters, 'accurate'), { root: 0, nodes: [] })
  let locals = 0
  const { body, outputs } = statementsOf(program, parameters, () => `t${locals++}`)
  return { name, parameters, body: [...body, ...outputs.map(value => ({ kind: 'return', value }) as const)] }
}

/**
 * The routines that calls need, those that are called by others first. `missing` answers what to do where there is none.
 */
export function routinesFor(
  language: Language,
  calls: Iterable<string>,
  missing: (f: string) => never,
): readonly Routine[] {
  const found = new Map<string, Routine>()
  const open = new Set<string>()
  const find = (f: string): void => {
    if (isNative(language, f) || found.has(f)) return
    const routine = (open.has(f) ? undefined : (ownOf(language).get(f) ?? routineNamed(f))) ?? missing(f)
    open.add(f)
    for (const inner of callsIn(routine.body.flatMap(termsOf))) find(inner)
    found.set(f, routine)
  }
  for (const f of calls) find(f)
  return [...found.values()]
}
