import { formatAge } from '../format/age.ts'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatDateTime } from '../format/time.ts'
import type { Candidate } from './find-candidates.ts'
import { Outside } from '../names/outside.tsx'

export interface CandidateBetProps {
  readonly candidate: Candidate
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** A bet that may be the leg's, to be adopted by a click. */
export function CandidateBet({ candidate, isChosen, onChoose }: CandidateBetProps) {
  const { bet, afterMs, isPresent } = candidate
  return (
    <button type="button" className="candidate" aria-pressed={isChosen} onClick={onChoose}>
      <Part name="Bet" value={bet.betReference} />
      <Part name="Stake" value={formatMoney(bet.stake)} />
      <Part name="Odds" value={formatOdds(bet.odds)} />
      <Part name="Placed" value={formatDateTime(bet.placedAt)} />
      <Part name="After the permit" value={afterMs < 0 ? 'at once' : formatAge(afterMs)} />
      <Part name="Stands as" value={isPresent ? bet.status : `${bet.status}, then gone`} />
    </button>
  )
}

function Part({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span>
      <span className="candidate-name">{name}</span>
      <b>
        <Outside>{value}</Outside>
      </b>
    </span>
  )
}
