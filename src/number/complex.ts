/**
 * Complex doubles, all of it: `import * as C from './complex.js'`. Pure functions on plain { re, im }
 * objects, principal branches with signed zeros, both parts accurate on their own (see the file of each group).
 */
export * from './complex-arithmetic.js'
export * from './complex-exponential.js'
export * from './complex-inverse.js'
export * from './complex-power.js'
export * from './complex-trigonometric.js'
