/**
 * The options that every function takes, on every verb that takes derivatives, of scalars as of vectors and matrices: a verifier that
 * says no is heard, rules are told as they are used, and a layout is either followed or refused. A new verb is among them.
 */
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { certify, parse, sym } from '../../src/index.js'
import { commandOf, VERBS } from '../../src/verbs/list.js'
import type { Verb } from '../../src/verbs/verb.js'

type Arguments = readonly unknown[]

const LET = { let: 'A:[2,2] x:[2] y:[2]' }

/** Arguments of scalars and of vectors, with options without which there is no answer; no vectors where a verb takes scalars only. */
const CALLS: Readonly<Record<string, { scalars: Arguments; shapes?: Arguments; options?: object }>> = {
  curl: { scalars: ['[x*y^2, sin(x)]', ['x', 'y']], shapes: ['A*sin(x)', ['x']] },
  diff: { scalars: ['sin(x)^2', 'x'], shapes: ['A*sin(x)', 'x'] },
  differential: { scalars: ['x^2*y'], shapes: ["x'*A*x", ['x']] },
  directional: { scalars: ['x^2*y', { x: 3, y: 4 }], shapes: ['A*sin(x)', { x: 'y' }] },
  divergence: { scalars: ['[x*y^2, sin(y)]', ['x', 'y']], shapes: ['A*sin(x)', ['x']] },
  emit: { scalars: ['x^2*y'], shapes: ["y'*A*x"], options: { language: 'c', gradient: true } },
  explain: { scalars: ['sin(x)^2', 'x'], shapes: ['A*sin(x)', 'x'] },
  gradient: { scalars: ['x^2*y'], shapes: ["y'*A*x"] },
  hessian: { scalars: ['x^2*y'], shapes: ["y'*A*x", ['x', 'y']] },
  hvp: { scalars: ['x^2*y', ['x', 'y'], ['u', 'v']], shapes: ["sum(exp(x))*y'*x", ['x'], ['y']] },
  implicit: { scalars: ['x^2 + y^2 = 25', 'y', 'x'], shapes: ['A*y = sin(x)', 'y', 'x'] },
  inverse: { scalars: ['x^3 + x', 'x'], shapes: ['A*sin(x)', 'x'] },
  jacobian: { scalars: ['[x*y, x + y]'], shapes: [['A*sin(x)'], ['x']] },
  jvp: { scalars: ['[x*y, x + y]', ['x', 'y'], ['u', 'v']], shapes: [['A*sin(x)'], ['x'], ['y']] },
  laplacian: { scalars: ['x^2*y^3'], shapes: ["sin(x'*A*x)", ['x']] },
  parametric: { scalars: ['[t^2, t^3]', 't'] },
  polar: { scalars: ['1 + sin(t)', 't'] },
  sql: { scalars: ['x^2*y'], options: { gradient: true } },
  tangent: { scalars: ['x^2', { x: 3 }], shapes: ["x'*A*x", { x: 'y' }] },
  taylor: { scalars: ['exp(x)', 'x', 0, 2], shapes: ["exp(y'*x)", 'x'] },
  trace: {
    scalars: ['x^2*y', { x: 1, y: 2 }],
    shapes: [
      "x'*A*x",
      {
        A: [
          [1, 2],
          [3, 4],
        ],
        x: [1, 2],
      },
    ],
  },
  vjp: { scalars: ['[x*y, x + y]', ['x', 'y'], ['u', 'v']], shapes: [['A*sin(x)'], ['x'], ['y']] },
}

/** Verbs that take no derivative, or hand none out: options about derivatives say nothing of them. */
const WITHOUT: ReadonlySet<string> = new Set([
  ...['apart', 'cancel', 'collect', 'expand', 'factor', 'horner', 'simplify', 'together', 'trigExpand', 'trigReduce'],
  ...['certificate', 'check', 'equivalent', 'evaluate', 'latex', 'plot', 'reading', 'subs', 'unicode'],
])

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof FluxionError) return error.code
    throw error
  }
}

const deriving = VERBS.filter(v => !WITHOUT.has(v.row.name))
const cases = deriving.flatMap(verb => {
  const { scalars, shapes, options = {} } = CALLS[verb.row.name] ?? { scalars: undefined }
  const all: (readonly [string, Verb, Arguments | undefined, object])[] = [
    [`${commandOf(verb)} of scalars`, verb, scalars, options],
  ]
  if (scalars === undefined || shapes !== undefined)
    all.push([`${commandOf(verb)} of vectors`, verb, shapes, { ...options, ...LET }])
  return all
})

describe.each(cases)('%s', (_, verb, args, options) => {
  const asked = (more: object): unknown =>
    Reflect.apply(verb, undefined, [...(args as Arguments), { ...options, ...more }])

  it('has arguments here, or stands among the verbs that take no derivative', () => expect(args).toBeDefined())

  it('hears a verifier', () => {
    expect(codeOf(() => asked({ verify: () => ({ verdict: 'refuted' }) }))).toBe('refuted')
  })

  it('answers the same when it is verified', () => {
    expect(String(asked({ verify: true }))).toBe(String(asked({})))
  })

  it('tells the rules that it uses', () => {
    const told: string[] = []
    asked({ record: (rule: string) => told.push(rule) })
    expect(told).not.toHaveLength(0)
  })

  it('follows a layout or refuses it', () => {
    const plain = String(asked({}))
    const answered = (layout: string): string => String(asked({ layout }))
    const code = codeOf(() => answered('numerator'))
    if (code === undefined) expect([answered('numerator'), answered('denominator')]).not.toEqual([plain, plain])
    else expect(code).toBe('option-layout')
  })
})

describe('certify', () => {
  const t = parse("x'*A*x", LET)
  it.each([
    ["(A + A')*x", 'verified'],
    ['2*A*x', 'refuted'],
  ])('of vectors, %s claimed, is %s', (claim, verdict) => {
    const certificate = certify(t, sym('x'), parse(claim, LET))
    expect(certificate.verdict).toBe(verdict)
  })
})
