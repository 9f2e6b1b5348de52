/** Commands in comments of emitted texts: what makes a text again. */

/** A word of the shell. */
export function quoted(text: string): string {
  if (/^[\w.,-]+$/.test(text)) return text
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`
}
