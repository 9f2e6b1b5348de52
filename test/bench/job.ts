/**
 * One system on one problem, in a process of its own so that what never ends can be stopped: prints the timing, or the name of the
 * failure, as a line of JSON. `tsx test/bench/job.ts mathjs loss 20`: it takes no more than 20 seconds of processor time.
 */

import { measure, type Timing } from './measure.js'
import { byDefault, canonical } from './peers/fluxion.js'
import { hand } from './peers/hand.js'
import { algebrite, computeEngine, nerdamer } from './peers/installed.js'
import { mathjs } from './peers/mathjs.js'
import type { Peer } from './peers/peer.js'
import { coordinate, type Problem, points, problem, symbolsIn } from './problems.js'

export const SYSTEMS = {
  fluxion: () => byDefault,
  'fluxion, canonical': () => canonical,
  mathjs: () => mathjs,
  nerdamer,
  algebrite,
  'compute-engine': computeEngine,
} as const satisfies Readonly<Record<string, () => unknown>>

class Missing extends Error {
  override name = '–'
}

const required = <T>(part: T | undefined): T => {
  if (part === undefined) throw new Missing()
  return part
}

/** The derivatives that a problem wants, of an expression. */
function derivatives<E>(peer: Peer<E>, e: E, by: readonly string[], wanted: Problem['wanted']): readonly E[] {
  if (wanted === undefined) return [by.reduce((d, x) => peer.derivative(d, x), e)]
  if (wanted === 'gradient') return (peer.gradient?.(e, by) as readonly E[]) ?? by.map(x => peer.derivative(e, x))
  const whole = peer.hessian?.(e, by) as readonly (readonly E[])[] | undefined
  if (whole !== undefined) return whole.flat()
  return by.flatMap(x => {
    const d = peer.derivative(e, x)
    return by.map(y => peer.derivative(d, y))
  })
}

function task<E>(peer: Peer<E>, { work, functions, wanted, steps }: Problem): () => unknown {
  const [[f, by] = ['', []]] = functions
  switch (work) {
    case 'answer':
      return () => functions.map(([g, xs]) => peer.print(xs.reduce((d, x) => peer.derivative(d, x), peer.parse(g))))
    case 'derivative':
      return () => by.reduce((d, x) => peer.derivative(d, x), peer.parse(f))
    case 'symbolic': {
      const e = steps === undefined ? peer.parse(f) : required(peer.program)(steps, f)
      return () => derivatives(peer, e, by, wanted)
    }
    case 'numeric': {
      const e = peer.parse(f)
      const names = symbolsIn(f)
      const run = required(peer.compiled)([e, ...derivatives(peer, e, by, wanted)], names)
      const point = names.map((_, k) => coordinate(k))
      return () => run(point)
    }
    case 'points': {
      const [x = ''] = by
      const run = required(peer.mapped)(peer.derivative(peer.parse(f), x), x)
      const many = points()
      return () => run(many)
    }
    default:
      return work satisfies never
  }
}

async function timed(system: string, key: string, seconds: number): Promise<Timing> {
  if (system === 'by hand') return measure(required(hand[key])(), seconds)
  const make = SYSTEMS[system as keyof typeof SYSTEMS] as (() => Peer<unknown> | Promise<Peer<unknown>>) | undefined
  if (make === undefined) throw new Error(`there is no system ${system}`)
  return measure(task(await make(), problem(key)), seconds)
}

const [system = '', key = '', seconds = '20'] = process.argv.slice(2)
try {
  console.log(JSON.stringify(await timed(system, key, Number(seconds))))
} catch (error) {
  // What a system cannot do is a result, too.
  console.log(JSON.stringify({ failure: error instanceof Error ? error.name : String(error) }))
}
