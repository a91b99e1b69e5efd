import { Group, Stack, Text } from '@mantine/core'
import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { placeOfLeg } from '../format/place-of-leg.ts'
import { formatPreciseTime } from '../format/time.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { ScreenLink } from '../parts/links.tsx'
import { Tag } from '../parts/tag.tsx'
import { LEG_TONES } from './leg-tones.ts'
import { Name } from '../names/name.tsx'
import { outcomeOfLeg } from './outcome-of-leg.ts'
import { SettlementLine } from './settlement-line.tsx'
import { Outside } from '../names/outside.tsx'

export interface LaneProps {
  readonly leg: Leg
  readonly record: ExecutionRecord
}

/** One leg: asked against receipt. */
export function Lane({ leg, record }: LaneProps) {
  const { role } = leg
  const place = placeOfLeg(leg.legId)
  return (
    <section className="card lane" data-account={role} aria-label={`Leg ${place}`}>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Group gap="sm" wrap="nowrap">
          <AccountLetter role={role} size={18} />
          <div>
            <Text fw={650} component="div">
              <Name>{outcomeOfLeg(leg, record)}</Name>
            </Text>
            <Text size="xs" className="quiet">
              {role === 'H' ? `hedge ${place} at account ${leg.account}, ` : ''}
              {leg.providerId} version {leg.contractVersion}
            </Text>
          </div>
        </Group>
        <Tag tone={LEG_TONES[leg.state]}>{leg.state}</Tag>
      </Group>
      <Comparison leg={leg} />
      <SettlementLine leg={leg} market={record.execution} />
      {leg.state === 'ESCALATED' && (
        <Text mt="sm" fw={600}>
          <ScreenLink to="/needs-you">Decide whether it was placed</ScreenLink>
        </Text>
      )}
      <Words leg={leg} />
    </section>
  )
}

function Comparison({
  leg: { stake, leastOdds, armedAt, changedAt, deadline, receipt },
}: {
  readonly leg: Leg
}) {
  return (
    <table>
      <thead>
        <tr>
          <th aria-label="What" />
          <th>Asked</th>
          <th>Receipt</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Stake</th>
          <td>{formatMoney(stake)}</td>
          <td
            className={
              receipt?.stake && Number(receipt.stake) !== Number(stake) ? 'lane-differs' : ''
            }
          >
            {receipt?.stake ? formatMoney(receipt.stake) : '–'}
          </td>
        </tr>
        <tr>
          <th scope="row">Odds</th>
          <td>≥ {formatOdds(leastOdds)}</td>
          <td
            className={
              receipt?.odds && Number(receipt.odds) < Number(leastOdds) ? 'lane-differs' : ''
            }
          >
            {receipt?.odds ? formatOdds(receipt.odds) : '–'}
          </td>
        </tr>
        <tr>
          <th scope="row">Time</th>
          <td>
            {armedAt === null ? `by ${formatPreciseTime(deadline)}` : formatPreciseTime(armedAt)}
          </td>
          <td>{receipt === null ? '–' : formatPreciseTime(changedAt)}</td>
        </tr>
        <tr>
          <th scope="row">Bet</th>
          <td>–</td>
          <td>
            <Outside>{receipt?.betReference ?? '–'}</Outside>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Words({ leg: { receipt, reason } }: { readonly leg: Leg }) {
  const told = [receipt?.code, receipt?.message].filter((each) => each != null).join(': ')
  return (
    <Stack gap={4} mt="sm">
      {receipt?.paper === true && (
        <Text size="sm" className="quiet">
          On paper: nothing was clicked, the receipt is simulated.
        </Text>
      )}
      {told !== '' && <Text size="sm">The bookmaker: {told}</Text>}
      {reason !== null && reason !== receipt?.message && (
        <Text size="sm" className="quiet">
          <Outside>{reason}</Outside>
        </Text>
      )}
      {receipt?.raw != null && (
        <details>
          <summary>
            <Text span size="sm" className="quiet">
              The answer as it came
            </Text>
          </summary>
          <pre className="lane-raw">{receipt.raw}</pre>
        </details>
      )}
    </Stack>
  )
}
