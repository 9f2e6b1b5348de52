/** The files that an expression file becomes: one for each language, and the types of the file itself for TypeScript. */
import { LANGUAGES, type LanguageName, TABLES } from '../emit/languages/index.js'
import { aboutOf, moduleOf } from './emission.js'
import type { Model } from './model.js'
import type { Entries } from './point.js'

/** `types` is what TypeScript reads for an import of the file, with `allowArbitraryExtensions`. */
export type BuildTarget = LanguageName | 'types'
export const BUILD_TARGETS: readonly BuildTarget[] = [...LANGUAGES, 'types']

export interface BuiltFile {
  readonly name: string
  readonly text: string
}

/** The files of a target; `name` is that of the expression file without its ending. Raises `ModelError`. */
export function filesOf(model: Model, target: BuildTarget, name: string): readonly BuiltFile[] {
  const made = `Made by: fluxion build ${name}.flx --emit ${target}`
  if (target === 'types') return [{ name: typesFile(name), text: moduleOf(model, 'js', name, made).declarations }]
  // A file of MATLAB shows its first function to others, and has the name of that.
  if (target === 'matlab')
    return model.exports.map(e => ({
      name: `${e.name}.m`,
      text: moduleOf({ ...model, exports: [e] }, target, e.name, made).text,
    }))
  const { text, declarations } = moduleOf(model, target, name, made)
  const file = { name: name + TABLES[target].ending, text }
  return target === 'js' ? [file, { name: `${name}.d.ts`, text: declarations + checkDeclared(text) }] : [file]
}

/** Of `model.flx` it is `model.d.flx.ts`. */
export const typesFile = (name: string): string => `${name}.d.flx.ts`

/** A module with known values has one more function, which compares them. */
const checkDeclared = (text: string): string => {
  const [, head] = /^(export function selfTest_*\()\)/m.exec(text) ?? []
  return head === undefined
    ? ''
    : `/** The functions whose values differ from those that are known of them. */\n${head}): string[]\n`
}

/** The module that a bundler gets: functions alone. */
export const bundled = (model: Model, name: string): string =>
  moduleOf({ ...model, points: [] }, 'js', name, `From ${name}.flx.`).text

/** Each export with its formulas, and its values at the points. */
export function reportOf({ exports, points }: Model): string {
  return exports
    .map(e => {
      const values = points.flatMap(({ says, results }) => {
        const found = results.get(e.name)
        if (found === undefined) return []
        const shown = [...found].map(([result, v]) =>
          found.size === 1 ? shownEntries(v) : `${result} = ${shownEntries(v)}`,
        )
        return [`  at ${says}: ${shown.join(', ')}`]
      })
      return [...aboutOf(e), ...values].join('\n')
    })
    .join('\n')
}

const shownEntries = (v: Entries): string => (typeof v === 'number' ? String(v) : `[${v.map(shownEntries).join(', ')}]`)
