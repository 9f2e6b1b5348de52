/**
 * GLSL (3.30 and later) and WGSL: functions of single precision for shaders. Infinities and NaN are made of their bits, for a shader
 * compiler may refuse or ignore their formulas. Source: GLSL 4.60, 3.6; W3C WGSL, 16.
 */

import { type Braces, bracedRoutine, straight } from '../braces.js'
import { type Language, lineComments, named } from '../language.js'
import { nested, shortDecimal } from '../layout.js'
import { indented, type Printer } from '../print.js'
import type { Part, Unit } from '../unit.js'

const SHARED = named('sqrt exp log pow sin cos tan asin acos atan abs floor ceil trunc log2')

const SIN_PI = [1, 3, 5, 7, 9, 11].map(
  n => (n % 4 === 1 ? 1 : -1) * Array.from({ length: n }, (_, k) => Math.PI / (k + 1)).reduce((a, b) => a * b),
)

/**
 * Powers of zero and of negative numbers are left open there, functions of what is not a number, and inverse functions outside their domain.
 * Logarithms and sines have absolute precision alone: what has to be small with its argument is a polynomial, and hyperbolic functions are those of the library.
 */
const GUARDS = `
pow(x, y) {
  p = native_pow(abs(x), y);
  s = x == 0 ? (y < 0 ? inf : 0) : p;
  return y == 0 ? 1 : y != y ? y : x >= 0 ? s : x < 0 ? (floor(y) != y ? nan : floor(y/2)*2 == y ? s : -s) : x;
}
atan2(y, x) { return y != y ? y : x != x ? x : native_atan2(y, x); }
exp(x) { return x == x ? native_exp(x) : x; }
sqrt(x) { return x < 0 ? nan : native_sqrt(x); }
log(x) { return x > 0 ? native_log(x) : x == 0 ? -inf : nan; }
log2(x) { return x > 0 ? native_log2(x) : x == 0 ? -inf : nan; }
asin(x) { return abs(x) > 1 ? nan : native_asin(x); }
acos(x) { return abs(x) > 1 ? nan : native_acos(x); }
fmod(a, b) { q = a/b; return b == 0 ? nan : a - b*(q < 0 ? ceil(q) : floor(q)); }
log1p(x) {
  s = x/(2 + x);
  return abs(x) < 0.4 ? 2*s*poly(s*s, 1, ${1 / 3}, 0.2, ${1 / 7}, ${1 / 9}) : log(1 + x);
}
expm1(x) {
  return abs(x) < 0.5 ? x*poly(x, 1, 0.5, ${1 / 6}, ${1 / 24}, ${1 / 120}, ${1 / 720}, ${1 / 5040}) : exp(x) - 1;
}
sinpi(x) {
  n = floor(x + 0.5);
  r = x - n;
  s = r*poly(r*r, ${SIN_PI.join(', ')});
  return floor(n/2)*2 == n ? s : -s;
}
`

const NO_INPUT = 'a shader has no standard input'

const GLSL: Braces = {
  ...{ indent: '  ', end: ';', number: 'float', whole: 'int' },
  once: (x, type) => `${type} ${x}`,
  variable: (x, type) => `${type} ${x} = 0.0;`,
  parameter: (x, type) => `${type} ${x}`,
}

const WGSL: Braces = {
  ...{ indent: '  ', end: ';', number: 'f32', whole: 'i32' },
  once: (x, type) => `let ${x}: ${type}`,
  variable: (x, type) => `var ${x}: ${type} = 0.0;`,
  parameter: (x, type) => `${x}: ${type}`,
}

function glslUnit(u: Unit, print: Printer): string {
  const value = u.parts.find(p => p.shape.length === 0)
  const others = u.parts.filter(p => p !== value)
  // A matrix is a list of its entries by rows: arrays of arrays are not in every version.
  const parameters = [
    ...u.parameters.map(p => `float ${p}`),
    ...others.map(p => `out float ${p.name}${p.shape.length === 0 ? '' : `[${p.entries.length}]`}`),
  ]
  const lines = [
    ...print.lines(u.body, straight(GLSL), '  '),
    ...others.flatMap(p =>
      p.entries.map((t, k) => `${p.name}${p.shape.length === 0 ? '' : `[${k}]`} = ${print.term(t)};`),
    ),
    ...(value?.entries.map(t => `return ${print.term(t)};`) ?? []),
  ]
  return `${value ? 'float' : 'void'} ${u.name}(${parameters.join(', ')}) {\n${indented(lines)}\n}`
}

export const glsl: Language = {
  title: 'GLSL',
  ending: '.glsl',
  single: true,
  numeral: shortDecimal,
  infinity: 'uintBitsToFloat(0x7f800000u)',
  nan: 'uintBitsToFloat(0x7fc00000u)',
  choose: (test, yes, no) => `${test} ? ${yes} : ${no}`,
  functions: { ...SHARED, atan2: 'atan' },
  routines: GUARDS,
  words: `attribute const uniform varying buffer shared coherent volatile restrict readonly writeonly atomic_uint layout centroid flat smooth
    noperspective patch sample break continue do for while switch case default if else subroutine in out inout float double int void bool
    true false invariant precise discard return mat2 mat3 mat4 vec2 vec3 vec4 ivec2 ivec3 ivec4 bvec2 bvec3 bvec4 uint uvec2 uvec3 uvec4
    lowp mediump highp precision sampler1D sampler2D sampler3D samplerCube struct common partition active asm class union enum typedef
    template this resource goto inline noinline public static extern external interface long short half fixed unsigned superp input
    output hvec2 hvec3 hvec4 fvec2 fvec3 fvec4 filter sizeof cast namespace using main sqrt exp exp2 log log2 pow sin cos tan asin acos
    atan sinh cosh tanh asinh acosh atanh abs sign floor ceil trunc round fract mod min max clamp mix step smoothstep length distance dot
    cross normalize reflect refract transpose inverse determinant isnan isinf texture noise1 dFdx dFdy fwidth fma modf radians degrees
    value gradient jacobian hessian packed active filter equal not any all`,
  taken: /^gl_/,
  routine: (r, print) => bracedRoutine(r, print, GLSL, (name, list) => `float ${name}(${list})`),
  unit: (u, print) => glslUnit(u, print),
  main: NO_INPUT,
  comment: lineComments('//'),
}

const arrayType = ({ shape }: Part): string => [...shape].reverse().reduce<string>((t, n) => `array<${t}, ${n}>`, 'f32')

function wgslUnit(u: Unit, print: Printer): string {
  const many = u.parts.length > 1
  const fields = u.parts.map(p => `  ${p.name}: ${arrayType(p)},`).join('\n')
  const literal = (p: Part): string => {
    const text = nested(p, print.term)
    return p.shape.length === 0 ? text : text.replaceAll('[', 'array(').replaceAll(']', ')')
  }
  const type = many ? `${u.name}_results` : u.parts.map(arrayType).join('')
  const results = u.parts.map(literal).join(', ')
  const lines = [...print.lines(u.body, straight(WGSL), '  '), `return ${many ? `${type}(${results})` : results};`]
  const struct = many ? `struct ${type} {\n${fields}\n}\n\n` : ''
  return `${struct}fn ${u.name}(${u.parameters.map(p => `${p}: f32`).join(', ')}) -> ${type} {\n${indented(lines)}\n}`
}

const bitsOf = (f: string, bits: string): string =>
  `fn ${f}() -> f32 {\n  var bits: u32 = ${bits};\n  return bitcast<f32>(bits);\n}`

export const wgsl: Language = {
  ...glsl,
  title: 'WGSL',
  ending: '.wgsl',
  infinity: 'fx_infinity()',
  nan: 'fx_nan()',
  // Both values are computed, as everywhere in a formula.
  choose: (test, yes, no) => `select(${no}, ${yes}, ${test})`,
  chooseIsCall: true,
  functions: { ...SHARED, atan2: 'atan2' },
  words: `${glsl.words} alias break case const const_assert continue continuing default diagnostic discard else enable false fn for if let loop
    override requires return struct switch true var while f32 f16 i32 u32 array select bitcast vec2f vec3f vec4f ptr atomic self Self
    NULL abstract async await become cast catch class concept crate debugger decltype delete demote do dyn enum export extends extern
    final finally friend from get groupshared impl implements import inline instanceof interface macro match meta mod module move mut
    mutable namespace new nil noexcept null nullptr of operator package pass private protected pub public ref register require resource
    restrict set shared sizeof smooth static std super target template this throw trait try type typedef typeof union unless use using
    virtual where with yield`,
  helpers: { fx_nan: bitsOf('fx_nan', '0x7fc00000u'), fx_infinity: bitsOf('fx_infinity', '0x7f800000u') },
  routine: (r, print) => bracedRoutine(r, print, WGSL, (name, list) => `fn ${name}(${list}) -> f32`),
  unit: (u, print) => wgslUnit(u, print),
}
