/**
 * The command `notes`: a lesson in Markdown with its commands run, as Markdown, as a page, or as a LaTeX document. A command that fails is
 * told with its line, and the rest goes on.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { FluxionError } from '../errors.js'
import { append } from '../expr/args.js'
import { commandsIn, Definitions } from '../notes/commands.js'
import { writeHtml } from '../notes/html.js'
import { type Illustrator, writeMarkdown } from '../notes/markdown.js'
import type { Done, Piece } from '../notes/piece.js'
import { type Part, partsOf } from '../notes/source.js'
import { writeTex } from '../notes/tex.js'
import { escaped } from '../plot/svg.js'
import type { Request } from './arguments.js'
import { told } from './lesson.js'
import { oneOf } from './options.js'
import { asCommand } from './translation.js'
import { UsageError, withFile } from './usage.js'

const TARGETS = ['md', 'html', 'tex'] as const
type Target = (typeof TARGETS)[number]

/** Told after each command: how many are done, of how many. */
export type Progress = (done: number, total: number) => void

interface Lesson {
  readonly output: string
  readonly diagnostics: readonly string[]
  readonly failed: boolean
}

/** The parts with what their commands left. */
interface Run {
  readonly lesson: readonly Done[]
  readonly diagnostics: string[]
  readonly failed: boolean
}

/** Raises `UsageError` for a file that cannot be read, and `FluxionError` where a package is not installed. */
export async function notes(request: Request, progress: Progress): Promise<Lesson> {
  const [file, ...others] = request.words
  if (file === undefined || others.length > 0)
    throw new UsageError('notes takes one file: fluxion notes lesson.md -o lesson.html')
  const { lesson, diagnostics, failed } = await lessonOf(partsOf(contentOf(file)), request, progress)
  const target = targetOf(request)
  const output = await written(lesson, target, titleOf(lesson, file), request.output, diagnostics)
  return { output, diagnostics, failed }
}

const contentOf = (file: string): string => withFile(`notes ${file}`, () => readFileSync(file, 'utf8'))

function targetOf({ to, output }: Request): Target {
  const ending = TARGETS.find(t => output?.endsWith(`.${t}`) === true)
  return to === undefined ? (ending ?? 'md') : oneOf(to, TARGETS, '--to')
}

/** Every command of the lesson run, in order. */
async function lessonOf(parts: readonly Part[], request: Request, progress: Progress): Promise<Run> {
  const total = parts.reduce((n, p) => n + (p.kind === 'text' ? 0 : 1), 0)
  const definitions = new Definitions()
  const diagnostics: string[] = []
  const lesson: Done[] = []
  let failed = false
  let done = 0
  for (const part of parts) {
    if (part.kind === 'text') {
      lesson.push(part)
      continue
    }
    const pieces: Piece[] = []
    for (const { text, words, line } of commandsIn(part.source)) {
      const place = `line ${part.line + line}: `
      if (words[0] === 'let') {
        definitions.add(words.slice(1).join(' '))
        continue
      }
      const uses = definitions.for(words)
      try {
        const found = await told(
          uses === undefined ? words : [...words, '--let', uses],
          part.kind === 'inline',
          request,
        )
        append(pieces, found.pieces)
        append(
          diagnostics,
          found.warnings.map(w => place + w),
        )
      } catch (error) {
        if (!(error instanceof FluxionError)) throw error
        failed = true
        const message = asCommand(error.message)
        pieces.push({ kind: 'error', command: text, message })
        diagnostics.push(place + message)
      }
    }
    lesson.push({ ...part, pieces })
    progress(++done, total)
  }
  return { lesson, diagnostics, failed }
}

/** The first heading, else the name of the file. */
function titleOf(lesson: readonly Done[], file: string): string {
  for (const part of lesson) {
    const heading = part.kind === 'text' ? /^#{1,6}[ \t]+(.+?)[ \t#]*$/m.exec(part.text)?.[1] : undefined
    if (heading !== undefined) return heading.replace(/[`*_$]/g, '')
  }
  return basename(file).replace(/\.\w+$/, '')
}

async function written(
  lesson: readonly Done[],
  target: Target,
  title: string,
  output: string | undefined,
  diagnostics: string[],
): Promise<string> {
  switch (target) {
    case 'md':
      return writeMarkdown(lesson, illustrator(output))
    case 'tex':
      return writeTex(lesson)
    case 'html': {
      const { typesetHtml } = await import('../html.js')
      return writeHtml(lesson, title, (latex, display) => {
        try {
          return typesetHtml(latex, display)
        } catch (error) {
          // A formula of the author's that KaTeX does not know is shown as it is.
          if (!(error instanceof FluxionError)) throw error
          diagnostics.push(error.message)
          return `<code class="wrong">${escaped(latex)}</code>`
        }
      })
    }
  }
}

/** Figures beside the file that is written: lesson-1.svg, lesson-2.svg; within the text where there is no file. */
function illustrator(output: string | undefined): Illustrator {
  let count = 0
  return svg => {
    if (output === undefined) return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    count++
    const name = `${basename(output).replace(/\.\w+$/, '')}-${count}.svg`
    withFile(name, () => writeFileSync(join(dirname(output), name), svg.endsWith('\n') ? svg : `${svg}\n`))
    return encodeURI(name)
  }
}
