import type { RefusalMeaning } from './meaning.ts'

/** What an operator asked for and did not get: decisions, notifications, sessions. */
export const OPERATORS = {
  NOT_APPROVED: {
    by: ['audit'],
    because:
      'The change would let the desk do more, and no operator approved it through the gateway within the last minute, or the control was changed since.',
    remedy: 'Check why the desk is halted, then press the button again.',
  },
  NOT_OWNED: {
    by: ['audit'],
    because: 'The hedge service has the exposure, and no operator was asked.',
    remedy: 'Nothing: it is covered, or an operator is asked.',
  },
  NOT_ESCALATED: {
    by: ['audit', 'gateway'],
    because: 'The leg was not left to an operator, or is decided by now.',
    remedy: 'Check the execution.',
  },
  NOT_LISTED: {
    by: ['audit'],
    because: "The account's latest statement has no such bet that nobody owns.",
    remedy: 'Read the bets now, then adopt it.',
  },
  NOT_ITS_BET: {
    by: ['audit'],
    because:
      'The listed bet is of another selection, older, larger than the permit, or covers nothing.',
    remedy: 'Adopt another one, or none.',
  },
  NOT_EXPOSED: {
    by: ['audit'],
    because: 'Nothing may be lost, so there is no risk to accept.',
    remedy: 'Nothing.',
  },
  NEEDS_OPEN: {
    by: ['gateway'],
    because: 'The desk was to run while needs are open that were not confirmed.',
    remedy: 'Resolve them, or confirm each.',
  },
  NOT_CONFIGURED: {
    by: ['notify'],
    because: 'The channel that was to be tried is not configured.',
    remedy: 'Set its keys: docs/notifications.md.',
  },
  LINK_UNKNOWN: {
    by: ['audit'],
    because: 'The link is incomplete, or of another desk.',
    remedy: 'Copy the whole link, or make a new one with `npm run link`.',
  },
  LINK_EXPIRED: {
    by: ['audit'],
    because: 'The link is too old.',
    remedy: 'Make a new one with `npm run link`.',
  },
  LINK_USED: {
    by: ['audit'],
    because: 'Somebody has used the link; each works once.',
    remedy: 'Make a new one with `npm run link`.',
  },
  KEY_REUSED: {
    by: ['audit', 'gateway'],
    because: 'The Idempotency-Key was used before, with another request or by another operator.',
    remedy: 'Check what became of the first request; send this one under a new key.',
  },
  SESSION_OVER: {
    by: ['audit', 'gateway'],
    because: 'The session has ended, or never was.',
    remedy: 'Open the console by a new link: `npm run link`.',
  },
} as const satisfies Readonly<Record<string, RefusalMeaning>>
