/** The command on a terminal of its own, made by `script` of util-linux: keys go in, and what a person sees comes out. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    const plain = answer.replaceAll(/[+*^()]/gu, '\\$&')
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
    terminal.type('diff (x +\r')
    await terminal.sees(/\. /u)
    terminal.type('1)^3 x\r')
    await terminal.shows('3*(x + 1)^2')
    terminal.type('\u001b[A')
    await terminal.sees(/diff \(x \+ 1\)\^3 x/u)
    terminal.type('\r')
    await terminal.shows('3*(x + 1)^2')
    const end = terminal.ended()
    terminal.type(':quit\r')
    expect(await end).toBe(0)
  })
})

describe('notes that are watched', () => {
  it('are run again when the file changes, and tell how far they are', { timeout: 120_000 }, async () => {
    const lesson = join(state, 'lesson.md')
    const written = join(state, 'lesson.html')
    const block = (command: string): string => `\`\`\`fluxion\n${command}\n\`\`\`\n`
    const holds = async (what: string): Promise<void> => {
      for (let k = 0; !(existsSync(written) && readFileSync(written, 'utf8').includes(what)); k++) {
        if (k > 600) throw new Error(`${what} was not written`)
        await new Promise(resolve => setTimeout(resolve, 50))
      }
    }
    writeFileSync(lesson, block('diff w^3 w'))
    const child = spawn(process.execPath, ['dist/command/main.cjs', 'notes', lesson, '-o', written, '--watch'], {
      cwd: root,
    })
    try {
      await holds('3w^2')
      writeFileSync(lesson, block('diff w^5 w') + block('diff w^^2 w'))
      await holds('5w^4')
      writeFileSync(lesson, block('diff w^7 w'))
      await holds('7w^6')
    } finally {
      const ended = new Promise(resolve => child.once('close', resolve))
      child.kill('SIGINT')
      await ended
    }
  })
})

describe('completion', () => {
  const candidates: readonly (readonly [shell: string, script: string])[] = [
    [
      'bash',
      'eval "$(node dist/command/main.cjs completion bash)"; COMP_WORDS=(fluxion tayl); COMP_CWORD=1; _fluxion; echo $COMPREPLY',
    ],
    ['fish', 'node dist/command/main.cjs completion fish | source; complete -C "fluxion tayl"'],
  ]
  it.each(candidates)('in %s', (shell, script) => {
    if (spawnSync(shell, ['--version']).status !== 0) return
    const { stdout, stderr } = spawnSync(shell, ['-c', script], { cwd: root, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^taylor/u)
  })
  it('in zsh: the script is sound', () => {
    if (spawnSync('zsh', ['--version']).status !== 0) return
    const script =
      'autoload -U compinit; compinit -D -u; eval "$(node dist/command/main.cjs completion zsh)"; print $_comps[fluxion]'
    const { stdout, stderr } = spawnSync('zsh', ['-fc', script], { cwd: root, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout.trim()).not.toBe('')
  })
})
