import type { Need } from '../api/needs.ts'

/** What it is, in a line. */
export function titleOf({ kind, account, legId }: Need): string {
  const leg = legId === null ? 'a leg' : `leg ${legId.slice(-1)}`
  switch (kind) {
    case 'leg':
      return `Was ${leg} placed? Nobody knows`
    case 'hedge':
      return `${capitalise(leg)} stands alone and is not covered`
    case 'alarm':
      return 'Alarm: the record may be wrong'
    case 'halt':
      return 'A service halted the desk'
    case 'statement':
      return `The statement of account ${account ?? ''} is not what the ledger says`
    case 'account':
      return `Account ${account ?? ''} cannot go on`
  }
}

/** What ends it. */
export const ENDS: Record<Need['kind'], string> = {
  leg: 'It ends with your decision.',
  hedge:
    'It ends when the bet is settled: by the bookmaker’s statement, or by hand on the execution.',
  alarm: 'Look at the bets of the account. It ends when the desk is paused and then made to run.',
  halt: 'It ends when you press Run.',
  statement: 'It ends with the first statement that agrees. Look at Money, then reconcile.',
  account: 'It ends by itself as soon as the account can go on.',
}

function capitalise(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
