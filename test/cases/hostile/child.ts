/**
 * A process that makes one hostile call after another, told by messages, and answers what came of each. A thread beside it ends the
 * process when a call takes more of the processor than it may.
 */
import { Worker } from 'node:worker_threads'
import { type Call, callsOf } from './calls.js'
import { hostileInputs } from './inputs.js'

/** What came of a call: `answer`, the class of the library's error, or what is wrong. */
export interface Outcome {
  readonly kind: 'answer' | 'refused' | 'wrong'
  readonly text: string
  /** Seconds of the processor. */
  readonly seconds: number
  /** Megabytes that the process has held at most. */
  readonly memory: number
}

export interface Order {
  readonly call: string
  readonly input: number
}

const WATCH = `
const { workerData: { started, seconds } } = require('node:worker_threads')
setInterval(() => {
  const { user, system } = process.cpuUsage()
  if (started[0] > 0 && (user + system) / 1e6 - started[0] > seconds) process.kill(process.pid, 'SIGKILL')
}, 200)`

/** No message for people is longer. */
const LONGEST_MESSAGE = 2000

const library: typeof import('../../../src/index.js') = await import(process.env.FLUXION ?? '')
const inputs = hostileInputs(Number(process.env.SCALE ?? 1))
const calls = callsOf(library)
const started = new Float64Array(new SharedArrayBuffer(8))
new Worker(WATCH, { eval: true, workerData: { started, seconds: Number(process.env.SECONDS ?? 10) } }).unref()

const used = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** The answer is written as a person would see it. */
const written = (answer: unknown): string =>
  typeof answer === 'string'
    ? answer
    : Array.isArray(answer)
      ? library.text(answer)
      : typeof answer === 'object'
        ? shown(answer)
        : String(answer)

function shown(answer: object | null): string {
  const text = String(answer)
  return text === '[object Object]' ? JSON.stringify(answer) : text
}

function outcomeOf(call: Call, text: string): Pick<Outcome, 'kind' | 'text'> {
  try {
    return { kind: 'answer', text: written(call(text)).slice(0, 100) }
  } catch (error) {
    if (!(error instanceof library.FluxionError))
      return { kind: 'wrong', text: String((error as Error | undefined)?.stack).slice(0, 600) }
    const { name, code, message } = error
    const long = message.length > LONGEST_MESSAGE
    return {
      kind: long ? 'wrong' : 'refused',
      text: `${name} ${code}${long ? ` of ${message.length} letters` : ''}: ${message.slice(0, 160)}`,
    }
  }
}

process.on('message', ({ call, input }: Order) => {
  const run = calls[call]
  const text = inputs[input]?.text
  if (run === undefined || text === undefined) throw new Error(`there is no ${call} of ${input}`)
  const before = used()
  started[0] = before
  const outcome = outcomeOf(run, text)
  started[0] = 0
  process.send?.({
    ...outcome,
    seconds: used() - before,
    memory: process.resourceUsage().maxRSS / 1024,
  } satisfies Outcome)
})
process.send?.(Object.keys(calls))
