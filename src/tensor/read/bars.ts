/** Bars: absolute values, and the norms of vectors and matrices. */
import { type Syntax, UNTOLD_NORM } from '../../parse/syntax.js'
import { entrywiseCall } from './entrywise.js'
import { type Frame, first, leaf, of, type Walk } from './frame.js'
import { tensorFunction } from './functions.js'
import { refuse } from './operand.js'
import * as op from './operators.js'

/** `||x||` is the norm of a vector or matrix; single bars take absolute values. */
export function bars(walk: Walk, s: Extract<Syntax, { of: Syntax; kind: 'group' | 'abs' }>): Frame {
  if (s.norm !== undefined && s.norm !== '|') return normed(walk, s, s.norm)
  const inner = s.norm === undefined && s.of.kind === 'abs' && !walk.scalars.has(s.of) ? s.of : undefined
  if (inner === undefined)
    return of([s.of], built => {
      const hint = s.norm === '|' ? 'write \\det A or \\operatorname{abs}(A)' : 'write det(A) or abs(A)'
      if (op.isMatrix(first(built))) refuse(walk, s, 'this may be a determinant or absolute values', hint)
      return entrywiseCall(walk, 'abs', built, s)
    })
  return of([inner.of], built => {
    const norm = op.isScalar(first(built)) ? undefined : tensorFunction('norm2')
    return norm ? norm.apply(walk, built, s as never) : entrywiseCall(walk, 'abs', built, s)
  })
}

/** What stands below the bars of a norm, and the function that it is. */
const NORMS: ReadonlyMap<string, string> = new Map([
  ['1', 'norm1'],
  ['2', 'norm2'],
  ['F', 'norm2'],
  ['inf', 'normInf'],
])

function normed(walk: Walk, s: Extract<Syntax, { kind: 'group' | 'abs' }>, below: string): Frame {
  const norm = tensorFunction(below === UNTOLD_NORM ? 'norm' : (NORMS.get(below) ?? ''))
  if (norm === undefined)
    return leaf(() => refuse(walk, s, `there is no norm ${below}`, 'write norm1(x), norm2(x) or normInf(x)'))
  const inner = s.of.kind === 'abs' && s.of.norm === undefined ? s.of.of : s.of
  return of([inner], built => norm.apply(walk, built, s as never))
}
