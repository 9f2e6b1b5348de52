/**
 * Tensors in C: arrays by pointers, entries by rows, sizes as `size_t`. Intermediate arrays are one piece of memory, of zeros since compilers warn
 * of memory that is set in loops alone.
 */

import type { Braces } from '../../braces.js'
import type { TensorLanguage, TensorText } from '../../language.js'
import { allRead, lineReader } from '../../languages/c-reader.js'
import { indented, type Printer } from '../../print.js'
import { bracedLoops, type LoopForms, type Storage } from '../loop-forms.js'
import { type LoopText, loopUnit } from '../loops.js'
import { entriesText, flatIndex } from '../places.js'
import { inputsOf, type TensorUnit, totalOf } from '../unit.js'

export const C: Braces = {
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

const parameter = ({ name, shape, role }: Storage): string =>
  role === 'output' ? `double *${name}` : shape.length > 0 ? `const double *${name}` : `double ${name}`

const unitOf = (unit: TensorUnit): TensorText => ({
  ...loopUnit(unit, FORMS, written, main),
  before: '#include <stddef.h>\n#include <stdlib.h>',
})

export const tensorsInC: TensorLanguage = unitOf

function written(unit: TensorUnit, text: LoopText, print: Printer): string {
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
    ...inputsOf(unit).map(parameter),
    ...results.map(parameter),
  ]
  const given = [...unit.sizes, ...unit.arguments.map(a => a.name)]
  const end = [...(arrays.length === 0 ? [] : [`free(${all});`]), 'return 0;']
  return `/* 0 when done; 1 without memory${unit.program.requires.length > 0 ? '; 2 where an array is too short' : ''}. */
int ${unit.name}(${parameters.join(', ')}) {
${indented([...allRead(body, given), ...end])}
}`
}

const reader = (): string =>
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

function main(unit: TensorUnit, text: LoopText): string {
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

${reader()}

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
