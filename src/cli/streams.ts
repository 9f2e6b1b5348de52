/**
 * Standard output and standard error. Node's streams take longer to load than most answers to find: where they lead to a file, to a pipe
 * or nowhere, texts are written at once, and the streams are there for terminals and for what then is left.
 */
import { fstatSync, type Stats, statSync, writeSync } from 'node:fs'

export class Output {
  readonly #fd: 1 | 2
  #isTTY: boolean | undefined
  #stream: NodeJS.WriteStream | undefined

  constructor(fd: 1 | 2) {
    this.#fd = fd
  }

  /** Node's stream. */
  get stream(): NodeJS.WriteStream {
    if (this.#stream !== undefined) return this.#stream
    this.#stream = this.#fd === 1 ? process.stdout : process.stderr
    if (this.#fd === 1) this.#stream.on('error', refused)
    return this.#stream
  }

  get isTTY(): boolean {
    this.#isTTY ??= mayBeTerminal(this.#fd) && this.stream.isTTY === true
    return this.#isTTY
  }

  write(text: string): void {
    const bytes = Buffer.from(text)
    let done = 0
    try {
      while (done < bytes.length && !this.isTTY) done += writeSync(this.#fd, bytes, done)
    } catch {
      // A pipe that is full for now, or a reader that has gone: both are the stream's business.
    }
    if (done < bytes.length) this.stream.write(bytes.subarray(done))
  }
}

/** A reader that stops early, as `fluxion ... | head -1` does, is no error; a full disk is one. */
function refused(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return
  process.stderr.write(`fluxion: the answer could not be written: ${error.message}\n`)
  process.exitCode = 1
}

/** Neither a file, nor a pipe, nor the device that swallows everything. Elsewhere than on Unix the stream is asked. */
function mayBeTerminal(fd: number): boolean {
  const nowhere = process.platform === 'win32' ? undefined : asked(() => statSync('/dev/null'))
  const here = asked(() => fstatSync(fd))
  if (nowhere === undefined || here === undefined) return true
  return here.isCharacterDevice() && here.rdev !== nowhere.rdev
}

function asked(stats: () => Stats): Stats | undefined {
  try {
    return stats()
  } catch {
    return undefined
  }
}

export const output = new Output(1)
export const diagnostics = new Output(2)
