import { Tooltip } from '@mantine/core'
import { formatMoney } from '../format/money.ts'
import { useDesk } from '../live/use-desk.ts'

/** What bets that stand alone, or may stand alone, lose at worst. */
export function UnhedgedChip() {
  const unhedged = useDesk().desk?.unhedged ?? null
  const isExposed = unhedged !== null && Number(unhedged) > 0
  return (
    <Tooltip label="What bets that stand alone, or may stand alone, lose at worst">
      <div className="unhedged-chip" data-tone={isExposed ? 'bad' : undefined}>
        <div className="unhedged-chip-name">Unhedged</div>
        <div className="unhedged-chip-sum" data-testid="unhedged">
          {unhedged === null ? '–' : formatMoney(unhedged)}
        </div>
      </div>
    </Tooltip>
  )
}
