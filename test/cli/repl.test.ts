/** Sessions: what a line means, what stays defined, and the dialogue through streams. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { dialogue } from '../../src/cli/repl.js'
import { completions } from '../../src/cli/repl-completion.js'
import { definitionIn } from '../../src/cli/repl-definitions.js'
import { History, historyFile } from '../../src/cli/repl-history.js'
import { type Calculate, Session } from '../../src/cli/repl-session.js'
import { lineOf } from '../../src/cli/repl-words.js'
import { main } from '../../src/cli/shell.js'

const calculate: Calculate = argv => main(argv, async () => undefined, 'session')
const state = mkdtempSync(join(tmpdir(), 'fluxion-state-'))
afterAll(() => rmSync(state, { recursive: true, force: true }))

describe('a line', () => {
  const cases: [line: string, verb: string | undefined, words: string[], options?: string[]][] = [
    ['diff q*z x', 'diff', ['q*z', 'x']],
    ['diff x^2 + y x', 'diff', ['x^2 + y', 'x']],
    ['diff (x + y)*z  x y', 'diff', ['(x + y)*z', 'x', 'y']],
    ['diff x - y x', 'diff', ['x - y', 'x']],
    ['diff "x^2 y" x', 'diff', ['x^2 y', 'x']],
    ["diff A'*x x", 'diff', ["A'*x", 'x']],
    ['eval a^2+b --at a=2, b=3', 'eval', ['a^2+b'], ['--at', 'a=2, b=3']],
    ['eval a --at="a=2, b=3"', 'eval', ['a'], ['--at=a=2, b=3']],
    ['2 x', undefined, ['2 x']],
    ['x^2 --format latex', undefined, ['x^2'], ['--format', 'latex']],
    ['__proto__', undefined, ['__proto__']],
    ['help diff', 'help', ['diff']],
  ]
  it.each(cases)('%s', (line, verb, words, options = []) => {
    expect(lineOf(line)).toEqual({ verb, words, options })
  })
})

describe('a definition', () => {
  it.each([
    ['q = x + y', 'value'],
    ['f(x, y) = x*y', 'function'],
    ['W:[2,3]', 'declaration'],
    ['constructor = 2', 'value'],
    ['x^2 + y^2 = 25', undefined],
    ['x = x + 1', undefined],
    ['x == 2', undefined],
    ['f(x) = f(x - 1)', undefined],
  ])('%s', (line, kind) => expect(definitionIn(line)?.kind).toBe(kind))
})

describe('a session answers', () => {
  const cases: readonly (readonly [name: string, lines: readonly (readonly [string, string])[]])[] = [
    [
      'with names that stay',
      [
        ['q = x + y', 'q = x + y'],
        ['diff q*z x', 'z'],
        ['diff q*z q', 'z'],
        ['x = 2', 'x = 2'],
        ['q', '2 + y'],
        [':forget x', ''],
        ['q', 'x + y'],
      ],
    ],
    [
      'with the last answer',
      [
        ['diff x^3 x', '3*x^2'],
        ['diff ans x', '6*x'],
        ['g = ans + 1', 'g = 6*x + 1'],
        ['1/2', '1/2'],
        ['g', '6*x + 1'],
        ['ans^2', '(6*x + 1)^2'],
      ],
    ],
    [
      'with functions',
      [
        ['a = b + 1', 'a = b + 1'],
        ['f(t) = a*t^2', 'f(t) = t^2*(b + 1)'],
        ['f(3)', '9*b + 9'],
        ['diff f(s) s', '2*(b + 1)*s'],
      ],
    ],
    [
      'with shapes',
      [
        ['W:[2,3]', 'W:[2,3]'],
        ['x:[3]', 'x:[3]'],
        ['diff W*x x', 'W'],
      ],
    ],
    [
      'in numbers beside what is exact, and in LaTeX',
      [
        ['sqrt(2)', 'sqrt(2)\n  = 1.4142135623730951'],
        [':latex', 'answers are LaTeX'],
        ['diff 1/w w', '-\\frac{1}{w^2}'],
        ['ans', '-\\frac{1}{w^2}'],
        [':latex', 'answers are text'],
        ['ans', '-1/w^2'],
      ],
    ],
    [
      'with labels',
      [
        ['grad (x+y)*z', 'd/dx  z\nd/dy  z\nd/dz  x + y'],
        ['ans', '[z, z, x + y]'],
        ['tangent x^2 --at x=3', 'y = 6*x - 9'],
        ['ans', '6*x - 9'],
      ],
    ],
  ]
  it.each(cases)('%s', async (_, lines) => {
    const session = new Session(calculate)
    for (const [input, output] of lines) expect([input, (await session.answer(input)).output]).toEqual([input, output])
  })

  it.each([
    ['x +* 2', /^fluxion: "\*" does not fit here.*\n {2}x \+\* 2\n {5}\^$/su],
    ['ans = 2', /the last answer/u],
    ['y = ans', /made of themselves/u],
    ['q = (', /bracket|ends|close/u],
    [':nonsense', /there is no :nonsense/u],
    [':forget z', /not defined/u],
  ])('%s with what is wrong, and goes on', async (input, said) => {
    const session = new Session(calculate)
    await session.answer('y + 1')
    const { diagnostics, status } = await session.answer(input)
    expect(diagnostics).toMatch(said)
    expect(status).toBe(2)
    expect((await session.answer('ans')).output).toBe('y + 1')
  })

  it('refuses names that are made of each other, and keeps what was', async () => {
    const session = new Session(calculate)
    for (const line of ['a = b + 1', 'b = a']) await session.answer(line)
    expect((await session.answer('a')).output).toBe('b + 1')
  })
})

describe('Tab offers', () => {
  it.each([
    ['dif', 'diff '],
    ['diff ata', 'atan('],
    ['diff x^2 --fo', '--format'],
    ['2*gam', 'gamma('],
    [':la', ':latex'],
    ['help tay', 'taylor'],
    ['3*spe', 'speed'],
    ['an', 'ans'],
  ])('%s: %s', (line, offered) => expect(completions(line, ['speed'])[0].join(' ')).toContain(offered.trim()))
})

describe('history', () => {
  it.each([
    [{ XDG_STATE_HOME: '/s', HOME: '/h' }, '/s/fluxion/history'],
    [{ XDG_STATE_HOME: 'relative', HOME: '/h' }, '/h/.local/state/fluxion/history'],
    [{ HOME: '/h' }, '/h/.local/state/fluxion/history'],
  ])('of %j is %s', (env, file) => expect(historyFile(env)).toBe(file))

  it('says why it cannot be kept', () => {
    const history = new History('/proc/nowhere/at/all')
    expect(history.load()).toEqual([])
    history.append('x')
    expect(history.trouble).toContain('ENOENT')
  })
})

describe('a dialogue', () => {
  const env = { XDG_STATE_HOME: state }
  async function converse(...lines: string[]): Promise<string> {
    const [input, output] = [new PassThrough(), new PassThrough()]
    const shown = text(output)
    input.end(`${lines.join('\n')}\n`)
    await dialogue({ input, output, env, calculate, interrupt: () => false })
    output.end()
    return (await shown).replaceAll(/^(?:[>.] )+/gmu, '')
  }

  it('goes on over lines while brackets or bars are open or an operator ends them', async () => {
    expect(await converse('diff (x^2', '+ x) x', 'y +', '1', '|p|')).toMatch(
      /leaves\.\n2\*x \+ 1\ny \+ 1\nabs\(p\)\n$/u,
    )
  })

  it('ends an input at a blank line, and stays alive', async () => {
    expect(await converse('(x + 1', '', '1 + 1')).toMatch(/fluxion: [^\n]*\n(?:.*\n)+2\n$/u)
  })

  it('ends with :quit, and keeps the lines', async () => {
    expect(await converse('1 + 2', ':quit', '3 + 4')).not.toContain('7')
    expect(new History(historyFile(env)).load()).toContain('1 + 2')
    expect(readFileSync(historyFile(env), 'utf8')).toContain('diff (x^2 + x) x\n')
  })
})
