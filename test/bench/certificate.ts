/**
 * `npm run bench:certificate -- [--only corpus|table] [--count N] [--seed N] [--every N] [--rights N] [--complex]
 * [--show N] [--unknown]`: how often the numerical certificate is wrong. Right derivatives (of the integrands and
 * antiderivatives of the corpus where that folder is present, and of N random expressions over the whole table) must not
 * be refuted; each is changed once, and of those that then really differ less than one in a thousand may be verified.
 * Every N-th entry is taken, and of every N-th the right derivative is certified, which takes most of the time.
 */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { derivative } from '../../src/diff/derivative.js'
import { FluxionError } from '../../src/errors.js'
import { sym } from '../../src/expr/build.js'
import { isFormalCall } from '../../src/expr/formal.js'
import type { Expr } from '../../src/expr/node.js'
import { postorder } from '../../src/expr/walk.js'
import { parse } from '../../src/index.js'
import { simplify } from '../../src/simplify/simplify.js'
import { type Certificate, certify } from '../../src/verify/certificate.js'
import { compareValues, mutant } from '../cases/mutants.js'
import { randomExpr, seeded } from '../cases/random.js'

interface Item {
  readonly from: string
  readonly f: Expr
  readonly x: Expr
}

const corpus = new URL('../../../shared/corpus/rubi-elementary.jsonl.gz', import.meta.url)

function* ofCorpus(): Generator<Item> {
  if (!existsSync(corpus)) return
  const text = gunzipSync(readFileSync(corpus)).toString('utf8')
  for (const line of text.trim().split('\n')) {
    const e = JSON.parse(line) as { id: string; antiderivative: string; integrand: string; variable: string }
    const x = sym(e.variable)
    for (const part of ['antiderivative', 'integrand'] as const) yield { from: `${e.id} ${part}`, f: parse(e[part]), x }
  }
}

function* ofTable(count: number, seed: number): Generator<Item> {
  const random = seeded(seed)
  for (let k = 0; k < count; k++) {
    const f = randomExpr(random, { symbols: random() < 0.6 ? ['x'] : ['x', 'y'], depth: 1 + Math.floor(random() * 3) })
    yield { from: `random ${k}`, f, x: sym('x') }
  }
}

const VERDICTS = ['verified', 'refuted', 'unknown'] as const

interface Settings {
  readonly show: number
  readonly unknown: boolean
  readonly every: number
  readonly rights: number
  readonly seed: number
  readonly domain: { readonly domain?: 'complex' }
}

/** Counts of verdicts; the wrong ones are shown. */
class Tally {
  private readonly counts = { verified: 0, refuted: 0, unknown: 0 }
  private shown = 0

  constructor(
    private readonly title: string,
    private readonly wrong: Certificate['verdict'],
    private readonly settings: Settings,
  ) {}

  add({ verdict, reason, witness, values }: Certificate, describe: () => string): void {
    this.counts[verdict]++
    const wanted = verdict === this.wrong || (verdict === 'unknown' && this.settings.unknown)
    if (!wanted || this.shown++ >= this.settings.show) return
    console.log(`${this.title} ${verdict} (${reason}): ${describe()}\n    ${JSON.stringify([witness, values])}`)
  }

  get total(): number {
    return VERDICTS.reduce((sum, v) => sum + this.counts[v], 0)
  }

  /** The share of wrong verdicts. */
  get rate(): number {
    return this.counts[this.wrong] / Math.max(1, this.total)
  }

  toString(): string {
    const percent = (n: number): string => `${((100 * n) / Math.max(1, this.total)).toFixed(2)} %`
    const shares = VERDICTS.map(v => `${v} ${this.counts[v]} (${percent(this.counts[v])})`)
    return `${this.title}: ${this.total}, ${shares.join(', ')}`
  }
}

const clip = (e: Expr): string => String(e).slice(0, 400)

/** Measures with the entries of one family; answers whether the certificate was as seldom wrong as it must be. */
function measure(name: string, items: Iterable<Item>, settings: Settings): boolean {
  const { domain, every, rights, seed } = settings
  const right = new Tally(`${name}, right`, 'refuted', settings)
  const wrong = new Tally(`${name}, changed`, 'verified', settings)
  const dropped = { equal: 0, incomparable: 0, formal: 0, refused: 0 }
  const started = performance.now()
  let k = 0
  const one = ({ from, f, x }: Item): void => {
    const d = simplify(derivative(f, x), domain)
    if (postorder(d).some(isFormalCall)) return void dropped.formal++
    if (Math.floor((k - 1) / every) % rights === 0)
      right.add(certify(f, x, d, domain), () => `${from}: ${clip(f)}\n    claimed ${clip(d)}`)
    const m = mutant(d, seeded(seed * 1_000_003 + k))
    if (m === undefined) return
    const values = compareValues(d, m.e)
    if (values !== 'different') return void dropped[values]++
    const describe = (): string => `${from} (${m.kind}): ${clip(f)}\n    right ${clip(d)}\n    claimed ${clip(m.e)}`
    wrong.add(certify(f, x, m.e, domain), describe)
  }
  for (const item of items) {
    if (k++ % every !== 0) continue
    try {
      one(item)
    } catch (error) {
      if (!(error instanceof FluxionError)) throw error
      dropped.refused++
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(`${right}\n${wrong}\n  left out: ${JSON.stringify(dropped)}; ${seconds} s`)
  return right.rate === 0 && wrong.rate < 1e-3
}

function main(args: readonly string[]): void {
  const option = (name: string, fallback: number): number =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : fallback
  const settings: Settings = {
    show: option('--show', 20),
    unknown: args.includes('--unknown'),
    every: option('--every', 1),
    rights: option('--rights', 1),
    seed: option('--seed', 1),
    domain: args.includes('--complex') ? { domain: 'complex' } : {},
  }
  const only = args[args.indexOf('--only') + 1]
  const families = { corpus: ofCorpus(), table: ofTable(option('--count', 4000), settings.seed) }
  for (const [name, items] of Object.entries(families)) {
    if (args.includes('--only') && only !== name) continue
    if (!measure(name, items, settings)) process.exitCode = 1
  }
}

main(process.argv.slice(2))
