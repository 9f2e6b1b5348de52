/// <reference lib="dom" />
/**
 * The page: what is typed goes to the thread that computes, its latest answer is shown, and the address keeps the question. One question
 * is under way at a time; of those that come meanwhile the last one counts.
 */
import katex from 'katex'
import type { Answer, Question, Step } from './answer.js'
import type { Curves } from './curves.js'
import { plot } from './plot.js'
import type { Reply } from './worker.js'

const EXAMPLES: readonly (readonly [name: string, question: Partial<Question>])[] = [
  ['chain rule', { text: 'sin(x^2)*exp(-x)' }],
  ['sigmoid', { text: '1/(1 + exp(-x))', point: 'x = 0' }],
  ['LaTeX', { text: '\\frac{\\ln x}{\\sqrt{x^2+1}}' }],
  ['named q', { text: 'q = x + y; q*z', point: 'x = -2, y = 5, z = -4' }],
  ['matrices', { text: 'norm2(A*x - b)^2', declarations: 'A:[m,n]; x:[n]; b:[m]', variable: 'x' }],
]
const FIELDS = ['text', 'variable', 'point', 'declarations'] as const

function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`)
  return found
}

const fields = {
  text: byId('text', HTMLInputElement),
  variable: byId('variable', HTMLSelectElement),
  point: byId('point', HTMLInputElement),
  declarations: byId('declarations', HTMLInputElement),
}
const [status, trouble] = [byId('status', HTMLElement), byId('trouble', HTMLElement)]
const answerBox = byId('answer', HTMLElement)
const copy = byId('copy', HTMLButtonElement)

// ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
let isBusy = false
let waiting: Question | undefined
/** Says that an answer takes its time, after so many milliseconds. */
const SLOW = 500
let slow: ReturnType<typeof setTimeout> | undefined

const typed = (): Question => ({
  text: fields.text.value,
  variable: fields.variable.value,
  point: fields.point.value,
  declarations: fields.declarations.value,
})

function ask(): void {
  const question = typed()
  history.replaceState(null, '', `#${addressOf(question)}`)
  if (question.text.trim() === '') refuse('', '')
  else if (isBusy) waiting = question
  else send(question)
}

function send(question: Question): void {
  isBusy = true
  waiting = undefined
  slow ??= setTimeout(() => {
    status.textContent = 'Computing…'
  }, SLOW)
  worker.postMessage(question)
}

worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
  isBusy = false
  if (waiting !== undefined) return send(waiting)
  clearTimeout(slow)
  slow = undefined
  if ('trouble' in data) refuse(data.trouble, 'The formula is not understood; below is the last answer.')
  else show(data.answer)
})

function addressOf(question: Question): string {
  const parts = new URLSearchParams()
  for (const name of FIELDS) if (question[name] !== '') parts.set(name, question[name])
  return parts.toString()
}

/** Puts a question into the fields; a variable that is no choice yet becomes one. */
function enter(question: Partial<Question>): void {
  const { variable = '' } = question
  fields.variable.replaceChildren(...(variable === '' ? [] : [new Option(variable)]))
  for (const name of FIELDS) fields[name].value = question[name] ?? ''
  ask()
}

// ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

function refuse(message: string, said: string): void {
  trouble.textContent = message
  status.textContent = said
  fields.text.setAttribute('aria-invalid', String(message !== ''))
  answerBox.classList.add('old')
}

function show(answer: Answer): void {
  trouble.textContent = ''
  fields.text.setAttribute('aria-invalid', 'false')
  answerBox.classList.remove('old')
  answerBox.hidden = false
  status.textContent = `The derivative by ${answer.variable} is ${answer.text}`
  fields.variable.replaceChildren(
    ...answer.variables.map(name => new Option(name, name, false, name === answer.variable)),
  )
  set('reading', answer.reading)
  set('plain', answer.text)
  set('source', answer.latex)
  typeset('derivative', answer.equation)
  part('s-steps', answer.steps, derivation)
  drawing = answer
  part('s-plot', answer.curves, draw)
  part('s-check', answer.rows, () => table(answer))
  part('s-graph', answer.graph, ({ svg, words }) => {
    const image = byId('graph', HTMLImageElement)
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
    image.alt = `The computation at ${answer.at}, values above and gradients below its edges`
    set('passes', words)
  })
  openToKeyboard()
  // The fonts of a formula come when it is first shown.
  void document.fonts.ready.then(openToKeyboard)
}

/** What is wider than its place is scrolled by the keyboard, and so must have the focus. */
function openToKeyboard(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.formulas, .scroll, .rule, pre')) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  }
}
addEventListener('resize', () => {
  if (drawing?.curves !== undefined) draw(drawing.curves)
  openToKeyboard()
})

let drawing: Answer | undefined

/** As wide as its place, so that its words are as large as those of the page. */
function draw(curves: Curves): void {
  const place = byId('plot', HTMLElement)
  const label = `f and its derivative by ${drawing?.variable} from ${curves.x[0]} to ${curves.x[1]}`
  place.replaceChildren(plot(curves, label, place.clientWidth))
}

const set = (id: string, text: string): void => {
  byId(id, HTMLElement).textContent = text
}

/** A section is there when its part is. */
function part<T>(id: string, value: T | undefined, fill: (value: T) => void): void {
  byId(id, HTMLElement).hidden = value === undefined
  if (value !== undefined) fill(value)
}

/** KaTeX makes elements here: text with styles in it would be refused by the policy of the page. */
const render = (source: string, place: HTMLElement, displayMode = true): void =>
  katex.render(source, place, { displayMode, throwOnError: false, strict: false, trust: false })
const typeset = (id: string, source: string): void => render(source, byId(id, HTMLElement))

function child(of: HTMLElement, name: string, className: string): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  of.append(made)
  return made
}

/** Each line with what was used beside it, or below it where there is no room. */
function derivation(steps: readonly Step[]): void {
  const list = byId('steps', HTMLElement)
  list.replaceChildren()
  for (const { equation, uses } of steps) {
    const item = child(list, 'li', 'step')
    render(equation, child(item, 'div', 'formulas'))
    const used = child(item, 'div', 'uses')
    for (const { words, formula } of uses) {
      const use = child(used, 'p', 'use')
      use.textContent = words
      if (formula !== undefined) render(formula, child(use, 'span', 'rule'), false)
    }
  }
}

function table({ rows = [], at }: Answer): void {
  const whole = byId('check', HTMLTableElement)
  whole.replaceChildren()
  whole.createCaption().textContent = `at ${at}`
  const head = whole.createTHead().insertRow()
  for (const name of ['', 'symbolic', 'numeric', 'error', 'verdict']) {
    const cell = document.createElement(name === '' ? 'td' : 'th')
    cell.textContent = name
    head.append(cell)
  }
  const body = whole.createTBody()
  for (const r of rows) {
    const row = body.insertRow()
    const name = document.createElement('th')
    name.scope = 'row'
    name.textContent = r.variable
    row.append(name)
    for (const text of [r.symbolic, r.numeric, r.error, r.verdict]) row.insertCell().textContent = text
    row.lastElementChild?.classList.add(r.verdict)
  }
}

// ── what people do ──────────────────────────────────────────────────────────────────────────────────────────────

for (const [name, question] of EXAMPLES) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = name
  button.addEventListener('click', () => enter(question))
  byId('examples', HTMLElement).append(button)
}
byId('question', HTMLFormElement).addEventListener('submit', event => event.preventDefault())
for (const field of Object.values(fields)) field.addEventListener('input', ask)
copy.addEventListener('click', async () => {
  const source = byId('source', HTMLElement)
  try {
    await navigator.clipboard.writeText(source.textContent ?? '')
    status.textContent = 'The LaTeX is copied'
  } catch {
    // Pages from a plain file server may not write the clipboard: the person copies what is selected.
    getSelection()?.selectAllChildren(source)
    status.textContent = 'The LaTeX is selected: press Ctrl-C'
  }
})
function fromAddress(): void {
  const given = new URLSearchParams(location.hash.slice(1))
  enter(
    given.has('text')
      ? Object.fromEntries(FIELDS.map(name => [name, given.get(name) ?? '']))
      : (EXAMPLES[0]?.[1] ?? {}),
  )
}
addEventListener('hashchange', fromAddress)
fromAddress()

// Keeps the page for when there is no network. Where that is not to be had (no https), it still works as long as it is open.
navigator.serviceWorker?.register(new URL('offline.js', document.baseURI)).catch(() => {})
