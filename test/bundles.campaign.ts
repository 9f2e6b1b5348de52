/** What the library answers in Node it answers when any common bundler has put it into one file, minified. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build as esbuild } from 'esbuild'
import { rollup } from 'rollup'
import { build as vite } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import webpack from 'webpack'
import { alike, programs } from './programs.js'

const root = fileURLToPath(new URL('..', import.meta.url))
/** One program for each entry of the package. */
const PROGRAMS: Readonly<Record<string, string>> = {
  whole: programs.replace("'fluxion'", JSON.stringify(join(root, 'dist/index.js'))),
  core: alike(join(root, 'dist/core.js'), '{}'),
}
const work = mkdtempSync(join(tmpdir(), 'fluxion-bundles-'))
const entryOf = (part: string): string => join(work, `${part}.mjs`)
const run = promisify(execFile)
const node = async (file: string): Promise<string> => (await run(process.execPath, [join(work, file)])).stdout

const BUNDLERS: Readonly<Record<string, (entry: string, file: string) => Promise<unknown>>> = {
  esbuild: (entry, file) =>
    esbuild({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'neutral',
      outfile: join(work, file),
    }),
  rollup: async (entry, file) => {
    const bundle = await rollup({ input: entry, treeshake: 'smallest' })
    await bundle.write({ file: join(work, file), format: 'es' })
  },
  vite: (entry, file) =>
    vite({
      root: work,
      logLevel: 'error',
      build: {
        outDir: work,
        emptyOutDir: false,
        minify: 'esbuild',
        lib: { entry, formats: ['es'], fileName: () => file },
      },
    }),
  webpack: (entry, file) =>
    new Promise<void>((resolve, reject) => {
      const config = {
        mode: 'production' as const,
        entry,
        experiments: { outputModule: true },
        output: { path: work, filename: file, module: true, chunkFormat: 'module' as const },
      }
      webpack(config, (error, stats) => {
        if (error || stats?.hasErrors()) reject(error ?? new Error(String(stats)))
        else resolve()
      })
    }),
}

beforeAll(async () => {
  await run('npm', ['run', '-s', 'build'], { cwd: root })
  for (const [part, program] of Object.entries(PROGRAMS)) writeFileSync(entryOf(part), program)
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('a bundle answers what Node answers', () => {
  const all = Object.entries(BUNDLERS).flatMap(([name, bundle]) =>
    Object.keys(PROGRAMS).map(part => [part, name, bundle] as const),
  )
  it.each(all)('the program of the %s, made by %s', async (part, name, bundle) => {
    const file = `${part}-${name}.mjs`
    await bundle(entryOf(part), file)
    expect(await node(file)).toBe(await node(`${part}.mjs`))
  })
})
