import { describe, expect, test } from 'vitest'
import { html, mathml } from '../src/html.js'
import { diff } from '../src/index.js'

describe('MathML', () => {
  test('is one math element with the LaTeX beside it', () => {
    expect(mathml('x^2')).toBe(
      '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>' +
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>',
    )
  })

  test('takes the options of LaTeX', () => {
    expect(mathml('x/2', { fractions: 'slash' })).toContain('<mi mathvariant="normal">/</mi>')
    expect(mathml('lr', { names: { lr: '\\eta' } })).toContain('<mi>η</mi>')
    expect(mathml('x', { display: false })).not.toContain('display')
  })

  test('of a list is a matrix', () => {
    expect(mathml(['x', diff('y^2', 'y')])).toContain('<mtable')
  })
})

test('HTML has the MathML, too', () => {
  expect(html('x^2')).toMatch(/^<span class="katex-display"><span class="katex">.*<math .*class="katex-html"/)
})

describe('what a caller puts into a formula', () => {
  test.each([
    ['\\foo', /Undefined control sequence/],
    ['}{', /KaTeX cannot set this/],
  ])('%s is refused', (name, message) => {
    const refusal = expect.objectContaining({ code: 'latex', message: expect.stringMatching(message) })
    expect(() => mathml('x', { names: { x: name } })).toThrow(refusal)
  })

  test.each([
    ['\\href{javascript:alert(1)}{x}', /href="javascript/],
    ['\\htmlData{a=b}{x}', /data-a/],
    ['\\text{<script>}', /<script/],
  ])('%s makes no %s', (name, forbidden) => {
    expect(html('x', { names: { x: name } })).not.toMatch(forbidden)
  })

  test('nesting beyond what KaTeX can set is refused', () => {
    const deep = `${'1/(1+'.repeat(50_000)}x${')'.repeat(50_000)}`
    expect(() => mathml(deep)).toThrow(expect.objectContaining({ code: 'budget' }))
  })
})
