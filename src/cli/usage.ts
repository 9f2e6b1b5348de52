/** What is wrong with a command line, as against the formulas in it. */
import { FluxionError } from '../errors.js'

/** The command line cannot be understood: exit status 2. */
export class UsageError extends FluxionError {
  constructor(message: string) {
    super('usage', message)
  }
}

/** An option that a message writes as in JavaScript, `{ field: 'complex' }`, as it is written here. */
export const asFlags = (message: string): string =>
  message
    .replace(/\{ (\w+): '(\w+)' \}/gu, '--$1 $2')
    .replace(/\{ limits: \{ (?:milliseconds|steps) \} \}/gu, '--timeout SECONDS')
