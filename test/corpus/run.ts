/**
 * `npm run corpus -- [NAME...] [--every N] [--show N]`: the independent corpora in ../shared/corpus, where that folder is present.
 * Prints per corpus how many entries passed, gave a wrong value or too long a form, failed numerically, are unsupported or were misread.
 */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { ParseError, parse } from '../../src/index.js'
import { type AppliedEntry, applied, isApplied } from './applied.js'
import { type Claim, derivatives, itself, judge, type Outcome, type Point, type Verdict } from './entry.js'
import { type MatrixEntry, matrix } from './matrix.js'
import { type PracticeEntry, practice } from './practice.js'
import { type TextbookEntry, textbook } from './textbook.js'

const folder = new URL('../../../shared/corpus/', import.meta.url)

interface Rubi {
  readonly id: string
  readonly integrand: string
  readonly antiderivative: string
  readonly variable: string
  readonly functions: readonly string[]
  readonly points: readonly Point[]
}

interface Peer {
  readonly id: string
  readonly expr: string
  readonly variable: string | readonly string[]
  readonly order: number
  readonly functions: readonly string[]
  readonly points: readonly Point[]
}

const rubi = (e: Rubi): Verdict => {
  const claims: Claim[] = [
    { what: 'integrand', ...itself(e.integrand), expected: p => p.f, tolerance: 1e-9, reading: true },
    {
      what: 'derivative of the antiderivative',
      ...derivatives(e.antiderivative, [e.variable]),
      expected: p => p.f,
      tolerance: 1e-6,
    },
    {
      what: 'derivative of the integrand',
      ...derivatives(e.integrand, [e.variable]),
      expected: p => p.df,
      tolerance: 1e-6,
    },
  ]
  return judge(claims, e.points)
}

const peer = (e: Peer): Verdict => {
  const variables = typeof e.variable === 'string' ? [e.variable, e.order] : e.variable
  return judge(
    [{ what: 'derivative', ...derivatives(e.expr, variables), expected: p => p.value, tolerance: 1e-6 }],
    e.points,
  )
}

interface Typed {
  readonly id: string
  readonly input?: string
  readonly input_repeat?: readonly [string, number]
  readonly recommended: { readonly error?: { readonly at: number } }
  readonly at?: Point['at']
  readonly value?: Point['value']
}

/** Read as recommended: the value, or an error at that offset. What is described in words must be read; test/parse says how. */
function typed(e: Typed): Verdict {
  const text = e.input ?? e.input_repeat?.[0].repeat(e.input_repeat[1]) ?? ''
  const { error } = e.recommended
  if (error !== undefined) {
    const at = offsetOf(text)
    return at === error.at
      ? PASSED
      : { outcome: 'parse', reason: `${text.slice(0, 40)}: error at ${at}, not ${error.at}` }
  }
  if (e.value === undefined || e.at === undefined) return PASSED
  const { value, at } = e
  return judge([{ what: text, ...itself(text), expected: () => value, tolerance: 1e-9, reading: true }], [{ at }])
}

const PASSED: Verdict = { outcome: 'passed', reason: '' }

function offsetOf(text: string): number | undefined {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof ParseError) return error.offset
    throw error
  }
  return undefined
}

/** What is judged by itself. */
interface Judged {
  readonly id: string
  readonly functions: readonly string[]
  readonly verdict: Verdict
}

interface Corpus {
  readonly name: string
  readonly file: string
  /** The verdicts on what stands in one line. */
  readonly judge: (line: string) => readonly Judged[]
  /** Least share of entries passed, in percent; no value may be wrong. */
  readonly floor: number
}

const reader =
  <T extends { id: string; functions?: readonly string[] }>(judged: (entry: T) => Verdict): Corpus['judge'] =>
  line => {
    const entry = JSON.parse(line) as T
    return [{ id: entry.id, functions: entry.functions ?? [], verdict: judged(entry) }]
  }

const strings: Corpus['judge'] = line =>
  textbook(JSON.parse(line) as TextbookEntry).map(({ id, verdict }) => ({ id, functions: [], verdict }))

const exercises: Corpus['judge'] = line => {
  const entry = JSON.parse(line) as AppliedEntry
  return isApplied(entry) ? [{ id: entry.id, functions: [entry.kind], verdict: applied(entry) }] : []
}

const practised: Corpus['judge'] = line => {
  const entry = practice(JSON.parse(line) as PracticeEntry)
  return entry === undefined ? [] : [{ id: entry.id, functions: [], verdict: matrix(entry) }]
}

const corpora: readonly Corpus[] = [
  { name: 'syntax', file: 'syntax.jsonl', judge: reader<Typed>(typed), floor: 99 },
  { name: 'latex', file: 'textbook.jsonl', judge: strings, floor: 98 },
  { name: 'applied', file: 'textbook.jsonl', judge: exercises, floor: 100 },
  { name: 'peer-derivatives', file: 'peer-derivatives.jsonl', judge: reader<Peer>(peer), floor: 99.5 },
  // Two derivatives of determinants are a little longer than the known ones: adj(X) has a value where inv(X) has none.
  { name: 'matrix', file: 'matrix.jsonl', judge: reader<MatrixEntry>(matrix), floor: 97 },
  // Three write norm(A) of a matrix, which is refused; one has no value at the point, one a matrix of too low a rank.
  { name: 'matrix-practice', file: 'matrix-practice.jsonl', judge: practised, floor: 90 },
  { name: 'rubi-special', file: 'rubi-special.jsonl.gz', judge: reader<Rubi>(rubi), floor: 95 },
  { name: 'rubi-elementary', file: 'rubi-elementary.jsonl.gz', judge: reader<Rubi>(rubi), floor: 99.9 },
]

function lines(file: string): string[] {
  const bytes = readFileSync(new URL(file, folder))
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split('\n')
}

/** Runs one corpus, every `stride`-th entry; answers whether it stands above its floor. */
function run(corpus: Corpus, stride: number, show: number): boolean {
  const started = performance.now()
  const counts = new Map<Outcome, number>()
  const byFunction = new Map<string, number>()
  let total = 0
  let shown = 0
  for (const [k, line] of lines(corpus.file).entries()) {
    if (k % stride !== 0) continue
    for (const { id, functions, verdict } of corpus.judge(line)) {
      total++
      counts.set(verdict.outcome, (counts.get(verdict.outcome) ?? 0) + 1)
      if (verdict.outcome === 'passed') continue
      for (const f of functions) byFunction.set(f, (byFunction.get(f) ?? 0) + 1)
      if (shown++ < show) console.log(`  ${verdict.outcome}  ${id}  ${verdict.reason.slice(0, 300)}`)
    }
  }
  const passed = counts.get('passed') ?? 0
  const parts = (['passed', 'wrong value', 'too long', 'numerical', 'unsupported', 'parse'] as const).map(
    o => `${o} ${counts.get(o) ?? 0}`,
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `${corpus.name}: ${total} entries, ${parts.join(', ')} (${((100 * passed) / total).toFixed(2)} %, ${seconds} s)`,
  )
  const worst = [...byFunction].sort((a, b) => b[1] - a[1]).slice(0, 12)
  if (worst.length > 0) console.log(`  not passed, by function: ${worst.map(([f, n]) => `${f} ${n}`).join(', ')}`)
  return passed * 100 >= corpus.floor * total && (counts.get('wrong value') ?? 0) === 0
}

function main(args: readonly string[]): void {
  if (!existsSync(folder)) {
    console.log('no corpora here: ../shared/corpus is absent')
    return
  }
  const option = (name: string, fallback: number): number => {
    const at = args.indexOf(name)
    return at < 0 ? fallback : Number(args[at + 1])
  }
  const named = corpora.filter(c => args.includes(c.name))
  const holds = (named.length > 0 ? named : corpora).map(c => run(c, option('--every', 1), option('--show', 10)))
  if (holds.includes(false)) process.exitCode = 1
}

main(process.argv.slice(2))
