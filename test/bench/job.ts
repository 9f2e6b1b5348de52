/**
 * One library on one input, in a process of its own so that a task that never ends can be stopped: runs every task
 * and prints a line of JSON as each is done. `tsx test/bench/job.ts fluxion 0`.
 */
import { create, all as everything, type FactoryFunctionMap } from 'mathjs'
import { compile, diff, gradient, latex, parse, text } from '../../src/index.js'
import { INPUTS, type Input } from './inputs.js'
import { measure } from './measure.js'

/** In this order; what a task needs from earlier ones is made outside the time that is taken. */
export const TASKS = ['parse', 'diff', 'print', 'latex', 'compile', 'call', 'diff, simplified'] as const
export type Task = (typeof TASKS)[number]

type Tasks = () => Generator<readonly [Task, () => unknown]>

const valueFor = (_: string, k: number): number => 0.5 + ((k * 7) % 11) / 20

function fluxionTasks({ text: source, by, names, shared = false }: Input): Tasks {
  return function* () {
    yield ['parse', () => parse(source)]
    const e = parse(source)
    const derivative = (simplify: boolean): unknown => {
      const [first = ''] = by
      return by.length === 1 ? diff(e, first, { simplify }) : gradient(e, by, { simplify })
    }
    yield ['diff', () => derivative(false)]
    const d = derivative(false) as ReturnType<typeof gradient>
    yield ['print', () => text(d, { shared })]
    yield ['latex', () => latex(d, { shared })]
    yield ['compile', () => compile(d, names)]
    const f = compile(d, names)
    const out = new Float64Array(f.size)
    const point = names.map(valueFor)
    yield ['call', () => f.intoAt(out, point)]
    yield ['diff, simplified', () => derivative(true)]
  }
}

function mathjsTasks({ text: source, by, names }: Input): Tasks {
  const math = create(everything as FactoryFunctionMap)
  return function* () {
    yield ['parse', () => math.parse(source)]
    const e = math.parse(source)
    const derivative = (simplify: boolean) => by.map(name => math.derivative(e, name, { simplify }))
    yield ['diff', () => derivative(false)]
    const d = derivative(false)
    yield ['print', () => d.map(node => node.toString())]
    yield ['latex', () => d.map(node => node.toTex())]
    yield ['compile', () => d.map(node => node.compile())]
    const f = d.map(node => node.compile())
    const scope = Object.fromEntries(names.map((name, k) => [name, valueFor(name, k)]))
    yield ['call', () => f.map(g => g.evaluate(scope))]
    yield ['diff, simplified', () => derivative(true)]
  }
}

function run(library: string, input: Input): void {
  const tasks = library === 'mathjs' ? mathjsTasks(input) : fluxionTasks(input)
  for (const [task, work] of tasks()) console.log(JSON.stringify({ task, timing: measure(work) }))
}

const [library = '', index = ''] = process.argv.slice(2)
const input = INPUTS[Number(index)]
if (input === undefined) throw new Error('usage: job.ts LIBRARY INDEX')
try {
  run(library, input)
} catch (error) {
  // What a library cannot do is a result, too; its name goes into the table.
  console.log(JSON.stringify({ failure: error instanceof Error ? error.name : String(error) }))
}
