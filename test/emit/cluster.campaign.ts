/** Programs for a cluster, run by Dask on two local workers over data larger than the memory of one. Skipped where Dask is not installed. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/shell.js'

const python = ['python3', '/usr/bin/python3'].find(
  program => spawnSync(program, ['-c', 'import dask.array, dask.distributed, numpy']).status === 0,
)

/** 360 MB in rows, and the sums that are wanted, by NumPy alone in parts. */
const DATA = `import json, numpy as np
rows, columns, step = 5_000_000, 8, 500_000
X = np.lib.format.open_memmap('X.npy', 'w+', np.float64, (rows, columns))
y = np.lib.format.open_memmap('y.npy', 'w+', np.float64, (rows,))
x = np.lib.format.open_memmap('x.npy', 'w+', np.float64, (rows,))
w = np.linspace(-1, 1, columns)
random = np.random.default_rng(1)
squares, logistic, line = np.zeros(columns + 1), np.zeros(columns + 1), np.zeros(3)
for k in range(0, rows, step):
    A = random.standard_normal((step, columns))
    b = np.where(random.random(step) < 1/(1 + np.exp(-A @ w)), 1.0, -1.0)
    X[k:k + step], y[k:k + step], x[k:k + step] = A, b, A[:, 0]
    r, s = A @ w - b, -b*(A @ w)
    squares += np.append(r @ r, 2*A.T @ r)
    logistic += np.append(np.log1p(np.exp(s)).sum(), -(b/(1 + np.exp(-s))) @ A)
    d = b - (0.5*A[:, 0] - 0.25)
    line += [d @ d, -2*(d @ A[:, 0]), -2*d.sum()]
print(json.dumps({'squares': list(squares), 'logistic': list(logistic), 'line': list(line), 'w': list(w)}))`

interface Sums {
  readonly squares: readonly number[]
  readonly logistic: readonly number[]
  readonly line: readonly number[]
  readonly w: readonly number[]
}

const MEMORY = '300MB'
const LET = ['--let', 'X:[m,n] w:[n] y:[m]']

describe.skipIf(python === undefined)('Dask', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fluxion-dask-'))
  const run = async (...words: readonly string[]): Promise<string> =>
    (await promisify(execFile)(python ?? '', words, { cwd: folder })).stdout
  let wanted: Sums

  beforeAll(async () => {
    wanted = JSON.parse(await run('-c', DATA)) as Sums
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const CASES: readonly (readonly [
    loss: string,
    words: readonly string[],
    given: readonly string[],
    key: keyof Sums,
  ])[] = [
    ['norm2(X*w - y)^2', ['w', ...LET], ['w=W', 'X=X.npy', 'y=y.npy'], 'squares'],
    ['sum(log(1 + exp(-y.*(X*w))))', ['w', ...LET], ['w=W', 'X=X.npy', 'y=y.npy'], 'logistic'],
    ['(y - (a*x + b))^2', ['a', 'b'], ['a=0.5', 'b=-0.25', 'x=x.npy', 'y=y.npy'], 'line'],
  ]

  test.each(CASES)('the gradient of %s', async (loss, words, given, key) => {
    const { output } = await main(['grad', loss, ...words, '--format', 'dask'], async () => undefined)
    writeFileSync(join(folder, 'loss.py'), output)
    const values = given.map(text => text.replace('=W', `=${JSON.stringify(wanted.w)}`))
    const answer = await run('loss.py', ...values, '--workers', '2', '--memory', MEMORY, '--chunk', '250000')
    const { value, gradient } = JSON.parse(answer) as { value: number; gradient: Record<string, number | number[]> }
    const found = [value, ...Object.values(gradient).flat()]
    expect(found.length).toBe(wanted[key].length)
    for (const [k, b] of wanted[key].entries()) expect(Math.abs((found[k] ?? Number.NaN) / b - 1)).toBeLessThan(1e-9)
  })
})
