/**
 * The formats by their own tools: SymPy reads what is written for it, and has the same values; what it prints itself is read back. The same
 * for compute-engine, where it is installed (`npm install --no-save @cortex-js/compute-engine`, or COMPUTE_ENGINE, the path of its module).
 */
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/evaluate/evaluate.js'
import { call, list, num, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { arity } from '../../src/functions/row.js'
import { convert, diff, parse, readers, toMathJson } from '../../src/index.js'
import { FUNCTIONS, randomExpr, SLOW, seeded } from '../cases/random.js'
import { scaled } from '../cases/runs.js'

const AT = { x: 0.37, y: 0.62, z: 0.23, s: 0.41, t: 0.29, r: 0.11 }
const NAMES = Object.keys(AT)

/** SymPy evaluates these at whole orders only. */
const WHOLE = new Set([...SLOW, 'laguerre', 'genlaguerre', 'chebyshevt', 'chebyshevu', 'jn', 'yn'])

/** Every function of variables, and random expressions of several. */
function problems(): readonly (readonly [label: string, e: Expr])[] {
  const alone = FUNCTIONS.map(r => {
    const count = Math.max(arity(r)[0], r.fold ? 2 : 0)
    const names = NAMES.slice(0, count).map((name, k) =>
      k === 0 && count > 1 && WHOLE.has(r.name) && !/^(?:elliptic|appell|hyper)/.test(r.name) ? num(2) : sym(name),
    )
    const args = r.lists ? [list([sym('x'), sym('y')]), list([sym('z')]), sym('s')] : names
    return [`${r.name}/${count}`, call(r.name, args)] as const
  })
  const functions = FUNCTIONS.filter(r => !WHOLE.has(r.name) && r.fold !== true)
  const random = Array.from({ length: scaled(3) }, (_, k) => {
    const e = randomExpr(seeded(k + 1), { symbols: ['x', 'y'], depth: 2, functions })
    return [`random ${k + 1}`, e] as const
  })
  return [...alone, ...random]
}

const evaluated = (e: Expr): number => evaluate(e, AT, { undefined: 'nan' })
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a))

const SCRIPT = `
import json, sys
from sympy import *
names = {}
import sympy
names.update({k: getattr(sympy, k) for k in dir(sympy) if not k.startswith('_')})
def number(e, at):
    v = N(e.subs(at)) if hasattr(e, 'subs') else N(e)
    v = complex(v)
    return v.real if abs(v.imag) <= 1e-9*max(1, abs(v.real)) else None
for line in sys.stdin:
    p = json.loads(line)
    try:
        e = eval(p['srepr'], dict(names))
        at = {Symbol(k): Float(v) for k, v in p['at'].items()}
        f = sympify(p['text'])
        print(json.dumps([number(e, at), number(f, at), srepr(e), str(e)]))
    except TypeError as error:
        # SymPy has no number for it.
        print(json.dumps([None, None, None, None] if 'Cannot convert expression' in str(error) else ['error', repr(error)]))
    except Exception as error:
        print(json.dumps(['error', repr(error)]))
    sys.stdout.flush()
`

const hasSymPy = spawnSync('python3', ['-c', 'import sympy']).status === 0

/** What is not carried out, and how SymPy differentiates it. */
const OPEN = [
  ...["x*f'(x)", "f'(x^2)", "f'[1,2](x, x*y) + f'[2](x, y)", 'diff(f(x, y), x, 2, y)', 'sum(k, 1, n, x^k)'],
  ...[
    'integral(t, 0, x, exp(-t^2)*f(t))',
    "f'''(x + 1)",
    'sum(S, 1, 4, x^S)',
    'sum(k, 1, n, integral(t, 0, k, f(t*x)))',
  ],
]
const OPEN_SCRIPT = `
import json, sys, sympy
from sympy import *
names = {k: getattr(sympy, k) for k in dir(sympy) if not k.startswith('_')}
def answer(text, tree):
    e = sympify(text)
    return [e == eval(tree, dict(names)), str(e), srepr(e), str(diff(e, Symbol('x')))]
print(json.dumps([answer(*p) for p in json.load(sys.stdin)]))
`

describe.skipIf(!hasSymPy)('SymPy', () => {
  it('reads, writes and differentiates what is not carried out', () => {
    const input = JSON.stringify(OPEN.map(f => [convert(f, 'sympy'), convert(f, 'srepr')]))
    const { stdout, stderr } = spawnSync('python3', ['-c', OPEN_SCRIPT], { input, encoding: 'utf8' })
    expect(stderr).toBe('')
    const answers = JSON.parse(stdout) as readonly (readonly [boolean, string, string, string])[]
    for (const [k, [same, str, tree, slope]] of answers.entries()) {
      const f = OPEN[k] as string
      expect(same, f).toBe(true)
      for (const text of [str, tree]) expect(parse(text, { syntax: readers.sympy }).equals(parse(f)), text).toBe(true)
      expect(parse(slope, { syntax: readers.sympy }).equals(diff(f, 'x')), slope).toBe(true)
    }
  }, 60_000)

  it('has the same values, and is read back', () => {
    const asked = problems().filter(([, e]) => Number.isFinite(evaluated(e)))
    const input = asked.map(([, e]) =>
      JSON.stringify({ srepr: convert(e, 'srepr'), text: convert(e, 'sympy'), at: AT }),
    )
    const { stdout, stderr } = spawnSync('python3', ['-c', SCRIPT], {
      input: input.join('\n'),
      encoding: 'utf8',
      timeout: 500_000,
    })
    expect(stderr).toBe('')
    const answers = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as readonly (number | string | null)[])
    expect(answers.length).toBe(asked.length)
    const wrong = asked.flatMap(([label, e], k) => {
      const [first, second, srepr, str] = answers[k] ?? []
      const value = evaluated(e)
      // What SymPy leaves complex or unevaluated has no value to compare.
      const bad = [first, second].filter(v => v !== null && (typeof v !== 'number' || !near(value, v)))
      const back = [srepr, str].flatMap(text => {
        if (typeof text !== 'string' || first === 'error') return []
        const again = evaluated(parse(text, { syntax: readers.sympy }))
        return Number.isNaN(again) || near(value, again) ? [] : [text]
      })
      return bad.length + back.length === 0 ? [] : [[label, value, ...bad, ...back]]
    })
    expect(wrong).toEqual([])
    expect(answers.filter(([first]) => typeof first === 'number').length).toBeGreaterThan(90)
  }, 600_000)
})

interface Engine {
  box(json: unknown): { subs(at: object): { N(): { re: number; im: number } } }
}

const engine = await (async (): Promise<Engine | undefined> => {
  const path: string = process.env.COMPUTE_ENGINE ?? '@cortex-js/compute-engine'
  try {
    const { ComputeEngine } = (await import(/* @vite-ignore */ path)) as { ComputeEngine: new () => Engine }
    return new ComputeEngine()
  } catch {
    return undefined
  }
})()

/** The value of an expression; some functions of the engine are for whole numbers alone, and raise an error of JavaScript for others. */
function numberOf(e: { N(): { re: number; im: number } }): { re: number; im: number } {
  try {
    return e.N()
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return { re: Number.NaN, im: 0 }
    throw error
  }
}

describe.skipIf(engine === undefined)('compute-engine', () => {
  it('has the same values', () => {
    let compared = 0
    const wrong = problems().flatMap(([label, e]) => {
      let json: unknown
      try {
        json = toMathJson(e)
      } catch {
        // Refused, with a reason: see formats.test.ts.
        return []
      }
      const value = evaluated(e)
      const { re, im } = numberOf((engine as Engine).box(json).subs(AT))
      if (!Number.isFinite(value) || !Number.isFinite(re) || Math.abs(im) > 1e-9) return []
      compared++
      return near(value, re) ? [] : [[label, value, re]]
    })
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(80)
  }, 600_000)
})
