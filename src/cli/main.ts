/** The program behind the command `fluxion`; as a thread, what a session computes with. `launcher.cts` runs it. */
import { isMainThread, parentPort } from 'node:worker_threads'
import { serve, start } from './shell.js'

export function run(program: URL): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that stops early, as `fluxion ... | head -1` does, is no error; a full disk is one.
    if (error.code === 'EPIPE') return
    process.stderr.write(`fluxion: the answer could not be written: ${error.message}\n`)
    process.exitCode = 1
  })
  if (isMainThread) void start(program)
  else if (parentPort !== null) serve(parentPort)
}
