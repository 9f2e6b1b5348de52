/** What plugins of bundlers have in common: an expression file as a module, its types beside it, and what is to be said of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ModelError } from './error.js'
import { bundled, filesOf, typesFile } from './files.js'
import { type Model, readModel, type Warning } from './model.js'

export interface FlxOptions {
  /** Writes `model.d.flx.ts` beside `model.flx`, which TypeScript reads with `allowArbitraryExtensions`. */
  readonly types?: boolean
}

/** The files that are meant. */
export const FLX = /\.flx$/

/** A module, or what is wrong. */
export type Compiled =
  | { readonly code: string; readonly warnings: readonly Warning[]; readonly error?: undefined }
  | { readonly error: ModelError }

/** The module of a file. What is wrong in the file is answered; anything else is raised. */
export function compiled(file: string, text: string, { types = false }: FlxOptions): Compiled {
  const name = basename(file).replace(FLX, '')
  try {
    const model = readModel({ file, text })
    const code = bundled(model, name)
    if (types) writeTypes(model, file, name)
    return { code, warnings: model.warnings }
  } catch (error) {
    if (error instanceof ModelError) return { error }
    throw error
  }
}

/** Written only where it changes: whoever watches the folder is not told of nothing. */
function writeTypes(model: Model, file: string, name: string): void {
  const path = join(dirname(file), typesFile(name))
  const [types] = filesOf(model, 'types', name)
  if (types === undefined || (existsSync(path) && readFileSync(path, 'utf8') === types.text)) return
  writeFileSync(path, types.text)
}
