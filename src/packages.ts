/** Packages that need not be installed: what wants one imports it when it is wanted. */

/** Whether an import failed because a package, or a file, is not there: as a module or, in the bundle of the command, by `require`. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(error.code))
