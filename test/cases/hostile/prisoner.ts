/** Runs hostile calls in a process of their own, with a bound on its memory and on the time that each call may take of the processor. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Order, Outcome } from './child.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export interface Bounds {
  /** Seconds of the processor. */
  readonly seconds: number
  /** Megabytes. */
  readonly memory: number
}

/** A process that is started again whenever a call has ended it. */
export class Prisoner {
  private child: ChildProcess | undefined
  readonly bounds: Bounds
  calls: readonly string[] = []

  constructor(bounds: Bounds) {
    this.bounds = bounds
  }

  async start(): Promise<ChildProcess> {
    if (this.child !== undefined) return this.child
    const { seconds, memory } = this.bounds
    const child = fork(here('child.ts'), [], {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${memory}`],
      env: { ...process.env, FLUXION: here('../../../dist/index.js'), SECONDS: String(seconds) },
      silent: true,
    })
    const [names] = (await once(child, 'message')) as [readonly string[]]
    this.calls = names
    this.child = child
    return child
  }

  async run(order: Order): Promise<Outcome> {
    const child = await this.start()
    const outcome = await new Promise<Outcome>(resolve => {
      const done = (result: Outcome): void => {
        child.removeAllListeners()
        resolve(result)
      }
      child.once('message', message => done(message as Outcome))
      child.once('exit', (code, signal) => {
        this.child = undefined
        const text =
          signal === 'SIGKILL' ? `took more than ${this.bounds.seconds} s` : `ended with ${signal ?? code}: no memory`
        done({ kind: 'wrong', text, seconds: 0, memory: 0 })
      })
      child.send(order)
    })
    // What one call has held is not counted for the next.
    if (outcome.memory > this.bounds.memory / 2) this.end()
    return outcome
  }

  end(): void {
    this.child?.kill('SIGKILL')
    this.child = undefined
  }
}
