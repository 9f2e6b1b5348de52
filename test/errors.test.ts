/** Messages are for people: short whatever they quote, with the advice at their end. */
import { describe, expect, it } from 'vitest'
import {
  compile,
  diff,
  emit,
  evaluate,
  explain,
  FluxionError,
  gradient,
  implicit,
  latex,
  ParseError,
  parse,
  subs,
  tangent,
} from '../src/index.js'

const name = 'a'.repeat(100_000)
const names = Array.from({ length: 5000 }, (_, k) => `x${k}`)

const errorOf = (run: () => unknown): FluxionError => {
  try {
    run()
  } catch (error) {
    if (error instanceof FluxionError) return error
    throw error
  }
  throw new Error('nothing was raised')
}

const CALLS: Readonly<Record<string, () => unknown>> = {
  'a value that is missing': () => evaluate(name),
  'many values that are missing': () => evaluate(names.join('+')),
  'an unknown function': () => parse(`${name}(x+1)`),
  'an unknown function of high order': () => evaluate(`f${"'".repeat(10_000)}(x)`, { x: 1 }),
  'a name of a variable': () => diff('x^2', `${name}+1`),
  'a name used in two ways': () => parse(`f(x) + f*${name}`),
  'an argument of a compiled function': () => compile(name, ['x'])(1),
  'a value that is no number': () => evaluate('x', { x: `${name}(` }),
  'an option': () => diff('x', 'x', { [name]: 1 } as object),
  'a language': () => emit('x', { language: name as 'c' }),
  'a point': () => tangent(name, { [name]: `${name}(` }),
  'an equation': () => implicit(`${name} = 1`, 'y', 'x'),
  'an option of LaTeX': () => latex('x', { multiply: name as 'cdot' }),
  'a strategy': () => explain('x', 'x', { strategy: name as 'rules' }),
  'a declaration': () => gradient('x', ['x'], { let: `${name}:[n` }),
  'a substitution': () => subs('x', { x: `${name})` }),
}

describe('is short', () => {
  it.each(Object.entries(CALLS))('of %s', (_, run) => {
    const error = errorOf(run)
    expect(error.message.length).toBeLessThan(1600)
    if (error instanceof ParseError) expect(error.hint?.length ?? 0).toBeLessThan(1600)
  })
})

it('keeps the beginning, the end and whole characters', () => {
  const { message } = new FluxionError('test', `${'😀'.repeat(5000)}; write x`)
  expect(message).toMatch(/^😀+\.\.\.😀*; write x$/u)
  expect(encodeURIComponent(message)).toContain('%F0%9F%98%80')
  const many = new FluxionError('test', `${'word '.repeat(5000)}; write x`).message
  expect(many).toMatch(/^word .*\.\.\..*; write x$/)
  expect(many.length).toBeLessThan(1600)
})
