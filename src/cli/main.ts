#!/usr/bin/env node
/** The program behind the command `fluxion`. */
import { start } from './shell.js'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that stops early, as `fluxion ... | head -1` does, is no error; a full disk is one.
  if (error.code === 'EPIPE') return
  process.stderr.write(`fluxion: the answer could not be written: ${error.message}\n`)
  process.exitCode = 1
})
await start()
