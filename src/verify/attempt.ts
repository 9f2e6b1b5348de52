/** What may have no answer. */
import { FluxionError } from '../errors.js'

/** Undefined where the library says that there is none. */
export function attempted<T>(find: () => T): T | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof FluxionError) return undefined
    throw error
  }
}
