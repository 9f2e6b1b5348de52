/**
 * Random tests draw the same cases in every run, so that a failure is one of the change at hand; FAST_CHECK_SEED=n draws
 * others. fast-check prints the seed and the smallest failing case.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) })
