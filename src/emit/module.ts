/**
 * Several functions as one text in another language: each has its name and its comment, and the routines that they call stand there once.
 */
import { assembled, type Drafted } from './assembly.js'
import { drafted, type Order, PARTS } from './emit.js'
import type { Check } from './language.js'
import { type LanguageName, TABLES } from './languages/index.js'
import { Names } from './names.js'
import { draftedTensor, type TensorOrder } from './tensor/emit.js'

type Common = 'language' | 'main'

/** A function of numbers, or of arrays. */
export type FunctionOrder =
  | ({ readonly kind: 'numbers' } & Omit<Order, Common>)
  | ({ readonly kind: 'arrays' } & Omit<TensorOrder, Common>)

export interface ModuleOrder {
  readonly language: LanguageName
  readonly name: string
  readonly functions: readonly FunctionOrder[]
  readonly about: readonly string[]
  /** Known values, by the names of the orders. */
  readonly checks: readonly Check[]
}

export interface Module {
  readonly text: string
  /** The same without what it computes, in languages that write types apart. */
  readonly declarations: string
}

/** The text of a module. Raises `FluxionError` 'no-emission' for what the language cannot say. */
export function emittedModule({ language: target, name, functions, about, checks }: ModuleOrder): Module {
  const language = TABLES[target]
  const names = new Names(language, PARTS)
  const titles = new Map(functions.map(f => [f.name, names.give(f.name)] as const))
  const title = (given: string): string => titles.get(given) as string
  const drafts = functions.map((f): Drafted => {
    const own = { ...f, main: false }
    // The parts of results are no names of users among numbers, and names of results among arrays.
    return own.kind === 'numbers'
      ? drafted(own, language, title(f.name), names.scope())
      : draftedTensor(own, language, title(f.name), names.scope(PARTS))
  })
  const others = [...titles].filter(([given, made]) => given !== made)
  const aliases = others.length === 0 ? undefined : language.aliases?.(others)
  const text = assembled(language, names, {
    name,
    about,
    functions: drafts,
    main: false,
    checks: checks.map(c => ({ ...c, name: title(c.name) })),
  })
  const declared = drafts.flatMap(d => (d.declaration === undefined ? [] : [language.comment(d.about), d.declaration]))
  const ending = aliases === undefined ? '' : `\n${aliases}\n`
  return { text: text + ending, declarations: `${[language.comment(about), ...declared].join('\n')}\n${ending}` }
}
