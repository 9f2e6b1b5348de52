/** Packages that need not be installed: what wants one imports it when it is wanted. */
import { FluxionError } from './errors.js'

/**
 * What catches an import, which bundlers then leave alone where they do not find it. Raises `FluxionError` with advice where a package, or a
 * file, is not there: as a module or, in the bundle of the command, by `require`.
 */
export const absent =
  (code: string, advice: string) =>
  (error: unknown): never => {
    if (error instanceof Error && 'code' in error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(error.code)))
      throw new FluxionError(code, advice)
    throw error
  }
