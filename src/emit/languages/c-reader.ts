/** What functions and programs of C have in common, be they of numbers or of arrays: parameters that are not read, and the reader of points. */
import { unusedIn } from '../layout.js'
import { indented } from '../print.js'

/** The lines of a function, before them the parameters that none of them reads, of which compilers would warn. */
export const allRead = (lines: readonly string[], parameters: readonly string[]): readonly string[] => [
  ...unusedIn(lines, parameters).map(p => `(void)${p};`),
  ...lines,
]

/** What tells one reader from another. */
export interface LineReader {
  readonly about: string
  /** Of `fx_read`: what it answers and takes. */
  readonly head: string
  /** The declarations of `count` and `length`. */
  readonly counters: readonly string[]
  /** Keeps `value`, and counts it. */
  readonly store: readonly string[]
}

/** `fx_read`: the count of the numbers of a line, -1 at the end, -2 for what is no number. */
export const lineReader = ({ about, head, counters, store }: LineReader): string => `/* ${about} */
static ${head} {
  char word[512], *end;
${indented([...counters], '  ')}
  for (;;) {
    c = getchar();
    if (c != EOF && !isspace(c) && c != ',') {
      if (length == (int)sizeof word - 1) return -2;
      word[length++] = (char)c;
      continue;
    }
    if (length > 0) {
      word[length] = 0;
      const double value = strtod(word, &end);
      if (*end != 0) return -2;
${indented([...store], '      ')}
      length = 0;
    }
    if (c == EOF) return count > 0 ? count : -1;
    if (c == '\\n' && count > 0) return count;
  }
}`
