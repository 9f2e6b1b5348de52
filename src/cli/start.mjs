/** Starts the command in a clone, `npm run fluxion`, where it may not have been built yet. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const command = new URL('../../dist/command/main.cjs', import.meta.url)
if (existsSync(fileURLToPath(command))) await import(command.href)
else {
  console.error('fluxion: it is not built yet: npm ci, and then npm run build')
  process.exitCode = 1
}
