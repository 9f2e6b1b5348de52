/**
 * A session on a terminal: lines are read, answered by a session (repl-session.ts) and shown, until the input ends. An input may have
 * several lines. Ctrl-C ends the computation under way, else the input that is being typed.
 */
import { createInterface, type Interface } from 'node:readline'
import { isOpen } from '../parse/lines.js'
import { isColoured, paint, painted, paintedErrors } from './colour.js'
import { Calculator } from './repl-calculator.js'
import { completions } from './repl-completion.js'
import { History, historyFile } from './repl-history.js'
import { type Calculate, type Reply, Session } from './repl-session.js'
import { spinner } from './spinner.js'

type Environment = Readonly<Record<string, string | undefined>>
type Output = NodeJS.WritableStream & { readonly isTTY?: boolean }

const PROMPT = '> '
const MORE = '. '

/** Opens a session, and ends with it; `program` is the file of the command. */
export async function converse(
  input: NodeJS.ReadableStream,
  output: Output,
  env: Environment,
  program: URL,
): Promise<void> {
  const calculator = new Calculator(program)
  calculator.start()
  try {
    await dialogue({ input, output, env, calculate: calculator.calculate, interrupt: () => calculator.interrupt() })
  } finally {
    calculator.end()
  }
}

export interface Dialogue {
  readonly input: NodeJS.ReadableStream
  readonly output: Output
  readonly env: Environment
  readonly calculate: Calculate
  /** Ends the computation under way; false where there is none. */
  readonly interrupt: () => boolean
}

export function dialogue({ input, output, env, calculate, interrupt }: Dialogue): Promise<void> {
  const session = new Session(calculate)
  const history = new History(historyFile(env))
  const lines = createInterface({
    input,
    output,
    terminal: output.isTTY === true,
    history: history.load(),
    historySize: 1000,
    removeHistoryDuplicates: true,
    prompt: PROMPT,
    completer: (line: string) => completions(line, session.names),
  })
  const isColour = isColoured(output, env)
  const write = (text: string): void => {
    if (text !== '') output.write(`${text}\n`)
  }
  const show = ({ output: text, diagnostics, shows }: Reply): void => {
    write(isColour ? painted(text, shows) : text)
    write(isColour ? paintedErrors(diagnostics) : diagnostics)
  }
  write(`Fluxion: derivatives. ${isColour ? paint(':help', 'bold') : ':help'} tells more, Ctrl-D leaves.`)
  if (history.trouble !== undefined) write(`history is not kept: ${history.trouble}`)

  return new Promise((resolve, reject) => {
    let typed: string[] = []
    let queue = Promise.resolve()
    let dropped = 0
    const answer = async (text: string, ticket: number): Promise<void> => {
      if (ticket < dropped) return
      const stop = output.isTTY === true ? spinner(output) : () => {}
      const reply = await session.answer(text).finally(stop)
      show(reply)
      if (reply.isOver) {
        dropped = Number.POSITIVE_INFINITY
        lines.close()
      } else prompt(lines, typed)
    }
    let tickets = 0
    // The array that the arrow keys walk through, the newest first.
    let recalled: string[] = []
    lines.on('history', all => {
      recalled = all
    })
    lines.on('line', line => {
      typed.push(line)
      const text = typed.join('\n')
      if (line.trim() !== '' && isOpen(text)) return prompt(lines, typed)
      const whole = typed
        .map(part => part.trim())
        .filter(Boolean)
        .join(' ')
      if (whole !== '') history.append(whole)
      if (typed.length > 1) recallWhole(recalled, typed, whole)
      typed = []
      const ticket = tickets++
      queue = queue.then(() => answer(text, ticket)).catch(reject)
    })
    lines.on('SIGINT', () => {
      // What was typed ahead goes with the computation that is ended.
      dropped = tickets
      if (interrupt()) return
      const isEmpty = typed.length === 0 && lines.line === ''
      typed = []
      clear(lines)
      write(isEmpty ? '\n(Ctrl-D or :quit leaves)' : '')
      if (!isEmpty) output.write('\n')
      prompt(lines, typed)
    })
    lines.on('close', () => {
      interruptAtEnd(input, interrupt)
      queue.then(() => resolve(), reject)
    })
    prompt(lines, typed)
  })
}

/** An input of several lines is recalled as one. */
function recallWhole(recalled: string[], typed: readonly string[], whole: string): void {
  for (const line of typed.toReversed()) if (recalled[0] === line) recalled.shift()
  recalled.unshift(whole)
}

/** On a terminal the end of the input ends the computation too; lines of a pipe are all answered. */
function interruptAtEnd(input: NodeJS.ReadableStream, interrupt: () => boolean): void {
  if ('isTTY' in input && input.isTTY === true) interrupt()
}

function prompt(lines: Interface, typed: readonly string[]): void {
  lines.setPrompt(typed.length === 0 ? PROMPT : MORE)
  lines.prompt()
}

/** Takes away what stands on the line. */
function clear(lines: Interface): void {
  lines.write(null, { ctrl: true, name: 'e' })
  lines.write(null, { ctrl: true, name: 'u' })
}
