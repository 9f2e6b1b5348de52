import { describe, expect, test } from 'vitest'
import { ShapeError } from '../../src/errors.js'
import { parse } from '../../src/parse/parse.js'

describe('numbers, conditions and lists are not taken for one another', () => {
  const refused: readonly (readonly [text: string, code: string])[] = [
    ['[1, 2]*[3, 4]', 'list'],
    ['[x, 2] + 1', 'list'],
    ['2^[1, 2]', 'list'],
    ['[x]^2', 'list'],
    ['sin([x, 2])', 'list'],
    ['[x] < 2', 'list'],
    ['(x < 1) + 2', 'condition'],
    ['2*(x = 1)', 'condition'],
    ['sin(x > 1)', 'condition'],
    ['(x < 1)^2', 'condition'],
    ['if(x, 1, 2)', 'condition'],
    ['x and y', 'condition'],
    ['not x', 'condition'],
    ['piecewise(1, x + 1, 2)', 'condition'],
  ]
  test.each(refused)('%s', (text, code) => {
    const error = caught(() => parse(text))
    expect(error).toBeInstanceOf(ShapeError)
    expect((error as ShapeError).code).toBe(code)
  })

  const taken = [
    '[[x, 1], [1, 2]]',
    'f([x, 2])',
    'max([x, y])',
    'hypergeom([1, 2], [3], x)',
    '1 < x < 2',
    'if(x > 0 and not y = 1, 1, 2)',
  ]
  test.each(taken)('%s', text => expect(() => parse(text)).not.toThrow())
})

function caught(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
