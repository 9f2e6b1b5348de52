/**
 * Makes the command, `dist/command`, of the modules in `dist`: in chunks, so that an answer loads little more than it needs. Which modules
 * the first answers need is found by running them: bundled one by one at first, each is loaded when it is used (launcher.cts), and those
 * that were go into the chunk `cli/main.cjs`; the others make a chunk for each room.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const modules = join(dirname(fileURLToPath(import.meta.url)), '../../dist')
const command = join(modules, 'command')
const chunks = join(command, 'chunks')

/** The problems whose modules start with the command. */
const FIRST = ['w^3', 'sin(x)*y + sqrt(x)/2', '1/(1+exp(-x))']

const isExternal = name => !name.startsWith('.') && !name.startsWith('/')

async function bundled(output) {
  const bundle = await rolldown({
    input: join(modules, 'cli/main.js'),
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    external: isExternal,
    treeshake: false,
    transform: { define: { 'import.meta.url': 'here' } },
  })
  const made = await bundle.generate({ format: 'cjs', chunkFileNames: '[name].cjs', ...output })
  await bundle.close()
  requireOneWay(made.output)
  rmSync(chunks, { recursive: true, force: true })
  for (const { fileName, code } of made.output) {
    const file = join(chunks, fileName)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, wrapped(code))
  }
  return made.output
}

/** Chunks but for the first are loaded one by another in one direction only, or one would use what is not there yet. */
function requireOneWay(output) {
  const left = new Map(output.filter(c => !c.isEntry).map(c => [c.fileName, c.imports]))
  for (let size = -1; size !== left.size; ) {
    size = left.size
    for (const [name, imports] of left) if (!imports.some(i => left.has(i))) left.delete(name)
  }
  if (left.size > 0) throw new Error(`chunks that load each other: ${[...left.keys()].join(', ')}`)
}

/** A chunk as a function; in ASCII. */
function wrapped(code) {
  const asked = code.replace(
    /(=>\s*)?\brequire\((["'`])(\.[^"'`]*)\2\)/g,
    // What is imported where it is asked for is loaded at once.
    (whole, late, _quote, name) => (late === undefined ? `require("${name}",true)` : whole),
  )
  const whole = `(function(require,exports,here,importModule){${asked.replace(/\bimport\(/g, 'importModule(')}\n})`
  return whole.replace(/[^\0-\x7f]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Runs the first problems; V8's code of what was loaded is kept then. */
function run() {
  const main = join(command, 'main.cjs')
  execFileSync(process.execPath, [main, 'w^3', 'w'])
  execFileSync(process.execPath, [main, 'grad'], { input: FIRST.join('\n') })
}

/** The modules that were loaded. */
function loaded() {
  const names = readdirSync(chunks, { recursive: true }).filter(name => name.endsWith('.v8'))
  return new Set(names.map(name => name.slice(0, name.indexOf('.cjs')).split(sep).join('/')))
}

const nameOf = file => relative(modules, file).split(sep).join('/').replace(/\.js$/, '')

rmSync(command, { recursive: true, force: true })
cpSync(join(modules, 'cli/launcher.cjs'), join(command, 'main.cjs'))
const each = await bundled({ preserveModules: true, preserveModulesRoot: modules, entryFileNames: '[name].cjs' })
run()
const first = loaded()
/** What is imported where it is asked for may need packages that are not installed. */
const late = new Set(each.flatMap(({ dynamicImports }) => dynamicImports.map(name => name.replace(/\.cjs$/, ''))))
/** The chunk of a module; what no file has is of the bundler itself. */
const chunkOf = file => {
  const name = nameOf(file)
  if (first.has(name) || file.startsWith('\0')) return 'main'
  return late.has(name) ? name.replaceAll('/', '-') : name.split('/')[0]
}
await bundled({
  minify: true,
  entryFileNames: 'cli/[name].cjs',
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [{ name: chunkOf, debugName: 'chunks' }],
  },
})
run()
