/** The thread in which a session computes: it answers command lines one after the other, and can be ended at any moment. */
import { parentPort } from 'node:worker_threads'
import { main } from './shell.js'

parentPort?.on('message', async (argv: readonly string[]) => {
  parentPort?.postMessage(await main(argv, async () => undefined, 'session'))
})
