/**
 * The package as others get it: packed from a clean copy, installed into another project, and used there as a
 * module, with types, as a command, and in a bundle. The size of the bundle is a budget.
 */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { build, type Metafile } from 'esbuild'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alike, programs } from './programs.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')
/** Of diff and latex, minified and gzipped: the core is for pages that count bytes, the whole library answers everything. */
const LARGEST: readonly (readonly [entry: string, bytes: number])[] = [
  ['fluxion/core', 60 * 1024],
  ['fluxion', 368 * 1024],
]

const work = mkdtempSync(join(tmpdir(), 'fluxion-package-'))
const project = join(work, 'project')
const consumer = join(work, 'consumer')

interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program; the runner's own messages go on meanwhile. */
const run = (file: string, args: readonly string[], cwd = consumer, input = ''): Promise<Ran> =>
  new Promise(resolve => {
    const child = execFile(file, args, { cwd, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr }),
    )
    child.stdin?.end(input)
  })

async function npm(folder: string, ...args: string[]): Promise<void> {
  const options = ['--no-audit', '--no-fund', '--loglevel=error']
  const { status, stdout, stderr } = await run('npm', [...args, ...options], folder)
  // What a failed build says is on its standard output.
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed\n${stdout}${stderr}`)
}

const tarball = (): string => join(project, readdirSync(project).find(name => name.endsWith('.tgz')) ?? 'no tarball')

const filesIn = (folder: string): string[] => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
const changed = (name: string): number => statSync(join(root, name)).mtimeMs

/** Whether `dist` is what is built from the sources as they are: none is younger than the program, none is missing. */
function isBuilt(): boolean {
  const program = 'dist/command/main.cjs'
  if (!existsSync(join(root, program))) return false
  const sources = filesIn('src').filter(name => name.endsWith('.ts'))
  const modules = new Set(sources.map(name => name.replace(/ts$/, 'js')))
  const made = filesIn('dist').filter(name => name.endsWith('.js'))
  const inputs = [...filesIn('src').map(name => `src/${name}`), 'package.json', 'tsconfig.json']
  return made.every(name => modules.has(name)) && inputs.every(name => changed(name) <= changed(program))
}

const write = (name: string, text: string): void => writeFileSync(join(consumer, name), text)

const node = async (...args: string[]): Promise<string> => {
  const { status, stdout, stderr } = await run(process.execPath, args)
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed\n${stderr}`)
  return stdout
}

beforeAll(async () => {
  mkdirSync(project)
  const built = isBuilt()
  for (const name of ['package.json', 'tsconfig.json', 'README.md', 'LICENSE', built ? 'dist' : 'src']) {
    cpSync(join(root, name), join(project, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
  // Packing runs the script `prepare`, which builds.
  await npm(project, 'pack', ...(built ? ['--ignore-scripts'] : []))
  mkdirSync(consumer)
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  await npm(consumer, 'install', '--prefer-offline', tarball())
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
    expect(files.filter(name => name.includes('.') && !/\.(js|cjs|d\.c?ts)$/.test(name))).toEqual([])
  })

  it('is what publint asks for', async () => {
    const bytes = new Uint8Array(readFileSync(tarball()))
    expect((await publint({ pack: { tarball: bytes.buffer }, level: 'suggestion', strict: true })).messages).toEqual([])
  })

  it('has types wherever it resolves', async () => {
    const found = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball()))))
    const problems = found.types === false ? ['no types'] : found.problems
    // Modules alone, which `require` of Node 20.19 and later loads; resolution as in Node 10 knows no entries.
    const stated = (p: (typeof problems)[number]): boolean =>
      typeof p === 'object' &&
      (p.kind === 'CJSResolvesToESM' || (p.kind === 'NoResolution' && p.resolutionKind === 'node10'))
    expect(problems.filter(p => !stated(p))).toEqual([])
  })

  it('loads by require, where Node can', async () => {
    const isAble = 'require_module' in process.features && process.features.require_module === true
    write('load.cjs', `console.log(String(require('fluxion').diff('w^3', 'w')))`)
    const { status, stdout } = await run(process.execPath, ['load.cjs'])
    expect([status === 0, stdout]).toEqual(isAble ? [true, '3*w^2\n'] : [false, ''])
  })

  it('brings no other package', () => {
    const installed = readdirSync(join(consumer, 'node_modules')).filter(name => !name.startsWith('.'))
    expect(installed).toEqual(['fluxion'])
  })

  it('runs as a module', async () => {
    write(
      'run.js',
      `import { compile, diff, gradient, latex, subs } from 'fluxion'
console.log(String(diff('w^3', 'w')))
console.log(String(subs(diff('1/w', 'w'), { w: 2 })))
console.log(latex(diff('1/(1+exp(-x))', 'x')))
console.log(JSON.stringify(compile(gradient('a^2+a*b', ['a', 'b']), ['a', 'b'])(3, 4)))`,
    )
    expect((await node('run.js')).split('\n')).toEqual([
      '3*w^2',
      '-1/4',
      '\\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2}',
      '[10,3]',
      '',
    ])
  })

  it('runs as a command', async () => {
    const command = join(consumer, 'node_modules/.bin/fluxion')
    const answer = async (...args: string[]): Promise<unknown[]> => {
      const { status, stdout, stderr } = await run(command, args)
      return [status, stdout, stderr]
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(await answer('w^3', 'w')).toEqual([0, '3*w^2\n', ''])
    expect(await answer('--version')).toEqual([0, `${version}\n`, ''])
    // Twice: by the second run the program starts from what was compiled in the first.
    for (const _ of [1, 2])
      expect(await run(command, ['diff'], consumer, 'x^2\n')).toEqual({ status: 0, stdout: '2*x\n', stderr: '' })
    expect(await answer('diff', 'w^', 'w')).toEqual([2, '', expect.stringContaining('^')])
    // The program is read as ASCII; what its patterns look for is not.
    expect(await answer('x∧y')).toEqual([2, '', expect.stringContaining('write and')])
    expect((await answer('check', '1/w', '--at', 'w=2', '--claim', 'w=1/w'))[0]).toBe(1)
    expect(await answer('w^3', '--format', 'mathml')).toEqual([2, '', expect.stringContaining('npm install katex')])
  })

  it('says so where the answer cannot be written', async () => {
    if (!existsSync('/dev/full')) return
    const command = join(consumer, 'node_modules/.bin/fluxion')
    const { status, stderr } = await run('sh', ['-c', `"${command}" w^3 w > /dev/full`])
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^fluxion: the answer could not be written: .*\n$/)])
  })

  it('typesets where KaTeX is installed, too', async () => {
    const link = join(consumer, 'node_modules/katex')
    symlinkSync(join(root, 'node_modules/katex'), link)
    write(
      'html.js',
      `import { html, mathml } from 'fluxion/html'
console.log(mathml('x^2').includes('<msup>'), html('x^2').includes('katex-html'))`,
    )
    expect(await node('html.js')).toBe('true true\n')
    const command = join(consumer, 'node_modules/.bin/fluxion')
    expect((await run(command, ['w^3', '--format', 'mathml'])).stdout).toContain('<math ')
    rmSync(link)
  })
})

describe('the public declarations', () => {
  /** Of the entries and the verbs: what they declare, without comments. */
  it('are those that were agreed on', async () => {
    const dist = join(consumer, 'node_modules/fluxion/dist')
    const verbs = readdirSync(join(dist, 'verbs')).filter(name => name.endsWith('.d.ts') && name !== 'index.d.ts')
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Readonly<Record<string, string | { readonly types: string }>>
    }
    const entries = Object.values(exports).flatMap(e => (typeof e === 'string' ? [] : [e.types.replace('./dist/', '')]))
    const texts = [...entries, ...verbs.sort().map(name => `verbs/${name}`)].map(name => {
      const text = readFileSync(join(dist, name), 'utf8').replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '')
      const declared = text
        .split('\n')
        .filter(line => line !== '' && line !== 'export {};' && !line.startsWith('import '))
      return `// ${name}\n${declared.join('\n')}\n`
    })
    await expect(texts.join('\n')).toMatchFileSnapshot('declarations.txt')
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
const shapes = { let: 'A:[m,n]; x:[n]; b:[m]' }
const [slope] = gradient('norm2(A*x - b)^2', ['x'], shapes)
const sizes: readonly (number | string)[] = slope.shape
const kron: Expr = slope.form('index')
const at = { A: [[1, 2], [3, 4]], x: new Float64Array(2), b: [0, 5] }
const g = compile({ loss: 'norm2(A*x - b)^2', slope }, ['A', 'x', 'b'], shapes)
const held: boolean = check('norm2(A*x - b)^2', { ...shapes, at }).ok
console.log(evaluate(slope, at), g(at.A, at.x, at.b).loss, evaluate('[x, 2]', { x: 1 })[0], kron, sizes, held)
const h = compile('x*y', ['x', 'y'])
// @ts-expect-error as many numbers as there are names
h(1)
// @ts-expect-error there is no such form
diff('x^2', 'x', { form: 'nice' })
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
  ])('hold under strict checks with moduleResolution %s', async (moduleResolution, module) => {
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
    const { status, stdout } = await run(process.execPath, [tsc, '-p', `tsconfig.${moduleResolution}.json`])
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
    const never =
      entry === 'fluxion'
        ? /mathjs|katex|d3-|dist\/(?:cli|plot|emit|explain|interchange|compile\/wasm)\/|verify\/(?:check|report|study)/
        : /mathjs|katex|dist\/(?:cli|compile|verify|tensor|matrix|simplify|form|rules|verbs)\/|parse\/latex|advisor|hints|shaped-lexer|declared-shapes|parse\/written|written-calculus|special-families|binder-rows|quadrature|checked|language/
    expect(inputs.filter(name => never.test(name))).toEqual([])
    expect(bytes).toBeLessThanOrEqual(most)
  })

  it('of the core answers in canonical form, and refuses what it has no part for', async () => {
    const { text } = await bundle(`import { diff, latex, parse } from 'fluxion/core'
console.log(String(diff('w^3', 'w')), latex(diff('1/(1+exp(-x))', 'x')), parse('x').toTex())
for (const options of [{ verify: true }, { form: 'stable' }, { syntax: 'latex' }, { let: 'x:[n]' }])
  try { diff('x^2', 'x', options); console.log('answered', options) } catch (error) { console.log(error.name, error.code) }`)
    write('core.mjs', text)
    expect((await node('core.mjs')).trim().split('\n')).toEqual([
      '3*w^2 \\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2} x',
      ...Array.from({ length: 3 }, () => 'FluxionError unknown-option'),
      'ShapeError unsupported-shape',
    ])
  })

  it('of the core reads what the whole library reads, and refuses what that refuses, at the same places', async () => {
    write('core-alike.mjs', alike('fluxion/core', '{}'))
    write('whole-alike.mjs', alike('fluxion', "{ form: 'raw' }"))
    write('core-alike.bundle.mjs', (await bundle(alike('fluxion/core', '{}'))).text)
    const wanted = await node('whole-alike.mjs')
    expect(await node('core-alike.mjs')).toBe(wanted)
    expect(await node('core-alike.bundle.mjs')).toBe(wanted)
  })

  it('answers what Node answers', async () => {
    write('programs.mjs', programs)
    const { text } = await bundle(programs)
    write('programs.bundle.mjs', text)
    expect(await node('programs.bundle.mjs')).toBe(await node('programs.mjs'))
  })
})
