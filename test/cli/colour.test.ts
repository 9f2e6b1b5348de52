/** Colours: when there are any, and that the text under them stays. */
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isColoured, painted, paintedErrors, type Shows } from '../../src/cli/colour.js'
import { main } from '../../src/cli/shell.js'

describe('whether there are colours', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('terminal %s, %j: %s', (isTTY, env, expected) => expect(isColoured({ isTTY }, env)).toBe(expected))
})

describe('what is coloured', () => {
  const cases: readonly (readonly [argv: readonly string[], part: string])[] = [
    [['check', '1/w', '--at', 'w=2'], '\u001b[32mok\u001b[39m'],
    [['check', '1/w', '--at', 'w=2', '--claim', 'w=1'], '\u001b[31mwrong\u001b[39m'],
    [['equivalent', 'x', 'y'], '\u001b[31mrefuted\u001b[39m'],
    [['help', 'commands'], '\u001b[1mderivatives\u001b[22m'],
    [['help', 'diff'], '\u001b[1moptions\u001b[22m'],
    [['grad', 'x*y'], '\u001b[36md/dx\u001b[39m  y'],
    [['diff', 'ok*x', 'x'], 'ok'],
  ]
  it.each(cases)('%j', async (argv, part) => {
    const { output, shows } = await main(argv, async () => undefined, 'terminal')
    const seen = painted(output, shows)
    expect(seen).toContain(part)
    expect(stripVTControlCharacters(seen)).toBe(output)
  })

  it('the caret of an error', async () => {
    const { diagnostics } = await main(['x +* 2'], async () => undefined)
    expect(paintedErrors(diagnostics)).toContain('\u001b[31m     ^\u001b[39m')
    expect(stripVTControlCharacters(paintedErrors(diagnostics))).toBe(diagnostics)
  })

  it.each<Shows>(['answer', 'gradient'])('nothing in an %s that is a formula', shows => {
    expect(painted('ok = refuted', shows)).toBe('ok = refuted')
  })
})

describe('labels of a gradient', () => {
  it('are for people alone', async () => {
    const run = async (...more: ('terminal' | 'pipe')[]) =>
      (await main(['grad', '(x+y)*z'], async () => undefined, ...more)).output
    expect(await run()).toBe('[z, z, x + y]')
    expect(await run('terminal')).toBe('d/dx  z\nd/dy  z\nd/dz  x + y')
  })
})
