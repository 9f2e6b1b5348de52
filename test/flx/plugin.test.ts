/** Expression files as modules: what Vite, Rollup and esbuild make of a page that imports one, and how mistakes reach people. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type Plugin as EsbuildPlugin, build as esbuild } from 'esbuild'
import { type Plugin as RollupPlugin, rollup } from 'rollup'
import { type Plugin as VitePlugin, build as vite } from 'vite'
import { afterAll, describe, expect, it, test } from 'vitest'
import { flx as forEsbuild } from '../../src/esbuild.js'
import { evaluate, gradient, hessian } from '../../src/index.js'
import { flx } from '../../src/vite.js'
import { LAYER, NEURON } from './files.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'fluxion-flx-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

// The plugins are those of the bundlers, whose types they do not import.
const vitePlugin: VitePlugin = flx()
const rollupPlugin: RollupPlugin = flx()
const esbuildPlugin: EsbuildPlugin = forEsbuild()

/** What a page that uses two functions may weigh: the library is a hundred times as much. */
const LARGEST = 1_500

const PAGE = `import { f, slope, H, delete as remove } from './model.flx'
export const values = (w, x, b) => [f(w, x, b), slope(w, x, b), H(w, x, b), remove(w, x, b)]
`

function project(name: string, model: string, page = PAGE): { readonly entry: string; readonly folder: string } {
  const folder = join(work, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'model.flx'), model)
  writeFileSync(join(folder, 'entry.js'), page)
  writeFileSync(join(folder, 'index.html'), '<p id="out"></p><script type="module" src="./page.js"></script>')
  writeFileSync(
    join(folder, 'page.js'),
    `import { f } from './model.flx'\ndocument.querySelector('#out').textContent = f(1, 2, 0)\n`,
  )
  return { entry: join(folder, 'entry.js'), folder }
}

type Bundle = (entry: string, folder: string) => Promise<string>

const BUNDLERS: Readonly<Record<string, Bundle>> = {
  vite: async (entry, folder) => {
    await vite({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [vitePlugin],
      build: { outDir: 'out', emptyOutDir: false, lib: { entry, formats: ['es'], fileName: () => 'bundle.mjs' } },
    })
    return join(folder, 'out/bundle.mjs')
  },
  rollup: async (entry, folder) => {
    const file = join(folder, 'bundle.mjs')
    const bundle = await rollup({ input: entry, plugins: [rollupPlugin] })
    await bundle.write({ file, format: 'es', sourcemap: true })
    return file
  },
  esbuild: async (entry, folder) => {
    const outfile = join(folder, 'bundle.mjs')
    await esbuild({
      entryPoints: [entry],
      bundle: true,
      logLevel: 'silent',
      minify: true,
      format: 'esm',
      outfile,
      plugins: [esbuildPlugin],
    })
    return outfile
  },
}

const AT = [
  { w: 1, x: 2, b: 0 },
  { w: -0.3, x: 7, b: 1e-3 },
  { w: 40, x: -20, b: 3 },
]

describe.each(Object.entries(BUNDLERS))('a page built by %s', (name, bundle) => {
  it('computes what evaluate computes, without the library', async () => {
    const { entry, folder } = project(name, NEURON)
    const file = await bundle(entry, folder)
    expect(statSync(file).size).toBeLessThan(name === 'rollup' ? 3 * LARGEST : LARGEST)
    expect(readFileSync(file, 'utf8')).not.toMatch(/FluxionError|ParseError|selfTest|\beval\b|new Function/)
    const { values } = (await import(pathToFileURL(file).href)) as {
      values: (...at: number[]) => [number, number[], number[][], number]
    }
    const names = ['w', 'x', 'b'] as const
    const text = 'sigmoid(w*x + b)'
    for (const at of AT) {
      const [f, slope, h, remove] = values(at.w, at.x, at.b)
      const near = (found: number | undefined, known: number) =>
        expect(Math.abs((found ?? Number.NaN) - known)).toBeLessThanOrEqual(1e-15 + 1e-13 * Math.abs(known))
      near(f, evaluate(text, at))
      for (const [k, d] of gradient(text, names).entries()) near(slope[k], evaluate(d, at))
      for (const [k, row] of hessian(text, ['w', 'b']).entries())
        for (const [l, d] of row.entries()) near(h[k]?.[l], evaluate(d, at))
      near(remove, evaluate('(4*x + w*x + b)^2', at))
    }
  })

  it('has arrays', async () => {
    const page = `import { dW } from './model.flx'\nexport const values = dW\n`
    const { entry, folder } = project(`${name}-arrays`, LAYER, page)
    const { values } = (await import(pathToFileURL(await bundle(entry, folder)).href)) as {
      values: (...at: Float64Array[]) => Float64Array
    }
    const [W, x, t] = [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [1, 2],
      [0, 1, 0],
    ] as const
    const found = values(Float64Array.from(W.flat()), Float64Array.from(x), Float64Array.from(t))
    const [slope] = gradient("-sum(t.*log(softmax(W'*x)))", ['W'], { let: 'W:[2,3]; x:[2]; t:[3]' })
    const known = (evaluate(slope, { W, x, t }) as unknown as number[][]).flat()
    for (const [k, d] of known.entries()) expect(found[k]).toBeCloseTo(d, 13)
  })

  it('tells a mistake through the bundler, with its place', async () => {
    const { entry, folder } = project(`${name}-wrong`, '# a mistake\nf = größe + sinx(2)\nexport f\n')
    const error: unknown = await bundle(entry, folder).then(
      () => undefined,
      e => e,
    )
    const { errors: [first] = [], loc } = error as {
      errors?: { text: string; location: object }[]
      loc?: object
    }
    const file = expect.stringContaining('model.flx')
    if (name === 'esbuild') {
      // Bytes.
      expect(first?.location).toMatchObject({ file, line: 2, column: 14, length: 4, lineText: 'f = größe + sinx(2)' })
      expect(first?.text).toContain('did you mean sin?')
    } else {
      expect(loc).toMatchObject({ file, line: 2, column: 12 })
      expect(String(error)).toContain('did you mean sin?')
    }
  }, 60_000)
})

test('Vite builds a page of HTML', async () => {
  const { folder } = project('page', NEURON)
  await vite({ root: folder, configFile: false, logLevel: 'silent', plugins: [vitePlugin], build: { outDir: 'dist' } })
  const assets = join(folder, 'dist/assets')
  const scripts = readdirSync(assets).filter(f => f.endsWith('.js'))
  const text = scripts.map(f => readFileSync(join(assets, f), 'utf8')).join('')
  expect(text).toContain('Math.exp(-Math.abs(')
  expect(text).not.toContain('FluxionError')
})

test('doubts are warnings of the bundlers', async () => {
  const { entry, folder } = project('doubt', 'f = x/3y\nexport f\n', `export { f } from './model.flx'\n`)
  const warnings: unknown[] = []
  const bundle = await rollup({ input: entry, plugins: [rollupPlugin], onwarn: w => warnings.push(w) })
  await bundle.close()
  expect(warnings).toMatchObject([{ message: expect.stringContaining('/(3*y)'), loc: { line: 1, column: 5 } }])
  const made = await esbuild({
    entryPoints: [entry],
    bundle: true,
    write: false,
    logLevel: 'silent',
    plugins: [esbuildPlugin],
  })
  expect(made.warnings).toMatchObject([{ text: expect.stringContaining('/(3*y)'), location: { line: 1, column: 5 } }])
  expect(readdirSync(folder)).not.toContain('model.d.flx.ts')
})

test('TypeScript knows the functions by the types that are written', async () => {
  const { folder } = project('types', `${NEURON}export J = jacobian [f, q] by w, x\n`)
  await esbuild({
    entryPoints: [join(folder, 'entry.js')],
    bundle: true,
    write: false,
    plugins: [forEsbuild({ types: true })],
  })
  expect(existsSync(join(folder, 'model.d.flx.ts'))).toBe(true)
  writeFileSync(
    join(folder, 'use.ts'),
    `import { f, slope, H, J, delete as remove } from './model.flx'
const value: number = f(1, 2, 3)
const [a, b, c]: [number, number, number] = slope(1, 2, 3)
const corner: number = H(1, 2, 3)[1][1] + J(1, 2, 3)[1][0]
console.log(value, a, b, c, corner, remove(1, 2, 3))
// @ts-expect-error: it takes three numbers.
f(1, 2)
// @ts-expect-error: it has three entries.
slope(1, 2, 3)[3]
`,
  )
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const options = [
    '--noEmit',
    '--strict',
    '--allowArbitraryExtensions',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--lib',
    'es2022,dom',
    '--types',
    '',
  ]
  await run(process.execPath, [tsc, ...options, 'use.ts'], { cwd: folder }).catch((e: { stdout: string }) => {
    throw new Error(e.stdout)
  })
})
