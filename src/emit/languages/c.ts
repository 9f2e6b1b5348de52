/**
 * C (C99 and later), also read by C++. A matrix of numbers is an array of rows. Of functions of arrays, these are pointers, with entries by rows and
 * sizes as `size_t`; intermediate ones are one piece of memory, of zeros since compilers warn of memory that is set in loops alone.
 * Source: ISO/IEC 9899:1999, 6.4.1 and 7.12.
 */
import { type Braces, bracedRoutine, straight } from '../braces.js'
import {
  type Check,
  CLOSE,
  type Known,
  type Language,
  named,
  type TensorLanguage,
  type TensorText,
} from '../language.js'
import { countOf, decimal, entriesOf } from '../layout.js'
import { indented, type Printer } from '../print.js'
import { bracedLoops, type LoopForms, type Storage } from '../tensor/loop-forms.js'
import { type LoopText, loopUnit } from '../tensor/loops.js'
import { entriesText, flatIndex } from '../tensor/places.js'
import { inputsOf, type TensorUnit, totalOf } from '../tensor/unit.js'
import type { Part, Unit } from '../unit.js'
import { allRead, lineReader } from './c-reader.js'

const shapeOf = ({ shape }: Part): string => shape.map(n => `[${n}]`).join('')

/** A further number is written to where a pointer says. */
const isPointer = ({ shape }: Part): boolean => shape.length === 0
const parameterOf = (p: Part): string => `double ${isPointer(p) ? '*' : ''}${p.name}${shapeOf(p)}`

/** The part that the function itself answers. */
const returned = ({ parts }: Unit): Part | undefined => parts.find(p => p.shape.length === 0)

function unit(u: Unit, print: Printer): string {
  const value = returned(u)
  const others = u.parts.filter(p => p !== value)
  const parameters = [...u.parameters.map(p => `double ${p}`), ...others.map(parameterOf)]
  const lines = [
    ...print.lines(u.body, straight(C), C.indent),
    ...others.flatMap(p =>
      entriesOf(p).map(
        ({ at, term }) => `${isPointer(p) ? '*' : ''}${p.name}${at.map(k => `[${k}]`).join('')} = ${print.term(term)};`,
      ),
    ),
    ...(value?.entries.map(t => `return ${print.term(t)};`) ?? []),
  ]
  const list = parameters.length === 0 ? 'void' : parameters.join(', ')
  return `${value ? 'double' : 'void'} ${u.name}(${list}) {\n${indented(allRead(lines, u.parameters))}\n}`
}

const reader = (): string =>
  lineReader({
    about: 'Numbers of a line into x; how many there are, -1 at the end, -2 for what is no number.',
    head: 'int fx_read(double *x, int most)',
    counters: ['int count = 0, length = 0, c;'],
    store: ['if (count < most) x[count] = value;', 'count++;'],
  })

function main(u: Unit): string {
  const value = returned(u)
  const others = u.parts.filter(p => p !== value)
  const n = u.parameters.length
  const args = [...u.parameters.map((_, k) => `x[${k}]`), ...others.map(p => `${isPointer(p) ? '&' : ''}${p.name}`)]
  const total = countOf(u)
  let written = 0
  const prints = u.parts.flatMap(p =>
    entriesOf(p).map(({ at }) => {
      const end = ++written === total ? "'\\n'" : "' '"
      return `fx_write(${p === value ? 'value' : p.name}${at.map(k => `[${k}]`).join('')}, ${end});`
    }),
  )
  return `#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

${reader()}

static void fx_write(double x, char end) {
  if (isnan(x)) printf("nan%c", end);
  else printf("%.17g%c", x, end);
}

/* Reads points, one a line, and writes the results, one line a point. */
int main(void) {
  double x[${Math.max(1, n)}];
${others.map(p => `  double ${p.name}${shapeOf(p)};\n`).join('')}  for (int line = 1, count; (count = fx_read(x, ${n})) != -1; line++) {
    if (count != ${n}) {
      fprintf(stderr, "point %d: ${n} numbers are needed\\n", line);
      return 2;
    }
    ${value ? 'const double value = ' : ''}${u.name}(${args.join(', ')});
${indented(prints, '    ')}
  }
  return 0;
}`
}

/** A program of its own, where it is asked for: cc -DFLUXION_TEST. */
function checkText(checks: readonly Check[], print: Printer): string {
  const each = checks.flatMap(({ name, sizes, arguments: args, results }) => {
    const compared = (found: string, value: number): string =>
      `wrong += fx_differs("${name}", ${found}, ${print.number(value)});`
    const given = args.map(({ shape, entries }, k) =>
      shape.length > 0 ? `given${k}` : print.number(entries[0] as number),
    )
    const [only] = results
    if (sizes === undefined && only?.shape.length === 0)
      return [compared(`${name}(${given.join(', ')})`, only.entries[0] as number)]
    // A matrix of numbers is an array of rows, and any other one has its entries in a row.
    const rows = ({ shape }: Known): string => (sizes === undefined && shape.length === 2 ? `[${shape[1]}]` : '')
    const arrays = args.flatMap(({ shape, entries }, k) =>
      shape.length > 0 ? [`const double given${k}[] = {${entries.map(print.number).join(', ')}};`] : [],
    )
    const call = `${name}(${[...(sizes ?? []), ...given, ...results.map((_, k) => `found${k}`)].join(', ')});`
    return [
      '{',
      ...[
        ...arrays,
        ...results.map((r, k) => `double found${k}[${rows(r) === '' ? r.entries.length : r.shape[0]}]${rows(r)};`),
        sizes === undefined ? call : `wrong += ${call.slice(0, -1)} != 0;`,
        ...results.flatMap((r, k) =>
          r.entries.map((value, at) => {
            const columns = r.shape[1] ?? 1
            const place = rows(r) === '' ? `[${at}]` : `[${Math.floor(at / columns)}][${at % columns}]`
            return compared(`found${k}${place}`, value)
          }),
        ),
      ].map(line => `  ${line}`),
      '}',
    ]
  })
  return `#ifdef FLUXION_TEST
/* Compares the functions with known values. */
#include <stdio.h>

static int fx_differs(const char *name, double found, double known) {
  if (found == known || (isnan(found) && isnan(known))) return 0;
  if (fabs(found - known) <= ${CLOSE} * (1.0 + fabs(known))) return 0;
  printf("%s: %.17g, not %.17g\\n", name, found, known);
  return 1;
}

int main(void) {
  int wrong = 0;
${indented(each)}
  return wrong > 0;
}
#endif`
}

const C: Braces = {
  ...{ indent: '  ', end: ';', number: 'double', whole: 'size_t' },
  once: (x, type) => `const ${type} ${x}`,
  variable: (x, type) => `${type} ${x} = ${type === 'double' ? '0.0' : '0'};`,
  parameter: (x, type, array) =>
    array === undefined ? `${type} ${x}` : `${array === 'written' ? '' : 'const '}double *${x}`,
}

const FORMS: LoopForms = {
  ...bracedLoops(C),
  entry: ({ name, shape, role }, index) =>
    shape.length > 0 ? `${name}[${flatIndex(shape, index)}]` : role === 'output' ? `*${name}` : name,
  real: size => `(double)${size}`,
  for: (i, n) => `for (size_t ${i} = 0; ${i} < ${n}; ${i}++) {`,
  argument: ({ name }) => name,
}

const arrayParameter = ({ name, shape, role }: Storage): string =>
  role === 'output' ? `double *${name}` : shape.length > 0 ? `const double *${name}` : `double ${name}`

const unitOf = (unit: TensorUnit): TensorText => ({
  ...loopUnit(unit, FORMS, arrayText, arrayMain),
  before: '#include <stddef.h>\n#include <stdlib.h>',
})

const tensorsInC: TensorLanguage = unitOf

function arrayText(unit: TensorUnit, text: LoopText, print: Printer): string {
  const lines = text.lines(print)
  const results = text.results
  const temporaries = [...text.storages.filter(s => s.role === 'temporary'), ...text.workspaces]
  const arrays = temporaries.filter(s => s.shape.length > 0)
  const all = unit.give('workspace')
  const places = arrays.map(({ name }, k) => {
    const before = arrays[k - 1]
    return `double *const ${name} = ${before === undefined ? all : `${before.name} + ${entriesText(before.shape)}`};`
  })
  const room = arrays.map(a => entriesText(a.shape)).join(' + ')
  const head = [
    ...unit.program.requires.map(r => `if (${text.size(r.size)} < ${r.least}) return 2;`),
    ...(arrays.length === 0
      ? []
      : [
          `double *const ${all} = (double *)calloc(${room} + 1, sizeof(double));`,
          `if (${all} == NULL) return 1;`,
          ...places,
        ]),
    ...temporaries.flatMap(s => (s.shape.length === 0 ? [`double ${s.name};`] : [])),
  ]
  const body = [...head, ...lines]
  const parameters = [
    ...unit.sizes.map(n => `size_t ${n}`),
    ...inputsOf(unit).map(arrayParameter),
    ...results.map(arrayParameter),
  ]
  const given = [...unit.sizes, ...unit.arguments.map(a => a.name)]
  const end = [...(arrays.length === 0 ? [] : [`free(${all});`]), 'return 0;']
  return `/* 0 when done; 1 without memory${unit.program.requires.length > 0 ? '; 2 where an array is too short' : ''}. */
int ${unit.name}(${parameters.join(', ')}) {
${indented([...allRead(body, given), ...end])}
}`
}

const arrayReader = (): string =>
  lineReader({
    about: 'The numbers of a line, in memory that grows; how many there are, -1 at the end, -2 for what is no number.',
    head: 'long fx_read(double **x, size_t *room)',
    counters: ['long count = 0;', 'int length = 0, c;'],
    store: [
      'if ((size_t)count + 1 >= *room) {',
      '  *room = 2 * *room + 16;',
      '  double *const more = (double *)realloc(*x, *room * sizeof(double));',
      '  if (more == NULL) return -2;',
      '  *x = more;',
      '}',
      '(*x)[count++] = value;',
    ],
  })

function arrayMain(unit: TensorUnit, text: LoopText): string {
  const results = text.results
  const inputs = inputsOf(unit)
  const n = unit.sizes.length
  const [x, at, count, line, room] = ['point', 'at', 'count', 'line', 'room'].map(unit.give)
  const offsets = inputs.map(r =>
    r.shape.length === 0
      ? `const double ${r.name} = ${x}[${at}++];`
      : `const double *const ${r.name} = ${x} + ${at}; ${at} += ${r.count};`,
  )
  const args = [
    ...unit.sizes,
    ...inputs.map(a => a.name),
    ...results.map(r => (r.shape.length === 0 ? `&${r.name}` : r.name)),
  ]
  return `#include <ctype.h>
#include <stdio.h>

${arrayReader()}

static void fx_write(const double *x, size_t count) {
  for (size_t k = 0; k < count; k++) {
    if (isnan(x[k])) printf("nan ");
    else printf("%.17g ", x[k]);
  }
}

/* Reads points, one a line: the sizes, then the arguments in order, arrays by rows. Writes the results, one line a point. */
int main(void) {
  double *${x} = NULL;
  size_t ${room} = 0;
  long ${count};
  for (int ${line} = 1; (${count} = fx_read(&${x}, &${room})) != -1; ${line}++) {
    size_t ${at} = ${n};
${indented(
  [
    ...unit.sizes.map((s, k) => `const size_t ${s} = ${count} > ${k} && ${x}[${k}] >= 0 ? (size_t)${x}[${k}] : 0;`),
    `if (${count} < 0 || (size_t)${count} != ${n} + ${totalOf(inputs)}) {`,
    `  fprintf(stderr, "point %d: the sizes and as many numbers as they say are needed\\n", ${line});`,
    '  return 2;',
    '}',
    ...offsets,
    ...results.map(r =>
      r.shape.length === 0
        ? `double ${r.name};`
        : `double *const ${r.name} = (double *)malloc((${entriesText(r.shape)} + 1) * sizeof(double));`,
    ),
    `if (${[...results.filter(r => r.shape.length > 0).map(r => `${r.name} == NULL`), `${unit.name}(${args.join(', ')}) != 0`].join(' || ')}) return 1;`,
    ...results.flatMap(r =>
      r.shape.length === 0
        ? [`fx_write(&${r.name}, 1);`]
        : [`fx_write(${r.name}, ${entriesText(r.shape)});`, `free(${r.name});`],
    ),
    `printf("\\n");`,
  ],
  '    ',
)}
  }
  free(${x});
  return 0;
}`
}

export const c: Language = {
  title: 'C',
  ending: '.c',
  numeral: decimal,
  infinity: 'INFINITY',
  nan: 'NAN',
  choose: (test, yes, no) => `${test} ? ${yes} : ${no}`,
  functions: {
    ...named('sqrt exp log sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh log10 log2 log1p'),
    ...named('pow expm1 cbrt floor ceil trunc fmod hypot erf erfc'),
    ...{ abs: 'fabs', gamma: 'tgamma', lgamma: 'lgamma' },
  },
  // tgamma is infinite at 0 and may be signalled at the other poles.
  routines: 'gamma(x) { return x <= 0 ? (x == floor(x) ? nan : native_gamma(x)) : native_gamma(x); }',
  words: `auto break case char const continue default do double else enum extern float for goto if inline int long register restrict
    return short signed sizeof static struct switch typedef union unsigned void volatile while _Bool _Complex _Imaginary
    alignas alignof and and_eq asm bitand bitor bool catch char8_t char16_t char32_t class co_await co_return co_yield compl concept
    const_cast consteval constexpr constinit decltype delete dynamic_cast explicit export false friend mutable namespace new noexcept
    not not_eq nullptr operator or or_eq private protected public reinterpret_cast requires static_assert static_cast template this
    thread_local throw true try typeid typename typeof typeof_unqual using virtual wchar_t xor xor_eq
    main NAN INFINITY HUGE_VAL EOF NULL I errno stdin stdout stderr math_errhandling linux unix
    sqrt exp log pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh log10 log2 log1p expm1 cbrt fabs abs floor ceil
    trunc fmod hypot erf erfc tgamma lgamma gamma signgam j0 j1 jn y0 y1 yn exp2 logb ilogb scalb scalbn ldexp frexp modf rint nearbyint
    lrint llrint round lround llround remainder remquo copysign nan nextafter nexttoward fdim fmax fmin fma drem significand finite
    isnan isinf isfinite isnormal signbit fpclassify exp10 pow10 sincos isgreater isless div ldiv index rindex
    abort exit malloc free rand printf puts putchar getchar strtod labs random time clock read write isspace
    size_t calloc realloc fprintf line count room point`,
  routine: (r, print) =>
    bracedRoutine(r, print, C, (name, list, valued) => `static ${valued ? 'double' : 'void'} ${name}(${list})`),
  tensors: tensorsInC,
  unit: (u, print) => unit(u, print),
  main: u => main(u),
  check: checkText,
  comment: lines =>
    `/*\n${lines.map(l => (l === '' ? ' *' : ` * ${l.replaceAll('*/', '* /').replaceAll('/*', '/ *')}`)).join('\n')}\n */`,
  before: '#include <math.h>',
}
