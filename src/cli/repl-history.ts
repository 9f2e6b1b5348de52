/**
 * The lines of earlier sessions, in a file where the XDG base directory specification puts the state of programs. Lines are appended, so
 * that sessions side by side keep theirs. Where the file cannot be had a session goes on without it, and says so once.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

const MOST = 1000

export function historyFile(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_STATE_HOME: state = '', HOME } = env
  // A relative path is to be ignored, says the specification.
  const folder = isAbsolute(state) ? state : join(HOME ?? homedir(), '.local', 'state')
  return join(folder, 'fluxion', 'history')
}

export class History {
  readonly #file: string
  /** Why lines are not kept. */
  trouble: string | undefined

  constructor(file: string) {
    this.#file = file
  }

  /** The latest lines, the newest first, as `node:readline` takes them. */
  load(): string[] {
    return this.#tried(() => {
      makeFolder(dirname(this.#file))
      appendFileSync(this.#file, '', { mode: 0o600 })
      const lines = readFileSync(this.#file, 'utf8').split('\n').filter(Boolean)
      const kept = lines.slice(-MOST)
      if (lines.length > 2 * MOST) writeFileSync(this.#file, `${kept.join('\n')}\n`, { mode: 0o600 })
      return kept.reverse()
    }, [])
  }

  append(line: string): void {
    if (this.trouble === undefined) this.#tried(() => appendFileSync(this.#file, `${line}\n`), undefined)
  }

  #tried<T>(run: () => T, otherwise: T): T {
    try {
      return run()
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error)
      return otherwise
    }
  }
}

/** One folder after the other: where a file system says that there is no such place, Node's own `recursive` tries for ever. */
function makeFolder(folder: string): void {
  const missing: string[] = []
  for (let path = folder; !existsSync(path); path = dirname(path)) missing.unshift(path)
  for (const path of missing) mkdirSync(path, { mode: 0o700 })
}
