/**
 * Writes src/number/elementary/doubles.ts: the algorithms beside it as functions over doubles, each a straight line, so that they run where
 * no code may be generated as fast as elsewhere. Run by `npm run generate`; a test holds the result to its sources.
 */
import { writeFileSync } from 'node:fs'
import { ALGORITHMS, type AlgorithmName } from '../src/number/elementary/algorithms.js'
import { BIAS, HALF_ROOT, MANTISSA } from '../src/number/elementary/arithmetic.js'
import { type Recording, readsOf, recordingOf, type Step } from '../src/number/elementary/recording.js'

/** Outside of the range; of angles there is no function of both. */
const BEYOND: Readonly<Record<Exclude<AlgorithmName, 'sincos'>, string>> = {
  exp: 'Math.exp(x)',
  sigmoid: '(x < 0 ? Math.exp(x) : 1) / (1 + Math.exp(-Math.abs(x)))',
  expm1: 'Math.expm1(x)',
  log: 'Math.log(x)',
  log1p: 'Math.log1p(x)',
  tanh: 'Math.tanh(x)',
  sech: '2 * Math.exp(-Math.abs(x))',
  sin: 'Math.sin(x)',
  cos: 'Math.cos(x)',
  tan: 'Math.tan(x)',
  sec: '1 / Math.cos(x)',
  // NaN to the power 0 is NaN: the base had no value.
  pow: 'Number.isNaN(x) ? x : x ** y',
}

const BINARY = { add: '+', sub: '-', mul: '*', div: '/', less: '<', both: '&&' } as const

/** A statement is at most so long; what has no room in one gets a name. */
const LONGEST = 90

function linesOf({ steps, guarded, within, results }: Recording, beyond: string): string[] {
  const uses = new Map<number, number>()
  for (const k of [...steps.flatMap(readsOf), within, ...results]) uses.set(k, (uses.get(k) ?? 0) + 1)
  const lines: string[] = []
  const texts: string[] = []
  const simple = (k: number): string => texts[k] as string
  const inner = (k: number): string => (/[ ?]/.test(simple(k)) ? `(${simple(k)})` : simple(k))
  const guard = (): number => lines.push(`if (!${inner(within)}) return ${beyond}`)
  for (const [k, s] of steps.entries()) {
    if (k === guarded) guard()
    const parts = readsOf(s)
    const [before, whole] = write(s, inner)
    // What is read once stands where it is read, unless that line has no room.
    for (const part of parts) {
      if (whole.length <= LONGEST || /^[\w.]*$/.test(simple(part))) continue
      lines.push(`const t${part} = ${simple(part)}`)
      texts[part] = `t${part}`
    }
    const text = parts.length === 0 ? whole : write(s, inner)[1]
    const isRead = (uses.get(k) as number) > 1 && parts.length > 0
    lines.push(...before, ...(isRead || before.length > 0 ? [`const t${k} = ${text}`] : []))
    texts[k] = isRead || before.length > 0 ? `t${k}` : text
  }
  return [...lines, `return ${simple(results[0] as number)}`]
}

const numeral = (x: number): string => (x < 0 ? `(${x})` : String(x))

/** Statements before, and the value. */
function write(s: Step, name: (k: number) => string): readonly [before: readonly string[], text: string] {
  switch (s.op) {
    case 'argument':
      return [[], s.index === 0 ? 'x' : 'y']
    case 'constant':
      return [[], numeral(s.value)]
    case 'abs':
      return [[], `Math.abs(${name(s.a)})`]
    case 'power':
      return [[], `powerOf(${name(s.a)} + ${BIAS})`]
    case 'exponent':
      return [[`given[0] = ${name(s.a)}`], `((givenWords[HIGH] as number) - ${HALF_ROOT}) >> ${MANTISSA - 32}`]
    case 'select':
      return [[], `${name(s.a)} ? ${name(s.b)} : ${name(s.c)}`]
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'less':
    case 'both':
      return [[], `${name(s.a)} ${BINARY[s.op]} ${name(s.b)}`]
    default:
      return s satisfies never
  }
}

export function elementaryDoubles(): string {
  const functions = Object.entries(BEYOND).map(([name, beyond]) => {
    const recording = recordingOf(ALGORITHMS[name as AlgorithmName])
    const params = name === 'pow' ? 'x: number, y: number' : 'x: number'
    return `export function ${name}(${params}): number {\n${linesOf(recording, beyond)
      .map(line => `  ${line}`)
      .join('\n')}\n}\n`
  })
  return `// Made by \`npm run generate\` from the algorithms beside this file; not edited by hand.

/** 2^(k - ${BIAS}) as a product of two, as reading a double where a word of it was written stalls processors. */
const LARGE = Float64Array.from({ length: 64 }, (_, k) => 2 ** (32 * k - ${BIAS}))
const SMALL = Float64Array.from({ length: 32 }, (_, k) => 2 ** k)
const powerOf = (k: number): number => (LARGE[k >> 5] as number) * (SMALL[k & 31] as number)

const given = new Float64Array(1)
const givenWords = new Int32Array(given.buffer)
/** The place of the high word, on machines of either order. */
const HIGH = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 1 : 0

${functions.join('\n')}`
}

if (process.argv[1]?.endsWith('elementary.ts')) {
  writeFileSync(new URL('../src/number/elementary/doubles.ts', import.meta.url), elementaryDoubles())
}
