/** Expression files for tests. */
import { readModel } from '../../src/flx/model.js'

export const NEURON = `# a neuron
let w:real x:real
q = w*x + b          # the sum
f = sigmoid(q)
export f
export slope = gradient f by w, x, b
export H = hessian f by w, b
export g(a, c) = a^2*c + q
export delete = g(2, x)^2
at w = 1, x = 2, b = 0
at w = 1/2, x = pi, b = -1, a = 1, c = 2
`

export const LAYER = `let W:[2,3]; x:[2]; t:[3]
z = W'*x
loss = -sum(t.*log(softmax(z)))
export loss
export dW = gradient loss by W
export both = gradient loss by W, x
export energy(k) = k*sum(x.^2)
at W = [[1,2,3],[4,5,6]], x = [1;2], t = [0,1,0], k = 3
`

export const modelOf = (text: string) => readModel({ file: 'model.flx', text })
