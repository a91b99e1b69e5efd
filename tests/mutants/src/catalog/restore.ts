import type { Mutant } from '../mutant.ts'

const REOPEN = 'services/audit/src/backup/reopen-ledger.ts'
const RESTORE = 'services/audit/src/backup/restore-ledger.ts'
const DRILL = 'services/audit/test/backup.int.test.ts'

/** Bugs in a ledger that comes back from a backup. */
export const RESTORE_MUTANTS: readonly Mutant[] = [
  {
    name: 'restore-leaves-desks-to-hedge',
    bug: 'a restored desk still clicks for what was under way',
    breaks: ['I8'],
    file: REOPEN,
    find: "trading: 'HALT_ALL'",
    replace: "trading: 'HALT_NEW'",
    caughtBy: { kind: 'test', file: DRILL, title: 'a restored desk is in HALT_ALL' },
  },
  {
    name: 'restore-leaves-leases',
    bug: 'an executor of before the restore still gets permits',
    breaks: ['I9'],
    file: REOPEN,
    find: '    await endLeases(tx)\n',
    replace: '',
    caughtBy: { kind: 'test', file: DRILL, title: 'an executor of before gets no permit' },
  },
  {
    name: 'restore-of-a-broken-chain',
    bug: 'a backup whose audit chain is broken is restored',
    breaks: ['I11'],
    file: RESTORE,
    find: 'if (brokenAt !== null)',
    replace: 'if (brokenAt === 0)',
    caughtBy: { kind: 'test', file: DRILL, title: 'a backup whose chain was tampered with' },
  },
]
