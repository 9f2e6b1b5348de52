/**
 * The walls of the house: rooms import one way only, files import without cycles, stay short, and keep to strict
 * types; what stands at the top level is known.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = join(root, 'src')

/** From the ground up. What stands in one row may import from it and from the rows above it in this list. */
const ROOMS: readonly (readonly string[])[] = [
  ['attempt.ts', 'errors.ts', 'memo.ts', 'packages.ts'],
  ['work.ts'],
  ['signatures'],
  ['linalg'],
  ['number'],
  ['plot'],
  ['functions'],
  ['expr'],
  ['parse'],
  ['print'],
  ['interchange'],
  ['evaluate'],
  ['rewrite'],
  ['rules'],
  ['polynomial'],
  ['simplify'],
  ['diff'],
  ['form'],
  ['tensor'],
  ['compile'],
  ['emit'],
  ['verify'],
  ['explain'],
  ['matrix'],
  ['calls'],
  ['inputs'],
  ['answers'],
  ['verbs'],
  ['core.ts'],
  ['index.ts'],
  ['mathjs.ts'],
  ['html.ts'],
  ['flx'],
  ['vite.ts', 'esbuild.ts'],
  ['notes'],
  ['cli'],
]

/** Rows of data and generated files may be longer than code. */
const TABLES =
  /^(functions\/[^/]+|number\/elementary\/doubles|parse\/grammar|rules\/(compiled|exponential|trigonometric))\.ts$/
const LONGEST = 350

const TOP_LEVEL = new Set([
  'src',
  'grammar',
  'test',
  'examples',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.test.json',
  'vitest.config.ts',
  'biome.json',
  'README.md',
  'LICENSE',
])

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

const files = filesBelow(source)
  .map(path => relative(source, path).split(sep).join('/'))
  .sort()
const text = (file: string): string => readFileSync(join(source, file), 'utf8')
const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

interface Import {
  readonly from: string
  /** Loaded only when the code gets there. */
  readonly lazy: boolean
  /** Types alone: nothing is loaded. */
  readonly typeOnly: boolean
}

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[^'"`;=]*?\sfrom\s+)?'([^']+)'/gm
const LAZY = /\bimport\(\s*'([^']+)'\s*\)/g

function importsOf(code: string): Import[] {
  const plain = withoutComments(code)
  const statements = [...plain.matchAll(STATEMENT)].map(m => ({
    from: m[2] ?? '',
    lazy: false,
    typeOnly: m[1] !== undefined,
  }))
  const lazy = [...plain.matchAll(LAZY)].map(m => ({ from: m[1] ?? '', lazy: true, typeOnly: false }))
  return [...statements, ...lazy]
}

const isLocal = (i: Import): boolean => i.from.startsWith('.')
const target = (file: string, i: Import): string =>
  join(dirname(file), i.from).split(sep).join('/').replace(/\.js$/, '.ts')

const roomOf = (file: string): string => file.split('/')[0] ?? ''
const level = (file: string): number => ROOMS.findIndex(row => row.includes(roomOf(file)))

describe('the reading of import statements', () => {
  it('knows every form', () => {
    const code = [
      "import a from 'one'",
      "import { b,\n  c } from 'two'",
      "import type { D } from 'three'",
      "export * from 'four'",
      "export { e } from 'five'",
      "import 'six'",
      "const f = await import('seven')",
      "// import g from 'eight'",
      "export const h = 'nine'",
    ].join('\n')
    expect(importsOf(code).map(i => i.from)).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven'])
  })

  it('misses no import of the source', () => {
    for (const file of files) {
      // What starts the command is CommonJS, and imports nothing but Node.
      const code = withoutComments(text(file)).replace(/^import \w+ = require\('node:\w+'\)$/gm, '')
      const keywords =
        (code.match(/^import\b(?!\()/gm) ?? []).length +
        (code.match(/\bfrom '/g) ?? []).length -
        (code.match(/^import[^']*\bfrom '/gm) ?? []).length
      expect([file, importsOf(text(file)).filter(i => !i.lazy).length]).toEqual([file, keywords])
    }
  })
})

describe('rooms', () => {
  it('every file stands in a room', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter(file => level(file) < 0)).toEqual([])
  })

  it('imports go one way', () => {
    const against = files.flatMap(file =>
      importsOf(text(file))
        .filter(isLocal)
        .filter(i => level(target(file, i)) > level(file))
        .map(i => `${file} imports ${target(file, i)}`),
    )
    expect(against).toEqual([])
  })

  it('every local import exists and is written with .js', () => {
    for (const file of files) {
      for (const i of importsOf(text(file)).filter(isLocal)) {
        expect(i.from, file).toMatch(/\.js$/)
        expect(existsSync(join(source, target(file, i))), `${file} imports ${i.from}`).toBe(true)
      }
    }
  })

  it('no cycle of files, imports of types included', () => {
    const loads = (file: string): string[] =>
      importsOf(text(file))
        .filter(isLocal)
        .map(i => target(file, i))
    const edges = new Map(files.map(file => [file, loads(file)]))
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
        return
      }
      state.set(file, 'open')
      for (const next of edges.get(file) ?? []) visit(next, [...path, file])
      state.set(file, 'done')
    }
    for (const file of files) visit(file, [])
    expect(cycles).toEqual([])
  })
})

describe('what the core loads', () => {
  /** Everything that is loaded when `file` is, without what is imported lazily or for its types. */
  function loaded(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const i of importsOf(text(file))) {
      if (i.lazy || i.typeOnly) continue
      if (isLocal(i)) loaded(target(file, i), seen)
      else seen.add(i.from)
    }
    return seen
  }

  it.each(['index.ts', 'cli/main.ts'])('%s loads neither mathjs nor katex', entry => {
    const packages = [...loaded(entry)].filter(name => !name.endsWith('.ts'))
    expect(packages.filter(name => /^(mathjs|katex)\b/.test(name))).toEqual([])
  })

  it('the library itself loads nothing of Node', () => {
    expect([...loaded('index.ts')].filter(name => name.startsWith('node:'))).toEqual([])
  })
})

describe('the shape of files', () => {
  it(`no file of code is longer than ${LONGEST} lines`, () => {
    const long = files
      .filter(file => !TABLES.test(file))
      .map(file => [file, text(file).split('\n').length - 1] as const)
    expect(long.filter(([, lines]) => lines > LONGEST)).toEqual([])
  })

  it('every file that is not generated opens with a comment that says what it is', () => {
    const open = (file: string): boolean => /^(#!.*\n)?\/[*/]/.test(text(file))
    expect(files.filter(file => !open(file))).toEqual([])
  })

  it('no file is called after what it is not', () => {
    expect(files.filter(file => /(^|\/|-)(utils?|helpers?|misc|common|base|manager)\b/i.test(file))).toEqual([])
  })

  it.each([
    ['the type any', /(?:[:<,|&(]|\bas)\s*any\b(?!\w|\s*[:(])/],
    ['a silenced compiler', /@ts-(?:ignore|nocheck|expect-error)/],
    ['a default export', /^export default\b/m],
    ['code made from text', /\beval\(/],
  ])('no %s', (_, pattern) => {
    const judged = (file: string): string => (pattern.source.includes('@ts') ? text(file) : withoutComments(text(file)))
    expect(files.filter(file => pattern.test(judged(file)))).toEqual([])
  })
})

describe('the top level', () => {
  it('holds only what is known', () => {
    const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean)
    const isIgnored = (name: string): boolean =>
      ignored.some(line => (line.startsWith('*') ? name.endsWith(line.slice(1)) : line.replace(/\/$/, '') === name))
    const entries = readdirSync(root).filter(name => !name.startsWith('.') && !isIgnored(name))
    expect(entries.filter(name => !TOP_LEVEL.has(name))).toEqual([])
  })

  it('what the reference leaves out is where it is said to be', () => {
    const { typedocOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
      readonly typedocOptions: { readonly intentionallyNotExported: readonly string[] }
    }
    const isThere = (entry: string): boolean => {
      const [file = '', name] = entry.split(':')
      const declaration = new RegExp(`^export (?:abstract )?(?:interface|type|class|const|function) ${name}\\b`, 'm')
      return declaration.test(readFileSync(join(root, file), 'utf8'))
    }
    expect(typedocOptions.intentionallyNotExported.filter(entry => !isThere(entry))).toEqual([])
  })

  it('folders of tests mirror the rooms', () => {
    const rooms = new Set(ROOMS.flat())
    const others = new Set(['cases', 'corpus', 'laws', 'bench'])
    const folders = readdirSync(join(root, 'test')).filter(name => statSync(join(root, 'test', name)).isDirectory())
    expect(folders.filter(name => !rooms.has(name) && !others.has(name))).toEqual([])
  })
})
