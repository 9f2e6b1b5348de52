/**
 * One operation as JavaScript text. Only register and argument numbers, numerals and the `code.js` texts of the
 * table are ever written, so no text of a user can get into emitted code. Each text performs exactly what
 * evaluate/real.ts does.
 */

import { LONGEST_CHAIN, leadingBit } from '../evaluate/real.js'
import { notComputed, type Operation } from '../evaluate/tape.js'
import { numericOf } from '../functions/numerics.js'
import { elementaryOf, globalOf } from './elementary.js'
import type { Naming } from './naming.js'

/** The statements that compute an operation into the constant `target`. */
export function statements(o: Operation, target: string, naming: Naming): string {
  if (o.op === 'powInt' && o.n <= LONGEST_CHAIN) return chain(naming.register(o.a), o.n, target)
  return `const ${target} = ${expression(o, naming)}`
}

/** x^n by squaring, as in evaluate/real.ts: one statement per bit of n. */
function chain(x: string, n: number, target: string): string {
  const lines: string[] = []
  let r = x
  for (let bit = leadingBit(n) >> 1; bit > 0; bit >>= 1) {
    const name = bit === 1 ? target : `${target}_${bit}`
    lines.push(`const ${name} = ${r} * ${r}${n & bit ? ` * ${x}` : ''}`)
    r = name
  }
  return lines.join('\n')
}

function expression(o: Operation, naming: Naming): string {
  const of = naming.register
  switch (o.op) {
    case 'add':
      return `${of(o.a)} + ${of(o.b)}`
    case 'sub':
      return `${of(o.a)} - ${of(o.b)}`
    case 'mul':
      return `${of(o.a)} * ${of(o.b)}`
    case 'div':
      return `${of(o.a)} / ${of(o.b)}`
    case 'neg':
      return `-${of(o.a)}`
    case 'sqrt':
      return `Math.sqrt(${of(o.a)})`
    case 'exp':
      return `${naming.elementary('exp')}(${of(o.a)})`
    case 'pow':
      return `${naming.elementary('pow')}(${of(o.a)}, ${of(o.b)})`
    case 'powInt':
      return `${naming.elementary('pow')}(${of(o.a)}, ${o.n})`
    case 'call':
      return `${callee(o, naming)}(${o.args.map(of).join(', ')})`
    case 'lt':
      return `${of(o.a)} < ${of(o.b)} ? 1 : ${of(o.a)} >= ${of(o.b)} ? 0 : NaN`
    case 'le':
      return `${of(o.a)} <= ${of(o.b)} ? 1 : ${of(o.a)} > ${of(o.b)} ? 0 : NaN`
    case 'eq':
      return `${of(o.a)} === ${of(o.b)} ? 1 : ${of(o.a)} !== ${of(o.a)} || ${of(o.b)} !== ${of(o.b)} ? NaN : 0`
    case 'and':
      return `${of(o.a)} === 0 || ${of(o.b)} === 0 ? 0 : ${of(o.a)} * ${of(o.b)}`
    case 'or':
      return `${of(o.a)} === 1 || ${of(o.b)} === 1 ? 1 : ${of(o.a)} + ${of(o.b)}`
    case 'not':
      return `1 - ${of(o.a)}`
    case 'select':
      return `${of(o.a)} === 1 ? ${of(o.b)} : ${of(o.a)} === 0 ? ${of(o.c)} : NaN`
    default:
      return notComputed(o)
  }
}

/** An elementary function, the global function that a row names, or its kernel. */
function callee(o: Operation & { readonly op: 'call' }, naming: Naming): string {
  const name = elementaryOf(o)
  if (name !== undefined) return naming.elementary(name)
  return globalOf(o.row, o.args.length) ?? naming.kernel(numericOf(o.row).real)
}
