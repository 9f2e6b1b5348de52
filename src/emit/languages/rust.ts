/** Rust (2021), without crates. Several results are a tuple of numbers and arrays. Source: The Rust Reference, 2.2 Keywords. */

import { bracedRoutine, straight } from '../braces.js'
import { type Check, CLOSE, type Language, named } from '../language.js'
import { decimal, nested } from '../layout.js'
import { indented, type Printer } from '../print.js'
import { RUST, tensorsInRust, tuple } from '../tensor/languages/rust.js'
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
