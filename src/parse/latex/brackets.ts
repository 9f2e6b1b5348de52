/** Round, square and curly brackets, bars and the like, when they close: the arguments of a function, or a factor. */

import { row } from '../../functions/table.js'
import type { Declared } from '../declared.js'
import { argumentCount } from '../names.js'
import type { Problem } from '../problem.js'
import { elements, type Sequence, type Syntax, sequence } from '../syntax.js'
import { decide } from './application.js'
import { relationInList } from './doubt.js'
import type { LatexReader } from './level.js'
import { type LatexLevel, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { barsOf, dotProduct } from './matrices.js'
import { notations } from './notations.js'
import { follows, multipliesOperator } from './operators.js'
import { NO_LIST, wrongEnd } from './refusal.js'
import { callOf, groupOf, listOf, nameOf, type Place } from './syntax.js'
import type { Head, LatexToken } from './token.js'

export function closeBracket(reader: LatexReader, piece: LatexPiece) {
  joinBar(reader, piece)
  const { open } = reader.top
  const isCases = open?.value === '{' && piece.value === '.' && reader.top.last?.text === 'cases'
  if (open?.type !== 'bracket' || !(isCases || (open.value === piece.value && pairs(open, piece))))
    reader.fail(wrongEnd(reader.top, piece))
  const [level, value] = reader.close(placeOf(piece))
  const place = { offset: open.offset, length: piece.offset + piece.text.length - open.offset }
  const content = contentOf(level, value as Sequence<Syntax | undefined>, open, place)
  if (content.text === ANGLE) angle(reader, dotProduct(reader, content) ?? content)
  else if (content.text === '(' || content.text === '[' || content.text === '{')
    applyBracket(reader, content, open.spaced)
  else fence(reader, content)
}

/** `p(x|\theta)`: a bar that nothing closes before the bracket around it does separates its arguments. */
function joinBar(reader: LatexReader, piece: LatexPiece) {
  const { top, around } = reader
  const isBar = top.purpose === 'bracket' && top.open?.value === '|' && top.open.size !== 'left'
  if (!isBar || piece.value !== '(' || around?.open?.value !== '(' || around.applied === undefined) return
  if (around.applied.type !== 'name' || top.tokens.length === 0 || around.tokens.length === 0) return
  // E(\phi|m) is a function of the table, E(X|Y) a mean.
  if (
    notations()
      .heads.get(around.applied.head?.key ?? '')
      ?.some(({ body }) => body?.separators === '|')
  )
    return
  reader.drop()
  around.nextTerm()
  reader.push('separator', placeOf(top.open as LatexPiece), { text: '|' })
  for (const token of top.tokens) around.tokens.push(token)
}

/** `\left` needs `\right`. */
const pairs = (open: LatexPiece, close: LatexPiece): boolean => (open.size === 'left') === (close.size === 'right')

function contentOf(level: LatexLevel, value: Sequence<Syntax | undefined>, open: LatexPiece, place: Place): LatexToken {
  const items = elements(value)
  const separators = level.tokens.map(token => (token.type === 'separator' ? token.text : '')).join('')
  const [only] = items
  const syntax = items.length === 1 && only ? groupOf(only, place) : undefined
  return { type: 'group', text: open.value, ...place, syntax, items, separators, inner: level.tokens.map(closed) }
}

/** The parts of an order of a derivative, f^{((0,1),2)}: alone they are looked at again from two brackets without. */
const ofOrders = ({ type }: LatexToken): boolean => type === 'number' || type === 'separator'

/** A token of a bracket that closed: a whole text in brackets would keep all its tokens, if each kept those within. */
const closed = (token: LatexToken): LatexToken =>
  token.inner === undefined || token.inner.every(ofOrders) ? token : { ...token, inner: [] }

const ANGLE = '\\langle'

/** `\langle t,t^2\rangle` is a list; around one expression the brackets are a mean, and a bar makes a product of states. */
function angle(reader: LatexReader, content: LatexToken) {
  if (content.text === ANGLE && ((content.items?.length ?? 0) < 2 || !isList(content)))
    reader.fail(
      problemAt(
        content,
        'ambiguous-call',
        'angle brackets stand around the components of a vector',
        'write two or more with commas; for a mean give the symbol a name: names: { m: "\\\\langle x\\\\rangle" }',
      ),
    )
  factor(reader, content)
}

/** Expressions with commas between them, none missing. */
const isList = ({ items = [], separators = '' }: LatexToken): boolean =>
  items.every(item => item !== undefined) && !/[^,]/.test(separators)

/** Bars and the like: a function of the table around its argument. */
function fence(reader: LatexReader, content: LatexToken) {
  const known = notations().fences.get(content.text)
  const bars = reader.scope.table && barsOf(content)
  if ((known === undefined && bars === undefined) || content.syntax === undefined)
    reader.fail(problemAt(content, 'argument-count', 'one expression must stand here'))
  const list = content.inner?.find(token => token.type === 'tuple')
  if (list) reader.scope.postpone(problemAt(list, ...NO_LIST))
  const syntax = bars ?? callOf(known?.name ?? '', [content.syntax as Syntax], content)
  const { last, operatorBefore: operator } = reader.top
  const token: LatexToken = {
    type: 'group',
    text: '',
    offset: content.offset,
    length: content.length,
    syntax,
    items: [syntax],
    ...(bars?.norm === '‖' && { awaits: 'norm' as const }),
  }
  if (operator?.head) apply(reader, token, operator as Named, last === operator ? undefined : last, false)
  else factor(reader, { ...token, text: '|' })
}

type Named = LatexToken & { readonly head: Head }

/** A round, square or curly bracket with what stands before it. */
export function applyBracket(reader: LatexReader, content: LatexToken, spaced: boolean, clear = false) {
  const { tokens, last } = reader.top
  const raised = last?.type === 'superscript' ? tokens.at(-2) : undefined
  const head = raised ?? last
  if (head?.type === 'name') reader.scope.postpone(expectation(content, head, reader.scope.declared))
  if (spaced && reader.operandBefore) reader.scope.postpone(remark(content, reader.source))
  const isHead =
    head?.head !== undefined && (head.type === 'operator' || (head.type === 'name' && content.text === '('))
  if (isHead) return apply(reader, content, head as Named, raised ? last : undefined, spaced, clear)
  if (head?.type === 'name' && content.text === '[') reader.scope.postpone(unclearIndex(content, head))
  factor(reader, content)
}

/** A bracket after a name. `clear`: in braces, as programs write it, so that what is raised is the function. */
function apply(
  reader: LatexReader,
  content: LatexToken,
  head: Named,
  sup: LatexToken | undefined,
  spaced: boolean,
  clear = false,
) {
  const level = reader.top
  const before = level.tokens.at(sup ? -3 : -2)
  const composite = before?.type === 'operator' ? `${before.head?.key}${head.head.key}` : ''
  if (before && notations().heads.has(composite)) {
    const operator: Named = { ...before, text: head.text, head: { ...head.head, key: composite, kind: 'operator' } }
    level.tokens.splice(sup ? -3 : -2, sup ? 3 : 2, operator, ...(sup ? [sup] : []))
    return apply(reader, content, operator, sup, spaced, clear)
  }
  const [index, ...more] = head.head.sub?.inner ?? []
  const runs = index !== undefined && more.length === 0 && reader.scope.indices.has(index.text)
  const decision = decide({ head, sup, content, spaced, runs }, reader.scope.declared)
  if (decision.as === 'unclear' && (head.type === 'operator' || level.operators === 0))
    reader.scope.postpone(problemAt(head, decision.code, decision.message, decision.hint))
  if (decision.as === 'product' && decision.unless) {
    level.tokens[level.tokens.length - (sup ? 2 : 1)] = { ...head, unsure: true }
    const { code, message, hint } = decision.unless
    reader.scope.unlessSymbol(head.text, problemAt(head, code, message, hint))
  }
  if (decision.as !== 'call') {
    if (head.type === 'operator') level.tokens.splice(sup ? -2 : -1)
    // What is unclear is reported after problems of syntax; until then it is one expression.
    const syntax = content.syntax ?? nameOf(head.text, head)
    return factor(reader, decision.as === 'unclear' ? { ...content, syntax, items: [syntax as Syntax] } : content)
  }
  if (decision.sure) reader.scope.isFunction(decision.name, head)
  const { doubt } = decision
  if (doubt) reader.scope.doubt(decision.name, problemAt(head, doubt.code, doubt.message, doubt.hint))
  level.tokens.splice(sup ? -2 : -1)
  if (head.type === 'operator') level.operators--
  const { issue, component: _, ...named } = head
  // No function of the table has this subscript, and f_{i+1} is not f.
  if (issue?.code === 'unexpected-subscript' && decision.name === head.text) reader.scope.postpone(issue)
  // What is said of the shape of a call is said of all of it.
  const length = reader.scope.table ? content.offset + content.length - head.offset : head.length
  // An unknown function is always written with its bracket.
  const isUnknown = reader.scope.declared.unknown?.has(head.text) === true
  const written: Head = isUnknown ? { ...head.head, kind: 'word' } : head.head
  level.tokens.push({ ...named, type: 'function', text: decision.name, head: written, length })
  if (sup && decision.raised) level.tokens.push(sup)
  reader.push('arguments', content, { text: content.text, syntax: decision.args, inner: content.inner ?? [], clear })
  if (!isUnknown)
    reader.scope.postpone(argumentProblem(decision.name, decision.args.length, content, reader.scope.table))
  if (content.inner?.some(token => token.type === 'tuple')) reader.scope.postpone(problemAt(content, ...NO_LIST))
}

function argumentProblem(name: string, count: number, content: LatexToken, table: Declared | undefined) {
  const [least, most] = argumentCount(name, table)
  if (count >= least && count <= most) return undefined
  const wanted = least === most ? `${least}` : `${least} to ${most}`
  return problemAt(
    content,
    'argument-count',
    `there are too ${count < least ? 'few' : 'many'} arguments`,
    `${wanted} wanted`,
  )
}

/** A bracket that multiplies, or stands alone. */
function factor(reader: LatexReader, content: LatexToken) {
  const level = reader.top
  const { items = [] } = content
  const empty = items.length === 1 && items[0] === undefined
  const separate = level.operators > 0 && multipliesOperator(level.tokens, content)
  if (level.operators > 0 && content.text !== '' && !separate) reader.scope.postpone(follows(content))
  if (level.last?.type === 'derivative') level.derivative = 'bracket'
  reader.multiply(content, separate ? 'next' : 'beside')
  level.operators = 0
  const written = items.filter(item => item !== undefined)
  const row = sequence(written)
  const list = listOf(row && sequence([row]), content)
  const nested = content.inner?.find(token => token.type === 'tuple')
  if (nested && items.length > 1) reader.scope.postpone(problemAt(nested, ...NO_LIST))
  if (content.text === '[' && (empty || items.length > 1) && written.length === (empty ? 0 : items.length))
    level.tokens.push({ ...content, type: 'group', syntax: list })
  else if (items.length === 1 && !empty)
    level.tokens.push(nested ? { ...content, type: 'tuple', text: nested.text } : content)
  else if (empty) reader.fail(problemAt(content, 'unexpected-bracket', 'nothing stands in this bracket'))
  else {
    const isTuple = content.text !== '{' && isList(content)
    if (!isTuple) reader.scope.postpone(problemAt(content, ...NO_LIST))
    reader.scope.postpone(relationInList(content.inner ?? []))
    level.tokens.push({ ...content, type: 'tuple', syntax: isTuple ? list : listOf(undefined, content) })
  }
}

/** `x^2 \quad (1)`: the number of a formula. */
function remark(content: LatexToken, source: string): Problem | undefined {
  const isNumber = content.items?.length === 1 && content.items[0]?.kind === 'number'
  if (!isNumber || !/^(?:[\s.,;$\]]|\\[\])]|$)*$/.test(source.slice(content.offset + content.length))) return undefined
  const hint = 'leave out the number of a formula, or write \\cdot before a factor'
  return problemAt(content, 'unexpected-bracket', 'this may be the number of the formula or a factor', hint)
}

/** `\mathbb{E}[X^2]`: a mean, and no product. */
function expectation({ text }: LatexToken, head: LatexToken, { bound, functions }: Declared) {
  const isMean = head.style === 'mathbb' || (head.text === 'E' && text === '[')
  if (!isMean || bound.has(head.text) || functions.has(head.text)) return undefined
  return problemAt(
    head,
    'ambiguous-call',
    `${head.text} before a bracket may be an expectation or a factor`,
    'write an expectation as what it is, \\int_{-\\infty}^{\\infty} x p(x)\\,dx or \\sum_{k=0}^{n} k p_k; a product with \\cdot',
  )
}

/** `x[1]` is an index in other languages. */
function unclearIndex(content: LatexToken, head: LatexToken) {
  const [only] = content.items ?? []
  const plain = content.items?.length === 1 && (only?.kind === 'number' || only?.kind === 'name')
  if (!plain || row(head.text)) return undefined
  return problemAt(
    content,
    'ambiguous-call',
    'this may be an index or a factor',
    'write x_{1}, or leave the bracket out; for a concentration give it a name: names: { S: "[S]" }',
  )
}
