import type { RefusalMeaning } from './meaning.ts'

/** What the ledger does not record, and what a reader of it does not get. */
export const RECORDS = {
  NOT_FOUND: {
    by: ['audit', 'gateway', 'hedge'],
    because: 'There is no such execution, leg, contract or learnt limit.',
    remedy: 'Check History, or read the limits of the account again.',
  },
  OTHER_DESK: {
    by: ['audit'],
    because: 'The contract belongs to another desk, which alone changes it.',
    remedy: 'Use it as it is, or ask the operators of that desk.',
  },
  NO_LEG: {
    by: ['gateway'],
    because: 'The execution has no leg of this account.',
    remedy: 'Check the execution in History.',
  },
  BAD_CURSOR: {
    by: ['audit'],
    because: 'A page of the history does not continue the list that was asked for.',
    remedy: 'Read the list from its beginning.',
  },
  NOT_FINAL: {
    by: ['audit'],
    because: 'A leg may still change, or is exposed alone.',
    remedy: 'Nothing: it is closed when its legs have ended.',
  },
  NO_RECEIPT: {
    by: ['audit'],
    because: 'Accepted, without the bet that it became.',
    remedy: 'Name the bet.',
  },
  NO_EVIDENCE: {
    by: ['audit'],
    because: 'Absent, without evidence.',
    remedy: 'Give the evidence.',
  },
  BET_CLAIMED: {
    by: ['audit'],
    because: "The bet is another leg's already.",
    remedy: "Read the account's bets and find out whose it is.",
  },
  NOT_ACCEPTED: {
    by: ['audit'],
    because: 'There is no bet to settle.',
    remedy: 'Nothing.',
  },
  SETTLED: {
    by: ['audit'],
    because: 'The bet is settled with another result.',
    remedy: 'Correct that settlement, if it is wrong.',
  },
  CLOSED: {
    by: ['audit'],
    because: 'The execution is closed, so its hedge goes no further.',
    remedy: 'Nothing.',
  },
  PART_MISSING: {
    by: ['audit'],
    because: 'A part of a statement came without the one before it.',
    remedy: 'Nothing: the statement is sent again from its first part.',
  },
  STALE: {
    by: ['audit'],
    because: 'The account is in another state by now.',
    remedy: 'Nothing: its state is read again.',
  },
  INVALID_CONTRACT: {
    by: ['audit', 'browser-executor'],
    because: 'The contract has faults.',
    remedy: 'Mend what is named.',
  },
  ORIGIN_TAKEN: {
    by: ['audit'],
    because: 'Another contract serves this origin.',
    remedy: 'Delete that one first.',
  },
} as const satisfies Readonly<Record<string, RefusalMeaning>>
