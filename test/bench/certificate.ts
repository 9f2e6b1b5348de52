/**
 * `npm run bench:certificate -- [--count N] [--seed N] [--part K/M] [--show N]`: how often the numerical certificate is wrong. Right derivatives
 * (of the integrands and antiderivatives of the corpus where that folder is present, and of random expressions over
 * the whole table) must not be refuted; each is changed once, and those that then really differ must not be verified.
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

class Tally {
  private readonly counts = new Map<string, number>()
  constructor(
    private readonly title: string,
    private readonly bad: Certificate['verdict'],
    private left: number,
  ) {}

  add(c: Certificate, describe: () => string): void {
    this.counts.set(c.verdict, (this.counts.get(c.verdict) ?? 0) + 1)
    if (c.verdict === this.bad || (c.verdict === 'unknown' && process.env['SHOW_UNKNOWN'])) {
      if (this.left-- > 0)
        console.log(
          `${this.title} ${c.verdict} (${c.reason}): ${describe()}\n    ${JSON.stringify([c.witness, c.values])}`,
        )
    }
  }

  toString(): string {
    const total = [...this.counts.values()].reduce((a, b) => a + b, 0)
    const shares = VERDICTS.map(v => {
      const n = this.counts.get(v) ?? 0
      return `${v} ${n} (${((100 * n) / Math.max(1, total)).toFixed(2)} %)`
    })
    return `${this.title}: ${total}, ${shares.join(', ')}`
  }
}

const clip = (e: Expr): string => String(e).slice(0, 400)

function main(args: readonly string[]): void {
  const option = (name: string, fallback: number): number =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : fallback
  const [every, count, show, seed] = [
    option('--every', 1),
    option('--count', 4000),
    option('--show', 20),
    option('--seed', 1),
  ]
  const offset = option('--offset', 0)
  const families = { corpus: () => ofCorpus(), table: () => ofTable(count, seed) }
  for (const [name, items] of Object.entries(families)) {
    if (args.includes('--only') && args[args.indexOf('--only') + 1] !== name) continue
    const right = new Tally(`${name}, right`, 'refuted', show)
    const wrong = new Tally(`${name}, mutants`, 'verified', show)
    let [skipped, same, incomparable, k] = [0, 0, 0, 0]
    const started = performance.now()
    for (const { from, f, x } of items()) {
      if (k++ % every !== offset) continue
      const t0 = performance.now()
      try {
        const d = simplify(derivative(f, x))
        if (postorder(d).some(isFormalCall)) {
          skipped++
          continue
        }
        if (k % option('--rights', 1) === 0)
          right.add(certify(f, x, d), () => `${from}: ${clip(f)}\n    claimed ${clip(d)}`)
        const m = mutant(d, seeded(seed * 1000003 + k))
        if (m === undefined) continue
        const really = compareValues(d, m.e)
        if (really === 'equal') same++
        else if (really === 'incomparable') incomparable++
        else
          wrong.add(
            certify(f, x, m.e),
            () => `${from} (${m.kind}): ${clip(f)}\n    right ${clip(d)}\n    claimed ${clip(m.e)}`,
          )
      } catch (error) {
        if (!(error instanceof FluxionError)) throw error
        skipped++
        if (process.env['SHOW_SKIPPED']) console.log(`skipped ${from} ${clip(f)}: ${error.message}`)
      }
      const t = performance.now() - t0
      if (t > 4000) console.log(`slow, ${(t / 1000).toFixed(1)} s: ${from} ${clip(f).slice(0, 150)}`)
    }
    console.log(
      `${right}\n${wrong}; dropped: ${same} equal, ${incomparable} incomparable; skipped ${skipped}; ${((performance.now() - started) / 1000).toFixed(0)} s`,
    )
  }
}

main(process.argv.slice(2))
