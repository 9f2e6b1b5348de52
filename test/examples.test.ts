/**
 * The examples: each is run as it stands, and what it prints is what the comment at its end shows. The figures of
 * the notebooks that the examples come from are listed here once more, so that no example can drift from them.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { main } from '../src/cli/shell.js'

const folder = new URL('../examples/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.js'))

/** The lines of the comment that ends the file. */
function shown(name: string): string[] {
  const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n')
  const start = lines.lastIndexOf('// Output:')
  if (start < 0) throw new Error(`${name} shows no output`)
  return lines.slice(start + 1).map(line => line.replace(/^\/\/ ?/, ''))
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('examples', () => {
  it.each(files)('%s prints what it shows', async name => {
    const printed: string[] = []
    vi.spyOn(console, 'log').mockImplementation((...args: unknown[]) => {
      printed.push(...format(...args).split('\n'))
    })
    await import(new URL(name, folder).href)
    expect(printed.length).toBeGreaterThan(5)
    expect(printed.map(line => line.trimEnd())).toEqual(shown(name))
  })

  it.each([
    ['000', ["dsum(f)/dX = (sigmoid(X*W).*sigmoid(-X*W))*W'", 'jk\tsumDeltaF\tsumDifferential', '8\t33\t']],
    [
      '001',
      [
        'q = x + y = 3',
        'df/dx = z = -4',
        'df/dy = z = -4',
        'df/dz = x + y = 3',
        '-\\theta',
        'delta(k,i)*x[j]',
        '=\\delta_{ki}x_{j}',
        'W[i,j]',
      ],
    ],
    [
      '002',
      [
        '6.001000',
        '6.000000496442226',
        '1.9999999999997797',
        '12.006000999997823',
        '-0.2498750624687629',
        'exactly -1/4',
        'exactly -1/32',
      ],
    ],
    [
      '003',
      [
        '0.7310585786300049',
        '0.19661193324148185',
        '[0.3932238664829637,-0.5898357997244456]',
        '[-0.19661193324148185,-0.3932238664829637,0.19661193324148185]',
        'kink',
      ],
    ],
    [
      '004',
      [
        '8.00009999998963',
        '7.999999999999119',
        '[10,3]',
        "x*(sum(t)*softmax(W'*x) - t)'",
        '0.9280682857864075',
        '0.21924757  0.14356243  -0.36281000',
        '0.32887136  0.21534364  -0.54421500',
      ],
    ],
  ])('%s shows the figures of its notebook', (number, figures) => {
    const name = files.find(file => file.startsWith(number)) ?? ''
    const text = shown(name).join('\n')
    for (const figure of figures) expect(text).toContain(figure)
  })
})

describe('lessons', () => {
  const lessons = fileURLToPath(new URL('notes/', folder))
  const target = mkdtempSync(join(tmpdir(), 'fluxion-lessons-'))
  afterAll(() => rmSync(target, { recursive: true }))
  const run = (file: string, output: string) => main(['notes', file, '-o', output], async () => undefined)

  it.each<[string, readonly string[]]>([
    ['000-sigmoid-matrix', ['(\\sigma(XW)\\odot \\sigma(-XW))W^\\top', 'change of f', 'differential', 'X\\[3,3\\]']],
    [
      '001-chain-rule',
      [
        'q&=x+y=3',
        'f&=qz=-12',
        '\\frac{\\partial f}{\\partial q}&=z=-4',
        '=\\frac{\\partial f}{\\partial q}\\frac{\\partial q}{\\partial x}=(-4)\\cdot 1=-4',
        '\\frac{\\partial f}{\\partial z}&=q=3',
        '\\delta_{ki}x_{j}',
        'W_{ij}',
      ],
    ],
    [
      '002-symbolic-derivatives',
      [
        '9.006001',
        '6.001000',
        '9.000000006',
        '6.000000496442226',
        '\\frac{d}{dw}w^2=2w',
        '_{w=2}=4',
        '_{w=-3}=2',
        '6.002',
        '1.9999999999997797',
        '\\frac{d}{dw}w^3=3w^2',
        '_{w=2}=12',
        '8.012006000999998',
        '12.006000999997823',
        '-\\frac{1}{w^2}',
        '-\\frac{1}{4}',
        '0.49975012493753124',
        '-0.2498750624687629',
        '-\\frac{2}{w^3}',
        '-\\frac{1}{32}',
      ],
    ],
    [
      '003-course-notes',
      [
        '$8$',
        '$6$',
        '$4$',
        'kink',
        'q&=x+y=3',
        'f&=qz=-12',
        '0.7310585786300049',
        '0.19661193324148185',
        '0.3932238664829637',
        '-0.5898357997244456',
        '-0.19661193324148185',
        '-0.3932238664829637',
      ],
    ],
    [
      '004-numerical-differences',
      [
        '8.00009999998963',
        '7.999999999999119',
        '9.99999999',
        '3.00000000',
        '0.9280682857864075',
        '0.21924757',
        '0.14356243',
        '-0.36281000',
        '0.32887136',
        '0.21534364',
        '-0.54421500',
      ],
    ],
  ])('%s has the figures of its notebook, and running it again changes nothing', async (name, figures) => {
    const output = join(target, `${name}.md`)
    const { status, diagnostics } = await run(join(lessons, `${name}.md`), output)
    expect([status, diagnostics]).toEqual([0, ''])
    const text = readFileSync(output, 'utf8')
    // What the commands answer, without the commands.
    const answers = text.replace(/<!-- fluxion\n[\s\S]*?\n-->|<!--fluxion: .*?-->/g, '')
    for (const figure of figures) expect(answers).toContain(figure)
    expect((await run(output, output)).status).toBe(0)
    expect(readFileSync(output, 'utf8')).toBe(text)
  })

  it('every lesson is tested', () => {
    expect(readdirSync(lessons)).toHaveLength(5)
  })
})
