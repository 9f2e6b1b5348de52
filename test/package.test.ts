/**
 * The package as others get it: packed from a clean copy, installed into another project, and used there as a
 * module, with types, as a command, and in a bundle. The size of the bundle is a budget.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')
/** Of diff and latex, minified and gzipped: from the core, and with the search for the shortest form. */
const LARGEST: readonly (readonly [entry: string, bytes: number])[] = [
  ['fluxion/core', 58 * 1024],
  ['fluxion', 74 * 1024],
]

const work = mkdtempSync(join(tmpdir(), 'fluxion-package-'))
const project = join(work, 'project')
const consumer = join(work, 'consumer')

function npm(folder: string, ...args: string[]): void {
  const options = ['--no-audit', '--no-fund', '--loglevel=error']
  const { status, stdout, stderr } = spawnSync('npm', [...args, ...options], { cwd: folder, encoding: 'utf8' })
  // What a failed build says is on its standard output.
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed\n${stdout}${stderr}`)
}

const write = (name: string, text: string): void => writeFileSync(join(consumer, name), text)

const node = (...args: string[]): string => execFileSync('node', args, { cwd: consumer, encoding: 'utf8' })

beforeAll(() => {
  mkdirSync(project)
  for (const name of ['package.json', 'tsconfig.json', 'README.md', 'LICENSE', 'src']) {
    cpSync(join(root, name), join(project, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
  // Packing runs the script `prepare`, which builds.
  npm(project, 'pack')
  mkdirSync(consumer)
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  const tarball = readdirSync(project).find(name => name.endsWith('.tgz')) ?? 'no tarball'
  npm(consumer, 'install', '--prefer-offline', join(project, tarball))
}, 300_000)

afterAll(() => {
  rmSync(work, { recursive: true, force: true })
})

describe('the installed package', () => {
  it('holds the built library and nothing else', () => {
    const folder = join(consumer, 'node_modules/fluxion')
    expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
    const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
    expect(files).toContain('index.d.ts')
    expect(files.filter(name => name.includes('.') && !/\.(js|d\.ts)$/.test(name))).toEqual([])
  })

  it('brings no other package', () => {
    const installed = readdirSync(join(consumer, 'node_modules')).filter(name => !name.startsWith('.'))
    expect(installed).toEqual(['fluxion'])
  })

  it('runs as a module', () => {
    write(
      'run.js',
      `import { compile, diff, gradient, latex, subs } from 'fluxion'
console.log(String(diff('w^3', 'w')))
console.log(String(subs(diff('1/w', 'w'), { w: 2 })))
console.log(latex(diff('1/(1+exp(-x))', 'x')))
console.log(JSON.stringify(compile(gradient('a^2+a*b', ['a', 'b']), ['a', 'b'])(3, 4)))`,
    )
    expect(node('run.js').split('\n')).toEqual([
      '3*w^2',
      '-1/4',
      '\\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2}',
      '[10,3]',
      '',
    ])
  })

  it('runs as a command', () => {
    const command = join(consumer, 'node_modules/.bin/fluxion')
    const run = (...args: string[]): unknown[] => {
      const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', input: '' })
      return [status, stdout, stderr]
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(run('w^3', 'w')).toEqual([0, '3*w^2\n', ''])
    expect(run('--version')).toEqual([0, `${version}\n`, ''])
    expect(run('diff', 'w^', 'w')).toEqual([2, '', expect.stringContaining('^')])
    expect(run('check', '1/w', '--at', 'w=2', '--claim', 'w=1/w')[0]).toBe(1)
    expect(run('w^3', '--format', 'mathml')).toEqual([2, '', expect.stringContaining('npm install katex')])
  })

  it('says so where the answer cannot be written', () => {
    if (!existsSync('/dev/full')) return
    const command = join(consumer, 'node_modules/.bin/fluxion')
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(command, ['w^3', 'w'], { encoding: 'utf8', stdio: ['ignore', full, 'pipe'] })
    closeSync(full)
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^fluxion: the answer could not be written: .*\n$/)])
  })

  it('typesets where KaTeX is installed, too', () => {
    const link = join(consumer, 'node_modules/katex')
    symlinkSync(join(root, 'node_modules/katex'), link)
    write(
      'html.js',
      `import { html, mathml } from 'fluxion/html'
console.log(mathml('x^2').includes('<msup>'), html('x^2').includes('katex-html'))`,
    )
    expect(node('html.js')).toBe('true true\n')
    const command = join(consumer, 'node_modules/.bin/fluxion')
    expect(execFileSync(command, ['w^3', '--format', 'mathml'], { encoding: 'utf8' })).toContain('<math ')
    rmSync(link)
  })
})

describe('types', () => {
  beforeAll(() => {
    write(
      'typed.ts',
      `import { check, compile, diff, type Expr, evaluate, FluxionError, gradient, latex, ParseError } from 'fluxion'
const d: Expr = diff('w^3', 'w')
const text: string = latex(d, {})
const value: number = evaluate(d, { w: 2 })
const f = compile(gradient('a^2+a*b', ['a', 'b']), ['a', 'b'])
const both = compile({ f: 'x*y', g: ['y', 'x'] }, ['x', 'y'])(2, 4)
const numbers: readonly number[] = f(3, 4)
const sum: number = both.f + both.g[0]
const ok: boolean = check('1/w', { at: { w: 2 } }).ok
try {
  diff('w^', 'w')
} catch (error) {
  if (error instanceof ParseError) console.log(error.offset, error.code, error.hint)
  else if (error instanceof FluxionError) throw error
}
console.log(text, value, numbers, sum, ok)
// @ts-expect-error a variable is a name or an expression
diff('w^3', true)
// @ts-expect-error an object result has the keys of its input
both.h
`,
    )
  })

  it.each([
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ])('hold under strict checks with moduleResolution %s', (moduleResolution, module) => {
    write(
      `tsconfig.${moduleResolution}.json`,
      JSON.stringify({
        compilerOptions: {
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          noEmit: true,
          target: 'es2022',
          skipLibCheck: false,
          module,
          moduleResolution,
        },
        files: ['typed.ts'],
      }),
    )
    const { status, stdout } = spawnSync('node', [tsc, '-p', `tsconfig.${moduleResolution}.json`], {
      cwd: consumer,
      encoding: 'utf8',
    })
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})

describe('a bundle', () => {
  async function bundle(code: string): Promise<{ text: string; bytes: number; inputs: string[] }> {
    const result = await build({
      stdin: { contents: code, resolveDir: consumer },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      platform: 'browser',
      metafile: true,
      write: false,
    })
    const text = result.outputFiles[0]?.text ?? ''
    const outputs: Metafile['outputs'] = result.metafile.outputs
    const inputs = Object.values(outputs).flatMap(o =>
      Object.entries(o.inputs).flatMap(([name, { bytesInOutput }]) => (bytesInOutput > 0 ? [name] : [])),
    )
    return { text, bytes: gzipSync(text, { level: 9 }).length, inputs }
  }

  it.each(LARGEST)('of diff and latex from %s has at most %i bytes, minified and gzipped', async (entry, most) => {
    const { bytes, inputs } = await bundle(`export { diff, latex } from '${entry}'`)
    console.log(`diff + latex of ${entry}, minified and gzipped: ${bytes} bytes`)
    expect(
      inputs.filter(name =>
        /mathjs|katex|parse\/latex(?!-notations)|dist\/(compile|verify|cli)\/|dist\/tensor\/(?!registry)/.test(name),
      ),
    ).toEqual([])
    expect(bytes).toBeLessThanOrEqual(most)
  })

  it('of the core answers in canonical form', async () => {
    const { text } = await bundle(`import { diff, latex } from 'fluxion/core'
console.log(String(diff('w^3', 'w')), latex(diff('1/(1+exp(-x))', 'x')))`)
    write('core.mjs', text)
    expect(node('core.mjs')).toBe('3*w^2 \\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2}\n')
  })

  it('of diff and latex holds nothing of vectors and matrices but the link to them, and says how to have them', async () => {
    const { text, inputs } = await bundle(`import { diff, latex } from 'fluxion'
console.log(latex(diff('w^3', 'w')))
try { diff("x'*x", 'x', { let: 'x:[n]' }) } catch (error) { console.log(error.code) }`)
    const matrices = inputs.filter(name => /dist\/(tensor|matrix)/.test(name))
    expect(matrices.map(name => name.replace(/^.*dist\//, ''))).toEqual(['tensor/registry.js'])
    write('scalars.mjs', text)
    expect(node('scalars.mjs')).toBe('3w^2\nno-tensors\n')
  })

  it('of diff and Tensor answers about vectors and matrices', async () => {
    const { text } = await bundle(`import { diff, Tensor } from 'fluxion'
const answer = diff("norm2(A*x)^2", 'x', { let: 'A:[m,n]; x:[n]' })
console.log(String(answer), answer instanceof Tensor)`)
    write('matrices.mjs', text)
    expect(node('matrices.mjs')).toBe("2*A'*A*x true\n")
  })

  it('still prints: what is installed at loading survives', async () => {
    const { text } = await bundle(`import { diff, latex } from 'fluxion'
console.log(String(diff('w^3', 'w')), latex(diff('1/w', 'w')), \`\${diff('sin(x)*y', 'x')}\`)`)
    write('bundle.mjs', text)
    expect(node('bundle.mjs')).toBe('3*w^2 -\\frac{1}{w^2} y*cos(x)\n')
  })
})
