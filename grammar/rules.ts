/**
 * Compiles the rules: every line of src/rules/*.ts is parsed and written to src/rules/compiled.ts, so that loading the
 * library parses none of them. Run by `npm run generate`; a test holds the result to its sources.
 */
import { writeFileSync } from 'node:fs'
import { packRule, readRule } from '../src/rewrite/rule.js'
import { lines } from '../src/rules/lines.js'

/** The text of src/rules/compiled.ts. */
export function compiledRules(): string {
  const rows = lines.map(line => `  ${JSON.stringify(packRule(readRule(line)))},`)
  return `// Made by \`npm run generate\` from the lines beside this file; not edited by hand.
import type { PackedRule } from '../rewrite/rule.js'

export const compiled: readonly PackedRule[] = [
${rows.join('\n')}
]
`
}

if (process.argv[1]?.endsWith('rules.ts')) {
  writeFileSync(new URL('../src/rules/compiled.ts', import.meta.url), compiledRules())
}
