/**
 * Complex doubles, all of it: `import * as C from '../number/complex.js'`. Pure functions on plain { re, im }
 * objects, principal branches with signed zeros, both parts accurate on their own (see the file of each group).
 */
export {
  abs,
  add,
  arg,
  type Complex,
  complex,
  conj,
  div,
  hasValue,
  inverse,
  isZero,
  mul,
  NOTHING,
  neg,
  ONE,
  principal,
  same,
  scale,
  shift,
  sub,
  ZERO,
} from './complex-arithmetic.js'
export { exp, expm1, log, log1p, sqrt } from './complex-exponential.js'
export {
  acos,
  acosh,
  acot,
  acoth,
  acsc,
  acsch,
  asec,
  asech,
  asin,
  asinh,
  atan,
  atanh,
} from './complex-inverse.js'
export { pow } from './complex-power.js'
export { cos, cosh, cot, coth, csc, csch, sec, sech, sin, sinh, tan, tanh } from './complex-trigonometric.js'
