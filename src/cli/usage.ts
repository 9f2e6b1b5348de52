/** What is wrong with a command line, as against the formulas in it. */
import { FluxionError } from '../errors.js'

/** The command line cannot be understood: exit status 2. */
export class UsageError extends FluxionError {
  constructor(message: string) {
    super('usage', message)
  }
}

/** What is done with a file; what the system has against it is wrong with the command line. Raises `UsageError`. */
export function withFile<T>(what: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new UsageError(`${what}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
