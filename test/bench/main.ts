/**
 * `npm run bench`: the work of a computer algebra system beside other systems in the same run, as a table in Markdown: microseconds of
 * processor time, the median and half the range between the quartiles. `npm run bench -- loss softmax-value` takes some problems;
 * `--seconds 60` gives each system more time. Systems of the npm registry are installed into a folder of their own, SymPy, GiNaC and
 * gcc are used where they are installed. No part of `npm test`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { gcc, ginac, type Outcome, ran, sympy } from './native.js'
import { FOLDER, PACKAGES } from './peers/installed.js'
import { PROBLEMS, type Problem, problem } from './problems.js'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '20' } },
  allowPositionals: true,
})
const seconds = Number(values.seconds)

function installPeers(): void {
  if (existsSync(join(FOLDER, 'node_modules'))) return
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }')
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', FOLDER, ...PACKAGES], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the other systems cannot be installed\n${stderr}`)
}

type System = readonly [name: string, run: (p: Problem) => Outcome]

/** The jobs as one file, so that each starts at once. */
async function builtJobs(): Promise<string> {
  const outfile = join(FOLDER, 'job.mjs')
  await build({
    entryPoints: [here('job.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['mathjs'],
    outfile,
  })
  return outfile
}

const inJavaScript = (jobs: string, name: string): System => [
  name,
  p => ran(process.execPath, ['--stack-size=4000', jobs, name, p.key, `${seconds}`], '', seconds),
]

const outside = (name: string, run: ((p: Problem, seconds: number) => Outcome) | undefined): System[] =>
  run === undefined ? [] : [[name, p => run(p, seconds)]]

const OURS = ['fluxion, canonical', 'fluxion']

function systems(jobs: string): readonly System[] {
  return [
    ...[...OURS, 'mathjs', 'nerdamer', 'algebrite', 'compute-engine', 'by hand'].map(name => inJavaScript(jobs, name)),
    ...outside('SymPy', sympy()),
    ...outside('GiNaC', ginac()),
    ...outside('gcc -O3', gcc()),
  ]
}

/** Three digits, and the spread where it is large. */
function cell(outcome: Outcome): string {
  if ('failure' in outcome) return outcome.failure
  const { median, spread } = outcome
  const shown = median >= 1000 ? Math.round(median).toLocaleString('en') : median.toPrecision(3)
  return spread > 0.1 ? `${shown} ±${Math.round(100 * spread)}%` : shown
}

/** How many times as long the quickest other system takes as ours. */
function ratio(outcomes: ReadonlyMap<string, Outcome>): string {
  const ours = outcomes.get('fluxion')
  const others = [...outcomes].flatMap(([name, o]) =>
    OURS.includes(name) || 'failure' in o ? [] : [[o.median, name] as const],
  )
  const [best] = others.sort((a, b) => a[0] - b[0])
  if (ours === undefined || 'failure' in ours || best === undefined) return ''
  return `${(best[0] / ours.median).toPrecision(2)} (${best[1]})`
}

installPeers()
const all = systems(await builtJobs())
const chosen = positionals.length === 0 ? PROBLEMS : positionals.map(problem)
const [{ model = '' } = {}] = cpus()
const today = new Date().toISOString().slice(0, 10)
console.log(
  `Microseconds of processor time, medians; ${today}, Node ${process.version}, ${model}; \`npm run bench\`.\n`,
)
const line = (cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`)
line(['work', ...all.map(([name]) => name), 'quickest other / fluxion'])
line(['---', ...all.map(() => '---:'), '---:'])
for (const p of chosen) {
  const outcomes = new Map(all.map(([name, run]) => [name, run(p)]))
  line([p.title, ...[...outcomes.values()].map(cell), ratio(outcomes)])
}
