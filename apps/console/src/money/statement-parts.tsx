import { Text } from '@mantine/core'
import type { Bet, StatementRow } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatDateTime } from '../format/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Note } from '../parts/note.tsx'
import { Differences } from './differences.tsx'

/** What a statement tells besides the balance: where it differs from the ledger, and what was bet by hand. */
export function StatementParts({ statement }: { readonly statement: StatementRow | undefined }) {
  if (statement === undefined)
    return (
      <Empty title="No statement">
        The bets and the balance are read now and then while the account runs, or when you
        reconcile: log in first.
      </Empty>
    )
  const { differences, external } = statement
  return (
    <>
      {differences.length === 0 ? (
        <Text size="sm" className="good">
          The statement agrees with the ledger.
        </Text>
      ) : (
        <Differences differences={differences} />
      )}
      {external.length > 0 && <ExternalBets bets={external} />}
    </>
  )
}

function ExternalBets({ bets }: { readonly bets: readonly Bet[] }) {
  return (
    <Note tone="warn" title="Bet by hand: counted as exposure, never touched">
      {bets.map(({ betReference, stake, odds, placedAt }) => (
        <Text key={betReference} size="sm">
          {betReference}: {formatMoney(stake)} at {formatOdds(odds)}, {formatDateTime(placedAt)}
        </Text>
      ))}
    </Note>
  )
}
