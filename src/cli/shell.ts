/**
 * The command `fluxion`: a thin shell over the library. Results go to standard output and nothing else does;
 * diagnostics go to standard error. Exit status: 0 done, 1 a check did not hold or there is no answer, 2 the input or
 * the usage was wrong.
 */
import { readFileSync, watch, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { BudgetError, FluxionError } from '../errors.js'
import { type Request, readArguments } from './arguments.js'
import { exitStatus, run } from './commands.js'
import { completion } from './completion.js'
import { helpOn, overview, verbHelp } from './help.js'
import { problemsIn } from './lines.js'
import { notes, type Progress } from './notes.js'
import { errorJson, sentence, show } from './output.js'
import { UsageError } from './usage.js'

type Status = 0 | 1 | 2

interface Result {
  readonly status: Status
  readonly output: string
  readonly diagnostics: string
  /** The file whose changes ask for another run. */
  readonly watch?: string
}

const done = (output: string): Result => ({ status: 0, output, diagnostics: '' })

/** Everything the command does, apart from the streams of the process: for the shell below and for tests. */
export async function main(
  argv: readonly string[],
  input: () => Promise<string | undefined>,
  progress: Progress = () => {},
): Promise<Result> {
  let request: Request | undefined
  try {
    request = readArguments(argv)
    if (request.version) return done(version())
    if (argv.length === 0 || (request.help && argv.length === 1)) return done(overview())
    if (request.own === 'completion') return done(completion(request.words[0] ?? ''))
    if (request.own === 'help') return done(helpOn(request.words[0]))
    if (request.own === 'notes') return request.help ? done(helpOn('notes')) : await lesson(request, progress)
    if (request.help) return done(verbHelp(request.verb))
    return written(await answers(request, input), request.output)
  } catch (error) {
    // One JSON object comes out whatever happened, also when the arguments themselves were wrong.
    const json = request ? request.format === 'json' : argv.join(' ').includes('--format json')
    return failure(error, json)
  }
}

async function lesson(request: Request, progress: Progress): Promise<Result> {
  const { output, diagnostics, failed } = await notes(request, progress)
  const result = written({ status: failed ? 1 : 0, output, diagnostics: diagnostics.join('\n') }, request.output)
  const [file] = request.words
  return request.watch && file !== undefined ? { ...result, watch: file } : result
}

/** The answer in the file that was asked for. Raises `UsageError`. */
function written(result: Result, file: string | undefined): Result {
  if (file === undefined || result.output === '') return result
  try {
    writeFileSync(file, `${result.output.trimEnd()}\n`)
  } catch (error) {
    throw new UsageError(`--output ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { ...result, output: '' }
}

function failure(error: unknown, json: boolean, line?: number): Result {
  if (!(error instanceof FluxionError)) throw error
  const place = line === undefined ? '' : `line ${line}: `
  return {
    status: exitStatus(error),
    output: json ? JSON.stringify(errorJson(error)) : '',
    diagnostics: `fluxion: ${place}${error.message}${advice(error)}`,
  }
}

/** Where the command line itself can help. */
function advice(error: FluxionError): string {
  if (error instanceof UsageError) return '\n`fluxion --help` shows examples'
  const long = error instanceof BudgetError && (error.limit === 'nodes' || error.limit === 'characters')
  return long ? '\n`--shared` prints the shared form' : ''
}

/** One problem from the words, or each of those from a file or standard input. */
async function answers(request: Request, input: () => Promise<string | undefined>): Promise<Result> {
  const [expression] = request.words
  if (expression !== undefined && expression !== '-' && request.from === undefined) return answer(request, expression)
  const text = request.from === undefined ? await input() : fileText(request.from)
  const problems = problemsIn(text ?? '')
  // The words are those after the expression, which now comes from elsewhere.
  const others = request.from === undefined || expression === '-' ? request.words.slice(1) : request.words
  const each = { ...request, words: ['-', ...others] }
  const [first, ...more] = problems
  if (first === undefined)
    throw new UsageError(`${request.verb.row.command ?? request.verb.row.name} needs an expression`)
  if (more.length === 0) return answer(each, first.text)
  const results: Result[] = []
  for (const { text, line } of problems) {
    try {
      results.push(await answer(each, text))
    } catch (error) {
      results.push(failure(error, request.format === 'json', line))
    }
  }
  return {
    status: Math.max(...results.map(r => r.status)) as Status,
    output: results.flatMap(r => (r.output === '' ? [] : [r.output])).join('\n'),
    diagnostics: results.flatMap(r => (r.diagnostics === '' ? [] : [r.diagnostics])).join('\n'),
  }
}

function fileText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`--from ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function answer(request: Request, expression: string): Promise<Result> {
  const found = run(request, expression)
  const output = await show(found, request, expression)
  const { certificate, document } = found
  const fails = document !== undefined && 'ok' in document && document.ok === false
  const holds = !fails && (certificate?.verdict ?? 'verified') === 'verified'
  const verdict = request.verify && certificate !== undefined ? [sentence(certificate)] : []
  const warnings = request.format === 'json' ? [] : (found.warnings ?? [])
  return { status: holds ? 0 : 1, output, diagnostics: [...warnings, ...verdict, ...(found.notes ?? [])].join('\n') }
}

function version(): string {
  const file: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return String((file as { version: string }).version)
}

/** Standard input; nothing when a person sits at the terminal. */
async function standardInput(): Promise<string | undefined> {
  return process.stdin.isTTY ? undefined : readAll(process.stdin)
}

const write = (stream: NodeJS.WriteStream, text: string): void => {
  if (text !== '') stream.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** A bar on a terminal, once the work is long. */
function bar(): { readonly progress: Progress; readonly clear: () => void } {
  const start = Date.now()
  let isShown = false
  const clear = (): void => {
    if (isShown) process.stderr.write('\r\u001b[K')
    isShown = false
  }
  const progress: Progress = (done, total) => {
    if (!process.stderr.isTTY || Date.now() - start < PATIENCE) return
    const full = Math.round((done / total) * BAR)
    process.stderr.write(`\r[${'#'.repeat(full)}${' '.repeat(BAR - full)}] ${done}/${total}`)
    isShown = true
  }
  return { progress, clear }
}

const PATIENCE = 500
const BAR = 30

async function once(): Promise<Result> {
  const { progress, clear } = bar()
  const result = await main(process.argv.slice(2), standardInput, progress)
  clear()
  write(process.stdout, result.output)
  write(process.stderr, result.diagnostics)
  process.exitCode = result.status
  return result
}

/** Changes of a file come in bursts; editors write a new one in its place. */
const SETTLED = 100

/** Runs when this file is the program, not when a test imports it. */
export async function start(): Promise<void> {
  const { watch: file } = await once()
  if (file === undefined) return
  let timer: NodeJS.Timeout | undefined
  write(process.stderr, `watching ${file}; Ctrl-C ends`)
  watch(dirname(file), (_, name) => {
    if (name !== basename(file)) return
    clearTimeout(timer)
    timer = setTimeout(() => void once(), SETTLED)
  })
}
