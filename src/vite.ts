/**
 * A plugin for Vite and Rollup: `import { f, slope } from './model.flx'` gives plain functions, and no algebra gets into the page. The types
 * are those that both bundlers share, so that neither has to be installed for the other.
 */
import { type Compiled, compiled, FLX, type FlxOptions } from './flx/plugin.js'

export type { FlxOptions } from './flx/plugin.js'

/** What a bundler is told: columns count from 0. */
export interface FlxLog {
  readonly message: string
  readonly id: string
  readonly loc: { readonly file: string; readonly line: number; readonly column: number }
  readonly frame?: string
}

/** What the plugin asks of the bundler. */
export interface FlxContext {
  error(log: FlxLog): never
  warn(log: FlxLog): void
}

export interface FlxPlugin {
  readonly name: string
  transform(this: FlxContext, text: string, id: string): { code: string; map: { mappings: '' } } | null
}

/** `plugins: [flx()]`. */
export const flx = (options: FlxOptions = {}): FlxPlugin => ({
  name: 'fluxion',
  transform(text, id) {
    if (!FLX.test(id)) return null
    const found: Compiled = compiled(id, text, options)
    if (found.error !== undefined) {
      const { reason, line, column, message } = found.error
      const frame = message.split('\n').slice(-2).join('\n')
      return this.error({ message: reason, id, loc: { file: id, line, column: column - 1 }, frame })
    }
    for (const { message, line, column } of found.warnings)
      this.warn({ message, id, loc: { file: id, line, column: column - 1 } })
    return { code: found.code, map: { mappings: '' } }
  },
})
