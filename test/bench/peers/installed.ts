/** Systems that the benchmark installs for itself, in a folder of its own; they have no types here. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Peer } from './peer.js'

/** Where they are. */
export const FOLDER = join(process.cwd(), 'node_modules/.cache/fluxion-bench')
export const PACKAGES = ['nerdamer-prime@1.5.0', 'algebrite@1.4.0', '@cortex-js/compute-engine@0.30.2']

const load = createRequire(join(FOLDER, 'package.json'))

interface Printed {
  toString(): string
}

export function nerdamer(): Peer<Printed> {
  const system = load('nerdamer-prime/all') as ((text: string) => Printed) & {
    diff(e: Printed, x: string): Printed
  }
  return { parse: system, derivative: (e, x) => system.diff(e, x), print: String }
}

export function algebrite(): Peer<Printed> {
  const system = load('algebrite') as Readonly<Record<'eval' | 'parse', (text: Printed) => Printed>> & {
    derivative(e: Printed, x: Printed): Printed
  }
  return {
    parse: text => system.eval(text),
    derivative: (e, x) => system.derivative(e, system.parse(x)),
    print: String,
  }
}

interface Box extends Printed {
  evaluate(): Box
  readonly latex: string
  compile(): (values: Readonly<Record<string, number | undefined>>) => unknown
}

export async function computeEngine(): Promise<Peer<Box>> {
  const file = join(FOLDER, 'node_modules/@cortex-js/compute-engine/dist/compute-engine.min.esm.js')
  const { ComputeEngine } = (await import(pathToFileURL(file).href)) as {
    ComputeEngine: new () => { parse(latex: string): Box; box(json: unknown): Box }
  }
  const engine = new ComputeEngine()
  return {
    parse: text => engine.parse(latexOf(text)),
    derivative: (e, x) => engine.box(['D', e, x]).evaluate(),
    print: e => e.latex,
    compiled: (es, names) => {
      const fs = es.map(e => e.compile())
      return point => fs.map(f => f(Object.fromEntries(names.map((n, k) => [n, point[k]]))))
    },
  }
}

/** It reads LaTeX: names of several letters and functions are marked, exponents are grouped. */
const latexOf = (text: string): string =>
  text
    .replace(/[a-zA-Z_]\w*/g, w =>
      /^(?:sin|cos|tan|exp|log|tanh|sinh|cosh|sqrt|asin|acos|atan)$/.test(w)
        ? (FUNCTIONS[w] ?? `\\${w}`)
        : w.length > 1
          ? `\\mathrm{${w}}`
          : w,
    )
    .replace(/\^(\d+|[a-z](?![a-z]))/g, '^{$1}')
    .replaceAll('*', '\\cdot ')

const FUNCTIONS: Readonly<Record<string, string>> = {
  log: '\\ln',
  asin: '\\arcsin',
  acos: '\\arccos',
  atan: '\\arctan',
}
