import { Tooltip } from '@mantine/core'
import { formatAge } from '../format/age.ts'
import { formatMoney } from '../format/money.ts'
import { useIsDeskKnown } from '../health/use-health.ts'
import { useDesk } from '../live/use-desk.ts'
import { useNow } from '../live/use-now.ts'

/** What bets that are exposed alone, or may be, lose at worst, and for how long they have been. */
export function UnhedgedChip() {
  const { desk, seenAt } = useDesk()
  const isKnown = useIsDeskKnown()
  const now = useNow()
  const sum = isKnown ? (desk?.unhedged ?? null) : null
  const forMs = desk?.unhedgedForMs ?? null
  const isExposed = sum !== null && Number(sum) > 0
  return (
    <Tooltip label="What bets that are exposed alone, or may be, lose at worst. A bet that the bookmaker has not answered counts.">
      <div
        className="unhedged-chip"
        data-tone={isExposed ? 'bad' : undefined}
        data-unknown={sum === null || undefined}
      >
        <div className="unhedged-chip-name">Unhedged</div>
        <div className="unhedged-chip-sum" data-testid="unhedged">
          {sum === null ? 'Not known' : formatMoney(sum)}
          {isExposed && forMs !== null && (
            <span className="unhedged-chip-clock">
              {' '}
              for {formatAge(forMs + Math.max(0, now - seenAt))}
            </span>
          )}
        </div>
      </div>
    </Tooltip>
  )
}
