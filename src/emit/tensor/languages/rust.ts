/** Tensors in Rust: arrays as slices with their entries by rows, results as vectors. */

import { arraysWritten, hasValue, type Routine, WHOLE } from '../../code.js'
import type { TensorLanguage } from '../../language.js'
import { variablesOf } from '../../layout.js'
import { braces, indented, type Printer } from '../../print.js'
import type { LoopForms, Storage } from '../loop-forms.js'
import { type LoopText, loopUnit } from '../loops.js'
import { entriesText, flatIndex } from '../places.js'
import type { TensorUnit } from '../unit.js'

const STATEMENTS = braces((x, v) => `let ${x}: f64 = ${v};`, ';', false)

const FORMS: LoopForms = {
  statements: STATEMENTS,
  indent: '    ',
  entry: ({ name, shape }, index) => (shape.length > 0 ? `${name}[${flatIndex(shape, index)}]` : name),
  real: size => `(${size} as f64)`,
  for: (i, n) => `for ${i} in 0..${n} {`,
  end: '}',
  zero: x => `let mut ${x}: f64 = 0.0;`,
  plus: (x, term) => `${x} += ${term};`,
  set: (x, value) => `${x} = ${value};`,
  argument: ({ name }, written) => `${written ? '&mut ' : '&'}${name}`,
  do: call => `${call};`,
}

function routine(r: Routine, print: Printer): string {
  const { once, others } = variablesOf(r)
  const written = arraysWritten(r.body)
  const type = (x: string): string => (WHOLE.has(x) ? 'usize' : 'f64')
  const parameters = r.parameters.map(p =>
    r.arrays?.has(p) ? `${p}: &${written.has(p) ? 'mut ' : ''}[f64]` : `${p}: ${type(p)}`,
  )
  const set = (x: string, v: string, entry?: boolean): string =>
    `${!entry && once.has(x) ? `let ${x}: ${type(x)}` : x} = ${v};`
  const forms = { ...braces(set, ';', false), do: (call: string) => `${call};` }
  const declared = others.map(x => `let mut ${x}: ${type(x)} = ${WHOLE.has(x) ? '0' : '0.0'};`)
  const answer = hasValue(r) ? ' -> f64' : ''
  return `#[allow(non_snake_case, unused_assignments, unused_variables, unused_parens, clippy::all)]
fn ${print.routineName(r.name)}(${parameters.join(', ')})${answer} {
${indented([...declared, ...print.lines(r.body, forms, '    ')], '    ')}
}`
}

export const tensorsInRust: TensorLanguage = { unit: unit => loopUnit(unit, FORMS, written, main), routine }

const declaration = ({ name, shape }: Storage): string =>
  shape.length === 0 ? `let mut ${name}: f64;` : `let mut ${name} = vec![0.0_f64; ${entriesText(shape)}];`

const typeOf = ({ shape }: { readonly shape: readonly unknown[] }): string => (shape.length === 0 ? 'f64' : 'Vec<f64>')

/** One by itself, several as a tuple. */
export const tuple = (items: readonly string[]): string =>
  items.length === 1 ? (items[0] as string) : `(${items.join(', ')})`

function written(unit: TensorUnit, text: LoopText, print: Printer): string {
  const lines = text.lines(print)
  const made = [...text.storages.filter(s => s.role !== 'input'), ...text.workspaces]
  const arrays = unit.arguments.filter(a => a.shape.length > 0)
  const parameters = [
    ...unit.sizes.map(n => `${n}: usize`),
    ...unit.arguments.map(a => `${a.name}: ${a.shape.length > 0 ? '&[f64]' : 'f64'}`),
  ]
  const body = [
    ...arrays.map(a => `assert_eq!(${a.name}.len(), ${entriesText(a.shape.map(text.size))});`),
    ...unit.program.requires.map(r => `assert!(${text.size(r.size)} >= ${r.least});`),
    ...made.map(declaration),
    ...lines,
    tuple(text.results.map(r => r.name)),
  ]
  return `#[allow(non_snake_case, unused_variables, unused_parens, unused_mut, clippy::all)]
pub fn ${unit.name}(${parameters.join(', ')}) -> ${tuple(text.results.map(typeOf))} {
${indented(body, '    ')}
}`
}

function main(unit: TensorUnit, text: LoopText): string {
  const [point, line, at, out] = ['point', 'line', 'at', 'out'].map(unit.give)
  const counts = unit.arguments.map(a => entriesText(a.shape.map(text.size)))
  const total = counts.map(c => (c.includes(' ') ? `(${c})` : c)).join(' + ') || '0'
  const n = unit.sizes.length
  const read = unit.arguments.map((a, k) =>
    a.shape.length === 0
      ? `let ${a.name} = ${point}[${at}]; ${at} += 1;`
      : `let ${a.name} = &${point}[${at}..${at} + ${counts[k]}]; ${at} += ${counts[k]};`,
  )
  const body = [
    `let ${line} = ${line}.expect("standard input is text");`,
    `let ${point}: Option<Vec<f64>> = ${line}.split(|c: char| c == ',' || c.is_whitespace()).filter(|w| !w.is_empty()).map(|w| w.parse().ok()).collect();`,
    `let ${point} = ${point}.unwrap_or(vec![-1.0]);`,
    `if ${point}.is_empty() { continue; }`,
    ...unit.sizes.map((s, k) => `let ${s} = ${point}.get(${k}).map_or(0, |s| *s as usize);`),
    `let mut ${at} = ${n};`,
    `if ${point}.len() != ${at} + ${total} {`,
    '    eprintln!("the sizes and as many numbers as they say are needed");',
    '    std::process::exit(2);',
    '}',
    ...read,
    `let ${tuple(text.results.map(r => r.name))} = ${unit.name}(${[...unit.sizes, ...unit.arguments.map(a => a.name)].join(', ')});`,
    `let mut ${out}: Vec<f64> = Vec::new();`,
    ...text.results.map(r => (r.shape.length === 0 ? `${out}.push(${r.name});` : `${out}.extend(${r.name});`)),
    `let ${out}: Vec<String> = ${out}.iter().map(|r| if r.is_nan() { "nan".to_string() } else { format!("{:.16e}", r) }).collect();`,
    `println!("{}", ${out}.join(" "));`,
  ]
  return `/// Reads points, one a line: the sizes, then the arguments in order, arrays by rows. Writes the results, one line a point.
#[allow(non_snake_case, unused_assignments, unused_variables, unused_mut)]
fn main() {
    for ${line} in std::io::stdin().lines() {
${indented(body, '        ')}
    }
}`
}
