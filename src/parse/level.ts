/**
 * Runs the nearley grammar over the tokens of one bracket level. nearley is fed through its lexer interface; a
 * token that no state can take ends the input before nearley sees it, so its own error report (which walks
 * chains of states) never runs. The column of states before the first token is made once per start symbol and
 * restored for each level.
 */
import nearley from 'nearley'
import { RULES } from './grammar.js'
import type { Token } from './syntax.js'

/** Where reading starts: the kinds of text that the grammar knows. */
export type Start = 'program' | 'expression' | 'arguments' | 'list'

/** What the grammar makes of a level. */
export interface Outcome {
  /** The syntax, when the level is complete. */
  readonly value: unknown
  readonly complete: boolean
  /** The first token that fits nowhere. */
  readonly refused: Token | undefined
  /** The types of tokens that could have come where reading stopped. */
  readonly expected: readonly string[]
  /** Earley states made, a measure of the work. */
  readonly states: number
}

/** The parts of nearley's parser that its type declarations leave out. */
interface State {
  readonly rule: { readonly symbols: readonly (string | { readonly type: string })[] }
  readonly dot: number
  readonly isComplete: boolean
  left: State | undefined
}
interface Column {
  readonly states: readonly State[]
  readonly scannable: readonly State[]
}
interface Engine {
  readonly table: (Column | undefined)[]
  readonly current: number
  readonly results: readonly unknown[]
  feed(text: string): unknown
  save(): Column
  restore(column: Column): void
}

/** nearley wants the state of its lexer; ours has none to save. */
const SAVED: Readonly<Record<string, never>> = {}

/** Hands the tokens of a level to nearley, which asks for the next one whenever it has finished a column. */
class Feeder {
  tokens: readonly Token[] = []
  engine: Engine | undefined
  refused: Token | undefined
  states = 0
  private at = 0

  start(tokens: readonly Token[]): void {
    this.tokens = tokens
    this.refused = undefined
    this.states = 0
    this.at = 0
  }

  /** The column behind the last token read. */
  column(): Column {
    const column = this.engine?.table[this.engine.current]
    if (column === undefined) throw new Error('the parser has no current column')
    return column
  }

  next(): Token | undefined {
    const column = this.column()
    this.states += column.states.length
    if (this.at > 0) this.release(column)
    const token = this.tokens[this.at]
    if (token === undefined) return undefined
    if (!takes(column, token.type)) {
      this.refused = token
      return undefined
    }
    this.at++
    return token
  }

  /**
   * Lets go of what is not needed again: the column before, and how the complete states of this one came about (their
   * data is built). Else a long list keeps all its columns alive. nearley's own way (keepHistory: false) deletes
   * elements of its table, which makes that array a slow dictionary.
   */
  private release(column: Column): void {
    for (const state of column.states) if (state.isComplete) state.left = undefined
    if (this.engine && this.at > 1) this.engine.table[this.engine.current - 1] = undefined
  }

  reset(): void {}
  save(): typeof SAVED {
    return SAVED
  }
  formatError(): string {
    return ''
  }
}

const expects = (state: State): string => {
  const symbol = state.rule.symbols[state.dot]
  return typeof symbol === 'object' ? symbol.type : ''
}

function takes(column: Column, type: string): boolean {
  for (const state of column.scannable) if (expects(state) === type) return true
  return false
}

interface Prepared {
  readonly engine: Engine
  readonly feeder: Feeder
  readonly first: Column
}
const prepared = new Map<Start, Prepared>()

function prepare(start: Start): Prepared {
  const ready = prepared.get(start)
  if (ready) return ready
  const rules = RULES.map(rule => ({ ...rule, symbols: [...rule.symbols] }))
  const feeder = new Feeder()
  const grammar = nearley.Grammar.fromCompiled({ ParserRules: rules, ParserStart: start })
  const lexer = feeder as unknown as nearley.Lexer
  const engine = new nearley.Parser(grammar, { lexer, keepHistory: true }) as unknown as Engine
  feeder.engine = engine
  const fresh: Prepared = { engine, feeder, first: engine.save() }
  prepared.set(start, fresh)
  return fresh
}

/** Reads the tokens of one level. Two readings of one text are a defect of the grammar and raise an `Error`. */
export function readLevel(start: Start, tokens: readonly Token[]): Outcome {
  const { engine, feeder, first } = prepare(start)
  feeder.start(tokens)
  engine.restore(first)
  engine.feed('')
  const { refused, states } = feeder
  const complete = refused === undefined && engine.results.length > 0
  if (engine.results.length > 1) throw new Error('the grammar is ambiguous here')
  const value = complete ? engine.results[0] : undefined
  const expected = complete ? [] : [...new Set(feeder.column().scannable.map(expects))]
  feeder.start([])
  engine.restore(first)
  return { value, complete, refused, expected, states }
}
