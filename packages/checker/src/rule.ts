import type { Evidence, Violation } from './evidence.ts'
import type { Moment, Replay } from './replay.ts'

/** Judges a link by the ledger as it stood before it. */
export type LinkRule = (moment: Moment, evidence: Evidence) => Violation[]

/** Judges the whole, with the ledger as its chain left it. */
export type EndRule = (evidence: Evidence, end: Replay) => Violation[]
