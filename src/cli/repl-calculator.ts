/** Command lines computed in a thread of their own, so that the terminal stays alive and a computation can be ended. */
import { Worker } from 'node:worker_threads'
import type { Result } from './result.js'

export class Calculator {
  readonly #program: URL
  #worker: Worker | undefined
  #interrupt: (() => void) | undefined

  /** `program` is the file of the command, which serves as a thread, too. */
  constructor(program: URL) {
    this.#program = program
  }

  /** Starts the thread before it is needed. */
  start(): Worker {
    this.#worker ??= new Worker(this.#program)
    this.#worker.unref()
    return this.#worker
  }

  readonly calculate = (argv: readonly string[]): Promise<Result> =>
    new Promise((resolve, reject) => {
      const worker = this.start()
      const done = (settle: () => void): void => {
        worker.off('message', onMessage)
        worker.off('error', onError)
        this.#interrupt = undefined
        worker.unref()
        settle()
      }
      const onMessage = (result: Result): void => done(() => resolve(result))
      const onError = (error: unknown): void => {
        this.#worker = undefined
        done(() => reject(error))
      }
      this.#interrupt = () => {
        this.#worker = undefined
        void worker.terminate()
        done(() => resolve({ status: 1, output: '', diagnostics: 'interrupted', shows: 'answer' }))
      }
      worker.ref()
      worker.on('message', onMessage)
      worker.on('error', onError)
      worker.postMessage(argv)
    })

  /** Ends the computation under way, if there is one. */
  interrupt(): boolean {
    const interrupt = this.#interrupt
    interrupt?.()
    return interrupt !== undefined
  }

  end(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
  }
}
