/**
 * The options that every function takes, on every verb that takes derivatives, of scalars as of vectors and matrices: a verifier that
 * says no is heard, rules are told as they are used, and a layout is either followed or refused. A new verb is among them.
 */
import { describe, expect, it } from 'vitest'
import { parametersOf } from '../../src/calls/checked.js'
import { FluxionError } from '../../src/errors.js'
import { isExpr } from '../../src/expr/node.js'
import { aligned, call, certify, implicit, parse, sym } from '../../src/index.js'
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
    if (!parametersOf(verb.row).options?.includes('layout')) expect(code).toBe('unknown-option')
    else if (code === undefined) expect([answered('numerator'), answered('denominator')]).not.toEqual([plain, plain])
    else expect(code).toBe('option-layout')
  })
})

describe('a verifier hears of every derivative', () => {
  it.each([
    ['laplacian', ['x^2*y^3'], ['2*x*y^3', '2*y^3', '3*x^2*y^2', '6*x^2*y']],
    ['hvp', ['x^2*y', ['x', 'y'], ['u', 'v']], ['2*x*y', '2*y', '2*x', 'x^2', '0']],
    ['taylor', ['exp(2*x)', 'x', 0, 3], ['2*e^(2*x)', '4*e^(2*x)', '8*e^(2*x)']],
    ['taylor', ['x^2*y', { x: 0, y: 0 }, 2], ['2*x*y', '2*y', '2*x', 'x^2', '0']],
  ] as const)('of %s of %j', (name, args, expected) => {
    const heard = new Set<string>()
    const verify = (_f: unknown, _by: unknown, d: unknown): object => {
      heard.add(String(d))
      return { verdict: 'verified' }
    }
    const verb = VERBS.find(v => v.row.name === name)
    Reflect.apply(verb as Verb, undefined, [...args, { verify }])
    expect([...heard].sort()).toEqual([...expected].sort())
  })

  it('and of answers that are so where an equation holds', () =>
    expect(String(implicit('x^2 + y^2 = 25', 'y', 'x', 2, { verify: true }))).toBe('-25/y^3'))
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

/** A formula with a piece of text in it, as each verb takes one. */
const HOLDING: Readonly<Record<string, (piece: string) => Arguments>> = {
  apart: t => [`${t}/(x*(x+1))`, 'x'],
  certificate: t => [`${t}*x`, 'x', '2*x'],
  check: t => [`${t}*x`],
  collect: t => [`${t}*x + y*x`, 'x'],
  curl: t => [`[${t}*y, x]`, ['x', 'y']],
  diff: t => [`${t}*x`, 'x'],
  differential: t => [`${t}*x`, ['x']],
  directional: t => [`${t}*x`, { x: 3 }],
  divergence: t => [`[${t}*x, y]`, ['x', 'y']],
  equivalent: t => [`${t}*x`, 'x^2'],
  evaluate: t => [`${t}*x`, { x: 2 }],
  explain: t => [`${t}*x`, 'x'],
  gradient: t => [`${t}*x`, ['x']],
  hessian: t => [`${t}*x^2`, ['x']],
  horner: t => [`${t}*x^2 + x`, 'x'],
  hvp: t => [`${t}*x^2`, ['x'], ['v']],
  implicit: t => [`${t}*x = y^2`, 'y', 'x'],
  inverse: t => [`${t}*x`, 'x'],
  jacobian: t => [`[${t}*x]`, ['x']],
  jvp: t => [`[${t}*x]`, ['x'], ['v']],
  laplacian: t => [`${t}*x^2`, ['x']],
  parametric: t => [`[t, ${t.replaceAll('x', 't')}*t^2]`, 't'],
  plot: t => [`${t}*x`, { x: [0, 1] }],
  polar: t => [`${t} + x`, 'x'],
  sql: t => [`${t}*x`, 'x'],
  subs: t => [`${t}*x`, { x: 2 }],
  tangent: t => [`${t}*x^2`, { x: 3 }],
  taylor: t => [`${t}*exp(x)`, 'x', 0, 2],
  trace: t => [`${t}*x`, { x: 2 }],
  vjp: t => [`[${t}*x]`, ['x'], ['v']],
}
const holding = (verb: Verb): ((piece: string) => Arguments) => HOLDING[verb.row.name] ?? (t => [`${t}*x`])

const NEEDED: Readonly<Record<string, object>> = { check: { at: { x: 2 } }, emit: { language: 'c', gradient: true } }

type Case = readonly [args: Arguments, without: object, more: object]

/** By option, a call on which it tells. What is said of a verb by name stands for that verb alone. */
const TELLING: Readonly<Record<string, (verb: Verb) => Case>> = {
  asked: v => [holding(v)('sin'), {}, { asked: ['sin'] }],
  bound: v => [holding(v)('sin'), {}, { bound: ['sin'] }],
  domain: v =>
    v.row.group === 'derivatives' || v.row.answers !== 'formula'
      ? [holding(v)('abs(x)'), {}, { domain: 'complex' }]
      : [holding(v)('2'), { form: shown }, { domain: 'complex' }],
  form: v => [holding(v)('(x+1)^2'), {}, { form: () => sym('w') }],
  functions: v => [holding(v)('foo(x)'), {}, { functions: ['foo'] }],
  let: v => [holding(v)('q'), {}, { let: 'q = x^3' }],
  limits: v => [holding(v)('x'), {}, { limits: { length: 1 } }],
  names: v => [holding(v)('\\eta'), {}, { names: { lr: '\\eta' } }],
  record: v => [
    holding(v)('x'),
    {},
    {
      record: () => {
        throw new FluxionError('refuted', 'told')
      },
    },
  ],
  rules: v => [holding(v)('sin(x)'), {}, { rules: ['s: sin(u) => u', 'c: cos(u) => u'] }],
  signal: v => [holding(v)('x'), {}, { signal: 1 }],
  simplify: v => [holding(v)('(sin(x)^2+cos(x)^2+x*(x+1)^3)'), {}, { simplify: false }],
  syntax: v => [holding(v)('xy'), {}, { syntax: 'latex' }],
  'latex names': () => [['lr'], {}, { names: { lr: 'q' } }],
  'taylor names': () => [['\\eta x', 'x', 0, 2], {}, { names: { lr: '\\eta' } }],
  'tangent simplify': () => [['(b+1)*x^2+c', { x: 3 }], {}, { simplify: false }],
  'trace simplify': () => [['q = x*(x+1)^3; f = sin(q)'], {}, { simplify: false }],
  'hvp simplify': () => [['sum(log(cosh(x)))', ['x'], ['y']], LET, { simplify: false }],
  'jvp simplify': () => [[['sqrt(x.^2)'], ['x'], ['y']], LET, { simplify: false }],
  'vjp simplify': () => [[['sqrt(x.^2)'], ['x'], ['y']], LET, { simplify: false }],
  'taylor rules': () => [['sin(y)*exp(x)', 'x', 0, 2], {}, { rules: ['s: sin(u) => u'] }],
  absolute: () => [['x^2'], { claimed: '2.1*x' }, { absolute: 1 }],
  'check at': () => [['x^2'], { at: { x: 3 } }, { at: { x: 4 } }],
  at: v => [holding(v)('x'), {}, { at: { x: 3 } }],
  bold: () => [['A*x'], LET, { bold: true }],
  claimed: () => [['x^2'], {}, { claimed: 'x' }],
  columns: () => [['x^2'], {}, { columns: { x: 'unit price' } }],
  convergence: () => [['x^3'], { step: [0.1, 0.01] }, { convergence: true }],
  decimals: () => [['x^3'], {}, { decimals: 2 }],
  delta: () => [['x^3'], {}, { delta: 0.1 }],
  derivatives: () => [['f(x)'], { functions: ['f'] }, { derivatives: 'leibniz' }],
  'latex derivatives': () => [['diff(f(x), x)'], { functions: ['f'] }, { derivatives: 'leibniz' }],
  dialect: () => [['log(x)', 'x'], {}, { dialect: 'bigquery' }],
  'emit dialect': () => [['log(x)'], { language: 'sql' }, { dialect: 'bigquery' }],
  distributions: () => [['sign(x)', 'x'], {}, { distributions: true }],
  field: () => [['x/3', { x: 1 }], {}, { field: 'exact' }],
  flat: () => [['[[x, 1], [2, 3]]', { x: 1 }], {}, { flat: true }],
  fractions: () => [['x/2'], {}, { fractions: 'tfrac' }],
  gradient: () => [['x^2'], {}, { gradient: true }],
  'emit variables': () => [['x^2*y'], {}, { variables: ['y'] }],
  'emit gradient': () => [['x^2'], { gradient: false }, { gradient: true }],
  hessian: () => [['x^2'], {}, { hessian: true }],
  inline: () => [['x/2'], {}, { inline: true }],
  inverse: () => [['acosh(x)'], {}, { inverse: 'power' }],
  jacobian: () => [['[x^2, x]'], { gradient: false }, { jacobian: true }],
  keep: () => [['x^2'], {}, { keep: ['id'] }],
  language: v => [holding(v)('x'), {}, { language: 'ru' }],
  'emit language': () => [['x^2'], {}, { language: 'julia' }],
  layout: v => [(CALLS[v.row.name]?.shapes ?? []) as Arguments, LET, { layout: 'denominator' }],
  'gradient layout': () => [['sum(A*A*x)'], LET, { layout: 'numerator' }],
  'hessian layout': () => [['sum(exp(A*x))', ['A']], LET, { layout: 'numerator' }],
  level: () => [['sin(x)^2*x', 'x'], {}, { level: 'brief' }],
  lines: () => [['x + y'], {}, { lines: aligned(1) }],
  main: () => [['x^2'], {}, { main: true }],
  method: () => [['x^2'], {}, { method: 'forward' }],
  multiply: () => [['2*x'], {}, { multiply: 'cdot' }],
  name: () => [['x^2'], {}, { name: 'loss' }],
  precision: () => [['x/3', { x: 1 }], {}, { precision: 40 }],
  remainder: () => [['exp(x)', 'x', 0, 2], {}, { remainder: true }],
  removable: () => [['sin(x)/x', { x: 0 }], {}, { removable: true }],
  'check removable': () => [['sin(x)/x'], { at: { x: 0 } }, { removable: true }],
  roots: () => [['sqrt(x)'], {}, { roots: 'power' }],
  samples: () => [['gamma(x+1)*gamma(1-x)', 'pi*x/sin(pi*x)'], {}, { samples: 10 }],
  'certificate samples': () => [['sin(x)^3', 'x', '3*sin(x)^2*cos(x)'], {}, { samples: 10 }],
  shared: () => [['sin(x*y)*(x*y)^2 + cos(x*y)'], {}, { shared: true }],
  step: () => [['x^3'], {}, { step: 0.1 }],
  strategy: () => [['x^2', 'x'], {}, { strategy: 'definition' }],
  sum: () => [['x^2'], {}, { sum: true }],
  table: () => [['x^2'], {}, { table: 'places' }],
  test: () => [['x^2'], {}, { test: true }],
  tolerance: () => [['x^2'], { claimed: '2.01*x' }, { tolerance: 0.1 }],
  undefined: () => [['1/x', { x: 0 }], {}, { undefined: 'nan' }],
  upright: () => [['e^x'], {}, { upright: true }],
  value: () => [['x^2'], {}, { value: true }],
  variables: () => [['x^2*y'], { at: { x: 1, y: 2 } }, { variables: ['y'] }],
  verify: v => [holding(v)('x'), {}, { verify: () => ({ verdict: 'refuted' }) }],
}
const shown = (e: unknown, { domain = 'real' }: { domain?: string }) => call(domain, [e as never])

const told = (x: unknown): string =>
  typeof x === 'object' && x !== null && (Array.isArray(x) || String(x) === '[object Object]')
    ? JSON.stringify(x, (_, e) => (isExpr(e) ? String(e) : e))
    : String(x)
const outcome = (verb: Verb, args: Arguments, options: object): string => {
  try {
    return told(Reflect.apply(verb, undefined, [...args, { ...NEEDED[verb.row.name], ...options }]))
  } catch (error) {
    if (error instanceof FluxionError) return `${error.code}: ${error.message}`
    throw error
  }
}

describe.each(VERBS.map(v => [v.row.name, v] as const))('the options of %s', (name, verb) => {
  it.each(parametersOf(verb.row).options ?? [])('%s', option => {
    const telling = TELLING[`${name} ${option}`] ?? TELLING[option]
    if (telling === undefined) throw new Error(`${name} has the option ${option}: on which call does it tell?`)
    const [args, without, more] = telling(verb)
    expect(outcome(verb, args, { ...without, ...more })).not.toBe(outcome(verb, args, without))
  })
})
