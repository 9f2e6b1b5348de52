/**
 * The command `fluxion`: a thin shell over the library. Results go to standard output and nothing else does;
 * diagnostics go to standard error. Exit status: 0 done, 1 a check did not hold or there is no answer, 2 the input or
 * the usage was wrong.
 */
import { readFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { BudgetError, FluxionError } from '../errors.js'
import { type Request, readArguments, UsageError } from './arguments.js'
import { exitStatus, run } from './commands.js'
import { help } from './help.js'
import { errorJson, sentence, show } from './output.js'

interface Result {
  readonly status: 0 | 1 | 2
  readonly output: string
  readonly diagnostics: string
}

const done = (output: string): Result => ({ status: 0, output, diagnostics: '' })

/** Everything the command does, apart from the streams of the process: for the shell below and for tests. */
export async function main(argv: readonly string[], input: () => Promise<string | undefined>): Promise<Result> {
  let request: Request | undefined
  try {
    request = readArguments(argv)
    if (request.version) return done(version())
    if (request.help || argv.length === 0) return done(help())
    return await answer(request, input)
  } catch (error) {
    if (!(error instanceof FluxionError)) throw error
    // One JSON object comes out whatever happened, also when the arguments themselves were wrong.
    const json = request ? request.format === 'json' : argv.join(' ').includes('--format json')
    return {
      status: exitStatus(error),
      output: json ? JSON.stringify(errorJson(error)) : '',
      diagnostics: `fluxion: ${error.message}${advice(error)}`,
    }
  }
}

/** Where the command line itself can help. */
function advice(error: FluxionError): string {
  if (error instanceof UsageError) return '\n`fluxion --help` shows examples'
  const long = error instanceof BudgetError && (error.limit === 'nodes' || error.limit === 'characters')
  return long ? '\n`--shared` prints the shared form' : ''
}

async function answer(request: Request, input: () => Promise<string | undefined>): Promise<Result> {
  const expression = request.expression ?? (await input())
  if (expression === undefined) throw new UsageError(`${request.verb} needs an expression`)
  const found = run(request, expression)
  const output = await show(found, request, expression)
  const { certificate, report } = found
  const holds = report?.ok !== false && (certificate?.verdict ?? 'verified') === 'verified'
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
  return process.stdin.isTTY ? undefined : (await readAll(process.stdin)).replace(/\r?\n$/, '')
}

const write = (stream: NodeJS.WriteStream, text: string): void => {
  if (text !== '') stream.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Runs when this file is the program, not when a test imports it. */
export async function start(): Promise<void> {
  const result = await main(process.argv.slice(2), standardInput)
  write(process.stdout, result.output)
  write(process.stderr, result.diagnostics)
  process.exitCode = result.status
}
