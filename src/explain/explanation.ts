/**
 * An explanation: the derivation of a derivative in lines, each with what was used, and the same as a tree of steps. It prints itself as
 * text, LaTeX, Markdown and JSON.
 */
import { append, greatest } from '../expr/args.js'
import { type Expr, isCall } from '../expr/node.js'
import { SIGN } from '../expr/written.js'
import type { Formula } from './formula.js'
import type { Kind, Line, Use } from './line.js'
import { lineLatex, lineText, type Sign } from './notation.js'
import { LINEAR, type Step } from './step.js'
import { equationOf, innerOf, latexVoice, markdownVoice, named, textVoice, type Voice } from './telling.js'
import { type Language, phrase, type RuleId } from './words.js'

/** Whether a line was found equal to the answer at sampled points; `unknown` where no values can be had. */
export type Verdict = 'verified' | 'unknown'

/** A formula in both notations. */
export interface Written {
  readonly text: string
  readonly latex: string
}

export interface UseReport {
  /** The stable name of the rule, or of what algebra did. */
  readonly id: string
  /** The same in the language of the explanation. */
  readonly name: string
  readonly formula?: Written
  /** The letter of the chain rule, and what it stands for. */
  readonly inner?: { readonly name: string; readonly of: Written }
}

export interface LineReport {
  readonly kind: Kind
  readonly uses: readonly UseReport[]
  readonly left?: Written
  readonly limit?: string
  readonly text: string
  /** With what changed in colour. */
  readonly latex: string
  readonly verdict: Verdict
}

/** One use of a rule, and those within. */
export interface StepReport {
  readonly rule: RuleId
  readonly name: string
  readonly formula?: Written
  readonly inner?: { readonly name: string; readonly of: Written }
  readonly of: Written
  readonly instance: Written
  readonly result: Written
  readonly steps: readonly StepReport[]
}

export interface ExplanationReport {
  readonly problem: Written
  readonly variable: string
  readonly level: string
  readonly language: Language
  readonly strategy: string
  readonly lines: readonly LineReport[]
  readonly steps?: StepReport
  /** Of this derivative. */
  readonly answer: Written
  /** The derivative of the answer, where more than one was asked for. */
  readonly next?: ExplanationReport
}

/** A step with those that it took, as a tree. */
export interface StepTree {
  readonly step: Step
  readonly use: Use
  readonly result: Expr
  readonly steps: readonly StepTree[]
}

/** What an explanation is made of. */
export interface Told {
  /** The problem, as it was written. */
  readonly problem: Expr
  readonly variable: Expr
  /** What stands on the first line: d/dx of the problem. */
  readonly start: Expr
  readonly lines: readonly Line[]
  readonly verdicts: readonly Verdict[]
  readonly tree?: StepTree | undefined
  /** As `diff` hands it out. */
  readonly answer: Expr
  readonly level: string
  readonly language: Language
  readonly strategy: string
  readonly sign: Sign
  readonly names?: Readonly<Record<string, string>>
  /** The derivative of the answer. */
  readonly next?: Explanation
}

/** Wider lines have what was used below them. */
const WIDE = 56

export class Explanation {
  /** The answer, as `diff` hands it out. */
  readonly answer: Expr
  readonly lines: readonly Line[]
  readonly #told: Told

  constructor(told: Told) {
    this.#told = told
    this.answer = told.next?.answer ?? told.answer
    this.lines = told.next === undefined ? told.lines : [...told.lines, ...told.next.lines]
  }

  /** With the derivative of its answer. */
  followedBy(next: Explanation): Explanation {
    return new Explanation({ ...this.#told, next })
  }

  /** This part and those that follow, each said the same way. */
  #all(own: string, say: (e: Explanation) => string, between: string): string {
    const { next } = this.#told
    return next === undefined ? own : own + between + say(next)
  }

  get #style() {
    const { sign, names } = this.#told
    return { sign, ...(names && { names }) }
  }

  /** Lines of text, what was used beside each. */
  toString(): string {
    const { start, lines, language, sign } = this.#told
    const voice = textVoice(language, sign)
    const rows = lines.map(line => ({ left: this.#left(line, voice), note: this.#note(line, voice) }))
    const narrow = rows.map(r => r.left.length).filter(n => n <= WIDE)
    const column = greatest(narrow, 16) + 4
    const shown = rows.map(({ left, note }) =>
      left.length <= WIDE ? `${left.padEnd(column)}${note}` : `${left}\n${' '.repeat(column)}${note}`,
    )
    return this.#all([equationText(start, voice), ...shown].join('\n'), String, '\n\n')
  }

  #left(line: Line, voice: Voice): string {
    const limit = line.limit === undefined ? '' : `lim(${line.limit} -> 0) `
    const state = voice.expression(line.state)
    const body = limit === '' ? state : `(${state})`
    return line.left === undefined ? `  = ${limit}${body}` : `${voice.expression(line.left)} = ${limit}${body}`
  }

  /** What was used, with the formulas of rules that were not shown before. */
  #note(line: Line, voice: Voice): string {
    const formulas = this.#fresh(line)
    return line.uses
      .map(use => {
        const formula = formulas.get(use)
        const inner = innerOf(use)
        const words = named(use, voice)
        const where = inner === undefined ? '' : `, ${equationText(inner, voice)}`
        return `${words}${where}${formula === undefined ? '' : `: ${equationText(equationOf(formula), voice)}`}`
      })
      .join('; ')
  }

  /** The formulas that are shown with a line: of each rule once, none in a brief explanation, those of sums in a full one. */
  #fresh(line: Line): ReadonlyMap<Use, Formula> {
    const { lines, level } = this.#told
    const shown = new Set<string>()
    for (const l of lines) {
      const fresh = new Map<Use, Formula>()
      for (const use of l.uses) {
        if (use.formula === undefined || (level !== 'full' && LINEAR.has(use.id as RuleId))) continue
        const key = lineText(use.formula.left)
        if (!shown.has(key)) fresh.set(use, use.formula)
        shown.add(key)
      }
      if (l === line) return level === 'brief' ? new Map() : fresh
    }
    return new Map()
  }

  /** An `aligned` environment: what changed in colour, what was used on the right. */
  toLatex(): string {
    return `\\begin{aligned}\n${this.#latexRows()}\n\\end{aligned}`
  }

  #latexRows(): string {
    const { start, lines, language } = this.#told
    const voice = latexVoice(language, this.#style)
    const rows = lines.map((line, k) => {
      const left = line.left === undefined ? (k === 0 ? this.#latex(start) : '') : this.#latex(line.left)
      return `${left}&=${this.#body(line)}&&${this.#latexNote(line, voice)}`
    })
    // Where the first line has a left side of its own, the problem stands above it.
    if (isCall(start, 'eq')) rows.unshift(start.args.map(side => this.#latex(side)).join('&='))
    return this.#all(rows.join('\\\\[4pt]\n'), e => e.#latexRows(), '\\\\[12pt]\n')
  }

  #latex = (e: Expr): string => lineLatex(e, this.#style)

  /** What stands right of the equals sign; a limit is that of all that follows. */
  #body(line: Line): string {
    const body = this.#latex(line.marked)
    if (line.limit === undefined) return body
    const sum = isCall(line.state, SIGN.plus) || isCall(line.state, 'add')
    return `\\lim_{${this.#latex(line.limit)}\\to 0}${sum ? `\\left(${body}\\right)` : body}`
  }

  #latexNote(line: Line, voice: Voice): string {
    return line.uses
      .map(use => {
        const inner = innerOf(use)
        return inner === undefined ? named(use, voice) : `${named(use, voice)},\\ ${voice.expression(inner)}`
      })
      .join(';\\ ')
  }

  /** A list in Markdown: what was used, and what comes of it. */
  toMarkdown(): string {
    const { start, lines, language, answer } = this.#told
    const voice = markdownVoice(language, this.#style)
    const items = lines.map((line, k) => {
      const left = line.left === undefined ? '' : this.#latex(line.left)
      const note = this.#note(line, voice)
      return `${k + 1}. ${capital(note)}\n\n   $$${left}=${this.#body(line)}$$`
    })
    const head = `**${phrase('derivative', language)}:** $${this.#latex(start)}$`
    const own = `${[head, ...items, `**${phrase('answer', language)}:** $${this.#latex(answer)}$`].join('\n\n')}\n`
    return this.#all(own, e => e.toMarkdown(), '\n')
  }

  toJSON(): ExplanationReport {
    const { problem, variable, level, language, strategy, lines, verdicts, tree, answer, next } = this.#told
    return {
      problem: this.#written(problem),
      variable: String(variable),
      level,
      language,
      strategy,
      lines: lines.map((line, k) => this.#report(line, verdicts[k] as Verdict)),
      ...(tree && { steps: this.#treeReport(tree) }),
      answer: this.#written(answer),
      ...(next && { next: next.toJSON() }),
    }
  }

  #written(e: Expr): Written {
    return { text: lineText(e, this.#told.sign), latex: lineLatex(e, { ...this.#style, colour: false }) }
  }

  #equation(e: Expr): Written {
    const { text, latex } = this.#written(e)
    return { text: text.replace(' == ', ' = '), latex }
  }

  #report(line: Line, verdict: Verdict): LineReport {
    return {
      kind: line.kind,
      uses: line.uses.map(use => ({ id: use.id, ...this.#facts(use) })),
      ...(line.left && { left: this.#written(line.left) }),
      ...(line.limit && { limit: String(line.limit) }),
      text: lineText(line.state, this.#told.sign),
      latex: this.#latex(line.marked),
      verdict,
    }
  }

  #facts(use: Use): Omit<UseReport, 'id'> {
    const voice = textVoice(this.#told.language, this.#told.sign)
    return {
      name: named(use, voice),
      ...(use.formula && { formula: this.#equation(equationOf(use.formula)) }),
      ...(use.inner && { inner: { name: String(use.inner.name), of: this.#written(use.inner.of) } }),
    }
  }

  /** Children before parents, on a stack of its own: the depth of a tree is that of the problem. */
  #treeReport(root: StepTree): StepReport {
    const done = new Map<StepTree, StepReport>()
    const pending = [root]
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const missing = top.steps.filter(s => !done.has(s))
      if (missing.length > 0) {
        append(pending, missing)
        continue
      }
      pending.pop()
      const { step, use, result, steps } = top
      done.set(top, {
        rule: step.rule,
        ...this.#facts(use),
        of: this.#written(step.of),
        instance: this.#written(step.instance),
        result: this.#written(result),
        steps: steps.map(s => done.get(s) as StepReport),
      })
    }
    return done.get(root) as StepReport
  }
}

const capital = (s: string): string => (s === '' || s.startsWith('$') ? s : s.charAt(0).toUpperCase() + s.slice(1))
const equationText = (equation: Expr, voice: Voice): string => voice.expression(equation).replace(' == ', ' = ')
