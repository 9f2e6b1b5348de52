/**
 * MathJSON, the format of CortexJS's compute engine: functions are arrays `["Sin", "x"]`, symbols are strings, numbers are numbers or
 * `{ "num": "..." }`. Names are those of the standard library of compute-engine 0.140; every one was compared with its values there.
 */
import { FluxionError } from '../../errors.js'
import type { Expr } from '../../expr/node.js'
import type { Reader } from '../../parse/parse.js'
import { parseError } from '../../parse/problem.js'
import type { Program } from '../../parse/syntax.js'
import { calculus, calculusOf } from '../calculus-mathjson.js'
import type { InterchangeFormat } from '../format.js'
import { termOf } from '../layout.js'
import { Spelling, type Vocabulary } from '../spelling.js'
import { programOf, unknownIn, wrong } from '../syntax.js'
import {
  call,
  casesOf,
  constant,
  isCallOf,
  isWhole,
  joined,
  leaf,
  name,
  number,
  type Opened,
  type Term,
  translate,
} from '../term.js'

/** An expression of MathJSON. */
export type MathJson =
  | number
  | string
  | { readonly num: string }
  | { readonly sym: string }
  | { readonly str: string }
  | { readonly fn: readonly [string, ...MathJson[]] }
  | readonly MathJson[]

const POLYNOMIAL = '! compute-engine has no orthogonal polynomials'
const NONE = (what: string): string => `! compute-engine has no ${what}`

const vocabulary: Vocabulary = {
  title: 'MathJSON',
  spells: {
    ...{ add: 'Add', mul: 'Multiply', div: 'Divide', neg: 'Negate', pow: 'Power', exp: 'Exp', sqrt: 'Sqrt', log: 'Ln' },
    ...{ lt: 'Less', le: 'LessEqual', eq: 'Equal', ne: 'NotEqual', gt: 'Greater', ge: 'GreaterEqual' },
    ...{ and: 'And', or: 'Or', not: 'Not', true: 'True', false: 'False', list: 'List', index: 'At' },
    ...{ pi: 'Pi', e: 'ExponentialE', i: 'ImaginaryUnit', inf: 'PositiveInfinity' },
    ...{ eulergamma: 'EulerGamma', catalan: 'CatalanConstant' },
    ...{ log10: 'Lg', log2: 'Lb', cbrt: 'Root(u, 3)', root: 'Root' },
    ...{ sin: 'Sin', cos: 'Cos', tan: 'Tan', sec: 'Sec', csc: 'Csc', cot: 'Cot', sinc: 'Sinc' },
    ...{ asin: 'Arcsin', acos: 'Arccos', atan: 'Arctan', asec: 'Arcsec', acsc: 'Arccsc', atan2: 'Arctan2' },
    // Arccot is between 0 and pi there.
    acot: '= atan(1/u)',
    ...{ sinh: 'Sinh', cosh: 'Cosh', tanh: 'Tanh', sech: 'Sech', csch: 'Csch', coth: 'Coth' },
    ...{ asinh: 'Arsinh', acosh: 'Arcosh', atanh: 'Artanh', asech: 'Arsech', acsch: 'Arcsch', acoth: 'Arcoth' },
    ...{ abs: 'Abs', sign: 'Sign', max: 'Max', min: 'Min', heaviside: 'Heaviside', floor: 'Floor', ceil: 'Ceil' },
    ...{ round: 'Round', trunc: 'Truncate', frac: 'Fract', mod: 'Mod', clamp: 'Clamp', hypot: 'Hypot' },
    dirac: NONE('delta function'),
    relu: '= max(u, 0)',
    ...{ gamma: 'Gamma', factorial: 'Factorial', loggamma: 'GammaLn', digamma: 'Digamma', trigamma: 'Trigamma' },
    ...{ polygamma: 'PolyGamma', beta: 'Beta', binomial: 'Binomial', pochhammer: 'Pochhammer' },
    ...{ erf: 'Erf', erfc: 'Erfc', erfinv: 'ErfInv', erfi: 'Erfi' },
    ...{ ei: 'ExpIntegralEi', li: 'LogIntegral', si: 'SinIntegral', ci: 'CosIntegral' },
    ...{ shi: 'SinhIntegral', chi: 'CoshIntegral', fresnels: 'FresnelS', fresnelc: 'FresnelC' },
    'expint/1': NONE('exponential integrals but Ei'),
    expint: NONE('exponential integrals but Ei'),
    'lambertw/1': 'LambertW',
    'lambertw/2': NONE('further branches of LambertW'),
    'zeta/1': 'Zeta',
    'zeta/2': 'HurwitzZeta',
    dirichleteta: '= (1 - 2^(1 - u))*zeta(u)',
    polylog: 'PolyLog',
    lerchphi: NONE('Lerch transcendent'),
    ...{ re: 'Real', im: 'Imaginary', conj: 'Conjugate', arg: 'Argument' },
    ...{ besselj: 'BesselJ', bessely: 'BesselY', besseli: 'BesselI', besselk: 'BesselK' },
    ...{ airyai: 'AiryAi', airybi: 'AiryBi', airyaiprime: 'AiryAiPrime', airybiprime: 'AiryBiPrime' },
    ...{ elliptick: 'EllipticK', ellipticf: 'EllipticF', elliptice: 'EllipticE', ellipticpi: 'EllipticPi' },
    appellf1: 'AppellF1',
    ...{ legendre: POLYNOMIAL, assoclegendre: POLYNOMIAL, chebyshevt: POLYNOMIAL, chebyshevu: POLYNOMIAL },
    ...{ gegenbauer: POLYNOMIAL, jacobi: POLYNOMIAL, hermite: POLYNOMIAL, laguerre: POLYNOMIAL },
    genlaguerre: POLYNOMIAL,
  },
  reads: {
    ...{ e: 'e', i: 'i', GoldenRatio: 'div(add(1, sqrt(5)), 2)', 'Subtract(u, v)': 'add(u, neg(v))' },
    ...{ 'Rational(u, v)': 'div(u, v)', 'Square(u)': 'pow(u, 2)', Half: 'div(1, 2)', 'Log(u)': 'log10(u)' },
    ...{ 'Log(u, v)': 'log(u, v)', 'Ln(u, v)': 'log(u, v)', 'Arg(u)': 'arg(u)', Choose: 'binomial' },
    ...{ 'Arccot(u)': 'add(div(pi, 2), neg(atan(u)))', 'Delimiter(u)': 'u', 'Hold(u)': 'u' },
    ...{ NegativeInfinity: 'neg(inf)', 'Complex(u, v)': 'add(u, mul(i, v))', Tuple: 'list', 'Matrix(u)': 'u' },
    ...{ Ceiling: 'ceil', 'If(u, v, w)': 'piecewise(v, u, w)', 'Log10(u)': 'log10(u)', 'Log2(u)': 'log2(u)' },
    'Hypergeometric2F1(u, v, w, s)': 'hypergeom(list(u, v), list(w), s)',
    'Hypergeometric1F1(u, v, w)': 'hypergeom(list(u), list(v), w)',
    'GammaRegularized(u, v)': 'div(uppergamma(u, v), gamma(u))',
  },
  builds: {
    piecewise: args => {
      const { pairs, otherwise } = casesOf(args)
      const last = otherwise === undefined ? [] : [constant('True'), otherwise]
      return call('Which', [...pairs.flatMap(([value, condition]) => [condition, value]), ...last])
    },
    hypergeom: ([above, below, z]) => {
      const [over, under] = [above, below].map(t => (t?.kind === 'call' ? t.args : []))
      if (over?.length === under?.length && under?.length === 1)
        return call('Hypergeometric1F1', [...(over ?? []), ...under, z as Term])
      if (over?.length === 2 && under?.length === 1) return call('Hypergeometric2F1', [...over, ...under, z as Term])
      throw new FluxionError('no-notation', 'compute-engine has the hypergeometric functions 1F1 and 2F1 alone')
    },
    uppergamma: ([a, x]) =>
      call('Multiply', [call('Gamma', [a as Term]), call('GammaRegularized', [a as Term, x as Term])]),
    ...calculus(of => taken(of) || !isName(of)),
  },
}

const spelling = /* @__PURE__ */ new Spelling(vocabulary)

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Names of the library that are symbols of ours could not be told apart when they are read. */
const isName = (text: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)
const taken = (text: string): boolean => spelling.knows(text)

function requireFree(text: string): void {
  if (taken(text)) throw new FluxionError('no-notation', `${text} is a name of MathJSON: rename the variable`)
  if (!isName(text))
    throw new FluxionError('no-notation', `${JSON.stringify(text)} is no name of MathJSON: rename the variable`)
}

function numberJson(text: string): MathJson {
  const value = Number(text)
  return String(value) === text && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : { num: text }
}

const negated = (x: MathJson): MathJson =>
  typeof x === 'number' ? -x : typeof x === 'object' && 'num' in x ? { num: `-${x.num}` } : ['Negate', x]

function jsonOf(root: Term): MathJson {
  return translate<Term, MathJson>(root, (t): Opened<Term, MathJson> => {
    switch (t.kind) {
      case 'number':
        return leaf(numberJson(t.text))
      case 'name':
        if (t.constant !== true) requireFree(t.name)
        return leaf(t.name)
      case 'text':
        return leaf(`'${t.text}'`)
      case 'apply':
        requireFree(t.name)
        return { parts: t.args, combine: args => [t.name, ...args] }
      case 'call':
        return { parts: t.args, combine: args => callJson(t, args) }
    }
  })
}

function callJson(t: Term & { readonly kind: 'call' }, args: readonly MathJson[]): MathJson {
  const [a, b] = t.args
  if (t.head === 'Negate' && a?.kind === 'number') return negated(args[0] as MathJson)
  if (t.head === 'Divide' && isWhole(a) && isWhole(b)) return ['Rational', ...args]
  if (t.head === 'Add' && args.length === 2 && isCallOf(b, 'Negate'))
    return [
      'Subtract',
      args[0] as MathJson,
      (b.args[0]?.kind === 'number' ? negated(args[1] as MathJson) : (args[1] as readonly MathJson[])[1]) as MathJson,
    ]
  return [t.head, ...args]
}

/** JSON as text; engines write it with recursion. */
function textOf(json: MathJson): string {
  interface Box {
    readonly value: MathJson
  }
  const box = (value: MathJson): Box => ({ value })
  return translate<Box, string>(box(json), ({ value }) =>
    Array.isArray(value)
      ? { parts: value.map(box), combine: parts => `[${joined(parts)}]` }
      : leaf(
          typeof value === 'object' && 'num' in value ? `{"num": ${JSON.stringify(value.num)}}` : JSON.stringify(value),
        ),
  )
}

/** An expression as MathJSON. */
export const mathJsonOf = (e: Expr): MathJson => jsonOf(spelling.foreign(termOf(e)))

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Node {
  readonly value: unknown
}

const own = (x: object, key: string): unknown =>
  Object.hasOwn(x, key) ? (x as Record<string, unknown>)[key] : undefined

/** JSON as terms of the library. */
function termOfJson(json: unknown, source: string): Term {
  const fail = (message: string, hint?: string): Error =>
    wrong(source, { kind: 'text', text: '' }, 'mathjson', message, hint)
  // The same array is the same node, wherever it stands.
  const known = new Map<unknown, Node>()
  const node = (value: unknown): Node => {
    const old = known.get(value) ?? { value }
    if (typeof value === 'object') known.set(value, old)
    return old
  }
  const nameOf = (text: string): Term => {
    if (/^'.*'$/s.test(text)) return { kind: 'text', text: text.slice(1, -1) }
    if (/^[+-]?[\d.]/.test(text)) return numberOf(text)
    if (!isName(text)) throw fail(`${JSON.stringify(text)} is no name`)
    return name(text)
  }
  const numberOf = (written: string): Term => {
    const text = written.replace(/n$/, '').replace(/^\+/, '')
    if (/^-?(?:Infinity|\+?oo)$/i.test(text))
      return text.startsWith('-') ? call('Negate', [name('PositiveInfinity')]) : name('PositiveInfinity')
    if (!/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw fail(`${JSON.stringify(written)} is no number`)
    return text.startsWith('-') ? call('Negate', [number(text.slice(1))]) : number(text)
  }
  const applied = (list: readonly unknown[]): Opened<Node, Term> => {
    const [head, ...args] = list
    const word = typeof head === 'object' && head !== null ? own(head, 'sym') : head
    if (typeof word !== 'string' || !isName(word)) throw fail('the first entry of each array is the name of a function')
    return { parts: args.map(node), combine: done => call(word, done) }
  }
  return translate<Node, Term>(node(json), ({ value }) => {
    if (typeof value === 'number') return leaf(numberOf(String(value)))
    if (typeof value === 'bigint') return leaf(numberOf(String(value)))
    if (typeof value === 'string') return leaf(nameOf(value))
    if (Array.isArray(value)) return applied(value)
    if (typeof value !== 'object' || value === null) throw fail(`${String(value)} is no expression`)
    const [num, sym, fn] = [own(value, 'num'), own(value, 'sym'), own(value, 'fn')]
    if (typeof num === 'string' || typeof num === 'number') return leaf(numberOf(String(num)))
    if (typeof sym === 'string' && isName(sym)) return leaf(name(sym))
    if (Array.isArray(fn)) return applied(fn)
    throw fail('an object is a number, { "num": "1.5" }, a symbol, { "sym": "x" }, or a function, { "fn": [...] }')
  })
}

function nativeOf(root: Term, source: string, isFunction: (name: string) => boolean): Term {
  return spelling.native(root, t => {
    if (t.kind !== 'call') return leaf(t)
    if (t.head === 'Which') return which(t.args)
    if (isFunction(t.head)) return { parts: t.args, combine: args => ({ kind: 'apply', name: t.head, args }) }
    const known = calculusOf(t, source)
    if (known !== undefined) return known
    if (/^(?:D|Derivative|Apply|Limit|ND|NIntegrate)$/.test(t.head))
      throw wrong(
        source,
        t,
        'unknown-function',
        `${t.head} is not read`,
        'give the expression, and its variable to diff',
      )
    throw unknownIn(source, 'MathJSON', t, spelling.heads())
  })
}

function which(args: readonly Term[]): Opened<Term, Term> {
  const last = args[args.length - 2]
  const isClosed = last?.kind === 'name' && last.name === 'True'
  const parts = args.flatMap((a, k) =>
    k % 2 === 1 ? [] : isClosed && k === args.length - 2 ? [args[k + 1] as Term] : [args[k + 1] as Term, a],
  )
  return { parts, combine: done => (done.length === 1 ? (done[0] as Term) : call('piecewise', done)) }
}

/** MathJSON as syntax; `functions` are those that a caller declares. */
export const programOfJson = (json: unknown, source: string, functions: ReadonlySet<string>): Program =>
  programOf(
    nativeOf(termOfJson(json, source), source, f => functions.has(f) || /^[fgh]$/.test(f)),
    source,
  )

const read: Reader = (text, { functions }) => {
  // Numbers keep all their digits.
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, m =>
    m.startsWith('"') ? m : `{"num":"${m}"}`,
  )
  let json: unknown
  try {
    json = JSON.parse(exact)
  } catch {
    throw parseError(text, {
      code: 'mathjson',
      offset: 0,
      length: 1,
      message: 'this is no JSON',
      hint: 'MathJSON is written ["Sin", "x"]',
    })
  }
  return { program: programOfJson(json, text, functions) }
}

export const mathjson = {
  title: 'MathJSON',
  vocabulary,
  read,
  write: e => textOf(mathJsonOf(e)),
} satisfies InterchangeFormat
