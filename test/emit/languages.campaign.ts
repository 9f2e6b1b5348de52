/**
 * Every language by its real tool: all formulas in one program each, on the same points as the compiled closures, to the last few units.
 * A tool that is not installed skips its tests.
 */
import { describe, expect, test } from 'vitest'
import { compile, emit, gradient, hessian, parse } from '../../src/index.js'
import { FUNCTIONS, isPole, MODELS, POINTS, SPECIAL_FUNCTIONS, word } from './formulas.js'
import { agree, hasTool, numbersIn, runText, TOOLS } from './tools.js'

const PROGRAMS = Object.keys(TOOLS).filter(tool => tool !== 'glsl')
type Target = Parameters<typeof emit>[1]['language']
const targetOf = (tool: string): Target => tool.split(' ')[0] as Target

/** Where products over no factors, infinities and NaN in sequence have values of convention in our kernels. */
const isConvention = (f: string, [x, y]: readonly [number, number]): boolean =>
  (/^(binomial|pochhammer)/.test(f) && !(Number.isFinite(x) && Number.isFinite(y))) ||
  (f === 'x^y' && x === -Infinity && y === 0.5)

/** Arithmetic of languages is infinite at poles. */
const isInfiniteAtPole = (f: string, p: readonly [number, number], a: number, b: number): boolean =>
  Math.abs(a) === Infinity && Number.isNaN(b) && isPole(f, p)

/** The most units in the last place, and what is as good as 0: gamma functions of JAX go through their logarithm. */
const precisionOf = (language: Target, f: string): readonly [ulps: number, tiny: number] =>
  language === 'jax' && /gamma|factorial/.test(f) ? [2048, 4e-15] : [12, 1e-15]

/** What needs loops over numbers, in languages that cannot have them. */
const REFUSED: Readonly<Partial<Record<Target, RegExp>>> = {
  jax: /^(loggamma|erfcinv|lambertw|beta|binomial|pochhammer|erf2)/,
}

describe.each(PROGRAMS)('%s', tool => {
  const has = hasTool(tool)
  const language = targetOf(tool)

  test.skipIf(!has)('every function at every point', async () => {
    const written = FUNCTIONS.filter(f => !(REFUSED[language] ?? /^$/).test(f))
    const fs = written.map(f => parse(f))
    const text = emit(fs, { language, main: true, variables: ['x', 'y'] })
    const found = numbersIn(await runText(tool, text, `${POINTS.map(p => p.map(word).join(' ')).join('\n')}\n`))
    const closure = compile(fs, ['x', 'y'])
    const wrong = POINTS.flatMap((p, i) => {
      const wanted = closure(...p) as number[]
      return written.flatMap((f, k) => {
        const [a, b] = [found[i]?.[k] as number, wanted[k] as number]
        return agree(a, b, ...precisionOf(language, f)) || isConvention(f, p) || isInfiniteAtPole(f, p, a, b)
          ? []
          : [`${f} at ${p.join(', ')}: ${a}, not ${b}`]
      })
    })
    expect(wrong).toEqual([])
    expect(found.length).toBe(POINTS.length)
  })

  test.skipIf(!has || language === 'jax')('special functions', async () => {
    const fs = SPECIAL_FUNCTIONS.map(f => parse(f))
    const text = emit(fs, { language, main: true, variables: ['x', 'y'] })
    const found = numbersIn(await runText(tool, text, `${POINTS.map(p => p.map(word).join(' ')).join('\n')}\n`))
    const closure = compile(fs, ['x', 'y'])
    const wrong = POINTS.flatMap((p, i) => {
      const wanted = closure(...p) as number[]
      return SPECIAL_FUNCTIONS.flatMap((f, k) => {
        const [a, b] = [found[i]?.[k] as number, wanted[k] as number]
        return agree(a, b, 512, 1e-14) || isInfiniteAtPole(f, p, a, b)
          ? []
          : [`${f} at ${p.join(', ')}: ${a}, not ${b}`]
      })
    })
    expect(wrong).toEqual([])
    expect(found.length).toBe(POINTS.length)
  })

  test.skipIf(!has)('value, gradient and Hessian of a model, with its check', async () => {
    // One text holds one function: many are tried where that is quick, one where a compiler has to start.
    const some = tool === 'js' ? MODELS : tool === 'numpy' ? MODELS.slice(3, 9) : MODELS.slice(3, 4)
    for (const [f, variables, at] of some) {
      const options = { language, main: true, gradient: true, hessian: true, test: true, variables } as const
      const [line] = numbersIn(await runText(tool, emit(f, options), `${at.map(word).join(', ')}\n`))
      const wanted = compile({ f: parse(f), g: gradient(f, variables), h: hessian(f, variables) }, variables)(...at)
      const all = [wanted.f, ...(wanted.g as number[]), ...(wanted.h as number[][]).flat()]
      expect(line?.length, f).toBe(all.length + 1)
      for (const [k, b] of all.entries())
        expect(agree(line?.[k] as number, b, 64, 1e-13), `${f}: ${line?.[k]}, not ${b}`).toBe(true)
      expect(line?.at(-1), f).toBeLessThan(1e-4)
    }
  })

  test.skipIf(!has)('fifty formulas of engineers with their derivatives', async () => {
    // One program for all of them; each is looked at where its own point is.
    const models = MODELS.filter(([f]) => !(language === 'jax' && /lambertw/.test(f)))
    const names = [...new Set(models.flatMap(([, variables]) => variables))]
    const text = emit(
      models.map(([f]) => f),
      { language, main: true, jacobian: true, variables: names },
    )
    const point = ([, variables, at]: (typeof MODELS)[number]): number[] =>
      names.map(n => at[variables.indexOf(n)] ?? 1)
    const found = numbersIn(await runText(tool, text, `${models.map(m => point(m).map(word).join(' ')).join('\n')}\n`))
    const wrong = models.flatMap(([f, variables, at], k) => {
      const wanted = compile({ f: parse(f), g: gradient(f, variables) }, variables)(...at)
      const slope = (n: string): number => found[k]?.[models.length + k * names.length + names.indexOf(n)] as number
      return [wanted.f, ...(wanted.g as number[])].flatMap((w, l) => {
        const a = l === 0 ? (found[k]?.[k] as number) : slope(variables[l - 1] as string)
        return agree(a, w, 512, 1e-13) ? [] : [`${f}, ${l}: ${a}, not ${w}`]
      })
    })
    expect(wrong).toEqual([])
    expect(models.length).toBeGreaterThanOrEqual(50)
  })

  test.skipIf(!has)('a parameter that is not read', async () => {
    const text = emit('x^2', { language, main: true, gradient: true, variables: ['x', 'y'] })
    expect(numbersIn(await runText(tool, text, '3 7\n'))).toEqual([[9, 6, 0]])
  })

  test.skipIf(!has)(
    'the Jacobian of a list, names that are words of the language, and a line that is wrong',
    async () => {
      const options = {
        language,
        main: true,
        jacobian: true,
        variables: ['int', 'fn', 'lambda', 'end', 'E', 't1'],
      } as const
      const text = emit('[int*fn + lambda, end*E, t1^2]', options)
      expect(numbersIn(await runText(tool, text, '1 2 3 4 5 6\n'))).toEqual([
        [5, 20, 36, 2, 1, 1, 0, 0, 0, 0, 0, 0, 5, 4, 0, 0, 0, 0, 0, 0, 12],
      ])
      await expect(runText(tool, text, '1 2 3\n')).rejects.toThrow()
      await expect(runText(tool, text, '1 2 3 4 5 6 7\n')).rejects.toThrow()
    },
  )
})

describe('glsl', () => {
  test.skipIf(!hasTool('glsl'))('is accepted by glslang', async () => {
    const fs = FUNCTIONS.filter(f => !/123456789012345678|1e300/.test(f)).map(f => parse(f))
    const text = emit(fs, { language: 'glsl', variables: ['x', 'y'] })
    const shader = `#version 450\n${text}\nlayout(location = 0) out vec4 colour;\nvoid main() {\n  float value[${fs.length}];\n  f(gl_FragCoord.x, gl_FragCoord.y, value);\n  colour = vec4(value[0]);\n}\n`
    expect(await runText('glsl', shader, '')).not.toContain('ERROR')
  })
})
