/**
 * The chain rule, three times. f = (x + y)*z through q = x + y; the neuron 1/(1 + e^(-(x*w + theta))); and the layer
 * f = W*x + theta, whose derivatives with indices are delta(k,i)*x[j], W[k,i] and delta(k,i).
 */
import { diff, equation, evaluate, gradient, latex, parse, program } from 'fluxion'

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

console.log('-- f = W*x + theta, with W m by n')
const shapes = { let: 'W:[m,n]; x:[n]; theta:[m]; g:[m]' }
const f = 'W*x + theta'
for (const name of ['W', 'x', 'theta']) {
  console.log(`df/d${name} = ${diff(f, name, shapes)}, with indices ${diff(f, name, { ...shapes, form: 'index' })}`)
  console.log(`  ${equation(f, name, { ...shapes, name: 'f', form: 'index' })}`)
}
// The same in indices: a delta summed over leaves one term, and what is left is a matrix again.
const byIndices = 'f_k = sum(j, W[k,j]*x[j]) + theta[k]'
console.log(`${byIndices}: ${parse(byIndices, shapes)}, by W ${diff(byIndices, 'W', shapes)}`)
console.log(`sum(k, g[k]*delta(k,i)*x[j]) = ${parse('[i,j;] sum(k, g[k]*delta(k,i)*x[j])', shapes)}`)
console.log(`d(g'*f)/dW = ${diff(`g'*(${f})`, 'W', shapes)}`)

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
// df/dx = w*e^(-(x*w + theta))/(1 + e^(-(x*w + theta)))^2
//   \frac{we^{-(xw+\theta)}}{\left(1+e^{-(xw+\theta)}\right)^2}
//   at x = 1, w = 2, theta = -1: 0.3932238664829637
// df/dw = x*e^(-(x*w + theta))/(1 + e^(-(x*w + theta)))^2
//   \frac{xe^{-(xw+\theta)}}{\left(1+e^{-(xw+\theta)}\right)^2}
//   at x = 1, w = 2, theta = -1: 0.19661193324148185
// df/dtheta = e^(-(x*w + theta))/(1 + e^(-(x*w + theta)))^2
//   \frac{e^{-(xw+\theta)}}{\left(1+e^{-(xw+\theta)}\right)^2}
//   at x = 1, w = 2, theta = -1: 0.19661193324148185
// -- f = W*x + theta, with W m by n
// df/dW = [k;i,j] delta(k,i)*x[j], with indices [k;i,j] delta(k,i)*x[j]
//   \frac{\partial}{\partial W_{ij}}f_{k}=\delta_{ki}x_{j}
// df/dx = W, with indices [i;j] W[i,j]
//   \frac{\partial}{\partial x_{j}}f_{i}=W_{ij}
// df/dtheta = eye(m), with indices [i:m;j] delta(i,j)
//   \frac{\partial}{\partial \theta_{j}}f_{i}=\delta_{ij}
// f_k = sum(j, W[k,j]*x[j]) + theta[k]: W*x + theta, by W [k;i,j] delta(k,i)*x[j]
// sum(k, g[k]*delta(k,i)*x[j]) = g*x'
// d(g'*f)/dW = g*x'
