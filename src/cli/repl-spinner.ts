/** A sign of life while a computation takes longer than half a second. It is taken away before anything else is written. */
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const PATIENCE = 500
const PACE = 80
/** Back to the start of the line, and erase it. */
const ERASE = '\r\u001b[K'

/** Waits, then turns; the function it returns ends it. */
export function spinner(output: NodeJS.WritableStream): () => void {
  let turning: NodeJS.Timeout | undefined
  let frame = 0
  const turn = (): void => {
    output.write(`\r${FRAMES[frame++ % FRAMES.length]} computing; Ctrl-C stops it`)
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
