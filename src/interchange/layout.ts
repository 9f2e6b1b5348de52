/**
 * Expressions as neutral terms in our own vocabulary, laid out as a person would write them: `x/2` is div(x, 2) and not half of x. The
 * operations are add, neg, mul, div, pow, exp, sqrt, index, list, piecewise (value, condition, ..., default), comparisons and connectives,
 * and those of calculus.ts; everything else is a function or a constant of the table under its canonical name.
 */
import { FluxionError } from '../errors.js'
import { readFormal, rowOf } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import type { Layout, LayoutOf, Part, SignedTerm } from '../print/layout.js'
import { Presentation } from '../print/presentation.js'
import { checkSize } from '../print/walk.js'
import { byNames, derivativeTerm, partialOf } from './calculus.js'
import { call, leaf, name, number, type Opened, type Term, translate } from './term.js'

/** A part, or one whose minus sign is already written. */
type Place = Part | Unsigned
class Unsigned {
  constructor(readonly part: Part) {}
}

/** The term of an expression. Raises `FluxionError` for what has no counterpart elsewhere, `BudgetError` for what would be too long. */
export function termOf(e: Expr): Term {
  checkSize(e)
  const presentation = new Presentation(e)
  return translate<Place, Term>(e, place => {
    const layout = place instanceof Unsigned ? presentation.open(place.part, true) : presentation.open(place)
    return opened(layout)
  })
}

const of = (head: string, parts: readonly Place[]): Opened<Place, Term> => ({
  parts,
  combine: args => call(head, args),
})

function opened(node: Layout): Opened<Place, Term> {
  switch (node.kind) {
    case 'number':
      return leaf(number(node.digits))
    case 'symbol':
      return leaf(name(node.name))
    case 'constant':
      return leaf(call(node.name))
    case 'negative':
      return of('neg', [node.of])
    case 'sum':
      return sum(node.terms)
    case 'product':
      return of('mul', node.factors)
    case 'fraction':
      return of('div', [node.above, node.below])
    case 'power':
      return of('pow', [node.base, node.exponent])
    case 'exponential':
      return of('exp', [node.exponent])
    case 'root':
      return of('sqrt', [node.of])
    case 'function':
      return functionCall(node)
    case 'postfix':
      return of('factorial', [node.of])
    case 'list':
      return of('list', node.items)
    case 'index':
      return of('index', [node.of, ...node.at])
    case 'piecewise':
      return of('piecewise', [...node.branches.flat(), ...(node.otherwise ? [node.otherwise] : [])])
    case 'relation':
      return of(node.head, [node.left, node.right])
    case 'connective':
      return of(node.head, node.of)
    case 'not':
      return of('not', [node.of])
    case 'structure':
      throw matrices()
    case 'derivative':
      return of('diff', [node.of, ...node.by])
    case 'binder':
      return of(node.row.name, [node.variable, node.from, node.to, node.body])
  }
}

function sum(terms: readonly SignedTerm[]): Opened<Place, Term> {
  return {
    parts: terms.map(t => (t.negative ? new Unsigned(t.of) : t.of)),
    combine: args =>
      call(
        'add',
        args.map((a, k) => (terms[k]?.negative ? call('neg', [a]) : a)),
      ),
  }
}

function functionCall({ head, row, args }: LayoutOf<'function'>): Opened<Place, Term> {
  if (row !== undefined) return of(row.name, args)
  if (head === '[tensor]') throw matrices()
  const formal = readFormal(head)
  if (formal.slots.some(s => s.entry !== undefined)) throw entries()
  if (formal.own === true)
    throw new FluxionError('no-notation', `${formal.name} is declared here and another function elsewhere: rename it`)
  const places = formal.slots.map(s => number(s.argument))
  const known = rowOf(formal, args.length)
  return {
    parts: args,
    combine: done => {
      if (known === undefined) {
        const inner: Term = { kind: 'apply', name: formal.name, args: done }
        return places.length === 0 ? inner : call('partial', [inner, ...places])
      }
      // Elsewhere its arguments may stand in another order.
      const inner = call(known.name, done)
      const by = byNames(partialOf([inner, ...places]))
      if (by === undefined)
        throw new FluxionError(
          'no-notation',
          `the derivative of ${known.name} by what is no name is written as text and LaTeX only`,
        )
      return derivativeTerm(inner, by)
    },
  }
}

const entries = (): FluxionError =>
  new FluxionError('no-notation', 'derivatives by the entries of a list are written as text and LaTeX only')

const matrices = (): FluxionError =>
  new FluxionError(
    'no-notation',
    'matrix notation is written as text and LaTeX only: ask for form "components", or declare no shapes',
  )
