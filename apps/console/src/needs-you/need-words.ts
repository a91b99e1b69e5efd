import type { Need } from '../api/needs.ts'
import { placeOfLeg } from '../format/place-of-leg.ts'

/** What it is, in a line. */
export function titleOf({ kind, account, legId }: Need): string {
  const leg = legId === null ? 'a leg' : nameOfLeg(legId)
  switch (kind) {
    case 'leg':
      return `Was ${inSentence(leg)} placed? Nobody knows`
    case 'hedge':
      return `${capitalise(leg)} is exposed and not covered`
    case 'alarm':
      return 'Alarm: the record may be wrong'
    case 'browser':
      return `Browser ${account ?? ''} is lost`
    case 'server':
      return 'A server or service does not reply'
    case 'halt':
      return 'A service halted the desk'
    case 'statement':
      return `The statement of account ${account ?? ''} is not what the ledger says`
    case 'account':
      return `Account ${account ?? ''} does not trade`
  }
}

/** `Leg A`, `Hedge`, `Hedge 2`: the role and the number that the id of a leg ends with. */
export function nameOfLeg(legId: string): string {
  const [role = '', number = ''] = placeOfLeg(legId)
  if (role !== 'H') return `Leg ${role}`
  return number === '' ? 'Hedge' : `Hedge ${number}`
}

/** The same within a sentence: `leg A`, `hedge 2`. */
export function inSentence(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

/** What ends it. */
export const ENDS: Record<Need['kind'], string> = {
  leg: 'It ends with your decision.',
  hedge:
    'It ends when a choice or an adopted bet covers it, when you accept the risk, or when the bet is settled.',
  alarm: 'Look at the bets of the account. It ends when the desk is paused and then made to run.',
  browser: 'It ends when the account is switched on again, or the desk is paused.',
  server: 'It ends by itself as soon as there is a reply. Health shows the logs’ last errors.',
  halt: 'It ends when you press Run.',
  statement: 'It ends with the first statement that agrees. Look at Money, then reconcile.',
  account: 'It ends by itself as soon as the account can go on.',
}

function capitalise(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
