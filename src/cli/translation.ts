/**
 * Messages of the library as who typed a command reads them: calls and options as they are written on the command line. One place does
 * it, so that messages are written once, as in JavaScript.
 */
import { verbNamed } from '../verbs/list.js'
import { commandOf } from './arguments.js'
import { flagOf, optionRow } from './options.js'

const VALUE = String.raw`'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"`
/** `{ option: value }`, `option: value` and `option: { key: value }`; braces around them belong to them. */
const OPTION = new RegExp(String.raw`(\{ )?\b(\w+): (?:(true)|(?:\{ (\w+): )?(?:${VALUE})(?: \})?)(?: \})?`, 'gu')
const LIMITS = /\{ limits: \{ (?:milliseconds|steps) \} \}/gu
const NAMED = /(\bthe option |\{ )(\w+)( \})?/gu
const SHARED = /\btext\(e, \{ shared: true \}\)/gu
/** `verb("text", "x")`. */
const CALL = /\b(\w+)\(((?:"[^"]*"(?:, )?)+)\)/gu

/** A message whose advice is for programs, with advice for the command line. Lines that show the text of the input stand in by two spaces. */
export const asCommand = (message: string): string =>
  message
    .split('\n')
    .map(line => (line.startsWith('  ') ? line : translated(line)))
    .join('\n')

const translated = (line: string): string =>
  line
    .replace(LIMITS, '--timeout SECONDS')
    .replace(SHARED, '--shared')
    .replace(CALL, (all, name: string, args: string) => {
      const verb = verbNamed(name)
      const [text, ...words] = args.split(/, (?=")/u)
      return verb === undefined ? all : ['fluxion', commandOf(verb), text, ...words.map(w => w.slice(1, -1))].join(' ')
    })
    .replace(OPTION, (all, _, option: string, on?: string, key?: string, single?: string, double?: string) =>
      flagged(all, option, on === undefined ? assigned(key, (single ?? double) as string) : ''),
    )
    .replace(NAMED, (all, open: string, option: string, close?: string) =>
      (open === '{ ') === (close !== undefined) ? flagged(all, option, '') : all,
    )

function flagged(written: string, option: string, value: string): string {
  const flag = flagOf(option)
  return flag === undefined || optionRow(flag) === undefined ? written : `--${flag}${value === '' ? '' : ` ${value}`}`
}

function assigned(key: string | undefined, literal: string): string {
  const text = literal.replace(/\\(.)/gu, '$1')
  const said = key === undefined ? text : `${key}=${text}`
  return /^[\w-]+$/u.test(said) ? said : `"${said}"`
}
