/**
 * The file of `--at-file`: a JSON object with numbers, texts such as "1/3", and nested arrays of them under names. Numbers keep
 * every digit, as those of `--at` do.
 */
import { readFileSync } from 'node:fs'
import { UsageError, withFile } from './usage.js'

/** The values of a file, each as the text that `--at` would give. Raises `UsageError`. */
export function readPoint(file: string): Map<string, string> {
  const entries = Object.entries(readObject(file, '--at-file', withTexts))
  return new Map(entries.map(([name, value]) => [name, textOf(value, name, file)]))
}

/** The derivatives of a file of `--claim-file`: texts, numbers, and nested arrays of numbers. Raises `UsageError`. */
export function readClaims(file: string): Readonly<Record<string, unknown>> {
  const claims = readObject(file, '--claim-file', json => json)
  for (const [name, value] of Object.entries(claims)) if (typeof value !== 'string') textOf(value, name, file)
  return claims
}

function readObject(
  file: string,
  option: string,
  prepared: (json: string) => string,
): Readonly<Record<string, unknown>> {
  const content: unknown = withFile(`${option} ${file}`, () => JSON.parse(prepared(readFileSync(file, 'utf8'))))
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageError(`${file} holds no JSON object such as {"W": [[1,2],[3,4]], "x": [1,2]}`)
  return content as Readonly<Record<string, unknown>>
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
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new UsageError(`${file}: the value of ${name} is no number and no array of numbers`)
}
