/** What `help` prints, made from the rows of verbs, options and functions: one screen of commands, one for each, and lists. */
import { parametersOf } from '../checked.js'
import { allRows } from '../functions/table.js'
import { DELTA, FUNCTIONS } from '../tensor/read/functions.js'
import { GROUPS, type Verb } from '../verbs/verb.js'
import { commandOf, VERBS, verbNamed } from './arguments.js'
import { flagOf, OPTION_ROWS, type OptionRow } from './options.js'
import { UsageError } from './usage.js'
import { placesOf } from './words.js'

const WIDTH = 110

/** One screen: every command with its sentence. */
export const overview = (): string => `fluxion: symbolic derivatives to trust, read and run

usage: fluxion [COMMAND] EXPRESSION [VARIABLE...] [OPTIONS]

  fluxion "w^3" w                                  3*w^2
  fluxion grad "(x+y)*z" --at x=-2,y=5,z=-4        [-4, -4, 3]
  fluxion diff "1/(1+exp(-x))" --format latex      \\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2}
  fluxion grad "norm2(A*x-b)^2" x --let "A:[m,n] x:[n] b:[m]"
                                                   2*A'*(A*x - b)

${GROUPS.map(
  group =>
    `${group}\n${VERBS.filter(v => v.row.group === group)
      .map(line)
      .join('\n')}`,
).join('\n')}
files
  notes        a lesson in Markdown with its commands run, as Markdown, HTML or LaTeX
  build        an expression file as modules of other languages, or what it says

fluxion help COMMAND | options | functions | matrices. Without a command it is diff. "-", or no expression, reads
standard input, each line a problem. Exit status: 0 done, 1 a check failed or there is no answer, 2 wrong input.
`

/** One screen on lessons. */
const notesHelp = (): string => `fluxion notes FILE.md [-o FILE] [--to md|html|tex] [--watch]

a lesson in Markdown with its commands run. A block

  \`\`\`fluxion
  let q = x + y
  diff w^3 w
  explain "sin(x^2)" x
  trace "f = q*z" --at x=-2,y=5,z=-4
  plot "sin(x)" x=-3..3 --at x=1
  \`\`\`

gives way to what its commands answer, one a line, as after "fluxion"; so does {fluxion: diff w^3 w} within a line. A name that
let defines holds for the commands below it. --format shows an answer otherwise: as a graph by svg, as text, as latex.
The commands stay in comments: running notes on its own answer changes nothing. A command that fails is told with its
line; the rest goes on, and the status is 1.

options
${['output', 'to', 'watch'].map(optionLines).join('\n')}
`

/** One screen on expression files. */
const buildHelp = (): string => `fluxion build FILE.flx [--emit LANGUAGE,...] [-o FOLDER] [--watch]

an expression file as modules of other languages, or, without --emit, its exports with their formulas and values:

  # a neuron
  let w:real x:real
  q = w*x + b
  f = sigmoid(q)
  export f
  export slope = gradient f by w, x, b
  export g(a, c) = a*f^c
  at w = 1, x = 2, b = 0

let declares, as --let does; q = and g(a, c) = define; export says what others may call; at gives values, which become a self-test in
C (cc -DFLUXION_TEST), Rust, Python, JavaScript and TypeScript (selfTest). Arguments are in the order of the function, then of the
declarations, then as they first appear. A mistake is told with file, line and column. --emit types writes model.d.flx.ts for imports of
the file itself through fluxion/vite or fluxion/esbuild.

options
${['emit', 'output', 'watch'].map(optionLines).join('\n')}
`

const line = (verb: Verb): string => `  ${commandOf(verb).padEnd(13)}${verb.row.about}`

/** The table of README.md: the words after each command, its function, and what it answers. */
export const verbTable = (): string =>
  [
    '| command | function | answers |',
    '|---|---|---|',
    ...GROUPS.flatMap(group => VERBS.filter(v => v.row.group === group)).map(tableRow),
    '',
  ].join('\n')

const tableRow = (verb: Verb): string =>
  `| \`${commandOf(verb)} ${placesOf(verb.row)}\` | \`${verb.row.name}\` | ${verb.row.about} |`

/** What is known of a command, or of one of the lists. Raises `UsageError`. */
export function helpOn(topic: string | undefined): string {
  switch (topic) {
    case undefined:
      return overview()
    case 'options':
      return `options\n${Object.keys(OPTION_ROWS).map(optionLines).join('\n')}\n`
    case 'functions':
      return `functions, each with its other names; a name that is declared or given a value is that name and no function\n${columns(functionNames())}\n`
    case 'notes':
      return notesHelp()
    case 'build':
      return buildHelp()
    case 'matrices':
      return `functions of vectors and matrices, where shapes are declared; all others apply entry by entry\n${matrixFunctions()}\n`
    default: {
      const verb = verbNamed(topic)
      if (verb === undefined)
        throw new UsageError(`there is no help on ${topic}; the commands are ${VERBS.map(commandOf).join(', ')}`)
      return verbHelp(verb)
    }
  }
}

/** One screen on a verb. */
export function verbHelp(verb: Verb): string {
  const { row } = verb
  const own = (parametersOf(row).options ?? []).flatMap(o => flagOf(o) ?? [])
  const flags = [
    ...(row.answers === 'formula' || own.length > 0 ? ['at'] : []),
    ...own,
    ...(row.chains ? ['verify'] : []),
  ]
  const shown = [...new Set(flags)].filter(f => Object.hasOwn(OPTION_ROWS, f))
  return `fluxion ${commandOf(verb)} ${placesOf(row)} [OPTIONS]

${row.about}

${row.examples
  .map(
    e =>
      `  fluxion ${e.command}\n${e.prints
        .split('\n')
        .map(l => `    ${l}`)
        .join('\n')}`,
  )
  .join('\n')}

in JavaScript: ${row.name}

options
${shown.map(optionLines).join('\n')}
`
}

function optionLines(flag: string): string {
  const { value, about, short } = OPTION_ROWS[flag as keyof typeof OPTION_ROWS] as OptionRow
  const name = `--${flag}${value === undefined ? '' : ` ${value}`}${short === undefined ? '' : `, -${short}`}`
  return wrapped(about, `  ${name.padEnd(24)} `, 27)
}

/** A text in lines, those after the first indented. */
function wrapped(text: string, start: string, indent: number): string {
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

/** A line for each function of vectors and matrices. */
function matrixFunctions(): string {
  const rows = [...FUNCTIONS, { names: [DELTA.name], about: DELTA.about }]
  return rows.map(({ names, about }) => wrapped(about, `  ${names.join(', ').padEnd(17)} `, 20)).join('\n')
}

/** Each function with its other names: `tan=tg`. */
const functionNames = (): string[] =>
  [...allRows()].filter(r => r.name !== 'factorial').map(r => [r.name, ...(r.aliases ?? [])].join('='))

/** Names in lines. */
const columns = (names: readonly string[]): string => wrapped(names.join(' '), '  ', 2)
