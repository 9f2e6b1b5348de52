/**
 * Every word of an explanation, in the languages that explanations are written in: one row for each rule, each thing that algebra does,
 * each move of a strategy, and each phrase around them. `#` stands for what is named.
 */
import type { AlgebraId, MoveId } from './line.js'
import type { RuleId } from './step.js'

export const LANGUAGES = ['en', 'ru', 'ko'] as const
export type Language = (typeof LANGUAGES)[number]

type Row = Readonly<Record<Language, string>>

export const RULES: Readonly<Record<RuleId, Row>> = {
  constant: { en: 'constant', ru: 'производная постоянной', ko: '상수의 미분' },
  variable: { en: 'the variable itself', ru: 'производная самой переменной', ko: '변수 자신의 미분' },
  sum: { en: 'sum rule', ru: 'производная суммы', ko: '합의 미분법' },
  'constant-multiple': { en: 'constant factor', ru: 'постоянный множитель', ko: '상수배의 미분법' },
  product: { en: 'product rule', ru: 'производная произведения', ko: '곱의 미분법' },
  quotient: { en: 'quotient rule', ru: 'производная частного', ko: '몫의 미분법' },
  reciprocal: { en: 'reciprocal rule', ru: 'производная обратной величины', ko: '역수의 미분법' },
  power: { en: 'power rule', ru: 'производная степени', ko: '거듭제곱의 미분법' },
  root: { en: 'derivative of the square root', ru: 'производная квадратного корня', ko: '제곱근의 미분' },
  exponential: { en: 'exponential rule', ru: 'производная показательной функции', ko: '지수함수의 미분' },
  'natural-exponential': { en: 'derivative of #', ru: 'производная функции #', ko: '#의 미분' },
  'general-power': {
    en: 'power with a variable base and exponent',
    ru: 'степенно-показательная функция',
    ko: '밑과 지수가 모두 변하는 거듭제곱의 미분',
  },
  function: { en: 'derivative of #', ru: 'производная функции #', ko: '#의 미분' },
  'unknown-function': {
    en: 'derivative of an unknown function',
    ru: 'производная неизвестной функции',
    ko: '미지 함수의 미분',
  },
  'several-arguments': {
    en: 'chain rule for several arguments of #',
    ru: 'цепное правило для нескольких аргументов функции #',
    ko: '#의 다변수 연쇄법칙',
  },
  extreme: {
    en: '# is one of its arguments, case by case',
    ru: 'функция # равна одному из аргументов: разбор случаев',
    ko: '#은(는) 경우에 따라 인자 중 하나',
  },
  'complex-part': { en: 'part of a complex function', ru: 'часть комплексной функции', ko: '복소함수의 부분' },
  piecewise: { en: 'case by case', ru: 'по случаям', ko: '구간별 미분' },
  list: { en: 'entry by entry', ru: 'покомпонентно', ko: '성분별 미분' },
  'sum-over-index': {
    en: 'term by term under the summation sign',
    ru: 'почленное дифференцирование под знаком суммы',
    ko: '합 기호 안에서 항별 미분',
  },
  'product-over-index': {
    en: 'product rule for a product over an index',
    ru: 'производная произведения по индексу',
    ko: '첨자에 대한 곱의 미분법',
  },
  'under-integral': {
    en: 'differentiation under the integral sign',
    ru: 'дифференцирование под знаком интеграла',
    ko: '적분 기호 안에서의 미분',
  },
  'fundamental-theorem': {
    en: 'fundamental theorem of calculus',
    ru: 'производная интеграла по переменному пределу',
    ko: '미적분학의 기본정리',
  },
  leibniz: { en: "Leibniz' integral rule", ru: 'формула Лейбница', ko: '라이프니츠 적분 규칙' },
}

export const ALGEBRA: Readonly<Record<AlgebraId, Row>> = {
  'collect-factors': { en: 'put factors together', ru: 'собрать множители', ko: '인수를 모아 정리' },
  cancel: { en: 'cancel', ru: 'сократить', ko: '약분' },
  'collect-terms': { en: 'collect like terms', ru: 'привести подобные слагаемые', ko: '동류항 정리' },
  expand: { en: 'multiply out', ru: 'раскрыть скобки', ko: '전개' },
  factor: { en: 'factor', ru: 'разложить на множители', ko: '인수분해' },
  'common-denominator': { en: 'one fraction', ru: 'привести к общему знаменателю', ko: '통분' },
  'split-fraction': { en: 'split the fraction', ru: 'разбить дробь на слагаемые', ko: '분수를 나누어 씀' },
  identity: { en: 'use an identity', ru: 'применить тождество', ko: '항등식 이용' },
  simplify: { en: 'simplify', ru: 'упростить', ko: '간단히 하기' },
}

export const MOVES: Readonly<Record<MoveId, Row>> = {
  logarithm: { en: 'take logarithms', ru: 'прологарифмировать', ko: '양변에 로그를 취함' },
  'logarithm-laws': { en: 'laws of logarithms', ru: 'свойства логарифмов', ko: '로그의 성질' },
  'both-sides': { en: 'differentiate both sides', ru: 'продифференцировать обе части', ko: '양변을 미분' },
  'multiply-back': { en: 'multiply by the function', ru: 'умножить на функцию', ko: '함수를 곱함' },
  definition: { en: 'definition of the derivative', ru: 'определение производной', ko: '도함수의 정의' },
  substitute: { en: 'put the function in', ru: 'подставить функцию', ko: '함수를 대입' },
  conjugate: { en: 'multiply by the conjugate', ru: 'умножить на сопряжённое', ko: '켤레식을 곱함' },
  difference: { en: 'work out the difference', ru: 'вычислить разность', ko: '차를 계산' },
  'cancel-increment': { en: 'cancel #', ru: 'сократить на #', ko: '#를 약분' },
  entry: { en: 'one entry', ru: 'один элемент', ko: '한 성분' },
  deltas: {
    en: 'each factor gives Kronecker deltas',
    ru: 'каждый множитель даёт символы Кронекера',
    ko: '각 인수는 크로네커 델타가 됨',
  },
  contract: { en: 'contract the deltas', ru: 'свернуть символы Кронекера', ko: '델타를 축약' },
  'matrix-form': { en: 'in matrix notation', ru: 'в матричной записи', ko: '행렬 표기' },
  kronecker: { en: 'as a Kronecker product', ru: 'через произведение Кронекера', ko: '크로네커 곱으로' },
  name: { en: 'name an intermediate result', ru: 'обозначить промежуточный результат', ko: '중간 결과에 이름을 붙임' },
  backward: { en: 'chain rule, backwards', ru: 'цепное правило, обратный проход', ko: '연쇄법칙, 역방향' },
  rearrange: { en: 'rearrange', ru: 'преобразовать', ko: '식을 변형' },
  'use-rule': { en: 'use this rule', ru: 'применить это правило', ko: '이 규칙을 적용' },
  'matrix-rule': {
    en: 'rule of this matrix function',
    ru: 'правило для этой матричной функции',
    ko: '이 행렬 함수의 미분법',
  },
  'put-back': { en: 'put the names back', ru: 'вернуться к исходным обозначениям', ko: '원래 변수로 되돌림' },
  limit: { en: 'let # go to 0', ru: 'устремить # к 0', ko: '#를 0으로 보냄' },
}

export const PHRASES = {
  chain: { en: 'chain rule', ru: 'цепное правило', ko: '연쇄법칙' },
  with: { en: 'with', ru: 'где', ko: '단,' },
  answer: { en: 'Answer', ru: 'Ответ', ko: '답' },
  derivative: { en: 'Derivative', ru: 'Производная', ko: '도함수' },
  same: { en: 'the derivative is 0', ru: 'производная равна 0', ko: '도함수는 0' },
  node: { en: 'node', ru: 'узел', ko: '노드' },
  value: { en: 'value', ru: 'значение', ko: '값' },
  forward: { en: 'forward', ru: 'прямой проход', ko: '순전파' },
  backward: { en: 'backward', ru: 'обратный проход', ko: '역전파' },
} as const satisfies Readonly<Record<string, Row>>

/** What a thing is called. */
export function word(id: RuleId | AlgebraId | MoveId, language: Language): string {
  const row: Row | undefined = RULES[id as RuleId] ?? ALGEBRA[id as AlgebraId] ?? MOVES[id as MoveId]
  return (row as Row)[language]
}

/** The forward pass, then the backward pass, each below its title. */
export const passesText = (forward: readonly string[], backward: readonly string[], language: Language): string[] => [
  ...[PHRASES.forward[language], ...forward],
  ...['', PHRASES.backward[language], ...backward],
]

/** The same as an `aligned` environment. */
export function passesLatex(forward: readonly string[], backward: readonly string[], language: Language): string {
  const title = (text: string): string => `&\\text{${text}}`
  const rows = [title(PHRASES.forward[language]), ...forward, title(PHRASES.backward[language]), ...backward]
  return `\\begin{aligned}\n${rows.join('\\\\[4pt]\n')}\n\\end{aligned}`
}
