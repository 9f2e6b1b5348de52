/** The program behind the command `fluxion`; as a thread, what a session computes with. `launcher.cts` runs it. */
import { serve, start } from './shell.js'

export function run(program: URL): void {
  // A thread has no words. To ask what runs here takes longer than most answers, so that it is asked only where there are none.
  if (process.argv.length > 2) void start(program)
  else void begin(program)
}

async function begin(program: URL): Promise<void> {
  const { isMainThread, parentPort } = await import('node:worker_threads')
  if (isMainThread) await start(program)
  else if (parentPort !== null) serve(parentPort)
}
