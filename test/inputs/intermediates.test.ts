/** Named intermediate results as variables: what is held fixed, what goes through, and how answers are written. */
import { describe, expect, it } from 'vitest'
import {
  diff,
  equivalent,
  evaluate,
  type FluxionError,
  gradient,
  hessian,
  hvp,
  jacobian,
  parse,
} from '../../src/index.js'

describe('a named intermediate is a variable', () => {
  const given = 'q = x + y'
  it.each<[what: string, found: () => unknown, answer: string]>([
    ['by it', () => diff('q*z', 'q', { let: given }), 'z'],
    ['by what it is made of', () => diff('q*z', 'x', { let: given }), 'z'],
    ['its value in the answer', () => diff('q*z', 'z', { let: given }), 'x + y'],
    ['all at once', () => gradient('q*z', ['q', 'z', 'x', 'y'], { let: given }), 'z,x + y,z,z'],
    ['in a program', () => gradient('q = x + y; f = q*z', ['q', 'z', 'x']), 'z,x + y,z'],
    ['brackets about its value', () => diff('q^2*z', 'q', { let: given }), '2*(x + y)*z'],
    ['no brackets within a sum', () => diff('a = w*x + b; L = (a - y)^2', 'w'), '2*x*(w*x + b - y)'],
    ['brackets behind a minus sign', () => diff('a = w*x + b; L = (y - a)^2', 'w'), '-2*x*(y - (w*x + b))'],
    ['one sum', () => diff('q^2/2 + q*z', 'q', { let: given }), 'x + y + z'],
    ['twice', () => diff('q^3', 'q', 'q', { let: given }), '6*(x + y)'],
    ['by it, then by a part', () => diff('q^3', 'q', 'x', { let: given }), '6*(x + y)'],
    ['through later ones', () => gradient('f*p', ['p', 'q', 'x'], { let: 'p=x^2; q=2*p; f=q+p' }), '6*x^2,x^2,12*x^3'],
    ['beside an expression', () => diff(parse('q*z'), 'q', { let: given }), 'z'],
    ['a Jacobian', () => jacobian('[q*z, q]', ['q', 'x'], { let: given }), 'z,z,1,1'],
    ['a Hessian', () => hessian('q^2*z', ['q', 'z'], { let: given }), '2*z,2*(x + y),2*(x + y),0'],
    ['verified', () => diff('sin(q)*z', 'q', { let: given, verify: true }), 'cos(x + y)*z'],
  ])('%s', (_, found, answer) => {
    expect(String(found())).toBe(answer)
  })

  it.each<[what: string, found: () => unknown]>([
    ['by it after a part of it', () => diff('q^3', 'x', 'q', { let: given })],
    ['a Hessian by it and a part', () => hessian('q^2*z', ['q', 'x'], { let: given })],
    ['two values of one name', () => diff('a*q', 'q', { let: 'q = x + y; q = 2' })],
    ['a product with a vector', () => hvp('q*z', ['q', 'z'], [1, 1], { let: given })],
  ])('refused: %s', (_, found) => {
    expect(found).toThrow(expect.objectContaining({ code: 'intermediate' }) as FluxionError)
  })

  it('is put in as before where nothing is asked of it', () => {
    expect(evaluate('q*z', { x: 1, y: 2, z: 3 }, { let: given })).toBe(9)
    expect(String(diff('u^2', 'x', { let: 'u = cos(x)' }))).toBe('-2*sin(x)*cos(x)')
  })
})

describe('definitions are put in the order of their use', () => {
  it.each([
    ['a = b; b = x; a', '1'],
    ['a = 2*c + b; c = x; b = 2; a', '2'],
    ['L = (a - y)^2; a = w*x', '2*w*(w*x - y)'],
    ['L = (a - y)^2, a = w*x', '2*w*(w*x - y)'],
    ['a = w*x, L = (a - y)^2', '2*w*(w*x - y)'],
    ['L = (a - y)^2\na = s^2\ns = w*x', '4*w*(w^2*x^2 - y)*w*x'],
    ['a = x^2; b = x^3', '3*x^2'],
    ['f = b*x; b = c; c = k^2; g = f + 1', 'k^2'],
    ['L &= a^2 \\\\ a &= wx', '2*w^2*x'],
  ])('%s', (text, answer) => {
    const whole = text.includes('&') ? `\\begin{align} ${text} \\end{align}` : text
    expect(equivalent(diff(whole, 'x'), answer).verdict).toBe('verified')
  })
})

describe('a definition by what gets its value only there or later is refused', () => {
  it.each([
    ['q = q + 1; q', /q is defined by itself/],
    ['q = sin(q)*x; q', /q is defined by itself/],
    ['a = b; b = x + a; a', /a is defined by b/],
    ['a = 2*c + b; c = x; b = a; a', /a is defined by b/],
    ['a = b; b = x; b = 2; a', /a is defined by b/],
    // Which of the two that nothing uses is meant, is not said.
    ['f = a + x; g = a*x; a = x^2', /f is defined by a/],
  ])('%s', (text, message) => {
    expect(() => diff(text, 'x')).toThrow(message)
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'definition-order' }))
  })
  it('also beside the text', () =>
    expect(() => diff('q*x', 'x', { let: 'q = q + 1' })).toThrow(/q is defined by itself/))

  it.each([
    ['q = x; q = q + 1; q*x', '2*x + 1'],
    ['k = sum(k, 1, 3, k*x); k', '6'],
    ['b = x; a = b; a*b', '2*x'],
  ])('%s is read', (text, answer) => expect(String(diff(text, 'x'))).toBe(answer))
})
