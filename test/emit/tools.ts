/** The real tools of the languages: a text is compiled, or read, and run on points. A tool that is not installed is told, and its tests are skipped. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Tool {
  /** The program that has to be there, and the words that make it answer at once. */
  readonly needs: readonly [string, ...string[]]
  readonly file: string
  /** Commands in order; the last one is the program, which gets the points. */
  readonly commands: readonly (readonly [string, ...string[]])[]
}

export const TOOLS: Readonly<Record<string, Tool>> = {
  c: {
    needs: ['gcc', '--version'],
    file: 'f.c',
    commands: [
      ['gcc', '-std=c99', '-O1', '-Wall', '-Wextra', '-pedantic', '-Werror', 'f.c', '-lm', '-o', 'f'],
      ['./f'],
    ],
  },
  'c as C++': {
    needs: ['g++', '--version'],
    file: 'f.cpp',
    commands: [['g++', '-O1', '-Wall', '-Wextra', '-Werror', 'f.cpp', '-o', 'f'], ['./f']],
  },
  rust: {
    needs: ['rustc', '--version'],
    file: 'f.rs',
    commands: [['rustc', '-Copt-level=1', '-Dwarnings', '--edition', '2021', 'f.rs', '-o', 'f'], ['./f']],
  },
  fortran: {
    needs: ['gfortran', '--version'],
    file: 'f.f90',
    commands: [
      ['gfortran', '-std=f2008', '-O1', '-Wall', '-Wextra', '-Wno-compare-reals', '-Werror', 'f.f90', '-o', 'f'],
      ['./f'],
    ],
  },
  numpy: { needs: ['python3', '-c', 'import numpy'], file: 'f.py', commands: [['python3', 'f.py']] },
  pytorch: {
    needs: ['/usr/bin/python3', '-c', 'import torch'],
    file: 'f.py',
    commands: [['/usr/bin/python3', 'f.py']],
  },
  jax: { needs: ['python3', '-c', 'import jax'], file: 'f.py', commands: [['python3', 'f.py']] },
  julia: { needs: ['julia', '--version'], file: 'f.jl', commands: [['julia', 'f.jl']] },
  matlab: { needs: ['octave-cli', '--version'], file: 'f.m', commands: [['octave-cli', '-q', 'f.m']] },
  js: { needs: ['node', '--version'], file: 'f.mjs', commands: [['node', 'f.mjs']] },
  ts: {
    needs: ['node', '--version'],
    file: 'f.mts',
    commands: [
      ...[
        [
          process.execPath,
          'TSC',
          '--strict',
          '--noImplicitAny',
          '--noUncheckedIndexedAccess',
          '--noUnusedParameters',
          '--noUnusedLocals',
          '--target',
          'es2022',
          '--module',
          'nodenext',
          '--types',
          'node',
          '--typeRoots',
          'TYPES',
          'f.mts',
        ] as const,
      ],
      ['node', 'f.mjs'],
    ],
  },
  glsl: { needs: ['glslangValidator', '--version'], file: 'f.frag', commands: [['glslangValidator', 'f.frag']] },
}

const root = new URL('../..', import.meta.url).pathname
const PLACES: Readonly<Record<string, string>> = {
  TSC: join(root, 'node_modules/typescript/bin/tsc'),
  TYPES: join(root, 'node_modules/@types'),
}

/** Whether the tool of a language answers. */
export function hasTool(language: string): boolean {
  const [program, ...args] = TOOLS[language]?.needs ?? ['no-tool']
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

/** What a program writes for the input; it raises an error where the program ends with one. */
async function written(program: string, args: readonly string[], cwd: string, input: string): Promise<string> {
  const running = promisify(execFile)(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 })
  // Compilers end without having read anything.
  running.child.stdin?.on('error', () => undefined).end(input)
  return (await running).stdout
}

/** What the program of a text writes for the input. */
export async function runText(language: string, text: string, input: string): Promise<string> {
  const tool = TOOLS[language]
  if (tool === undefined) throw new Error(`no tool for ${language}`)
  const folder = mkdtempSync(join(tmpdir(), 'fluxion-emit-'))
  try {
    writeFileSync(join(folder, tool.file), text)
    let output = ''
    for (const [program, ...args] of tool.commands)
      output = await written(
        program,
        args.map(a => PLACES[a] ?? a),
        folder,
        input,
      )
    return output
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The lines of an output as numbers. */
export const numbersIn = (output: string): number[][] =>
  output
    .trim()
    .split('\n')
    .map(line =>
      line
        .trim()
        .split(/\s+/)
        .map(word => ({ nan: Number.NaN, inf: Infinity, '-inf': -Infinity })[word] ?? Number(word)),
    )

/** Whether two numbers agree: within some units in the last place, or close to 0. */
export function agree(a: number, b: number, ulps: number, tiny = 0): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b)
  if (a === b) return true
  return Math.abs(a - b) <= ulps * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b)) + tiny
}
