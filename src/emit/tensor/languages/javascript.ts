/** Tensors in JavaScript and TypeScript: arrays are Float64Arrays with their entries by rows. */

import type { Braces } from '../../braces.js'
import type { TensorLanguage, TensorText } from '../../language.js'
import { pointReader } from '../../languages/javascript-reader.js'
import { unusedIn } from '../../layout.js'
import { indented, type Printer } from '../../print.js'
import { bracedLoops, type LoopForms } from '../loop-forms.js'
import { LoopText } from '../loops.js'
import { entriesText, flatIndex } from '../places.js'
import { inputsOf, type TensorUnit, totalOf } from '../unit.js'

export const javascript = (typed: boolean): Braces => ({
  ...{ indent: '  ', end: '', number: 'number', whole: 'number' },
  once: x => `const ${x}`,
  variable: x => `let ${x} = 0`,
  parameter: (x, type, array) => (typed ? `${x}: ${array === undefined ? type : 'Float64Array'}` : x),
})

/** In TypeScript an entry may be missing, which those in loops are not. */
const formsOf = (typed: boolean): LoopForms => ({
  ...bracedLoops(javascript(typed)),
  entry: ({ name, shape }, index) =>
    shape.length > 0 ? `${name}[${flatIndex(shape, index)}]${typed ? '!' : ''}` : name,
  real: size => size,
  for: (i, n) => `for (let ${i} = 0; ${i} < ${n}; ${i}++) {`,
  argument: ({ name }) => name,
})

export const tensorsInJavaScript =
  (typed: boolean): TensorLanguage =>
  unit =>
    unitOf(unit, typed)

function unitOf(unit: TensorUnit, typed: boolean): TensorText {
  const text = new LoopText(unit, formsOf(typed))
  return {
    terms: text.terms,
    calls: text.calls,
    text: print => written(unit, text, print, typed),
    declaration: headOf(unit, text, true),
    main: () => main(unit, text, typed),
  }
}

/** One result stands by itself, several are an object. */
const loneIn = ({ results }: LoopText) => (results.length === 1 ? results[0] : undefined)

/** The first line of a function, without its brace. */
function headOf(unit: TensorUnit, text: LoopText, typed: boolean): string {
  const type = (shape: readonly unknown[]): string => (shape.length === 0 ? 'number' : 'Float64Array')
  const parameters = [
    ...unit.sizes.map(n => (typed ? `${n}: number` : n)),
    ...unit.arguments.map(a => (typed ? `${a.name}: ${type(a.shape)}` : a.name)),
  ]
  const only = loneIn(text)
  const results = text.results.map(r => `${r.name}: ${type(r.shape)}`).join('; ')
  const answer = typed ? `: ${only ? type(only.shape) : `{ ${results} }`}` : ''
  return `export function ${unit.name}(${parameters.join(', ')})${answer}`
}

function written(unit: TensorUnit, text: LoopText, print: Printer, typed: boolean): string {
  const lines = text.lines(print)
  const only = loneIn(text)
  const made = [...text.storages.filter(s => s.role !== 'input'), ...text.workspaces]
  const body = [
    ...inputsOf(unit).flatMap(({ name, shape, count }) =>
      shape.length === 0 ? [] : [`if (${name}.length !== ${count}) throw new RangeError('the length of ${name}')`],
    ),
    ...unit.program.requires.map(
      r => `if (${text.size(r.size)} < ${r.least}) throw new RangeError('an array is too short')`,
    ),
    ...made.map(
      s =>
        `${s.shape.length === 0 ? `let ${s.name} = 0` : `const ${s.name} = new Float64Array(${entriesText(s.shape)})`}`,
    ),
    ...lines,
    `return ${only ? only.name : `{ ${text.results.map(r => r.name).join(', ')} }`}`,
  ]
  const unused = typed ? unusedIn(body, [...unit.sizes, ...unit.arguments.map(a => a.name)]) : []
  return `${headOf(unit, text, typed)} {\n${indented([...unused.map(p => `void ${p}`), ...body])}\n}`
}

function main(unit: TensorUnit, text: LoopText, typed: boolean): string {
  const [point, at, line, words, found] = ['point', 'at', 'line', 'words', 'results'].map(unit.give)
  const inputs = inputsOf(unit)
  const n = unit.sizes.length
  const read = inputs.flatMap(({ name, shape, count }) =>
    shape.length === 0
      ? [`const ${name} = ${point}[${at}++]${typed ? '!' : ''}`]
      : [`const ${name} = ${point}.slice(${at}, ${at} + ${count})`, `${at} += ${count}`],
  )
  const only = loneIn(text)
  const results = text.results.map(r => {
    const result = only ? `${found}` : `${found}.${r.name}`
    return r.shape.length === 0 ? result : `...${result}`
  })
  const body = [
    `const ${words} = ${line}.split(/[\\s,]+/).filter(word => word !== '').map(numberIn)`,
    `if (${words}.length === 0) continue`,
    `const ${point} = Float64Array.from(${words}, word => word ?? -1)`,
    ...unit.sizes.map((s, k) => `const ${s} = ${point}[${k}] ?? 0`),
    `let ${at} = ${n}`,
    `if (${words}.includes(undefined) || ${point}.length !== ${at} + ${totalOf(inputs)}) {`,
    "  console.error('the sizes and as many numbers as they say are needed')",
    '  process.exit(2)',
    '}',
    ...read,
    `const ${found} = ${unit.name}(${[...unit.sizes, ...unit.arguments.map(a => a.name)].join(', ')})`,
    `console.log([${results.join(', ')}].map(written).join(' '))`,
  ]
  return `${pointReader(typed)}

/** Reads points, one a line: the sizes, then the arguments in order, arrays by rows. Writes the results, one line a point. */
for (const ${line} of readFileSync(0, 'utf8').split('\\n')) {
${indented(body)}
}`
}
