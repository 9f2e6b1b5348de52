#!/usr/bin/env node
/**
 * Starts the program beside this file, `program.cjs`, with what V8 compiled of it the last time: reading a megabyte of text anew takes
 * longer than most answers. The code is kept beside the program, for one version of V8 and one program each, and only where
 * the installation can be written; V8 itself refuses what does not fit.
 *
 * Compiled code forgets whom to ask for a dynamic import, so that the program is given the `import` of this file: the bundle calls it
 * in the place of its own.
 */
import fs = require('node:fs')
import path = require('node:path')
import url = require('node:url')
import v8 = require('node:v8')
import vm = require('node:vm')

const program = path.join(__dirname, 'program.cjs')
const kept = path.join(__dirname, `program-${process.arch}-${v8.cachedDataVersionTag()}.v8`)

/** The code of an earlier run; undefined where there is none yet, or it is older than the program. */
function compiled(): Buffer | undefined {
  try {
    return fs.statSync(kept).mtimeMs >= fs.statSync(program).mtimeMs ? fs.readFileSync(kept) : undefined
  } catch {
    return undefined
  }
}

const cachedData = compiled()
const script = new vm.Script(
  // A function of `require` and the address of this file; the bundle is plain ASCII, which is read quickest as what it is.
  fs.readFileSync(program, 'latin1'),
  { filename: program, cachedData },
)
if (cachedData === undefined || script.cachedDataRejected === true)
  process.on('exit', () => {
    try {
      // A name of its own first: two processes may do this at the same time.
      const draft = `${kept}.${process.pid}`
      fs.writeFileSync(draft, script.createCachedData())
      fs.renameSync(draft, kept)
    } catch {
      // A read-only installation only starts slower.
    }
  })
const importModule = (name: string): Promise<unknown> => import(name)
script.runInThisContext()(require, url.pathToFileURL(__filename).href, importModule)
