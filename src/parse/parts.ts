/** The parts of a node of the syntax, in the order of writing: for everyone who walks a whole tree. */
import { elements, type Sequence, type Syntax } from './syntax.js'

/** `listed` tells the elements of a sequence: all of them, unless someone looks at fewer. */
export function parts(
  node: Syntax,
  listed: <T>(s: Sequence<T> | undefined) => readonly T[] = elements,
): readonly Syntax[] {
  switch (node.kind) {
    case 'number':
    case 'name':
      return []
    case 'group':
    case 'abs':
    case 'factorial':
    case 'transpose':
    case 'signed':
    case 'root':
    case 'not':
      return [node.of]
    case 'sum':
    case 'product':
    case 'power':
    case 'relation':
    case 'and':
    case 'or':
      return [node.left, node.right]
    case 'choice':
      return [...listed(node.cases).flatMap(c => [c.condition, c.value]), node.otherwise]
    case 'list':
      return listed(node.rows).flatMap(row => listed(row))
    case 'index':
      return [node.of, ...listed(node.at)]
    case 'slice':
      return [node.from, node.to].filter(part => part !== undefined)
    case 'call':
      return listed(node.args)
  }
}

/** Where the text of a node begins; the end of the text for an empty list that does not know its place. */
export function startOf(root: Syntax): number {
  let node = root
  for (;;) {
    if ('offset' in node && node.offset !== undefined) return node.offset
    const [first] = parts(node)
    if (first === undefined) return 0
    node = first
  }
}
