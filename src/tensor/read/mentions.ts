/**
 * What a text says of declared vectors and matrices, told by its syntax: their names, those of definitions that are made of them, entries
 * such as `W_ij`, names side by side such as `Ax`, identities of their sizes. A text without any of these is one of scalars, whatever is
 * declared beside it.
 */
import type { Declaration } from '../../parse/declarations.js'
import type { SyntaxText } from '../../parse/parse.js'
import { elements, type Syntax } from '../../parse/syntax.js'
import { compound, entryName, type Known, syntaxInOrder } from './names.js'

/** The names that are declared with axes, with their number, and those of definitions that are made of shapes; unknown how many. */
export type Shaped = ReadonlyMap<string, number | undefined>

export function shapedNames({ declarations, given }: Pick<SyntaxText, 'declarations' | 'given'>): Shaped {
  const shaped = new Map<string, number | undefined>()
  for (const { name, shape } of declarations)
    if (shape !== undefined && shape.length > 0) shaped.set(name, shape.length)
  for (const { name, value } of given)
    if (mentions([value], shaped, declarations) || syntaxInOrder(value).some(isShapedSyntax))
      shaped.set(name, undefined)
  return shaped
}

/** The text of the definitions of scalars among declarations, the others blank. */
export function scalarDefinitions(definitions: string, declared: SyntaxText): string {
  const shaped = shapedNames(declared)
  const { given } = declared
  if (given.every(({ name }) => shaped.has(name))) return ''
  return given
    .map(({ name, offset }, k) => {
      const text = definitions.slice(k === 0 ? 0 : offset, given[k + 1]?.offset)
      return shaped.has(name) ? ''.padEnd(text.length) : text
    })
    .join('')
}

/** Whether a text has one of the shaped names, or means one; `of` tells the name that a name may be a part of. */
export function mentionsShapes({ declarations, given, program, header }: SyntaxText, of = itself): boolean {
  const shaped = shapedNames({ declarations, given })
  const roots = elements(program.definitions).map(d => d.value)
  if (program.result !== undefined) roots.push(program.result)
  return header !== undefined || mentions(roots, shaped, declarations, of)
}

const itself = (name: string): string => name

function mentions(
  roots: readonly Syntax[],
  shaped: Shaped,
  declarations: readonly Declaration[],
  of = itself,
): boolean {
  const known: Known = {
    isDefined: name => shaped.has(name) || declarations.some(d => d.name === name),
    isShaped: name => shaped.has(name),
    orderOf: name => shaped.get(name) ?? 0,
  }
  const isName = (name: string): boolean =>
    shaped.has(of(name)) || entryName(name, known) !== undefined || compound(name, known) !== undefined
  const sizes = new Set(declarations.flatMap(d => d.shape ?? []).map(size => size.text.trim()))
  const isOurs = (s: Syntax): boolean => {
    switch (s.kind) {
      case 'name':
        return isName(s.name)
      case 'call':
        return shaped.has(s.name) || (s.name === 'eye' && elements(s.args).some(n => isSize(n, sizes)))
      default:
        return false
    }
  }
  return roots.some(root => syntaxInOrder(root).some(isOurs))
}

const isSize = (s: Syntax, sizes: ReadonlySet<string>): boolean =>
  (s.kind === 'name' && sizes.has(s.name)) || (s.kind === 'number' && sizes.has(s.text))

/** What no scalar is made of. */
function isShapedSyntax(s: Syntax): boolean {
  switch (s.kind) {
    case 'list':
    case 'transpose':
    case 'index':
    case 'slice':
      return true
    case 'product':
    case 'power':
      return s.sign !== undefined && /^[.@\\]/u.test(s.sign)
    default:
      return false
  }
}
