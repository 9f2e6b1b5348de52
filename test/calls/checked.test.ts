/**
 * Every function that people call, given forty kinds of things that are no argument of it, in every place and every option: an answer,
 * or a `FluxionError` whose code names the argument. Never another error. Read from the table of signatures.
 */
import { describe, expect, it } from 'vitest'
import { parametersOf, readArguments } from '../../src/calls/checked.js'
import { FluxionError } from '../../src/errors.js'
import * as htmlRoom from '../../src/html.js'
import * as library from '../../src/index.js'
import { OPTIONS, type Signature } from '../../src/signatures/options.js'

const all: Readonly<Record<string, unknown>> = { ...library, ...htmlRoom }
const signatures = new Map(
  Object.entries(all).flatMap(([name, f]) =>
    typeof f === 'function' && 'signature' in f ? [[name, f.signature as Signature] as const] : [],
  ),
)
const names = [...signatures.keys()]
const signatureOf = (name: string) => parametersOf(signatures.get(name) as Signature)
const functionNamed = (name: string): ((...args: unknown[]) => unknown) => all[name] as (...args: unknown[]) => unknown

const cyclicObject: Record<string, unknown> = {}
cyclicObject.self = cyclicObject
const cyclicList: unknown[] = []
cyclicList.push(cyclicList)
const failing = (): never => {
  throw new TypeError('not to be read')
}
const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}
let deep: unknown = 'x'
for (let k = 0; k < 12_000; k++) deep = [deep]

/** What is an argument of hardly any function. */
const STRANGE: Readonly<Record<string, unknown>> = {
  null: null,
  'a boolean': true,
  'a symbol': Symbol('s'),
  'a function': () => 'x',
  'a class': class {},
  'an empty object': {},
  'an empty list': [],
  'a list of null': [null],
  'a list of lists of symbols': [[Symbol('s')]],
  'a list with holes': new Array(3),
  'a cyclic object': cyclicObject,
  'a cyclic list': cyclicList,
  'a deep list': deep,
  'an object without a prototype': Object.create(null),
  'an object that does not print': { toString: failing, valueOf: failing, toJSON: failing },
  'a getter that fails': Object.defineProperty({}, 'x', { get: failing, enumerable: true }),
  'a getter of an option that fails': Object.defineProperty({}, 'domain', { get: failing, enumerable: true }),
  'an iterator that fails': { [Symbol.iterator]: failing },
  'a list without end': {
    *[Symbol.iterator]() {
      for (;;) yield Symbol('again')
    },
  },
  'a proxy that fails': new Proxy({}, { get: failing, has: failing, ownKeys: failing, getPrototypeOf: failing }),
  'a proxy of nothing': new Proxy({}, {}),
  'a revoked proxy': revoked({}),
  'a revoked proxy of a list': revoked([]),
  'a revoked proxy of a function': revoked(() => 1),
  'a revoked proxy within a list': [revoked({})],
  'an endless list within a list': [new Array(2 ** 32 - 1)],
  'a revoked proxy as a value': { x: revoked(() => 1) },
  'a typed array as a value': { x: new Float64Array(2) },
  'a list with a hole': Object.assign(new Array(2), { 1: 'x' }),
  'a date': new Date(0),
  'a pattern': /x/,
  'an error': new Error('x'),
  'a promise': Promise.resolve('x'),
  'a map': new Map([['x', 1]]),
  'a set of null': new Set([null]),
  'a weak map': new WeakMap(),
  bytes: new Uint8Array(2),
  'a buffer': new ArrayBuffer(8),
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  'a negative number': -1,
  'a fraction': 1.5,
  'a bigint': 10n ** 30n,
  'an empty text': '',
  'a space': ' ',
  'a text with a zero': 'x\u0000',
  'half a character': '\ud800',
  'an unfinished text': 'x^(',
  'an option misspelt': { simplfy: true },
  'an option of null': { domain: null },
  'a node that is none': { kind: 'sym', name: 'x' },
  'the name of a prototype': '__proto__',
}

/** Arguments that each kind takes. */
const GOOD: Readonly<Record<string, unknown>> = {
  text: 'x',
  input: 'x^2',
  inputs: ['x^2'],
  nested: 'x^2',
  json: ['Sin', 'x'],
  written: 'sympy',
  list: [1],
  outputs: 'x^2',
  variable: 'x',
  by: 'x',
  variables: ['x'],
  values: { x: 2 },
  names: ['x'],
  positive: 60,
  count: 2,
  place: 'x',
  direction: { x: 1 },
  expression: library.parse('x'),
  number: '1/3',
}
const WITH: Readonly<Record<string, object>> = { check: { at: { x: 2 } }, emit: { language: 'c' } }
/** Where more is asked of an argument than its kind. */
const OWN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  call: { head: 'sin' },
  curl: { field: ['x*y', 'x'], variables: ['x', 'y'] },
  implicit: { equation: 'x^2 + y^2 = 25', y: 'y' },
  parametric: { curve: ['x^2', 'x^3'] },
  taylor: { at: 1 },
  plot: { range: { x: '-2..2' } },
}
const goodOf = (call: string, name: string, kind: string): unknown => OWN[call]?.[name] ?? GOOD[kind]

const goodArguments = (name: string): unknown[] => signatureOf(name).args.map(a => goodOf(name, a.name, a.kind))

/** The error of a call, if there is one; any but our own fails the test, which then says what was given. */
function errorOf(run: () => unknown, given = 'good arguments'): FluxionError | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof FluxionError) return error
    throw new Error(`another error than our own, given ${given}: ${error}`, { cause: error })
  }
}

describe('the table', () => {
  it('has every function that is exported', () => {
    const others = new Set(['isTensor'])
    const functions = Object.keys(all).filter(
      name =>
        typeof all[name] === 'function' && /^[a-z]/.test(name) && !name.startsWith('typeset') && !others.has(name),
    )
    expect(functions.sort()).toEqual([...names].sort())
    for (const [name, signature] of signatures) expect(signature.name).toBe(name)
  })

  it('has a kind for every option that a function takes', () => {
    const taken = new Set(names.flatMap(name => signatureOf(name).options ?? []))
    expect([...taken].sort()).toEqual(Object.keys(OPTIONS).sort())
  })

  it.each(names)('%s takes what it is for', name => {
    expect(errorOf(() => functionNamed(name)(...goodArguments(name), ...(WITH[name] ? [WITH[name]] : [])))).toBe(
      undefined,
    )
  })
})

describe.each(names)('%s', name => {
  const { args, options } = signatureOf(name)
  const call = (...given: unknown[]): FluxionError | undefined => errorOf(() => functionNamed(name)(...given))

  it.each([...args.entries()])('answers or refuses anything as argument %i', (k, a) => {
    for (const [kind, value] of Object.entries(STRANGE)) {
      const given = goodArguments(name)
      given[k] = value
      const error = errorOf(() => functionNamed(name)(...given, ...(WITH[name] ? [WITH[name]] : [])), kind)
      // The reader itself refuses it by name, or takes it; what then is wrong with it is said in other words.
      const refused = errorOf(() => readArguments(signatures.get(name) as Signature, given), kind)
      if (refused !== undefined && options === undefined) expect([kind, error?.code]).toEqual([kind, refused.code])
      if (refused?.code.startsWith('argument-') === true) expect(refused.code.slice(9), a.name).toMatch(/^\w+$/)
    }
  })

  it('answers or refuses anything as options, and anything alone', () => {
    for (const [kind, value] of Object.entries(STRANGE)) {
      if (options !== undefined) errorOf(() => functionNamed(name)(...goodArguments(name), value), kind)
      errorOf(() => functionNamed(name)(value), kind)
    }
  })

  if (args.some(a => a.often === ''))
    it('names the argument that is missing', () => {
      const [first] = args
      expect(call()?.code).toBe(`argument-${first?.name}`)
      expect(call()?.message).toContain(`the argument ${first?.name} is missing`)
    })

  if (options !== undefined) {
    it('refuses an unknown option with the nearest', () => {
      const near = options.find(o => o.length > 4) as string
      const error = call(...goodArguments(name), { ...WITH[name], [`${near}s`]: true })
      expect(error?.code).toBe('unknown-option')
      expect(error?.message).toContain(`"${near}"`)
    })

    it.each(options)('answers or refuses any value of the option %s, by its name', option => {
      const callback = OPTIONS[option as keyof typeof OPTIONS].includes('function')
      for (const [kind, value] of Object.entries(STRANGE)) {
        // What a function of the caller's own does is its own affair.
        if (callback && typeof value === 'function') continue
        const given = { ...WITH[name], [option]: value }
        const error = errorOf(() => functionNamed(name)(...goodArguments(name), given), kind)
        const refused = errorOf(
          () => readArguments(signatures.get(name) as Signature, [...goodArguments(name), given]),
          kind,
        )
        if (refused !== undefined)
          expect([kind, error?.code, refused.code]).toEqual([kind, `option-${option}`, `option-${option}`])
      }
    })
  }
})

describe('what is taken', () => {
  const fraction = { s: 1n, n: 1n, d: 3n }
  const decimal = { toFixed: () => '', toString: () => '1.5' }
  const given: readonly (readonly [what: string, run: () => unknown, answer: unknown])[] = [
    ['one variable for a list', () => String(functionNamed('gradient')('x^2', 'x')), '2*x'],
    ['options for the variables', () => String(functionNamed('hessian')('x^2*y', { form: 'raw' })), '2*y,2*x,2*x,0'],
    ['names in one text', () => String(functionNamed('gradient')('x^2*y', 'x, y')), '2*x*y,x^2'],
    ['entries in one text', () => String(functionNamed('gradient')('x[1]^2*x[2]', 'x[1], x[2]')), '2*x[1]*x[2],x[1]^2'],
    ['no names of arguments', () => (functionNamed('compile')('x/y') as (x: number, y: number) => number)(3, 2), 1.5],
    [
      'the arguments of a definition',
      () => (functionNamed('compile')('f(y, x) = x/y') as (y: number, x: number) => number)(2, 3),
      1.5,
    ],
    ['a number as text', () => String(library.num('1/3')), '1/3'],
    [
      'a fraction of mathjs',
      () => String(functionNamed('evaluate')('x + 1', { x: fraction }, { field: 'exact' })),
      '4/3',
    ],
    [
      'a fraction of mathjs as a function',
      () => String(functionNamed('parse')('x') && functionNamed('diff')(fraction, 'x')),
      '0',
    ],
    ['a decimal of mathjs', () => functionNamed('evaluate')('x + 1', { x: decimal }), 2.5],
    ['a fraction in a substitution', () => String(functionNamed('subs')('x + 1', { x: fraction })), '4/3'],
    ['a bigint', () => library.evaluate('x + 1', { x: 2n }), 3],
    ['a text of digits', () => library.evaluate('x + 1', { x: '2' }), 3],
    [
      'a getter, asked once',
      () =>
        library.evaluate('x*x', {
          get x() {
            return 3
          },
        }),
      9,
    ],
    ['options that are inherited', () => String(library.diff('x*y', 'x', Object.create({ form: 'raw' }))), 'y'],
    ['text in a call', () => String(functionNamed('call')('pow', ['x', 2])), 'x^2'],
  ]
  it.each(given)('%s', (_, run, answer) => expect(run()).toEqual(answer))
})

describe('what is not', () => {
  const given: readonly (readonly [what: string, run: () => unknown, code: string])[] = [
    ['check without a point', () => functionNamed('check')('x^2'), 'option-at'],
    ['an operator by its sign', () => functionNamed('call')('^', ['x', 2]), 'argument-head'],
    ['a power of one operand', () => functionNamed('call')('pow', ['x']), 'argument-count'],
    ['a list within itself', () => functionNamed('latex')(cyclicList), 'argument-f'],
    ['arguments that nobody reads', () => functionNamed('expand')('x', {}, 1), 'argument-count'],
    ['a limit of another name', () => functionNamed('diff')('x', 'x', { limits: { stepps: 1 } }), 'option-limits'],
  ]
  it.each(given)('%s', (_, run, code) => expect(errorOf(run)?.code).toBe(code))
})
