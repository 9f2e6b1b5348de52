/**
 * Runs the grammar over the tokens of one bracket level: an LR(0) automaton (Knuth 1965) made from the rules that
 * nearley compiles, a state when it is first reached. A token is taken where the state has a place for it; else the
 * rule that the state completes is applied, and the token tried again.
 * Invariant: the grammar is SLR(1) and no state completes two rules, so that this choice is always the right one and
 * a text has one reading; the tests of this file prove both from the table.
 */
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

/** A rule; symbols in angle brackets have rules themselves, the others are types of tokens. */
export interface Rule {
  readonly name: string
  readonly symbols: readonly string[]
  /** Makes the value of the rule from those of its symbols; without one it is the value of the first. */
  readonly action: Action | undefined
}

/** A rule of which the symbols before `dot` have been read. */
export interface Item {
  readonly rule: Rule
  readonly dot: number
}

/** A state of the automaton. */
export interface State {
  /** By the symbol that may come next: the rules that it would carry further. */
  readonly moves: ReadonlyMap<string, readonly Item[]>
  /** The states that those items are, as far as they have been needed. */
  readonly targets: Map<string, State>
  /** The rules that are complete here: one at most. */
  readonly complete: readonly Rule[]
  /**
   * By the state on top of this one and the type of the token ahead: the state that is left on top when all rules were applied that only
   * pass a value on to a lower precedence. Such rules are most; their chains are walked once.
   */
  readonly passes: Map<State, Map<string, State>>
}

/** The grammar and its automaton. */
export interface Automaton {
  readonly rules: readonly Rule[]
  /** All types of tokens. */
  readonly terminals: readonly string[]
  /** The state before the first token. */
  start(start: string): State
  /** The state behind `symbol`, or undefined where it cannot come. */
  next(state: State, symbol: string): State | undefined
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
  const rules = compiled.map(([name, symbols, action]): Rule => {
    return { name, symbols: symbols === '' ? [] : symbols.split(' '), action }
  })
  const states = new Map<string, State>()
  const stateOf = (items: readonly Item[]): State => {
    const key = items.map(({ rule, dot }) => `${rules.indexOf(rule)}.${dot}`).join()
    const state = states.get(key) ?? makeState(items, rules)
    states.set(key, state)
    return state
  }
  const starts = new Map<string, State>()
  return {
    rules,
    terminals: [...new Set(rules.flatMap(rule => rule.symbols))].filter(isTerminal),
    start(start) {
      const goal: Rule = { name: '', symbols: [`<${start}>`, END], action: undefined }
      const state = starts.get(start) ?? makeState([{ rule: goal, dot: 0 }], rules)
      starts.set(start, state)
      return state
    },
    next(state, symbol) {
      const known = state.targets.get(symbol)
      if (known) return known
      const items = state.moves.get(symbol)
      if (items === undefined) return undefined
      const target = stateOf(items)
      state.targets.set(symbol, target)
      return target
    },
  }
}

/** The state in which `kernel` are the rules begun. */
function makeState(kernel: readonly Item[], rules: readonly Rule[]): State {
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
  return { moves, targets: new Map(), complete, passes: new Map() }
}

/** The stack of the automaton: a symbol that was read, with its value, on top of those before it. */
interface Entry {
  /** Changes while the entry is on top, as its value passes on to lower precedences. */
  state: State
  readonly value: unknown
  readonly below: Entry | undefined
}

/** Whether a rule only passes on to a lower precedence. */
const passesOn = (rule: Rule): boolean => rule.symbols.length === 1 && rule.action === undefined

/** The state on top of one below after all rules that only pass on, where a token of that type comes next. */
function passed(below: State, top: State, type: string, next: Automaton['next']): State {
  let byType = below.passes.get(top)
  if (byType === undefined) {
    byType = new Map()
    below.passes.set(top, byType)
  }
  const known = byType.get(type)
  if (known !== undefined) return known
  let state = top
  while (!state.moves.has(type)) {
    const rule = state.complete[0]
    const passedOn = rule && passesOn(rule) ? next(below, rule.name) : undefined
    if (passedOn === undefined) break
    state = passedOn
  }
  byType.set(type, state)
  return state
}

/** Reads the tokens of one level, by another grammar if that is given. */
export function readLevel<T extends { readonly type: string } = Token>(
  start: string,
  tokens: readonly T[],
  grammar: Automaton = automaton(),
): Outcome<T> {
  return new Run(grammar, start).read(tokens)
}

class Run {
  readonly #grammar: Automaton
  #steps = 0
  #top: Entry

  constructor(grammar: Automaton, start: string) {
    this.#grammar = grammar
    this.#top = this.#push(grammar.start(start), undefined, undefined)
  }

  read<T extends { readonly type: string }>(tokens: readonly T[]): Outcome<T> {
    for (let k = 0; k < tokens.length; k++) {
      const token = tokens[k] as T
      const before = this.#top.state
      const below = this.#ready(this.#top, token.type)
      const state = below && this.#grammar.next(below.state, token.type)
      if (state === undefined) return this.#stopped(token, before)
      this.#top = this.#push(state, token, below)
    }
    const before = this.#top.state
    const whole = this.#ready(this.#top, END)
    if (whole === undefined) return this.#stopped<T>(undefined, before)
    return { value: whole.value, complete: true, refused: undefined, expected: [], steps: this.#steps }
  }

  #push(state: State, value: unknown, below: Entry | undefined): Entry {
    this.#step()
    return { state, value, below }
  }

  #step(): void {
    this.#steps++
    spend(1)
  }

  /** The stack with all rules applied that must be before a token of the type is put on it; undefined if none can. */
  #ready(stack: Entry, type: string): Entry | undefined {
    let top = stack
    while (!top.state.moves.has(type)) {
      const { below } = top
      const state = below && passed(below.state, top.state, type, this.#grammar.next)
      if (state !== undefined && state !== top.state) {
        this.#step()
        top.state = state
        continue
      }
      const rule = top.state.complete[0]
      if (rule === undefined) return undefined
      const rest = under(top, rule.symbols.length)
      const after = this.#grammar.next(rest.state, rule.name)
      if (after === undefined) return undefined
      top = this.#push(after, reduced(rule, top), rest)
    }
    return top
  }

  /** Where nothing goes on; `state` is that on top before it was tried. */
  #stopped<T>(refused: T | undefined, state: State): Outcome<T> {
    const expected = this.#grammar.terminals.filter(type => this.#ready({ ...this.#top, state }, type) !== undefined)
    return { value: undefined, complete: false, refused, expected, steps: this.#steps }
  }
}

/** The stack without the topmost entries. */
function under(top: Entry, count: number): Entry {
  let entry = top
  for (let k = 0; k < count; k++) entry = entry.below as Entry
  return entry
}

/** The value of a rule whose symbols are on top of the stack. */
function reduced({ symbols, action }: Rule, top: Entry): unknown {
  if (action === undefined) return under(top, symbols.length - 1).value
  // Of the right length from the start: a list that is filled from its end takes room for many more.
  const parts = new Array<unknown>(symbols.length)
  let entry = top
  for (let k = parts.length; k-- > 0; entry = entry.below as Entry) parts[k] = entry.value
  return action(parts)
}
