/** Every relation between neighbours, at points of its functions' domains, with whole and other orders. */
import { describe, expect, it } from 'vitest'
import { complex } from '../../src/number/complex.js'
import { parse } from '../../src/parse/parse.js'
import { recurrenceOf, recurrences } from '../../src/rules/recurrences.js'
import { agree, valueAt } from '../cases/value.js'

const lines = recurrences.trim().split('\n')
const ORDERS = [0.5, 1, 2, 2.25, 3, 5]
const ARGUMENTS = [0.25, 1, 1.75, 3.5, 8]

describe('relations between neighbours', () => {
  it.each(lines)('%s', line => {
    const [left, right] = line.split(' = ').map(text => parse(text, { bound: ['u', 'v'] }))
    if (left === undefined || right === undefined) throw new Error(`not an equation: ${line}`)
    const verdicts = ORDERS.flatMap(u =>
      ARGUMENTS.map(v => {
        const at = new Map([
          ['u', complex(u)],
          ['v', complex(v)],
        ] as const)
        return agree(valueAt(left, at), valueAt(right, at))
      }),
    )
    expect(verdicts).not.toContain('different')
    expect(verdicts.filter(v => v === 'same').length).toBeGreaterThan(verdicts.length / 2)
  })

  it.each(lines)('%s is found by its name', line => {
    const head = line.slice(0, line.indexOf('('))
    expect(recurrenceOf(head)?.head).toBe(head)
  })

  it('other functions have none', () => expect(recurrenceOf('sin')).toBeUndefined())
})
