/**
 * Content MathML, which says what a formula means: `<apply><sin/><ci>x</ci></apply>`. The elements are those of MathML 3, chapter 4; what has
 * none of its own there is written by its definition, or refused. (What a formula looks like is the format `mathml`.)
 */
import type { Reader } from '../../parse/parse.js'
import { type BinderName, binderOf, derivativeOf, formalOf, partialOf, variablesOf, wholeOf } from '../calculus.js'
import type { InterchangeFormat } from '../format.js'
import { termOf } from '../layout.js'
import { Spelling, same, type Vocabulary } from '../spelling.js'
import { programOf, unknownIn, wrong } from '../syntax.js'
import {
  type CallTerm,
  call,
  casesOf,
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
import { type Element, escaped, readXml } from '../xml.js'

const vocabulary: Vocabulary = {
  title: 'Content MathML',
  spells: {
    ...same('and or not true false pi eulergamma exp abs max min floor factorial sin cos tan sec csc cot'),
    ...same('sinh cosh tanh sech csch coth list'),
    ...{ add: 'plus', mul: 'times', div: 'divide', neg: 'minus(u)', pow: 'power', sqrt: 'root(u)', log: 'ln' },
    ...{ lt: 'lt', le: 'leq', eq: 'eq', ne: 'neq', gt: 'gt', ge: 'geq', index: 'selector' },
    ...{ e: 'exponentiale', i: 'imaginaryi', inf: 'infinity', ceil: 'ceiling' },
    log10: 'log(u)',
    log2: 'log(logbase(2), u)',
    // A root is the principal one there.
    cbrt: '= sign(u)*abs(u)^(1/3)',
    sign: '= piecewise(1, u > 0, -1, u < 0, 0)',
    relu: '= max(u, 0)',
    sinc: '= piecewise(1, u == 0, sin(u)/u)',
    ...{ asin: 'arcsin', acos: 'arccos', atan: 'arctan', asec: 'arcsec', acsc: 'arccsc', acot: 'arccot' },
    ...{ asinh: 'arcsinh', acosh: 'arccosh', atanh: 'arctanh', asech: 'arcsech', acsch: 'arccsch', acoth: 'arccoth' },
    ...{ re: 'real', im: 'imaginary', conj: 'conjugate', arg: 'arg' },
  },
  reads: {
    ...{ 'minus(u, v)': 'add(u, neg(v))', vector: 'list', matrix: 'list', matrixrow: 'list' },
    'quotient(u, v)': 'floor(div(u, v))',
    // As SymPy writes what has no element.
    ...{ 'arctan(u, v)': 'atan2(u, v)', ...same('sign erf gamma') },
    ...{ 'root(degree(u), v)': 'pow(v, div(1, u))', 'log(logbase(u), v)': 'log(v, u)' },
  },
  builds: {
    piecewise: args => {
      const { pairs, otherwise } = casesOf(args)
      const last = otherwise === undefined ? [] : [call('otherwise', [otherwise])]
      return call('piecewise', [...pairs.map(pair => call('piece', pair)), ...last])
    },
    sum: bound('sum'),
    prod: bound('product'),
    integral: bound('int'),
    diff: args => {
      const by = variablesOf(args)
      const bvars = by.map(([x, n]) => call('bvar', n === 1 ? [x] : [x, call('degree', [number(n)])]))
      return call(by.length === 1 ? 'diff' : 'partialdiff', [...bvars, args[0] as Term])
    },
    // An operator on the function, by the places of its arguments.
    partial: args => {
      const { of, orders } = partialOf(args)
      const f: Term = name((of as Term & { readonly kind: 'apply' }).name)
      const places = orders.flatMap((n, k) => Array.from({ length: n }, () => number(k + 1)))
      const isFirst = orders.length === 1 && places.length === 1
      const operator = isFirst ? call('diff', [f]) : call('partialdiff', [call('list', places), f])
      return call('[operator]', [operator, ...of.args])
    },
  },
}

function bound(head: string): (args: readonly Term[]) => Term {
  return ([k, a, b, body]) =>
    call(head, [call('bvar', [k as Term]), call('lowlimit', [a as Term]), call('uplimit', [b as Term]), body as Term])
}

const spelling = /* @__PURE__ */ new Spelling(vocabulary)

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Elements that hold their parts, and are not applied to them. */
const CONTAINERS: ReadonlySet<string> = new Set(
  'list piecewise piece otherwise logbase degree bvar lowlimit uplimit'.split(' '),
)

function numberOf(text: string): string {
  const [mantissa, exponent] = text.split(/e\+?/i)
  return exponent === undefined
    ? `<cn${/^\d+$/.test(text) ? ' type="integer"' : ''}>${text}</cn>`
    : `<cn type="e-notation">${mantissa}<sep/>${exponent}</cn>`
}

function opened(t: Term): Opened<Term, string> {
  switch (t.kind) {
    case 'number':
      return leaf(numberOf(t.text))
    case 'name':
      return leaf(t.constant === true ? `<${t.name}/>` : `<ci>${escaped(t.name)}</ci>`)
    case 'text':
      return leaf(`<ms>${escaped(t.text)}</ms>`)
    case 'apply':
      return {
        parts: t.args,
        combine: args => `<apply><ci type="function">${escaped(t.name)}</ci>${joined(args, '')}</apply>`,
      }
    case 'call': {
      const [a, b] = t.args
      if (t.head === 'divide' && isWhole(a) && isWhole(b))
        return leaf(`<cn type="rational">${a.text}<sep/>${b.text}</cn>`)
      return {
        parts: t.args,
        combine: args =>
          t.head === '[operator]'
            ? `<apply>${joined(args, '')}</apply>`
            : CONTAINERS.has(t.head)
              ? `<${t.head}>${joined(args, '')}</${t.head}>`
              : `<apply><${t.head}/>${joined(args, '')}</apply>`,
      }
    }
  }
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Elements as terms: what is applied is a call of its head. */
function termOfElement(root: Element, source: string): Term {
  return translate<Element, Term>(root, x => {
    const fail = (message: string): Error => wrong(source, { ...name(x.tag), at: x.at }, 'mathml', message)
    const { children, at } = x
    const [first, ...rest] = children
    switch (x.tag) {
      case 'math':
      case 'semantics':
        if (first === undefined || (x.tag === 'math' && rest.length > 0)) throw fail(`<${x.tag}> holds one formula`)
        return { parts: [first], combine: ([only]) => only as Term }
      case 'cn':
        return leaf({ ...numberTerm(x, fail), at })
      case 'ci':
        if (children.length > 0) throw fail('a symbol is plain text here')
        return leaf({ ...name(x.text.trim()), at })
      case 'apply': {
        if (first === undefined) throw fail('<apply> holds an operator and its arguments')
        if (first.tag === 'ci') {
          const f = first.text.trim()
          return { parts: rest, combine: args => ({ kind: 'apply', name: f, args, at }) }
        }
        if (first.tag === 'apply') return { parts: children, combine: args => ({ ...call('[operator]', args), at }) }
        if (first.children.length > 0 || first.text.trim() !== '')
          throw fail(`<${first.tag}> is not read as an operator`)
        return { parts: rest, combine: args => ({ ...call(first.tag, args), at }) }
      }
      case 'mrow':
      case 'mi':
      case 'mn':
      case 'mo':
      case 'mfrac':
      case 'msup':
        throw fail('this is presentation MathML, which says how a formula looks: give content MathML, or LaTeX')
      default:
        if (x.text.trim() !== '') throw fail(`<${x.tag}> is not read`)
        return children.length === 0
          ? leaf({ ...name(x.tag), at })
          : { parts: children, combine: args => ({ ...call(x.tag, args), at }) }
    }
  })
}

function numberTerm({ text, attributes, children }: Element, fail: (message: string) => Error): Term {
  const { type = 'real', base = '10' } = attributes
  if (base !== '10') throw fail('numbers are read to the base 10')
  const parts = text.trim().split(/\s+/)
  if (children.length > 0 && parts.length !== 2) throw fail('the parts of this number are not plain')
  const signed = (word: string): Term => {
    const digits = word.replace(/^[+-]/, '')
    if (!/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits)) throw fail(`${JSON.stringify(word)} is no number`)
    return word.startsWith('-') ? call('minus', [number(digits)]) : number(digits)
  }
  const [a = '', b = ''] = parts
  switch (type) {
    case 'integer':
    case 'real':
    case 'double':
      if (parts.length !== 1) throw fail('this is no number')
      return signed(a)
    case 'rational':
      return call('divide', [signed(a), signed(b)])
    case 'e-notation':
      return signed(`${a}e${b.replace(/^\+/, '')}`)
    case 'complex-cartesian':
      return call('plus', [signed(a), call('times', [signed(b), name('imaginaryi')])])
    default:
      throw fail(`numbers of the type ${JSON.stringify(type)} are not read`)
  }
}

function nativeOf(root: Term, source: string): Term {
  return spelling.native(root, t => {
    if (t.kind === 'apply') return { parts: t.args, combine: args => ({ ...t, args }) }
    if (t.kind !== 'call') return leaf(t)
    if (t.head === 'piecewise') return cases(t, source)
    if (t.head === 'sum' || t.head === 'product' || t.head === 'int') return over(t, source)
    if (t.head === 'diff' || t.head === 'partialdiff') return derivative(t, source)
    if (t.head === '[operator]') return atPlaces(t, source)
    if (t.head === 'limit')
      throw wrong(source, t, 'mathml', `<${t.head}/> is not read: give the expression, and its variable to diff`)
    // Comparisons of more than two are chains.
    throw unknownIn(source, 'Content MathML', t, spelling.heads())
  })
}

const BINDERS: Readonly<Record<string, BinderName>> = { sum: 'sum', product: 'prod', int: 'integral' }

const partsOf = (t: CallTerm, head: string): readonly CallTerm[] =>
  t.args.filter((a): a is CallTerm => isCallOf(a, head))

/** `<sum/>` with `<bvar>`, `<lowlimit>`, `<uplimit>` and its body; an `<interval>` in the place of the limits. */
function over(t: CallTerm, source: string): Opened<Term, Term> {
  const [k] = partsOf(t, 'bvar')[0]?.args ?? []
  const [interval] = partsOf(t, 'interval')
  const from = interval?.args[0] ?? partsOf(t, 'lowlimit')[0]?.args[0]
  const to = interval?.args[1] ?? partsOf(t, 'uplimit')[0]?.args[0]
  const body = t.args[t.args.length - 1]
  const isPlain = t.args.length === (interval === undefined ? 4 : 3)
  if (k?.kind !== 'name' || from === undefined || to === undefined || body === undefined || !isPlain)
    throw wrong(source, t, 'mathml', `<${t.head}/> is read with one <bvar>, its two limits and a body`)
  return binderOf(BINDERS[t.head] as BinderName, [k, from, to, body], t.at)
}

/** `<diff/>` and `<partialdiff/>` with a `<bvar>` for each variable, which may hold a `<degree>`. */
function derivative(t: CallTerm, source: string): Opened<Term, Term> {
  const by = partsOf(t, 'bvar').flatMap(({ args: [x, degree] }) => {
    const order = degree === undefined ? 1 : wholeOf(isCallOf(degree, 'degree') ? degree.args[0] : undefined)
    return x?.kind === 'name' && order !== undefined ? [[x, order] as const] : []
  })
  const body = t.args.filter(a => !isCallOf(a, 'bvar') && !isCallOf(a, 'degree'))
  if (by.length === 0 || by.length < partsOf(t, 'bvar').length || body.length !== 1)
    throw wrong(source, t, 'mathml', `<${t.head}/> is read with <bvar> for each name, and one expression`)
  return derivativeOf(body[0] as Term, by, t.at)
}

/** `<apply><diff/><ci>f</ci></apply>`, or `<partialdiff/>` of a list of places, applied to arguments. */
function atPlaces(t: CallTerm, source: string): Opened<Term, Term> {
  const [operator, ...args] = t.args
  const [first, second] = operator?.kind === 'call' ? operator.args : []
  const f = isCallOf(operator, 'diff') ? first : second
  const places = isCallOf(operator, 'diff') ? [1] : isCallOf(first, 'list') ? first.args.map(p => wholeOf(p) ?? 0) : []
  const isRight = places.length > 0 && places.every(p => p >= 1 && p <= args.length)
  const orders = args.map((_, k) => places.filter(p => p === k + 1).length)
  const formal = f?.kind === 'name' && isRight ? formalOf(f.name, orders, args, t.at) : undefined
  if (formal === undefined)
    throw wrong(source, t, 'mathml', 'of operators on functions the derivatives of unknown functions are read alone')
  return formal
}

function cases(t: CallTerm, source: string): Opened<Term, Term> {
  const parts = t.args.flatMap(a => {
    const good =
      a.kind === 'call' &&
      ((a.head === 'piece' && a.args.length === 2) || (a.head === 'otherwise' && a.args.length === 1))
    if (!good) throw wrong(source, a, 'mathml', 'cases are <piece> of a value and its condition, and <otherwise>')
    return a.args
  })
  return { parts, combine: args => ({ ...call('piecewise', args), at: t.at ?? 0 }) }
}

const read: Reader = text => ({ program: programOf(nativeOf(termOfElement(readXml(text), text), text), text) })

export const mathmlContent = {
  title: 'Content MathML',
  vocabulary,
  read,
  write: e =>
    `<math xmlns="http://www.w3.org/1998/Math/MathML">${translate(spelling.foreign(termOf(e)), opened)}</math>`,
} satisfies InterchangeFormat
