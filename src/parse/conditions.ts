/**
 * Conditions are no numbers: `(x>0) - (1-x)` has no derivative that means anything. Refused wherever a condition stands as an operand of
 * arithmetic or as an argument of a function, also under a name that was defined.
 */

import { advice } from './advice.js'
import type { ConditionPlace } from './hints.js'
import { parts, startOf } from './parts.js'
import { shapeError } from './problem.js'
import { type Definition, elements, type Program, type Syntax } from './syntax.js'

/** Without one of these a text has no condition. */
const SIGN = /[<>=≤≥≠\\]|not|true|false|and|or/

/** Refuses conditions among the numbers of a program. Definitions that were given elsewhere have their places there. */
export function requireNumbers(text: string, program: Program, given: readonly Definition[]): void {
  if (given.length === 0 && !SIGN.test(text)) return
  const named = new Set<string>()
  for (const { name, value } of given) if (isCondition(value, named)) named.add(name)
  if (named.size === 0 && !SIGN.test(text)) return
  for (const { name, value } of elements(program.definitions)) {
    check(text, value, named)
    if (isCondition(value, named)) named.add(name)
    else named.delete(name)
  }
  if (program.result) check(text, program.result, named)
}

function check(text: string, root: Syntax, named: ReadonlySet<string>): void {
  const pending = [root]
  let found: Syntax | undefined
  let at: ConditionPlace = 'number'
  for (let node = pending.pop(); node; node = pending.pop()) {
    const places = parts(node)
    for (const [k, part] of places.entries()) {
      pending.push(part)
      const wrong = takesNumber(node, k, places.length) && isCondition(part, named)
      if (wrong && (found === undefined || startOf(part) < startOf(found))) {
        found = part
        at = placeIn(node, part)
      }
    }
  }
  if (found === undefined) return
  throw shapeError(text, {
    code: 'condition',
    offset: startOf(found),
    length: 1,
    message: 'a condition stands where a number is needed',
    hint: advice()?.hints.condition(at),
  })
}

function placeIn(node: Syntax, part: Syntax): ConditionPlace {
  if (node.kind !== 'call') return 'number'
  if (node.name === 'piecewise') return 'case'
  return part.kind === 'relation' && part.sign === '=' && part.left.kind === 'name' ? 'named' : 'number'
}

/** Whether a part of a node must be a number. */
function takesNumber(node: Syntax, k: number, count: number): boolean {
  switch (node.kind) {
    case 'sum':
    case 'product':
    case 'power':
    case 'signed':
    case 'abs':
    case 'factorial':
    case 'root':
      return true
    case 'call':
      if (node.name === 'if' || node.name === 'where') return k > 0
      return node.name !== 'piecewise' || k % 2 === 0
    case 'choice':
      return k % 2 === 1 || k === count - 1
    case 'relation':
      return node.left.kind !== 'relation' || k > 0
    default:
      return false
  }
}

const TRUTHS: ReadonlySet<string> = new Set(['true', 'false'])

/** Whether a node stands for a condition, also through brackets. */
function isCondition(root: Syntax, named: ReadonlySet<string>): boolean {
  let node = root
  while (node.kind === 'group') node = node.of
  switch (node.kind) {
    case 'relation':
    case 'and':
    case 'or':
    case 'not':
      return true
    case 'name':
      return named.has(node.name) || TRUTHS.has(node.name)
    default:
      return false
  }
}
