/**
 * Python over arrays: NumPy, PyTorch and JAX. The function takes numbers or arrays of one shape (or shapes that fit) and answers arrays;
 * the entries of a gradient are along the last axis, those of a matrix along the last two. Routines with loops run number by number in
 * NumPy and PyTorch, and are refused in JAX, which could not trace them. Source: The Python Language Reference, 2.3.1.
 */
import type { Routine, Term } from '../code.js'
import { isStraight, readsOf, termsOf } from '../code.js'
import { type Check, CLOSE, type Language, lineComments, named } from '../language.js'
import { decimal, nested } from '../layout.js'
import { indented, type Printer, type StatementForms } from '../print.js'
import { arrayHelpers, type PythonKind, tensorsInPython } from '../tensor/languages/python.js'
import { isScalar, type Part, type Unit } from '../unit.js'

const forms: StatementForms = {
  set: (x, v) => `${x} = ${v}`,
  return: v => `return ${v}`,
  if: t => `if ${t}:`,
  else: 'else:',
  elseIf: t => `elif ${t}:`,
  while: t => `while ${t}:`,
  end: undefined,
}

const shapeOf = ({ shape }: Part): string => `(${shape.map(n => `${n},`).join(' ')})`

/** How one of the three differs. */
interface Kind {
  readonly title: string
  readonly ending: string
  readonly module: PythonKind['module']
  readonly imports: string
  /** A number or an array as an array of doubles. */
  readonly array: (x: string) => string
  readonly stack: string
  /** What stands around the body of the function. */
  readonly within?: string
  readonly functions: Readonly<Record<string, string>>
  /** What makes a routine of numbers one of arrays. */
  readonly vectorized?: (f: string) => string
  readonly routines?: string
  /** Functions of Python that the text calls. */
  readonly helpers?: Readonly<Record<string, string>>
}

/** Whether every parameter occurs, so that the results have the shape of all. */
function usesAll(u: Unit): boolean {
  const found = readsOf([...u.body.flatMap(termsOf), ...u.parts.flatMap(p => p.entries)])
  return u.parameters.length > 0 && u.parameters.every(p => found.has(p))
}

function unit(u: Unit, print: Printer, kind: Kind): string {
  const parameters = u.parameters.join(', ')
  const [only] = u.parts
  const isPlain = isScalar(u) && only !== undefined && usesAll(u)
  const stack = (p: Part): string =>
    `fx_stack(${shapeOf(p)}, [${p.entries.map(print.term).join(', ')}]${u.parameters.map(x => `, ${x}`).join('')})`
  const results = u.parts.map(p => (isPlain ? print.term(p.entries[0] as Term) : stack(p)))
  const body = [
    ...print.lines(u.body, forms, '    '),
    ...(isPlain
      ? [`return ${results[0]}`]
      : [...u.parts.map((p, k) => `${p.name} = ${results[k]}`), `return ${u.parts.map(p => p.name).join(', ')}`]),
  ]
  const inputs = u.parameters.map(p => `${p} = ${kind.array(p)}`)
  const inner = kind.within === undefined ? body : [kind.within, ...body.map(line => `    ${line}`)]
  return `def ${u.name}(${parameters}):
${indented([...inputs, ...inner], '    ')}`
}

const stackText = ({ module, array, stack }: Kind): string => `def fx_stack(shape, entries, *like):
    """The entries, each of the shape of the points, as one array: the axes of the points first."""
    arrays = ${module}.broadcast_${module === 'torch' ? 'tensors' : 'arrays'}(*[${array('e')} for e in entries], *like)[:len(entries)]
    return ${module}.stack(tuple(arrays), ${stack}=-1).reshape(tuple(arrays[0].shape) + shape)${module === 'np' ? '[()]' : ''}`

function main(u: Unit, kind: Kind): string {
  const n = u.parameters.length
  const args = u.parameters.map((_, k) => `x[${k}]`).join(', ')
  return `if __name__ == '__main__':
    # Reads points, one a line, and writes the results, one line a point.
    import sys

    for number, line in enumerate(sys.stdin, 1):
        words = line.replace(',', ' ').split()
        if not words:
            continue
        try:
            x = [float(word) for word in words]
        except ValueError:
            x = []
        if len(x) != ${n}:
            print(f'line {number}: ${n} numbers are needed', file=sys.stderr)
            sys.exit(2)
        results = ${u.name}(${args})
        parts = results if isinstance(results, tuple) else (results,)
        print(*['%.17g' % float(r) for part in parts for r in ${kind.array('part')}.reshape(-1)])`
}

function checkText(checks: readonly Check[], print: Printer, kind: Kind): string {
  const each = checks.map(({ name, arguments: args, results }) => {
    const known = results.map(r => `[${r.entries.map(print.number).join(', ')}]`).join(', ')
    return `fx_compare('${name}', ${name}(${args.map(a => nested(a, print.number)).join(', ')}), [${known}])`
  })
  return `if __name__ == '__main__':
    # Compares the functions with known values.
    def fx_compare(name, found, known):
        for result, numbers in zip(found if isinstance(found, tuple) else [found], known):
            for a, b in zip(${kind.array('result')}.reshape(-1), numbers):
                if not (a == b or (a != a and b != b) or abs(a - b) <= ${CLOSE}*(1 + abs(b))):
                    raise SystemExit(f'{name}: {a}, not {b}')

${indented(each, '    ')}`
}

function routine(r: Routine, print: Printer, kind: Kind): string {
  const head = `def ${print.routineName(r.name)}(${r.parameters.join(', ')}):`
  // Functions of PyTorch take no numbers.
  const inputs = r.parameters.map(p => `${p} = ${kind.module === 'np' ? `np.float64(${p})` : kind.array(p)}`)
  if (isStraight(r)) {
    const lines = [...(kind.module === 'torch' ? inputs : []), ...print.lines(r.body, forms, '    ')]
    return `${head}\n${indented(lines, '    ')}`
  }
  const body = print.scalars().lines(r.body, forms, '    ')
  return `${head}\n${indented([...inputs, ...body], '    ')}\n\n\n${kind.vectorized?.(print.routineName(r.name))}`
}

const SHARED = 'sqrt exp log sin cos tan sinh cosh tanh log10 log2 log1p expm1 abs floor ceil trunc fmod hypot sign'

const inverses = (module: string, prefix: string): Record<string, string> =>
  Object.fromEntries(
    ['sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'tan2'].map(f => [`a${f}`, `${module}.${prefix}${f}`]),
  )

const table = (kind: Kind): Language => ({
  title: kind.title,
  ending: kind.ending,
  numeral: decimal,
  infinity: `${kind.module}.inf`,
  nan: `${kind.module}.nan`,
  choose: (test, yes, no, scalar) =>
    scalar
      ? `(${yes} if ${test} else ${no})`
      : `${kind.module === 'torch' ? 'fx_where' : `${kind.module}.where`}(${test}, ${yes}, ${no})`,
  chooseIsCall: true,
  functions: kind.functions,
  words: `False None True and as assert async await break class continue def del elif else except finally for from global if import in is
    lambda nonlocal not or pass raise return try while with yield match case type print float len tuple isinstance enumerate str int
    abs max min sum np torch jnp jax math sys fx_stack value gradient jacobian hessian
    all zip bool range reversed numpy ValueError SystemExit number line words word results parts part point`,
  ...(kind.vectorized === undefined && { straight: true as const }),
  routine: (r, print) => routine(r, print, kind),
  tensors: tensorsInPython({ ...kind, statements: forms }),
  unit: (u, print) => unit(u, print, kind),
  main: u => main(u, kind),
  check: (checks, print) => checkText(checks, print, kind),
  before: kind.imports,
  ...(kind.routines !== undefined && { routines: kind.routines }),
  helpers: { fx_stack: stackText(kind), ...arrayHelpers(kind.module), ...kind.helpers },
  gap: '\n\n\n',
  comment: lines => lineComments('#')(lines),
})

export const numpy = table({
  title: 'NumPy',
  ending: '.py',
  module: 'np',
  imports: 'import numpy as np',
  array: x => `np.asarray(${x}, dtype=np.float64)`,
  stack: 'axis',
  within: "with np.errstate(all='ignore'):",
  vectorized: f => `${f} = np.vectorize(${f}, otypes=[np.float64])`,
  functions: {
    ...named(`${SHARED} cbrt`, 'np.'),
    ...inverses('np', 'arc'),
    ...{ pow: 'np.power', max: 'np.maximum', min: 'np.minimum' },
  },
})

const TORCH_WHERE = `def fx_where(test, yes, no):
    """torch.where, where the test and the alternatives may also be numbers."""
    tensor = lambda x: torch.as_tensor(x, dtype=torch.float64)
    return torch.where(torch.as_tensor(test), tensor(yes), tensor(no))`

/** Functions of two tensors that take no numbers. */
const OF_TENSORS = ['maximum', 'minimum', 'hypot', 'atan2', 'fmod', 'pow']

const TORCH_OF_TENSORS = `def fx_of_tensors(f):
    """A function of tensors that also takes numbers."""
    return lambda *args: f(*[torch.as_tensor(a, dtype=torch.float64) for a in args])`

const TORCH_EACH = `def fx_each(f):
    """A function of numbers as one of arrays, entry by entry."""
    def each(*args):
        arrays = torch.broadcast_tensors(*[torch.as_tensor(a, dtype=torch.float64) for a in args])
        entries = [float(f(*place)) for place in zip(*[a.reshape(-1) for a in arrays])]
        return torch.tensor(entries, dtype=torch.float64).reshape(arrays[0].shape)
    return each`

export const pytorch = table({
  title: 'PyTorch',
  ending: '_torch.py',
  module: 'torch',
  imports: 'import torch',
  helpers: {
    ...Object.fromEntries(OF_TENSORS.map(f => [`fx_${f}`, `fx_${f} = fx_of_tensors(torch.${f})`])),
    ...{ fx_of_tensors: TORCH_OF_TENSORS, fx_where: TORCH_WHERE, fx_each: TORCH_EACH },
  },
  vectorized: f => `${f} = fx_each(${f})`,
  routines: `
digamma(x) { return x == 0 ? nan : native_digamma(x); }
sign(x) { return x != x ? x : native_sign(x); }`,
  array: x => `torch.as_tensor(${x}, dtype=torch.float64)`,
  stack: 'dim',
  functions: {
    ...named(SHARED, 'torch.'),
    ...inverses('torch', 'a'),
    ...{ pow: 'fx_pow', max: 'fx_maximum', min: 'fx_minimum', hypot: 'fx_hypot', atan2: 'fx_atan2', fmod: 'fx_fmod' },
    ...named('erf erfc lgamma digamma sigmoid', 'torch.'),
  },
})

export const jax = table({
  title: 'JAX',
  ending: '_jax.py',
  module: 'jnp',
  imports: [
    ...['import jax', 'import jax.numpy as jnp', 'import jax.scipy.special', ''],
    "jax.config.update('jax_enable_x64', True)",
  ].join('\n'),
  // At the poles they are infinite there, or of one side.
  routines: `
gamma(x) { return x <= 0 ? (x == floor(x) ? nan : native_gamma(x)) : native_gamma(x); }
polygamma(n, x) {
  return x <= 0 ? (x == floor(x) ? nan : native_polygamma(n, x)) : x == inf ? (n == 0 ? inf : 0) : native_polygamma(n, x);
}`,
  array: x => `jnp.asarray(${x}, dtype=jnp.float64)`,
  stack: 'axis',
  functions: {
    ...named(`${SHARED} cbrt`, 'jnp.'),
    ...inverses('jnp', 'arc'),
    ...named('erf erfc erfinv gamma digamma', 'jax.scipy.special.'),
    ...{ pow: 'jnp.power', max: 'jnp.maximum', min: 'jnp.minimum', sigmoid: 'jax.nn.sigmoid' },
    ...{ lgamma: 'jax.scipy.special.gammaln', polygamma: 'jax.scipy.special.polygamma(int($1), $2)' },
  },
})
