import { exceededCap, type Exposure, type ExposureCaps } from '@surefoot/arbitrage'
import { refuse, type Account, type Refusal } from '@surefoot/shared/messages'

/** The refusal if the addition takes the account over a cap; the caps are for each account. */
export function overCap(
  { caps }: { readonly caps: ExposureCaps },
  account: Account,
  exposure: Exposure,
  addition: { readonly matchId: string; readonly stakeMinor: number },
): Refusal | undefined {
  const cap = exceededCap({ exposure, addition, caps })
  if (cap === undefined) return undefined
  const what = cap === 'match' ? 'on this match' : 'in total'
  return refuse('OVER_CAP', `Account ${account} would have more outstanding ${what} than its cap.`)
}
