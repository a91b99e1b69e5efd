import type { Mutant } from '../mutant.ts'

const FILE = 'packages/arbitrage/src/resolve.ts'
const ABSENCE = 'packages/arbitrage/src/absence.ts'
const TEST = 'packages/arbitrage/test/resolve.test.ts'

/** Bugs in what an UNKNOWN leg is proven by. */
export const EVIDENCE_MUTANTS: readonly Mutant[] = [
  {
    name: 'absent-after-one-reading',
    bug: 'one empty list is taken as proof that there is no bet',
    breaks: ['I3', 'I10'],
    file: ABSENCE,
    find: '.size < 2)',
    replace: '.size < 1)',
    caughtBy: { kind: 'test', file: TEST, title: 'after one empty reading, however late' },
  },
  {
    name: 'absent-before-the-delay',
    bug: 'absence counts as proven while the provider may still accept the bet',
    breaks: ['I3', 'I10'],
    file: ABSENCE,
    find: 'const provesFromMs = PERMIT_LIFE_MS + input.longestAcceptanceDelayMs + MARGIN_MS',
    replace: 'const provesFromMs = PERMIT_LIFE_MS',
    caughtBy: { kind: 'test', file: TEST, title: 'while the provider may still accept it' },
  },
  {
    name: 'absent-though-money-moved',
    bug: 'absence counts as proven although the balance went down',
    breaks: ['I3', 'I10'],
    file: ABSENCE,
    find: 'if (moved !== undefined) {',
    replace: 'if (false && moved !== undefined) {',
    caughtBy: {
      kind: 'test',
      file: TEST,
      title: 'if the balance has moved without a bet to show for it',
    },
  },
  {
    name: 'duplicate-is-a-choice',
    bug: 'of two bets that may be the leg, one is taken',
    breaks: ['I1', 'I10'],
    file: FILE,
    find: 'if (sightings.length > 1) return',
    replace: 'if (sightings.length > 2) return',
    caughtBy: { kind: 'test', file: TEST, title: 'are a duplicate, never a choice' },
  },
  {
    name: 'bet-of-another-leg',
    bug: 'a bet that the ledger holds for another leg is taken for this one',
    breaks: ['I1', 'I3'],
    file: 'packages/arbitrage/src/sightings.ts',
    find: '    !claimedReferences.has(bet.betReference) &&\n',
    replace: '    claimedReferences.size >= 0 &&\n',
    caughtBy: { kind: 'test', file: TEST, title: 'are none if one of them belongs to another leg' },
  },
  {
    name: 'bare-reference-believed',
    bug: 'a reference alone is taken for the bet of its leg, though an earlier leg may be that bet',
    breaks: ['I1', 'I3'],
    file: 'packages/arbitrage/src/claim.ts',
    find: 'permitted.hasUnnamedBefore &&',
    replace: 'false &&',
    caughtBy: {
      kind: 'test',
      file: 'packages/arbitrage/test/claim.test.ts',
      title:
        'when it gives a reference alone while an earlier leg may have become a bet that nobody can name',
    },
  },
]
