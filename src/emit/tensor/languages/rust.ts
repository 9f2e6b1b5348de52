/** Tensors in Rust: arrays as slices with their entries by rows, results as vectors. */

import type { Braces } from '../../braces.js'
import type { TensorLanguage } from '../../language.js'
import { indented, type Printer } from '../../print.js'
import { bracedLoops, type LoopForms, type Storage } from '../loop-forms.js'
import { type LoopText, loopUnit } from '../loops.js'
import { entriesText, flatIndex } from '../places.js'
import { inputsOf, type TensorUnit, totalOf } from '../unit.js'

export const RUST: Braces = {
  ...{ indent: '    ', end: ';', bare: true, number: 'f64', whole: 'usize' },
  once: (x, type) => `let ${x}: ${type}`,
  variable: (x, type) => `let mut ${x}: ${type} = ${type === 'f64' ? '0.0' : '0'};`,
  parameter: (x, type, array) => `${x}: ${array === undefined ? type : `&${array === 'written' ? 'mut ' : ''}[f64]`}`,
}

const FORMS: LoopForms = {
  ...bracedLoops(RUST),
  entry: ({ name, shape }, index) => (shape.length > 0 ? `${name}[${flatIndex(shape, index)}]` : name),
  real: size => `(${size} as f64)`,
  for: (i, n) => `for ${i} in 0..${n} {`,
  argument: ({ name }, written) => `${written ? '&mut ' : '&'}${name}`,
}

export const tensorsInRust: TensorLanguage = unit => loopUnit(unit, FORMS, written, main)

const declaration = ({ name, shape }: Storage): string =>
  shape.length === 0 ? `let mut ${name}: f64;` : `let mut ${name} = vec![0.0_f64; ${entriesText(shape)}];`

const typeOf = ({ shape }: { readonly shape: readonly unknown[] }): string => (shape.length === 0 ? 'f64' : 'Vec<f64>')

/** One by itself, several as a tuple. */
export const tuple = (items: readonly string[]): string =>
  items.length === 1 ? (items[0] as string) : `(${items.join(', ')})`

function written(unit: TensorUnit, text: LoopText, print: Printer): string {
  const lines = text.lines(print)
  const made = [...text.storages.filter(s => s.role !== 'input'), ...text.workspaces]
  const arrays = inputsOf(unit).filter(a => a.shape.length > 0)
  const parameters = [
    ...unit.sizes.map(n => `${n}: usize`),
    ...unit.arguments.map(a => `${a.name}: ${a.shape.length > 0 ? '&[f64]' : 'f64'}`),
  ]
  const body = [
    ...arrays.map(a => `assert_eq!(${a.name}.len(), ${a.count});`),
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
  const inputs = inputsOf(unit)
  const n = unit.sizes.length
  const read = inputs.map(({ name, shape, count }) =>
    shape.length === 0
      ? `let ${name} = ${point}[${at}]; ${at} += 1;`
      : `let ${name} = &${point}[${at}..${at} + ${count}]; ${at} += ${count};`,
  )
  const body = [
    `let ${line} = ${line}.expect("standard input is text");`,
    `let ${point}: Option<Vec<f64>> = ${line}.split(|c: char| c == ',' || c.is_whitespace()).filter(|w| !w.is_empty()).map(|w| w.parse().ok()).collect();`,
    `let ${point} = ${point}.unwrap_or(vec![-1.0]);`,
    `if ${point}.is_empty() { continue; }`,
    ...unit.sizes.map((s, k) => `let ${s} = ${point}.get(${k}).map_or(0, |s| *s as usize);`),
    `let mut ${at} = ${n};`,
    `if ${point}.len() != ${at} + ${totalOf(inputs)} {`,
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
