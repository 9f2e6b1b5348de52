/** The point of `--at`: whether it fits what was asked, and what the function itself does there. */
import { check, diff, evaluate, type Options, parse } from '../api.js'
import { DomainError } from '../errors.js'
import { bindingName, leafName } from '../evaluate/component.js'
import { isFormalCall } from '../expr/formal.js'
import { type Expr, isCall } from '../expr/node.js'
import { freeSymbols, postorder } from '../expr/walk.js'
import { seamOf } from '../verify/seams.js'
import { type Request, UsageError } from './arguments.js'

/** Refuses values for names that occur nowhere in what was typed. */
export function refuseUnused(request: Request, text: string, e: Expr | undefined): void {
  const { variables, claimed, rules, functions } = request
  const typed = [
    text,
    request.let ?? '',
    ...variables,
    ...claimed.keys(),
    ...claimed.values(),
    ...(rules ?? []),
    ...functions.values(),
  ]
  const symbols = e === undefined ? new Set<string>() : freeSymbols(e)
  for (const name of request.at.keys()) {
    const base = bindingName(name).replace(/\[.*$/s, '')
    if (!symbols.has(base) && !typed.some(t => t.includes(base)))
      throw new UsageError(`--at gives ${name} a value, but ${name} does not occur in ${text.trim()}`)
  }
}

/** The point with lists taken apart, z=[1,2] into z[1]=1, z[2]=2, where only scalars are meant. */
export function withComponents(at: ReadonlyMap<string, string>, options: Options): Map<string, string> {
  const found = new Map<string, string>()
  const open: (readonly [name: string, places: readonly number[], e: Expr])[] = []
  for (const [name, value] of at) {
    if (value.trimStart().startsWith('[')) open.push([name, [], parse(value, options)])
    else found.set(name, value)
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, places, e] = next
    if (isCall(e, 'list')) open.push(...e.args.map((a, k) => [name, [...places, k + 1], a] as const).reverse())
    else found.set(`${name}[${places.join(',')}]`, String(e))
  }
  return found
}

/** Derivatives at a point are those of a real function there: it must have a value. Raises `DomainError`. */
export function requireValue(f: Expr, request: Request, options: Options): void {
  if (!isReal(f, request, options)) return
  try {
    evaluate(f, Object.fromEntries(request.at), options)
  } catch (error) {
    // What else is wrong shows where the answer is evaluated.
    if (!(error instanceof DomainError) || error.code === 'no-kernel') return
    const advice = error.code === 'not-real' ? '; --domain complex takes the formula as it is' : ''
    throw new DomainError(`${error.message}${advice}`, error.code)
  }
}

/**
 * Where a function has no derivative, though its formula may have a value: what it does on both sides. Each chain is a list of
 * variables to differentiate by, one after the other.
 */
export function kinks(f: Expr, request: Request, chains: readonly (readonly string[])[], options: Options): string[] {
  if (!isReal(f, request, options) || !postorder(f).some(e => e.kind === 'call' && seamOf(e) !== undefined)) return []
  const at = Object.fromEntries([...request.at].map(([name, value]) => [name, evaluate(value)]))
  return chains.flatMap(chain => {
    const whole = chain.length > 1 ? diff(f, ...chain.slice(0, -1), options) : f
    const entries = check(whole, { ...options, at, variables: chain.slice(-1) }).variables
    return entries.flatMap(e =>
      e.verdict === 'kink' ? [`kink: there is no derivative by ${e.variable} here: ${e.note}`] : [],
    )
  })
}

/** Every name has a real value, and nothing complex is meant. */
function isReal(f: Expr, { domain, field, at }: Request, options: Options): boolean {
  if (domain === 'complex' || (field !== undefined && field !== 'real')) return false
  const values = [...at.values()].map(v => parse(v, options))
  const nodes = postorder([f, ...values])
  if (nodes.some(n => isCall(n, 'i') || isFormalCall(n)) || freeSymbols(values).size > 0) return false
  const given = new Set([...at.keys()].map(bindingName))
  return nodes.every(n => {
    const name = leafName(n)
    return name === undefined || given.has(name) || nodes.some(o => isCall(o, 'index') && o.args[0] === n)
  })
}
