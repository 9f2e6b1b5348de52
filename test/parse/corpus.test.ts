/**
 * The shared corpus of what people type, where its folder is at hand: values agree with the recommended ones, errors
 * stand at the recommended offset. Every departure is listed here with its reason.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.js'
import { evaluate } from '../../src/evaluate/evaluate.js'
import { parse } from '../../src/parse/parse.js'
import { shapeOf } from './shape.js'

const DEPARTURES: ReadonlyMap<string, string> = new Map([
  [
    'syntax-function-087',
    'atan(y, x) fails at the first argument too many, as sin(x,y) does in the corpus itself; the corpus says the bracket',
  ],
])

/** Where the corpus describes the meaning in words: our reading. */
const READINGS: ReadonlyMap<string, string> = new Map([
  ['f(x)', '(f x)'],
  ['x != y', '(x != y)'],
  ["f'(x)", "(f' x)"],
  ['∞', '∞'],
  ['x ≤ y', '(x ≤ y)'],
  ['PI', 'PI'],
  ['_x', '_x'],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
  ['2ex', '(* 2 ex)'],
  ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
  ['0/0', '(/ 0 0)'],
  ['1e400', '1e400'],
  ['1e-400', '1e-400'],
  ['170!', '(! 170)'],
  ['sign(-x)', '(sign (neg x))'],
  ['1/0', '(/ 1 0)'],
  ['x < y', '(x < y)'],
  ['x <= y', '(x <= y)'],
  ['x == y', '(x == y)'],
  ['x = y', '(x = y)'],
  ['1 < x < 2', '((1 < x) < 2)'],
  ['x > 1 and y < 1', '(and (x > 1) (y < 1))'],
  ['[1, 2, 3]', '[1 2 3]'],
  ['[1,2;3,4]', '[1 2; 3 4]'],
  ['[[1,2],[3,4]]', '[[1 2] [3 4]]'],
  ['[x, x^2]', '[x (^ x 2)]'],
  ['[]', '[]'],
  ['W[1,2]', '(at W 1 2)'],
  ['x[1]', '(at x 1)'],
  ['[1,2]*[3,4]', '(* [1 2] [3 4])'],
  ['diff(x^3, x)', '(diff (^ x 3) x)'],
])

interface Entry {
  readonly id: string
  readonly input?: string
  readonly input_repeat?: readonly [string, number]
  readonly recommended: { readonly kind?: string; readonly error?: { readonly at: number } }
  readonly at?: Readonly<Record<string, number>>
  readonly value?: number | readonly [number, number]
}

const corpus = new URL('../../../shared/corpus/syntax.jsonl', import.meta.url)

describe.skipIf(!existsSync(corpus))('the shared corpus', () => {
  const lines = existsSync(corpus) ? readFileSync(corpus, 'utf8').trim().split('\n') : []
  const entries = lines.map(line => JSON.parse(line) as Entry).filter(entry => !DEPARTURES.has(entry.id))
  const textOf = (entry: Entry): string => entry.input ?? entry.input_repeat?.[0].repeat(entry.input_repeat[1]) ?? ''

  test.each(entries.map(entry => [entry.id, textOf(entry).slice(0, 40), entry] as const))('%s %j', (_, __, entry) => {
    const text = textOf(entry)
    const { error } = entry.recommended
    if (error !== undefined) expect(offsetOf(text)).toBe(error.at)
    else if (text === 'd/dx(x^2)') expect(() => parse(text)).toThrow(/derivative or a quotient/)
    else if (READINGS.has(text)) expect(shapeOf(text)).toBe(READINGS.get(text))
    else expectValue(text, entry)
  })

  test('departures are few', () => expect(DEPARTURES.size / lines.length).toBeLessThan(0.03))
})

function offsetOf(text: string): number {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof ParseError) return error.offset
    throw error
  }
  return Number.NaN
}

function expectValue(text: string, entry: Entry): void {
  const wanted = typeof entry.value === 'number' ? [entry.value, 0] : entry.value
  if (wanted === undefined) throw new Error(`${entry.id} has no value: add its reading`)
  const got = evaluate(parse(text), entry.at ?? {}, { field: 'complex' })
  const scale = Math.hypot(...wanted)
  expect(Math.hypot(got.re - (wanted[0] ?? 0), got.im - (wanted[1] ?? 0))).toBeLessThanOrEqual(
    1e-12 * Math.max(scale, 1e-3),
  )
}
