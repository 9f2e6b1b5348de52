/**
 * A layer of a network, f(X, W) = sigmoid(X*W), with X 3 by 3 and W 3 by 2, written by components. The gradient of
 * the sum of its entries by X is sigma'(X*W) contracted with W'. To see that it is the differential, every entry of
 * X in turn is moved by 0.01, and the change of f is set beside what the gradient foretells.
 */
import { compile, diff, gradient } from 'fluxion'

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

const [rows, inner, columns] = [X.length, W.length, W[0].length]
const upTo = n => Array.from({ length: n }, (_, k) => k + 1)
const entriesOf = (name, m, n) => upTo(m).flatMap(i => upTo(n).map(j => `${name}[${i},${j}]`))

// f[i,j] = sigmoid(X[i,1]*W[1,j] + X[i,2]*W[2,j] + X[i,3]*W[3,j])
const product = (i, j) =>
  upTo(inner)
    .map(k => `X[${i},${k}]*W[${k},${j}]`)
    .join(' + ')
const f = upTo(rows).flatMap(i => upTo(columns).map(j => `sigmoid(${product(i, j)})`))
const sum = f.join(' + ')

const xs = entriesOf('X', rows, inner)
const names = [...xs, ...entriesOf('W', inner, columns)]
const value = compile(sum, names)
const slope = compile(gradient(sum, xs), names)

console.log(`f[1,1] = ${f[0]}`)
console.log(`sigma'(n) = ${diff('sigmoid(n)', 'n')}`)
console.log(`df[1,1]/dX[1,2] = ${diff(f[0], 'X[1,2]')}`)
console.log(`df[1,1]/dX[2,2] = ${diff(f[0], 'X[2,2]')}`)
console.log()
console.log('\tjk\tsumDeltaF\tsumDifferential')
for (const [n, name] of xs.entries()) {
  const from = X.flat().with(n, start)
  const to = X.flat().with(n, start + delta)
  const change = value(...to, ...W.flat()) - value(...from, ...W.flat())
  const differential = slope(...from, ...W.flat())[n] * delta
  console.log(`${n}\t${name.replace(/\D/g, '')}\t${change.toFixed(6)}\t${differential.toFixed(6)}`)
}

// Output:
// f[1,1] = sigmoid(X[1,1]*W[1,1] + X[1,2]*W[2,1] + X[1,3]*W[3,1])
// sigma'(n) = sigmoid(n)*sigmoid(-n)
// df[1,1]/dX[1,2] = W[2, 1]*sigmoid(W[1, 1]*X[1, 1] + W[2, 1]*X[1, 2] + W[3, 1]*X[1, 3])*sigmoid(-W[1, 1]*X[1, 1] - W[2, 1]*X[1, 2] - W[3, 1]*X[1, 3])
// df[1,1]/dX[2,2] = 0
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
