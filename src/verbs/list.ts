/** All verbs by their names, of the command line and of the library: for whoever is told a verb by a word. */
import * as functions from './index.js'
import type { Verb } from './verb.js'

const isVerb = (f: unknown): f is Verb => typeof f === 'function' && 'row' in f

/** The name of a verb on the command line. */
export const commandOf = ({ row }: Verb): string => row.command ?? row.name

/** All verbs, by their names. */
export const VERBS: readonly Verb[] = (Object.values(functions) as readonly unknown[])
  .filter(isVerb)
  .sort((a, b) => (commandOf(a) < commandOf(b) ? -1 : 1))

/** The verb of a name on the command line, or in the library. */
export const verbNamed = (name: string | undefined): Verb | undefined =>
  VERBS.find(v => commandOf(v) === name || v.row.name === name)
