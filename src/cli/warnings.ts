/** What the command says beside an answer: of the reading of a text, and of what a derivative leaves out. */
import { definitionsOf, namesIn } from '../diff/definition.js'
import { jumpingIn } from '../diff/distribution.js'
import type { Expr } from '../expr/node.js'
import { type Options, readVariable, slopeNames, writtenDerivative } from '../inputs/input.js'
import { withReader } from '../interchange/readers.js'
import { readDeclarations } from '../parse/declared-shapes.js'
import { isTensor } from '../tensor/tensor.js'
import { reading } from '../verbs/index.js'
import { isOrder } from '../verbs/verb.js'
import type { Request } from './arguments.js'
import { namesAmong } from './words.js'

const LONGEST_SHOWN = 200
const MOST_NAMES = 20

const DIFFERENTIATED =
  'the text is a derivative itself and is differentiated once more; fluxion simplify gives it as it stands'

/** What the command says of the reading of a text, beside its answer. */
export function warningsOf(request: Request, options: Options, text: string, problem: Expr): readonly string[] {
  const { verb } = request
  if (verb.row.name === 'reading') return []
  const words = verb.row.chains === undefined ? [] : namesAmong(verb, request.words)
  const variables = words.filter(v => !isOrder(v))
  // A component occurs where that of which it is one does.
  const baseOf = (v: string): string => String(readVariable(v.replace(/\[.*$/u, '')))
  const { text: read, names, warnings } = reading(text, options)
  if (isTensor(problem)) {
    const { declared } = readDeclarations(options.let ?? '')
    const known = new Set([...problem.symbols(), ...declared.map(d => d.name)])
    const absent = variables.filter(v => !known.has(baseOf(v)))
    return [...absent.map(v => `${v} does not occur; names ${problem.symbols().join(', ')}`), ...warnings]
  }
  const named = new Set([...names.map(n => n.name), ...namesIn(definitionsOf(options))])
  const absent = variables.filter(v => !named.has(baseOf(v)))
  const own = names.filter(n => n.as === 'variable' || n.as === 'unknown function').map(n => n.name)
  const shown = read.length > LONGEST_SHOWN ? `${read.slice(0, LONGEST_SHOWN)}...` : read
  const list = own.length === 0 ? 'no names' : `names ${own.slice(0, MOST_NAMES).join(', ')}`
  const chains = knowsDistributions(request)
    ? (verb.row.chains?.(words.length === 0 ? slopeNames(problem) : words) ?? [])
    : []
  const jumps = new Set(chains.flatMap(chain => jumpingIn(problem, chain.map(readVariable))))
  const isDerivative =
    verb.row.chains !== undefined &&
    read.startsWith('diff(') &&
    writtenDerivative(text, withReader(options)) !== undefined
  return [
    ...(isDerivative ? [DIFFERENTIATED] : []),
    ...absent.map(v => `${v} does not occur; read: ${shown}, ${list}`),
    ...[...jumps].map(
      head => `${head} jumps where its argument is 0, and has no derivative there; --distributions has dirac`,
    ),
    ...warnings,
  ]
}

/** Whether a derivative could be taken with jumps, and is not. */
const knowsDistributions = ({ verb, options, at }: Request): boolean =>
  verb.row.takes.includes('distributions') && options.distributions !== true && at.size === 0
