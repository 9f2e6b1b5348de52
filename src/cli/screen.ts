/** Text for a terminal that is 80 columns wide. */

/** Of a screen. */
export const [WIDTH, HEIGHT] = [80, 30]

/** A text in lines, those after the first indented. */
export function wrapped(text: string, start: string, indent: number): string {
  const lines: string[] = []
  let current = start
  for (const word of text.split(' ')) {
    if (current.length + word.length > WIDTH) {
      lines.push(current.trimEnd())
      current = ' '.repeat(indent)
    }
    current += `${word} `
  }
  return [...lines, current.trimEnd()].join('\n')
}

/** A name, and what is said of it beside. */
export const entry = (name: string, about: string): string => wrapped(about, `  ${name.padEnd(13)}`, 15)
