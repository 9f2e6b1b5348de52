/** The parts of a node of the syntax, in the order of writing: for everyone who walks a whole tree. */
import { elements, type Syntax } from './syntax.js'

export function parts(node: Syntax): readonly Syntax[] {
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
      return [...elements(node.cases).flatMap(c => [c.condition, c.value]), node.otherwise]
    case 'list':
      return elements(node.rows).flatMap(elements)
    case 'index':
      return [node.of, ...elements(node.at)]
    case 'slice':
      return [node.from, node.to].filter(part => part !== undefined)
    case 'call':
      return elements(node.args)
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
