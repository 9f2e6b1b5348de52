/** How texts are cut into pieces where shapes are declared, and how declarations are that may have shapes. */
import { type Dialect, number, type Patterns, SLOTS } from './lexer.js'

const TRANSPOSE = "['’′ᵀ⊤]"

const TENSOR_PATTERNS: Patterns = [
  ['number', number(`[*/^]|${TRANSPOSE}|T\\b`)],
  ['prime', `(?:(?<=[\\p{L}\\p{N}_}])['’′](?:${SLOTS}|['’′]*)(?=\\s*\\())`],
  ['transpose', `\\.?${TRANSPOSE}|\\.T\\b`],
  ['times', '\\.[*/]|[@\\\\⊙∘⊘⊗]'],
  ['caret', '\\.\\^'],
  ['bar', '‖'],
  ['word', '[₁₂]'],
]

/** `in R^{2x3}`, in declarations only. */
const MEMBER: Patterns = [['member', '(?:in\\b|∈)\\s*[Rℝ](?!\\w)(?:\\s*\\^\\s*(?:\\{[^{}]*\\}|\\([^()]*\\)|\\w+))?']]

/** With the operators of vectors and matrices. */
export const SHAPED: Dialect = { first: TENSOR_PATTERNS }
/** Also with what is declared of names. */
export const DECLARATIONS: Dialect = { first: [...MEMBER, ...TENSOR_PATTERNS], longWords: true }
