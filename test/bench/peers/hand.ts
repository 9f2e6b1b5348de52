/** What a programmer writes by hand in JavaScript: value and derivatives in numbers. */
import { coordinate, points, problem, symbolsIn } from '../problems.js'

const place = (key: string): ReadonlyMap<string, number> => {
  const [[f] = ['']] = problem(key).functions
  return new Map(symbolsIn(f).map((name, k) => [name, coordinate(k)]))
}

const column = (at: ReadonlyMap<string, number>, names: readonly string[]): Float64Array =>
  Float64Array.from(names, n => at.get(n) ?? Number.NaN)

const named = (letter: string, n: number): string[] => Array.from({ length: n }, (_, k) => `${letter}${k + 1}`)

function loss(): () => unknown {
  const at = place('loss')
  const units = Array.from({ length: 100 }, (_, k) => k + 1)
  const w = column(
    at,
    units.flatMap(k => named(`w${k}x`, 8)),
  )
  const [v, b, u] = [column(at, named('v', 100)), column(at, named('b', 100)), column(at, named('u', 8))]
  const t = at.get('t') ?? 0
  const slope = new Float64Array(1000)
  const hidden = new Float64Array(100)
  return () => {
    let y = -t
    for (let k = 0; k < 100; k++) {
      let s = b[k] as number
      for (let j = 0; j < 8; j++) s += (w[8 * k + j] as number) * (u[j] as number)
      const h = Math.tanh(s)
      hidden[k] = h
      y += (v[k] as number) * h
    }
    for (let k = 0; k < 100; k++) {
      const h = hidden[k] as number
      const inner = 2 * y * (v[k] as number) * (1 - h * h)
      for (let j = 0; j < 8; j++) slope[10 * k + j] = inner * (u[j] as number)
      slope[10 * k + 8] = inner
      slope[10 * k + 9] = 2 * y * h
    }
    return y * y + (slope[999] as number)
  }
}

function softmax(): () => unknown {
  const z = column(place('softmax'), named('z', 200))
  const slope = new Float64Array(200)
  return () => {
    let sum = 0
    for (let k = 0; k < 200; k++) {
      const e = Math.exp(z[k] as number)
      slope[k] = e
      sum += e
    }
    for (let k = 0; k < 200; k++) slope[k] = (slope[k] as number) / sum - (k === 6 ? 1 : 0)
    return Math.log(sum) - (z[6] as number)
  }
}

function chain(): () => unknown {
  const at = place('chain')
  const [w, b] = [column(at, named('w', 30)), column(at, named('b', 30))]
  const x = at.get('x') ?? 0
  const hidden = new Float64Array(31)
  const slope = new Float64Array(60)
  return () => {
    hidden[0] = x
    for (let k = 0; k < 30; k++) hidden[k + 1] = Math.tanh((w[k] as number) * (hidden[k] as number) + (b[k] as number))
    let inner = 1
    for (let k = 29; k >= 0; k--) {
      const h = hidden[k + 1] as number
      inner *= 1 - h * h
      slope[k] = inner * (hidden[k] as number)
      slope[30 + k] = inner
      inner *= w[k] as number
    }
    return hidden[30]
  }
}

function manyPoints(): () => unknown {
  const x = points()
  const out = new Float64Array(x.length)
  return () => {
    for (let k = 0; k < x.length; k++) {
      const t = x[k] as number
      const square = t * t
      const e = Math.exp(-square)
      const below = 1 + square
      const s = Math.sin(3 * t)
      out[k] = (e * (3 * Math.cos(3 * t) - 2 * t * s * (1 + 1 / below))) / below
    }
    return out
  }
}

export const hand: Readonly<Record<string, (() => () => unknown) | undefined>> = {
  'loss-value': loss,
  'softmax-value': softmax,
  'chain-value': chain,
  points: manyPoints,
}
