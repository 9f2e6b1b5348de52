/** Tensors in Python: NumPy, PyTorch and JAX. Products are `@` and einsum; sizes are those of the arrays. */
import { FluxionError } from '../../../errors.js'
import type { TensorLanguage, TensorText } from '../../language.js'
import { indented, type StatementForms } from '../../print.js'
import { type ArrayForms, ArrayText, matrixProduct, type Operand } from '../arrays.js'
import { inputsOf, type TensorUnit, toldBy, toldIn, totalOf } from '../unit.js'

/** How one of the three differs. */
export interface PythonKind {
  readonly module: 'np' | 'torch' | 'jnp'
  readonly array: (x: string) => string
  readonly within?: string
  readonly statements: StatementForms
}

/** Letters of einsum. */
const letters = (labels: readonly number[], names: Map<number, string>): string =>
  labels
    .map(c => {
      const known = names.get(c) ?? 'ijklmnopqrstuvwxyzabcdefgh'[names.size] ?? 'z'
      names.set(c, known)
      return known
    })
    .join('')

function formsOf({ module, array, statements }: PythonKind): ArrayForms {
  const isTorch = module === 'torch'
  const axis = isTorch ? 'dim' : 'axis'
  const double = isTorch ? ', dtype=torch.float64' : ''
  const linalg = `${module}.linalg`
  const plain = (o: Operand): Operand => {
    if (o.at.every(c => c >= 0)) return o
    return { name: `${o.name}[${o.at.map(c => (c < 0 ? ~c : ':')).join(', ')}]`, at: o.at.filter(c => c >= 0) }
  }
  const aligned = (operand: Operand, order: readonly number[]): string => {
    const o = plain(operand)
    const labels = order.filter(c => o.at.includes(c))
    const same = labels.length === o.at.length && labels.every((c, k) => o.at[k] === c)
    const isTurned = labels.length === 2 && o.at.length === 2 && labels[0] !== labels[1]
    const turned = same ? o.name : isTurned ? `${o.name}.T` : product([o], labels)
    if (labels.length === order.length || labels.length === 0) return turned
    const places = order.map(c => (o.at.includes(c) ? ':' : 'None'))
    while (places[0] === 'None') places.shift()
    return places.every(p => p === ':') ? turned : `${turned}[${places.join(', ')}]`
  }
  const product = (given: readonly Operand[], out: readonly number[]): string => {
    const operands = given.map(plain)
    const pair = matrixProduct(operands, out)
    if (pair !== undefined) {
      const side = (s: { readonly name: string; readonly turned: boolean }): string =>
        s.turned ? `${s.name}.T` : s.name
      return `${side(pair.left)} @ ${side(pair.right)}`
    }
    const names = new Map<number, string>()
    const inputs = operands.map(o => letters(o.at, names)).join(',')
    return `${module}.einsum('${inputs}->${letters(out, names)}', ${operands.map(o => o.name).join(', ')})`
  }
  return {
    statements,
    real: array,
    aligned,
    product,
    total: (value, rank, count) =>
      rank === count && !isTorch
        ? `${module}.sum(${value})`
        : `${module}.sum(${value}, ${axis}=${tupleOf(Array.from({ length: count }, (_, k) => String(k - count)))})`,
    spread: (value, shape) => {
      if (shape.length === 0) return value
      const made = (f: 'zeros' | 'ones'): string => `${module}.${f}(${tupleOf(shape)}${double})`
      return value === '0.0' ? made('zeros') : value === '1.0' ? made('ones') : `${value} + ${made('zeros')}`
    },
    equal: (own, other, rank, size) => {
      const [a, b] = other < 0 ? [own, undefined] : [other, own]
      const ones = b === undefined ? `${module}.arange(${size}) == ${~other}` : `${module}.eye(${size}${double})`
      const places = Array.from({ length: rank }, (_, k) => (k === a || k === b ? ':' : 'None'))
      return places.every(p => p === ':') && b !== undefined ? ones : `(${ones})[${places.join(', ')}]`
    },
    part: (x, ranges) => `${x}[${ranges.map(r => (r === undefined ? ':' : `${r.from}:${r.to}`)).join(', ')}]`,
    placed: (x, ranges) => {
      const sides = ranges.map(r => [r.from, r.after])
      // PyTorch begins with the last axis.
      if (isTorch) return `torch.nn.functional.pad(${x}, ${tupleOf([...sides].reverse().flat())})`
      return `${module}.pad(${x}, ${tupleOf(sides.map(tupleOf))})`
    },
    times: factors => factors.join(' * '),
    operation: (head, x) => operationText(head, x, module, linalg, axis),
    solve: (a, b, transposed, shape) => {
      const matrix = transposed ? `${a}.T` : a
      if (shape.length <= 2) return `${linalg}.solve(${matrix}, ${b})`
      return `${linalg}.solve(${matrix}, ${b}.reshape(${b}.shape[0], -1)).reshape(${tupleOf(shape)})`
    },
    literal: (entries, shape) => {
      const list = `[${entries.join(', ')}]`
      const made = isTorch
        ? `torch.tensor(${list}, dtype=torch.float64)`
        : `${module}.array(${list}, dtype=${module}.float64)`
      return shape.length === 1 ? made : `${made}.reshape(${tupleOf(shape)})`
    },
    unit: (size, place) => array(`${module}.arange(${size}) == ${place} - 1`),
    reshape: (x, shape) => {
      // Column by column: the axes turned round before and after.
      const turned = isTorch ? `${x}.permute(*reversed(range(${x}.ndim)))` : `${x}.T`
      const back = isTorch ? `.permute(*reversed(range(${shape.length})))` : '.T'
      return `${turned}.reshape(${tupleOf([...shape].reverse())})${shape.length < 2 ? '' : back}`
    },
  }
}

const tupleOf = (items: readonly string[]): string => (items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`)

/** What is taken from a decomposition x, by the names of the operations: u, s and the transpose of v of a matrix, values and vectors of a symmetric one. */
const OF_DECOMPOSITIONS: Readonly<Record<string, (linalg: string, x: string) => string>> = {
  chol: (linalg, x) => `${linalg}.cholesky(${x})`,
  pinv: (linalg, x) => `${linalg}.pinv(${x})`,
  eigvals: (linalg, x) => `${linalg}.eigh(${x})[0]`,
  eigvecs: (linalg, x) => `${linalg}.eigh(${x})[1]`,
  svdvals: (linalg, x) => `${svd(linalg, x)}[1]`,
  svdu: (linalg, x) => `${svd(linalg, x)}[0]`,
  svdv: (linalg, x) => `${svd(linalg, x)}[2].T`,
  normSpectral: (linalg, x) => `${svd(linalg, x)}[1][0]`,
  leftsv: (linalg, x) => `${svd(linalg, x)}[0][:, 0]`,
  rightsv: (linalg, x) => `${svd(linalg, x)}[2][0]`,
  normNuc: (linalg, x) => `${svd(linalg, x)}[1].sum()`,
  polar: (_, x) => `fx_array_polar(${x})`,
}
const svd = (linalg: string, x: string): string => `${linalg}.svd(${x}, full_matrices=False)`

function operationText(head: string, x: string, module: string, linalg: string, axis: string): string {
  const isTorch = module === 'torch'
  switch (head) {
    case 'inv':
    case 'det':
      return `${linalg}.${head}(${x})`
    case 'tril':
      return `${module}.tril(${x})`
    case 'prod':
      return `${module}.prod(${x}, ${axis}=-1)`
    case 'cumsum':
      return `${module}.cumsum(${x}, ${axis}=-1)`
    case 'max':
    case 'min':
      return `${module}.${isTorch ? 'a' : ''}${head}(${x}, ${axis}=-1)`
    case 'logdet':
    case 'adj':
    case 'softmax':
    case 'logsumexp':
    case 'argmax':
    case 'argmin':
    case 'prodothers':
      return `fx_array_${head}(${x})`
    default: {
      const taken = OF_DECOMPOSITIONS[head]
      if (taken !== undefined) return taken(linalg, x)
      throw new FluxionError(
        'no-emission',
        `the function ${head} is not written in Python: NumPy alone does not have it`,
      )
    }
  }
}

/** Functions that the modules lack, by the names of their operations. */
export function arrayHelpers(module: PythonKind['module']): Readonly<Record<string, string>> {
  const isTorch = module === 'torch'
  const [axis, keep, largest] = isTorch ? ['dim', 'keepdim', 'torch.amax'] : ['axis', 'keepdims', `${module}.max`]
  const last = `${axis}=-1`
  const first = (best: string): string => `    here = x == ${best}(x, ${last}, ${keep}=True)
    return ${isTorch ? '(here & (torch.cumsum(here.to(torch.int64), dim=-1) == 1)).to(torch.float64)' : `(here & (${module}.cumsum(here, axis=-1) == 1)).astype(${module}.float64)`}`
  return {
    fx_array_logdet: `def fx_array_logdet(x):
    sign, value = ${module}.linalg.slogdet(x)
    return ${module}.where(sign > 0, value, ${isTorch ? 'torch.full_like(value, torch.nan)' : `${module}.nan`})`,
    fx_array_adj: `def fx_array_adj(x):
    """The adjugate by singular values, for singular matrices, too."""
    u, s, v = ${module}.linalg.svd(x)
    return ${module}.linalg.det(u) * ${module}.linalg.det(v) * (v.T * fx_array_prodothers(s)) @ u.T`,
    fx_array_polar: `def fx_array_polar(x):
    u, s, v = ${svd(`${module}.linalg`, 'x')}
    return u @ v`,
    fx_array_softmax: `def fx_array_softmax(x):
    e = ${module}.exp(x - ${largest}(x, ${last}, ${keep}=True))
    return e / ${module}.sum(e, ${last}, ${keep}=True)`,
    fx_array_logsumexp: `def fx_array_logsumexp(x):
    top = ${largest}(x, ${last})
    return top + ${module}.log(${module}.sum(${module}.exp(x - top[..., None]), ${last}))`,
    fx_array_argmax: `def fx_array_argmax(x):\n${first(largest)}`,
    fx_array_argmin: `def fx_array_argmin(x):\n${first(isTorch ? 'torch.amin' : `${module}.min`)}`,
    fx_array_prodothers: `def fx_array_prodothers(x):
    """For each entry along the last axis the product of the others."""
    n = x.shape[-1]
    ones = ${module}.ones(x.shape[:-1] + (n, n)${isTorch ? ', dtype=torch.float64' : ''})
    return ${module}.prod(${module}.where(${module}.eye(n${isTorch ? '' : ', dtype=bool'})${isTorch ? ' == 1' : ''}, ones, x[..., None, :]), ${last})`,
  }
}

export const tensorsInPython =
  (kind: PythonKind): TensorLanguage =>
  unit =>
    unitOf(unit, kind)

function unitOf(unit: TensorUnit, kind: PythonKind): TensorText {
  const text = new ArrayText(unit, formsOf(kind))
  return {
    terms: text.terms,
    calls: [],
    text: print => {
      const told = unit.sizes.flatMap(s => {
        const by = toldBy(unit, s)
        return by === undefined ? [] : [`${s} = ${by.name}.shape[${by.axis}]`]
      })
      const lines = [...text.lines(print), `return ${text.results.join(', ')}`]
      const inner = kind.within === undefined ? lines : [kind.within, ...lines.map(l => `    ${l}`)]
      const head = [...unit.arguments.map(a => `${a.name} = ${kind.array(a.name)}`), ...told, ...inner]
      return `def ${unit.name}(${toldIn(unit)}):\n${indented(head, '    ')}`
    },
    main: () => main(unit, kind),
  }
}

function main(unit: TensorUnit, kind: PythonKind): string {
  const [point, line, words, at] = ['point', 'line', 'words', 'at'].map(unit.give)
  const n = unit.sizes.length
  const inputs = inputsOf(unit)
  const read = inputs.flatMap(({ name, shape, count }) =>
    shape.length === 0
      ? [`${name} = ${point}[${at}]`, `${at} += 1`]
      : [`${name} = ${kind.array(`${point}[${at}:${at} + ${count}]`)}.reshape(${tupleOf(shape)})`, `${at} += ${count}`],
  )
  return `if __name__ == '__main__':
    # Reads points, one a line: the sizes, then the arguments in order, arrays by rows. Writes the results, one line a point.
    import sys

    for ${line} in sys.stdin:
        ${words} = ${line}.replace(',', ' ').split()
        if not ${words}:
            continue
        ${point} = [float(word) for word in ${words}]
${indented(
  [
    ...unit.sizes.map((s, k) => `${s} = int(${point}[${k}])`),
    `${at} = ${n}`,
    `if len(${point}) != ${n} + ${totalOf(inputs)}:`,
    `    print('the sizes and as many numbers as they say are needed', file=sys.stderr)`,
    '    sys.exit(2)',
    ...read,
  ],
  '        ',
)}
        results = ${unit.name}(${toldIn(unit)})
        parts = results if isinstance(results, tuple) else (results,)
        print(*['%.17g' % float(r) for part in parts for r in ${kind.array('part')}.reshape(-1)])`
}
