/**
 * Names of users that are words of the text itself: every word that a text has is taken for a variable of numbers, of vectors and of
 * matrices, and the program is compiled and run by the real tool. Its own check of the derivatives tells whether it still computes the same.
 */
import { describe, expect, test } from 'vitest'
import { add, mul, num, sym } from '../../src/expr/build.js'
import { emit, parse } from '../../src/index.js'
import { agree, hasTool, numbersIn, runText, TOOLS } from './tools.js'

type Language = Parameters<typeof emit>[1]['language']
const PROGRAMS = Object.keys(TOOLS).filter(tool => tool !== 'glsl' && tool !== 'jax')

const NUMBERS = 'lgamma(p0) + digamma(p1) + erf(p2) + max(p0, p1) + p0^p1 + atan2(p1, p2) + lambertw(p1) + beta(p0, p1)'
const ARRAYS = 'norm(A*v)^2 + sum(log(softmax(v))) + logdet(A) + max(v) + prod(v) + p0'
/** What the formulas themselves and the notation call so; a constant is no variable where it is not named alone. */
const SPENT = new Set(
  'A v n p0 p1 p2 e i I pi and or not xor norm sum log softmax logdet max prod tr mod class div in if then else true false'.split(
    ' ',
  ),
)
const HOSTILE = [
  'class',
  '__proto__',
  'constructor',
  'lambda',
  'int',
  'def',
  'end',
  'x__2',
  '_y',
  'fx_max',
  'fx_read',
  'calloc',
]
const SOME = 40

const inTexts = (...texts: readonly string[]): string[] =>
  [...new Set([...HOSTILE, ...texts.flatMap(t => t.match(/[A-Za-z_]\w*/g) ?? [])])].filter(n => !SPENT.has(n))

const parted = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / SOME) }, (_, k) => all.slice(k * SOME, (k + 1) * SOME))

describe.each(PROGRAMS)('%s', tool => {
  const has = hasTool(tool)
  const options = { language: tool.split(' ')[0] as Language, gradient: true, main: true, test: true } as const
  const numbers = emit(NUMBERS, { ...options, variables: ['p0', 'p1', 'p2'] })

  test.skipIf(!has)('numbers', async () => {
    for (const names of parted(inTexts(numbers))) {
      const variables = ['p0', 'p1', 'p2', ...names]
      const f = add(parse(NUMBERS), ...names.map((n, k) => mul(num(k + 1), sym(n), sym('p0'))))
      const text = emit(f, { ...options, variables, name: names[0] ?? 'f' })
      const [row = []] = numbersIn(
        await runText(tool, text, `${variables.map((_, k) => 1.25 + (k % 9) / 8).join(' ')}\n`),
      )
      expect(row.at(-1), names.join(' ')).toBeLessThan(1e-4)
      // The derivative by the k-th name is k*p0.
      for (const k of names.keys()) expect(agree(row[4 + k] as number, (k + 1) * 1.25, 4), names[k]).toBe(true)
    }
  })

  test.skipIf(!has || tool === 'julia')('vectors and matrices', async () => {
    const plain = emit(ARRAYS, { ...options, let: 'A:[n,n]; v:[n]', variables: ['A', 'v', 'p0'] })
    for (const names of parted(inTexts(numbers, plain))) {
      const shapes = names.map((_, k) => (['[n]', '[n,n]', 'real'] as const)[k % 3])
      const declared = names.map((n, k) => `${n}:${shapes[k]}`).join('; ')
      const terms = names.map(
        (n, k) => `${k + 1}*${k % 3 === 0 ? `sum(${n})` : k % 3 === 1 ? `tr(${n}*A)` : `${n}*p0`}`,
      )
      const text = emit(`${ARRAYS} + ${terms.join(' + ')}`, {
        ...options,
        let: `A:[n,n]; v:[n]; ${declared}`,
        variables: ['A', 'v', 'p0', ...names],
        name: names[1] ?? 'f',
      })
      const data = names.map((_, k) => ['1 2', '1 2 3 4', '0.5'][k % 3])
      const [row = []] = numbersIn(await runText(tool, text, `2 3 0.5 0.25 2 1 2 1.5 ${data.join(' ')}\n`))
      expect(row.at(-1), names.join(' ')).toBeLessThan(1e-6)
    }
  })
})
