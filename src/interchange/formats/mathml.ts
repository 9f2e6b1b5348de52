/**
 * Content MathML, which says what a formula means: `<apply><sin/><ci>x</ci></apply>`. The elements are those of MathML 3, chapter 4; what has
 * none of its own there is written by its definition, or refused. (What a formula looks like is the format `mathml`.)
 */
import type { Reader } from '../../parse/parse.js'
import type { InterchangeFormat } from '../format.js'
import { termOf } from '../layout.js'
import { Spelling, type Vocabulary } from '../spelling.js'
import { programOf, unknownIn, wrong } from '../syntax.js'
import { type CallTerm, call, isWhole, joined, leaf, name, number, type Opened, type Term, translate } from '../term.js'
import { type Element, escaped, readXml } from '../xml.js'

const same = (names: string): Record<string, string> => Object.fromEntries(names.split(' ').map(n => [n, n]))

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
    ...{ 'minus(u, v)': 'add(u, neg(v))', vector: 'list', 'quotient(u, v)': 'floor(div(u, v))' },
    ...{ 'root(degree(u), v)': 'pow(v, div(1, u))', 'log(logbase(u), v)': 'log(v, u)' },
  },
  builds: {
    piecewise: args => {
      const parts: Term[] = []
      for (let k = 0; k + 1 < args.length; k += 2) parts.push(call('piece', [args[k] as Term, args[k + 1] as Term]))
      if (args.length % 2 === 1) parts.push(call('otherwise', [args[args.length - 1] as Term]))
      return call('piecewise', parts)
    },
  },
}

const spelling = /* @__PURE__ */ new Spelling(vocabulary)

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Elements that hold their parts, and are not applied to them. */
const CONTAINERS: ReadonlySet<string> = new Set(['list', 'piecewise', 'piece', 'otherwise', 'logbase', 'degree'])

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
          CONTAINERS.has(t.head)
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
    if (/^(?:diff|partialdiff|int|limit|sum|product)$/.test(t.head))
      throw wrong(source, t, 'mathml', `<${t.head}/> is not read: give the expression, and its variable to diff`)
    // Comparisons of more than two are chains.
    throw unknownIn(source, 'Content MathML', t, spelling.heads())
  })
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
