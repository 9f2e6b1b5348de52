/** The operators of vectors and matrices as syntax: understood where shapes are declared, refused with advice elsewhere. */
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.js'
import { parse } from '../../src/parse/parse.js'
import { shapeOf } from './shape.js'

/** W, A, x are declared; tr, sum, delta are functions. */
const names = { bound: ['W', 'A', 'x', 'y'], shaped: ['tr', 'sum', 'delta', 'norm2'] }

describe('readings', () => {
  test.each<[string, string]>([
    // transposes
    ["W'", "(' W)"],
    ["W'*x", "(* (' W) x)"],
    ["W' * x", "(* (' W) x)"],
    ["x'y", "(* (' x) y)"],
    ["x' W y", "(* (* (' x) W) y)"],
    ["W''", "(' (' W))"],
    ["(W*x)'", "(' (* W x))"],
    ["[1,2]'", "(' [1 2])"],
    ["2'", "(' 2)"],
    ["2.'", "(' 2)"],
    ["W.'", "(' W)"],
    ['W.T', "(' W)"],
    ['W.T*x', "(* (' W) x)"],
    ['2.T', "(' 2)"],
    ['W.Tx', 'error 1'],
    ['Wᵀ x', "(* (' W) x)"],
    ['W⊤x', "(* (' W) x)"],
    ['W’x', "(* (' W) x)"],
    ['W′x', "(* (' W) x)"],
    ["-x'", "(neg (' x))"],
    ["A'^2", "(^ (' A) 2)"],
    ["A'²", "(^ (' A) 2)"],
    ["A^2'", "(^ A (' 2))"],
    ["A^-1'", "(^ A (neg (' 1)))"],
    ["A'[1,2]", "(at (' A) 1 2)"],
    ["A[1,2]'", "(' (at A 1 2))"],
    ["|x|'", "(' (abs x))"],
    ["tr(A)'", "(' (tr A))"],
    // primes of functions
    ["f'(x)", "(f' x)"],
    ["f''(x)", "(f'' x)"],
    ["W'(x)", "(* (' W) x)"],
    ["W'(x+y)", "(* (' W) (+ x y))"],
    ["W''(x)", "(* (' (' W)) x)"],
    ["W'''(x)", "(* (' (' (' W))) x)"],
    ["(W)'(x)", "(* (' W) x)"],
    ["(W)''(x)", "(* (' (' W)) x)"],
    ["W'[1](x)", "(* (at (' W) 1) x)"],
    ["f'[1](x)", "(f'[1] x)"],
    ["W'(x)'(y)", "(* (* (' W) (' x)) y)"],
    // entrywise
    ['x.*y', '(.* x y)'],
    ['x./y', '(./ x y)'],
    ['x.^y', '(^ x y)'],
    ['y.^2.*x', '(.* (^ y 2) x)'],
    ['2.*x', '(.* 2 x)'],
    ['2./x', '(./ 2 x)'],
    ['2.^x', '(^ 2 x)'],
    ['2.5*x', '(* 2.5 x)'],
    ['x.*.5', '(.* x .5)'],
    ['x*2.', '(* x 2.)'],
    ['x.^-y', '(^ x (neg y))'],
    ['-x.^2', '(neg (^ x 2))'],
    ['x⊙y', '(⊙ x y)'],
    ['x∘y', '(∘ x y)'],
    ['A⊗W', '(⊗ A W)'],
    // products
    ['A@x', '(@ A x)'],
    ['A\\x', '(\\ A x)'],
    ['A*W*x', '(* (* A W) x)'],
    ['A/2*x', '(* (/ A 2) x)'],
    ["x'*A\\y", "(\\ (* (' x) A) y)"],
    // literals, indices, slices
    ['[1,2;3,4]', '[1 2; 3 4]'],
    ['[[1,2],[3,4]]', '[[1 2] [3 4]]'],
    ['W[i,j]', '(at W i j)'],
    ['W[1,:]', '(at W 1 :)'],
    ['W[:,j]', '(at W : j)'],
    ['W[:,:]', '(at W : :)'],
    ['x[2:3]', '(at x 2:3)'],
    ['x[1 : n-1]', '(at x 1:(- n 1))'],
    ['W[t > 0 ? 1 : 2, :]', '(at W (if (t > 0) 1 2) :)'],
    ['(W*x)[1]', '(at (* W x) 1)'],
    // functions of tensors
    ['tr(A)', '(tr A)'],
    ['sum(i, x[i])', '(sum i (at x i))'],
    ['delta(i,j)*x[j]', '(* (delta i j) (at x j))'],
    ['2delta', '(* 2 delta)'],
    ['sin(x)', '(sin x)'],
    // programs
    ['f[i] = x[i]; f', '(let f (at x i)) f'],
    ['q = W*x; q', '(let q (* W x)) q'],
    ['f[i] = x[i]', '((at f i) = (at x i))'],
  ])('%s', (text, reading) => {
    if (reading.startsWith('error')) expect(() => shapeOf(text, names)).toThrow(ParseError)
    else expect(shapeOf(text, names)).toBe(reading)
  })
})

function errorOf(text: string, shaped: boolean): ParseError {
  try {
    shapeOf(text, shaped ? names : {})
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
  throw new Error(`${text} was accepted`)
}

describe('errors where shapes are declared', () => {
  test.each<[string, number, string]>([
    ["'W", 0, 'unexpected-operator'],
    ["W + 'x", 4, 'unexpected-operator'],
    ["x²'", 2, 'unexpected-operator'],
    ["5!'", 2, 'unexpected-operator'],
    ['W.*', 3, 'unexpected-end'],
    ['x .. y', 2, 'unexpected-character'],
    ['W[1:]', 4, 'unexpected-bracket'],
    ['W[:1]', 3, 'unexpected-number'],
    ['W[1:2:3]', 5, 'unexpected-operator'],
    ['(1:2)', 2, 'unexpected-operator'],
    ['tr A', 3, 'function-without-brackets'],
    ['tr()', 3, 'argument-count'],
    ['trr(A)', 0, 'unknown-function'],
    ["sin'(x)", 0, 'unexpected-prime'],
    ["tr'(x)", 0, 'unexpected-prime'],
    ['W @', 3, 'unexpected-end'],
  ])('%j fails at %i: %s', (text, offset, code) => {
    expect(errorOf(text, true)).toMatchObject({ offset, code, source: text })
  })
  test('the nearest name is a function of matrices', () => expect(errorOf('norm(A)', true).hint).toContain('norm2'))
})

describe('advice where none are', () => {
  test.each<[string, number, string]>([
    ["A'", 1, 'A:[n,n]'],
    ["A'*B", 1, 'A:[n,n]'],
    ['A.T', 1, 'A:[n,n]'],
    ['A@B', 1, 'A:[n,n]'],
    ['A⊙B', 1, 'A:[n,n]'],
    ['Aᵀ', 1, 'A:[n,n]'],
    ['A⊤', 1, 'A:[n,n]'],
    ['‖x‖', 0, 'norm2(x)'],
  ])('%j fails at %i', (text, offset, hint) => {
    const error = errorOf(text, false)
    expect(error).toMatchObject({ offset, code: 'unexpected-character' })
    expect(error.hint).toContain(hint)
  })
  test('a slice is no list of the scalar language', () => {
    expect(() => parse('W[1,:]')).toThrow(ParseError)
    expect(() => parse('f[i] = 2; f')).toThrow(ParseError)
  })
})

describe('size', () => {
  test('100,000 transposes, also before a bracket', () => {
    expect(shapeOf(`W${"'".repeat(2000)}(x)`, names)).toContain('W')
    expect(() => shapeOf(`W${"'".repeat(100_000)}(`, names)).toThrow(ParseError)
  })
})
