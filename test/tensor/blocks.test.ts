/** Block matrices: read, printed as text and LaTeX that read back, differentiated by each part, evaluated and compiled. */
import { describe, expect, it } from 'vitest'
import { check, compile, diff, evaluate, latex, parse, parseLatex } from '../../src/index.js'

const LET = 'A:[n,n]; b:[n]; c:[n]; d:real; x:[n]; B:[m,n]; z:[m]; r:real'
const NAMES = ['A', 'b', 'c', 'd', 'x', 'B', 'z']
const AT = {
  A: [
    [4, 1, 0.5],
    [0.25, 5, -1],
    [1, 0.75, 6],
  ],
  b: [0.5, 1.5, 0.75],
  c: [1.25, -0.5, 2],
  d: 3,
  x: [0.3, 1.1, 0.8],
  B: [
    [0.2, -0.4, 0.9],
    [1.3, 0.6, 0.1],
  ],
  z: [0.7, 1.9],
}

const TEXTS = [
  "[A, b; c', d]",
  '[A; B]',
  "[A, B']",
  '[x; z]',
  '[x; 1]',
  "[x', 1]",
  "[x; d]'",
  "inv([A, b; c', d])",
  "[A, b; c', d]*[x; 1]",
  '[eye(n), zeros(n, m); B, eye(m)]',
  "[A, zeros(n); c', 0]",
  "[x'; A]",
  '2*[A; B] - 3*[B; A]',
  '[z; x].*[x; z]',
  'diag([x; z])',
  'kron([A; B], b)',
  'b[1:2]',
  'b[1:m]',
  'A[2:3,1:2]',
]

describe('a block matrix is itself', () => {
  it.each(TEXTS)('%s', text => {
    const e = parse(text, { let: LET })
    const shown = text === "[x; d]'" ? "[x', d]" : text
    expect(String(e)).toBe(shown)
    expect(String(parse(shown, { let: LET }))).toBe(shown)
    expect(String(parseLatex(latex(e), { let: LET }))).toBe(shown)
  })
})

describe('parts of a block matrix', () => {
  it.each([
    ['[x; z][1:n]', 'x'],
    ['[x; z; b][n+1:n+m]', 'z'],
    ['[x; d; z][n+1] + sum(x)', 'd + sum(x)'],
    ['[A, x]*[x; 1]', 'A*x + x'],
    ["tr([A, b; c', d])", 'tr(A) + d'],
    ['[A; B]*x - [A*x; B*x]', 'zeros(m + n)'],
  ])('%s', (text, expected) => {
    const names = Object.keys(AT).filter(n => NAMES.includes(n))
    const [a, b] = [text, expected].map(t => compile(t, names, { let: LET })) as unknown as ((
      ...v: unknown[]
    ) => unknown)[]
    const values = names.map(n => AT[n as keyof typeof AT])
    expect(flat(a?.(...values))).toEqual(flat(b?.(...values)).map(v => expect.closeTo(v, 9)))
  })
})

const flat = (v: unknown): number[] => (Array.isArray(v) ? v.flatMap(flat) : [Number(v)])

const SLOPES: readonly (readonly [text: string, by: string, slope: string])[] = [
  ['[A; B]', 'B', '[i,j;k,l] delta(j,l)*[zeros(n, m); eye(m)][i,k]'],
  ["[x'*x; sum(x)]", 'x', "[2*x'; ones(n)']"],
  ["[r*A, b; c', d]", 'r', "[[A, zeros(n)]; zeros(n + 1)']"],
  ["det([A, b; c', d])", 'A', "adj([A, b; c', d])[1:n,1:n]'"],
  ["det([A, b; c', d])", 'd', "adj([A, b; c', d])[n + 1,n + 1]"],
  ["logdet([A, b; c', d])", 'c', "inv([A, b; c', d])[1:n,n + 1]"],
  ['norm2([A; B]*x - [b; z])^2', 'x', "2*[A', B']*([A; B]*x - [b; z])"],
  ['norm2([A; B]*x - [b; z])^2', 'B', "2*(B*x - z)*x'"],
  ['exp([A*x; z])', 'x', '[diag(exp(A*x))*A; zeros(m, n)]'],
  ['[A*x; z; sum(x)]', 'x', "[A; zeros(m, n); ones(n)']"],
  ["[x; z]'*[b; z]", 'z', '2*z'],
  ['sum(log([x; z]))', 'x', '1./x'],
  ['[A, x]*[x; 1]', 'x', 'A + eye(n)'],
  ["sum([A, b; c', d])", 'A', 'ones(n, n)'],
  ["[A, b; c', d]*[x; 1]", 'A', "[k;i,j] [eye(n); zeros(n)'][k,i]*x[j]"],
]

describe('the derivative by a part', () => {
  it.each(SLOPES)('%s by %s is %s', (text, by, slope) => {
    expect(String(diff(text, by, { let: LET }))).toBe(slope)
  })

  const all = [
    ...SLOPES,
    ['[z; x].*[x; z]', 'x'],
    ['exp([z; x].*[x; z])', 'z'],
    ['diag([x; z])', 'x'],
    ["inv([A, b; c', d])", 'b'],
  ]
  it.each(all.map(([text, by]) => [text, by] as const))('%s by %s agrees with differences', (text, by) => {
    const at = { ...AT, r: 1.5 }
    const report = check(text as string, { at, let: LET, variables: [by as string] })
    expect(report.ok).toBe(true)
  })

  it.each(SLOPES)('%s by %s has one value, evaluated and compiled', (text, by) => {
    const g = diff(text, by, { let: LET })
    const names = [...NAMES, 'r']
    const f = compile(g, names, { let: LET }) as unknown as (...v: unknown[]) => unknown
    const at: Record<string, unknown> = { ...AT, r: 1.5 }
    const compiled = flat(f(...names.map(n => at[n])))
    expect(compiled.length).toBeGreaterThan(0)
    expect(flat(plain(evaluate(g, at as never)))).toEqual(compiled.map(v => expect.closeTo(v, 9)))
  })
})

const plain = (v: unknown): unknown => (ArrayBuffer.isView(v) ? [...(v as unknown as number[])] : v)

describe('what is no block matrix is refused with the sizes', () => {
  it.each([
    ['[x, 1]', 'blocks side by side have as many rows; [x; 1] is one below the other'],
    ['[[A, b]; A]', 'the rows of blocks differ in width: n + 1 and n columns'],
    ['[A, B]', 'blocks side by side have as many rows; [A; B] is one below the other'],
    ['b[3:2]', 'is empty'],
    ['b[n:1]', 'runs backwards'],
  ])('%s', (text, message) => {
    expect(() => parse(text, { let: LET })).toThrow(message)
  })
})
