/** Expressions with vectors and matrices as text in another language: one function of sizes, arrays and numbers with all that was asked for. */
import { FluxionError } from '../../errors.js'
import { text } from '../../print/text.js'
import { assembled, type Drafted } from '../assembly.js'
import type { Language } from '../language.js'
import { type LanguageName, TABLES } from '../languages/index.js'
import { Names } from '../names.js'
import { type Root, symbolicProgram } from './program.js'
import type { Argument, TensorUnit } from './unit.js'

export interface TensorOrder {
  readonly language: LanguageName
  readonly name: string
  /** The names of all sizes, in order, and the arguments; a number has no axes. */
  readonly sizes: readonly string[]
  readonly arguments: readonly Argument[]
  /** Those with a name are results. */
  readonly roots: readonly Root[]
  readonly about: readonly string[]
  readonly main: boolean
}

export function emittedTensor(order: TensorOrder): string {
  const language = TABLES[order.language]
  const names = tensorNamesIn(language)
  const draft = draftedTensor(order, language, names.give(order.name), names)
  const { name, about } = draft
  return assembled(language, names, { name, about, functions: [draft], main: order.main, checks: [] })
}

/** The words for results are no names of users where arrays are not met, and names of results here. */
const tensorNamesIn = (language: Language): Names =>
  new Names({ ...language, words: language.words.replace(/\b(?:value|gradient|jacobian|hessian)\b/g, '') }, [])

/** One function, whose name is given. */
export function draftedTensor(
  order: Omit<TensorOrder, 'language'>,
  language: Language,
  name: string,
  names: Names,
): Drafted {
  if (language.tensors === undefined)
    throw new FluxionError(
      'no-emission',
      `vectors and matrices are not written in ${language.title}: ask for another language, or for their entries with form: components`,
    )
  const answers = order.roots.flatMap(r => (r.name === undefined ? [] : [names.give(r.name)]))
  const known = new Map([...order.sizes, ...order.arguments.map(a => a.name)].map(n => [n, names.give(n)] as const))
  const program = symbolicProgram(order.roots)
  const arrays = program.arrays.map(a =>
    a.role === 'input'
      ? (known.get(a.name) as string)
      : a.role === 'output'
        ? (answers[a.index] as string)
        : names.local(),
  )
  const nameOf = (symbol: string): string => known.get(symbol) as string
  const unit: TensorUnit = {
    name,
    sizes: order.sizes.map(nameOf),
    arguments: order.arguments.map(a => ({ name: nameOf(a.name), shape: a.shape })),
    program,
    arrays,
    nameOf,
    local: names.local,
    give: t => names.give(t),
    about: [
      ...order.about,
      ...layoutOf(
        order,
        nameOf,
        program.results.map(k => ({ name: arrays[k] as string, shape: program.arrays[k]?.shape ?? [] })),
      ),
    ],
  }
  const written = language.tensors(unit)
  return {
    name,
    about: unit.about,
    terms: written.terms,
    calls: written.calls,
    ...(written.before !== undefined && { before: written.before }),
    text: written.text,
    ...(written.declaration !== undefined && { declaration: written.declaration }),
    main: written.main,
  }
}

/** What the arguments and results are, and of which shape. */
function layoutOf(
  { sizes, arguments: args }: Pick<TensorOrder, 'sizes' | 'arguments'>,
  nameOf: (n: string) => string,
  results: readonly Argument[],
): string[] {
  const shaped = (name: string, shape: Argument['shape']): string =>
    shape.length === 0 ? name : `${name}[${shape.map(d => text(d)).join(', ')}]`
  return [
    '',
    `Arguments: ${[...sizes.map(s => `${nameOf(s)} (a size)`), ...args.map(a => shaped(nameOf(a.name), a.shape))].join(', ')}.`,
    `Results: ${results.map(r => shaped(r.name, r.shape)).join(', ')}.`,
  ]
}
