/** What is wrong with a command line, as against the formulas in it. */
import { FluxionError } from '../errors.js'

/** The command line cannot be understood: exit status 2. */
export class UsageError extends FluxionError {
  constructor(message: string) {
    super('usage', message)
  }
}
