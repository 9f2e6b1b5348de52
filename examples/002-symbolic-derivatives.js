/**
 * If w goes up by epsilon and J(w) by k*epsilon, the derivative is k. Here for five functions the finite change
 * (J(w + epsilon) - J(w))/epsilon, the derivative as a formula, and its exact value at a point.
 */
import { check, diff, subs } from 'fluxion'

/** The finite change of a plain JavaScript function, which knows nothing of the library. */
const finiteChange = (J, w, epsilon) => (J(w + epsilon) - J(w)) / epsilon

console.log('J = w^2 at w = 3')
console.log(`  epsilon = 0.001:       k = ${finiteChange(w => w ** 2, 3, 0.001).toFixed(6)}`)
console.log(`  epsilon = 0.000000001: k = ${finiteChange(w => w ** 2, 3, 0.000000001)}`)

const examples = [
  { J: 'w*w', at: 2, near: 2, plain: w => w ** 2 },
  { J: '2*w', at: -3, near: 3, plain: w => 2 * w },
  { J: 'w*w*w', at: 2, near: 2, plain: w => w ** 3 },
  { J: '1/w', at: 2, near: 2, plain: w => 1 / w },
  { J: '1/w^2', at: 4, near: 4, plain: w => 1 / w ** 2 },
]
for (const { J, at, near, plain } of examples) {
  const dJ = diff(J, 'w')
  console.log(`J = ${J}`)
  console.log(`  dJ/dw = ${dJ}, at w = ${at} exactly ${subs(dJ, { w: at })}`)
  console.log(`  finite change at w = ${near}: ${finiteChange(plain, near, 0.001)}`)
}

console.log('the same comparison by the library, which chooses the steps')
console.log(String(check('1/w', { at: { w: 2 } })))

// Output:
// J = w^2 at w = 3
//   epsilon = 0.001:       k = 6.001000
//   epsilon = 0.000000001: k = 6.000000496442226
// J = w*w
//   dJ/dw = 2*w, at w = 2 exactly 4
//   finite change at w = 2: 4.000999999999699
// J = 2*w
//   dJ/dw = 2, at w = -3 exactly 2
//   finite change at w = 3: 1.9999999999997797
// J = w*w*w
//   dJ/dw = 3*w^2, at w = 2 exactly 12
//   finite change at w = 2: 12.006000999997823
// J = 1/w
//   dJ/dw = -1/w^2, at w = 2 exactly -1/4
//   finite change at w = 2: -0.2498750624687629
// J = 1/w^2
//   dJ/dw = -2/w^3, at w = 4 exactly -1/32
//   finite change at w = 4: -0.031238285155041345
// the same comparison by the library, which chooses the steps
// value 0.5 at w = 2
// variable  symbolic  numeric  abs error  rel error  verdict  method
// w            -0.25    -0.25          0          0  ok       complex
