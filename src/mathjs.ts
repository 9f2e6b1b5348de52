/**
 * Fluxion beside mathjs, which whoever imports `fluxion/mathjs` must have installed: its nodes in and out, and functions in the place of
 * its `derivative` and `simplify`, with the same arguments and nodes as answers. Nothing else in the library loads mathjs.
 */

import type { MathNode } from 'mathjs'
import * as mathjs from 'mathjs'
import { FluxionError } from './errors.js'
import { type Expr, isExpr } from './expr/node.js'
import { type Input, type Options, read } from './inputs/input.js'
import { isNode, type NodeMaker, nodeOf, programOfNode } from './interchange/mathjs-nodes.js'
import type { Reader } from './parse/parse.js'
import { diff, simplify as simplifyExpr, subs } from './verbs/index.js'
import { prepare } from './verbs/verb.js'

export type { NodeMaker }

/** What is used of an instance of mathjs, as `create(all)` makes them. */
export interface Instance extends NodeMaker {
  readonly parse: (text: string) => MathNode
  readonly simplify: (...args: never[]) => MathNode
}

/** A function that takes text or a node. */
export type MathInput = string | MathNode

/** Values by name, as mathjs takes them. */
export type Scope = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>

export interface SimplifyOptions {
  readonly exactFractions?: boolean
  readonly fractionsLimit?: number
  readonly consoleDebug?: boolean
  readonly context?: object
}

/** The functions of this module for one instance of mathjs: its nodes, its parser, its configuration. */
export interface ForMathjs {
  /** The expression that a node means. Raises a `FluxionError` for what is no expression of ours. */
  fromMathjs(node: MathNode, options?: Options): Expr
  /** The node of an expression. Raises a `FluxionError` with the code `no-notation` for what mathjs has no word for. */
  toMathjs(f: Input): MathNode
  /** In the place of `derivative` of mathjs. With `simplify: false` the answer is in canonical form. */
  derivative(expr: MathInput, variable: MathInput, options?: { readonly simplify?: boolean }): MathNode
  /**
   * In the place of `simplify` of mathjs: of text or a node, at the values of `scope`. Rules of one's own and options are those of mathjs,
   * which then does it.
   */
  simplify(
    expr: MathInput,
    rules?: readonly unknown[] | Scope,
    scope?: Scope | SimplifyOptions,
    options?: SimplifyOptions,
  ): MathNode
}

/** The functions for an instance that `create` made. */
export function forMathjs(math: Instance): ForMathjs {
  const fromMathjs = (node: MathNode, options: Options = {}): Expr => {
    prepare()
    if (!isNode(node))
      throw new FluxionError('argument-node', 'the argument node is a node of mathjs, as its parse makes them')
    return read('', { ...options, syntax: readerOf(node) }).e
  }
  const toMathjs = (f: Input): MathNode => {
    prepare()
    return nodeOf(isExpr(f) ? f : read(f, {}).e, math)
  }
  const nodeFrom = (expr: MathInput, argument: string): MathNode => {
    if (typeof expr === 'string') return math.parse(expr)
    if (isNode(expr)) return expr
    throw new FluxionError(`argument-${argument}`, `the argument ${argument} is a text or a node of mathjs`)
  }
  return {
    fromMathjs,
    toMathjs,
    derivative(expr, variable, options = {}) {
      const by = nodeFrom(variable, 'variable')
      if (by.type !== 'SymbolNode')
        throw new FluxionError('argument-variable', `the argument variable is a symbol, not ${by}`)
      const { name } = by as MathNode & { readonly name: string }
      const node = nodeFrom(expr, 'expr')
      const form = options.simplify === false ? ({ form: 'raw' } as const) : {}
      return toMathjs(diff(fromMathjs(node, { asked: [name] }), name, form))
    },
    simplify(expr, ...rest) {
      const [rules, scope, options] = Array.isArray(rest[0]) ? rest : [undefined, ...rest]
      const own = Object.keys(options ?? {}).some(key => key !== 'consoleDebug')
      if (rules !== undefined || own) return math.simplify(...([expr, ...rest] as never[]))
      const values = [...(scope instanceof Map ? scope : new Map(Object.entries(scope ?? {})))]
      const names = values.map(([name]) => name)
      const e = fromMathjs(nodeFrom(expr, 'expr'), { asked: names })
      const at = Object.fromEntries(values.map(([name, value]) => [name, isNode(value) ? fromMathjs(value) : value]))
      return toMathjs(simplifyExpr(values.length === 0 ? e : subs(e, at as Parameters<typeof subs>[1])))
    },
  }
}

const readerOf =
  (node: MathNode): Reader =>
  (_, { bound, functions }) => ({ program: programOfNode(node, bound, functions) })

export const { fromMathjs, toMathjs, derivative, simplify }: ForMathjs = /* @__PURE__ */ forMathjs(
  mathjs as unknown as Instance,
)
