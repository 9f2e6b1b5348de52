/**
 * JavaScript (modules of ES2020), and TypeScript, which is the same with types. Functions of arrays take and answer Float64Arrays with entries
 * by rows. Source: ECMA-262, 12.7.2 and 21.3.
 */
import { type Braces, bracedRoutine, straight } from '../braces.js'
import { type Check, CLOSE, type Language, named, type TensorLanguage, type TensorText } from '../language.js'
import { nested, unusedIn } from '../layout.js'
import { indented, type Printer } from '../print.js'
import { bracedLoops, type LoopForms } from '../tensor/loop-forms.js'
import { LoopText } from '../tensor/loops.js'
import { entriesText, flatIndex } from '../tensor/places.js'
import { inputsOf, type TensorUnit, totalOf } from '../tensor/unit.js'
import type { Part, Unit } from '../unit.js'

const pointReader = (typed: boolean): string => `/** A word as a number; undefined for what is none. */
function numberIn(word${typed ? ': string' : ''})${typed ? ': number | undefined' : ''} {
  const special = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(word)
  if (special) return special[2]${typed ? '?' : ''}.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity
  return word.trim() === '' || Number.isNaN(Number(word)) ? undefined : Number(word)
}

/** 17 digits. */
const written = (x${typed ? ': number' : ''}) =>
  Number.isNaN(x) ? 'nan' : x === Infinity ? 'inf' : x === -Infinity ? '-inf' : Object.is(x, -0) ? '-0' : x.toPrecision(17)`

/** Longer lists are arrays of any length. */
const LONGEST_TUPLE = 16

function typeOf({ shape }: Part): string {
  return [...shape]
    .reverse()
    .reduce<string>(
      (t, n) => (n > LONGEST_TUPLE ? `${t}[]` : `[${Array.from({ length: n }, () => t).join(', ')}]`),
      'number',
    )
}

/** One result by itself, several as an object. */
const resultType = ({ parts }: Unit): string => {
  const [only] = parts
  return parts.length === 1 && only ? typeOf(only) : `{ ${parts.map(p => `${p.name}: ${typeOf(p)}`).join('; ')} }`
}

/** The first line of a function, without its brace. */
const signatureOf = (u: Unit): string =>
  `export function ${u.name}(${u.parameters.map(p => `${p}: number`).join(', ')}): ${resultType(u)}`

function unit(u: Unit, print: Printer, typed: boolean): string {
  const [only] = u.parts
  const head = typed ? signatureOf(u) : `export function ${u.name}(${u.parameters.join(', ')})`
  const results = u.parts.map(p => `${p.name}: ${nested(p, print.term)}`)
  const lines = [
    ...print.lines(u.body, straight(javascript(typed)), '  '),
    `return ${u.parts.length === 1 && only ? nested(only, print.term) : `{ ${results.join(', ')} }`}`,
  ]
  // TypeScript may be asked to warn (noUnusedParameters).
  const unused = typed ? unusedIn(lines, u.parameters).map(p => `void ${p}`) : []
  return `${head} {\n${indented([...unused, ...lines])}\n}`
}

function main(u: Unit, typed: boolean): string {
  const n = u.parameters.length
  const flat = (p: Part, result: string): string =>
    p.shape.length === 0 ? result : `...${result}${p.shape.length === 2 ? '.flat()' : ''}`
  const each = u.parts.map(p => flat(p, u.parts.length === 1 ? 'results' : `results.${p.name}`))
  const results = `[${each.join(', ')}]`
  const args = u.parameters.map((_, k) => `x[${k}]${typed ? ' as number' : ''}`)
  return `${pointReader(typed)}

/** Reads points, one a line, and writes the results, one line a point. */
for (const [k, line] of readFileSync(0, 'utf8').split('\\n').entries()) {
  const x = line.split(/[\\s,]+/).filter(word => word !== '').map(numberIn)
  if (x.length === 0) continue
  if (x.length !== ${n} || x.includes(undefined)) {
    console.error(\`line \${k + 1}: ${n} numbers are needed\`)
    process.exit(2)
  }
  const results = ${u.name}(${args.join(', ')})
  console.log(${results}.map(written).join(' '))
}`
}

/** What is no name in the language may still be what a module calls it. */
function aliases(pairs: readonly (readonly [given: string, made: string])[]): string | undefined {
  const named = pairs.filter(([given]) => /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(given))
  return named.length === 0 ? undefined : `export { ${named.map(([given, made]) => `${made} as ${given}`).join(', ')} }`
}

/** All numbers that a function answers; of arrays, several results are an object. */
function flattened(found: string, ofArrays: boolean, results: Check['results'], typed: boolean): string {
  const [only] = results
  if (results.length > 1) {
    const all = `Object.values${typed ? '<number | Float64Array>' : ''}(${found})`
    return `${all}.flatMap(r => typeof r === 'number' ? [r] : [...r])`
  }
  if (only?.shape.length === 0) return `[${found}]`
  if (ofArrays) return `[...${found}]`
  return only?.shape.length === 2 ? `${found}.flat()` : found
}

/** A function without side effects, which bundlers leave out where nobody asks for it. */
function checkText(checks: readonly Check[], print: Printer, give: (text: string) => string, typed: boolean): string {
  const numbers = (entries: readonly number[]): string => entries.map(print.number).join(', ')
  const rows = checks.map(({ name, sizes, arguments: args, results }) => {
    const given = args.map(({ shape, entries }) =>
      shape.length > 0 ? `Float64Array.of(${numbers(entries)})` : numbers(entries),
    )
    const found = `${name}(${[...(sizes ?? []), ...given].join(', ')})`
    const known = results.flatMap(r => r.entries)
    return `[${JSON.stringify(name)}, ${flattened(found, sizes !== undefined, results, typed)}, [${numbers(known)}]]`
  })
  const [list, answer] = typed ? [': [string, number[], number[]][]', ': string[]'] : ['', '']
  return `/** The functions whose values differ from those that are known of them: none. */
export function ${give('selfTest')}()${answer} {
  const known${list} = [
${indented(
  rows.map(r => `${r},`),
  '    ',
)}
  ]
  const isClose = (a${typed ? ': number' : ''}, b${typed ? ': number | undefined' : ''}) =>
    b !== undefined && (Object.is(a, b) || Math.abs(a - b) <= ${CLOSE} * (1 + Math.abs(b)))
  return known.filter(([, found, values]) => !found.every((x, k) => isClose(x, values[k]))).map(([name]) => name)
}`
}

const javascript = (typed: boolean): Braces => ({
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

const tensorsInJavaScript =
  (typed: boolean): TensorLanguage =>
  unit =>
    arrayUnit(unit, typed)

function arrayUnit(unit: TensorUnit, typed: boolean): TensorText {
  const text = new LoopText(unit, formsOf(typed))
  return {
    terms: text.terms,
    calls: text.calls,
    text: print => arrayText(unit, text, print, typed),
    declaration: arrayHead(unit, text, true),
    main: () => arrayMain(unit, text, typed),
  }
}

/** One result stands by itself, several are an object. */
const loneIn = ({ results }: LoopText) => (results.length === 1 ? results[0] : undefined)

/** The first line of a function, without its brace. */
function arrayHead(unit: TensorUnit, text: LoopText, typed: boolean): string {
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

function arrayText(unit: TensorUnit, text: LoopText, print: Printer, typed: boolean): string {
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
  return `${arrayHead(unit, text, typed)} {\n${indented([...unused.map(p => `void ${p}`), ...body])}\n}`
}

function arrayMain(unit: TensorUnit, text: LoopText, typed: boolean): string {
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

const table = (typed: boolean): Language => ({
  title: typed ? 'TypeScript' : 'JavaScript',
  ending: typed ? '.ts' : '.js',
  numeral: x => String(x).replace('e+', 'e'),
  infinity: 'Infinity',
  nan: 'NaN',
  comparisons: { '==': '===', '!=': '!==' },
  choose: (test, yes, no) => `${test} ? ${yes} : ${no}`,
  functions: {
    ...named('sqrt exp log sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh', 'Math.'),
    ...named('pow log10 log2 log1p expm1 cbrt abs floor ceil trunc hypot sign max min', 'Math.'),
    ...{ fmod: '($1 % $2)', hypot3: 'Math.hypot' },
  },
  words: `abstract any arguments as async await bigint boolean break case catch class const continue debugger default delete do else enum
    eval export extends false finally for from function get if implements import in instanceof interface let namespace never new null
    number object of package private protected public return set static string super switch symbol this throw true try type typeof
    undefined unknown var void while with yield Math NaN Infinity Number Object Array String console process readFileSync numberIn
    written constructor prototype
    Float64Array RangeError Symbol Set Map JSON Error globalThis line words point results`,
  routine: (r, print) =>
    bracedRoutine(r, print, javascript(typed), (name, list, valued) => {
      const answer = typed ? `: ${valued ? 'number' : 'void'}` : ''
      return `function ${name}(${list})${answer}`
    }),
  ...(typed && { entry: (array: string, index: string) => `${array}[${index}]!` }),
  tensors: tensorsInJavaScript(typed),
  unit: (u, print) => unit(u, print, typed),
  beforeMain: 'import { readFileSync } from "node:fs"',
  declaration: signatureOf,
  aliases,
  check: (checks, print, give) => checkText(checks, print, give, typed),
  main: u => main(u, typed),
  comment: lines => `/**\n${lines.map(l => (l === '' ? ' *' : ` * ${l.replaceAll('*/', '* /')}`)).join('\n')}\n */`,
})

export const js = table(false)
export const ts = table(true)
