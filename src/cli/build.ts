/** The command `build`: an expression file as modules of other languages, or, without `--emit`, what it says, on standard output. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BUILD_TARGETS, type BuildTarget, type BuiltFile, filesOf, reportOf } from '../flx/files.js'
import { readModel } from '../flx/model.js'
import type { Request } from './arguments.js'
import { oneOf } from './options.js'
import { UsageError, withFile } from './usage.js'

interface Built {
  readonly output: string
  readonly diagnostics: readonly string[]
}

/** Raises `UsageError` for files that cannot be read or written, `ModelError` for what is wrong in the file. */
export function build(request: Request): Built {
  const [file, ...others] = request.words
  if (file === undefined || others.length > 0)
    throw new UsageError('build takes one file: fluxion build model.flx --emit c,numpy,ts -o out')
  const targets = [...new Set(request.emit)].map(t => oneOf(t, BUILD_TARGETS, '--emit'))
  const model = readModel({ file, text: contentOf(file) })
  const diagnostics = model.warnings.map(w => `${file}:${w.line}:${w.column}: ${w.message}`)
  if (targets.length === 0) {
    if (request.output !== undefined) throw new UsageError('build -o FOLDER goes with --emit')
    return { output: reportOf(model), diagnostics }
  }
  const name = basename(file).replace(/\.\w+$/, '')
  const folderOf = (target: BuildTarget): string | undefined =>
    request.output ?? (target === 'types' ? dirname(file) : undefined)
  const built = targets.map(target => ({ folder: folderOf(target), files: filesOf(model, target, name) }))
  const [only] = built
  if (built.length === 1 && only?.folder === undefined && only?.files.length === 1)
    return { output: only.files[0]?.text ?? '', diagnostics }
  const written = built.flatMap(({ folder = dirname(file), files }) => files.map(f => write(folder, f)))
  return { output: written.join('\n'), diagnostics }
}

const contentOf = (file: string): string => withFile(`build ${file}`, () => readFileSync(file, 'utf8'))

/** The path of what is written. */
function write(folder: string, { name, text }: BuiltFile): string {
  const path = join(folder, name)
  withFile(`build -o ${folder}`, () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, text)
  })
  return path
}
