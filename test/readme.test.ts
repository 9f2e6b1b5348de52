/**
 * README.md, executed. In `js` blocks a line `expression // result` is run and compared; in `sh` blocks the lines
 * that begin with `# ` are what the command above them prints, results and diagnostics together. Commands of npm
 * must name scripts that exist.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verbTable } from '../src/cli/help.js'
import { main } from '../src/cli/shell.js'
import { readModel } from '../src/flx/model.js'
import * as fluxion from '../src/index.js'
import { lines } from '../src/rules/lines.js'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const readme = read('README.md')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

const blocks = (language: string): string[] =>
  [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(m => (m[1] === language ? [m[2] ?? ''] : []))

describe('the code of the README', () => {
  const RESULT = /^(\s*)(?!import|const|let|try|diff)(\S.*?) \/\/ (.*)$/gm

  /** A value as the README writes it. */
  function shown(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`
    if (value === null || typeof value !== 'object' || value instanceof Float64Array) return String(value)
    const entries = Object.entries(value).map(([key, v]) => `${key}: ${shown(v)}`)
    return `{ ${entries.join(', ')} }`
  }

  it.each(blocks('js').map((code, k) => [k + 1, code] as const))('block %i gives what it shows', async (_, code) => {
    const expected = [...code.matchAll(RESULT)].map(m => [m[2], m[3]])
    const body = code
      .replace(/^import (\{.*\}) from 'fluxion'$/gm, 'const $1 = fluxion')
      .replace(RESULT, (_line, indent: string, expression: string) => `${indent}show(${expression})`)
    const found: unknown[] = []
    const run = new Function('fluxion', 'show', body) as (library: object, show: (value: unknown) => void) => void
    run(fluxion, value => found.push(value))
    expect(expected.length).toBeGreaterThan(0)
    expect(found.map((value, k) => [expected[k]?.[0], shown(value)])).toEqual(expected)
  })
})

it('the table of verbs is that of their rows; vitest -u writes it anew', async () => {
  const [, before = '', after = ''] = /^([\s\S]*<!-- verbs -->\n)[\s\S]*?(<!-- \/verbs -->[\s\S]*)$/.exec(readme) ?? []
  await expect(before + verbTable() + after).toMatchFileSnapshot('../README.md')
})

describe('the commands of the README', () => {
  interface Command {
    readonly line: string
    readonly prints: string[]
  }

  const commands = blocks('sh').flatMap(block => {
    const found: Command[] = []
    for (const line of block.trimEnd().split('\n')) {
      if (line.startsWith('# ')) found.at(-1)?.prints.push(line.slice(2))
      else found.push({ line, prints: [] })
    }
    return found
  })

  const words = (text: string): string[] => [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(m => m[1] ?? m[2] ?? '')

  /** Runs `fluxion ...`, `npm run -s fluxion -- ...` or `echo ... | fluxion ...` as a shell would. */
  async function run(line: string): Promise<string[]> {
    const [left = '', right] = line.split(' | ')
    const command = (right ?? left).replace(/^(npm ci && npm run -s fluxion --|fluxion) /, '')
    const input = right === undefined ? undefined : words(left).slice(1).join(' ')
    const { output, diagnostics } = await main(words(command), async () => input)
    return [output, diagnostics].filter(text => text !== '').flatMap(text => text.split('\n'))
  }

  it('are enough of them', () => {
    expect(commands.length).toBeGreaterThan(10)
  })

  it.each(commands.filter(c => c.line.includes('fluxion')))('$line', async ({ line, prints }) => {
    expect(prints.length).toBeGreaterThan(0)
    expect(await run(line)).toEqual(prints)
  })

  it('of npm exist', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?(\w+)|npm (test)\b/g)].map(m => m[1] ?? m[2] ?? '')
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter(name => scripts[name] === undefined)).toEqual([])
  })

  it('and the expression file it shows', () => {
    const [text = ''] = blocks('flx')
    const { exports, points } = readModel({ file: 'neuron.flx', text })
    expect(exports.map(e => e.name)).toEqual(['f', 'loss', 'slope'])
    expect(points[0]?.results.get('slope')?.get('value')).toEqual([-0.5, -0.25])
    // `slope(0, 0.5, 2, -1)` is what the section says of it.
    expect(exports[2]?.arguments).toEqual(['t', 'w', 'x', 'b'])
  })

  it('and the rules it quotes', () => {
    const quoted = blocks('text').flatMap(block => block.trimEnd().split('\n'))
    expect(quoted.length).toBeGreaterThan(1)
    for (const rule of quoted) expect(lines).toContain(rule)
  })

  it('and the files it names', () => {
    expect(readme).toContain('node examples/001-chain-rule.js')
    expect(read('examples/001-chain-rule.js')).not.toBe('')
  })
})
