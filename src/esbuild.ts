/** A plugin for esbuild: `import { f, slope } from './model.flx'` gives plain functions, and no algebra gets into the bundle. */
import { readFile } from 'node:fs/promises'
import { type Compiled, compiled, FLX, type FlxOptions } from './flx/plugin.js'

export type { FlxOptions } from './flx/plugin.js'

/** A message of esbuild: lines count from 1, columns from 0 and in bytes. */
export interface FlxMessage {
  readonly text: string
  readonly location: {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly length?: number
    readonly lineText?: string
  }
}

export interface FlxLoaded {
  contents?: string
  loader?: 'js'
  errors?: FlxMessage[]
  warnings?: FlxMessage[]
  watchFiles: string[]
}

/** What the plugin asks of esbuild. */
export interface FlxBuild {
  onLoad(options: { filter: RegExp }, callback: (args: { path: string }) => Promise<FlxLoaded>): void
}

export interface FlxEsbuildPlugin {
  name: string
  setup(build: FlxBuild): void
}

const bytes = (text: string): number => Buffer.byteLength(text)

/** `plugins: [flx()]`. */
export const flx = (options: FlxOptions = {}): FlxEsbuildPlugin => ({
  name: 'fluxion',
  setup(build) {
    build.onLoad({ filter: FLX }, async ({ path }) => loaded(path, await readFile(path, 'utf8'), options))
  },
})

function loaded(path: string, text: string, options: FlxOptions): FlxLoaded {
  const found: Compiled = compiled(path, text, options)
  const watchFiles = [path]
  if (found.error !== undefined) {
    const { reason, line, column, length, lineText } = found.error
    const start = column - 1
    const location = {
      file: path,
      line,
      column: bytes(lineText.slice(0, start)),
      length: bytes(lineText.slice(start, start + length)),
      lineText,
    }
    return { errors: [{ text: reason, location }], watchFiles }
  }
  const lines = text.split('\n')
  const warnings = found.warnings.map(({ message, line, column }) => ({
    text: message,
    location: { file: path, line, column: bytes((lines[line - 1] ?? '').slice(0, column - 1)) },
  }))
  return { contents: found.code, loader: 'js', warnings, watchFiles }
}
