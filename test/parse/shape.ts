/**
 * Syntax as a short text in prefix form, so that a test can say how an input is read without going through the
 * canonical constructors: `-x^2` is `(neg (^ x 2))`. Brackets of the input leave no trace; powers are folded.
 */
import { read } from '../../src/parse/reader.js'
import { SHAPED } from '../../src/parse/shaped-lexer.js'
import { elements, type Sequence, type Syntax } from '../../src/parse/syntax.js'

export interface Names {
  readonly bound?: Iterable<string>
  readonly functions?: Iterable<string>
  readonly shaped?: Iterable<string>
}

/** Reads a text; definitions come first, as `(let name value)`. */
export function shapeOf(text: string, names: Names = {}): string {
  const shaped = names.shaped && new Map([...names.shaped].map(name => [name, [1, 4]] as const))
  const declared = {
    bound: new Set(names.bound),
    functions: new Set(names.functions),
    shaped,
    dialect: shaped && SHAPED,
  }
  const { program } = read(text, declared, { length: 1e7, depth: 1e6 })
  const lets = elements(program.definitions).map(d => `(let ${d.name} ${shape(d.value)})`)
  return [...lets, ...(program.result ? [shape(program.result)] : [])].join(' ')
}

const all = (items: readonly Syntax[]): string => items.map(shape).join(' ')
const negated = (negative: boolean, text: string): string => (negative ? `(neg ${text})` : text)

export function shape(node: Syntax): string {
  switch (node.kind) {
    case 'number':
      return node.text
    case 'name':
      return node.name
    case 'group':
      return shape(node.of)
    case 'abs':
    case 'factorial':
      return `(${node.kind === 'abs' ? 'abs' : '!'} ${shape(node.of)})`
    case 'sum':
      return `(${node.negative ? '-' : '+'} ${shape(node.left)} ${shape(node.right)})`
    case 'product':
      return `(${node.divide ? '/' : /^[.@\\⊙∘⊘⊗]/.test(node.sign ?? '') ? node.sign : '*'} ${shape(node.left)} ${shape(node.right)})`
    case 'signed':
      return negated(node.negative, shape(node.of))
    case 'power':
      return power(node)
    case 'root':
      return elements(node.signs).reduceRight((of, sign) => `(${sign} ${of})`, shape(node.of))
    case 'relation':
      return `(${shape(node.left)} ${node.sign} ${shape(node.right)})`
    case 'and':
    case 'or':
      return `(${node.kind} ${shape(node.left)} ${shape(node.right)})`
    case 'not':
      return node.odd ? `(not ${shape(node.of)})` : shape(node.of)
    case 'choice':
      return `(if ${elements(node.cases)
        .map(c => `${shape(c.condition)} ${shape(c.value)}`)
        .join(' ')} ${shape(node.otherwise)})`
    case 'list':
      return `[${elements(node.rows)
        .map((row: Sequence) => all(elements(row)))
        .join('; ')}]`
    case 'index':
      return `(at ${shape(node.of)} ${all(elements(node.at))})`
    case 'transpose':
      return `(' ${shape(node.of)})`
    case 'slice':
      return node.from && node.to ? `${shape(node.from)}:${shape(node.to)}` : ':'
    case 'call':
      return `(${node.name}${node.power && `^${node.power}`} ${all(elements(node.args))})`
  }
}

function power(node: Syntax): string {
  if (node.kind !== 'power') return shape(node)
  const tail: string[] = []
  const signs: boolean[] = []
  let left: Syntax = node
  for (; left.kind === 'power'; left = left.left) {
    tail.push(shape(left.right))
    signs.push(left.negative)
  }
  let value = ''
  tail.forEach((text, k) => {
    value = negated(signs[k] === true, value === '' ? text : `(^ ${text} ${value})`)
  })
  return `(^ ${shape(left)} ${value})`
}
