/** Sums that are zero, and sums that are not although hashes or residues agree. */
import { describe, expect, it } from 'vitest'
import { sym } from '../../src/expr/build.js'
import { hashText } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { compile, diff, equivalent, evaluate, gradient, parse, simplify, subs } from '../../src/index.js'

/** Names that share their hash. */
const [A, B] = ['ogbgfe', 'zadkmg'] as const

/** The product of the primes by which residues are taken. */
const MODULUS = [
  67108859n,
  67108837n,
  67108819n,
  67108777n,
  67108763n,
  67108757n,
  67108753n,
  67108747n,
  67108739n,
  67108729n,
  67108721n,
  67108709n,
].reduce((a, b) => a * b, 1n)

describe('names of one hash', () => {
  it('have it', () => {
    expect(hashText(A)).toBe(hashText(B))
    expect(sym(A).hash).toBe(sym(B).hash)
  })

  it.each<[string, () => unknown, string]>([
    ['a difference', () => simplify(`${A} - ${B}`), `${A} - ${B}`],
    ['a derivative', () => diff(`(${A} - ${B})^2`, A), `2*(${A} - ${B})`],
    ['under a function', () => simplify(`sin(${A}) - sin(${B})`), `sin(${A}) - sin(${B})`],
    ['functions', () => simplify(`${A}(x) - ${B}(x)`, { let: `${A}:function ${B}:function` }), `${A}(x) - ${B}(x)`],
    ['in a condition', () => simplify(`if(${A} > 0, 1, 2) - if(${B} > 0, 1, 2)`), ''],
    [
      'what divides by zero',
      () => simplify(`f(1/(x^2 - (x-1)*(x+1) - 1), ${A}) - f(1/(x^2 - (x-1)*(x+1) - 1), ${B})`, { let: 'f:function' }),
      '',
    ],
    ['a quotient', () => simplify(`${A}/${B}`), `${A}/${B}`],
    ['a gradient', () => gradient(`${A}*${B}^2`, [A, B]), `${B}^2,2*${A}*${B}`],
    ['put in', () => subs(`${A} - 2*${B}`, { [A]: 3 }), `3 - 2*${B}`],
    ['compiled', () => compile(`${A} - ${B}`, [A, B])(5, 3), '2'],
    ['evaluated', () => evaluate(`${A} - ${B}`, { [A]: 5, [B]: 3 }), '2'],
    ['compared', () => equivalent(A, B).verdict, 'refuted'],
    ['compared as parts', () => equivalent(`sin(${A})^2 + cos(${B})^2`, '1').verdict, 'refuted'],
    ['equal', () => equal(parse(A), parse(B)), 'false'],
  ])('%s', (_, make, expected) => {
    const found = String(make())
    if (expected === '') expect(found).not.toBe('0')
    else expect(found).toBe(expected)
  })
})

describe('numbers whose residues agree', () => {
  it.each([
    [`${MODULUS}*x + ${MODULUS}*y`],
    [`${MODULUS - 1n}*(x + z)*y + x*y + z*y`],
    [`(${MODULUS}*x + y) - y + z - z`],
    ['67108859*67108837*x^2 + 67108859*67108837*y'],
  ])('%s', text => expect(String(simplify(text))).not.toBe('0'))
})

describe('zero all the same', () => {
  it.each([
    ['(x + y)^9*(x - y) - (x + y)^8*(x^2 - y^2)'],
    [`sin((${A} + ${B})^2) - sin(${A}^2 + 2*${A}*${B} + ${B}^2)`],
    ['10^30*(x + 1)^2 - 10^30*x^2 - 2*10^30*x - 10^30'],
    ['f(x^2 - 1) - f((x - 1)*(x + 1))'],
  ])('%s', text => expect(String(simplify(text, { let: 'f:function' }))).toBe('0'))
})
