/**
 * Compiles the grammars of this folder with nearley into src/parse. nearley's own TypeScript output needs
 * `any`; this writes the same table, shorter and with the project's types. `node grammar/generate.mjs` writes the files;
 * the tests of the grammars call `generate()` and compare.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const nearley = require('nearley')
const compile = require('nearley/lib/compile.js')
const language = require('nearley/lib/nearley-language-bootstrapped.js')

/** Each grammar, and the folder of src/parse that its table and actions are in. */
const GRAMMARS = { expression: '', latex: 'latex/' }
const pathOf = relative => fileURLToPath(new URL(relative, import.meta.url))

/** The text of src/parse/grammar.ts, or that of another grammar. */
export function generate(grammar = 'expression') {
  const source = pathOf(`./${grammar}.ne`)
  const parser = new nearley.Parser(nearley.Grammar.fromCompiled(language))
  parser.feed(readFileSync(source, 'utf8'))
  const { rules } = compile(parser.results[0], { args: [source] })
  const heads = new Set(rules.map(rule => rule.name))
  return `/**
 * Generated from grammar/${grammar}.ne by grammar/generate.mjs. Do not edit.
 */
import * as act from './actions.js'
import type { CompiledRule } from './actions.js'

export const RULES: readonly CompiledRule[] = [
${rules.map(rule => line(rule, heads)).join('\n')}
]
`
}

/** `sum -> sum %plus product {% sum %}` as `['<sum>', '<sum> plus <product>', act.sum],`; nearley's `id` is no action. */
function line(rule, heads) {
  const symbols = rule.symbols.map(symbol => {
    if (typeof symbol !== 'string') return symbol.token
    if (!heads.has(symbol)) throw new Error(`${rule.name}: no rule for ${symbol}`)
    return `<${symbol}>`
  })
  const action = typeof rule.postprocess === 'string' ? rule.postprocess.trim() : ''
  if (!/^[a-z]\w*$/i.test(action)) throw new Error(`${rule.name}: an action must be one name, not "${action}"`)
  return `  ['<${rule.name}>', '${symbols.join(' ')}'${action === 'id' ? '' : `, act.${action}`}],`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [grammar, folder] of Object.entries(GRAMMARS))
    writeFileSync(pathOf(`../src/parse/${folder}grammar.ts`), generate(grammar))
}
