/**
 * Expression files that are edited while a tool watches them: the command and each bundler write the change, tell a mistake with its line and
 * caret, and go on once it is mended; the page of a development server is updated without being loaded anew.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { context, type Plugin as EsbuildPlugin } from 'esbuild'
import { chromium } from 'playwright-core'
import { watch as rollup } from 'rollup'
import { createServer, build as vite } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { flx as forEsbuild } from '../../src/esbuild.js'
import { flx } from '../../src/vite.js'

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium'
const work = mkdtempSync(join(tmpdir(), 'fluxion-watch-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** The function as it is edited: what it computes at (1/2, 2), and what stands in the text that is written. */
const model = (f: string): string =>
  `# a neuron\nlet w:real x:real\nf(w, x) = ${f}\nexport f\nexport slope = gradient f by w\n`
const FIRST = model('exp(w*x)')
const CHANGED = model('tanh(w*x)')
const WRONG = model('tahn(w*x)')
const MENDED = model('sin(w*x)')
const REASON = 'there is no function tahn; did you mean tan?'

interface Project {
  readonly folder: string
  /** Writes the model, in the place of the file or as a new file that is put there, as some editors do. */
  readonly edit: (text: string, how?: 'write' | 'rename') => void
}

function project(name: string): Project {
  const folder = join(work, name)
  mkdirSync(folder)
  const file = join(folder, 'model.flx')
  writeFileSync(file, FIRST)
  writeFileSync(join(folder, 'entry.js'), `export { f } from './model.flx'\n`)
  return {
    folder,
    edit: (text, how = 'write') => {
      if (how === 'write') return writeFileSync(file, text)
      writeFileSync(`${file}~`, text)
      renameSync(`${file}~`, file)
    },
  }
}

/** Waits until it is so. */
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let k = 0; k < 600; k++) {
    if (await what()) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`waited in vain: ${what}`)
}

const has = (file: string, word: string): boolean => existsSync(file) && readFileSync(file, 'utf8').includes(word)

/** What a bundler that watches has written, and the last mistake that it told. */
interface Watching {
  readonly file: string
  readonly mistake: () => unknown
  readonly end: () => Promise<unknown>
}

type Plugin = ReturnType<typeof flx>

const WATCHERS: Readonly<Record<string, (folder: string) => Promise<Watching>>> = {
  rollup: async folder => {
    const file = join(folder, 'bundle.js')
    const plugins: Plugin[] = [flx()]
    return events(file, rollup({ input: join(folder, 'entry.js'), output: { file }, plugins }))
  },
  vite: async folder => {
    const lib = { entry: join(folder, 'entry.js'), formats: ['es'], fileName: () => 'bundle.mjs' } satisfies object
    const watcher = await vite({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [flx()],
      build: { watch: {}, outDir: 'out', lib: { ...lib, formats: ['es'] } },
    })
    return events(join(folder, 'out/bundle.mjs'), watcher as ReturnType<typeof rollup>)
  },
  esbuild: async folder => {
    let mistake: unknown
    const file = join(folder, 'bundle.js')
    const end: EsbuildPlugin = {
      name: 'end',
      setup: b =>
        b.onEnd(({ errors: [first] }) => {
          mistake = first && { ...first, message: first.text, loc: first.location }
        }),
    }
    const built = await context({
      entryPoints: [join(folder, 'entry.js')],
      bundle: true,
      format: 'esm',
      outfile: file,
      logLevel: 'silent',
      plugins: [forEsbuild(), end],
    })
    await built.watch()
    return { file, mistake: () => mistake, end: () => built.dispose() }
  },
}

function events(file: string, watcher: ReturnType<typeof rollup>): Watching {
  let mistake: unknown
  watcher.on('event', async event => {
    if (event.code === 'ERROR') mistake = event.error
    if (event.code === 'BUNDLE_END') mistake = undefined
    if ('result' in event) await event.result?.close()
  })
  return { file, mistake: () => mistake, end: () => watcher.close() }
}

describe.each(Object.entries(WATCHERS))('%s watches', (name, start) => {
  it('writes a change, tells a mistake with its place, and goes on when it is mended', async () => {
    const { folder, edit } = project(name)
    const { file, mistake, end } = await start(folder)
    await until(() => has(file, 'Math.exp'))
    edit(CHANGED)
    await until(() => has(file, 'Math.tanh'))
    edit(WRONG)
    await until(() => mistake() !== undefined)
    expect(mistake()).toMatchObject({
      message: expect.stringContaining(REASON),
      loc: { file: expect.stringContaining('model.flx'), line: 3, column: 10 },
    })
    edit(MENDED, 'rename')
    await until(() => has(file, 'Math.sin') && mistake() === undefined)
    await end()
  })
})

it('fluxion build --watch writes a change, tells a mistake with its place, and goes on when it is mended', async () => {
  const { folder, edit } = project('command')
  const shell = fileURLToPath(new URL('../../dist/command/main.cjs', import.meta.url))
  const words = [shell, 'build', join(folder, 'model.flx'), '--emit', 'js,c', '-o', folder, '--watch']
  const command = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  command.stderr.on('data', text => {
    told += String(text)
  })
  await until(() => told.includes('Ctrl-C ends'))
  expect(has(join(folder, 'model.js'), 'Math.exp')).toBe(true)
  edit(CHANGED)
  await until(() => has(join(folder, 'model.js'), 'Math.tanh') && has(join(folder, 'model.c'), 'tanh('))
  edit(WRONG)
  await until(() => told.includes('^^^^'))
  expect(told).toContain(`model.flx:3:11: ${REASON}`)
  expect(told).toContain('  f(w, x) = tahn(w*x)\n            ^^^^')
  rmSync(join(folder, 'model.flx'))
  await until(() => told.includes('no such file'))
  edit(MENDED, 'rename')
  await until(() => has(join(folder, 'model.js'), 'Math.sin'))
  command.kill()
})

describe.skipIf(!existsSync(BROWSER))(`a page (needs chromium at ${BROWSER}, or CHROMIUM=...)`, () => {
  it('is updated by the development server, shows a mistake, and recovers without being loaded anew', async () => {
    const { folder, edit } = project('page')
    writeFileSync(join(folder, 'index.html'), '<p></p><script type="module" src="./page.js"></script>')
    writeFileSync(
      join(folder, 'page.js'),
      `import { f } from './model.flx'
const show = f => { document.querySelector('p').textContent = f(1/2, 2).toFixed(6) }
show(f)
globalThis.loads = (globalThis.loads ?? 0) + 1
import.meta.hot.accept('./model.flx', m => m && show(m.f))`,
    )
    const told: string[] = []
    const server = await createServer({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [flx({ types: true })],
      server: { host: '127.0.0.1', port: 0 },
      optimizeDeps: { noDiscovery: true },
      customLogger: {
        ...{ hasWarned: false, clearScreen: () => {}, hasErrorLogged: () => false, info: () => {} },
        ...{ warn: () => {}, warnOnce: () => {}, error: text => void told.push(text) },
      },
    })
    await server.listen()
    const browser = await chromium.launch({
      executablePath: BROWSER,
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    })
    try {
      const page = await browser.newPage()
      await page.goto(server.resolvedUrls?.local[0] ?? '')
      const shows = (value: number): Promise<boolean> =>
        page
          .locator('p')
          .textContent()
          .then(text => text === value.toFixed(6))
      const overlay = (): Promise<string> =>
        page.evaluate(() => document.querySelector('vite-error-overlay')?.shadowRoot?.textContent ?? '')
      await until(() => shows(Math.exp(1)))
      edit(CHANGED)
      await until(() => shows(Math.tanh(1)))
      edit(WRONG)
      await until(async () => (await overlay()).includes(REASON))
      expect(told.join('\n')).toMatch(/model\.flx:3:10\n[\s\S]*f\(w, x\) = tahn\(w\*x\)\n *\S* *\^\^\^\^/)
      edit(MENDED, 'rename')
      await until(() => shows(Math.sin(1)))
      expect(await overlay()).toBe('')
      expect(await page.evaluate('loads')).toBe(1)
      expect(has(join(folder, 'model.d.flx.ts'), 'export function slope(w: number, x: number)')).toBe(true)
    } finally {
      await browser.close()
      await server.close()
    }
  })
})
