/**
 * SymPy: what `str` prints and what `srepr` prints, both Python expressions over the classes and functions of `sympy`; one reader takes
 * either. Names and argument orders are those of SymPy 1.14's documentation.
 */
import type { Reader } from '../../parse/parse.js'
import { CALCULUS, calculusOf } from '../calculus-sympy.js'
import type { InterchangeFormat } from '../format.js'
import type { Infix } from '../infix.js'
import { readInfix } from '../infix-reader.js'
import { writeInfix } from '../infix-writer.js'
import { termOf } from '../layout.js'
import { Spelling, same, type Vocabulary } from '../spelling.js'
import { programOf, unknownIn, wrong } from '../syntax.js'
import {
  type CallTerm,
  call,
  casesOf,
  constant,
  isCallOf,
  isWhole,
  joined,
  leaf,
  number,
  type Opened,
  type Term,
  translate,
} from '../term.js'

const vocabulary: Vocabulary = {
  title: 'SymPy',
  spells: {
    ...same('sin cos tan sec csc cot sinc asin acos atan asec acsc acot atan2 sinh cosh tanh sech csch coth'),
    ...same('asinh acosh atanh asech acsch acoth exp sqrt log pi sign floor frac re im arg'),
    ...same('gamma factorial loggamma digamma trigamma polygamma beta binomial erf erfc erfinv erfcinv erfi erf2'),
    ...same('expint li fresnels fresnelc uppergamma lowergamma zeta polylog lerchphi'),
    ...same('besselj bessely besseli besselk hankel1 hankel2 jn yn airyai airybi airyaiprime airybiprime appellf1'),
    ...same('legendre chebyshevt chebyshevu gegenbauer jacobi hermite laguerre'),
    ...{ add: 'Add', mul: 'Mul', div: 'Div', neg: 'Neg', pow: 'Pow' },
    ...{ lt: 'Lt', le: 'Le', eq: 'Eq', ne: 'Ne', gt: 'Gt', ge: 'Ge', and: 'And', or: 'Or', not: 'Not' },
    ...{ true: 'True', false: 'False', e: 'E', i: 'I', inf: 'oo', eulergamma: 'EulerGamma', catalan: 'Catalan' },
    ...{ list: 'List', 'list/0': 'List()' },
    index: '! components count from 1 here and from 0 in Python: name them apart',
    cbrt: 'real_root(u, 3)',
    root: 'real_root',
    abs: 'Abs',
    max: 'Max',
    min: 'Min',
    heaviside: 'Heaviside',
    dirac: 'DiracDelta(u)',
    ceil: 'ceiling',
    mod: 'Mod',
    relu: '= max(u, 0)',
    pochhammer: 'RisingFactorial',
    ...{ ei: 'Ei', si: 'Si', ci: 'Ci', shi: 'Shi', chi: 'Chi' },
    'expint/1': 'expint(1, u)',
    'lambertw/1': 'LambertW',
    'lambertw/2': 'LambertW(v, u)',
    dirichleteta: 'dirichlet_eta',
    conj: 'conjugate',
    elliptick: 'elliptic_k',
    ellipticf: 'elliptic_f',
    elliptice: 'elliptic_e',
    ellipticpi: 'elliptic_pi',
    hypergeom: 'hyper',
    assoclegendre: 'assoc_legendre',
    genlaguerre: 'assoc_laguerre',
  },
  reads: {
    ...{ ln: 'log', 'root(u, v)': 'pow(u, div(1, v))', 'cbrt(u)': 'pow(u, div(1, 3))', 'real_root(u)': 'u' },
    ...{ 'Sub(u, v)': 'add(u, neg(v))', 'FloorDiv(u, v)': 'floor(div(u, v))', 'abs(u)': 'abs(u)', Tuple: 'list' },
    ...{ 'Tuple()': 'list()', TupleArg: 'list', 'TupleArg()': 'list()', 'ImaginaryUnit()': 'i', 'Exp1()': 'e' },
    ...{ true: 'true', false: 'false', StrictLessThan: 'lt', LessThan: 'le', Equality: 'eq', Unequality: 'ne' },
    ...{ StrictGreaterThan: 'gt', GreaterThan: 'ge', 'rf(u, v)': 'pochhammer(u, v)', 'S(u)': 'u', 'sympify(u)': 'u' },
  },
  builds: {
    piecewise: args => {
      const { pairs, otherwise } = casesOf(args)
      const all = otherwise === undefined ? pairs : [...pairs, [otherwise, constant('True')] as const]
      return call(
        'Piecewise',
        all.map(pair => call('Tuple', pair)),
      )
    },
    ...CALCULUS,
  },
}

const spelling = /* @__PURE__ */ new Spelling(vocabulary)

const infix = { kind: 'infix' } as const
const prefix = { kind: 'prefix' } as const

/** Python's operators, loosest first. */
const python: Infix = {
  title: 'Python',
  operators: [
    { ...infix, sign: 'or', head: 'Or', level: 1, onlyRead: true },
    { ...infix, sign: 'and', head: 'And', level: 2, onlyRead: true },
    { ...prefix, sign: 'not', head: 'Not', level: 3, onlyRead: true },
    ...Object.entries({ '<': 'Lt', '<=': 'Le', '>': 'Gt', '>=': 'Ge' }).map(
      ([sign, head]) => ({ ...infix, sign, head, level: 4, chain: true, spaced: true }) as const,
    ),
    // In Python these compare objects: SymPy writes Eq(a, b).
    { ...infix, sign: '==', head: 'Eq', level: 4, chain: true, onlyRead: true },
    { ...infix, sign: '!=', head: 'Ne', level: 4, chain: true, onlyRead: true },
    { ...infix, sign: '|', head: 'Or', level: 5, spaced: true },
    { ...infix, sign: '&', head: 'And', level: 6, spaced: true },
    { ...infix, sign: '+', head: 'Add', level: 7, spaced: true },
    { ...infix, sign: '-', head: 'Sub', level: 7, spaced: true },
    { ...infix, sign: '*', head: 'Mul', level: 8 },
    { ...infix, sign: '/', head: 'Div', level: 8 },
    { ...infix, sign: '//', head: 'FloorDiv', level: 8, onlyRead: true },
    { ...infix, sign: '%', head: 'Mod', level: 8, onlyRead: true },
    { ...prefix, sign: '-', head: 'Neg', level: 9 },
    { ...prefix, sign: '+', head: 'S', level: 9, onlyRead: true },
    { ...prefix, sign: '~', head: 'Not', level: 9 },
    { ...infix, sign: '**', head: 'Pow', level: 10, right: true },
  ],
  brackets: [
    { open: '(', close: ')', holds: 'arguments', head: '', after: 'name' },
    { open: '(', close: ')', holds: 'group', head: 'Tuple', empty: true },
    { open: '[', close: ']', holds: 'list', head: 'List' },
  ],
  name: /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y,
  text: /'[^'\\\n]*'|"[^"\\\n]*"/y,
  space: /\s+/y,
  keyword: '=',
  and: 'And',
  hints: rest =>
    rest.startsWith('^') ? 'write ** for a power' : rest.startsWith('[') ? 'components are not read' : undefined,
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is true of numbers that are real, or of fewer: the answer holds for them as well. */
const HARMLESS: ReadonlySet<string> = new Set(
  'real extended_real positive negative nonnegative nonpositive nonzero integer rational finite even odd commutative'.split(
    ' ',
  ),
)

const isTrue = (t: Term | undefined): boolean => t?.kind === 'name' && (t.name === 'True' || t.name === 'true')

/** Whether SymPy itself should carry out an operation, which says nothing of what it is. */
const isEvaluate = (t: Term): boolean => {
  const [key] = isCallOf(t, 'Keyword') ? t.args : []
  return key?.kind === 'name' && key.name === 'evaluate'
}

/** Whole numbers in their class are whole numbers, and symbols in theirs are names, whatever else has that name. */
const withLeaves = (root: Term, source: string): Term =>
  translate<Term, Term>(root, t => {
    const [digits] = t.kind === 'call' ? t.args : []
    if (isCallOf(t, 'Symbol') || isCallOf(t, 'Dummy')) return leaf(symbol(t, source))
    if (isCallOf(t, 'Integer') && t.args.length === 1 && isWhole(digits)) return leaf(digits)
    return t.kind === 'call'
      ? { parts: t.args.filter(a => !isEvaluate(a)), combine: args => ({ ...t, args }) }
      : leaf(t)
  })

function symbol(t: CallTerm, source: string): Term {
  const [of, ...keywords] = t.args
  for (const keyword of keywords) requireHarmless(keyword, source)
  if (of?.kind !== 'text') throw wrong(source, t, 'symbol', `${t.head} is given its name as a text`)
  return { kind: 'name', name: of.text, constant: false, at: t.at ?? 0 }
}

function nativeOf(root: Term, source: string): Term {
  return spelling.native(withLeaves(root, source), t => {
    switch (t.kind) {
      case 'name':
        if (t.constant !== false && (t.name === 'zoo' || t.name === 'nan'))
          throw wrong(source, t, 'no-value', `${t.name} is no number`)
        return leaf(t)
      case 'call':
        return classOf(t, source)
      case 'number':
      case 'text':
      case 'apply':
        return leaf(t)
    }
  })
}

/** What the table does not say of calls: numbers, symbols, cases. */
function classOf(t: CallTerm, source: string): Opened<Term, Term> {
  const [a, b] = t.args
  const known = calculusOf(t, source)
  if (known !== undefined) return known
  if (/^(?:Mutable|Immutable)?(?:Dense)?Matrix$/.test(t.head) && t.args.length === 1 && isCallOf(a, 'List'))
    return { parts: [a], combine: ([rows]) => rows as Term }
  switch (t.head) {
    case 'Integer':
    case 'Float':
    case 'Rational':
      return leaf(numberOf(t, source))
    case 'Apply':
      return applied(t, source)
    case 'Piecewise':
      return cases(t, source)
    case 'exp_polar':
      throw wrong(source, t, 'unknown-function', 'numbers on the surface of the logarithm are not read')
    case 'Limit':
      throw wrong(source, t, 'unknown-function', `there is no ${t.head} here`)
    default:
      if (/^[fgh]$/.test(t.head))
        return { parts: t.args, combine: args => ({ ...t, kind: 'apply', name: t.head, args }) }
      if (isCallOf(b, 'Keyword')) throw wrong(source, b, 'keyword', 'this keyword is not understood')
      throw unknownIn(source, 'SymPy', t, spelling.heads())
  }
}

function requireHarmless(keyword: Term, source: string): void {
  const [key, value] = isCallOf(keyword, 'Keyword') ? keyword.args : []
  if (key?.kind === 'name' && HARMLESS.has(key.name) && isTrue(value)) return
  if (key?.kind === 'name' && /^(?:zero|complex|imaginary)$/.test(key.name) && value?.kind === 'name' && !isTrue(value))
    return
  throw wrong(source, keyword, 'assumption', 'this assumption is not understood', 'variables are real numbers here')
}

/** `Integer(-2)`, `Rational(1, 3)`, `Float('0.5', precision=53)`. */
function numberOf(t: CallTerm, source: string): Term {
  const parts = t.args.filter(a => !isCallOf(a, 'Keyword')).map(a => (isCallOf(a, 'Neg') ? a.args[0] : a))
  const signs = t.args.filter(a => isCallOf(a, 'Neg')).length
  const texts = parts.map(p => (p?.kind === 'number' || p?.kind === 'text' ? p.text.trim() : ''))
  const negative = texts.filter(x => x.startsWith('-')).length + signs
  const [above = '', below] = texts.map(x => x.replace(/^-/, ''))
  if (!/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(above) || (below !== undefined && !/^\d+$/.test(below)))
    throw wrong(source, t, 'number', 'this is no number')
  const size: Term = below === undefined ? number(above) : call('div', [number(above), number(below)])
  return negative % 2 === 1 ? call('neg', [size]) : size
}

/** `Function('f')(x)`. */
function applied(t: CallTerm, source: string): Opened<Term, Term> {
  const [callee, ...args] = t.args
  const [given] = isCallOf(callee, 'Function') ? callee.args : []
  if (given?.kind !== 'text') throw wrong(source, t, 'call', 'what stands before these brackets is no function')
  return { parts: args, combine: done => ({ kind: 'apply', name: given.text, args: done, at: t.at ?? 0 }) }
}

/** `Piecewise((a, x > 0), (b, True))`, also with ExprCondPair. */
function cases(t: CallTerm, source: string): Opened<Term, Term> {
  const pairs = t.args.map(a => {
    if (a.kind !== 'call' || !/^(?:Tuple|ExprCondPair)$/.test(a.head) || a.args.length !== 2)
      throw wrong(source, a, 'cases', 'each case is a value and its condition')
    return a.args as readonly [Term, Term]
  })
  const closes = pairs.findIndex(([, condition]) => isTrue(condition))
  const kept = closes < 0 ? pairs : pairs.slice(0, closes + 1)
  const parts = kept.flatMap(([value, condition], k) => (k === closes ? [value] : [value, condition]))
  return {
    parts,
    combine: args => (args.length === 1 ? (args[0] as Term) : { ...call('piecewise', args), at: t.at ?? 0 }),
  }
}
const read: Reader = text => ({ program: programOf(nativeOf(readInfix(text, python), text), text) })

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Names that are more than a symbol to Python or SymPy. */
const TAKEN = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield E I N O Q S'.split(
    ' ',
  ),
)

const isFree = (of: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(of) && !TAKEN.has(of) && !spelling.knows(of)

/** `Eq(a, b)`; `(a,)` of one. */
function strOf(t: Term, args: readonly string[]): string | undefined {
  if (t.kind === 'name') return t.constant === true || isFree(t.name) ? undefined : `Symbol('${quotable(t.name)}')`
  if (t.kind === 'apply') return `Function('${t.name}')(${joined(args)})`
  if (t.kind !== 'call' || t.head !== 'Tuple') return undefined
  return args.length === 1 ? `(${args[0]},)` : `(${joined(args)})`
}

const quotable = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')

const rational = (t: CallTerm): readonly [string, string] | undefined => {
  const [a, b] = t.args
  return isCallOf(t, 'Div') && isWhole(a) && isWhole(b) && b.text !== '0' ? [a.text, b.text] : undefined
}

function quotient({ args: [above, below] }: CallTerm, [a, b]: readonly string[]): string {
  const inverse = isWhole(below) && below.text !== '0' ? `Rational(1, ${below.text})` : `Pow(${b}, Integer(-1))`
  return isWhole(above) && above.text === '1' ? inverse : `Mul(${a}, ${inverse})`
}

/** Every node as the call of its class. */
function sreprOf(root: Term): string {
  const text = translate<Term, string>(root, t => {
    switch (t.kind) {
      case 'number':
        return leaf(isWhole(t) ? `Integer(${t.text})` : `Float('${t.text}')`)
      case 'name':
        return leaf(t.constant ? t.name : `Symbol('${quotable(t.name)}')`)
      case 'text':
        return leaf(`'${quotable(t.text)}'`)
      case 'apply':
        return { parts: t.args, combine: args => `Function('${t.name}')(${joined(args)})` }
      case 'call':
        return classText(t)
    }
  })
  return text
}

function classText(t: CallTerm): Opened<Term, string> {
  const fraction = rational(t)
  if (fraction !== undefined) return leaf(`Rational(${fraction.join(', ')})`)
  const [only] = t.args
  if (t.head === 'Neg') {
    if (isWhole(only)) return leaf(`Integer(-${only.text})`)
    if (only?.kind === 'number') return leaf(`Float('-${only.text}')`)
    const below = only?.kind === 'call' ? rational(only) : undefined
    if (below !== undefined) return leaf(`Rational(-${below.join(', ')})`)
    return { parts: t.args, combine: ([a]) => `Mul(Integer(-1), ${a})` }
  }
  return {
    parts: t.args,
    combine: args => {
      if (t.head === 'Div') return quotient(t, args)
      if (t.head === 'List') return `[${joined(args)}]`
      if (t.head === 'sqrt') return `Pow(${args[0]}, Rational(1, 2))`
      return `${t.head}(${joined(args)})`
    },
  }
}

export const sympy = {
  title: 'SymPy',
  vocabulary,
  read,
  write: e => writeInfix(spelling.foreign(termOf(e)), { language: python, other: strOf }),
} satisfies InterchangeFormat

export const srepr = {
  title: 'SymPy srepr',
  vocabulary,
  read,
  write: e => sreprOf(spelling.foreign(termOf(e))),
} satisfies InterchangeFormat
