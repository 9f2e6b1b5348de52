/**
 * Compiles the rules: every line of src/rules/*.ts is parsed and written to src/rules/compiled.ts, so that loading the
 * library parses none of them. Run by `npm run generate`; a test holds the result to its sources.
 */
import { writeFileSync } from 'node:fs'
import { wholeLanguage } from '../src/calls/language.js'
import { packRule, readRule } from '../src/rewrite/rule.js'
import { lines } from '../src/rules/lines.js'

/** The text of src/rules/compiled.ts: the rules that are always used apart from those for shorter forms. */
export function compiledRules(): string {
  wholeLanguage()
  const rules = lines.map(line => readRule(line))
  const table = (name: string, always: boolean): string => {
    const rows = rules.filter(r => r.always === always).map(r => `  ${JSON.stringify(packRule(r))},`)
    return `export const ${name} = (): readonly PackedRule[] => [\n${rows.join('\n')}\n]\n`
  }
  return `// Made by \`npm run generate\` from the lines beside this file; not edited by hand. Tables are made when they are asked for.
import type { PackedRule } from '../rewrite/rule.js'

${table('always', true)}
${table('shortening', false)}`
}

if (process.argv[1]?.endsWith('rules.ts')) {
  writeFileSync(new URL('../src/rules/compiled.ts', import.meta.url), compiledRules())
}
