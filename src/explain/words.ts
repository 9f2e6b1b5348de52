/**
 * Every word of an explanation, in the languages that explanations are written in: one row for each rule, each thing that algebra does,
 * each move of a strategy, and each phrase around them. `#` stands for what is named.
 */
export const LANGUAGES = ['en', 'ru', 'ko'] as const
export type Language = (typeof LANGUAGES)[number]

/** In the order of the languages. */
type Row = readonly [en: string, ru: string, ko: string]

export const RULES = {
  constant: ['constant', 'производная постоянной', '상수의 미분'],
  variable: ['the variable itself', 'производная самой переменной', '변수 자신의 미분'],
  sum: ['sum rule', 'производная суммы', '합의 미분법'],
  'constant-multiple': ['constant factor', 'постоянный множитель', '상수배의 미분법'],
  product: ['product rule', 'производная произведения', '곱의 미분법'],
  quotient: ['quotient rule', 'производная частного', '몫의 미분법'],
  reciprocal: ['reciprocal rule', 'производная обратной величины', '역수의 미분법'],
  power: ['power rule', 'производная степени', '거듭제곱의 미분법'],
  root: ['derivative of the square root', 'производная квадратного корня', '제곱근의 미분'],
  exponential: ['exponential rule', 'производная показательной функции', '지수함수의 미분'],
  'natural-exponential': ['derivative of #', 'производная функции #', '#의 미분'],
  'general-power': [
    'power with a variable base and exponent',
    'степенно-показательная функция',
    '밑과 지수가 모두 변하는 거듭제곱의 미분',
  ],
  function: ['derivative of #', 'производная функции #', '#의 미분'],
  'unknown-function': ['derivative of an unknown function', 'производная неизвестной функции', '미지 함수의 미분'],
  'several-arguments': [
    'chain rule for several arguments of #',
    'цепное правило для нескольких аргументов функции #',
    '#의 다변수 연쇄법칙',
  ],
  extreme: [
    '# is one of its arguments, case by case',
    'функция # равна одному из аргументов: разбор случаев',
    '#은(는) 경우에 따라 인자 중 하나',
  ],
  'complex-part': ['part of a complex function', 'часть комплексной функции', '복소함수의 부분'],
  piecewise: ['case by case', 'по случаям', '구간별 미분'],
  list: ['entry by entry', 'покомпонентно', '성분별 미분'],
  'sum-over-index': [
    'term by term under the summation sign',
    'почленное дифференцирование под знаком суммы',
    '합 기호 안에서 항별 미분',
  ],
  'product-over-index': [
    'product rule for a product over an index',
    'производная произведения по индексу',
    '첨자에 대한 곱의 미분법',
  ],
  'logarithm-of-product': [
    'the logarithm of a product is a sum of logarithms',
    'логарифм произведения равен сумме логарифмов',
    '곱의 로그는 로그의 합',
  ],
  'under-integral': [
    'differentiation under the integral sign',
    'дифференцирование под знаком интеграла',
    '적분 기호 안에서의 미분',
  ],
  'fundamental-theorem': [
    'fundamental theorem of calculus',
    'производная интеграла по переменному пределу',
    '미적분학의 기본정리',
  ],
  leibniz: ["Leibniz' integral rule", 'формула Лейбница', '라이프니츠 적분 규칙'],
} as const satisfies Readonly<Record<string, Row>>

/** The rules by their stable names. */
export type RuleId = keyof typeof RULES

export const ALGEBRA = {
  'collect-factors': ['put factors together', 'собрать множители', '인수를 모아 정리'],
  cancel: ['cancel', 'сократить', '약분'],
  'collect-terms': ['collect like terms', 'привести подобные слагаемые', '동류항 정리'],
  expand: ['multiply out', 'раскрыть скобки', '전개'],
  factor: ['factor', 'разложить на множители', '인수분해'],
  'common-denominator': ['one fraction', 'привести к общему знаменателю', '통분'],
  'split-fraction': ['split the fraction', 'разбить дробь на слагаемые', '분수를 나누어 씀'],
  identity: ['use an identity', 'применить тождество', '항등식 이용'],
  simplify: ['simplify', 'упростить', '간단히 하기'],
} as const satisfies Readonly<Record<string, Row>>

/** What is done to an expression without differentiating, by stable names. */
export type AlgebraId = keyof typeof ALGEBRA

export const MOVES = {
  logarithm: ['take logarithms', 'прологарифмировать', '양변에 로그를 취함'],
  'logarithm-laws': ['laws of logarithms', 'свойства логарифмов', '로그의 성질'],
  'both-sides': ['differentiate both sides', 'продифференцировать обе части', '양변을 미분'],
  'multiply-back': ['multiply by the function', 'умножить на функцию', '함수를 곱함'],
  definition: ['definition of the derivative', 'определение производной', '도함수의 정의'],
  substitute: ['put the function in', 'подставить функцию', '함수를 대입'],
  conjugate: ['multiply by the conjugate', 'умножить на сопряжённое', '켤레식을 곱함'],
  difference: ['work out the difference', 'вычислить разность', '차를 계산'],
  'cancel-increment': ['cancel #', 'сократить на #', '#를 약분'],
  entry: ['one entry', 'один элемент', '한 성분'],
  deltas: [
    'each factor gives Kronecker deltas',
    'каждый множитель даёт символы Кронекера',
    '각 인수는 크로네커 델타가 됨',
  ],
  contract: ['contract the deltas', 'свернуть символы Кронекера', '델타를 축약'],
  'matrix-form': ['in matrix notation', 'в матричной записи', '행렬 표기'],
  kronecker: ['as a Kronecker product', 'через произведение Кронекера', '크로네커 곱으로'],
  name: ['name an intermediate result', 'обозначить промежуточный результат', '중간 결과에 이름을 붙임'],
  backward: ['chain rule, backwards', 'цепное правило, обратный проход', '연쇄법칙, 역방향'],
  rearrange: ['rearrange', 'преобразовать', '식을 변형'],
  'use-rule': ['use this rule', 'применить это правило', '이 규칙을 적용'],
  'matrix-rule': ['rule of this matrix function', 'правило для этой матричной функции', '이 행렬 함수의 미분법'],
  'put-back': ['put the names back', 'вернуться к исходным обозначениям', '원래 변수로 되돌림'],
  limit: ['let # go to 0', 'устремить # к 0', '#를 0으로 보냄'],
} as const satisfies Readonly<Record<string, Row>>

/** What strategies do besides using rules. */
export type MoveId = keyof typeof MOVES

export const PHRASES = {
  chain: ['chain rule', 'цепное правило', '연쇄법칙'],
  with: ['with', 'где', '단,'],
  answer: ['Answer', 'Ответ', '답'],
  derivative: ['Derivative', 'Производная', '도함수'],
  same: ['the derivative is 0', 'производная равна 0', '도함수는 0'],
  node: ['node', 'узел', '노드'],
  value: ['value', 'значение', '값'],
  forward: ['forward', 'прямой проход', '순전파'],
  backward: ['backward', 'обратный проход', '역전파'],
} as const satisfies Readonly<Record<string, Row>>

const inLanguage = (row: Row, language: Language): string => row[LANGUAGES.indexOf(language)] as string

export const phrase = (id: keyof typeof PHRASES, language: Language): string => inLanguage(PHRASES[id], language)

const WORDS = { ...RULES, ...ALGEBRA, ...MOVES }

/** What a thing is called. */
export const word = (id: RuleId | AlgebraId | MoveId, language: Language): string => inLanguage(WORDS[id], language)

/** The forward pass, then the backward pass, each below its title. */
export const passesText = (forward: readonly string[], backward: readonly string[], language: Language): string[] => [
  ...[phrase('forward', language), ...forward],
  ...['', phrase('backward', language), ...backward],
]

/** The same as an `aligned` environment. */
export function passesLatex(forward: readonly string[], backward: readonly string[], language: Language): string {
  const title = (text: string): string => `&\\text{${text}}`
  const rows = [title(phrase('forward', language)), ...forward, title(phrase('backward', language)), ...backward]
  return `\\begin{aligned}\n${rows.join('\\\\[4pt]\n')}\n\\end{aligned}`
}
