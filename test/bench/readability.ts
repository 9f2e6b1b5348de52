/**
 * `npm run bench:readability`: how long the answers of `simplify(diff(...))` are beside a teacher's and beside the shortest right answer
 * of other systems (recorded in readability-peers.json, so that none of them need be installed). An answer with rounded constants
 * where the question had none does not count as right. Sizes count leaves, operators and names of functions (size.ts). Every answer,
 * ours and the teacher's, is compared with the function at sampled points. With an argument it lists every case whose formula contains it.
 */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { diff, equivalent, parse, simplify } from '../../src/index.js'
import { CASES, type Case } from './readability-cases.js'
import { size } from './size.js'

interface Peers {
  readonly versions: string
  readonly date: string
  /** By `formula | variables`: the smallest size, and whose it is. */
  readonly shortest: Readonly<Record<string, readonly [size: number, peer: string]>>
}

interface Row {
  readonly name: string
  readonly answer: string
  readonly ours: number
  readonly teacher: number
  readonly peer: number
  readonly milliseconds: number
  readonly right: boolean
}

const peers = JSON.parse(readFileSync(new URL('./readability-peers.json', import.meta.url), 'utf8')) as Peers

function measure(c: Case): Row {
  const name = `${c.f} | ${c.by.join(', ')}`
  const start = performance.now()
  const answer = String(simplify(diff(c.f, ...c.by)))
  const milliseconds = performance.now() - start
  const options = { bound: c.by }
  const plain = diff(c.f, ...c.by, { simplify: false })
  const right = [answer, c.teacher].every(text => equivalent(parse(text, options), plain).verdict === 'verified')
  const peer = peers.shortest[name]?.[0] ?? Number.POSITIVE_INFINITY
  return { name, answer, ours: size(answer), teacher: size(c.teacher), peer, milliseconds, right }
}

const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`

function summary(rows: readonly Row[]): void {
  const withPeer = rows.filter(r => r.peer < Number.POSITIVE_INFINITY)
  const short = withPeer.filter(r => r.ours <= r.peer).length
  const either = rows.filter(r => r.ours <= Math.max(bar(r), r.teacher)).length
  const times = rows.map(r => r.milliseconds).sort((a, b) => a - b)
  console.log(`${rows.length} derivatives; peers: ${peers.versions} (${peers.date})`)
  console.log(`not verified: ${rows.filter(r => !r.right).length} ${rows.filter(r => !r.right).map(r => r.name)}`)
  console.log(`no longer than the shortest right peer: ${percent(short, withPeer.length)} (goal 94 %)`)
  console.log(`no longer than that or the teacher's:   ${percent(either, rows.length)} (goal 98 %)`)
  const over = (size: (r: Row) => number): number => rows.filter(r => r.ours > 1.15 * size(r)).length
  const longest = (r: Row): number => Math.max(bar(r), r.teacher)
  console.log(
    `over 15 % longer than the shortest peer: ${over(bar)}; than that and the teacher's: ${over(longest)} (goal 0)`,
  )
  const at = (part: number): string => `${(times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(1)} ms`
  console.log(`time: median ${at(0.5)}, slowest ${at(1)} (goals 5 ms, 300 ms)`)
}

/** The peer's size, or the teacher's where no peer is right. */
const bar = (r: Row): number => (r.peer < Number.POSITIVE_INFINITY ? r.peer : r.teacher)

function show(rows: readonly Row[]): void {
  for (const r of rows) console.log(`${r.ours}\t${r.teacher}\t${r.peer}\t${r.name}\t${r.answer}`)
}

// The parser and the tables are loaded once in a program's life, outside the time of any answer.
simplify(diff('sin(x)*e^x/x', 'x'))
const wanted = process.argv[2]
const rows = CASES.filter(c => wanted === undefined || c.f.includes(wanted)).map(measure)
summary(rows)
const longer = rows.filter(r => r.ours > bar(r)).sort((a, b) => b.ours / bar(b) - a.ours / bar(a))
console.log(wanted === undefined ? '\nlonger than the shortest peer (ours, teacher, peer):' : '\nours, teacher, peer:')
show(wanted === undefined ? longer : rows)
