/** The command `notes`: three targets, mistakes that leave the rest, definitions, figures, and that a second run changes nothing. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/shell.js'

const folder = mkdtempSync(join(tmpdir(), 'fluxion-notes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LESSON = `# A lesson with $x^2$

Costs \\$5, is {fluxion: diff w^3 w}; at 2 it is {fluxion: diff w^3 w --at w=2}.

\`\`\`fluxion
let q = x + y
diff q*z z
check "w^2" --at w=3
verify "sin(x)"
diff "1/(" x
plot "sin(x)" x=-3..3 --at x=1
trace "a = x^2; f = a*y" --at x=2,y=3 --format svg
explain "x^2" x
read "2x/3"
\`\`\`

- an item

  \`\`\`fluxion
  diff "2*t" t
  \`\`\`

| a | b |
|---|--:|
| *x* | $y$ |

\`\`\`python
{fluxion: diff w^3 w}
\`\`\`
`

async function notes(name: string, ...flags: string[]) {
  const file = join(folder, 'lesson.md')
  writeFileSync(file, LESSON)
  const output = join(folder, name)
  const result = await main(['notes', file, '-o', output, ...flags], async () => undefined)
  return { ...result, text: readFileSync(output, 'utf8') }
}

describe('notes', () => {
  test('as Markdown', async () => {
    const { status, output, diagnostics, text } = await notes('out.md')
    expect([status, output]).toEqual([1, ''])
    expect(diagnostics.split('\n')[0]).toMatch(/^line 9: there is no command verify/)
    expect(diagnostics).toContain('line 10: ')
    expect(text).toContain('is $3w^2$<!--fluxion: diff w^3 w-->; at 2 it is $12$<!--fluxion: diff w^3 w --at w=2-->.')
    expect(text).toContain('\\frac{\\partial}{\\partial z}')
    expect(text).toContain('=x+y')
    expect(text).toContain('> **This command has no answer:** `diff "1/(" x`')
    expect(text).toContain('| w | 6 | 6 | 0 | 0 | ok | complex |')
    expect(text).toContain('![sin(x)](out-1.svg)')
    expect(readFileSync(join(folder, 'out-2.svg'), 'utf8')).toMatch(/^<svg/)
    expect(text).toContain('\n  <!-- fluxion\n  diff "2*t" t\n  -->\n')
    expect(text).toContain('```python\n{fluxion: diff w^3 w}\n```')
    const again = join(folder, 'out.md')
    await main(['notes', again, '-o', again], async () => undefined)
    expect(readFileSync(again, 'utf8')).toBe(text)
  })

  test('as a page that needs nothing else', async () => {
    const { text } = await notes('out.html')
    expect(text).toContain('<title>A lesson with x^2</title>')
    expect(/<script|<link|url\((?!data:|#)|src="http/.exec(text)?.[0]).toBeUndefined()
    expect(text).toContain('url(#plot-1)')
    expect(
      text.match(/<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox[^>]*role="img"/g),
    ).toHaveLength(2)
    expect(text.includes('class="katex"')).toBe(true)
    expect(text).toContain('<td align="right">6</td>')
    expect(text).toContain('{fluxion: diff w^3 w}')
    expect(text).not.toContain('<!--piece')
  })

  test('as a LaTeX document', async () => {
    const { text } = await notes('out.tex')
    expect(text).toContain('\\section*{A lesson with $x^2$}')
    expect(text).toContain('Costs \\$5, is $3w^2$; at 2 it is $12$.')
    expect(text.match(/\\begin\{tikzpicture\}/g)).toHaveLength(2)
    expect(text).toContain('\\begin{tabular}{lr}')
    for (const environment of ['document', 'center', 'tabular', 'itemize', 'verbatim', 'quote', 'tikzpicture', 'scope'])
      expect(text.split(`\\begin{${environment}}`).length, environment).toBe(text.split(`\\end{${environment}}`).length)
  })

  test('each command takes no longer than --timeout says', async () => {
    const file = join(folder, 'slow.md')
    writeFileSync(file, '```fluxion\ndiff "sin(x^2)*exp(x)*tan(x)" x 40\ndiff x^2 x\n```\n')
    const { status, output, diagnostics } = await main(['notes', file, '--timeout', '0.2'], async () => undefined)
    expect([status, diagnostics]).toEqual([1, 'line 2: this takes longer than 200 ms; --timeout SECONDS sets more'])
    expect(output).toContain('x^2=2x')
  })

  test('to standard output, with figures within the text', async () => {
    const file = join(folder, 'lesson.md')
    writeFileSync(file, LESSON)
    const { output } = await main(['notes', file], async () => undefined)
    expect(output).toContain('](data:image/svg+xml;base64,')
    expect(existsSync(join(folder, 'lesson-1.svg'))).toBe(false)
  })

  test('tells how far it is', async () => {
    const file = join(folder, 'lesson.md')
    writeFileSync(file, LESSON)
    const seen: string[] = []
    await main(
      ['notes', file],
      async () => undefined,
      'pipe',
      (done, total) => seen.push(`${done}/${total}`),
    )
    expect(seen).toEqual(['1/4', '2/4', '3/4', '4/4'])
  })

  test.each([
    [['notes'], 'takes one file'],
    [['notes', join(folder, 'absent.md')], 'ENOENT'],
    [['notes', 'a.md', '--to', 'pdf'], 'ENOENT'],
    [['notes', 'a.md', 'b.md'], 'takes one file'],
  ])('%j is refused', async (argv, message) => {
    const { status, diagnostics } = await main(argv, async () => undefined)
    expect(status).toBe(2)
    expect(diagnostics).toContain(message)
  })

  test('has its help', async () => {
    const { output } = await main(['help', 'notes'], async () => undefined)
    expect(output).toContain('--to FORMAT')
  })
})
