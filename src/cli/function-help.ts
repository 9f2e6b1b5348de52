/** One screen on a function: what its row says of it, in the words of the table. */
import { aboutOf } from '../functions/help.js'
import { notesOf } from '../functions/numerics.js'
import { ARGUMENTS, arity, type NamedRow } from '../functions/row.js'
import { allForms, row } from '../functions/table.js'
import { FUNCTIONS, type TensorFunction } from '../tensor/read/functions.js'
import { aboutMatrixFunction } from '../tensor/read/help.js'
import { latex } from '../verbs/index.js'
import { entry, wrapped } from './screen.js'

/** Help on the function of that name, of numbers or of vectors and matrices; undefined where there is none. */
export function functionHelp(name: string): string | undefined {
  const scalar = row(name)
  const shaped = FUNCTIONS.find(f => f.names.includes(name))
  if (scalar === undefined && shaped === undefined) return undefined
  const parts = [
    ...[...allForms()].filter(form => form.name === scalar?.name).map(formHelp),
    ...(shaped === undefined ? [] : [shapedHelp(shaped.names)]),
    'fluxion help functions and fluxion help matrices list them all\n',
  ]
  return parts.join('\n')
}

function formHelp(form: NamedRow): string {
  const about = aboutOf(form)
  const { byArity: _, ...own } = form
  const [least, most] = arity(own)
  const names = ARGUMENTS.slice(0, Number.isFinite(most) ? most : Math.max(least, 2))
  const called = `${form.name}(${[...names, ...(Number.isFinite(most) ? [] : ['...'])].join(', ')})`
  const constant = most === 0
  const facts: [string, string | undefined][] = [
    ['is', notesOf(form)?.definition],
    ...form.derivative.map((d, k): [string, string] => [
      form.derivative.length === 1 ? 'derivative' : `by ${ARGUMENTS[k]}`,
      d ?? 'stays formal: it has no closed form',
    ]),
    ['real where', form.realWhen],
    [
      'values',
      form.values &&
        Object.entries(form.values)
          .map(([at, value]) => `${form.name}(${at}) = ${value}`)
          .join(', '),
    ],
    ['parity', form.parity],
    ['other names', form.aliases?.join(', ')],
    ['LaTeX', latex(constant ? form.name : `${form.name}(${names.join(', ')})`)],
  ]
  return [
    constant ? form.name : called,
    '',
    ...(about === undefined ? [] : [wrapped(about, '', 0), '']),
    ...facts.flatMap(([what, said]) => (said === undefined || said === '' ? [] : [entry(what, said)])),
    '',
  ].join('\n')
}

const shapedHelp = ([name, ...others]: TensorFunction['names']): string =>
  [
    `${name}, of vectors and matrices`,
    '',
    wrapped(aboutMatrixFunction(name), '', 0),
    ...(others.length === 0 ? [] : ['', entry('other names', others.join(', '))]),
    '',
  ].join('\n')
