/**
 * `npm run bench`: the time of every step from text to number, beside mathjs in the same run, and the size of the
 * bundle. Medians, with half the range between the quartiles; no part of `npm test`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { INPUTS } from './inputs.js'
import type { Task } from './job.js'
import type { Timing } from './measure.js'

const LIMIT_SECONDS = 30
const TASKS: readonly Task[] = ['parse', 'diff', 'diff, simplified', 'print', 'latex', 'compile', 'call']
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

interface Results {
  readonly timings: ReadonlyMap<Task, Timing>
  /** Why there are no more. */
  readonly end: string
}

function runJob(library: string, index: number): Results {
  const args = ['--import', 'tsx', here('job.ts'), library, String(index)]
  const { stdout, stderr, status, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: LIMIT_SECONDS * 1000,
    killSignal: 'SIGKILL',
  })
  const timedOut = error !== undefined && 'code' in error && error.code === 'ETIMEDOUT'
  if (status !== 0 && !timedOut) throw new Error(`${library} on input ${index} failed\n${stderr}`)
  const timings = new Map<Task, Timing>()
  let end = timedOut ? `over ${LIMIT_SECONDS} s` : ''
  for (const line of stdout.split('\n').filter(Boolean)) {
    const result = JSON.parse(line) as { task: Task; timing: Timing } | { failure: string }
    if ('failure' in result) end = result.failure
    else timings.set(result.task, result.timing)
  }
  return { timings, end }
}

const UNITS: readonly (readonly [size: number, name: string])[] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
  [1, 'ns'],
]

function time(nanoseconds: number): string {
  const [size, name] = UNITS.find(([s]) => nanoseconds >= s) ?? [1, 'ns']
  return `${(nanoseconds / size).toPrecision(3)} ${name}`
}

function show(timing: Timing | undefined, end: string): string {
  if (timing === undefined) return end
  return `${time(timing.median)} ±${Math.round(100 * timing.spread)}%`
}

const line = (...cells: readonly string[]): void => {
  const widths = [18, 18, 18, 12]
  console.log(cells.map((cell, k) => (k === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[k] ?? 0))).join(' '))
}

function report(index: number, name: string): void {
  console.log(`\n${name}`)
  const [ours, theirs] = [runJob('fluxion', index), runJob('mathjs', index)]
  line('', 'fluxion', 'mathjs', 'mathjs/fluxion')
  for (const task of TASKS) {
    const [a, b] = [ours.timings.get(task), theirs.timings.get(task)]
    const ratio = a && b ? (b.median / a.median).toPrecision(2) : ''
    line(task, show(a, ours.end), show(b, theirs.end), ratio)
  }
}

async function size(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: here('../../src') },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  })
  const bytes = outputFiles[0]?.contents ?? new Uint8Array()
  return `${bytes.length} bytes, gzipped ${gzipSync(bytes, { level: 9 }).length}`
}

console.log(`Node ${process.version}; a task is given ${LIMIT_SECONDS} s, together with those above it`)
for (const [index, { name }] of INPUTS.entries()) report(index, name)
console.log(`\nbundle of diff and latex: ${await size(`export { diff, latex } from './index.js'`)}`)
console.log(`bundle of everything:     ${await size(`export * from './index.js'`)}`)
