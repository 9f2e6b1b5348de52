/**
 * Runs the grammar over the tokens of one bracket level: an LR(0) automaton (Knuth 1965) made from the rules that
 * nearley compiles, a state when it is first reached. A token is taken where the state has a place for it; else the
 * rule that the state completes is applied, and the token tried again.
 * Invariant: the grammar is SLR(1) and no state completes two rules, so that this choice is always the right one and
 * a text has one reading; the tests of this file prove both from the table.
 */
import { memo } from '../memo.js'
import { spend } from '../work.js'
import type { Action, CompiledRule } from './actions.js'
import { RULES } from './grammar.js'
import type { Token } from './syntax.js'

/** Where reading starts: the kinds of text that the grammar knows. */
export type Start = 'program' | 'expression' | 'arguments' | 'places' | 'list'

/** What the grammar makes of a level. */
export interface Outcome<T = Token> {
  /** The syntax, when the level is complete. */
  readonly value: unknown
  readonly complete: boolean
  /** The first token that fits nowhere. */
  readonly refused: T | undefined
  /** The types of tokens that could have come where reading stopped. */
  readonly expected: readonly string[]
  /** Entries put on the stack or passed on, a measure of the work. */
  readonly steps: number
}

/** A rule; symbols in angle brackets have rules themselves, the others are types of tokens. It has up to four of them. */
export interface Rule {
  readonly name: string
  readonly symbols: readonly string[]
  /** Makes the value of the rule from those of its symbols; without one it is the value of the first. */
  readonly action: Action | undefined
  /** The number of its name among all symbols. */
  readonly number: number
}

/** A rule of which the symbols before `dot` have been read. */
export interface Item {
  readonly rule: Rule
  readonly dot: number
}

/** A state of the automaton. */
export interface State {
  /** The number of the state. */
  readonly id: number
  /** By the symbol that may come next: the rules that it would carry further. */
  readonly moves: ReadonlyMap<string, readonly Item[]>
  /** By the number of the symbol: the state that those items are, as far as it has been needed; null where the symbol cannot come. */
  readonly targets: (State | null | undefined)[]
  /** The rules that are complete here: one at most. */
  readonly complete: readonly Rule[]
  /**
   * By the state on top of this one and the type of the token ahead, both as numbers: the state that is left on top when all rules were
   * applied that only pass a value on to a lower precedence. Such rules are most; their chains are walked once.
   */
  readonly passes: (State | undefined)[][]
}

/** The grammar and its automaton. Symbols have numbers, so that what is asked again and again is found in lists. */
export interface Automaton {
  readonly rules: readonly Rule[]
  /** All types of tokens. */
  readonly terminals: readonly string[]
  /** The number of a symbol. */
  number(symbol: string): number
  /** The state before the first token. */
  start(start: string): State
  /** The state behind a symbol, or null where it cannot come. */
  next(state: State, symbol: number): State | null
}

/** The pseudo-token behind the last one. */
export const END = 'end'
const isTerminal = (symbol: string): boolean => !symbol.startsWith('<')

let made: Automaton | undefined

/** The automaton of the grammar; made when it is first wanted. */
export function automaton(): Automaton {
  made ??= makeAutomaton(RULES)
  return made
}

/** The automaton of a compiled grammar. */
export function makeAutomaton(compiled: readonly CompiledRule[]): Automaton {
  const numbers = new Map<string, number>()
  const symbols: string[] = []
  const number = (symbol: string): number => memo(numbers, symbol, () => symbols.push(symbol) - 1)
  const rules = compiled.map(([name, symbols, action]): Rule => {
    return { name, symbols: symbols === '' ? [] : symbols.split(' '), action, number: number(name) }
  })
  const states = new Map<string, State>()
  const stateOf = (items: readonly Item[]): State => {
    const key = items.map(({ rule, dot }) => `${rules.indexOf(rule)}.${dot}`).join()
    const state = states.get(key) ?? makeState(items, rules, states.size)
    states.set(key, state)
    return state
  }
  const starts = new Map<string, State>()
  return {
    rules,
    terminals: [...new Set(rules.flatMap(rule => rule.symbols))].filter(isTerminal),
    number,
    start(start) {
      const known = starts.get(start)
      if (known !== undefined) return known
      const goal: Rule = { name: '', symbols: [`<${start}>`, END], action: undefined, number: NO_SYMBOL }
      // Nothing ever stands on top of what it is for, so that it needs no number of its own.
      const state = makeState([{ rule: goal, dot: 0 }], rules, NO_SYMBOL)
      starts.set(start, state)
      return state
    },
    next(state, symbol) {
      const known = state.targets[symbol]
      if (known !== undefined) return known
      const items = state.moves.get(symbols[symbol] as string)
      const target = items === undefined ? null : stateOf(items)
      state.targets[symbol] = target
      return target
    },
  }
}

/** The number of what is behind no state. */
const NO_SYMBOL = -1

/** The state in which `kernel` are the rules begun. */
function makeState(kernel: readonly Item[], rules: readonly Rule[], id: number): State {
  const moves = new Map<string, Item[]>()
  const complete: Rule[] = []
  const items = [...kernel]
  // The list grows while it is read: where a symbol is wanted, all its rules begin.
  for (const { rule, dot } of items) {
    const symbol = rule.symbols[dot]
    if (symbol === undefined) {
      complete.push(rule)
      continue
    }
    const moved = { rule, dot: dot + 1 }
    const same = moves.get(symbol)
    if (same) same.push(moved)
    else {
      moves.set(symbol, [moved])
      for (const begun of rules) if (begun.name === symbol) items.push({ rule: begun, dot: 0 })
    }
  }
  return { id, moves, targets: [], complete, passes: [] }
}

/** Whether a rule only passes on to a lower precedence. */
const passesOn = (rule: Rule): boolean => rule.symbols.length === 1 && rule.action === undefined

/** The state on top of one below after all rules that only pass on, where a token of that type comes next. */
function passed(below: State, top: State, type: number, next: Automaton['next']): State {
  let byType = below.passes[top.id]
  if (byType === undefined) {
    byType = []
    below.passes[top.id] = byType
  }
  const known = byType[type]
  if (known !== undefined) return known
  let state = top
  while (next(state, type) === null) {
    const rule = state.complete[0]
    const passedOn = rule && passesOn(rule) ? next(below, rule.number) : null
    if (passedOn === null) break
    state = passedOn
  }
  byType[type] = state
  return state
}

/** Reads the tokens of one level, by another grammar if that is given. */
export function readLevel<T extends { readonly type: string } = Token>(
  start: string,
  tokens: readonly T[],
  grammar: Automaton = automaton(),
): Outcome<T> {
  const stack = spare ?? new Stack()
  spare = undefined
  stack.begin(grammar, start)
  const at = stack.read(tokens)
  const complete = at === tokens.length && stack.ready(grammar.number(END))
  const value = complete ? stack.top : undefined
  const expected = complete ? [] : stack.expected(tokens.slice(0, at), grammar, start)
  stack.clear()
  spare = stack
  return { value, complete, refused: tokens[at], expected, steps: stack.steps }
}

/** The stack that was used last: most levels are short, and many. */
let spare: Stack | undefined

/** The stack of the automaton: the states, and the values of the symbols that led to them. */
class Stack {
  readonly #states: State[] = []
  readonly #values: unknown[] = []
  #height = 0
  #highest = 0
  #next: Automaton['next'] = () => null
  #number: Automaton['number'] = () => NO_SYMBOL
  steps = 0

  /** The types of tokens that could come after those, which can be read. */
  expected(tokens: readonly { readonly type: string }[], grammar: Automaton, start: string): string[] {
    this.begin(grammar, start)
    this.read(tokens)
    const height = this.#height
    const states = this.#states.slice(0, height)
    const values = this.#values.slice(0, height)
    return grammar.terminals.filter(type => {
      for (let k = 0; k < height; k++) {
        this.#states[k] = states[k] as State
        this.#values[k] = values[k]
      }
      this.#height = height
      return this.ready(grammar.number(type))
    })
  }

  begin(grammar: Automaton, start: string): void {
    this.#next = grammar.next
    this.#number = grammar.number
    this.#height = 0
    this.steps = 0
    this.#push(grammar.start(start), undefined)
  }

  /** The value of the symbol on top. */
  get top(): unknown {
    return this.#values[this.#height - 1]
  }

  /** Forgets all values. */
  clear(): void {
    for (let k = 0; k < this.#highest; k++) this.#values[k] = undefined
    this.#highest = 0
  }

  /** Takes tokens until one fits nowhere; says which. */
  read(tokens: readonly { readonly type: string }[]): number {
    for (let k = 0; k < tokens.length; k++) {
      const token = tokens[k] as { readonly type: string }
      const type = this.#number(token.type)
      if (!this.ready(type)) return k
      this.#push(this.#next(this.#states[this.#height - 1] as State, type) as State, token)
    }
    return tokens.length
  }

  #push(state: State, value: unknown): void {
    this.#step()
    this.#states[this.#height] = state
    this.#values[this.#height++] = value
    if (this.#height > this.#highest) this.#highest = this.#height
  }

  #step(): void {
    this.steps++
    spend(1)
  }

  /** Applies all rules that must be applied before a token of the type is taken; false where none can. */
  ready(type: number): boolean {
    for (;;) {
      const at = this.#height - 1
      const state = this.#states[at] as State
      if (this.#next(state, type) !== null) return true
      const onward = at > 0 ? passed(this.#states[at - 1] as State, state, type, this.#next) : state
      if (onward !== state) {
        this.#step()
        this.#states[at] = onward
        continue
      }
      const rule = state.complete[0]
      if (rule === undefined) return false
      const from = this.#height - rule.symbols.length
      const after = this.#next(this.#states[from - 1] as State, rule.number)
      if (after === null) return false
      const value = this.#reduced(rule, from)
      this.#height = from
      this.#push(after, value)
    }
  }

  /** The value of a rule whose symbols are on top. */
  #reduced({ action }: Rule, from: number): unknown {
    const values = this.#values
    return action === undefined
      ? values[from]
      : action(values[from], values[from + 1], values[from + 2], values[from + 3])
  }
}
