/** What `help` prints, made from the rows of verbs, options and functions: one screen of commands, one for each, and lists. */
import { parametersOf } from '../calls/checked.js'
import { allNames, allRows } from '../functions/table.js'
import { meant } from '../parse/spelling.js'
import { SHARED } from '../signatures/notation.js'
import { DELTA, FUNCTIONS, type TensorFunction } from '../tensor/read/functions.js'
import { aboutMatrixFunction } from '../tensor/read/help.js'
import { type Example, GROUPS, type Verb } from '../verbs/verb.js'
import { commandOf, VERBS, verbNamed } from './arguments.js'
import { functionHelp } from './function-help.js'
import { flagOf, OPTION_ROWS, type OptionRow } from './options.js'
import { entry, HEIGHT, wrapped } from './screen.js'
import { UsageError } from './usage.js'
import { placesOf } from './words.js'

/** One screen: examples, the names of all commands, and where more is said. */
export const overview = (): string => `fluxion: symbolic derivatives to trust, read and run

usage: fluxion [COMMAND] EXPRESSION [VARIABLE...] [OPTIONS]

  fluxion "w^3" w                          3*w^2
  fluxion grad "(x+y)*z" --at x=-2,y=5,z=-4
                                         [-4, -4, 3]
  fluxion diff "1/(1+exp(-x))" --format latex
                                         \\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2}
  fluxion grad "norm2(A*x-b)^2" x --let "A:[m,n] x:[n] b:[m]"
                                         2*A'*(A*x - b)

${GROUPS.map(group => wrapped(commandsOf(group).map(commandOf).join(' '), `  ${group.padEnd(13)}`, 15)).join('\n')}
  files        notes build

Without a command it is diff. "-", or no expression, reads standard input, each
line a problem. Exit status: 0 done, 1 a check failed or there is no answer,
2 wrong input.

  fluxion help COMMAND      one command, with examples and its options
  fluxion help FUNCTION     one function: its derivative and where it is real
  fluxion help commands     every command with its sentence
  fluxion help options      every option
  fluxion help functions    the functions that expressions may hold
  fluxion help matrices     those of vectors and matrices
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

gives way to what its commands answer, one a line, as after "fluxion"; so does
{fluxion: diff w^3 w} within a line. A name that let defines holds for the
commands below it. --format shows an answer otherwise: as a graph by svg, as
text, as latex. The commands stay in comments: running notes on its own answer
changes nothing. A command that fails is told with its line; the rest goes on,
and the status is 1.

options
${['output', 'to', 'watch'].map(optionLines).join('\n')}
`

/** One screen on expression files. */
const buildHelp = (): string => `fluxion build FILE.flx [--emit LANGUAGE,...] [-o FOLDER] [--watch]

an expression file as modules of other languages, or, without --emit, its
exports with their formulas and values:

  # a neuron
  let w:real x:real
  q = w*x + b
  f = sigmoid(q)
  export f
  export slope = gradient f by w, x, b
  export g(a, c) = a*f^c
  at w = 1, x = 2, b = 0

let declares, as --let does; q = and g(a, c) = define; export says what others
may call; at gives values, which become a self-test in C (cc -DFLUXION_TEST),
Rust, Python, JavaScript and TypeScript (selfTest). Arguments are in the order
of the function, then of the declarations, then as they first appear. A mistake
is told with file, line and column. --emit types writes model.d.flx.ts for
imports of the file itself through fluxion/vite or fluxion/esbuild.

options
${['emit', 'output', 'watch'].map(optionLines).join('\n')}
`

const commandsOf = (group: string): Verb[] => VERBS.filter(v => v.row.group === group)

/** Every command with its sentence. */
const commandsHelp = (): string =>
  [
    ...GROUPS.map(group => [group, ...commandsOf(group).map(v => entry(commandOf(v), v.row.about))]),
    ['files', ...FILES],
  ]
    .map(lines => lines.join('\n'))
    .join('\n')

const FILES = [
  entry('notes', 'a lesson in Markdown with its commands run, as Markdown, HTML or LaTeX'),
  entry('build', 'an expression file as modules of other languages, or what it says'),
]

/** The table of README.md: the words after each command, its function, and what it answers. */
export const verbTable = (): string =>
  ['| command | function | answers |', '|---|---|---|', ...GROUPS.flatMap(commandsOf).map(tableRow), ''].join('\n')

const tableRow = (verb: Verb): string =>
  `| \`${commandOf(verb)} ${placesOf(verb.row)}\` | \`${verb.row.name}\` | ${verb.row.about} |`

/** What is known of a command, of a function, or of one of the lists. Raises `UsageError`. */
export function helpOn(topic: string | undefined): string {
  switch (topic) {
    case undefined:
      return overview()
    case 'commands':
      return `${commandsHelp()}\n`
    case 'options':
      return `options\n${Object.keys(OPTION_ROWS).map(optionLines).join('\n')}\n`
    case 'functions':
      return `functions, each with its other names; a name that is declared or given a value\nis that name and no function\n${columns(functionNames())}\n`
    case 'notes':
      return notesHelp()
    case 'build':
      return buildHelp()
    case 'matrices':
      return `functions of vectors and matrices, where shapes are declared; all others apply\nentry by entry\n${matrixFunctions()}\n`
    default: {
      const verb = verbNamed(topic)
      const help = verb === undefined ? functionHelp(topic) : verbHelp(verb)
      if (help !== undefined) return help
      const near = meant(topic, [...VERBS.map(commandOf), ...allNames()])
      const advice =
        near === undefined
          ? 'fluxion help commands and fluxion help functions list what there is'
          : `do you mean ${near}?`
      throw new UsageError(`there is no help on ${topic}; ${advice}`)
    }
  }
}

/** One screen on a verb: as many of its examples as there is place for, and the options that not every verb has. */
export function verbHelp(verb: Verb): string {
  const { row } = verb
  const common = flagsOf([...SHARED['&slope'].split(' '), 'layout'])
  const taken = flagsOf(parametersOf(row).options ?? [])
  const own = [...new Set(taken.filter(flag => flag !== 'at' && !common.includes(flag)))]
  const others = [
    ...(row.answers === 'formula' || taken.length > 0 ? ['at'] : []),
    ...taken.filter(flag => common.includes(flag)),
    ...['format', 'output'],
  ]
  const name = commandOf(verb) === row.name ? '' : `\n\nin JavaScript: ${row.name}`
  const before = `fluxion ${commandOf(verb)} ${placesOf(row)} [OPTIONS]\n\n${wrapped(row.about, '', 0)}${name}\n`
  const after = `
options
${[...own.map(optionLines), wrapped(`${[...new Set(others)].map(f => `--${f}`).join(' ')}: see fluxion help options`, '  ', 2)].join('\n')}
`
  const [first, ...more] = row.examples.map(exampleLines)
  const screen = [before, first, after].join('\n').split('\n').length
  const room = more.filter(
    (_, k) =>
      screen +
        more
          .slice(0, k + 1)
          .join('\n')
          .split('\n').length <=
      HEIGHT,
  )
  return [before, first, ...room, after].join('\n')
}

const flagsOf = (options: readonly string[]): string[] => options.flatMap(o => flagOf(o) ?? [])

const exampleLines = ({ command, prints }: Example): string =>
  [`  fluxion ${command}`, ...prints.split('\n').map(l => `    ${l}`.trimEnd())].join('\n')

function optionLines(flag: string): string {
  const { value, about, short } = OPTION_ROWS[flag as keyof typeof OPTION_ROWS] as OptionRow
  const name = `--${flag}${value === undefined ? '' : ` ${value}`}${short === undefined ? '' : `, -${short}`}`
  return wrapped(about, `  ${name.padEnd(24)} `, 27)
}

/** A line for each function of vectors and matrices. */
function matrixFunctions(): string {
  const rows: TensorFunction['names'][] = [...FUNCTIONS.map(f => f.names), [DELTA.name]]
  return rows.map(names => wrapped(aboutMatrixFunction(names[0]), `  ${names.join(', ').padEnd(17)} `, 20)).join('\n')
}

/** Each function with its other names: `tan=tg`. */
const functionNames = (): string[] =>
  [...allRows()].filter(r => r.name !== 'factorial').map(r => [r.name, ...(r.aliases ?? [])].join('='))

/** Names in lines. */
const columns = (names: readonly string[]): string => wrapped(names.join(' '), '  ', 2)
