/** Lessons as LaTeX documents, compiled: without an error, without a line that is too wide, without a character that no font has. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/shell.js'

const examples = fileURLToPath(new URL('../../examples/notes/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'fluxion-tex-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ENGINES = ['pdflatex', 'xelatex'] as const
const has = (engine: string): boolean => spawnSync(engine, ['--version']).status === 0

/** Every kind of piece, mistakes, signs of other alphabets, and lines too long for a page. */
const LESSON = String.raw`# Signs: α ≤ β → ∞, x² + y³ & 10% of \$5, under_scores, #tags

Производная: {fluxion: diff x^2 x}.

~~~fluxion
implicit "x^2+y^2=25" y x 2
taylor "log(x)" x 1 4
explain "x^2*sin(3x)" x --level full
check "w^2" --at w=3 --step 0.001 --step 1e-9 --convergence
check "sin(x^2)" --at x=1 --claim "x=cos(x^2)"
equivalent "sin(2x)" "2 sin(x)"
unicode "sqrt(alpha)/2"
emit "x^2*sin(y)" --language c
plot "x^2" x=-1..5 --at x=3
plot "x^3-x" x=-2..2 --format text
trace "z = W*x + b; L = norm2(z-y)^2" --let "W:[2,2] x:[2] b:[2] y:[2]" --at "W=[[1,2],[3,4]],x=[1;2],b=[0;1],y=[1;0]" --format svg
diff "sin(x" x
diff "(x+1)*(x+2)*(x+3)*(x+4)*(x+5)*(x+6)*(x+7)*(x+8)*(x+9)*(x+10)*(x+11)*(x+12)*(x+13)" x --format text
~~~

> *quoted* **remark** with a [link](https://example.org/a_b%20c#d) and ${'`code_{x}`'}

| a | b |
|---|--:|
| $f'$ | {fluxion: diff x^2 x --at x=3} |
`

const LESSONS: readonly (readonly [name: string, text: string])[] = [
  ...[
    '000-sigmoid-matrix',
    '001-chain-rule',
    '002-symbolic-derivatives',
    '003-course-notes',
    '004-numerical-differences',
  ].map(name => [name, readFileSync(`${examples}${name}.md`, 'utf8')] as const),
  ['every-piece', LESSON],
]

const compiled = (engine: string, name: string): Promise<string> =>
  new Promise(resolve => {
    const args = ['-interaction=nonstopmode', `-jobname=${engine}-${name}`, `${name}.tex`]
    execFile(engine, args, { cwd: folder, maxBuffer: 1 << 24 }, (_, stdout) => resolve(stdout))
  })

describe.each(ENGINES)('by %s (where it is installed)', engine => {
  test.skipIf(!has(engine)).each(LESSONS)('%s', async (name, text) => {
    const source = join(folder, `${name}.md`)
    writeFileSync(source, text)
    await main(['notes', source, '-o', join(folder, `${name}.tex`)], async () => undefined)
    const said = await compiled(engine, name)
    expect(said.split('\n').filter(line => line.startsWith('!'))).toEqual([])
    expect(
      said.split('\n').filter(line => line.startsWith('Overfull') && !/[( ][0-9]\.\d+pt too wide/.test(line)),
    ).toEqual([])
    expect(readFileSync(join(folder, `${engine}-${name}.log`), 'utf8')).not.toContain('Missing character')
    expect(existsSync(join(folder, `${engine}-${name}.pdf`))).toBe(true)
  })
})
