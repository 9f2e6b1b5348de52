/**
 * The size of a formula as text: leaves, operators and names of functions; brackets and commas are free. A minus sign is one
 * operator, e^u a function of u, and a power with a negative literal exponent the quotient that it stands for, so that no printer
 * gains by its habits. Independent of the library's own parser, which would tidy what it reads. Precedence climbing
 * over common infix notation without implied products.
 */

/** A number or name (no arguments), or an operator or function with arguments; '-' of one argument is the sign. */
interface Node {
  readonly head: string
  readonly args: readonly Node[]
  readonly leaf: boolean
}

const BINDING: ReadonlyMap<string, number> = new Map([
  ['|', 1],
  ['&', 2],
  ...['<', '>', '<=', '>=', '=', '==', '!='].map(o => [o, 3] as const),
  ['+', 4],
  ['-', 4],
  ['*', 5],
  ['/', 5],
])
const SIGN = 4
const PIECES = /\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|[\p{L}_][\p{L}\p{N}_']*|\*\*|[<>=!]=|\S/giu

class Reader {
  private readonly pieces: readonly string[]
  private at = 0

  constructor(text: string) {
    this.pieces = text.match(PIECES) ?? []
  }

  whole(): Node {
    const e = this.binary(1)
    if (this.at < this.pieces.length) throw new SyntaxError(`unexpected ${this.pieces[this.at]}`)
    return e
  }

  private take(piece: string): boolean {
    const found = this.pieces[this.at] === piece
    if (found) this.at++
    return found
  }

  private binary(least: number): Node {
    let left = least <= SIGN ? this.signed(() => this.binary(SIGN + 1)) : this.signed(() => this.power())
    for (;;) {
      const operator = this.pieces[this.at] ?? ''
      const level = BINDING.get(operator)
      if (level === undefined || level < least) return left
      this.at++
      left = { head: operator, args: [left, this.binary(level + 1)], leaf: false }
    }
  }

  private signed(next: () => Node): Node {
    if (this.take('-')) return { head: '-', args: [this.signed(next)], leaf: false }
    return this.take('+') ? this.signed(next) : next()
  }

  private power(): Node {
    let base = this.atom()
    while (this.take('!')) base = { head: 'factorial', args: [base], leaf: false }
    if (!this.take('^') && !this.take('**')) return base
    return { head: '^', args: [base, this.signed(() => this.power())], leaf: false }
  }

  private atom(): Node {
    const piece = this.pieces[this.at++]
    if (piece === '(') {
      const [inner, ...more] = this.list()
      if (inner === undefined || more.length > 0) throw new SyntaxError('a pair where a formula is expected')
      return inner
    }
    if (piece === undefined || !/^[\p{L}\p{N}_.]/u.test(piece)) throw new SyntaxError(`unexpected ${piece ?? 'end'}`)
    if (/^[\d.]/.test(piece) || !this.take('(')) return { head: piece, args: [], leaf: true }
    return { head: piece, args: this.list(), leaf: false }
  }

  private list(): Node[] {
    const items: Node[] = []
    do items.push(this.binary(1))
    while (this.take(','))
    if (!this.take(')')) throw new SyntaxError('a bracket is not closed')
    return items
  }
}

const isNumber = (n: Node | undefined): boolean => n?.leaf === true && /^[\d.]/.test(n.head)
const isE = (n: Node | undefined): boolean => n?.leaf === true && n.head === 'e'
const isMinus = (n: Node): boolean => n.head === '-' && n.args.length === 1

/** The exponent without its sign, where it is a negative number or fraction. */
function belowTheBar(exponent: Node): Node | undefined {
  const literal = (n: Node): boolean => isNumber(n) || (n.head === '/' && n.args.every(isNumber))
  const [inner, under] = exponent.args
  if (inner === undefined) return undefined
  if (isMinus(exponent)) return literal(inner) ? inner : undefined
  if (exponent.head !== '/' || !isMinus(inner) || !isNumber(inner.args[0]) || !isNumber(under)) return undefined
  return { ...exponent, args: [inner.args[0] as Node, under as Node] }
}

interface Factor {
  readonly node: Node
  readonly below: boolean
}

function factors(n: Node, below: boolean): Factor[] {
  const [a, b] = n.args as [Node, Node]
  if (n.head === '*' || n.head === '/') return [...factors(a, below), ...factors(b, (n.head === '/') !== below)]
  const exponent = n.head === '^' && !isE(a) ? belowTheBar(b) : undefined
  if (exponent === undefined) return [{ node: n, below }]
  return [{ node: exponent.head === '1' ? a : { ...n, args: [a, exponent] }, below: !below }]
}

function count(n: Node): number {
  if (n.leaf) return 1
  const [a, b] = n.args as [Node, Node]
  if (n.head === '^' && isE(a)) return 1 + count(b)
  const parts = factors(n, false)
  const single = parts.length === 1 && parts[0]?.node === n
  if (single) return n.args.reduce((sum, x) => sum + count(x), 1)
  const inner = parts.reduce((sum, f) => sum + count(f.node), 0)
  return inner + parts.length - 1 + (parts.every(f => f.below) ? 2 : 0)
}

/** The size of a formula in infix notation: `1/2` is 3, `-x` 2, `sqrt(x)` 2. Raises `SyntaxError`. */
export const size = (text: string): number =>
  count(new Reader(text.replace(/\band\b/g, '&').replace(/\bor\b/g, '|')).whole())
