/** What may be declared of a symbol. An undeclared one is real. */
export const ASSUMPTIONS = ['real', 'complex', 'positive', 'negative', 'nonnegative', 'integer'] as const

export type Assumption = (typeof ASSUMPTIONS)[number]

/** Declared assumptions by name of symbol. */
export type Assumptions = ReadonlyMap<string, ReadonlySet<Assumption>>
