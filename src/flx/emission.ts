/** The exports of an expression file as one text in another language, or as the types of such a text. */

import type { Wanted } from '../emit/emit.js'
import type { Check, Known } from '../emit/language.js'
import type { LanguageName } from '../emit/languages/index.js'
import { emittedModule, type FunctionOrder, type Module, type ModuleOrder } from '../emit/module.js'
import { shapeOf } from '../emit/results.js'
import { FluxionError } from '../errors.js'
import { takeApart } from '../evaluate/outputs.js'
import { list } from '../expr/build.js'
import { countNodes } from '../expr/walk.js'
import { signatureOf } from '../verbs/emit-tensors.js'
import { placing } from './error.js'
import type { Export } from './export.js'
import type { Model } from './model.js'
import { type Entries, extentsOf, flat } from './point.js'

/** Texts longer than this are not repeated in comments. */
const LONGEST = 1000

/** The text, and what declares its types, in languages that have such. `made` is the command that makes it again. */
export function moduleOf(model: Model, language: LanguageName, name: string, made: string): Module {
  try {
    return emittedModule(orderOf(model, language, name, made))
  } catch (error) {
    // Each export alone tells whether it is the one that the language cannot say.
    if (error instanceof FluxionError)
      for (const e of model.exports)
        placing(model.source, e.statement, new Map(), () =>
          emittedModule(orderOf({ ...model, exports: [e] }, language, name, made)),
        )
    throw error
  }
}

function orderOf(model: Model, language: LanguageName, name: string, made: string): ModuleOrder {
  const { exports } = model
  const [only] = exports
  return {
    language,
    name,
    functions: exports.map(functionOf),
    about: [...(exports.length === 1 && only ? aboutOf(only) : [`${exports.map(e => e.name).join(', ')}.`]), made],
    checks: exports.flatMap(e => checksOf(e, model)),
  }
}

function functionOf(e: Export): FunctionOrder {
  const about = aboutOf(e)
  if (e.kind === 'arrays') return { kind: 'arrays', name: e.name, about, ...signatureOf(e.results, e.arguments) }
  return { kind: 'numbers', name: e.name, about, arguments: e.arguments, wanted: [wantedOf(e)] }
}

function wantedOf({ results }: Export): Wanted {
  const values = results.map(r => r.value)
  const [only] = values
  const value = values.length === 1 && only !== undefined ? only : list(values)
  const { roots } = takeApart(value)
  return { name: 'value', shape: shapeOf(value, roots.length), roots }
}

/** `slope(w, x) = gradient f by w, x`, and the formulas. */
export function aboutOf({ name, arguments: args, says, results }: Export): string[] {
  const first = `${name}(${args.join(', ')}) = ${says}`
  const formulas = results.map(r => (countNodes(r.value) > LONGEST ? '...' : String(r.value)))
  const shown = formulas.map((f, k) => (results.length === 1 ? f : `${results[k]?.name} = ${f}`))
  return [first, ...shown.filter(f => f.length <= LONGEST && f !== says).map(f => `  ${f}`)].map(line =>
    line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line,
  )
}

/** What is known of an export at the points. */
const checksOf = (e: Export, { points }: Model): readonly Check[] =>
  points.flatMap(({ values, results }) => {
    const found = results.get(e.name)
    const all = found && e.results.map(r => knownOf(found.get(r.name) as Entries))
    const given = e.arguments.map(a => knownOf(values.get(a) ?? []))
    if (all === undefined) return []
    if (e.kind === 'arrays') return arrayChecks(e, given, all)
    const [{ entries } = { entries: [] }] = all
    return [{ name: e.name, arguments: given, results: [{ shape: wantedOf(e).shape, entries }] }]
  })

const knownOf = (entries: Entries): Known => ({ shape: extentsOf(entries), entries: flat(entries) })

/** None where sizes are told by no array alone: the point does not say them. */
function arrayChecks(e: Export, given: readonly Known[], results: readonly Known[]): readonly Check[] {
  const { sizes, arguments: args } = signatureOf(e.results, e.arguments)
  // A column where a vector is declared is that vector.
  const fitted = given.map((k, i) => (args[i]?.shape.length === 1 ? { ...k, shape: [k.entries.length] } : k))
  const known = new Map(
    args.flatMap((a, i) =>
      a.shape.flatMap((d, axis) => (d.kind === 'sym' ? [[d.name, fitted[i]?.shape[axis]] as const] : [])),
    ),
  )
  const told = sizes.map(s => known.get(s)).filter(n => n !== undefined)
  return told.length < sizes.length ? [] : [{ name: e.name, sizes: told, arguments: fitted, results }]
}
