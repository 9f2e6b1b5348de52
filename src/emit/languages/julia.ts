/** Julia: functions of numbers, to be broadcast over arrays with a dot. What raises there for lack of a real value is NaN here. */
import { type Language, lineComments, named } from '../language.js'
import { decimal, rowsOf } from '../layout.js'
import { indented, type Printer, type StatementForms } from '../print.js'
import type { Part, Unit } from '../unit.js'

const forms: StatementForms = {
  set: (x, v) => `${x} = ${v}`,
  return: v => `return ${v}`,
  if: t => `if ${t}`,
  else: 'else',
  elseIf: t => `elseif ${t}`,
  while: t => `while ${t}`,
  end: 'end',
}

function literal(p: Part, print: Printer): string {
  const [first] = p.entries
  if (p.shape.length === 0) return first === undefined ? 'NaN' : print.term(first)
  if (p.shape.length === 1) return `Float64[${p.entries.map(print.term).join(', ')}]`
  return `Float64[${rowsOf(p)
    .map(row => row.map(print.atom).join(' '))
    .join('; ')}]`
}

function unit(u: Unit, print: Printer): string {
  const lines = [...print.lines(u.body, forms, '    '), `return ${u.parts.map(p => literal(p, print)).join(', ')}`]
  return `function ${u.name}(${u.parameters.join(', ')})\n${indented(lines, '    ')}\nend`
}

function main(u: Unit): string {
  const n = u.parameters.length
  const args = u.parameters.map((_, k) => `x[${k + 1}]`).join(', ')
  // The entries of a matrix by rows.
  const flat = u.parts.map((p, k) => {
    const part = u.parts.length === 1 ? 'results' : `results[${k + 1}]`
    return p.shape.length === 0 ? part : p.shape.length === 1 ? `${part}...` : `permutedims(${part})...`
  })
  return `# Reads points, one a line, and writes the results, one line a point.
using Printf
fx_written(x) = isnan(x) ? "nan" : isinf(x) ? (x > 0 ? "inf" : "-inf") : @sprintf("%.17g", x)
for (number, line) in enumerate(eachline(stdin))
    words = split(replace(line, ',' => ' '))
    isempty(words) && continue
    x = [something(tryparse(Float64, word), missing) for word in words]
    if length(x) != ${n} || any(ismissing, x)
        println(stderr, "line ", number, ": ${n} numbers are needed")
        exit(2)
    end
    results = ${u.name}(${args})
    println(join(map(fx_written, [${flat.join(', ')}]), ' '))
end`
}

export const julia: Language = {
  title: 'Julia',
  ending: '.jl',
  numeral: decimal,
  infinity: 'Inf',
  nan: 'NaN',
  choose: (test, yes, no) => `${test} ? ${yes} : ${no}`,
  functions: {
    ...named('sqrt exp log sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh log10 log2 log1p expm1'),
    ...named('cbrt abs floor ceil trunc hypot sign max min'),
    ...{ pow: '($1^$2)', atan2: 'atan', fmod: 'rem', hypot3: 'hypot' },
  },
  routines: `
sqrt(x) { return x < 0 ? nan : native_sqrt(x); }
log(x) { return x < 0 ? nan : native_log(x); }
log10(x) { return x < 0 ? nan : native_log10(x); }
log2(x) { return x < 0 ? nan : native_log2(x); }
log1p(x) { return x < -1 ? nan : native_log1p(x); }
sin(x) { return abs(x) == inf ? nan : native_sin(x); }
cos(x) { return abs(x) == inf ? nan : native_cos(x); }
tan(x) { return abs(x) == inf ? nan : native_tan(x); }
asin(x) { return abs(x) > 1 ? nan : native_asin(x); }
acos(x) { return abs(x) > 1 ? nan : native_acos(x); }
acosh(x) { return x < 1 ? nan : native_acosh(x); }
atanh(x) { return abs(x) > 1 ? nan : native_atanh(x); }
pow(x, y) { return x < 0 ? (y == floor(y) ? native_pow(x, y) : nan) : native_pow(x, y); }`,
  words: `baremodule begin break catch const continue do else elseif end export false finally for function global if import let local macro
    module quote return struct true try using while abstract mutable primitive type where in isa im pi e ans Inf NaN Float64 Int sqrt exp
    log sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh log10 log2 log1p expm1 cbrt abs floor ceil trunc rem hypot sign max
    min map join split replace println something tryparse isempty length any enumerate eachline exit value gradient jacobian hessian
    isnan isinf stdin sprintf ismissing missing Printf results words word number line`,
  routine: (r, print) =>
    `function ${print.routineName(r.name)}(${r.parameters.join(', ')})\n${indented(print.lines(r.body, forms, '    '), '    ')}\nend`,
  unit: (u, print) => unit(u, print),
  main: u => main(u),
  comment: lineComments('#'),
}
