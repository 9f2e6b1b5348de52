/**
 * 단순식과 경사해석, 복합식의 연쇄법칙: the gradients of simple expressions, then the chain rule by a forward and a
 * backward pass through (x + y)*z and through a neuron. Every local derivative comes from the library.
 */
import { check, compile, diff, evaluate, gradient } from 'fluxion'

const show = (name, value) => console.log(`${name} = ${JSON.stringify(value)}`)

/** The value and the gradient of f by x and y, as functions of x and y. */
const simple = f => compile({ f, gradient: gradient(f, ['x', 'y']) }, ['x', 'y'])

for (const f of ['x*y', 'x + y', 'max(x, y)']) {
  console.log(`-- f(x, y) = ${f} at x = 2, y = 4`)
  const at = simple(f)(2, 4)
  show('f', at.f)
  show('dfdx', at.gradient[0])
  show('dfdy', at.gradient[1])
}

console.log('-- max(x, y) the other way round, and at a tie')
const maximum = simple('max(x, y)')
console.log(`x = 4, y = 2: gradient ${JSON.stringify(maximum(4, 2).gradient)}`)
console.log(`x = 3, y = 3: gradient ${JSON.stringify(maximum(3, 3).gradient)}, the first of equals wins`)
console.log(`x = 3, y = 3 is marked as a ${check('max(x, y)', { at: { x: 3, y: 3 } }).verdict}`)

console.log('-- f(x, y, z) = (x + y)*z at x = -2, y = 5, z = -4')
const [x, y, z] = [-2, 5, -4]
// forward
const q = evaluate('x + y', { x, y })
const f = evaluate('q*z', { q, z })
// backward, in reverse order
const dfdz = evaluate(diff('q*z', 'z'), { q, z })
const dfdq = evaluate(diff('q*z', 'q'), { q, z })
const dfdx = evaluate(diff('x + y', 'x')) * dfdq
const dfdy = evaluate(diff('x + y', 'y')) * dfdq
for (const [name, value] of Object.entries({ q, f, dfdz, dfdq, dfdx, dfdy })) show(name, value)

console.log('-- f = 1/(1 + e^(-(w0*x0 + w1*x1 + w2))) at w = [2, -3, -3], x = [-1, -2]')
const point = { w0: 2, w1: -3, w2: -3, x0: -1, x1: -2 }
// forward
const dotProduct = 'w0*x0 + w1*x1 + w2'
const neuron = '1/(1 + exp(-dot))'
const dot = evaluate(dotProduct, point)
show('dot', dot)
show('f', evaluate(neuron, { dot }))
// backward
const ddot = evaluate(diff(neuron, 'dot'), { dot })
const backward = names => gradient(dotProduct, names).map(partial => evaluate(partial, point) * ddot)
show('ddot', ddot)
show('dx', backward(['x0', 'x1']))
show('dw', backward(['w0', 'w1', 'w2']))

// Output:
// -- f(x, y) = x*y at x = 2, y = 4
// f = 8
// dfdx = 4
// dfdy = 2
// -- f(x, y) = x + y at x = 2, y = 4
// f = 6
// dfdx = 1
// dfdy = 1
// -- f(x, y) = max(x, y) at x = 2, y = 4
// f = 4
// dfdx = 0
// dfdy = 1
// -- max(x, y) the other way round, and at a tie
// x = 4, y = 2: gradient [1,0]
// x = 3, y = 3: gradient [1,0], the first of equals wins
// x = 3, y = 3 is marked as a kink
// -- f(x, y, z) = (x + y)*z at x = -2, y = 5, z = -4
// q = 3
// f = -12
// dfdz = 3
// dfdq = -4
// dfdx = -4
// dfdy = -4
// -- f = 1/(1 + e^(-(w0*x0 + w1*x1 + w2))) at w = [2, -3, -3], x = [-1, -2]
// dot = 1
// f = 0.7310585786300049
// ddot = 0.19661193324148185
// dx = [0.3932238664829637,-0.5898357997244456]
// dw = [-0.19661193324148185,-0.3932238664829637,0.19661193324148185]
