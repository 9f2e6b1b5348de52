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
  /** Entries put on the stack, a measure of the work. */
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
  return { moves, targets: new Map(), complete }
}

/** The stack of the automaton: a symbol that was read, with its value, on top of those before it. */
interface Entry {
  readonly state: State
  readonly value: unknown
  readonly below: Entry | undefined
}

/** Reads the tokens of one level, by another grammar if that is given. */
export function readLevel<T extends { readonly type: string } = Token>(
  start: string,
  tokens: readonly T[],
  { start: startState, next, terminals }: Automaton = automaton(),
): Outcome<T> {
  let steps = 0
  const push = (state: State, value: unknown, below: Entry | undefined): Entry => {
    steps++
    spend(1)
    return { state, value, below }
  }
  /** The stack with all rules applied that must be before a token of the type is put on it; undefined if none can. */
  const ready = (stack: Entry, type: string): Entry | undefined => {
    let top = stack
    while (!top.state.moves.has(type)) {
      const [rule] = top.state.complete
      if (rule === undefined) return undefined
      const [value, below] = apply(rule, top)
      const state = next(below.state, rule.name)
      if (state === undefined) return undefined
      top = push(state, value, below)
    }
    return top
  }
  const stopped = (at: Entry, refused: T | undefined): Outcome<T> => {
    const expected = terminals.filter(type => ready(at, type) !== undefined)
    return { value: undefined, complete: false, refused, expected, steps }
  }
  let top = push(startState(start), undefined, undefined)
  for (const token of tokens) {
    const below = ready(top, token.type)
    const state = below && next(below.state, token.type)
    if (state === undefined) return stopped(top, token)
    top = push(state, token, below)
  }
  const whole = ready(top, END)
  if (whole === undefined) return stopped(top, undefined)
  return { value: whole.value, complete: true, refused: undefined, expected: [], steps }
}

/** The value of a rule whose symbols are on top of the stack, and the stack below them. */
function apply(rule: Rule, top: Entry): readonly [unknown, Entry] {
  // Most rules only pass on to a lower precedence.
  if (rule.symbols.length === 1 && !rule.action) return [top.value, top.below as Entry]
  const parts: unknown[] = []
  let below = top
  for (let k = rule.symbols.length; k-- > 0; below = below.below as Entry) parts[k] = below.value
  return [rule.action ? rule.action(parts) : parts[0], below]
}
