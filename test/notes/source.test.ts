/** Lessons taken apart: blocks, commands within lines, what earlier runs wrote, and what is not ours. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandsIn, Definitions, wordsOf } from '../../src/notes/commands.js'
import { writeMarkdown } from '../../src/notes/markdown.js'
import type { Done } from '../../src/notes/piece.js'
import { commented, partsOf } from '../../src/notes/source.js'

const sources = (markdown: string): unknown[] =>
  partsOf(markdown).flatMap(p => (p.kind === 'text' ? [] : [[p.kind, p.source, p.line]]))

describe('parts of a lesson', () => {
  test.each([
    ['a block', 'a\n\n```fluxion\ndiff w^3 w\n```\nb', [['block', 'diff w^3 w', 4]]],
    ['of Quarto', '```{fluxion}\ndiff w^3 w\n```', [['block', 'diff w^3 w', 2]]],
    ['of pandoc', '~~~ {.fluxion}\ndiff w^3 w\n~~~', [['block', 'diff w^3 w', 2]]],
    ['within a list', '- a\n\n  ```fluxion\n  diff w^3 w\n  ```\n', [['block', 'diff w^3 w', 4]]],
    ['that is not closed', '```fluxion\ndiff w^3 w', [['block', 'diff w^3 w', 2]]],
    ['of another language', '```python\n{fluxion: diff w^3 w}\n```', []],
    ['of a longer name', '```fluxionette\ndiff w^3 w\n```', []],
    ['within a longer fence', '````md\n```fluxion\ndiff w^3 w\n```\n````', []],
    ['a command in a line', 'so\nit is {fluxion: diff w^3 w}.', [['inline', 'diff w^3 w', 2]]],
    ['with braces', 'is {fluxion: diff "{x}" x}', [['inline', 'diff "{x}" x', 1]]],
    ['in code', 'type `{fluxion: diff w^3 w}`', []],
    ['with its result', 'is $3w^2$<!--fluxion: diff w^3 w-->.', [['inline', 'diff w^3 w', 1]]],
    ['with a text', 'is `no $`<!--fluxion: diff w^3 w-->.', [['inline', 'diff w^3 w', 1]]],
    [
      'a block with its result',
      '<!-- fluxion\ndiff w^3 w\n-->\n\n$$3w^2$$\n\n<!-- /fluxion -->\n',
      [['block', 'diff w^3 w', 2]],
    ],
  ])('%s', (_, markdown, found) => {
    expect(sources(markdown)).toEqual(found)
  })

  const pieces = { pieces: [{ kind: 'formula', latex: 'x' }] } as const
  const done = (markdown: string): Done[] => partsOf(markdown).map(p => (p.kind === 'text' ? p : { ...p, ...pieces }))
  const write = (markdown: string): string => writeMarkdown(done(markdown), () => 'figure.svg')

  const line = fc.oneof(
    fc.constantFrom(
      '```',
      '```fluxion',
      '~~~',
      '```python',
      '<!-- fluxion',
      '-->',
      '<!-- /fluxion -->',
      '# a',
      '',
      '- b',
    ),
    fc.constantFrom(
      '{fluxion: diff w^3 w}',
      'a {fluxion: x} b',
      '`c` $d$',
      '$',
      '`',
      '{fluxion:',
      '  ```fluxion',
      '$x$<!--fluxion: y-->',
    ),
    fc.string(),
  )
  test('what is written is read as what it was written from', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), lines => {
        const once = write(lines.join('\n'))
        expect(write(once)).toBe(once)
      }),
      { numRuns: 300 },
    )
  })
  test('a lesson without commands stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), text => {
        fc.pre(!text.includes('fluxion') && !text.includes('\r'))
        expect(write(text)).toBe(text)
      }),
    )
  })
  test.each([
    'a --> b',
    'a --&gt; b',
    '-->',
    '--&amp;gt;',
    '<!-- /fluxion -->',
    '&lt;!--',
    '&amp;lt;!-- --&amp;amp;gt;',
  ])('%s survives in a comment', text => {
    expect(commented(text)).not.toContain('-->')
    expect(sources(`<!-- fluxion\n${commented(text)}\n-->\n<!-- /fluxion -->`)[0]).toEqual(['block', text, 2])
  })
})

describe('commands of a block', () => {
  test.each([
    ['diff w^3 w', ['diff', 'w^3', 'w']],
    ['diff "w^3 + 1" w', ['diff', 'w^3 + 1', 'w']],
    ["diff 'w^3 + 1' w", ['diff', 'w^3 + 1', 'w']],
    ["diff f'(x) x", ['diff', "f'(x)", 'x']],
    ['grad q --let="q = x + y"', ['grad', 'q', '--let=q = x + y']],
    ['diff "" x', ['diff', '', 'x']],
  ])('%s', (text, words) => {
    expect(wordsOf(text).words).toEqual(words)
  })
  test('remarks, empty lines, and lines that go on', () => {
    const commands = commandsIn('# a remark\n\ndiff \\\n  x^2 x\ntrace "q = x;\nf = q" --at x=1\ndiff y y')
    expect(commands.map(c => [c.line, c.words])).toEqual([
      [2, ['diff', 'x^2', 'x']],
      [4, ['trace', 'q = x;\nf = q', '--at', 'x=1']],
      [6, ['diff', 'y', 'y']],
    ])
  })
})

describe('definitions of a lesson', () => {
  const using = (lets: readonly string[], ...words: string[]): string | undefined => {
    const definitions = new Definitions()
    for (const text of lets) definitions.add(text)
    return definitions.for(words)
  }
  test.each([
    [['q = x + y'], ['q*z'], 'q = x + y'],
    [['q = x + y'], ['w^3'], undefined],
    [['q = x + y; r = q^2'], ['r'], 'q = x + y; r = q^2'],
    [['W:[2,2] x:[2]', 'q = W*x'], ['q'], 'W:[2,2]; x:[2]; q = W*x'],
    [['q = x', 'q = y'], ['q'], 'q = y'],
    [['q = x'], ['q = y; q'], undefined],
    [['q = x'], ['q', '--at', 'x=1,q=2'], undefined],
    [['x:positive'], ['abs(x)', '--at', 'x=2'], 'x:positive'],
    [['constructor = x'], ['y'], undefined],
  ] as const)('%j, used by %j: %s', (lets, words, found) => {
    expect(using(lets, ...words)).toBe(found)
  })
})
