/**
 * The file of `--at-file`: a JSON object with numbers, texts such as "1/3", and nested arrays of them under names. Numbers keep
 * every digit, as those of `--at` do.
 */
import { readFileSync } from 'node:fs'
import { UsageError } from './usage.js'

/** The values of a file, each as the text that `--at` would give. Raises `UsageError`. */
export function readPoint(file: string): Map<string, string> {
  const content = readJson(file)
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageError(`${file} holds no JSON object such as {"W": [[1,2],[3,4]], "x": [1,2]}`)
  return new Map(Object.entries(content).map(([name, value]) => [name, textOf(value, name, file)]))
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(withTexts(readFileSync(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`--at-file ${file}: ${reason}`)
  }
}

/** The same JSON with its numbers as texts. */
const withTexts = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g, token =>
    token.startsWith('"') ? token : `"${token}"`,
  )

/** No tensor has more axes. */
const DEEPEST = 64

function textOf(value: unknown, name: string, file: string, depth = 0): string {
  if (depth > DEEPEST) throw new UsageError(`${file}: the value of ${name} has more than ${DEEPEST} nested brackets`)
  if (Array.isArray(value)) return `[${value.map(v => textOf(v, name, file, depth + 1)).join(',')}]`
  if (typeof value === 'string') return value
  throw new UsageError(`${file}: the value of ${name} is no number and no array of numbers`)
}
