#!/usr/bin/env node
/** The program behind the command `fluxion`. */
import { start } from './shell.js'

// A reader that stops early, as `fluxion ... | head -1` does, is no error.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
})
await start()
