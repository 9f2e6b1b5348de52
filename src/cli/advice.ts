/** What the command says to who asks it for what it calls otherwise, or does not do. */
import { byWord, closest } from '../parse/spelling.js'
import { commandOf, VERBS } from '../verbs/list.js'
import { FORMATS, OPTION_ROWS } from './options.js'

/** How a command of other systems is asked for here. */
const COMMANDS = byWord([
  [
    'solve roots root fsolve dsolve',
    'no equations are solved; implicit differentiates one: fluxion implicit "x^2 + y^2 = 25" y x',
  ],
  [
    'integrate integral int antiderivative quad',
    'no antiderivative is looked for; an integral with bounds is integral(t, 0, x, t^2)',
  ],
  ['limit lim', 'no limits are looked for, but at removable points: fluxion eval "sin(x)/x" --removable --at x=0'],
  ['derivative differentiate derive deriv partial', 'did you mean diff?'],
  ['gradcheck checkgrad verify test', 'did you mean check?'],
  ['substitute replace', 'did you mean subs?'],
  ['series maclaurin linear linearize', 'did you mean taylor, or tangent?'],
  ['compile code codegen export convert lambdify', 'did you mean emit?'],
  ['parse', 'did you mean read?'],
  ['graph', 'did you mean plot, or trace?'],
  ['steps', 'did you mean explain?'],
  ['tex', 'did you mean latex?'],
  ['print', 'did you mean latex, or unicode?'],
])

const FLAGS = byWord([
  ['order n times', 'an order stands behind its variable: fluxion diff "x^5" x 3'],
  ['var variable variables wrt by', 'variables stand behind the expression: fluxion diff "x^2*y" x'],
  ['h eps epsilon', 'the step of differences is --step 0.001'],
  ['lang target', 'did you mean --language?'],
  ['tex', 'write --format latex'],
])

/** What helps who asks for a command that there is not, among those that there are. */
export function adviceForCommand(word: string, own: readonly string[]): string {
  const asked = word.toLowerCase()
  const names = [...VERBS.map(commandOf), ...own]
  const near = closest(asked, names) ?? names.find(n => asked.startsWith(n.slice(0, 3)))
  const said = COMMANDS.get(asked) ?? (near && `did you mean ${near}?`)
  return said ?? 'fluxion help commands lists what there is'
}

/** What helps who gives an option that there is not. */
export function adviceForFlag(flag: string): string | undefined {
  const format = FORMATS.find(f => f === flag)
  if (format !== undefined) return `write --format ${format}`
  const flags = Object.keys(OPTION_ROWS)
  const near = flags.find(f => flag.length > 2 && f.startsWith(flag)) ?? closest(flag, flags)
  return FLAGS.get(flag) ?? (near && `did you mean --${near}?`)
}
