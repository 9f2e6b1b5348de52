/** The compiled grammar is fresh, and one text has one reading: random trees, printed, read back as themselves. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { RULES } from '../../src/parse/grammar.js'
import { parse } from '../../src/parse/parse.js'
import { runs } from '../cases/runs.js'
import { READINGS } from '../cases/syntax.js'
import { shapeOf } from './shape.js'

test('src/parse/grammar.ts is what grammar/expression.ne compiles to', async () => {
  const url = new URL('../../grammar/generate.mjs', import.meta.url).href
  const { generate } = (await import(url)) as { generate: () => string }
  expect(readFileSync(new URL('../../src/parse/grammar.ts', import.meta.url), 'utf8')).toBe(generate())
})

test('no list of the grammar is right recursive', () => {
  const loops = RULES.filter(([name, symbols]) => symbols !== name && symbols.endsWith(` ${name}`))
  expect(loops).toEqual([])
})

/** A text with its reading and how tightly it binds: 0 condition ... 9 primary. */
interface Sample {
  readonly text: string
  readonly reading: string
  readonly level: number
}
const [CHOICE, OR, AND, NOT, RELATION, SUM, PRODUCT, SIGNED, POWER, PRIMARY] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

const wrap = (s: Sample, least: number): string => (s.level < least ? `(${s.text})` : s.text)
const atom: fc.Arbitrary<Sample> = fc
  .constantFrom('x', 'y', 'w_0', 'theta', '2', '10', '.5', '1e3', 'pi', 'xy')
  .map(text => ({ text, reading: text, level: PRIMARY }))

const binary = (
  of: fc.Arbitrary<Sample>,
  level: number,
  operators: readonly string[],
  read: (op: string, a: string, b: string) => string,
) =>
  fc.tuple(of, fc.constantFrom(...operators), of, fc.constantFrom('', ' ')).map(([a, op, b, gap]): Sample => {
    const space = /[a-z=]/.test(op) ? ' ' : gap
    const text = `${wrap(a, level)}${space}${op}${space}${wrap(b, level + 1)}`
    return { text, reading: read(op, a.reading, b.reading), level }
  })
const prefix = (op: string, a: string, b: string): string => `(${op} ${a} ${b})`

const { tree } = fc.letrec<{ tree: Sample; node: Sample }>(tie => {
  const of = tie('node')
  const call = fc.tuple(fc.constantFrom('sin', 'f', 'g2'), of).map(([f, a]): Sample => {
    return { text: `${f}(${a.text})`, reading: `(${f} ${a.reading})`, level: PRIMARY }
  })
  const max = fc.array(of, { minLength: 1, maxLength: 4 }).map((all): Sample => {
    return {
      text: `max(${all.map(a => a.text).join(',')})`,
      reading: `(max ${all.map(a => a.reading).join(' ')})`,
      level: PRIMARY,
    }
  })
  const list = fc.array(atom, { maxLength: 3 }).map((all): Sample => {
    return {
      text: `[${all.map(a => a.text).join(', ')}]`,
      reading: `[${all.map(a => a.reading).join(' ')}]`,
      level: PRIMARY,
    }
  })
  const index = fc.tuple(of, of).map(([a, b]): Sample => {
    const base = /^[a-z]/.test(a.text) && a.level === PRIMARY && a.text !== 'pi' ? a.text : `(${a.text})`
    return { text: `${base}[${b.text}]`, reading: `(at ${a.reading} ${b.reading})`, level: PRIMARY }
  })
  const bars = of.map((a): Sample => ({ text: `|(${a.text})|`, reading: `(abs ${a.reading})`, level: PRIMARY }))
  const factorial = of.map((a): Sample => ({ text: `${wrap(a, PRIMARY)}!`, reading: `(! ${a.reading})`, level: POWER }))
  const implicit = fc
    .tuple(of, of)
    .map(([a, b]): Sample => {
      return { text: `${wrap(a, PRODUCT)}(${b.text})`, reading: prefix('*', a.reading, b.reading), level: PRODUCT }
    })
    .filter(
      s =>
        !/(?:^|[^a-z0-9_.])(?:f|g2|sin|max|xy|pi|theta|w_0)\($/.test(s.text) &&
        !/(?:xy|w_0|f|g2)\((?!.*xx)/.test(s.text) &&
        !/[a-z]\([a-z][a-z0-9_]*\)$/.test(s.text),
    )
  const power = fc
    .tuple(of, fc.constantFrom('', '-'), of)
    .map(([a, sign, b]): Sample => {
      const exponent = sign === '' ? b.reading : `(neg ${b.reading})`
      return {
        text: `${wrap(a, PRIMARY)}^${sign}${wrap(b, POWER)}`,
        reading: `(^ ${a.reading} ${exponent})`,
        level: POWER,
      }
    })
    .filter(s => !/^(?:f|g2)\^/.test(s.text))
  const negative = of.map((a): Sample => ({ text: `-${wrap(a, POWER)}`, reading: `(neg ${a.reading})`, level: SIGNED }))
  const not = of.map((a): Sample => ({ text: `not ${wrap(a, RELATION)}`, reading: `(not ${a.reading})`, level: NOT }))
  const choice = fc.tuple(of, of, of).map(([c, a, b]): Sample => {
    const text = `${wrap(c, OR)} ? ${a.text} : ${wrap(b, OR)}`
    return { text, reading: `(if ${c.reading} ${a.reading} ${b.reading})`, level: CHOICE }
  })
  return {
    tree: tie('node'),
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      atom,
      call,
      max,
      list,
      index,
      bars,
      factorial,
      implicit,
      power,
      negative,
      not,
      choice,
      binary(of, SUM, ['+', '-'], prefix),
      binary(of, PRODUCT, ['*', '/'], prefix),
      binary(of, AND, ['and'], prefix),
      binary(of, OR, ['or'], prefix),
      binary(of, RELATION, ['<', '>=', '!=', '='], (op, a, b) => `(${a} ${op} ${b})`),
    ),
  }
})

describe('one text, one reading', () => {
  test('random trees are read back as they were printed', () => {
    fc.assert(
      fc.property(tree, sample => {
        expect(shapeOf(sample.text)).toBe(sample.reading)
      }),
      runs(300),
    )
  })

  /** An ambiguous text raises a plain `Error`, which this would let through. */
  test('random soups of tokens are read or refused', () => {
    const words = [
      'x',
      '2',
      '.5',
      'sin',
      'f',
      'foo',
      'log_2',
      '(',
      ')',
      '[',
      ']',
      '|',
      '+',
      '-',
      '*',
      '/',
      '^',
      '!',
      '²',
      '⁻¹',
      'ⁿ⁻¹',
      '√',
      ',',
      ';',
      '=',
      '<',
      '?',
      ':',
      'and',
      'not',
      "'",
      "f'",
      ' ',
      'π',
      'q = ',
      'd/dx',
      '1e',
      'γ',
      '\0',
      '\ud800',
      '__proto__',
      'if(',
      '∞',
      '½',
      '=>',
      '{',
      'x_{1}',
    ]
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map(all => all.join(''))
    fc.assert(
      fc.property(soup, text => {
        try {
          parse(text)
        } catch (error) {
          if (!(error instanceof FluxionError)) throw error
        }
      }),
      runs(500),
    )
  })

  test('any text at all is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), text => {
        try {
          parse(text)
        } catch (error) {
          if (!(error instanceof FluxionError)) throw error
        }
      }),
      runs(200),
    )
  })

  test('brackets around a text do not change its reading', () => {
    const single = READINGS.filter(([text]) => !text.includes(';') && text !== '\ufeffx')
    for (const [text, reading] of single) expect(shapeOf(`(${text})`)).toBe(reading)
  })
})
