/**
 * What was typed, taken apart by `node:util`. An argument that merely begins with a minus sign (`-x^2`) is an
 * expression: only the options of options.ts, and words that begin with two dashes, are options.
 */
import { parseArgs } from 'node:util'
import { isGreekName } from '../parse/characters.js'
import { isConstantName } from '../parse/names.js'
import { splitAtCommas } from '../parse/statements.js'
import { diff } from '../verbs/index.js'
import { verbNamed } from '../verbs/list.js'
import type { Verb } from '../verbs/verb.js'
import { type WorkOptions, working } from '../work.js'
import { adviceForCommand, adviceForFlag } from './advice.js'
import {
  assignments,
  FORMATS,
  type Format,
  formatOfFile,
  givenBy,
  OPTION_ROWS,
  type OptionRow,
  oneOf,
  optionRow,
  positive,
  readOption,
} from './options.js'
import { readPoint } from './point-file.js'
import { UsageError } from './usage.js'
import { valuesAmong, withPlainNames } from './words.js'

export { commandOf, VERBS, verbNamed } from '../verbs/list.js'

/** What the command line does beside the verbs. */
export const OWN_COMMANDS = ['help', 'completion', 'notes', 'build'] as const

export interface Request {
  /** Undefined where a command of its own is asked for. */
  readonly verb: Verb
  readonly own: (typeof OWN_COMMANDS)[number] | undefined
  /** Whether no command was typed, so that it is diff. */
  readonly isImplied: boolean
  /** What stands after the command. */
  readonly words: readonly string[]
  readonly at: ReadonlyMap<string, string>
  /** The options of the library. */
  readonly options: Readonly<Record<string, unknown>>
  /** The flags that were typed. */
  readonly flags: readonly string[]
  readonly format: Format
  readonly equation: boolean
  readonly from: string | undefined
  /** What `notes` writes. */
  readonly to: string | undefined
  readonly watch: boolean
  /** The languages that `build` writes. */
  readonly emit: readonly string[]
  /** The table that a query is run over, and the database that holds it. */
  readonly over: string | undefined
  readonly database: string | undefined
  /** The file that the answer is written to. */
  readonly output: string | undefined
  readonly help: boolean
  readonly version: boolean
  /** Looked at while the work goes on: ends it, or shows that it goes on. */
  readonly signal?: WorkOptions['signal']
}

/** Does a work within the limits of a request. */
export const limited = <T>({ options, signal }: Request, work: () => T): T =>
  working({ limits: (options as WorkOptions).limits, signal }, work)

/** A mark in front of positional arguments that begin with a minus sign, so that they are not taken for options. */
const SHIELD = '\u0000'

const shield = (argument: string): string =>
  argument.length > 1 && argument.startsWith('-') && !/^(--|-[hVo]$)/.test(argument) ? SHIELD + argument : argument

const unshield = (argument: string): string => (argument.startsWith(SHIELD) ? argument.slice(1) : argument)

/** Reads the arguments after `fluxion`. Raises `UsageError`. */
export function readArguments(argv: readonly string[]): Request {
  const { values, words } = split(argv)
  const text = (flag: string): string | undefined => values.get(flag)?.[0]
  const own = OWN_COMMANDS.find(name => name === words[0])
  const named = own === undefined ? verbNamed(words[0]) : undefined
  if (own === undefined && named === undefined) refuseCommand(words)
  const verb = named ?? diff
  const output = text('output')
  const seconds = text('timeout')
  const isFormula = /^\s*=[^=]/.test(words[named === undefined ? 0 : 1] ?? '')
  // What begins so was copied from a cell.
  if (isFormula && givenBy('input', verb.row) === 'syntax' && !values.has('input')) values.set('input', ['spreadsheet'])
  const library = [...values].flatMap(([flag, texts]) => {
    const option = givenBy(flag, verb.row)
    return option === undefined
      ? []
      : [[option, optionRow(flag)?.value ? readOption(flag, texts, verb.row) : true] as const]
  })
  const given = named === undefined && own === undefined ? words : words.slice(1)
  const point = own === undefined ? valuesAmong(verb, given) : []
  return {
    verb,
    own,
    isImplied: named === undefined && own === undefined,
    words: given.filter(word => !point.includes(word)).map((word, k) => (k === 0 ? word : withPlainNames(word))),
    at: pointOf([...(values.get('at') ?? []), ...point], text('at-file')),
    options: {
      ...Object.fromEntries(library.filter(([, value]) => value !== undefined)),
      // Who says how long it may take means no other measure of work.
      ...(seconds !== undefined && {
        limits: { milliseconds: 1000 * positive(seconds, '--timeout'), steps: Number.MAX_SAFE_INTEGER },
      }),
    },
    flags: [...values.keys()],
    format: oneOf(
      text('format') ?? (output && formatOfFile(output)) ?? (values.has('equation') ? 'latex' : 'text'),
      FORMATS,
      '--format',
    ),
    equation: values.has('equation'),
    from: text('from'),
    to: text('to'),
    watch: values.has('watch'),
    emit: (values.get('emit') ?? []).flatMap(splitAtCommas).map(t => t.trim()),
    over: text('over'),
    database: text('database'),
    output,
    help: values.has('help'),
    version: values.has('version'),
  }
}

/** Options of commands of their own say nothing to the others, where they would be taken for what those have. */
export function refuseForeign({ to, emit }: Pick<Request, 'to' | 'emit'>): void {
  if (to !== undefined)
    throw new UsageError('--to is an option of notes; a language is named by emit --language, a format by --format')
  if (emit.length > 0) throw new UsageError('--emit is an option of build; the command is emit, with --language')
}

/** The values of `--at`, and those of the file of `--at-file`. */
function pointOf(texts: readonly string[], file: string | undefined): Map<string, string> {
  const at = assignments(texts, '--at', OPTION_ROWS.at.value)
  if (file === undefined) return at
  for (const [name, value] of readPoint(file)) {
    if (at.has(name)) throw new UsageError(`--at and --at-file both give ${name} a value`)
    at.set(name, value)
  }
  return at
}

/**
 * A bare word of several letters is a command, not an expression: a misspelt one would answer a silent 1 or 0. Names of Greek letters and
 * constants may stand alone.
 */
function refuseCommand(words: readonly string[]): void {
  const [first = '', ...others] = words
  if (!/^[A-Za-z]{2,}$/.test(first) || isGreekName(first) || isConstantName(first)) return
  throw new UsageError(
    `there is no command ${first}; ${adviceForCommand(first, OWN_COMMANDS)}\na name is differentiated by: fluxion diff ${first} ${others[0] ?? first}`,
  )
}

function split(argv: readonly string[]): { values: Map<string, readonly string[]>; words: readonly string[] } {
  const rows = Object.keys(OPTION_ROWS).map(flag => [flag, optionRow(flag) as OptionRow] as const)
  const options = Object.fromEntries(
    rows.map(([flag, { value, short }]) => [
      flag,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(short && { short }),
      },
    ]),
  )
  const { values, positionals } = parsed(argv, options)
  const found = new Map<string, readonly string[]>()
  for (const [flag, given] of Object.entries(values)) {
    const texts = (given ?? []).map(v => unshield(String(v)))
    const row = optionRow(flag) as OptionRow
    if (row.value !== undefined && row.multiple !== true && texts.length > 1)
      throw new UsageError(`--${flag} is given ${texts.length} times`)
    found.set(flag, texts)
  }
  return { values: found, words: positionals.map(unshield) }
}

type Switches = Readonly<Record<string, { readonly type: 'boolean' | 'string'; readonly multiple: boolean }>>

interface Parsed {
  readonly values: Readonly<Record<string, readonly (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
}

function parsed(argv: readonly string[], options: Switches): Parsed {
  try {
    return parseArgs({ args: argv.map(shield), options, allowPositionals: true }) as Parsed
  } catch (error) {
    // node's messages advise on its own conventions; the first sentence says what is wrong.
    const message = error instanceof Error ? error.message : String(error)
    const said = message.split('. ')[0]?.replaceAll(SHIELD, '') ?? message
    const flag = /^Unknown option '--([\w-]+)/.exec(said)?.[1]
    const advice = flag === undefined ? undefined : adviceForFlag(flag)
    if (flag === undefined) throw new UsageError(said)
    throw new UsageError(`there is no option --${flag}${advice === undefined ? '' : `; ${advice}`}`)
  }
}
