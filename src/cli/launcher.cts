#!/usr/bin/env node
/**
 * Starts the command. Its program lies beside this file in chunks (bundle.mjs): `cli/main.cjs` has what every answer needs, and each other
 * one is read when something in it is used for the first time. What V8 compiled of a chunk the last time is kept beside it, for one
 * version of V8 and only where the installation can be written: reading a megabyte of text anew takes longer than most answers.
 *
 * A chunk is a function of `require`, its exports, the address of this file, and the `import` of this file: compiled code forgets whom
 * to ask for a dynamic import.
 */
import fs = require('node:fs')
import path = require('node:path')
import url = require('node:url')
import vm = require('node:vm')

/** What a chunk asks for: a package; another chunk, at once; or when the first of its exports is used. */
type Require = (name: string, late?: boolean) => unknown

type Chunk = (require: Require, exports: object, here: string, importModule: (name: string) => Promise<unknown>) => void

const here = url.pathToFileURL(__filename).href
const importModule = (name: string): Promise<unknown> => import(name)
const loaded = new Map<string, object>()
/** What was compiled anew. */
const fresh: (readonly [kept: string, script: vm.Script])[] = []

function load(file: string): object {
  const old = loaded.get(file)
  if (old !== undefined) return old
  const exports = {}
  loaded.set(file, exports)
  const kept = `${file}.${process.arch}-${process.versions.v8}.v8`
  const cachedData = compiled(file, kept)
  // The chunks are plain ASCII, which is read quickest as what it is.
  const script = new vm.Script(fs.readFileSync(file, 'latin1'), { filename: file, cachedData })
  if (cachedData === undefined || script.cachedDataRejected === true) fresh.push([kept, script])
  const chunk = script.runInThisContext() as Chunk
  const ask: Require = (name, late) => {
    if (!name.startsWith('.')) return require(name)
    const other = path.join(path.dirname(file), name)
    return late === true ? lazy(other) : load(other)
  }
  chunk(ask, exports, here, importModule)
  return exports
}

/** The code of an earlier run; undefined where there is none yet, or it is older than the chunk. V8 itself refuses what does not fit. */
function compiled(file: string, kept: string): Buffer | undefined {
  try {
    return fs.statSync(kept).mtimeMs >= fs.statSync(file).mtimeMs ? fs.readFileSync(kept) : undefined
  } catch {
    return undefined
  }
}

/** The exports of a chunk, which is loaded when the first of them is used: what the object does not have is asked of its prototype. */
function lazy(file: string): object {
  const get = (_: object, name: string | symbol): unknown => {
    const whole = load(file)
    Object.defineProperties(exports, Object.getOwnPropertyDescriptors(whole))
    return (whole as Record<string | symbol, unknown>)[name]
  }
  const exports = Object.create(new Proxy({}, { get })) as object
  return exports
}

process.on('exit', () => {
  for (const [kept, script] of fresh)
    try {
      // A name of its own first: two processes may do this at the same time.
      const draft = `${kept}.${process.pid}`
      fs.writeFileSync(draft, script.createCachedData())
      fs.renameSync(draft, kept)
    } catch {
      // A read-only installation only starts slower.
    }
})

const program = load(path.join(__dirname, 'chunks', 'cli', 'main.cjs')) as { readonly run: (program: URL) => void }
program.run(new URL(here))
