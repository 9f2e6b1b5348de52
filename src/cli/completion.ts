/** Completion for shells: the commands, their options, and the values of options, from the same rows as everything else. */
import { kindOf, parametersOf } from '../calls/checked.js'
import { commandOf, OWN_COMMANDS, VERBS } from './arguments.js'
import { FORMATS, givenBy, OPTION_ROWS, oneOf, optionRow } from './options.js'

export const SHELLS = ['bash', 'zsh', 'fish'] as const

/** The script of a shell, to be evaluated at its start. Raises `UsageError` for an unknown one. */
export function completion(shell: string): string {
  const commands = [...VERBS.map(v => [commandOf(v), v.row.about] as const), ...OWN_COMMANDS.map(c => [c, c] as const)]
  const flags = Object.keys(OPTION_ROWS)
  switch (oneOf(shell, SHELLS, 'completion')) {
    case 'bash':
      return `_fluxion() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$before" in
${flags.flatMap(f => (choicesOf(f).length > 0 ? [`    --${f}) COMPREPLY=($(compgen -W "${choicesOf(f).join(' ')}" -- "$word")); return ;;`] : [])).join('\n')}
    --at-file|--from) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "${flags.map(f => `--${f}`).join(' ')}" -- "$word"))
  elif [[ $COMP_CWORD == 1 ]]; then COMPREPLY=($(compgen -W "${commands.map(([name]) => name).join(' ')}" -- "$word"))
  fi
}
complete -o default -F _fluxion fluxion
`
    case 'zsh':
      return `#compdef fluxion
_fluxion() {
  local -a commands
  commands=(${commands.map(([name, about]) => quoted(`${name}:${about}`)).join(' ')})
  _arguments -s '1:command:{_describe command commands}' '*:expression:_files' ${flags.map(zshFlag).join(' ')}
}
compdef _fluxion fluxion
`
    case 'fish':
      return [
        'complete -c fluxion -f',
        "complete -c fluxion -n '__fish_seen_subcommand_from notes build' -F",
        ...commands.map(
          ([name, about]) => `complete -c fluxion -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
        ),
        ...flags.map(f => {
          const choices = choicesOf(f)
          const value = optionRow(f)?.value === undefined ? '' : ' -r'
          return `complete -c fluxion -l ${f}${value}${choices.length > 0 ? ` -a ${quoted(choices.join(' '))}` : ''} -d ${quoted(optionRow(f)?.about ?? '')}`
        }),
        '',
      ].join('\n')
  }
}

/** The values that an option may have, where they are few. */
function choicesOf(flag: string): readonly string[] {
  if (flag === 'format') return FORMATS
  const kinds = VERBS.flatMap(({ row }) => {
    const option = givenBy(flag, row)
    return option !== undefined && parametersOf(row).options?.includes(option) ? [kindOf(row, option)] : []
  })
  const choices = kinds.flatMap(kind => kind.split(' ')).filter(k => k.startsWith("'"))
  return [...new Set(choices)].map(k => k.slice(1, -1))
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

function zshFlag(flag: string): string {
  const { value, about = '' } = optionRow(flag) ?? {}
  const choices = choicesOf(flag)
  const what = about.replaceAll(/[[\]:]/g, ' ')
  const of = value === undefined ? '' : `:${flag}:${choices.length > 0 ? `(${choices.join(' ')})` : ''}`
  return quoted(`--${flag}[${what}]${of}`)
}
