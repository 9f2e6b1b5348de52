/**
 * A layer of a network, f(X, W) = sigmoid(X*W), with X 3 by 3 and W 3 by 2. The gradient of the sum of its entries by X
 * is sigma'(X*W) contracted with W'. To see that it is the differential, every entry of X in turn is moved by 0.01, and
 * the change of f is set beside what the gradient foretells.
 */
import { compile, diff, gradient, latex } from 'fluxion'

const X = [
  [0.5, -1.25, 2],
  [-2.25, 1.5, -0.75],
  [1.75, -0.5, 0.25],
]
const W = [
  [1.2, -0.7],
  [-2.1, 0.4],
  [0.3, 1.6],
]
const start = 0.8
const delta = 0.01

const shapes = { let: 'X:[3,3]; W:[3,2]' }
const f = 'sigmoid(X*W)'
const [slope] = gradient(`sum(${f})`, ['X'], shapes)

console.log(`f = ${f}`)
console.log(`sigma'(n) = ${diff('sigmoid(n)', 'n')}`)
console.log(`df/dX = ${diff(f, 'X', shapes)}`)
console.log(`df[1,1]/dX[1,2] = ${diff(`(${f})[1,1]`, 'X[1,2]', shapes)}`)
console.log(`df[1,1]/dX[2,2] = ${diff(`(${f})[1,1]`, 'X[2,2]', shapes)}`)
console.log(`dsum(f)/dX = ${slope}`)
console.log(`  ${latex(slope)}`)
console.log()
console.log('\tjk\tsumDeltaF\tsumDifferential')
const layer = compile({ value: `sum(${f})`, slope }, ['X', 'W'], shapes)
let line = 0
for (const [j, row] of X.entries()) {
  for (const k of row.keys()) {
    const moved = entry => X.with(j, row.with(k, entry))
    const from = layer(moved(start), W)
    const change = layer(moved(start + delta), W).value - from.value
    const differential = from.slope[j][k] * delta
    console.log(`${line++}\t${j + 1}${k + 1}\t${change.toFixed(6)}\t${differential.toFixed(6)}`)
  }
}

// Output:
// f = sigmoid(X*W)
// sigma'(n) = sigmoid(n)*(1 - sigmoid(n))
// df/dX = [i,j;k,l] delta(i,k)*W[l,j]*(sigmoid(X*W).*sigmoid(-X*W))[i,j]
// df[1,1]/dX[1,2] = W[2,1]*sigmoid(X*W)[1,1]*sigmoid(-X*W)[1,1]
// df[1,1]/dX[2,2] = 0
// dsum(f)/dX = (sigmoid(X*W).*sigmoid(-X*W))*W'
//   (\sigma(XW)\odot \sigma(-XW))W^\top
//
// 	jk	sumDeltaF	sumDifferential
// 0	11	-0.000485	-0.000482
// 1	12	-0.004792	-0.004804
// 2	13	0.003902	0.003909
// 3	21	-0.000361	-0.000368
// 4	22	0.000684	0.000682
// 5	23	0.000482	0.000486
// 6	31	-0.000519	-0.000514
// 7	32	-0.004014	-0.004002
// 8	33	0.004076	0.004074
