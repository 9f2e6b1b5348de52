/**
 * Numerical against symbolic derivatives: forward and central differences of x^2; the gradient of a^2 + a*b; and the
 * gradient of the cross-entropy of softmax(x*W), with W 2 by 3.
 */
import { check, compile, diff, evaluate, gradient, latex } from 'fluxion'

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
const t = [0, 0, 1]
const shapes = { let: 'W:[2,3]; x:[2]; t:[3]' }
const [exact] = gradient("-sum(t.*log(softmax(W'*x)))", ['W'], shapes)
console.log(`gradient: ${exact}`)
console.log(`  ${latex(exact)}`)

// 1e-7 keeps the logarithm away from zero, as in the notebook.
const loss = "-sum(t.*log(softmax(W'*x) + 1e-7))"
const network = compile({ loss, gradient: gradient(loss, ['W'], shapes)[0] }, ['W', 'x', 't'], shapes)
const found = network(W, x, t)
console.log(`loss: ${found.loss}`)
console.log('gradient by W:')
for (const row of found.gradient) console.log(`  ${row.map(d => d.toFixed(8)).join('  ')}`)

const report = check(loss, { ...shapes, at: { W, x, t }, variables: ['W'], method: 'central', step: 1e-4 })
const { verdict, worst } = report
console.log(`against central differences of step 1e-4: ${verdict}, all within ${worst.absolute.toExponential(0)}`)

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
// gradient: x*(sum(t)*softmax(W'*x) - t)'
//   x\,(\operatorname{sum}(t)\operatorname{softmax}(W^\top x)-t)^\top
// loss: 0.9280682857864075
// gradient by W:
//   0.21924757  0.14356243  -0.36281000
//   0.32887136  0.21534364  -0.54421500
// against central differences of step 1e-4: ok, all within 1e-10
