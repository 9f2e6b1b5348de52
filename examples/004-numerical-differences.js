/**
 * Numerical against symbolic derivatives: forward and central differences of x^2; the gradient of a^2 + a*b; and the
 * gradient of the cross-entropy of softmax(x*W), with W 2 by 3, written by components.
 */
import { check, compile, diff, evaluate, gradient } from 'fluxion'

console.log('-- x^2 at 4, step 0.0001')
for (const method of ['forward', 'central']) {
  const [{ numeric }] = check('x^2', { at: { x: 4 }, method, step: 1e-4 }).variables
  console.log(`${method}: ${numeric}`)
}
console.log(`symbolic: ${diff('x^2', 'x')} = ${evaluate(diff('x^2', 'x'), { x: 4 })}`)

console.log('-- a^2 + a*b at a = 3, b = 4')
const [da, db] = gradient('a^2 + a*b', ['a', 'b'])
console.log(`symbolic: [${da}, ${db}] = ${JSON.stringify(compile([da, db], ['a', 'b'])(3, 4))}`)
// Rounding leaves a central difference of step 1e-7 with eight good digits; the right answer is [10, 3].
const rough = check('a^2 + a*b', { at: { a: 3, b: 4 }, method: 'central', step: 1e-7 })
console.log(`central, step 1e-7: [${rough.variables.map(v => v.numeric.toFixed(8)).join(', ')}]`)
console.log(String(check('a^2 + a*b', { at: { a: 3, b: 4 } })))

console.log('-- the cross-entropy of softmax(x*W)')
const W = [
  [0.47355232, 0.9977393, 0.84668094],
  [0.85557411, 0.03563661, 0.69422093],
]
const x = [0.6, 0.9]
// The third class is the right one; 1e-7 keeps the logarithm away from zero.
const loss = `
  z1 = x[1]*W[1,1] + x[2]*W[2,1];
  z2 = x[1]*W[1,2] + x[2]*W[2,2];
  z3 = x[1]*W[1,3] + x[2]*W[2,3];
  p3 = exp(z3)/(exp(z1) + exp(z2) + exp(z3));
  -log(p3 + 1e-7)`
const weights = [1, 2].flatMap(i => [1, 2, 3].map(j => `W[${i},${j}]`))
const names = [...weights, 'x[1]', 'x[2]']
const network = compile({ loss, gradient: gradient(loss, weights) }, names)
const found = network(...W.flat(), ...x)
console.log(`loss: ${found.loss}`)
console.log('gradient by W:')
for (const row of [0, 1]) {
  const entries = found.gradient.slice(3 * row, 3 * row + 3)
  console.log(`  ${entries.map(d => d.toFixed(8)).join('  ')}`)
}

const values = [...W.flat(), ...x]
const at = Object.fromEntries(names.map((name, n) => [name, values[n]]))
const report = check(loss, { at, variables: weights, method: 'central', step: 1e-4 })
const worst = Math.max(...report.variables.map(v => v.absolute))
console.log(`against central differences of step 1e-4: ${report.verdict}, all within ${worst.toExponential(0)}`)

// Output:
// -- x^2 at 4, step 0.0001
// forward: 8.00009999998963
// central: 7.999999999999119
// symbolic: 2*x = 8
// -- a^2 + a*b at a = 3, b = 4
// symbolic: [2*a + b, a] = [10,3]
// central, step 1e-7: [9.99999999, 3.00000000]
// value 21 at a = 3, b = 4
// variable  symbolic  numeric  abs error  rel error  verdict  method
// a               10       10          0          0  ok       complex
// b                3        3          0          0  ok       complex
// -- the cross-entropy of softmax(x*W)
// loss: 0.9280682857864075
// gradient by W:
//   0.21924757  0.14356243  -0.36281000
//   0.32887136  0.21534364  -0.54421500
// against central differences of step 1e-4: ok, all within 1e-10
