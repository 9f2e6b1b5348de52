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
      const file = join(folder, pathname === '/' ? 'index.html' : pathname)
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
    page = await browser.newPage({ viewport: { width: 390, height: 844 } })
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
    expect(await page.locator('#steps .katex').count()).toBe(1)
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

  it.each([320, 390, 1280])('fits a width of %i pixels', async width => {
    await page.setViewportSize({ width, height: 800 })
    await open({ text: 'exp(sin(x^2)*cos(x))/(1 + x^2)^3' })
    await page.locator('#derivative .katex').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})
