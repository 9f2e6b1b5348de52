/**
 * Nodes of mathjs and our terms, both ways. Names are those of mathjs 15; what it has no function for is written by its definition. Nodes
 * are made by the instance of mathjs that is given, so that its configuration and its checks hold; nothing here loads mathjs.
 */
import type { MathNode } from 'mathjs'
import { FluxionError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import type { Program } from '../parse/syntax.js'
import { termOf } from './layout.js'
import { Spelling, same, type Vocabulary } from './spelling.js'
import { programOf, type Source, unknownIn, wrong } from './syntax.js'
import { type CallTerm, call, leaf, name, number, type Opened, type Term, translate } from './term.js'

const NONE = '! mathjs has no such function'
const OPEN = '! mathjs has no node for what is not carried out'

export const MATHJS: Vocabulary = {
  title: 'mathjs',
  spells: {
    ...{ add: 'add', mul: 'multiply', div: 'divide', neg: 'unaryMinus', pow: 'pow', not: 'not', and: 'and', or: 'or' },
    ...{ sum: OPEN, prod: OPEN, integral: OPEN, diff: OPEN, partial: OPEN },
    ...{ lt: 'smaller', le: 'smallerEq', eq: 'equal', ne: 'unequal', gt: 'larger', ge: 'largerEq' },
    ...same(
      'true false pi e i exp sqrt log log10 log2 log1p expm1 cbrt sin cos tan sec csc cot asin acos atan asec acsc',
    ),
    ...same('acot atan2 sinh cosh tanh sech csch coth asinh acosh atanh asech acsch acoth abs sign max min floor ceil'),
    ...same('round mod gamma factorial lgamma erf re im conj arg hypot list index'),
    ...{ inf: 'Infinity', root: 'nthRoot', trunc: 'fix', 'zeta/1': 'zeta' },
    relu: '= max(u, 0)',
    sinc: '= piecewise(1, u == 0, sin(u)/u)',
    // Its erf takes real numbers only.
    ...{ erfi: NONE, dawson: NONE },
    'zeta/2': NONE,
  },
  reads: {
    ...{ 'subtract(u, v)': 'add(u, neg(v))', unaryPlus: 'add', dotMultiply: 'mul', dotDivide: 'div', dotPow: 'pow' },
    ...{ 'square(u)': 'pow(u, 2)', 'cube(u)': 'pow(u, 3)', 'nthRoot(u)': 'sqrt(u)', 'log(u, v)': 'log(u, v)' },
    ...{ E: 'e', PI: 'pi', tau: 'mul(2, pi)', phi: 'div(add(1, sqrt(5)), 2)', LN2: 'log(2)', LN10: 'log(10)' },
    ...{ SQRT2: 'sqrt(2)', SQRT1_2: 'sqrt(div(1, 2))', 'combinations(u, v)': 'binomial(u, v)' },
    ...{ 'complex(u, v)': 'add(u, mul(i, v))', 'fraction(u, v)': 'div(u, v)', 'fraction(u)': 'u' },
    ...{ 'bignumber(u)': 'u', 'number(u)': 'u' },
  },
  builds: { piecewise: args => call('piecewise', args) },
}

const spelling = /* @__PURE__ */ new Spelling(MATHJS)

// ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

type Constructor = new (...args: never[]) => MathNode

/** What is used of an instance of mathjs. */
export interface NodeMaker {
  readonly ConstantNode: unknown
  readonly SymbolNode: unknown
  readonly OperatorNode: unknown
  readonly FunctionNode: unknown
  readonly ConditionalNode: unknown
  readonly ArrayNode: unknown
  readonly AccessorNode: unknown
  readonly IndexNode: unknown
  readonly bignumber?: unknown
}

const OPERATORS: Readonly<Record<string, string>> = {
  ...{ add: '+', subtract: '-', multiply: '*', divide: '/', pow: '^', unaryMinus: '-', factorial: '!', mod: 'mod' },
  ...{ smaller: '<', smallerEq: '<=', equal: '==', unequal: '!=', larger: '>', largerEq: '>=' },
  ...{ and: 'and', or: 'or', not: 'not' },
}

/** The node of an expression. Raises `FluxionError` for what mathjs cannot say. */
export function nodeOf(e: Expr, math: NodeMaker): MathNode {
  const make = (kind: keyof NodeMaker, ...args: unknown[]): MathNode =>
    new (math[kind] as Constructor)(...(args as never[]))
  const root = spelling.foreign(termOf(e))
  const symbols = new Set<string>()
  const operator = (fn: string, args: readonly MathNode[]): MathNode =>
    make('OperatorNode', OPERATORS[fn], fn, [...args])
  const called = (f: string, args: readonly MathNode[]): MathNode =>
    make('FunctionNode', make('SymbolNode', f), [...args])
  return translate<Term, MathNode>(root, (t): Opened<Term, MathNode> => {
    switch (t.kind) {
      case 'number':
        return leaf(make('ConstantNode', numericValue(t.text, math)))
      case 'text':
        return leaf(make('ConstantNode', t.text))
      case 'name':
        if (t.name === 'true' || t.name === 'false') return leaf(make('ConstantNode', t.name === 'true'))
        return leaf(named(t, symbols, make))
      case 'apply':
        return { parts: t.args, combine: args => called(t.name, args) }
      case 'call':
        return { parts: partsOf(t), combine: args => joined(t, args) }
    }
  })

  function joined(t: CallTerm, args: readonly MathNode[]): MathNode {
    const [first, ...rest] = args as [MathNode, ...MathNode[]]
    switch (t.head) {
      case 'add':
        return rest.reduce((sum, b, k) => operator(isNegated(t.args[k + 1]) ? 'subtract' : 'add', [sum, b]), first)
      case 'multiply':
      case 'and':
      case 'or':
        return rest.reduce((all, b) => operator(t.head, [all, b]), first)
      case 'unaryMinus':
        return partsOf(t) === t.args ? operator(t.head, args) : first
      case 'list':
        return make('ArrayNode', [...args])
      case 'index':
        return make('AccessorNode', first, make('IndexNode', rest))
      case 'piecewise':
        return cases(args)
      default:
        return Object.hasOwn(OPERATORS, t.head) ? operator(t.head, args) : called(t.head, args)
    }
  }

  function cases(args: readonly MathNode[]): MathNode {
    let rest = args.length % 2 === 1 ? (args[args.length - 1] as MathNode) : make('SymbolNode', 'NaN')
    for (let k = args.length - (args.length % 2) - 2; k >= 0; k -= 2)
      rest = make('ConditionalNode', args[k + 1], args[k], rest)
    return rest
  }
}

const isNegated = (t: Term | undefined): t is CallTerm => t?.kind === 'call' && t.head === 'unaryMinus'

/** a + (-b) is a - b, and -(a*b) is (-a)*b. */
function partsOf(t: CallTerm): readonly Term[] {
  const [first] = t.args
  if (t.head === 'add') return t.args.map((a, k) => (k > 0 && isNegated(a) ? (a.args[0] as Term) : a))
  if (!isNegated(t) || first?.kind !== 'call' || !/^(?:multiply|divide)$/.test(first.head)) return t.args
  const [leading, ...others] = first.args
  return [call(first.head, [call('unaryMinus', [leading as Term]), ...others])]
}

/** A symbol hides the constant of its name in mathjs, so that both cannot stand in one expression. */
function named(
  t: Term & { readonly kind: 'name' },
  symbols: Set<string>,
  make: (kind: keyof NodeMaker, ...args: unknown[]) => MathNode,
): MathNode {
  const other = `${t.constant === true ? 'symbol' : 'constant'} ${t.name}`
  if (symbols.has(other))
    throw new FluxionError(
      'no-notation',
      `the symbol ${t.name} and the constant ${t.name} are one in mathjs: rename the symbol`,
    )
  symbols.add(`${t.constant === true ? 'constant' : 'symbol'} ${t.name}`)
  return make('SymbolNode', t.name)
}

/** A number as mathjs has it: with all its digits. */
function numericValue(text: string, { bignumber }: NodeMaker): unknown {
  const value = Number(text)
  if (/^\d+$/.test(text)) return Number.isSafeInteger(value) ? value : BigInt(text)
  const digits = text.replace(/e.*$/i, '').replace('.', '').replace(/^0+/, '')
  return digits.length > 15 && typeof bignumber === 'function' ? bignumber(text) : value
}

// ── in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is read of nodes of any instance. */
interface AnyNode {
  readonly type: string
  readonly [field: string]: unknown
}

export const isNode = (x: unknown): x is MathNode =>
  typeof x === 'object' && x !== null && (x as { isNode?: unknown }).isNode === true

const nodes = (x: unknown): AnyNode[] => (Array.isArray(x) ? x : []) as AnyNode[]

/** The syntax of a node; names that are `bound` are symbols, even those of constants. */
export function programOfNode(root: MathNode, bound: ReadonlySet<string>, functions: ReadonlySet<string>): Program {
  const source = (): string => textOf(root)
  const term = translate<AnyNode, Term>(root as unknown as AnyNode, node => opened(node, source, bound))
  const native = spelling.native(term, t => {
    if (t.kind === 'name' && t.name === 'NaN') throw wrong(source, t, 'no-value', 'NaN is no number')
    if (t.kind !== 'call') return leaf(t)
    if (t.head === 'piecewise' || t.head === 'list' || t.head === 'index')
      return { parts: t.args, combine: args => ({ ...t, args }) }
    if (functions.has(t.head) || /^[fgh]$/.test(t.head))
      return { parts: t.args, combine: args => ({ ...t, kind: 'apply', name: t.head, args }) }
    throw unknownIn(source, 'mathjs', t, spelling.heads())
  })
  return programOf(native, source)
}

/** The text of a node, for messages; mathjs writes it with recursion, so that what is large has none. */
function textOf(root: MathNode): string {
  const open = [root]
  let count = 0
  for (let node = open.pop(); node; node = open.pop()) {
    if (++count > 1000) return ''
    node.forEach(part => void open.push(part))
  }
  return String(root)
}

function opened(node: AnyNode, source: Source, bound: ReadonlySet<string>): Opened<AnyNode, Term> {
  const of = (head: string, parts: readonly AnyNode[]): Opened<AnyNode, Term> => ({
    parts,
    combine: args => call(head, args),
  })
  const fail = (what: string, hint?: string): Error => wrong(source, name(node.type), 'mathjs', what, hint)
  switch (node.type) {
    case 'ConstantNode':
      return leaf(constantTerm(node.value, fail))
    case 'SymbolNode': {
      const of = String(node.name)
      return leaf(bound.has(of) ? { kind: 'name', name: of, constant: false } : name(of))
    }
    case 'ParenthesisNode':
      return { parts: [node.content as AnyNode], combine: ([inner]) => inner as Term }
    case 'FunctionAssignmentNode':
      return { parts: [node.expr as AnyNode], combine: ([value]) => value as Term }
    case 'OperatorNode':
      return of(String(node.fn), nodes(node.args))
    case 'FunctionNode': {
      const f = node.fn as AnyNode | string
      if (typeof f !== 'string' && f.type !== 'SymbolNode') throw fail('only functions that have a name are read')
      return of(typeof f === 'string' ? f : String(f.name), nodes(node.args))
    }
    case 'ConditionalNode': {
      const { condition, trueExpr, falseExpr } = node as Readonly<Record<string, unknown>>
      return of('piecewise', [trueExpr, condition, falseExpr] as AnyNode[])
    }
    case 'RelationalNode':
      return chain(node)
    case 'ArrayNode':
      return of('list', nodes(node.items))
    case 'AccessorNode': {
      const index = node.index as AnyNode
      if (index.dotNotation === true) throw fail('properties of objects are not read')
      return of('index', [node.object as AnyNode, ...nodes(index.dimensions)])
    }
    default:
      throw fail(`a ${node.type} of mathjs is not read`, 'give the expression alone')
  }
}

/** `a < b < c` is both. */
function chain(node: AnyNode): Opened<AnyNode, Term> {
  const links = (node.conditionals ?? []) as readonly string[]
  return {
    parts: nodes(node.params),
    combine: sides =>
      call(
        'and',
        links.map((head, k) => call(head, [sides[k] as Term, sides[k + 1] as Term])),
      ),
  }
}

function constantTerm(value: unknown, fail: (what: string) => Error): Term {
  if (typeof value === 'boolean') return name(String(value))
  const { s, n, d } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  if (n !== undefined && d !== undefined) {
    const size = call('divide', [number(String(n)), number(String(d))])
    return Number(s) < 0 ? call('unaryMinus', [size]) : size
  }
  const text = String(value).replace('e+', 'e')
  const digits = text.replace(/^-/, '')
  if (digits === 'NaN') return name(digits)
  if (digits === 'Infinity') return text === digits ? name(digits) : call('unaryMinus', [name(digits)])
  if (typeof value === 'string' || !/^(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?$/i.test(digits))
    throw fail(`${JSON.stringify(text)} is no number`)
  return text === digits ? number(digits) : call('unaryMinus', [number(digits)])
}
