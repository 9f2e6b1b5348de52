/** A sign of life while a computation takes longer than half a second. It is taken away before anything else is written. */
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const PATIENCE = 500
const PACE = 80
/** Back to the start of the line, and erase it. */
const ERASE = '\r\u001b[K'

const drawn = (frame: number, told = 'computing'): string =>
  `\r${FRAMES[frame % FRAMES.length]} ${told}; Ctrl-C stops it`

const BAR = 30

/** How much of the work is done. */
function bar(done: number, total: number): string {
  const full = Math.round((done / total) * BAR)
  return `[${'#'.repeat(full)}${' '.repeat(BAR - full)}] ${done}/${total}`
}

/** Waits, then turns; the function it returns ends it. */
export function spinner(output: NodeJS.WritableStream): () => void {
  let turning: NodeJS.Timeout | undefined
  let frame = 0
  const turn = (): void => {
    output.write(drawn(frame++))
  }
  const waiting = setTimeout(() => {
    turn()
    turning = setInterval(turn, PACE)
  }, PATIENCE)
  return () => {
    clearTimeout(waiting)
    if (turning === undefined) return
    clearInterval(turning)
    output.write(ERASE)
  }
}

/**
 * The same where the work leaves no time to timers: as a signal that is never aborted, but turns the sign whenever it is looked at; with a bar
 * where it is told of progress.
 */
export function beats(write: (text: string) => void, now: () => number = Date.now) {
  let next = now() + PATIENCE
  let frame = 0
  let told: string | undefined
  return {
    get aborted(): boolean {
      if (now() < next) return false
      write(drawn(frame++, told))
      next = now() + PACE
      return false
    },
    progress(done: number, total: number): void {
      told = bar(done, total)
    },
    stop(): void {
      if (frame > 0) write(ERASE)
    },
  }
}
