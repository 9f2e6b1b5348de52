/** Terms with the heads of a language of operators as its text, with the brackets that it needs. */
import { Collector } from '../print/walk.js'
import type { Bracket, Infix, Operator } from './infix.js'
import { type CallTerm, isCallOf, joined, leaf, type Opened, type Term, translate } from './term.js'

interface Written {
  readonly text: string
  readonly level: number
}

const TIGHTEST = 1000

export interface Writing {
  readonly language: Infix
  /** How a number, a name or a call is written that is no operator; undefined for the usual way. */
  readonly other?: (t: Term, args: readonly string[]) => string | undefined
}

/** Terms with the heads of a language as its text. */
export function writeInfix(root: Term, { language, other }: Writing): string {
  const operators = new Map(language.operators.filter(o => o.onlyRead !== true).map(o => [o.head, o] as const))
  const argumentsOf = language.brackets.find(b => b.holds === 'arguments' && b.head === '') as Bracket
  const around = new Map(language.brackets.filter(b => b.holds === 'list').map(b => [b.head, b] as const))
  const negative = language.operators.find(o => o.kind === 'prefix' && o.sign === '-')
  const plus = language.operators.find(o => o.kind === 'infix' && o.sign === '+')
  const written = translate<Term, Written>(root, (t): Opened<Term, Written> => {
    if (t.kind === 'number') return leaf({ text: other?.(t, []) ?? t.text, level: TIGHTEST })
    if (t.kind === 'name') return leaf({ text: other?.(t, []) ?? t.name, level: TIGHTEST })
    if (t.kind === 'text') return leaf({ text: `"${t.text}"`, level: TIGHTEST })
    return { parts: t.args, combine: args => combined(t, args) }
  })
  // The length of the text is limited as everywhere.
  const collector = new Collector()
  collector.add(written.text, true)
  return collector.result()

  function combined(t: Term & { readonly args: readonly Term[] }, args: readonly Written[]): Written {
    const own = other?.(
      t,
      args.map(a => a.text),
    )
    if (own !== undefined) return { text: own, level: TIGHTEST }
    const op = t.kind === 'call' ? operators.get(t.head) : undefined
    if (op !== undefined && (args.length > 1 || op.kind !== 'infix')) return operation(op, t as CallTerm, args)
    const list = t.kind === 'call' ? around.get(t.head) : undefined
    const inner = joined(args.map(a => a.text))
    if (list !== undefined) return { text: `${list.open}${inner}${list.close}`, level: TIGHTEST }
    const head = t.kind === 'call' ? t.head : (t as Term & { readonly kind: 'apply' }).name
    return { text: `${head}${argumentsOf.open}${inner}${argumentsOf.close}`, level: TIGHTEST }
  }

  function operation(op: Operator, t: CallTerm, args: readonly Written[]): Written {
    const [first] = args as [Written]
    if (op.kind === 'prefix') {
      const isWord = /\p{L}$/u.test(op.sign)
      // A minus sign stands before a whole product, and is itself a term of a sum.
      if (plus && op === negative) return { text: `-${within(first, plus.level + 1)}`, level: plus.level }
      return { text: `${op.sign}${isWord ? ' ' : ''}${within(first, op.level)}`, level: op.level }
    }
    if (op.kind === 'postfix') return { text: `${within(first, op.level + 1)}${op.sign}`, level: op.level }
    const sign = op.spaced ? ` ${op.sign} ` : op.sign
    const needs = (k: number): number => {
      if (op.chain === true) return op.level + 1
      const loose = op.right === true ? k === args.length - 1 : k === 0
      return loose ? op.level : op.level + 1
    }
    const pieces = args.map((a, k) => {
      // a + (-b) is a - b.
      if (op === plus && k > 0 && negative && isCallOf(t.args[k], negative.head)) return ` - ${a.text.slice(1)}`
      return (k === 0 ? '' : sign) + within(a, needs(k))
    })
    const text = joined(pieces, '')
    return { text, level: op.level }
  }
}

const within = (a: Written, level: number): string => (a.level < level ? `(${a.text})` : a.text)
