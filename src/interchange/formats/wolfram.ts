/**
 * Wolfram Language, as Mathematica and Wolfram Alpha write it: `Sin[x]^2 Exp[-x]`. Names and argument orders are those of its reference.
 * What stands side by side is a product; functions take square brackets and begin with a capital letter, functions of the user with a small one.
 */

import { FluxionError } from '../../errors.js'
import type { Reader } from '../../parse/parse.js'
import { atPlaces, calculus, derivative, over } from '../calculus-wolfram.js'
import type { InterchangeFormat } from '../format.js'
import type { Infix } from '../infix.js'
import { readInfix } from '../infix-reader.js'
import { writeInfix } from '../infix-writer.js'
import { termOf } from '../layout.js'
import { Spelling, type Vocabulary } from '../spelling.js'
import { programOf, unknownIn, wrong } from '../syntax.js'
import { type CallTerm, call, casesOf, constant, isCallOf, leaf, type Opened, type Term } from '../term.js'

const vocabulary: Vocabulary = {
  title: 'Wolfram Language',
  spells: {
    ...{ add: 'Plus', mul: 'Times', div: 'Divide', neg: 'Minus', pow: 'Power', exp: 'Exp', sqrt: 'Sqrt', log: 'Log' },
    ...{ lt: 'Less', le: 'LessEqual', eq: 'Equal', ne: 'Unequal', gt: 'Greater', ge: 'GreaterEqual', and: 'And' },
    ...{ or: 'Or', not: 'Not', true: 'True', false: 'False', list: 'List', 'list/0': 'List()', index: 'Part' },
    ...{ pi: 'Pi', e: 'E', i: 'I', inf: 'Infinity', eulergamma: 'EulerGamma', catalan: 'Catalan', log10: 'Log10' },
    ...{ log2: 'Log2', cbrt: 'CubeRoot', root: 'Surd', sin: 'Sin', cos: 'Cos', tan: 'Tan', sec: 'Sec', csc: 'Csc' },
    ...{ cot: 'Cot', sinc: 'Sinc', asin: 'ArcSin', acos: 'ArcCos', atan: 'ArcTan(u)', asec: 'ArcSec' },
    ...{ acsc: 'ArcCsc', acot: 'ArcCot' },
    atan2: 'ArcTan(v, u)',
    ...{ sinh: 'Sinh', cosh: 'Cosh', tanh: 'Tanh', sech: 'Sech', csch: 'Csch', coth: 'Coth' },
    ...{ asinh: 'ArcSinh', acosh: 'ArcCosh', atanh: 'ArcTanh', asech: 'ArcSech', acsch: 'ArcCsch', acoth: 'ArcCoth' },
    ...{ abs: 'Abs', sign: 'Sign', max: 'Max', min: 'Min', heaviside: 'HeavisideTheta', dirac: 'DiracDelta' },
    ...{ floor: 'Floor', ceil: 'Ceiling', trunc: 'IntegerPart', mod: 'Mod', clamp: 'Clip(u, List(v, w))' },
    ...{ sigmoid: 'LogisticSigmoid', relu: 'Ramp' },
    ...{ gamma: 'Gamma(u)', factorial: 'Factorial', loggamma: 'LogGamma', digamma: 'PolyGamma(0, u)' },
    ...{ trigamma: 'PolyGamma(1, u)', polygamma: 'PolyGamma(u, v)', beta: 'Beta', binomial: 'Binomial' },
    pochhammer: 'Pochhammer',
    ...{ erf: 'Erf(u)', erfc: 'Erfc', erfinv: 'InverseErf', erfcinv: 'InverseErfc', erfi: 'Erfi', erf2: 'Erf(u, v)' },
    ...{ dawson: 'DawsonF', ei: 'ExpIntegralEi', 'expint/1': 'ExpIntegralE(1, u)', expint: 'ExpIntegralE(u, v)' },
    ...{ li: 'LogIntegral', si: 'SinIntegral', ci: 'CosIntegral', shi: 'SinhIntegral', chi: 'CoshIntegral' },
    ...{ fresnels: 'FresnelS', fresnelc: 'FresnelC', uppergamma: 'Gamma(u, v)', lowergamma: 'Gamma(u, 0, v)' },
    ...{ lambertw: 'ProductLog', zeta: 'Zeta', dirichleteta: 'DirichletEta', polylog: 'PolyLog' },
    ...{ lerchphi: 'LerchPhi', re: 'Re', im: 'Im', conj: 'Conjugate', arg: 'Arg', besselj: 'BesselJ' },
    ...{ bessely: 'BesselY', besseli: 'BesselI', besselk: 'BesselK', hankel1: 'HankelH1', hankel2: 'HankelH2' },
    ...{ jn: 'SphericalBesselJ', yn: 'SphericalBesselY', airyai: 'AiryAi', airybi: 'AiryBi' },
    ...{ airyaiprime: 'AiryAiPrime', airybiprime: 'AiryBiPrime', elliptick: 'EllipticK', ellipticf: 'EllipticF' },
    ...{ elliptice: 'EllipticE', ellipticpi: 'EllipticPi', hypergeom: 'HypergeometricPFQ', appellf1: 'AppellF1' },
    ...{ legendre: 'LegendreP(u, v)', chebyshevt: 'ChebyshevT', chebyshevu: 'ChebyshevU' },
    gegenbauer: 'GegenbauerC(u, v, w)',
    assoclegendre: 'LegendreP(u, v, w)',
    ...{ jacobi: 'JacobiP', hermite: 'HermiteH', laguerre: 'LaguerreL(u, v)', genlaguerre: 'LaguerreL(u, v, w)' },
  },
  reads: {
    ...{ 'Log(u, v)': 'div(log(v), log(u))', 'Subtract(u, v)': 'add(u, neg(v))', 'Rational(u, v)': 'div(u, v)' },
    ...{ 'PolyGamma(u)': 'digamma(u)', 'UnitStep(u)': 'piecewise(1, ge(u, 0), 0)', 'Ramp(u)': 'relu(u)' },
    ...{ 'Hypergeometric0F1(u, v)': 'hypergeom(list(), list(u), v)', 'Clip(u)': 'clamp(u, neg(1), 1)' },
    ...{ 'Hypergeometric1F1(u, v, w)': 'hypergeom(list(u), list(v), w)' },
    'Hypergeometric2F1(u, v, w, s)': 'hypergeom(list(u, v), list(w), s)',
    ...{ 'If(u, v, w)': 'piecewise(v, u, w)', Degree: 'div(pi, 180)', GoldenRatio: 'div(add(1, sqrt(5)), 2)' },
    ...{ 'RealAbs(u)': 'abs(u)', 'RealSign(u)': 'sign(u)', 'Complex(u, v)': 'add(u, mul(i, v))' },
    'Haversine(u)': 'div(add(1, neg(cos(u))), 2)',
  },
  builds: {
    piecewise: args => {
      const { pairs, otherwise = constant('Indeterminate') } = casesOf(args)
      const branches = pairs.map(pair => call('List', pair))
      return call('Piecewise', [call('List', branches), otherwise])
    },
    ...calculus(of => isTaken(of)),
  },
}

const spelling = /* @__PURE__ */ new Spelling(vocabulary)

const infix = { kind: 'infix' } as const
const prefix = { kind: 'prefix' } as const

const relation = (sign: string, head: string, more: object = {}) =>
  ({ ...infix, sign, head, level: 4, chain: true, spaced: true, ...more }) as const

const language: Infix = {
  title: 'Wolfram Language',
  operators: [
    { ...infix, sign: '||', head: 'Or', level: 1, spaced: true },
    { ...infix, sign: '∨', head: 'Or', level: 1, onlyRead: true },
    { ...infix, sign: '&&', head: 'And', level: 2, spaced: true },
    { ...infix, sign: '∧', head: 'And', level: 2, onlyRead: true },
    { ...prefix, sign: '!', head: 'Not', level: 3 },
    ...[relation('<', 'Less'), relation('<=', 'LessEqual'), relation('==', 'Equal'), relation('!=', 'Unequal')],
    ...[relation('>', 'Greater'), relation('>=', 'GreaterEqual')],
    ...[relation('≤', 'LessEqual', { onlyRead: true }), relation('≥', 'GreaterEqual', { onlyRead: true })],
    relation('≠', 'Unequal', { onlyRead: true }),
    { ...infix, sign: '+', head: 'Plus', level: 5, spaced: true },
    { ...infix, sign: '-', head: 'Subtract', level: 5, onlyRead: true },
    { ...infix, sign: '*', head: 'Times', level: 6 },
    { ...infix, sign: '×', head: 'Times', level: 6, onlyRead: true },
    { ...infix, sign: '/', head: 'Divide', level: 6 },
    { ...prefix, sign: '-', head: 'Minus', level: 7 },
    { ...prefix, sign: '+', head: 'Plus', level: 7, onlyRead: true },
    { ...prefix, sign: '√', head: 'Sqrt', level: 8, onlyRead: true },
    { ...infix, sign: '^', head: 'Power', level: 9, right: true },
    { kind: 'postfix', sign: '!', head: 'Factorial', level: 10 },
  ],
  brackets: [
    { open: '[[', close: ']]', holds: 'arguments', head: 'Part', after: 'operand' },
    { open: '[', close: ']', holds: 'arguments', head: '', after: 'name' },
    { open: '(', close: ')', holds: 'group', head: 'Sequence' },
    { open: '{', close: '}', holds: 'list', head: 'List' },
  ],
  name: /\p{L}[\p{L}\p{N}]*'*|\\\[\w+\]|∞|°/uy,
  number: /(?:\d+\.?\d*|\.\d+)(?:\*\^[+-]?\d+)?/y,
  space: /\s+|\(\*[\s\S]*?\*\)/y,
  juxtaposition: { ...infix, sign: ' ', head: 'Times', level: 6 },
  and: 'And',
  digits: text => text.replace('*^', 'e'),
  spelt: text =>
    NAMES.get(text) ??
    text.replace(/^\\\[(?:Curly|Script|Double)?(\w+)\]$/, (_, word: string) =>
      word
        .replace(/^Capital(?=\w)/, '')
        .replace(/^[A-Z]/, first => (text.includes('Capital') ? first : first.toLowerCase())),
    ),
  hints: rest => HINTS.find(([sign]) => rest.startsWith(sign))?.[1],
  factor: (before, bracket) =>
    bracket === '(' && before.kind === 'name' && /^[A-Z][a-z]/.test(before.name) && spelling.knows(before.name)
      ? `functions take square brackets: ${before.name}[x]`
      : undefined,
}

/** Characters of constants. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...[
    ['π', 'Pi'],
    ['\\[Pi]', 'Pi'],
    ['∞', 'Infinity'],
    ['\\[Infinity]', 'Infinity'],
    ['°', 'Degree'],
  ],
  ...[
    ['\\[Degree]', 'Degree'],
    ['\\[ExponentialE]', 'E'],
    ['\\[ImaginaryI]', 'I'],
    ['\\[ImaginaryJ]', 'I'],
    ['ⅇ', 'E'],
    ['ⅈ', 'I'],
  ],
] as [string, string][])

const HINTS: readonly (readonly [sign: string, hint: string])[] = [
  ['_', 'patterns are not read: write the right side alone'],
  [':=', 'definitions are not read: write the right side alone'],
  ['=', 'write == for an equation; definitions are not read'],
  ['->', 'rules are not read: give values by --at'],
  ['/.', 'replacements are not read: give values by --at'],
  ['//', 'write the function with brackets: f[x]'],
  ['.', 'products of matrices and replacements are not read'],
  ['@', 'write the function with brackets: f[x]'],
  ["'", 'derivatives are not read: give the function, and its variable to diff'],
  ['#', 'pure functions are not read: write the expression in a variable'],
  ['&', 'pure functions are not read: write the expression in a variable'],
  ['`', 'numbers with a precision and names with a context are not read'],
  ['*', 'write ^ for a power; noncommutative products are not read'],
  ['"', 'texts are not read'],
]

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** What works on expressions, and is not one. */
const COMMANDS =
  /^(?:Dt|NIntegrate|NSum|Limit|Series|Solve|NSolve|DSolve|Simplify|FullSimplify|Expand|Factor|N|Plot|Table|Grad|Function|Module|Block|With|Set|SetDelayed)$/

function nativeOf(root: Term, source: string): Term {
  return spelling.native(root, t => {
    if (t.kind === 'name') {
      if (t.name.endsWith("'"))
        throw wrong(source, t, 'derivative', `${t.name} is a function: give its argument`, `write ${t.name}[x]`)
      if (/^(?:Indeterminate|ComplexInfinity|Undefined)$/.test(t.name))
        throw wrong(source, t, 'no-value', `${t.name} is no number`)
      return leaf(t)
    }
    return t.kind === 'call' ? functionOf(t, source) : leaf(t)
  })
}

function functionOf(t: CallTerm, source: string): Opened<Term, Term> {
  if (t.head === 'Piecewise') return cases(t, source)
  if (t.head === 'Which') return which(t, source)
  if (t.head === 'D') return derivative(t, source)
  const bound = over(t, source)
  if (bound !== undefined) return bound
  if (t.head === 'Apply') {
    const formal = atPlaces(t)
    if (formal !== undefined) return formal
    throw wrong(
      source,
      t,
      'call',
      'what stands before these brackets is no function',
      'functions of functions are not read',
    )
  }
  if (COMMANDS.test(t.head))
    throw wrong(
      source,
      t,
      'command',
      `${t.head} is a command, and no function`,
      'give the expression alone, and what is to be done with it to fluxion',
    )
  const capital = [...spelling.heads()].find(head => head !== t.head && head.toLowerCase() === t.head.toLowerCase())
  if (capital !== undefined && capital.length > 1)
    throw wrong(
      source,
      t,
      'unknown-function',
      `${t.head} is no function of Wolfram Language`,
      `do you mean ${capital}?`,
    )
  // Names of the user begin with a small letter, and may be differentiated.
  if (/^\p{Ll}/u.test(t.head)) return { parts: t.args, combine: args => ({ ...t, kind: 'apply', name: t.head, args }) }
  throw unknownIn(source, 'Wolfram Language', t, spelling.heads())
}

const isTrue = (t: Term | undefined): boolean => t?.kind === 'name' && t.name === 'True'

/** `Piecewise[{{a, x > 0}, {b, x < 0}}, c]`; without a default it is 0. */
function cases(t: CallTerm, source: string): Opened<Term, Term> {
  const [list, otherwise] = t.args
  const pairs = isCallOf(list, 'List') ? list.args : []
  const parts = pairs.flatMap(p => {
    if (!isCallOf(p, 'List') || p.args.length !== 2)
      throw wrong(source, p, 'cases', 'each case is a list {value, condition}')
    return p.args
  })
  if (parts.length === 0)
    throw wrong(source, t, 'cases', 'cases are written Piecewise[{{value, condition}, ...}, default]')
  const isOpen = otherwise?.kind === 'name' && otherwise.name === 'Indeterminate'
  const last: Term[] = isOpen ? [] : [otherwise ?? { kind: 'number', text: '0' }]
  return { parts: [...parts, ...last], combine: args => ({ ...call('piecewise', args), at: t.at ?? 0 }) }
}

/** `Which[x > 0, a, True, b]`. */
function which(t: CallTerm, source: string): Opened<Term, Term> {
  if (t.args.length < 2 || t.args.length % 2 === 1)
    throw wrong(source, t, 'cases', 'Which has conditions and values in turn')
  const parts: Term[] = []
  for (let k = 0; k < t.args.length; k += 2) {
    parts.push(t.args[k + 1] as Term)
    if (isTrue(t.args[k])) break
    parts.push(t.args[k] as Term)
  }
  return {
    parts,
    combine: args => (args.length === 1 ? (args[0] as Term) : { ...call('piecewise', args), at: t.at ?? 0 }),
  }
}

const read: Reader = text => ({ program: programOf(nativeOf(readInfix(text, language), text), text) })

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

function otherOf(t: Term, args: readonly string[]): string | undefined {
  if (isCallOf(t, 'Part')) return `${isName(t.args[0]) ? args[0] : `(${args[0]})`}[[${args.slice(1).join(', ')}]]`
  if (t.kind === 'number') return t.text.replace(/e\+?/i, '*^')
  if (t.kind === 'apply' && !/^(?:Derivative\[[\d, ]+\]\[\p{Ll}[\p{L}\p{N}]*\]|\p{Ll}[\p{L}\p{N}]*'*)$/u.test(t.name))
    throw badName(t.name)
  if (t.kind !== 'name' || t.constant === true) return undefined
  if (isTaken(t.name)) throw badName(t.name)
  return undefined
}

const isTaken = (of: string): boolean => !/^\p{L}[\p{L}\p{N}]*$/u.test(of) || spelling.knows(of) || /^[DNCKO]$/.test(of)

const isName = (t: Term | undefined): boolean => t?.kind === 'name'

const badName = (of: string): FluxionError =>
  new FluxionError('no-notation', `${of} is no name that Wolfram Language leaves free: rename it`)

export const wolfram = {
  title: 'Wolfram Language',
  vocabulary,
  read,
  write: e => writeInfix(spelling.foreign(termOf(e)), { language, other: otherOf }),
} satisfies InterchangeFormat
