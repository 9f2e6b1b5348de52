/**
 * Text to tensors: the language of vectors and matrices. The grammar is that of scalars with the operators that shapes need
 * (src/parse); here declarations give names their shapes, and syntax becomes nodes of a space (read-walk.ts). The sizes of indices come
 * from where they stand, so that a text is read again where one was used before it was known.
 */
import { BudgetError } from '../../errors.js'
import type { Declaration, Declarations } from '../../parse/declarations.js'
import { readDeclarations } from '../../parse/declared-shapes.js'
import { readIndexed } from '../../parse/latex/header.js'
import { readLatex } from '../../parse/latex/read.js'
import { isLatexOfShapes } from '../../parse/latex/recognise.js'
import { DigitBudget } from '../../parse/literal.js'
import type { ParseOptions, Reader, SyntaxText } from '../../parse/parse.js'
import { shapeError } from '../../parse/problem.js'
import { type ReadLimits, read } from '../../parse/reader.js'
import { SHAPED } from '../../parse/shaped-lexer.js'
import { type Definition, elements, type Syntax } from '../../parse/syntax.js'
import type { Dim, Shape } from '../node.js'
import { ownSize, variableShape } from '../variable-axes.js'
import { type Declared, readShapes, readSize, sizeNames } from './declarations.js'
import { Restart } from './frame.js'
import { tensorNames } from './functions.js'
import { type Header, type HeaderName, readHeader } from './header.js'
import { axisKey, type Given, Pass, type Statement, type TensorText } from './pass.js'
import type { Learnt, Sizes } from './sizes.js'

export type { Declared } from './declarations.js'
export type { TensorBinding, TensorText } from './pass.js'

export interface TensorOptions extends ParseOptions {
  /** The sizes of the axes that a header names, where the text itself does not tell them. */
  readonly shape?: Shape
  /** An equation is read as its left side less the right one. */
  readonly equation?: boolean
  /** Functions of the caller's own that have a definition, beside those that are declared. */
  readonly own?: ReadonlySet<string>
}

/** Reads a text of vectors and matrices. Raises `ParseError`, `ShapeError`, `BudgetError`. */
export function readTensor(text: string, options: TensorOptions = {}): TensorText {
  if (options.signal?.aborted) throw new BudgetError('signal', 'the parse was aborted')
  return new Reading(text, options).run()
}

/** A text of vectors and matrices as syntax. Raises what `readTensor` raises before sizes are looked at. */
export const readShapedSyntax = (text: string, options: TensorOptions = {}): SyntaxText =>
  new Reading(text, options).syntax

/** The declarations alone, as syntax. */
export const readDeclared = (options: TensorOptions): SyntaxText => new Reading('0', options).syntax

/** How often a text is read before its sizes count as unknown. */
const MOST_READINGS = 200
const MOST_STEPS = 300_000

class Reading {
  readonly #limits: ReadLimits & { readonly digits: number }
  readonly #let: string
  readonly #text: string
  readonly #declarations: readonly Declaration[]
  readonly #variables: ReadonlyMap<string, Declared>
  readonly #bound: Set<string>
  readonly #header: Header | undefined
  readonly #statements: readonly Statement[]
  readonly #shape: Shape | undefined
  readonly #ofEquations: boolean
  /** Whether the text is an equation, and was read as one. */
  #isEquation = false
  readonly #own: ReadonlySet<string>
  readonly #reader: Reader
  readonly syntax: SyntaxText

  constructor(text: string, options: TensorOptions) {
    this.#limits = { length: 2_000_000, digits: 100_000, depth: 1_000_000, ...options.limits }
    this.#text = text
    this.#let = options.let ?? ''
    this.#shape = options.shape
    this.#ofEquations = options.equation === true
    if (this.#let.length > this.#limits.length)
      throw new BudgetError('length', `the declarations are longer than ${this.#limits.length} characters`)
    const given = readDeclarations(this.#let)
    this.#own = new Set([...(options.functions ?? []), ...(options.own ?? []), ...given.functions])
    this.#declarations = given.declared
    this.#variables = readShapes(this.#let, given.declared, this.#limits, this.#budget())
    const names = [...(options.bound ?? []), ...given.declared.map(d => d.name), ...sizeNames(this.#variables.values())]
    this.#bound = new Set(names)
    const isDeclared = (name: string): boolean => given.declared.some(d => d.name === name)
    const isLatex =
      options.syntax === readLatex || isLatexOfShapes(text, options.syntax, name => names.includes(name), tensorNames())
    const ofText: Reader = (source, known, limits) => read(source, known, limits)
    this.#reader = typeof options.syntax === 'function' ? options.syntax : isLatex ? readLatex : ofText
    this.#header = isLatex ? readIndexed(text) : readHeader(text, isDeclared)
    for (const { name, offset } of this.#header?.names ?? []) this.#checkIndex(name, offset)
    this.syntax = this.#read(options, given)
    this.#statements = this.#stated(this.syntax)
  }

  #budget(): DigitBudget {
    return new DigitBudget(this.#limits.digits, this.#text.length + this.#let.length)
  }

  /** The size of an axis that the header tells. */
  #axis({ size, offset }: HeaderName): Dim | undefined {
    return size === undefined ? undefined : readSize(this.#text, { text: size, offset }, this.#limits, this.#budget())
  }

  #checkIndex(name: string, offset: number): void {
    const twice = this.#header?.names.find(n => n.name === name)?.offset !== offset
    // The name of a size is free to be an index: what stands in the text is the index then.
    if (!twice && (!this.#bound.has(name) || this.#isSize(name))) return
    const message = twice
      ? `the index ${name} stands twice in the header`
      : `${name} is declared, and cannot be an index`
    throw shapeError(this.#text, { code: 'index', offset, length: name.length, message, hint: 'choose another name' })
  }

  #isSize(name: string): boolean {
    return sizeNames(this.#variables.values()).has(name)
  }

  /** The definitions of the declarations and the text, as syntax. */
  #read(options: TensorOptions, { declared, definitions }: Declarations): SyntaxText {
    const header = this.#header
    const bound = new Set(this.#bound)
    const axes = new Map([...this.#variables].map(([name, { shape }]) => [name, shape.length] as const))
    const known = { bound, functions: this.#own, shaped: tensorNames(), dialect: SHAPED, axes }
    const given =
      definitions === '' ? [] : elements(read(definitions, known, this.#limits, this.#let).program.definitions)
    for (const { name } of [...given, ...(header?.names ?? [])]) bound.add(name)
    const { program, warnings = [] } = this.#reader(header?.rest ?? this.#text, known, this.#limits, options.names)
    return {
      program,
      warnings,
      declarations: declared,
      given,
      header: header && { names: header.names.map(n => n.name), outputs: header.outputs },
      bound,
      functions: this.#own,
      shaped: known.shaped,
      asked: new Set(options.asked),
    }
  }

  /** What is stated one after the other; the last is the result. */
  #stated({ given, program }: SyntaxText): Statement[] {
    const defined = (all: readonly Definition[], source: string): Statement[] =>
      all.map(({ name, value, at, offset }) => ({ name, value, source, at: elements(at), offset }))
    const result = program.result === undefined ? [] : [this.#equation(program.result, this.#text)]
    return [...defined(given, this.#let), ...defined(elements(program.definitions), this.#text), ...result]
  }

  /** `f = W*x` and `f_i = sum(j, W[i,j]*x[j])` alone define what is asked for; of other equations it is what is zero. */
  #equation(result: Syntax, source: string): Statement {
    const plain = { name: undefined, value: result, source, at: [], offset: 0 }
    if (result.kind !== 'relation' || (result.sign !== '=' && result.sign !== '==')) return plain
    const { left, right } = result
    const name = left.kind === 'index' ? left.of : left
    if (result.sign === '==' || name.kind !== 'name' || this.#bound.has(name.name)) {
      if (!this.#ofEquations) return plain
      this.#isEquation = true
      return { ...plain, value: { kind: 'sum', left, negative: true, right } }
    }
    return {
      name: name.name,
      value: right,
      source,
      at: left.kind === 'index' ? elements(left.at) : [],
      offset: name.offset,
    }
  }

  run(): TensorText {
    let learnt: Learnt = new Map()
    const unrolled = new Set<Syntax>()
    const work = { left: MOST_STEPS }
    for (let k = 0; k < MOST_READINGS; k++) {
      const pass = new Pass(this.#statements, this.#given(learnt, unrolled, work))
      try {
        const found = pass.run()
        const { sizes } = pass
        const more = sizes.learnt()
        if (!sizes.stale && sizes.open() === undefined) return { ...found, isEquation: this.#isEquation }
        if (!sizes.stale || more.size === learnt.size) {
          const open = sizes.open()
          const axis = this.#header?.names.find(n => open === axisKey(n.name))
          if (axis === undefined) return pass.refuseOpen()
          const found = this.#axesOfVariable(sizes)
          for (const [key, size] of found) more.set(key, size)
          // How far an axis runs that neither the text nor a declaration tells is a size with a name of its own.
          if (found.length === 0) more.set(open, ownSize(axis.name))
        }
        learnt = more
      } catch (problem) {
        if (!(problem instanceof Restart)) throw problem
        unrolled.add(problem.sum)
      }
    }
    throw new BudgetError('steps', 'the sizes in this text depend on one another in too many ways')
  }

  /** The sizes of the axes behind the semicolon, as the declaration of the variable tells them. */
  #axesOfVariable(sizes: Sizes): (readonly [string, Dim])[] {
    const { names = [], outputs = 0 } = this.#header ?? {}
    const keys = names.slice(outputs).map(n => axisKey(n.name))
    const known = keys.map(key => sizes.known(sizes.of(key)))
    const declared = [...this.#variables.values()].map(v => v.shape)
    const shape = variableShape(declared, known, outputs) ?? []
    return shape.map((size, k) => [keys[k] as string, size] as const)
  }

  #given(learnt: Learnt, unrolled: ReadonlySet<Syntax>, work: { left: number }): Given {
    return {
      learnt,
      unrolled,
      work,
      bound: this.#bound,
      variables: this.#variables,
      declarations: this.#declarations,
      header: this.#header,
      axes: (this.#header?.names ?? []).map(n => this.#axis(n)),
      shape: this.#shape,
      budget: this.#budget(),
      own: this.#own,
    }
  }
}
