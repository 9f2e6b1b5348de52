import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { helpOn } from '../../src/cli/help.js'
import { main } from '../../src/cli/shell.js'
import { FUNCTIONS } from '../../src/tensor/read/functions.js'
import { aboutMatrixFunction } from '../../src/tensor/read/help.js'

/** What a pipe sees. */
const seen = async (argv: readonly string[], input: string | undefined) => {
  const { status, output, diagnostics } = await main(argv, async () => input)
  return { status, output, diagnostics }
}
const fluxion = (...argv: string[]) => seen(argv, undefined)

const LOSS = "-sum(t.*log(softmax(W'*x)))"
const SHAPES = ['--let', 'W:[2,3] x:[2] t:[3]']
const AT = 'W=[[0.47355232,0.9977393,0.84668094],[0.85557411,0.03563661,0.69422093]],x=[0.6;0.9],t=[0,0,1]'
const SIZES = ['--let', 'A:[m,n]; x:[n]; b:[m]; S:[n,n] symmetric; s:[]']

describe('arrays of --at say the shapes of what is declared nowhere', () => {
  const at = 'W=[[1,2],[3,4]],x=[1;2]'
  test.each([
    [['eval', 'W*x', '--at', at], '[5, 11]'],
    [['grad', 'norm2(W*x)^2', 'x', '--at', at], '[76, 108]'],
    [['grad', "w'*x + b", 'w', '--at', 'w=[2,-3],x=[-1,-2],b=-3'], '[-1, -2]'],
    [['eval', 'z[1]^2 + z[2]', '--at', 'z=[1,2]'], '3'],
    [['eval', 'u*x', '--let', 'u = W', '--at', 'W=2,x=[1,2]'], '[2, 4]'],
    // Components that run.
    [['eval', 'sum(i,1,3,x[i]^2)', '--at', 'x=[1,2,3]'], '14'],
    [['grad', 'sum(i,1,3,(w*x_i+b-y_i)^2)', 'w', 'b', '--at', 'w=2,b=1,x=[1,2,3],y=[2,4,5]'], '[18, 8]'],
    [['eval', '\\frac1n\\sum_{i=1}^n (w x^{(i)}-y_i)^2', '--at', 'w=2,x=[1,2,3],y=[2,4,6]'], '0'],
    [['subs', 'sum(i,1,n,x_i)', '--at', 'x=[1,2,3],n=3'], '6'],
    [['eval', 'sum(i,1,m,sum(j,1,n,A_ij*x_j))', '--at', 'A=[[1,2,3],[3,4,5]],x=[1,1,1]'], '18'],
    [['diff', 'sum(i,1,n,x_i^2)', 'x', '--at', 'x=[1,2,3]'], '[2, 4, 6]'],
  ])('%j', async (argv, output) => {
    expect(await fluxion(...argv)).toMatchObject({ status: 0, output })
  })
})

test('an array that does not fit how far its index runs is refused', async () => {
  const said = await fluxion('eval', 'sum(i,1,n,x_i)', '--at', 'x=[1,2,3],n=4')
  expect(said.status).toBe(2)
  expect(said.diagnostics).toMatch(/x has size 3, but it is declared as n, with n = 4/)
  const check = await fluxion('check', 'sum(i,1,3,(w*x_i-y_i)^2)', 'w', '--at', 'w=2,x=[1,2,3],y=[2,4,5]')
  expect(check.status).toBe(0)
})

describe('answers', () => {
  const cases: readonly (readonly [argv: readonly string[], output: string])[] = [
    [['grad', LOSS, 'W', ...SHAPES], "x*(sum(t)*softmax(W'*x) - t)'"],
    [['grad', LOSS, 'W', 'x', ...SHAPES], "[x*(sum(t)*softmax(W'*x) - t)', W*(sum(t)*softmax(W'*x) - t)]"],
    [['diff', 'norm2(A*x-b)^2', 'x', ...SIZES], "2*A'*(A*x - b)"],
    [['norm2(A*x-b)^2', 'x', ...SIZES], "2*A'*(A*x - b)"],
    [['diff', 'norm2(A*x-b)^2', 'x', '2', ...SIZES], "2*A'*A"],
    [['grad', "x'*x", '--let', 'x:[n]'], '2*x'],
    [['diff', "s*x'*x", 's', ...SIZES], "x'*x"],
    [['diff', "x'*S*x", 'S', ...SIZES], "x*x'"],
    [['hessian', "x'*S*x", 'x', ...SIZES], '2*S'],
    [['hessian', "x'*S*x", 'x', 's', ...SIZES], '[[2*S, zeros(n)], [zeros(n), 0]]'],
    [['jacobian', 'A*x + b', 'x', ...SIZES], 'A'],
    [['jacobian', 'A*x + b', 'x', 'b', ...SIZES], '[A, eye(m)]'],
    [['tangent', "x'*x = 25", '--at', 'x=[3,4]', ...SIZES], "(x - [3, 4])'*[6, 8] == 0"],
    [['diff', 'A*x', 'A', ...SIZES], '[k;i,j] delta(k,i)*x[j]'],
    [['diff', 'A*x', 'A', ...SIZES, '--form', 'kron'], "kron(x', eye(m))"],
    [['diff', 'A*x', 'x', ...SIZES, '--form', 'index'], '[i;j] A[i,j]'],
    [
      ['diff', 'A*x', 'x', '--let', 'A:[2,2] x:[2]', '--form', 'components'],
      '[[A[1, 1], A[1, 2]], [A[2, 1], A[2, 2]]]',
    ],
    [['diff', 'A*x', 'x', ...SIZES, '--layout', 'denominator'], "A'"],
    [['diff', "x'*A'*b", 'A', ...SIZES, '--layout', 'numerator'], "x*b'"],
    [['diff', 'A*x', 'A[1,2]', '--let', 'A:[2,2] x:[2]', '--at', 'x=[3,4]'], '[4, 0]'],
    [['simplify', "A'*b + A'*b", ...SIZES], "2*A'*b"],
    [['latex', "A'*b", ...SIZES], 'A^\\top b'],
    [['simplify', "A'*b", ...SIZES, '--form', 'index'], "[i;] (A'*b)[i]"],
    [['grad', "x'*x", '--let', 'x:[n]', '--format', 'latex'], '2x'],
    [['diff', "x'*x", 'x', '--let', 'x:[n]', '--format', 'latex', '--equation'], '\\frac{d}{dx}(x^\\top x)=2x'],
    [['equivalent', "(A'*b)'", "b'*A", ...SIZES], 'verified: the difference vanishes in canonical form'],
  ]
  test.each(cases)('%j', async (argv, output) => {
    expect(await fluxion(...argv)).toEqual({ status: 0, output, diagnostics: '' })
  })
})

describe('values', () => {
  const cases: readonly (readonly [argv: readonly string[], output: string])[] = [
    [['subs', "W'*x", ...SHAPES, '--at', 'x=[1/3,2]'], "W'*[1/3, 2]"],
    [['subs', "W'*x", ...SHAPES, '--at', 'x=[1/3,2],W=[1,2,3;4,5,6]'], '[25/3, 32/3, 13]'],
    [['subs', 'A*x', ...SIZES, '--at', "x=A'*b"], "A*A'*b"],
    [['diff', "x'*x", 'x', '--let', 'x:[n]', '--at', 'x=[1/3;2]'], '[2/3, 4]'],
    [['diff', "x'*x", 'x', '--let', 'x:[n]', '--at', 'x=[0.1,2]'], '[0.2, 4]'],
    [['grad', 'norm2(x)', '--let', 'x:[n]', '--at', 'x=[3,4]'], '[3/5, 4/5]'],
    [['grad', 'sum(exp(x))', '--let', 'x:[n]', '--at', 'x=[0,1]'], `[1, ${Math.E}]`],
    [['grad', "b'*A*x", 'x', 'b', ...SIZES, '--at', 'A=[1,2;3,4],x=[1,1],b=[1,2]'], '[[7, 10], [3, 7]]'],
    [['grad', "b'*A*x", 'x', ...SIZES, '--at', 'b=[1,2]'], "A'*[1, 2]"],
    [['hessian', "x'*S*x", 'x', ...SIZES, '--at', 'S=[1,2;2,5]'], '[[2, 4], [4, 10]]'],
    [['eval', "W'*x", ...SHAPES, '--at', 'x=[1/3,2],W=[1,2,3;4,5,6]', '--field', 'exact'], '[25/3, 32/3, 13]'],
    [
      ['eval', 'exp(x)', '--let', 'x:[2]', '--at', 'x=[1,0]', '--precision', '20'],
      '[2.7182818284590452354, 1.0000000000000000000]',
    ],
    [['diff', 'A*x + b', 'b', ...SIZES, '--at', 'A=[1,2;3,4],x=[1,2],b=[0,0]'], '[[1, 0], [0, 1]]'],
  ]
  test.each(cases)('%j', async (argv, output) => {
    expect(await fluxion(...argv)).toEqual({ status: 0, output, diagnostics: '' })
  })

  test('of a determinant that is too large to be written out', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => Array.from({ length: 7 }, (_, j) => (i === j ? 2 : 0)))
    const { output, status } = await fluxion('grad', 'det(A)', '--let', 'A:[n,n]', '--at', `A=${JSON.stringify(rows)}`)
    expect(status).toBe(0)
    expect(JSON.parse(output)).toEqual(rows.map(row => row.map(x => 32 * x)))
  })

  test('of the seed, to six digits', async () => {
    const { output } = await fluxion('grad', LOSS, 'W', ...SHAPES, '--at', AT, '--format', 'json')
    const { value } = JSON.parse(output) as { value: number[][] }
    expect(value.map(row => row.map(x => x.toFixed(6)))).toEqual([
      ['0.219248', '0.143562', '-0.362810'],
      ['0.328871', '0.215344', '-0.544215'],
    ])
  })
})

describe('a file of values', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fluxion-values-'))
  const file = (name: string, content: string): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('gives numbers, texts and arrays', async () => {
    const values = file('values.json', '{"W": [[1, 2, 3], [4, 5, 6]], "x": ["1/3", 2]}')
    expect(await fluxion('subs', "W'*x", ...SHAPES, '--at-file', values)).toMatchObject({ output: '[25/3, 32/3, 13]' })
    expect(await fluxion('subs', "W'*x", ...SHAPES, '--at', 'x=[0,1]', '--at-file', values)).toMatchObject({
      status: 2,
    })
    const scalar = file('scalar.json', '{"w": "1/3"}')
    expect(await fluxion('diff', 'w^2', '--at-file', scalar)).toMatchObject({ status: 0, output: '2/3' })
  })

  test.each([
    ['{"x": 9007199254740993}', '9007199254740993'],
    ['{"x": 0.1000000000000000000001}', '0.1000000000000000000001'],
    ['{"x": -12345678901234567890}', '-12345678901234567890'],
    ['{"x": 1e30}', '1e30'],
    ['{"x": "2^70"}', '1180591620717411303424'],
  ])('keeps every digit: %s', async (content, value) => {
    const path = file('digits.json', content)
    expect(await fluxion('subs', 'x', '--at-file', path)).toMatchObject({ output: value })
  })

  test.each([
    ['nested', `{"x": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'nested brackets'],
    ['leading zero', '{"x": 01}', 'JSON'],
    ['broken', '{', 'broken.json'],
    ['a list', '[1]', 'holds no JSON object'],
    ['null', '{"x": null}', 'the value of x is no number'],
  ])('is refused: %s', async (name, content, message) => {
    const found = await fluxion('eval', 'x', '--at-file', file(`${name}.json`, content))
    expect(found).toMatchObject({ status: 2, output: '' })
    expect(found.diagnostics).toContain(message)
  })

  test('is refused where there is none', async () => {
    expect(await fluxion('eval', 'x', '--at-file', join(folder, 'none.json'))).toMatchObject({ status: 2 })
  })
})

describe('JSON', () => {
  test('has the shape of a tensor', async () => {
    const { output } = await fluxion('grad', LOSS, 'W', ...SHAPES, '--format', 'json')
    expect(JSON.parse(output)).toEqual({
      command: 'grad',
      input: LOSS,
      variables: ['W'],
      result: {
        text: "x*(sum(t)*softmax(W'*x) - t)'",
        latex: expect.stringContaining('\\operatorname{softmax}'),
        shape: [2, 3],
      },
    })
  })

  test('has a list for several variables, and sizes by name', async () => {
    const { output } = await fluxion('grad', "b'*A*x", 'x', 'A', ...SIZES, '--format', 'json')
    const { result } = JSON.parse(output) as { result: { text: string; shape: unknown }[] }
    expect(result.map(r => [r.text, r.shape])).toEqual([
      ["A'*b", ['n']],
      ["b*x'", ['m', 'n']],
    ])
  })
})

describe('check', () => {
  test('compares every entry', async () => {
    const { status, output } = await fluxion('check', LOSS, 'W', ...SHAPES, '--at', AT)
    expect(status).toBe(0)
    for (const entry of ['W[1,1]', 'W[1,3]', 'W[2,3]']) expect(output).toContain(entry)
    expect(output).not.toContain('x[1]  ')
  })

  test('names the worst entry of a claim that is wrong', async () => {
    const claim = ['--claim', 'x=[2*x[1]; 3*x[2]]']
    const { status, output } = await fluxion('check', "x'*x", '--let', 'x:[2]', '--at', 'x=[1,2]', ...claim)
    expect(status).toBe(1)
    expect(output.split('\n').at(-1)).toBe('worst: x[2]: wrong, relative error 3.3e-1')
  })

  test('of a vector names the output as well', async () => {
    const claim = ['--claim', 'x=2*A']
    const { status, output } = await fluxion(
      'check',
      'A*x',
      '--let',
      'A:[2,2] x:[2]',
      '--at',
      'A=[0,0;1,0],x=[1,2]',
      ...claim,
    )
    expect(status).toBe(1)
    expect(output.split('\n').at(-1)).toBe('worst: [2] by x[1]: wrong, relative error 5.0e-1')
  })

  test.each([
    ['symmetric', "a'*S*b", 'S=[2,1;1,3],a=[1,2],b=[3,5]'],
    ['diagonal', "a'*D*b", 'D=[2,0;0,3],a=[1,2],b=[3,5]'],
    ['lower', "a'*L*b", 'L=[2,0;1,3],a=[1,2],b=[3,5]'],
  ])('moves a matrix within what it is: %s', async (_, f, at) => {
    const shapes = 'S:[n,n] symmetric; D:[n,n] diagonal; L:[n,n] lower; a:[n]; b:[n]'
    expect(await fluxion('check', f, '--let', shapes, '--at', at)).toMatchObject({ status: 0 })
  })

  test('marks kinks and where there is no value', async () => {
    const check = (f: string, at: string) => fluxion('check', f, '--let', 'x:[n]', '--at', at)
    expect((await check('norm2(x)', 'x=[0,0]')).output).toContain('kink')
    expect((await check('sum(log(x))', 'x=[1,0]')).output).toContain('undefined')
  })
})

describe('--verify', () => {
  test.each([
    ['grad', LOSS, ...SHAPES],
    ['diff', 'norm2(A*x-b)^2', 'x', '2', ...SIZES],
    ['diff', "x'*S*x + logdet(S)", 'S', '--let', 'S:[n,n] psd; x:[n]'],
    ['diff', 'A*x', 'A', 'x', ...SIZES],
    ['diff', "x'*D*x", 'D', '--let', 'D:[n,n] diagonal; x:[n]'],
    ['diff', 's*A*x', 's', ...SIZES],
    ['diff', 'A*x', 'A[1,2]', '--let', 'A:[2,2] x:[2]'],
    ['diff', 'sum(abs(x))', 'x', '--let', 'x:[n]'],
  ])('%j %j %j', async (...argv) => {
    const { status, diagnostics } = await fluxion(...argv, '--verify')
    expect([status, diagnostics]).toEqual([0, 'verified: agrees with differences of values at 8 points'])
  })
})

describe('what is refused', () => {
  const cases: readonly (readonly [argv: readonly string[], message: string])[] = [
    [['diff', 'W*x', 'W', ...SHAPES], "what fits: W'*x\n  W*x\n    ^"],
    [['diff', 'W*', 'W', ...SHAPES], 'W*\n    ^'],
    [['grad', 'A*x', 'x', ...SIZES], 'a gradient is that of a scalar'],
    [['diff', "x'*x", 'n', '--let', 'x:[n]'], 'n is a size'],
    [['diff', "x'*A*x", '--let', 'A:[n,n] x:[n]'], 'name the variable meant'],
    [['diff', 'x^2', '--form', 'kron'], 'the form "kron" is one of vectors and matrices'],
    [['diff', 'x^2', '--layout', 'numerator'], 'layout goes with declared shapes'],
    [['diff', "W'", 'W', ...SHAPES, '--form', 'kron'], 'no sum of Kronecker products'],
    [['eval', "x'*x", '--let', 'x:[2]', '--at', 'x=[1,2,3]'], 'x has size 3, declared as 2'],
    [['eval', "x'*A*x", '--let', 'x:[n] A:[n,n]', '--at', 'x=[1,2],A=[1,2,3;4,5,6]'], 'A'],
    [['eval', "x'*x", '--let', 'x:[n]', '--at', 'x=[1,[2],3]'], 'differ in length'],
    [['check', "x'*x", '--let', 'x:[n]', '--at', 'x=[1,2]', '--claim', "x=x*x'"], 'the one claimed [n,n]'],
    [['check', "x'*x", '--let', 'x:[n]'], 'give one'],
    [['equivalent', "x'*x", '--let', 'x:[n]'], 'equivalent takes EXPRESSION OTHER'],
    [['grad', "x'*x", 'x', '--let', 'x:[n', '--at', 'x=[1]'], ''],
  ]
  test.each(cases)('%j', async (argv, message) => {
    const found = await fluxion(...argv)
    expect(found).toMatchObject({ status: 2, output: '' })
    expect(found.diagnostics).toContain(message)
  })

  test('an answer that does not exist, with status 1', async () => {
    expect(await fluxion('eval', 'inv(A)', '--let', 'A:[n,n]', '--at', 'A=[1,2;2,4]')).toMatchObject({ status: 1 })
    expect(await fluxion('equivalent', 'A*B', 'B*A', '--let', 'A:[n,n] B:[n,n]')).toMatchObject({ status: 1 })
  })
})

test('help lists every function of vectors and matrices with its line', () => {
  const words = helpOn('matrices').replace(/\s+/g, ' ')
  for (const { names } of FUNCTIONS) {
    const about = aboutMatrixFunction(names[0])
    expect(about.length, names[0]).toBeGreaterThan(3)
    expect(words).toContain(` ${names.join(', ')} ${about}`)
  }
})
