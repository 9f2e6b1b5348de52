/**
 * The command `fluxion`: a thin shell over the library. Results go to standard output and nothing else does;
 * diagnostics go to standard error. Exit status: 0 done, 1 a check did not hold or there is no answer, 2 the input or
 * the usage was wrong.
 */

import { readFileSync, watch, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { FluxionError } from '../errors.js'
import { ModelError } from '../flx/error.js'
import { absent } from '../packages.js'
import { problemsIn } from '../parse/lines.js'
import { prepare } from '../verbs/verb.js'
import { limited, type Request, readArguments, refuseForeign } from './arguments.js'
import { build } from './build.js'
import { isColoured, painted, paintedErrors, type Shows } from './colour.js'
import { exitStatus, requireQuery, run } from './commands.js'
import { completion } from './completion.js'
import { helpOn, overview, verbHelp } from './help.js'
import { notes, type Progress } from './notes.js'
import { errorJson, labelled, meaningOf, sentence, show } from './output.js'
import type { Result, Status } from './result.js'
import { beats } from './spinner.js'
import { type Output, diagnostics as stderr, output as stdout } from './streams.js'
import { asCommand } from './translation.js'
import { UsageError, withFile } from './usage.js'

/** Who reads: a program, a person, or a person whose next input may use the answer. */
export type Audience = 'pipe' | 'terminal' | 'session'

const done = (output: string, shows: Shows = 'answer'): Result => ({ status: 0, output, diagnostics: '', shows })

/**
 * Everything the command does, apart from the streams of the process: for the shell below, for sessions and for tests. For
 * people the entries of a gradient are labelled; `progress` is told of long work, and `signal` is looked at during it.
 */
export async function main(
  argv: readonly string[],
  input: () => Promise<string | undefined>,
  audience: Audience = 'pipe',
  progress: Progress = () => {},
  signal: Request['signal'] = undefined,
): Promise<Result> {
  let request: Request | undefined
  prepare()
  try {
    request = { ...readArguments(argv), signal }
    if (request.version) return done(version())
    const given = argv.length === 0 ? await input() : undefined
    if (argv.length === 0 ? !given?.trim() : request.help && argv.length === 1) return done(overview(), 'help')
    if (request.own === 'completion') return done(completion(request.words[0] ?? ''))
    if (request.own === 'help') return done(helpOn(request.words[0]), 'help')
    if (request.own === 'notes') return request.help ? done(helpOn('notes'), 'help') : await lesson(request, progress)
    if (request.own === 'build') return request.help ? done(helpOn('build'), 'help') : built(request)
    refuseForeign(request)
    if (request.help) return done(verbHelp(request.verb), 'help')
    return written(await answers(request, given === undefined ? input : async () => given, audience), request.output)
  } catch (error) {
    // One JSON object comes out whatever happened, also when the arguments themselves were wrong.
    const json = request ? request.format === 'json' : argv.join(' ').includes('--format json')
    return failure(error, json)
  }
}

async function lesson(request: Request, progress: Progress): Promise<Result> {
  const { output, diagnostics, failed } = await notes(request, progress)
  const result = written(
    { status: failed ? 1 : 0, output, diagnostics: diagnostics.join('\n'), shows: 'answer' },
    request.output,
  )
  const [file] = request.words
  return request.watch && file !== undefined ? { ...result, watch: file } : result
}

/** A mistake in a file that is watched is told, and the file is watched on. */
function built(request: Request): Result {
  const [file] = request.words
  const watched = request.watch && file !== undefined ? { watch: file } : {}
  try {
    const { output, diagnostics } = limited(request, () => build(request))
    return { ...done(output), diagnostics: diagnostics.join('\n'), ...watched }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return { ...failure(error, request.format === 'json'), ...watched }
  }
}

/** The answer in the file that was asked for. Raises `UsageError`. */
function written(result: Result, file: string | undefined): Result {
  if (file === undefined || result.output === '') return result
  withFile(`--output ${file}`, () => writeFileSync(file, `${result.output.trimEnd()}\n`))
  return { ...result, output: '' }
}

function failure(error: unknown, json: boolean, line?: number): Result {
  if (!(error instanceof FluxionError)) throw error
  const place = line === undefined ? '' : `line ${line}: `
  return {
    status: exitStatus(error),
    output: json ? JSON.stringify(errorJson(error)) : '',
    diagnostics: `fluxion: ${place}${asCommand(error.message)}${advice(error)}`,
    shows: 'answer',
  }
}

/** Where the command line itself can help. */
const advice = (error: FluxionError): string => (error instanceof UsageError ? '\n`fluxion --help` shows examples' : '')

/** One problem from the words, or each of those from a file or standard input. */
async function answers(
  request: Request,
  input: () => Promise<string | undefined>,
  audience: Audience,
): Promise<Result> {
  const [expression] = request.words
  if (expression !== undefined && expression !== '-' && request.from === undefined)
    return answer(request, expression, audience)
  const text = request.from === undefined ? await input() : fileText(request.from)
  const problems = problemsIn(text ?? '')
  // The words are those after the expression, which now comes from elsewhere.
  const others = request.from === undefined || expression === '-' ? request.words.slice(1) : request.words
  const each = { ...request, words: ['-', ...others] }
  const [first, ...more] = problems
  if (first === undefined)
    throw new UsageError(`${request.verb.row.command ?? request.verb.row.name} needs an expression`)
  if (more.length === 0) return answer(each, first.text, audience)
  const results: Result[] = []
  for (const { text, line } of problems) {
    try {
      results.push(await answer(each, text, audience))
    } catch (error) {
      results.push(failure(error, request.format === 'json', line))
    }
  }
  return {
    status: Math.max(...results.map(r => r.status)) as Status,
    output: results.flatMap(r => (r.output === '' ? [] : [r.output])).join('\n'),
    diagnostics: results.flatMap(r => (r.diagnostics === '' ? [] : [r.diagnostics])).join('\n'),
    shows: results.at(-1)?.shows ?? 'answer',
  }
}

const fileText = (file: string): string => withFile(`--from ${file}`, () => readFileSync(file, 'utf8'))

async function answer(request: Request, expression: string, audience: Audience): Promise<Result> {
  if (request.over !== undefined || request.database !== undefined) return ofTable(request, expression)
  // One limit for all that is done for the answer.
  const [found, labels, shown] = limited(request, () => {
    const found = run(request, expression)
    const labels = audience === 'pipe' ? undefined : labelled(found, request)
    return [found, labels, labels ?? show(found, request, expression)] as const
  })
  const output = await shown
  const { certificate, document } = found
  const fails = typeof document === 'object' && 'ok' in document && document.ok === false
  const holds = !fails && (certificate?.verdict ?? 'verified') === 'verified'
  const verdict = request.options.verify === true && certificate !== undefined ? [sentence(certificate)] : []
  const warnings = request.format === 'json' ? [] : (found.warnings ?? [])
  const meaning = audience === 'session' ? meaningOf(found) : undefined
  return {
    status: holds ? 0 : 1,
    output,
    diagnostics: [...warnings.map(asCommand), ...verdict, ...(found.notes ?? [])].join('\n'),
    shows: labels === undefined ? (request.verb.row.group === 'checks' ? 'verdicts' : 'answer') : 'gradient',
    ...(meaning !== undefined && { meaning }),
  }
}

async function ofTable(request: Request, expression: string): Promise<Result> {
  requireQuery(request)
  const { overTable } = await tables()
  return { status: 0, shows: 'answer', ...(await overTable(request, expression)) }
}

/** What runs over tables is loaded when it is wanted; its package need not be installed. */
const tables = (): Promise<typeof import('./table.js')> =>
  import('./table.js').catch(absent('no-duckdb', 'tables are read by DuckDB: npm install @duckdb/node-api'))

function version(): string {
  const file: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return String((file as { version: string }).version)
}

/** Standard input; nothing when a person sits at the terminal. */
async function standardInput(): Promise<string | undefined> {
  if (process.stdin.isTTY) return undefined
  const { text } = await import('node:stream/consumers')
  return text(process.stdin)
}

const write = (stream: Output, text: string): void => {
  if (text !== '') stream.write(text.endsWith('\n') ? text : `${text}\n`)
}

async function once(): Promise<Result> {
  const { argv, env } = process
  const life = stderr.isTTY ? beats(text => writeSync(2, text)) : undefined
  const result = await main(argv.slice(2), standardInput, stdout.isTTY ? 'terminal' : 'pipe', life?.progress, life)
  life?.stop()
  const { status, output, diagnostics, shows } = result
  write(stdout, isColoured(stdout, env) ? painted(output, shows) : output)
  write(stderr, isColoured(stderr, env) ? paintedErrors(diagnostics) : diagnostics)
  process.exitCode = status
  return result
}

/** Changes of a file come in bursts; editors write a new one in its place. */
const SETTLED = 100

/** As a thread of a session, which can be ended at any moment: answers command lines one after the other. */
export function serve(session: MessagePort): void {
  session.on('message', async (argv: readonly string[]) => {
    session.postMessage(await main(argv, async () => undefined, 'session'))
  })
}

/** The command of this process; `program` is its file. */
export async function start(program: URL): Promise<void> {
  const { argv, env } = process
  if (argv.length === 2 && process.stdin.isTTY && stdout.isTTY) {
    const { converse } = await import('./repl.js')
    return converse(process.stdin, stdout.stream, env, program)
  }
  const { watch: file } = await once()
  if (file === undefined) return
  let timer: NodeJS.Timeout | undefined
  write(stderr, `watching ${file}; Ctrl-C ends`)
  watch(dirname(file), (_, name) => {
    if (name !== basename(file)) return
    clearTimeout(timer)
    timer = setTimeout(() => void once(), SETTLED)
  })
}
