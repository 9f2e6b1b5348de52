/** Vectors and matrices in every language by its real tool: programs on random arrays beside the compiled functions. */
import { describe, expect, test } from 'vitest'
import { compile, diff, emit, gradient, hessian } from '../../src/index.js'
import { nestedOf, randomPoint, signatureIn, TENSORS, type TensorCase, variablesIn } from './tensors.js'
import { agree, hasTool, numbersIn, runText } from './tools.js'

type Language = Parameters<typeof emit>[1]['language']
const TOOLS: readonly string[] = ['c', 'c as C++', 'rust', 'fortran', 'js', 'ts', 'numpy', 'pytorch', 'jax', 'matlab']
const targetOf = (tool: string): Language => tool.split(' ')[0] as Language

const program = (c: TensorCase, language: Language): string =>
  emit(c.f, { let: c.let, language, variables: c.by, [c.asks]: true, main: true, test: true })

/** The value and the derivatives as one list of numbers, by the compiled function. */
function computed(c: TensorCase, names: readonly string[], point: ReadonlyMap<string, Float64Array>): number[] {
  const options = { let: c.let }
  const slopes =
    c.asks === 'gradient'
      ? gradient(c.f, c.by, options)
      : c.asks === 'hessian'
        ? hessian(c.f, c.by, options).flat()
        : c.by.map(x => diff(c.f, x, options))
  const f = compile([c.f, ...slopes], names, { ...options, flat: true }) as unknown as (
    ...values: unknown[]
  ) => (number | Float64Array)[]
  const shapes = variablesIn(c)
  return f(...names.map(n => nestedOf(shapes.get(n) ?? [], point.get(n) as Float64Array))).flatMap(v =>
    typeof v === 'number' ? [v] : [...v],
  )
}

describe.each(TOOLS)('%s', tool => {
  const cases = hasTool(tool) ? TENSORS : []
  test.skipIf(cases.length > 0)('has no tool here', () => undefined)
  test.each(cases)('$f', async c => {
    const text = program(c, targetOf(tool))
    const { sizes, names } = signatureIn(text)
    const point = randomPoint(c, names)
    const input = [...sizes, ...names.flatMap(n => [...(point.get(n) as Float64Array)])].join(' ')
    const wanted = computed(c, names, point)
    const lines = numbersIn(await runText(tool, text, `${input}\n\n${input.replaceAll(' ', ', ')}\n`))
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      expect(line).toHaveLength(wanted.length + 1)
      expect(line.at(-1)).toBeLessThan(1e-6)
      const wrong = wanted.flatMap((w, k) =>
        agree(line[k] as number, w, 512, 1e-13) ? [] : [`${k}: ${line[k]}, not ${w}`],
      )
      expect(wrong).toEqual([])
    }
    await expect(runText(tool, text, `${input} 1\n`)).rejects.toThrow()
  })
})
