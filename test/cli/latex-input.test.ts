/** The command reads LaTeX: by itself where a backslash tells, else when it is told to. */
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/shell.js'

const run = async (...argv: string[]) => {
  const { status, output, diagnostics } = await main(argv, async () => undefined)
  return { status, output, diagnostics }
}

describe('LaTeX on the command line', () => {
  test.each([
    [['\\frac{x^2}{2}', 'x'], 'x'],
    [['simplify', '\\frac{d}{dx}x^4'], '4*x^3'],
    [['diff', 'xy^2', 'y', '--input', 'latex'], '2*x*y'],
    [['diff', 'xy^2', 'xy'], '2*xy'],
    [['eval', '\\frac{1}{2}x', '--at', 'x=3'], '1.5'],
    [['subs', '$x^{2}$', '--at', 'x=3', '--input', 'latex'], '9'],
    [['latex', '\\eta x', '--name', 'lr=\\eta'], '\\eta x'],
    [['diff', '\\sigma(wx)', 'x', '--let', 'sigmoid:function', '--format', 'latex'], undefined],
  ] as readonly (readonly [string[], string | undefined])[])('%j', async (argv, output) => {
    const result = await run(...argv)
    expect([result.status, result.diagnostics]).toEqual([0, ''])
    if (output !== undefined) expect(result.output.trim()).toBe(output)
  })

  test('an error has its place', async () => {
    const { status, output, diagnostics } = await run('diff', '\\sin x/2', 'x', '--format', 'json')
    expect(status).toBe(2)
    expect(JSON.parse(output)).toMatchObject({ error: { code: 'ambiguous-argument', offset: 6, length: 1 } })
    expect(diagnostics).toContain('\n  \\sin x/2\n        ^')
  })

  test('no other input', async () => {
    expect((await run('diff', 'x', '--input', 'word')).status).toBe(2)
  })
})

describe('formulas of spreadsheets on the command line', () => {
  test.each([
    [['=LN(A1)*$B$1', 'A1'], 'B1/A1', ''],
    [['diff', '=POWER(A1,3)', 'A1'], '3*A1^2', ''],
    [['eval', '=SUM(A1,B1)', '--at', 'A1=1,B1=2'], '3', ''],
    [['diff', '=-A1^2', 'A1'], '2*A1', 'as spreadsheets read it'],
  ] as readonly (readonly [string[], string, string])[])('%j', async (argv, output, warning) => {
    const result = await run(...argv)
    expect([result.status, result.output.trim()]).toEqual([0, output])
    expect(result.diagnostics).toContain(warning)
  })
})
