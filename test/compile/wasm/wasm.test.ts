/** WebAssembly is chosen by size and by what the engine allows; its bits are compared in backends.laws.ts. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Compiled, compile } from '../../../src/compile/compile.js'
import { KERNELS } from '../../../src/compile/elementary.js'
import { programOf } from '../../../src/compile/program.js'
import { Imports } from '../../../src/compile/wasm/imports.js'
import { FluxionError } from '../../../src/errors.js'
import { lower } from '../../../src/evaluate/lower.js'
import { call, sum, sym } from '../../../src/expr/build.js'
import type { Expr } from '../../../src/expr/node.js'
import { diff } from '../../../src/index.js'
import { parse } from '../../../src/parse/parse.js'

/** A sum of so many sines: twice as many operations. */
const sines = (n: number): Expr => sum(Array.from({ length: n }, (_, k) => call('sin', [sym(`a${k}`)])))
const namesOf = (n: number): string[] => Array.from({ length: n }, (_, k) => `a${k}`)
const compiled = (n: number, backend?: 'wasm' | 'javascript'): Compiled =>
  compile(sines(n), namesOf(n), backend && { backend })

afterEach(() => vi.unstubAllGlobals())

/** An engine that takes no module longer than the header. */
function stubRefusal(refusal: Error): void {
  const { Module, Instance, Memory } = (
    globalThis as unknown as { WebAssembly: Record<string, new (x: never) => object> }
  ).WebAssembly
  class Strict extends (Module as new (x: unknown) => object) {
    constructor(bytes: Uint8Array) {
      if (bytes.length > 8) throw refusal
      super(bytes)
    }
  }
  vi.stubGlobal('WebAssembly', { Module: Strict, Instance, Memory })
}

describe('the choice', () => {
  it.each([
    [20, 'javascript'],
    [400, 'wasm'],
  ] as const)('of a sum of %i sines is %s', (n, backend) => expect(compiled(n).backend).toBe(backend))

  it('without WebAssembly is JavaScript, and asking for it an error', () => {
    vi.stubGlobal('WebAssembly', undefined)
    expect(compiled(400).backend).toBe('javascript')
    expect(() => compiled(2, 'wasm')).toThrow(expect.objectContaining({ code: 'code-generation' }))
    expect(() => compiled(2, 'wasm')).toThrow(FluxionError)
  })

  it.each([RangeError, class CompileError extends Error {}])('where the engine refuses the module (%o)', kind => {
    const refusal = new kind('too large')
    refusal.name = kind.name
    stubRefusal(refusal)
    expect(compiled(400).backend).toBe('javascript')
  })

  it('no other error is taken for a refusal', () => {
    stubRefusal(new TypeError('a fault'))
    expect(() => compiled(400)).toThrow(TypeError)
  })
})

it.each(['tanh', 'tan', 'sigmoid', 'log', 'exp', 'sin', 'cos'])(
  'a slope of %s leaves the module only out of range',
  name => {
    const program = programOf(lower([diff(parse(`${name}(x)`), 'x')], ['x']), { root: 0, nodes: [] })
    const left = new Imports(program, () => new Float64Array(0)).all.map(({ run }) => run)
    expect(Object.values<unknown>(KERNELS)).toEqual(expect.arrayContaining(left))
  },
)

describe('the shared memory', () => {
  it('grows, and functions compiled before still work', () => {
    const before = compile([parse('x*y'), ...Array.from({ length: 20 }, () => parse('x + y'))], ['x', 'y'], {
      backend: 'wasm',
    })
    const many = Array.from({ length: 80 }, (_, k) => parse(`x*${k + 2}`))
    const long = compile(many, ['x'], { backend: 'wasm' })
    expect(long(1)[0]).toBe(2)
    const n = 50_000
    const wide = compile(sum(namesOf(n).map(sym)), namesOf(n), { backend: 'wasm' })
    expect(wide.intoAt(new Float64Array(1), new Float64Array(n).fill(1))[0]).toBe(n)
    expect(before(2, 3).slice(0, 2)).toEqual([6, 5])
    expect(long(2).slice(-2)).toEqual([160, 162])
  })

  it('results of one function are not those of another', () => {
    const [f, g] = [
      compile([parse('x'), parse('2*x')], ['x'], { backend: 'wasm' }),
      compile(parse('x^2'), ['x'], { backend: 'wasm' }),
    ]
    const first = f(3)
    expect(g(5)).toBe(25)
    expect(first).toEqual([3, 6])
  })
})

it('calls with many arguments pass them through the memory', () => {
  const e = call('logsumexp', namesOf(30).map(sym))
  const at = namesOf(30).map((_, k) => k / 7)
  expect(compile(e, namesOf(30), { backend: 'wasm' })(...at)).toBe(
    compile(e, namesOf(30), { backend: 'javascript' })(...at),
  )
})

describe('many results', () => {
  const powers = Array.from({ length: 40 }, (_, k) => parse(`x^${k + 1}`))
  const twice = [...powers, ...powers, parse('3'), parse('x'), parse('1/x')]

  it.each([
    ['most of which vary, each at all its places', twice],
    ['most of which are constant', [...Array.from({ length: 90 }, (_, k) => parse(String(k))), ...powers]],
  ])('%s', (_, input) => {
    const [f, g] = (['wasm', 'interpreter'] as const).map(backend => compile(input, ['x', 'y'], { backend }))
    const [out, other] = [new Float64Array(input.length), new Float64Array(input.length)]
    for (const x of [0.7, -1.5]) {
      // Functions share the memory: what one leaves there is not what another finds.
      compiled(30, 'wasm').intoAt(new Float64Array(1), new Float64Array(30).fill(9))
      expect(f?.intoAt(out, [x, 1])).toEqual(g?.intoAt(other, Float64Array.of(x, 1)))
    }
    expect(f?.into(out, 0, 1)).toEqual(g?.into(other, 0, 1))
  })
})
