/**
 * Nothing that is typed or pasted hangs, exhausts the memory, or raises anything but a `FluxionError` of few words: every verb over every
 * hostile text, in processes of their own. They run what `npm run build` made.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as library from '../src/index.js'
import { VERBS } from '../src/verbs/list.js'
import { callsOf } from './cases/hostile/calls.js'
import { hostileInputs } from './cases/hostile/inputs.js'
import { Prisoner } from './cases/hostile/prisoner.js'

const BOUNDS = { seconds: 10, memory: 1500 }
const inputs = hostileInputs()
const names = Object.keys(callsOf(library))
const prisoner = new Prisoner(BOUNDS)

beforeAll(async () => {
  await prisoner.start()
})
afterAll(() => prisoner.end())

it('has every verb', () => expect(names).toEqual(expect.arrayContaining(VERBS.map(({ row }) => row.name))))

describe('an answer, or an error of the library, within bounds', () => {
  it.each(names)('%s', { timeout: 3_600_000 }, async call => {
    const wrong: string[] = []
    for (const [input, { name }] of inputs.entries()) {
      const { kind, text } = await prisoner.run({ call, input })
      if (kind === 'wrong') wrong.push(`${name}: ${text}`)
    }
    expect(wrong).toEqual([])
  })
})
