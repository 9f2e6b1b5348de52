/** Systems outside of JavaScript, where they are installed: SymPy, GiNaC, and gcc on the C that `emit` writes. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diff, emit } from '../../src/index.js'
import type { Timing } from './measure.js'
import { coordinate, POINTS, type Problem, symbolsIn } from './problems.js'

export type Outcome = Timing | { readonly failure: string }

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'fluxion-bench-'))
const missing: Outcome = { failure: '–' }

/** Runs a program; its last line is the outcome. */
export function ran(file: string, args: readonly string[], input: string, seconds: number): Outcome {
  // Seconds of processor time: what else the machine does is no matter.
  const { stdout, stderr, status, signal } = spawnSync(
    'sh',
    ['-c', `ulimit -t ${Math.ceil(seconds)}; exec "$0" "$@"`, file, ...args],
    { input, encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  if (signal !== null || status === 137 || status === 152) return { failure: `> ${seconds} s` }
  if (status !== 0) return { failure: /(\w*Error|overflow)/.exec(stderr)?.[0] ?? 'fails' }
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Outcome
}

const has = (file: string, ...args: readonly string[]): boolean => spawnSync(file, args).status === 0

export function sympy(): ((p: Problem, seconds: number) => Outcome) | undefined {
  const python = ['/usr/bin/python3', 'python3'].find(p => has(p, '-c', 'import sympy'))
  return python === undefined
    ? undefined
    : (p, seconds) => ran(python, [here('peers/sympy_job.py')], JSON.stringify(p), seconds)
}

export function ginac(): ((p: Problem, seconds: number) => Outcome) | undefined {
  const program = join(work, 'ginac')
  if (!has('g++', '-O2', '-o', program, here('peers/ginac.cpp'), '-lginac', '-lcln')) return undefined
  return (p, seconds) => {
    if (p.work === 'numeric' || p.work === 'points') return missing
    const { functions, steps = [], wanted = 'none' } = p
    const lines = functions.flatMap(([f, by]) => [by.join(' '), f])
    const head = [p.work, wanted, functions.length, steps.length].join(' ')
    return ran(program, [], [head, ...lines, ...steps, ''].join('\n'), seconds)
  }
}

/** The C of `emit`, value and derivatives together, in a loop around it. */
export function gcc(): ((p: Problem, seconds: number) => Outcome) | undefined {
  if (!has('gcc', '--version')) return undefined
  return (p, seconds) => {
    const [[f, by] = ['', []]] = p.functions
    if (p.work === 'points')
      return compiled(p.key, `${emit(diff(f, ...by), { language: 'c', variables: by })}\n${overPoints()}`, seconds)
    if (p.work !== 'numeric' || p.wanted === undefined) return missing
    const names = symbolsIn(f)
    const variables = [...by, ...names.filter(n => !by.includes(n))]
    const source = emit(f, { language: 'c', variables: by, [p.wanted]: true })
    return compiled(p.key, `${source}\n${atPoint(source, variables, names)}`, seconds)
  }
}

function compiled(name: string, source: string, seconds: number): Outcome {
  const [file, program] = [join(work, `${name}.c`), join(work, name)]
  writeFileSync(file, source)
  execFileSync('gcc', ['-O3', '-march=native', '-o', program, file, '-lm'])
  return ran(program, [], '', seconds)
}

/** Calls the function with the point, whose values are hidden from the compiler, and prints the timing. */
function atPoint(source: string, variables: readonly string[], names: readonly string[]): string {
  const declared = /\bf\(([^)]*)\)\s*\{/.exec(source)?.[1] ?? ''
  const results = declared
    .split(',')
    .slice(variables.length)
    .map(part => part.trim().replace(/^double \w+/, ''))
  const buffers = results.map((size, k) => `static double r${k}${size};`).join(' ')
  const values = variables.map(v => coordinate(names.indexOf(v)))
  const args = [...variables.map((_, k) => `p[${k}]`), ...results.map((_, k) => `r${k}`)]
  return timed(
    `static volatile double p[] = {${values.join(', ')}};\n${buffers}\nstatic volatile double sink;`,
    `sink = f(${args.join(', ')})`,
  )
}

/** Calls the function at the million points of a variable. */
const overPoints = (): string =>
  timed(
    `static double xs[${POINTS.count}]; static volatile double ys[${POINTS.count}];`,
    `for (int k = 0; k < ${POINTS.count}; k++) ys[k] = f(xs[k])`,
    `for (int k = 0; k < ${POINTS.count}; k++) xs[k] = ${POINTS.from} + ${POINTS.to - POINTS.from}.0 * k / ${POINTS.count};`,
  )

/** A program that does something again and again and prints the timing. */
const timed = (declarations: string, work: string, first = ''): string => `#include <stdio.h>
#include <stdlib.h>
#include <time.h>
${declarations}
static int up(const void *a, const void *b) { double x = *(const double *)a, y = *(const double *)b; return (x > y) - (x < y); }
int main(void) {
  ${first}
  double samples[41]; long runs = 1;
  for (int k = 0; k < 41; k++) {
    clock_t start = clock();
    for (long i = 0; i < runs; i++) ${work};
    double each = (double)(clock() - start) / CLOCKS_PER_SEC / runs * 1e6;
    if (each * runs < 5000 && k == 0) { runs *= 2; k--; continue; }
    samples[k] = each;
  }
  qsort(samples, 41, sizeof *samples, up);
  printf("{\\"median\\": %g, \\"spread\\": %g, \\"samples\\": 41}\\n", samples[20], (samples[30] - samples[10]) / 2 / samples[20]);
}
`
