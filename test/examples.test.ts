/**
 * The examples: each is run as it stands, and what it prints is what the comment at its end shows. The figures of
 * the notebooks that the examples come from are listed here once more, so that no example can drift from them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { format } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'

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
