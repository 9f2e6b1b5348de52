/**
 * WGSL and GLSL as a browser runs them: every function at every point, in single precision, by the software renderer of Chromium. Skipped
 * where there is no Chromium.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, emit, gradient, parse } from '../../src/index.js'
import { FUNCTIONS, isPole, MODELS, POINTS, word } from './formulas.js'

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = [
  ...['--no-sandbox', '--ignore-gpu-blocklist', '--enable-unsafe-webgpu', '--enable-unsafe-swiftshader'],
  ...['--use-webgpu-adapter=swiftshader', '--use-gl=angle', '--use-angle=swiftshader'],
]
const LANGUAGES = [
  ['wgsl', 'onGpu'],
  ['glsl', 'onGl'],
] as const

/** Numbers that have no place among those of 24 bits. */
const TOO_LARGE = /123456789012345678|1e300/

/** Points that 24 bits hold. WGSL lets compilers assume that nothing is NaN, so that none is given. */
const SINGLE = POINTS.filter(p => !p.some(Number.isNaN)).map(p => p.map(Math.fround))

const isClose = (a: number, b: number, relative = 1e-4, absolute = 1e-5): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= relative * Math.abs(b) + absolute

/**
 * Sines and cosines are those of the renderer, which are right to 1/1000, between -100 and 100, and off by more where they are smaller than
 * 1e-6. Where the text has a series instead it is as right as all else.
 */
function isClear(f: string, [x = 0]: readonly number[], a: number, b: number): boolean {
  const size = Math.abs(x)
  const series = /^sinc|^jn\(0/.test(f) ? 0.005 : /^jn/.test(f) ? 2 : 0
  if (size < series || !/^(sin|cos|tan|sec|csc|cot|sinc|jn)\(/.test(f)) return isClose(a, b)
  return size < 1e-6 || size > 100 || isClose(a, b, 1e-3, 5e-4)
}

/** Infinities in these have values of convention in our kernels, and 0 times them is 0 for compilers of shaders. */
const isConvention = (f: string, p: readonly number[]): boolean =>
  /^(binomial|pochhammer|im|x\^y|x\^\(1)/.test(f) && !p.every(Number.isFinite)

describe.skipIf(!existsSync(BROWSER))(`shaders (needs chromium at ${BROWSER}, or CHROMIUM=...)`, () => {
  let server: Server
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const html = readFileSync(new URL('shaders.html', import.meta.url))
    server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html)).listen(0)
    browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS })
    page = await browser.newPage()
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
  })
  afterAll(async () => {
    await browser.close()
    server.close()
  })

  /** The results by points. */
  async function run(runner: string, text: string, points: readonly (readonly number[])[], count: number) {
    const words = points.map(p => p.map(v => (Number.isFinite(v) ? v : String(v))))
    const order = JSON.stringify({ text, points: words, count })
    const found = await page.evaluate<(number | string)[]>(`${runner}(${order})`)
    expect(found, found.slice(0, 20).join('\n')).toHaveLength(points.length * count)
    return points.map((_, i) => found.slice(i * count, (i + 1) * count).map(Number))
  }

  test.each(LANGUAGES)('%s: every function at every point', async (language, runner) => {
    const written = FUNCTIONS.filter(f => !TOO_LARGE.test(f))
    const fs = written.map(f => parse(f))
    const text = emit(fs, { language, variables: ['x', 'y'] })
    const found = await run(runner, text, SINGLE, fs.length)
    const closure = compile(fs, ['x', 'y']) as (...point: number[]) => number[]
    const wrong = SINGLE.flatMap((p, i) =>
      closure(...p).flatMap((b, k) => {
        const a = found[i]?.[k] as number
        const f = written[k] as string
        const infinite = Math.abs(a) === Infinity && Number.isNaN(b) && isPole(f, p)
        return infinite || isConvention(f, p) || isClear(f, p, a, Math.fround(b))
          ? []
          : [`${f} at ${p.map(word).join(', ')}: ${a}, not ${b}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test.each(LANGUAGES)('%s: formulas of engineers with their gradients', async (language, runner) => {
    const wrong: string[] = []
    for (const [f, variables, at] of MODELS) {
      const [e, slopes] = [parse(f), gradient(f, variables)]
      const point = at.map(Math.fround)
      const wanted = compile([e, ...slopes], variables)(...point) as number[]
      const text = emit([e, ...slopes], { language, variables })
      const [found = []] = await run(runner, text, [point], wanted.length)
      const size = Math.max(...wanted.map(Math.abs))
      for (const [k, b] of wanted.entries())
        if (!isClose(found[k] as number, b, 5e-3, 1e-5 * size)) wrong.push(`${f}, ${k}: ${found[k]}, not ${b}`)
    }
    expect(wrong).toEqual([])
  })
})
