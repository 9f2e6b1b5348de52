/** Tensors in Fortran: arguments and results are arrays with their axes, intermediate arrays lie in one piece by rows. All count from 0. */

import type { TensorLanguage } from '../../language.js'
import { associated, closed, declared, forms, long } from '../../languages/fortran-forms.js'
import type { Printer } from '../../print.js'
import type { LoopForms, Storage } from '../loop-forms.js'
import { type LoopText, loopUnit } from '../loops.js'
import { entriesText, flatIndex } from '../places.js'
import { inputsOf, type TensorUnit, totalOf } from '../unit.js'

const FORMS: LoopForms = {
  statements: forms(''),
  indent: '  ',
  axes: true,
  entry: ({ name, shape, role }, index) =>
    shape.length === 0 ? name : `${name}(${role === 'temporary' ? flatIndex(shape, index) : index.join(', ')})`,
  real: size => `real(${size}, dp)`,
  for: (i, n) => `do ${i} = 0, ${n} - 1`,
  end: 'end do',
  zero: x => `${x} = 0.0d0`,
  plus: (x, term) => `${x} = ${x} + ${term.startsWith('-') ? `(${term})` : term}`,
  set: (x, value) => `${x} = ${value}`,
  argument: ({ name }) => name,
  do: call => `call ${call}`,
}

export const tensorsInFortran: TensorLanguage = unit => loopUnit(unit, FORMS, written, main)

const bounds = (shape: readonly string[]): string =>
  shape.length === 0 ? '' : `(${shape.map(n => `0:${n} - 1`).join(', ')})`

const shaped = ({ name, shape }: Storage): string => `${name}${bounds(shape)}`

function written(unit: TensorUnit, text: LoopText, print: Printer): string {
  const lines = text.lines(print)
  const temporaries = [...text.storages.filter(s => s.role === 'temporary'), ...text.workspaces]
  const arrays = temporaries.filter(s => s.shape.length > 0)
  const numbers = [...text.numbers, ...temporaries.filter(s => s.shape.length === 0).map(s => s.name)]
  const parameters = [...unit.sizes, ...unit.arguments.map(a => a.name), ...text.results.map(r => r.name)]
  const work = [
    ...unit.program.requires.map(r => `if (${text.size(r.size)} < ${r.least}) error stop 'an array is too short'`),
    ...arrays.map(a => `allocate (${a.name}(0:${entriesText(a.shape)} - 1))`),
    ...closed(lines),
  ]
  const body = [
    ...declared('integer, intent(in)', unit.sizes),
    ...inputsOf(unit).map(a => `real(dp), intent(in) :: ${shaped(a)}`),
    ...text.results.map(r => `real(dp), intent(${text.isReadBack(r) ? 'inout' : 'out'}) :: ${shaped(r)}`),
    ...declared(
      'real(dp), allocatable',
      arrays.map(a => `${a.name}(:)`),
    ),
    ...declared('real(dp)', numbers),
    ...declared('integer', text.indices),
    // Sizes stand in the bounds.
    ...associated(
      work,
      unit.arguments.map(a => a.name),
    ),
    ...work,
  ]
  return [
    `subroutine ${unit.name}(${parameters.join(', ')})`,
    ...body.map(l => `  ${l}`),
    `end subroutine ${unit.name}`,
  ]
    .map(long)
    .join('\n')
}

/** An array constructor reads by columns what was written by rows. */
const byRows = (a: Storage, from: string): string =>
  a.shape.length === 1
    ? from
    : `reshape(${from}, [${a.shape.join(', ')}], order=[${a.shape.map((_, k) => a.shape.length - k).join(', ')}])`

function main(unit: TensorUnit, text: LoopText): string {
  const [x, at, line, count, status] = ['point', 'at', 'line', 'count', 'status'].map(unit.give)
  const inputs = inputsOf(unit)
  const arrays = [...inputs, ...text.results].filter(a => a.shape.length > 0)
  const numbers = [...inputs, ...text.results].filter(a => a.shape.length === 0).map(a => a.name)
  const n = unit.sizes.length
  const colons = (a: Storage): string => `${a.name}(${a.shape.map(() => ':').join(', ')})`
  const reads = inputs.flatMap(a =>
    a.shape.length === 0
      ? [`${a.name} = ${x}(${at})`, `${at} = ${at} + 1`]
      : [
          `allocate (${shaped(a)})`,
          `${a.name} = ${byRows(a, `${x}(${at}:${at} + ${a.count} - 1)`)}`,
          `${at} = ${at} + ${a.count}`,
        ],
  )
  const writes = text.results.flatMap(r => {
    if (r.shape.length === 0) return [`call put([${r.name}])`]
    const order = [...r.shape.keys()].reverse()
    const turned =
      r.shape.length === 1
        ? r.name
        : `reshape(${r.name}, [${order.map(k => r.shape[k]).join(', ')}], order=[${r.shape.map((_, k) => r.shape.length - k).join(', ')}])`
    return [`call put(reshape(${turned}, [${entriesText(r.shape)}]))`]
  })
  const body = [
    `read (${line}, *, iostat=${status}) ${x}(1:${Math.max(n, 1)})`,
    ...(n === 0 ? [`${status} = 0`] : []),
    ...unit.sizes.map((s, k) => `${s} = max(0, int(${x}(${k + 1})))`),
    `${count} = ${n} + ${totalOf(inputs)}`,
    `if (${count} >= size(${x})) ${status} = 1`,
    `if (${status} == 0) read (${line}, *, iostat=${status}) ${x}(1:${count})`,
    // One more number must not be there.
    `if (${status} == 0) then`,
    `  read (${line}, *, iostat=${status}) ${x}(1:${count} + 1)`,
    `  ${status} = merge(1, 0, ${status} == 0)`,
    'end if',
    `if (${status} /= 0) then`,
    `  write (error_unit, '(a)') 'the sizes and as many numbers as they say are needed'`,
    '  stop 2',
    'end if',
    `${at} = ${n + 1}`,
    ...reads,
    ...text.results.flatMap(r => (r.shape.length === 0 ? [] : [`allocate (${shaped(r)})`])),
    `call ${unit.name}(${[...unit.sizes, ...inputs.map(a => a.name), ...text.results.map(r => r.name)].join(', ')})`,
    ...writes,
    `write (*, '(a)') ''`,
    ...(arrays.length === 0 ? [] : [`deallocate (${arrays.map(a => a.name).join(', ')})`]),
  ]
  return [
    '! Reads points, one a line: the sizes, then the arguments in order, arrays by rows.',
    '! Writes the results, one line a point.',
    'program fx_main',
    `  use ${unit.name.replace(/_$/, '')}_module`,
    '  use, intrinsic :: ieee_arithmetic, only: ieee_is_nan, ieee_is_finite',
    '  use, intrinsic :: iso_fortran_env, only: error_unit',
    '  implicit none',
    `  real(dp) :: ${x}(100000)`,
    `  character(len=1000000) :: ${line}`,
    ...declared('integer', [at, count, status, ...unit.sizes] as string[]).map(l => `  ${l}`),
    ...declared('real(dp), allocatable', arrays.map(colons)).map(l => `  ${l}`),
    ...declared('real(dp)', numbers).map(l => `  ${l}`),
    '  do',
    `    read (*, '(a)', iostat=${status}) ${line}`,
    `    if (${status} /= 0) exit`,
    `    if (len_trim(${line}) == 0) cycle`,
    ...body.map(l => `    ${l}`),
    '  end do',
    'contains',
    '  subroutine put(r)',
    '    real(dp), intent(in) :: r(:)',
    '    integer :: place',
    '    do place = 1, size(r)',
    '      if (ieee_is_nan(r(place))) then',
    `        write (*, '(a)', advance='no') 'nan '`,
    '      else if (ieee_is_finite(r(place))) then',
    `        write (*, '(es24.16e3, a)', advance='no') r(place), ' '`,
    '      else if (r(place) > 0) then',
    `        write (*, '(a)', advance='no') 'inf '`,
    '      else',
    `        write (*, '(a)', advance='no') '-inf '`,
    '      end if',
    '    end do',
    '  end subroutine put',
    'end program fx_main',
  ]
    .map(long)
    .join('\n')
}
