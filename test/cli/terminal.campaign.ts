/** The command on a terminal of its own, made by `script` of util-linux: keys go in, and what a person sees comes out. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', new URL('..', import.meta.url)))
const state = mkdtempSync(join(tmpdir(), 'fluxion-terminal-'))
const hasScript = spawnSync('script', ['--version']).status === 0

beforeAll(async () => {
  await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: root })
})
afterAll(() => rmSync(state, { recursive: true, force: true }))

/** Types each text when what was awaited before it has been seen. */
class Terminal {
  seen = ''
  readonly #child: ChildProcess
  #from = 0

  constructor() {
    const env = { ...process.env, XDG_STATE_HOME: state, TERM: 'xterm' }
    this.#child = spawn('script', ['-qec', `"${process.execPath}" dist/command/main.cjs`, '/dev/null'], {
      cwd: root,
      env,
    })
    this.#child.stdout?.on('data', data => {
      this.seen += String(data)
    })
  }

  type(keys: string): void {
    this.#from = this.seen.length
    this.#child.stdin?.write(keys)
  }

  async sees(what: RegExp): Promise<void> {
    let waited = 0
    while (!what.test(this.seen.slice(this.#from))) {
      waited += 1
      if (this.#child.exitCode !== null || waited > 500) throw new Error(`${what} was not seen:\n${this.seen}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  /** An answer: it begins a line, or takes the place of the sign of life, and the prompt comes after it. */
  shows(answer: string): Promise<void> {
    const plain = answer.replaceAll(/[+*]/gu, '\\$&')
    return this.sees(new RegExp(`(?:\\n|\\[K)${plain}\\r\\n[^\\n]*> `, 'u'))
  }

  ended(): Promise<number | null> {
    return new Promise(resolve => this.#child.once('close', resolve))
  }
}

describe.skipIf(!hasScript)('a session on a terminal (needs `script` of util-linux)', () => {
  it('defines, completes, is interrupted, and ends', { timeout: 60_000 }, async () => {
    const terminal = new Terminal()
    await terminal.sees(/> /u)
    terminal.type('q = x + y\r')
    await terminal.shows('q = x + y')
    terminal.type('dif')
    terminal.type('\t')
    await terminal.sees(/diff(?:erential)?/u)
    terminal.type('\u0003')
    await terminal.sees(/> /u)
    terminal.type('diff q*z x\r')
    await terminal.shows('z')
    terminal.type('diff exp(sin(x^2)*cos(x)*log(x))/(1+x^2) x 40\r')
    await terminal.sees(/computing/u)
    terminal.type('\u0003')
    await terminal.shows('interrupted')
    terminal.type('x +* 2\r')
    await terminal.sees(/\^/u)
    terminal.type('q\r')
    await terminal.shows('x + y')
    const end = terminal.ended()
    terminal.type(':quit\r')
    expect(await end).toBe(0)
  })
})
