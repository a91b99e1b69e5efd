import { Text } from '@mantine/core'
import type { Bet, StatementRow, UnwatchedBets } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatDateTime } from '../format/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Note } from '../parts/note.tsx'
import { Differences } from './differences.tsx'
import { Outside } from '../names/outside.tsx'

export interface StatementPartsProps {
  readonly statement: StatementRow | undefined
  readonly unwatched: readonly UnwatchedBets[]
}

/** What a statement tells besides the balance: where it differs from the ledger, and what was bet by hand. */
export function StatementParts({ statement, unwatched }: StatementPartsProps) {
  if (statement === undefined && unwatched.length > 0) return <Unwatched bets={unwatched} />
  if (statement === undefined)
    return (
      <Empty title="No statement">
        The bets and the balance are read now and then while the account runs, or when you
        reconcile: log in first.
      </Empty>
    )
  const { differences, external, unplaced = [] } = statement
  return (
    <>
      {unwatched.length > 0 && <Unwatched bets={unwatched} />}
      {differences.length > 0 && <Differences differences={differences} />}
      {differences.length === 0 && unwatched.length === 0 && (
        <Text size="sm" className="good">
          The statement agrees with the ledger.
        </Text>
      )}
      {unplaced.length > 0 && (
        <BetList
          bets={unplaced}
          tone="bad"
          title="Ours, but of no leg: compare with the bookmaker before the desk runs"
        />
      )}
      {external.length > 0 && (
        <BetList
          bets={external}
          tone="warn"
          title="Bet by hand: counted as exposure, never touched"
        />
      )}
    </>
  )
}

/** The statement is of the account's present provider: it neither shows these bets nor contradicts them. */
function Unwatched({ bets }: { readonly bets: readonly UnwatchedBets[] }) {
  return (
    <Note tone="bad" title="Not watched: bets at a bookmaker that the account has left">
      {bets.map(({ providerId, movedTo, bets: count, stake }) => (
        <Text key={providerId} size="sm">
          {providerId}: {count} open, stake {formatMoney(stake)}. The statement of {movedTo} does
          not show them: settle them by hand, or open the account at {providerId} again.
        </Text>
      ))}
    </Note>
  )
}

interface BetListProps {
  readonly bets: readonly Bet[]
  readonly tone: 'bad' | 'warn'
  readonly title: string
}

function BetList({ bets, tone, title }: BetListProps) {
  return (
    <Note tone={tone} title={title}>
      {bets.map(({ betReference, stake, odds, placedAt }) => (
        <Text key={betReference} size="sm">
          <Outside>{betReference}</Outside>: {formatMoney(stake)} at {formatOdds(odds)},{' '}
          {formatDateTime(placedAt)}
        </Text>
      ))}
    </Note>
  )
}
