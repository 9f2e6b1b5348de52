/** Queries as text, and on DuckDB the edges of what SQL does otherwise: NULL, NaN, division by zero, ends of domains. */
import { describe, expect, it, test } from 'vitest'
import { emit, sql } from '../../src/index.js'
import { DIALECTS } from '../../src/signatures/options.js'
import { differences, onDuckDB, type Point } from './databases.js'

const EDGES = [
  ...[
    '1/x',
    'log(x)',
    'sqrt(x)',
    'x^(-3)',
    'x^y',
    'y^x',
    'atan(1/x)',
    'exp(-1/x^2)',
    'asin(x)',
    'acosh(x)',
    'atanh(x)',
  ],
  ...['max(x, y)', 'min(x, y)', 'abs(x)', 'sign(x)', 'mod(x, y)', 'x/y', 'log(x, y)', 'erf(x)', 'acot(x)', 'acsc(x)'],
  ...['piecewise(1/x, x > 0, y)', 'piecewise(1, x <= y, 0)', 'piecewise(x, x > 1)', '0.1*x + 0.7', 'hypot(x, y)'],
]
const POINTS: readonly Point[] = [
  ...[0, 1, -1, 2.5, -0.5, Number.NaN].flatMap(x => [0, 1, -2.5, Number.NaN].map(y => [x, y] as const)),
  ...([
    [null, 1],
    [1, null],
    [null, null],
  ] as const),
]

test('DuckDB answers what evaluate does where there is no value, and NULL for NULL', async () => {
  expect(differences(EDGES, await onDuckDB(EDGES, POINTS), false, POINTS)).toEqual([])
})

const HOSTILE = [
  'x"; DROP TABLE t; --',
  "o'clock",
  'select',
  '`a`\\',
  'имя',
  '*/ x /*',
  'line\nbreak',
  '$1',
  '%s',
  'c1',
  's0',
]

/** The text without names in quotes, literals and comments. */
const codeOf = (text: string, dialect: (typeof DIALECTS)[number]): string => {
  const name = dialect === 'spark' ? /`(?:[^`]|``)*`/ : /`(?:[^`\\]|\\.)*`/
  const others = /"(?:[^"]|"")*"|'(?:[^']|'')*'|^--[^\n]*$/
  return text.replace(new RegExp(`${name.source}|${others.source}`, 'gms'), '#')
}

describe.each(DIALECTS)('%s', dialect => {
  it('writes the value and the gradient, and says what they are', () => {
    const text = sql('x^2*sin(y) + max(x, y)', undefined, { dialect, value: true, gradient: true, name: 'energy' })
    expect(text).toContain('-- denergy_dx = ')
    expect(text).toContain(`--dialect ${dialect}`)
  })

  it.each(HOSTILE)('keeps %j a name', column => {
    const plain = sql('x^2', 'x', { dialect, columns: { x: 'column' }, table: 'table' })
    const text = sql('x^2', 'x', { dialect, columns: { x: column }, table: column.replaceAll('.', ' ') })
    expect(codeOf(text, dialect)).toBe(codeOf(plain, dialect))
  })

  it('guards what has no value', () => {
    expect(sql('log(x)', 'x', { dialect, value: true })).toMatch(dialect === 'sqlite' ? /ln\(/ : /CASE WHEN .* <= 0/)
  })
})

const REFUSED: readonly (readonly [string, Parameters<typeof sql>[2], string])[] = [
  ['x + X', { gradient: true }, 'no-emission'],
  ['x*y', { gradient: true, columns: { x: 'a', y: 'A' } }, 'no-emission'],
  ['x^2', { name: 'x', value: true }, 'no-emission'],
  ['x^2', { columns: { z: 'a' } }, 'option-columns'],
  ['[x, x^2]', {}, 'shape'],
  ['digamma(x)', { value: true }, 'no-emission'],
  [`${'sin('.repeat(5000)}x${')'.repeat(5000)}`, {}, 'budget'],
]

test.each(REFUSED)('sql(%j, undefined, %j) is refused: %s', (f, options, code) => {
  expect(() => sql(f, undefined, options)).toThrow(expect.objectContaining({ code }))
})

test('columns whose names differ in case alone are two where the database says so', () => {
  expect(sql('x + X', 'x', { dialect: 'postgresql', value: true })).toContain('"X" AS')
})

test('the same column for two variables is read twice', () => {
  const text = sql('x*y', 'x', { columns: { x: 'a', y: 'a' } })
  expect(text).toContain('CAST("a" AS DOUBLE) AS "x", CAST("a" AS DOUBLE) AS "y"')
})

test('the gradient of a loss over all rows is one row of sums', () => {
  const options = { dialect: 'spark', at: { a: 2, b: '1/4' }, gradient: true, sum: true } as const
  expect(sql('(y - (a*x + b))^2', undefined, options)).toMatch(
    /SELECT SUM\(.*\) AS `df_da`,\n {2}SUM\(.*\) AS `df_db`\nFROM s\d;/,
  )
  expect(() => sql('x^2', 'x', { at: { z: 1 } })).toThrow(expect.objectContaining({ code: 'option-at' }))
})

test('emit writes dialects, too', () => {
  expect(emit('x^2', { language: 'sql', dialect: 'bigquery' })).toContain('FLOAT64')
})
