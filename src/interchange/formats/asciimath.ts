/**
 * AsciiMath, as it is typed into notes and forms: `sin^2 x/(1+x)`, `sqrt(x)`, `root(3)(x)`. It is turned into the LaTeX that it is set as, by
 * the grammar of asciimath.org, and read as LaTeX is: so that it means what its readers see, and has the same doubts.
 */
import { ParseError } from '../../errors.js'
import { readLatex } from '../../parse/latex/read.js'
import type { Reader } from '../../parse/parse.js'
import { parseError } from '../../parse/problem.js'
import type { InterchangeFormat } from '../format.js'

type Kind = 'symbol' | 'unary' | 'function' | 'binary' | 'script' | 'slash' | 'open' | 'close'

/** Names with the LaTeX that they are set as: the command of that name where nothing else is said. */
const words = (kind: Kind, names: string): (readonly [string, readonly [Kind, string]])[] =>
  names.split(' ').map(word => {
    const [name = '', tex = `\\${name}`] = word.split('→')
    return [name, [kind, tex]]
  })

/** Tokens and the LaTeX that they are set as. */
const TOKENS: ReadonlyMap<string, readonly [kind: Kind, tex: string]> = new Map([
  ...words('function', 'sin cos tan sec csc cot arcsin arccos arctan sinh cosh tanh coth exp log ln det min max'),
  ...words('function', 'sech→\\operatorname{sech} csch→\\operatorname{csch} arcsinh→\\operatorname{arsinh}'),
  ...words('function', 'floor→\\operatorname{floor} ceil→\\operatorname{ceil} sgn→\\operatorname{sgn}'),
  ...words('unary', 'abs→\\left|#\\right| norm→\\left\\|#\\right\\| sqrt→\\sqrt{#} bb→\\mathbf{#} bar→\\bar{#}'),
  ...words('unary', 'hat→\\hat{#} vec→\\vec{#} dot→\\dot{#} ddot→\\ddot{#}'),
  ...words('binary', 'root→\\sqrt[#1]{#2} frac→\\frac{#1}{#2}'),
  ...words('symbol', 'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi'),
  ...words('symbol', 'pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi'),
  ...words(
    'symbol',
    'Omega cdot int sum prod lim nabla grad partial infty in mod→\\bmod oo→\\infty xx→\\times **→\\ast',
  ),
  ...words(
    'symbol',
    '-:→\\div <=→\\le >=→\\ge !=→\\ne *→\\cdot del→\\partial +-→\\pm and→\\wedge or→\\vee ...→\\ldots',
  ),
  ...words('symbol', "'→' +→+ -→- =→= <→< >→> !→! ,→, ;→; |→| lt→< gt→> dx→dx dy→dy dz→dz dt→dt //→/"),
  ['quad', ['symbol', ' ']],
  ...words('script', '^→^ _→_'),
  ...words('slash', '/→/'),
  ...words('open', '(→\\left( [→\\left[ {→\\left\\{'),
  ...words('close', ')→\\right) ]→\\right] }→\\right\\}'),
  // They are functions: what stands between them is never alone.
  ...words('open', '|__→\\left\\lfloor |~→\\left\\lceil lfloor→\\left\\lfloor lceiling→\\left\\lceil'),
  ...words('close', '__|→\\right\\rfloor ~|→\\right\\rceil rfloor→\\right\\rfloor rceiling→\\right\\rceil'),
])

/** What means something else in LaTeX: a comment, a space, a command. */
const FOREIGN: ReadonlySet<string> = new Set('%~$#&\\"`@')

const LONGEST = Math.max(...[...TOKENS.keys()].map(key => key.length))

/** A piece of a formula; `inner` is what it is without its brackets. */
interface Node {
  readonly kind: Kind
  readonly tex: string
  readonly inner?: string
}

interface Level {
  readonly open: string
  readonly at: number
  readonly nodes: Node[]
}

const bare = (n: Node): string => n.inner ?? n.tex
const isOperand = (n: Node | undefined): n is Node => n !== undefined && (n.kind === 'symbol' || n.kind === 'function')
const simple = (tex: string): Node => ({ kind: 'symbol', tex })
const SIGNS: ReadonlySet<string> = new Set([
  '+',
  '-',
  '=',
  '<',
  '>',
  ',',
  ';',
  '!',
  '\\le',
  '\\ge',
  '\\ne',
  '\\cdot',
  '\\times',
])
const isSign = (n: Node | undefined): boolean => n !== undefined && SIGNS.has(n.tex)

/** The LaTeX of what stands between brackets: what takes arguments, from the right, scripts, functions with scripts, fractions. */
function joined(nodes: readonly Node[]): string {
  return fractions(applications(scripts(applications(nodes))))
    .map(n => n.tex)
    .join(' ')
}

function applications(nodes: readonly Node[]): Node[] {
  const done: Node[] = []
  for (const n of [...nodes].reverse()) {
    const next = done.at(-1)
    const takes = (n.kind === 'unary' || n.kind === 'function') && isOperand(next) && !isSign(next)
    if (takes && n.kind === 'unary') done.push(simple(n.tex.replace('#', () => bare(done.pop() as Node))))
    else if (takes) done.push(simple(`${n.tex} ${(done.pop() as Node).tex}`))
    else if (n.kind === 'binary') {
      const [a, b] = [done.pop(), done.pop()].map(x => (x === undefined ? '' : bare(x)))
      done.push(simple(n.tex.replace(/#([12])/g, (_, k) => (k === '1' ? a : b) ?? '')))
    } else done.push(n)
  }
  return done.reverse()
}

function scripts(nodes: readonly Node[]): Node[] {
  const done: Node[] = []
  for (let k = 0; k < nodes.length; k++) {
    const n = nodes[k] as Node
    const to = nodes[k + 1]
    if (n.kind !== 'script' || to === undefined) {
      done.push(n)
      continue
    }
    const sign = isSign(to) && to.tex === '-' ? nodes[k + 2] : undefined
    const base = done.pop()
    done.push({
      kind: base?.kind === 'function' ? 'function' : 'symbol',
      tex: `${base?.tex ?? ''}${n.tex}{${sign === undefined ? '' : '-'}${bare(sign ?? to)}}`,
    })
    k += sign === undefined ? 1 : 2
  }
  return done
}

function fractions(nodes: readonly Node[]): Node[] {
  const done: Node[] = []
  for (let k = 0; k < nodes.length; k++) {
    const n = nodes[k] as Node
    const below = nodes[k + 1]
    if (n.kind !== 'slash' || below === undefined) done.push(n)
    else {
      const above = done.pop()
      done.push(simple(`\\frac{${above === undefined ? '' : bare(above)}}{${bare(below)}}`))
      k++
    }
  }
  return done
}

/** The LaTeX that AsciiMath is set as. Raises `ParseError` for brackets that do not match. */
export function latexOfAsciiMath(text: string): string {
  const fail = (message: string, offset: number): ParseError =>
    parseError(text, { code: 'asciimath', offset, length: 1, message })
  const levels: Level[] = [{ open: '', at: 0, nodes: [] }]
  for (let at = 0; at < text.length; ) {
    const level = levels.at(-1) as Level
    const digits = /^(?:\d+(?:\.\d+)?|\.\d+)/.exec(text.slice(at, at + 4000))?.[0]
    const token = digits ?? tokenAt(text, at)
    const [kind, tex] = (digits === undefined ? TOKENS.get(token) : undefined) ?? ['symbol', token]
    if (kind === 'open') levels.push({ open: tex, at, nodes: [] })
    else if (kind === 'close') {
      if (levels.length === 1) throw fail(`${token} closes nothing`, at)
      levels.pop()
      const inner = joined(level.nodes)
      const whole = { kind: 'symbol', tex: `${level.open} ${inner} ${tex}` } as const
      ;(levels.at(-1) as Level).nodes.push(/floor|ceil/.test(tex) ? whole : { ...whole, inner })
    } else if (FOREIGN.has(token)) throw fail(`${token} is not understood here as AsciiMath`, at)
    else if (token.trim() !== '') level.nodes.push({ kind, tex })
    at += token.length
  }
  const last = levels.at(-1) as Level
  if (levels.length > 1) throw fail('this bracket is never closed', last.at)
  return joined(last.nodes)
}

/** The longest token here; letters that make none stand for themselves. */
function tokenAt(text: string, at: number): string {
  for (let length = LONGEST; length > 1; length--) {
    const word = text.slice(at, at + length)
    if (word.length === length && TOKENS.has(word)) return word
  }
  return String.fromCodePoint(text.codePointAt(at) ?? 0)
}

const read: Reader = (text, declared, limits, names) => {
  const latex = latexOfAsciiMath(text)
  try {
    return readLatex(latex, declared, limits, names)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    // The places in the LaTeX are not those of the text.
    const { code, message, hint } = error
    const details = { source: text, offset: 0, length: text.length, ...(hint !== undefined && { hint }) }
    throw new ParseError(code, `as AsciiMath this is the LaTeX ${latex.slice(0, 200)}\n${message}`, details)
  }
}

export const asciimath = { title: 'AsciiMath', read } satisfies InterchangeFormat
