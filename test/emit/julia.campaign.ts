/**
 * Julia, by a grammar alone: no registry that is reached has Julia itself. Every text is read by the grammar of the editor of Pluto without
 * an error; what it computes is not known. Skipped where the npm registry does not answer.
 */
import { describe, expect, test } from 'vitest'
import { emit } from '../../src/index.js'
import { FUNCTIONS, MODELS } from './formulas.js'
import { fromRegistry } from './packages.js'

interface Cursor {
  readonly type: { readonly isError: boolean }
  readonly from: number
  next(): boolean
}
interface Parser {
  parse(text: string): { cursor(): Cursor }
}

const found = fromRegistry('@plutojl/lezer-julia', '1.2.0')

describe.skipIf(found === undefined)('Julia, by its grammar', () => {
  const parser = (found?.('@plutojl/lezer-julia') as { readonly parser: Parser } | undefined)?.parser

  /** The places where the grammar finds an error, with what stands there. */
  const errors = (text: string): string[] => {
    const places: string[] = []
    const cursor = parser?.parse(text).cursor()
    do {
      if (cursor?.type.isError) places.push(text.slice(Math.max(0, cursor.from - 60), cursor.from + 30))
    } while (cursor?.next())
    return places
  }

  test('every function, formulas with gradient and Hessian, a program, names that are words', () => {
    const texts = [
      ...FUNCTIONS.map(f => emit(f, { language: 'julia', variables: ['x', 'y'] })),
      ...MODELS.map(([f, variables]) =>
        emit(f, { language: 'julia', variables, gradient: true, hessian: true, main: true }),
      ),
      emit('[function*end + begin, quote*E, t1^2]', {
        language: 'julia',
        jacobian: true,
        variables: ['function', 'end', 'begin', 'quote', 'E', 't1'],
      }),
    ]
    expect(texts.flatMap(errors)).toEqual([])
    expect(errors('function f(x)\n    return x +\nend')).not.toEqual([])
  })
})
