/** The playground in a real browser: built by Vite, served as plain files, with nothing else to be had from anywhere. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

describe.skipIf(!existsSync(BROWSER))(`the playground (needs chromium at ${BROWSER}, or CHROMIUM=...)`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fluxion-playground-'))
  let server: Server
  let browser: Browser
  let page: Page
  let complaints: string[]
  let foreign: string[]
  const address = (): string => `http://localhost:${(server.address() as AddressInfo).port}/`

  beforeAll(async () => {
    const config = fileURLToPath(new URL('../examples/playground/vite.config.ts', import.meta.url))
    await build({ configFile: config, logLevel: 'error', build: { outDir: folder } })
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      // The same page from a folder of a server.
      const name = pathname.replace(/^\/course\//u, '/')
      const file = join(folder, name === '/' ? 'index.html' : name)
      if (!existsSync(file)) response.writeHead(404).end()
      else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? '' }).end(readFileSync(file))
    }).listen(0)
    browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS })
  })
  afterAll(async () => {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    complaints = []
    foreign = []
    page = await browser.newPage({ viewport: { width: 360, height: 780 } })
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    page.on('request', request => {
      if (!/^(?:data:|http:\/\/localhost)/u.test(request.url())) foreign.push(request.url())
    })
  })
  afterEach(async () => {
    await page.close()
    // The policy of the page speaks on the console where something is against it.
    expect(complaints).toEqual([])
    expect(foreign).toEqual([])
  })

  const open = (parts: Readonly<Record<string, string>>): Promise<unknown> =>
    page.goto(`${address()}#${new URLSearchParams(parts)}`)
  const says = (what: string): Promise<unknown> => page.getByRole('status').getByText(what, { exact: true }).waitFor()

  it.each([
    [{ text: 'w^3' }, 'The derivative by w is 3*w^2'],
    [{ text: '\\frac{x^2}{2}' }, 'The derivative by x is x'],
    [{ text: 'q = x + y; q*z', variable: 'y' }, 'The derivative by y is z'],
    [{ text: 'W*x', variable: 'x', declarations: 'W:[2,3]; x:[3]' }, 'The derivative by x is W'],
    [{ text: '1/(1 + exp(-x))', point: 'x = 0' }, 'The derivative by x is e^(-x)/(1 + e^(-x))^2'],
  ])('answers the address of %j', async (question, answer) => {
    await open(question)
    await says(answer)
    expect(await page.locator('#derivative .katex').count()).toBe(1)
  })

  it('shows the reading, steps, plot, check and graph of what is typed by the keyboard alone', async () => {
    await page.goto(address())
    await page.keyboard.press('Tab')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('x^2*y')
    await says('The derivative by x is 2*x*y')
    expect(await page.locator('#reading').textContent()).toBe('(x^2)*y')
    expect(await page.locator('#steps li').count()).toBe(1)
    expect(await page.locator('#steps .use').first().textContent()).toContain('constant factor')
    expect(await page.locator('#plot svg path').count()).toBe(2)
    expect(await page.locator('#check tbody tr').count()).toBe(2)
    expect(await page.locator('#graph').evaluate(image => image.getAttribute('src'))).toMatch(/^data:image\/svg/u)
    await page.keyboard.press('Tab')
    await page.keyboard.press('y')
    await says('The derivative by y is x^2')
    expect(page.url()).toContain('variable=y')
  })

  it('says what is not understood, with the caret, and recovers', async () => {
    await open({ text: 'x +* 2' })
    await page.getByRole('alert').getByText('does not fit here').waitFor()
    expect(await page.getByLabel('Formula').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Formula').fill('x^2')
    await says('The derivative by x is 2*x')
    expect(await page.locator('#trouble').textContent()).toBe('')
  })

  it('goes on without a network', async () => {
    await open({ text: 'x' })
    await says('The derivative by x is 1')
    await page.context().setOffline(true)
    await page.getByLabel('Formula').fill('sin(x)')
    await says('The derivative by x is cos(x)')
  })

  it('opens without a network once it was there, from a folder of a server too', async () => {
    await page.goto(`${address()}course/#text=x`)
    await says('The derivative by x is 1')
    await page.evaluate('navigator.serviceWorker.ready')
    const isKept = 'navigator.serviceWorker.controller !== null'
    while ((await page.evaluate(isKept)) !== true) await page.waitForTimeout(50)
    await page.context().setOffline(true)
    await page.goto('about:blank')
    // The drawing, its layout and other fonts were not asked for before.
    const question = new URLSearchParams({ text: 'q = x + y; q*m', point: 'x = -2, y = 5, m = -4' })
    await page.goto(`${address()}course/#${question}`)
    await page.getByRole('status').getByText('The derivative by x is m').waitFor()
    expect(await page.locator('#graph').evaluate(image => image.getAttribute('src'))).toMatch(/^data:image\/svg/u)
  })

  it.each([320, 360, 390, 768, 1280])('fits a width of %i pixels', async width => {
    await page.setViewportSize({ width, height: 800 })
    await open({ text: 'exp(sin(x^2)*cos(x))/(1 + x^2)^3', point: 'x = 1' })
    await page.locator('#derivative .katex').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    // What is wider than its place is within a box that is scrolled, also by the keyboard.
    await page.evaluate('document.fonts.ready.then(() => undefined)')
    const stuck = `[...document.querySelectorAll('.formulas, .scroll, .rule')].filter(b => b.scrollWidth > b.clientWidth && b.tabIndex !== 0).length`
    expect(await page.evaluate(stuck)).toBe(0)
    // Words of the plot are as large as they say.
    const scale = `(s => s.clientWidth / s.viewBox.baseVal.width)(document.querySelector('#plot svg'))`
    expect(Number(await page.evaluate(scale))).toBeCloseTo(1, 1)
    const small = `[...document.querySelectorAll('button, input, select, summary')].filter(b => b.getBoundingClientRect().height < 24).length`
    expect(await page.evaluate(small)).toBe(0)
  })

  it('is used to the end by the keyboard alone', async () => {
    await open({ text: 'x^2' })
    await says('The derivative by x is 2*x')
    const focused = (): Promise<unknown> =>
      page.evaluate('document.activeElement.id || document.activeElement.textContent')
    await page.evaluate('document.activeElement?.blur()')
    const visited: unknown[] = []
    for (let k = 0; k < 30 && visited.at(-1) !== 'In words'; k++) {
      await page.keyboard.press('Tab')
      visited.push(await focused())
    }
    const fields = ['text', 'variable', 'point', 'declarations']
    const examples = ['chain rule', 'sigmoid', 'LaTeX', 'named q', 'matrices']
    expect(visited.filter(v => [...fields, ...examples, 'copy', 'In words'].includes(String(v)))).toEqual([
      ...fields,
      ...examples,
      'copy',
      'In words',
    ])
    await page.keyboard.press('Enter')
    expect(await page.locator('#passes').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Copy LaTeX' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('The LaTeX is').waitFor()
    await page.getByRole('button', { name: 'named q' }).focus()
    await page.keyboard.press('Space')
    await says('The derivative by x is z')
    // Where the focus is can be seen.
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe('3px')
  })

  it('tells a screen reader what there is', async () => {
    await open({ text: 'q = x + y; q*z', point: 'x = -2, y = 5, z = -4' })
    await says('The derivative by x is z')
    const there = [
      page.getByRole('heading', { level: 1, name: 'Fluxion' }),
      page.getByRole('textbox', { name: 'Formula, as text or LaTeX' }),
      page.getByRole('combobox', { name: 'Variable' }),
      page.getByRole('textbox', { name: 'Point' }),
      page.getByRole('textbox', { name: 'Vectors, matrices, assumptions' }),
      page.getByRole('navigation', { name: 'Examples' }),
      ...['Derivative', 'Steps', 'Plot', 'Check by differences', 'Forward and backward pass'].map(name =>
        page.getByRole('region', { name }),
      ),
      page.getByRole('img', { name: 'f and its derivative by x from -7 to 3' }),
      page.getByRole('img', { name: 'The computation at x = -2, y = 5, z = -4' }),
      page.getByRole('table', { name: 'at x = -2, y = 5, z = -4' }),
      page.getByRole('rowheader', { name: 'x' }),
      page.getByRole('columnheader', { name: 'verdict' }),
      page.getByRole('list').first(),
    ]
    expect(await Promise.all(there.map(place => place.count()))).toEqual(there.map(() => 1))
    // Formulas are there as MathML, what is drawn of them is hidden.
    expect(await page.locator('#derivative math').count()).toBe(1)
    expect(await page.locator('#derivative .katex-html').getAttribute('aria-hidden')).toBe('true')
    expect(await page.locator('#passes').textContent()).toContain('df/dx = df/dq*dq/dx = (-4)*1 = -4')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  it.each(['light', 'dark'] as const)('has words that can be read on %s paper', async colorScheme => {
    await page.emulateMedia({ colorScheme })
    await open({ text: 'x +* 2' })
    await page.getByRole('alert').getByText('does not fit here').waitFor()
    const names = ['ink', 'soft', 'accent', 'slope', 'bad', 'good']
    const style = `(s => Object.fromEntries(${JSON.stringify([...names, 'paper', 'card'])}.map(n => [n, s.getPropertyValue('--' + n).trim()])))(getComputedStyle(document.documentElement))`
    const colours = (await page.evaluate(style)) as Record<string, string>
    for (const name of names)
      for (const below of ['paper', 'card'])
        expect([name, below, contrast(colours[name] as string, colours[below] as string) >= 4.5]).toEqual([
          name,
          below,
          true,
        ])
  })

  it('allows nothing that is written into it to run', async () => {
    await open({ text: 'x' })
    await says('The derivative by x is 1')
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/u)
    expect(policy).not.toContain('unsafe')
    await page.getByLabel('Formula').fill('<img src=x onerror=alert(1)>')
    await page.getByRole('alert').getByText('img').waitFor()
    expect(await page.locator('img').count()).toBe(1)
  })

  it('shows vectors and matrices at a point', async () => {
    await open({
      text: 'norm2(W*x)^2',
      declarations: 'W:[2,2]; x:[2]',
      variable: 'x',
      point: 'W = [[1,2],[3,4]], x = [1;2]',
    })
    await says("The derivative by x is 2*W'*W*x")
    expect(await page.locator('#check tbody tr').count()).toBe(6)
    expect(await page.locator('#passes').textContent()).toContain('[76, 108]')
  })
})

/** The ratio of luminances (WCAG 2). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const whole = hex.length === 4 ? [...hex.slice(1)].map(c => c + c).join('') : hex.slice(1)
    const [r = 0, g = 0, blue = 0] = [0, 2, 4].map(k => {
      const c = Number.parseInt(whole.slice(k, k + 2), 16) / 255
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
