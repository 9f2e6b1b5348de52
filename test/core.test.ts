/** The small core: what it has, it has as the whole library has it; what it has not, is refused by name. */
import { describe, expect, it } from 'vitest'
import * as core from '../src/core.js'
import { FluxionError, ParseError } from '../src/errors.js'
import { BINDER_NAMES } from '../src/expr/binders.js'
import { isCall } from '../src/expr/node.js'
import { postorder } from '../src/expr/walk.js'
import { arity, type NamedRow } from '../src/functions/row.js'
import { SPECIAL_FAMILIES } from '../src/functions/special-families.js'
import { SPECIAL_NAMES } from '../src/functions/special-names.js'
import { allRows } from '../src/functions/table.js'
import * as whole from '../src/index.js'
import { notations } from '../src/parse/latex/notations.js'
import { notationNames } from '../src/parse/notation.js'
import { CALLED, CALLED_WITH_SUBSCRIPT } from '../src/print/latex/calls.js'

const refusal = (run: () => unknown): FluxionError => {
  try {
    run()
  } catch (error) {
    if (error instanceof FluxionError) return error
    throw error
  }
  throw new Error('it answered')
}

/** What is asked, with its answer, or code and place of the refusal. */
const outcome = (run: () => unknown): string => {
  try {
    return String(run())
  } catch (error) {
    if (error instanceof ParseError) return `${error.code} at ${error.offset}+${error.length}`
    if (error instanceof FluxionError) return error.code
    throw error
  }
}

const special = SPECIAL_FAMILIES.flatMap(family =>
  Object.entries(family).flatMap(([name, row]) => [name, ...(row.aliases ?? [])]),
)

describe('functions that the core has not', () => {
  it('are those of the special families, the binders, the notations for them, and those that have them as derivatives', () => {
    const notated = [...notationNames()].filter(name => name.startsWith('hyp'))
    const names = [...special, ...BINDER_NAMES, ...notated]
    const needsThem = ({ derivative, exceptions = [], values = {} }: NamedRow): boolean =>
      [...derivative, ...exceptions.flatMap(e => e.derivative), ...Object.values(values)].some(text =>
        (text?.match(/[a-z]\w*/gi) ?? []).some(word => names.includes(word)),
      )
    const others = [...allRows()].filter(row => !special.includes(row.name) && needsThem(row)).map(row => row.name)
    expect([...SPECIAL_NAMES].sort()).toEqual([...names, ...others].sort())
  })

  it.each([...SPECIAL_NAMES])('%s is refused where it is called, with advice', name => {
    const texts = [
      [`${name}(x)`, 0],
      [`2 ${name} (x)`, 2],
      [`sin(${name}(x, 1))`, 4],
    ] as const
    for (const [text, offset] of texts) {
      const error = refusal(() => core.diff(text, 'x'))
      expect(error).toMatchObject({ code: 'unknown-function', offset, length: name.length })
      expect(error.message).toContain('import from "fluxion"')
    }
  })

  it.each([...SPECIAL_NAMES])('%s without a bracket is no name, unless it is one in the whole library', name => {
    const text = `2*${name} + x`
    if (outcome(() => whole.diff(text, 'x', { form: 'raw' })) === '1') expect(String(core.diff(text, 'x'))).toBe('1')
    else expect(outcome(() => core.diff(text, 'x'))).toBe(`unknown-function at 2+${name.length}`)
  })

  it.each([
    ['n!', 'unknown-function at 1+1'],
    ['γ(x)', 'unknown-function at 0+1'],
    ["erf'(x)", 'unknown-function at 0+3'],
    ['erf = 2; erf*x', 'unknown-function at 0+3'],
    ['gamma(x) = x^2', 'unknown-function at 0+5'],
    ['f(x) = erf(x)', 'unknown-function at 7+3'],
  ])('%s: %s', (text, wanted) => {
    expect(outcome(() => core.parse(text))).toBe(wanted)
  })

  it('cannot be declared', () => {
    expect(outcome(() => core.diff('erf(x)', 'x', { functions: ['erf'] }))).toBe('unknown-function at 0+3')
  })
})

describe('functions that the core has', () => {
  const own = [...allRows()].filter(row => !SPECIAL_NAMES.has(row.name))

  it.each(own.map(row => row.name))('%s has the derivative that the whole library has, in terms of such', name => {
    const row = own.find(r => r.name === name)
    const text = `${name}(${['x', 'y', 'z'].slice(0, row === undefined ? 1 : arity(row)[0]).join(', ')})`
    const problem = row !== undefined && arity(row)[0] === 0 ? name : text
    const d = core.diff(problem, 'x')
    expect(String(d)).toBe(String(whole.diff(problem, 'x', { form: 'raw' })))
    expect(postorder(d).filter(e => e.kind === 'call' && SPECIAL_NAMES.has(e.head))).toEqual([])
    expect(isCall(d, 'diff')).toBe(false)
  })
})

describe('what the core answers', () => {
  it.each([
    'w^3',
    'f(w)*g(w)',
    'q = w + y; q*z',
    'f(w) = w^2/sin(w)',
    'w -> w^2',
    'if(w > 0, w^2, -w)',
    'max(w, 1)',
    'abs(w)*sign(w)',
    'd(w^2)/dw',
    'diff(w^3, w)',
    '[w, w^2]',
    '0.1*w + 1/3',
    'w^',
    'sin w',
    'foo(w)',
    'w = ',
    'x times w',
    'sinw',
    'Power[w, 2]',
    'max()',
    'sin(w, 2)',
    '(w',
    'w)',
    'w % 2',
    '1_000*w',
    'w^2(w)',
    'dy/dw',
    '[w, [w]]',
  ])('%s: as the whole library in canonical form', text => {
    const [ours, theirs] = [core, whole].map(part =>
      outcome(() => part.diff(text, 'w', ...(part === whole ? [{ form: 'raw' as const }] : []))),
    )
    expect(ours).toBe(theirs)
    expect(outcome(() => core.latex(text))).toBe(outcome(() => whole.latex(text)))
  })

  it.each([
    [{ multiply: 'dot' }],
    [{ inverse: 'sup' }],
    [{ roots: 1 }],
    [{ fractions: 'a' }],
    [{ derivatives: 'x' }],
    [{ upright: 'e' }],
    [{ inline: 1 }],
    [{ limits: { time: 1 } }],
    [{ asked: 1 }],
    [{ let: 1 }],
    [{ signal: 1 }],
    [{ names: { a: 1 } }],
  ])('%o is refused in the words of the whole library, which may add advice', options => {
    const words = refusal(() => core.latex('x', options as never)).message
    expect(refusal(() => whole.latex('x', options as never)).message.slice(0, words.length)).toBe(words)
  })

  it.each([
    [{ verify: true }, 'unknown-option'],
    [{ form: 'stable' }, 'unknown-option'],
    [{ syntax: 'latex' }, 'unknown-option'],
    [{ functions: { f: 'u^2' } }, 'option-functions'],
    [{ let: 'x:[n]' }, 'unsupported-shape'],
    [{ let: 'y:real; A:[2 x 3] symmetric; z:[' }, 'unsupported-shape'],
    [{ let: 'x in R^{2x3}' }, 'unexpected-name at 2+2'],
    [{ let: 'x ∈ ℝ' }, 'unexpected-character at 2+1'],
    [{ let: 'q = 2 in R' }, 'unexpected-name at 6+2'],
    [{ let: "q = x'" }, 'unexpected-character at 5+1'],
  ])('%o is refused: %s', (options, code) => {
    expect(outcome(() => core.diff('x^2', 'x', options as never))).toBe(code)
  })

  it('is not differentiated by an intermediate result', () => {
    expect(outcome(() => core.diff('q = x + y; q*z', 'q'))).toBe('intermediate')
  })
})

describe('what LaTeX takes for functions', () => {
  it.each([
    ['without a subscript', CALLED, false],
    ['with one', CALLED_WITH_SUBSCRIPT, true],
  ])('%s: the letters and commands of the table', (_, stated, hasSubscript) => {
    const letters = [...notations().heads].filter(([head, shapes]) => {
      const takesOne = shapes.some(({ row, sub, body }) => {
        const [least, most] = arity(row)
        return (
          (body === undefined ? least <= 1 && most >= 1 : body.slots.length === 1) &&
          (sub !== undefined) === hasSubscript
        )
      })
      return takesOne && /^(?:[A-Za-z]|\\[A-Za-z]+)$/.test(head)
    })
    expect([...stated].sort()).toEqual(letters.map(([head]) => head).sort())
  })
})
