/**
 * Rust (2021), without crates. Several results are a tuple of numbers and arrays; functions of arrays take slices with their entries by rows and
 * answer vectors. Source: The Rust Reference, 2.2 Keywords.
 */
import { type Braces, bracedRoutine, straight } from '../braces.js'
import { type Check, CLOSE, type Language, named, type TensorLanguage } from '../language.js'
import { decimal, nested } from '../layout.js'
import { indented, type Printer } from '../print.js'
import { bracedLoops, type LoopForms, type Storage } from '../tensor/loop-forms.js'
import { type LoopText, loopUnit } from '../tensor/loops.js'
import { entriesText, flatIndex } from '../tensor/places.js'
import { inputsOf, type TensorUnit, totalOf } from '../tensor/unit.js'
import type { Part, Unit } from '../unit.js'

const typeOf = ({ shape }: Part): string => [...shape].reverse().reduce<string>((t, n) => `[${t}; ${n}]`, 'f64')

function unit(u: Unit, print: Printer): string {
  const lines = [...print.lines(u.body, straight(RUST), RUST.indent), tuple(u.parts.map(p => nested(p, print.term)))]
  const parameters = u.parameters.map(p => `${p}: f64`).join(', ')
  return `#[allow(non_snake_case, unused_variables, unused_parens, clippy::all)]
pub fn ${u.name}(${parameters}) -> ${tuple(u.parts.map(typeOf))} {
${indented(lines, '    ')}
}`
}

function main(u: Unit): string {
  const n = u.parameters.length
  const results = u.parts.map(p => p.name)
  const flat = u.parts.map(p => {
    const each =
      p.shape.length === 0
        ? `results.push(${p.name});`
        : `results.extend(${p.name}.iter()${p.shape.length === 2 ? '.flatten()' : ''});`
    return `        ${each}`
  })
  return `/// Reads points, one a line, and writes the results, one line a point.
fn main() {
    for (k, line) in std::io::stdin().lines().enumerate() {
        let line = line.expect("standard input is text");
        let words = line.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        let point: Result<Vec<f64>, _> = words.map(|word| word.parse::<f64>()).collect();
        let x = match point {
            Ok(x) if x.is_empty() => continue,
            Ok(x) if x.len() == ${n} => x,
            _ => {
                eprintln!("line {}: ${n} numbers are needed", k + 1);
                std::process::exit(2);
            }
        };
        let ${tuple(results)} = ${u.name}(${u.parameters.map((_, k) => `x[${k}]`).join(', ')});
        let mut results: Vec<f64> = Vec::new();
${flat.join('\n')}
        let words: Vec<String> = results.iter().map(|r| if r.is_nan() { "nan".to_string() } else { format!("{:.16e}", r) }).collect();
        println!("{}", words.join(" "));
    }
}`
}

/** For `cargo test` and `rustc --test`. */
function checkText(checks: readonly Check[], print: Printer): string {
  const numbers = (entries: readonly number[]): string => `[${entries.map(print.number).join(', ')}]`
  const each = checks.flatMap(({ name, sizes, arguments: args, results }) => {
    const given = args.map(({ shape, entries }) =>
      shape.length > 0 ? `&${numbers(entries)}` : print.number(entries[0] as number),
    )
    const found = results.map((_, k) => `found${k}`)
    return [
      `let ${tuple(found)} = ${name}(${[...(sizes ?? []), ...given].join(', ')});`,
      ...results.map(({ shape, entries }, k) => {
        // Matrices of functions of arrays have their entries in a row.
        const isNested = sizes === undefined && shape.length === 2
        const flat = shape.length === 0 ? `[found${k}]` : isNested ? `found${k}.concat()` : `found${k}`
        return `differs("${name}", &${flat}, &${numbers(entries)});`
      }),
    ]
  })
  return `#[cfg(test)]
mod fx_tests {
    use super::*;

    fn differs(name: &str, found: &[f64], known: &[f64]) {
        for (a, b) in found.iter().zip(known) {
            let close = a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= ${CLOSE} * (1.0 + b.abs());
            assert!(close, "{}: {} is not {}", name, a, b);
        }
    }

    #[test]
    fn known_values() {
${indented(each, '        ')}
    }
}`
}

const RUST: Braces = {
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

const tensorsInRust: TensorLanguage = unit => loopUnit(unit, FORMS, arrayText, arrayMain)

const declaration = ({ name, shape }: Storage): string =>
  shape.length === 0 ? `let mut ${name}: f64;` : `let mut ${name} = vec![0.0_f64; ${entriesText(shape)}];`

const arrayType = ({ shape }: { readonly shape: readonly unknown[] }): string =>
  shape.length === 0 ? 'f64' : 'Vec<f64>'

/** One by itself, several as a tuple. */
const tuple = (items: readonly string[]): string =>
  items.length === 1 ? (items[0] as string) : `(${items.join(', ')})`

function arrayText(unit: TensorUnit, text: LoopText, print: Printer): string {
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
pub fn ${unit.name}(${parameters.join(', ')}) -> ${tuple(text.results.map(arrayType))} {
${indented(body, '    ')}
}`
}

function arrayMain(unit: TensorUnit, text: LoopText): string {
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

export const rust: Language = {
  title: 'Rust',
  ending: '.rs',
  numeral: decimal,
  infinity: 'f64::INFINITY',
  nan: 'f64::NAN',
  choose: (test, yes, no) => `if ${test} { ${yes} } else { ${no} }`,
  functions: {
    ...named(
      'sqrt exp sin cos tan asin acos atan atan2 sinh cosh tanh log10 log2 cbrt abs floor ceil trunc hypot',
      'f64::',
    ),
    ...{ log: 'f64::ln', pow: 'f64::powf', log1p: 'f64::ln_1p', expm1: 'f64::exp_m1', fmod: '($1 % $2)' },
  },
  words: `as break const continue crate else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self
    static struct super trait true type unsafe use where while async await dyn abstract become box do final macro override priv typeof
    unsized virtual yield try gen union main f64 f32 std core alloc str bool char u8 i8 u16 i16 u32 i32 u64 i64 usize isize Option Some
    None Result Ok Err Vec String Box
    io println eprintln format vec results words word line point out`,
  routine: (r, print) =>
    bracedRoutine(
      r,
      print,
      RUST,
      (
        name,
        list,
        valued,
      ) => `#[allow(non_snake_case, unused_assignments, unused_variables, unused_parens, clippy::all)]
fn ${name}(${list})${valued ? ' -> f64' : ''}`,
    ),
  tensors: tensorsInRust,
  unit: (u, print) => unit(u, print),
  main: u => main(u),
  check: checkText,
  comment: lines => lines.map(line => (line === '' ? '//' : `// ${line}`)).join('\n'),
}
