/** Help on functions: every row answers, on one screen, with its derivatives. */
import { describe, expect, test } from 'vitest'
import { verbNamed } from '../../src/cli/arguments.js'
import { helpOn } from '../../src/cli/help.js'
import { allForms } from '../../src/functions/table.js'
import { FUNCTIONS } from '../../src/tensor/read/functions.js'

const linesOf = (topic: string): string[] => helpOn(topic).split('\n')

describe('help on a function', () => {
  test.each([
    ['sinc', ['sinc(u)', '  is           sin(u)/u', '  values       sinc(0) = 1']],
    ['tg', ['tan(u)', '  derivative   sec(u)^2', '  other names  tg']],
    ['atan2', ['atan2(u, v)', '  by u         v/(u^2 + v^2)']],
    ['elliptice', ['elliptice(u)', 'elliptice(u, v)']],
    ['max', ['max(u, v, ...)', 'max, of vectors and matrices']],
    ['det', ['det, of vectors and matrices', 'the determinant']],
    ['pi', ['pi', '  LaTeX        \\pi']],
    ['asin', ['  real where   abs(u) <= 1']],
  ])('%s', (topic, said) => {
    for (const line of said) expect(linesOf(topic)).toContain(line)
  })

  test.each([...allForms()])('$name states its derivatives on a screen', form => {
    const text = helpOn(form.name)
    for (const d of form.derivative) if (d !== null) expect(text.replace(/\s+/g, '')).toContain(d.replace(/\s+/g, ''))
    expect(text.split('\n').length).toBeLessThanOrEqual(32)
    for (const line of text.split('\n')) if (line.includes(' ', 15)) expect(line.length).toBeLessThanOrEqual(80)
  })

  test.each(FUNCTIONS.map(f => f.names[0]).filter(name => verbNamed(name) === undefined))(
    '%s of vectors and matrices',
    name => {
      expect(linesOf(name)).toContain(`${name}, of vectors and matrices`)
    },
  )

  test.each([
    ['sinn', 'do you mean sin?'],
    ['zzzzz', 'help functions'],
    ['__proto__', 'help functions'],
    ['constructor', 'help functions'],
  ])('%s: %s', (topic, advice) => {
    expect(() => helpOn(topic)).toThrow(advice)
  })
})
