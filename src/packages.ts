/** Packages that need not be installed: what wants one imports it when it is wanted. */
import { FluxionError } from './errors.js'

/** What an import brings. Raises `FluxionError` with advice where a package, or a file, is not there: as a module or, in the bundle of the command, by `require`. */
export async function installed<T>(load: () => Promise<T>, code: string, advice: string): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(error.code)))
      throw new FluxionError(code, advice)
    throw error
  }
}
