/** How expressions remember the text that they were read from. */
import { describe, expect, it } from 'vitest'
import { call, num, sym } from '../../src/expr/build.js'
import { sourceOf, withSource, writingOf } from '../../src/expr/written.js'
import { diff, parse, text } from '../../src/index.js'

describe('how a text was written', () => {
  const [sum, tree] = [call('add', [sym('x'), num(2)]), call('f', [sym('x')])]

  it('is found out once, when it is first asked for', () => {
    let made = 0
    const e = withSource(sum, () => {
      made++
      return tree
    })
    expect(made).toBe(0)
    expect([sourceOf(e), writingOf(e), sourceOf(e), made]).toEqual([tree, tree, tree, 1])
    expect(sourceOf(sum)).toBeUndefined()
  })

  it('does not go by what has become of the options meanwhile', () => {
    const [bound, functions] = [new Set(['e']), ['g']]
    const f = parse('e^x + g(x)', { bound, functions })
    bound.clear()
    functions.pop()
    expect(text(diff(f, 'x'))).toBe("e^x*log(e) + g'(x)")
  })
})
