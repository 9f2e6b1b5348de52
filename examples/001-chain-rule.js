/**
 * The chain rule, three times. f = (x + y)*z through q = x + y; the neuron 1/(1 + e^(-(x*w + theta))); and the layer
 * f = W*x + theta, whose derivatives by components are delta(k,i)*x[j], W[k,i] and delta(k,i).
 */
import { diff, evaluate, gradient, jacobian, latex, program } from 'fluxion'

console.log('-- f = (x + y)*z at x = -2, y = 5, z = -4')
const at = { x: -2, y: 5, z: -4 }
const { bindings } = program('q = x + y; f = q*z')
for (const { name, value } of bindings) console.log(`${name} = ${value} = ${evaluate(value, at)}`)

const [dfdq, dqdx, dqdy, dfdz] = [diff('q*z', 'q'), diff('x + y', 'x'), diff('x + y', 'y'), diff('q*z', 'z')]
console.log(`df/dx = df/dq*dq/dx = ${dfdq}*${dqdx}, df/dy = df/dq*dq/dy = ${dfdq}*${dqdy}, df/dz = ${dfdz}`)
const gradients = gradient('q = x + y; f = q*z', ['x', 'y', 'z'])
for (const [k, name] of ['x', 'y', 'z'].entries()) {
  console.log(`df/d${name} = ${gradients[k]} = ${evaluate(gradients[k], at)}`)
}

console.log('-- f = 1/(1 + e^(-(x*w + theta)))')
const neuron = '1/(1 + e^(-(x*w + theta)))'
console.log(latex(neuron))
for (const name of ['x', 'w', 'theta']) {
  const partial = diff(neuron, name)
  console.log(`df/d${name} = ${partial}`)
  console.log(`  ${latex(partial)}`)
  console.log(`  at x = 1, w = 2, theta = -1: ${evaluate(partial, { x: 1, w: 2, theta: -1 })}`)
}

console.log('-- f = W*x + theta, n = 2')
const indices = [1, 2]
const f = indices.map(k => `W[${k},1]*x[1] + W[${k},2]*x[2] + theta[${k}]`)
for (const k of indices) console.log(`f[${k}] = ${f[k - 1]}`)

const pairs = indices.flatMap(i => indices.map(j => `W[${i},${j}]`))
const table = (title, variables) => {
  console.log(title)
  const partials = jacobian(f, variables)
  for (const k of indices) {
    console.log(`  k = ${k}: ${variables.map((v, n) => `d/d${v} = ${partials[k - 1][n]}`).join(', ')}`)
  }
}
table('df[k]/dW[i,j] = delta(k,i)*x[j]', pairs)
table(
  'df[k]/dx[i] = W[k,i]',
  indices.map(i => `x[${i}]`),
)
table(
  'df[k]/dtheta[i] = delta(k,i)',
  indices.map(i => `theta[${i}]`),
)

// Output:
// -- f = (x + y)*z at x = -2, y = 5, z = -4
// q = x + y = 3
// f = z*(x + y) = -12
// df/dx = df/dq*dq/dx = z*1, df/dy = df/dq*dq/dy = z*1, df/dz = q
// df/dx = z = -4
// df/dy = z = -4
// df/dz = x + y = 3
// -- f = 1/(1 + e^(-(x*w + theta)))
// \frac{1}{1+e^{-wx-\theta}}
// df/dx = w*e^(-w*x - theta)/(1 + e^(-w*x - theta))^2
//   \frac{we^{-wx-\theta}}{\left(1+e^{-wx-\theta}\right)^2}
//   at x = 1, w = 2, theta = -1: 0.3932238664829637
// df/dw = x*e^(-w*x - theta)/(1 + e^(-w*x - theta))^2
//   \frac{xe^{-wx-\theta}}{\left(1+e^{-wx-\theta}\right)^2}
//   at x = 1, w = 2, theta = -1: 0.19661193324148185
// df/dtheta = e^(-w*x - theta)/(1 + e^(-w*x - theta))^2
//   \frac{e^{-wx-\theta}}{\left(1+e^{-wx-\theta}\right)^2}
//   at x = 1, w = 2, theta = -1: 0.19661193324148185
// -- f = W*x + theta, n = 2
// f[1] = W[1,1]*x[1] + W[1,2]*x[2] + theta[1]
// f[2] = W[2,1]*x[1] + W[2,2]*x[2] + theta[2]
// df[k]/dW[i,j] = delta(k,i)*x[j]
//   k = 1: d/dW[1,1] = x[1], d/dW[1,2] = x[2], d/dW[2,1] = 0, d/dW[2,2] = 0
//   k = 2: d/dW[1,1] = 0, d/dW[1,2] = 0, d/dW[2,1] = x[1], d/dW[2,2] = x[2]
// df[k]/dx[i] = W[k,i]
//   k = 1: d/dx[1] = W[1, 1], d/dx[2] = W[1, 2]
//   k = 2: d/dx[1] = W[2, 1], d/dx[2] = W[2, 2]
// df[k]/dtheta[i] = delta(k,i)
//   k = 1: d/dtheta[1] = 1, d/dtheta[2] = 0
//   k = 2: d/dtheta[1] = 0, d/dtheta[2] = 1
