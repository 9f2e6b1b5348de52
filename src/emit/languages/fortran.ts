/** Fortran 2008, free form: a module with one procedure. Lines are at most 132 long. Source: ISO/IEC 1539-1:2010, 13.7. */
import { arraysWritten, hasValue, namesSet, type Routine, WHOLE } from '../code.js'
import { type Language, lineComments, named } from '../language.js'
import { entriesOf } from '../layout.js'
import { indented, type Printer } from '../print.js'
import { tensorsInFortran } from '../tensor/languages/fortran.js'
import { isScalar, type Part, type Unit } from '../unit.js'
import { associated, closed, declared, forms, long } from './fortran-forms.js'

const shapeOf = ({ shape }: Part): string => (shape.length === 0 ? '' : `(${shape.join(', ')})`)

function unit(u: Unit, print: Printer): string {
  const lines = print.lines(u.body, forms(''), '  ')
  const locals = u.body.flatMap(s => (s.kind === 'set' ? [s.name] : []))
  const stores = u.parts.flatMap(p =>
    entriesOf(p).map(
      ({ at, term }) => `${p.name}${at.length === 0 ? '' : `(${at.map(k => k + 1).join(', ')})`} = ${print.term(term)}`,
    ),
  )
  const unused = associated([...lines, ...stores], u.parameters)
  const inputs = declared('real(dp), intent(in)', u.parameters)
  const one = isScalar(u)
  const outputs = u.parts.map(p => (one ? 'real(dp) :: value' : `real(dp), intent(out) :: ${p.name}${shapeOf(p)}`))
  const parameters = [...u.parameters, ...(one ? [] : u.parts.map(p => p.name))].join(', ')
  const word = one ? 'function' : 'subroutine'
  return [
    `${one ? 'pure function' : 'pure subroutine'} ${u.name}(${parameters})${one ? ' result(value)' : ''}`,
    ...[...inputs, ...outputs, ...declared('real(dp)', locals), ...unused, ...lines, ...stores].map(
      line => `  ${line}`,
    ),
    `end ${word} ${u.name}`,
  ]
    .map(long)
    .join('\n')
}

/** Those of numbers have no side effects. */
function routine(r: Routine, print: Printer): string {
  const isWhole = (x: string): boolean => r.arrays !== undefined && WHOLE.has(x)
  const isArray = (x: string): boolean => r.arrays?.has(x) === true
  const written = new Set([...arraysWritten(r.body)].filter(isArray))
  const locals = [...(hasValue(r) ? ['res'] : []), ...namesSet(r.body).keys()]
  const parameters = (has: (p: string) => boolean): string[] =>
    r.parameters.filter(has).map(p => (isArray(p) ? `${p}(0:*)` : p))
  const name = print.routineName(r.name)
  const word = hasValue(r) ? 'function' : 'subroutine'
  const list = `(${r.parameters.join(', ')})${hasValue(r) ? ' result(res)' : ''}`
  const lines = [
    ...declared('integer, intent(in)', parameters(isWhole)),
    ...declared(
      'real(dp), intent(in)',
      parameters(p => !isWhole(p) && !written.has(p)),
    ),
    ...declared(
      'real(dp), intent(inout)',
      parameters(p => written.has(p)),
    ),
    ...declared('integer', locals.filter(isWhole)),
    ...declared(
      'real(dp)',
      locals.filter(x => !isWhole(x)),
    ),
    ...closed(print.lines(r.body, forms('res'), '  ')),
  ]
  const head = `${r.arrays === undefined ? 'pure ' : ''}${word} ${name}${list}`
  return [head, ...lines.map(l => `  ${l}`), `end ${word} ${name}`].map(long).join('\n')
}

function main(u: Unit): string {
  const n = u.parameters.length
  const one = isScalar(u)
  const args = [...u.parameters.map((_, k) => `x(${k + 1})`), ...(one ? [] : u.parts.map(p => p.name))].join(', ')
  const writes = u.parts.flatMap(p =>
    entriesOf(p).map(({ at }) => `call put(${p.name}${at.length === 0 ? '' : `(${at.map(k => k + 1).join(', ')})`})`),
  )
  return `! Reads points, one a line, and writes the results, one line a point.
program fx_main
  use ${moduleOf(u)}
  use, intrinsic :: ieee_arithmetic, only: ieee_is_nan, ieee_is_finite
  use, intrinsic :: iso_fortran_env, only: error_unit
  implicit none
  real(dp) :: x(${n + 1})
${u.parts.map(p => `  real(dp) :: ${p.name}${shapeOf(p)}`).join('\n')}
  character(len=65536) :: line
  integer :: status, number
  number = 0
  do
    read (*, '(a)', iostat=status) line
    if (status /= 0) exit
    number = number + 1
    if (len_trim(line) == 0) cycle
${n === 0 ? '' : `    read (line, *, iostat=status) x(1:${n})\n`}    if (status == 0) then
      ! One more number must not be there.
      read (line, *, iostat=status) x
      status = merge(1, 0, status == 0)
    end if
    if (status /= 0) then
      write (error_unit, '(a, i0, a)') 'line ', number, ': ${n} numbers are needed'
      stop 2
    end if
${long(`    ${one ? `value = ${u.name}(${args})` : `call ${u.name}(${args})`}`)}
${indented(writes, '    ')}
    write (*, '(a)') ''
  end do
contains
  subroutine put(r)
    real(dp), intent(in) :: r
    if (ieee_is_nan(r)) then
      write (*, '(a)', advance='no') 'nan '
    else if (ieee_is_finite(r)) then
      write (*, '(es24.16e3, a)', advance='no') r, ' '
    else if (r > 0) then
      write (*, '(a)', advance='no') 'inf '
    else
      write (*, '(a)', advance='no') '-inf '
    end if
  end subroutine put
end program fx_main`
}

const special = (f: string, which: string): string => `pure function ${f}() result(res)
  use, intrinsic :: ieee_arithmetic, only: ieee_value, ${which}
  real(dp) :: res
  res = ieee_value(0.0d0, ${which})
end function ${f}`

/** The intrinsic one answers an integer, which may be too small. */
const FLOOR = `pure function fx_floor(a) result(res)
  real(dp), intent(in) :: a
  real(dp) :: res
  res = aint(a)
  if (res > a) res = res - 1
end function fx_floor`

const moduleOf = (u: { readonly name: string }): string => `${u.name.replace(/_$/, '')}_module`

export const fortran: Language = {
  title: 'Fortran',
  ending: '.f90',
  numeral: x => {
    const text = String(x).replace('e+', 'e')
    return text.includes('e') ? text.replace('e', 'd') : `${/\./.test(text) ? text : `${text}.0`}d0`
  },
  infinity: 'fx_infinity()',
  nan: 'fx_nan()',
  comparisons: { '!=': '/=' },
  choose: (test, yes, no) => `merge(${yes}, ${no}, ${test})`,
  chooseIsCall: true,
  functions: {
    ...named(
      'sqrt exp log sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh log10 abs hypot erf erfc gamma',
    ),
    ...{ pow: '($1**$2)', fmod: 'mod', lgamma: 'log_gamma', floor: 'fx_floor' },
  },
  routines: `
gamma(x) { return x <= 0 ? (x == floor(x) ? nan : native_gamma(x)) : native_gamma(x); }
log1p(x) { u = 1 + x; return u == 1 ? x : u == inf ? u : log(u)*(x/(u - 1)); }`,
  words: `abs achar acos acosh aimag aint all allocate allocated anint any asin asinh associated atan atan2 atanh bessel_j0 bit_size block
    call case ceiling char character class close cmplx common complex conjg contains continue cos cosh count cycle data deallocate dble
    digits dim dimension do dot_product double dp dprod else elseif elsewhere end enddo endif entry epsilon equivalence erf erfc exit exp
    exponent external floor forall format fraction function gamma go goto hypot huge iand if implicit in include inquire int integer
    intent interface intrinsic inout kind lbound len line log log10 log_gamma logical matmul max maxexponent maxloc maxval merge min
    minexponent minloc minval mod module modulo nearest nint not null nullify number only open operator optional or out parameter pause
    pointer precision print private procedure product program public put pure r random_number range read real recursive res result
    return rewind save select sequence shape sign sin sinh size spacing spread sqrt status stop subroutine sum tan tanh target then
    tiny transfer transpose trim type ubound use value where while write
    real64 iso_fortran_env ieee_arithmetic ieee_value ieee_positive_inf ieee_quiet_nan ieee_is_nan ieee_is_finite error_unit len_trim reshape place point`,
  caseless: true,
  routine: (r, print) => routine(r, print),
  entry: (array, index) => `${array}(${index})`,
  tensors: tensorsInFortran,
  unit: (u, print) => unit(u, print),
  helpers: {
    fx_nan: special('fx_nan', 'ieee_quiet_nan'),
    fx_infinity: special('fx_infinity', 'ieee_positive_inf'),
    fx_floor: FLOOR,
  },
  around: (u, texts) => `module ${moduleOf(u)}
  use, intrinsic :: iso_fortran_env, only: dp => real64
  implicit none
  private
${long(`  public :: dp, ${u.functions.join(', ')}`)}
contains
${texts.join('\n\n')}
end module ${moduleOf(u)}`,
  main: u => main(u),
  comment: lines => lineComments('!')(lines.map(line => line.slice(0, 4000))),
}
