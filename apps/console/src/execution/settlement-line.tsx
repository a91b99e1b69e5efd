import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Leg, SettlementResult } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { formatDateTime } from '../format/time.ts'
import { Tag, type Tone } from '../parts/tag.tsx'
import { gainOf, type BetMarket } from './expected-return.ts'
import { SettleLeg } from './settle-leg.tsx'

const RESULTS: Record<SettlementResult, { readonly name: string; readonly tone: Tone }> = {
  won: { name: 'Won', tone: 'good' },
  lost: { name: 'Lost', tone: 'bad' },
  void: { name: 'Void', tone: 'outline' },
  cashed_out: { name: 'Cashed out', tone: 'hedge' },
}

interface SettlementLineProps {
  readonly leg: Leg
  readonly market: BetMarket
}

/** How the leg's bet ended, with a way to enter or correct it by hand. A leg that is no bet has no end. */
export function SettlementLine({ leg, market }: SettlementLineProps) {
  const [isOpen, dialog] = useDisclosure()
  if (leg.state !== 'ACCEPTED') return null
  if (leg.settlement === null)
    return (
      <Group justify="space-between" mt="sm" gap="xs">
        <Text size="sm" className="quiet">
          {leg.venue === 'paper'
            ? 'On paper: there is no bet that could end.'
            : 'Not settled: its stake is outstanding.'}
        </Text>
        {leg.venue === 'live' && (
          <Button size="xs" variant="default" onClick={dialog.open}>
            Settle by hand
          </Button>
        )}
        <SettleLeg leg={leg} market={market} isOpen={isOpen} onClose={dialog.close} />
      </Group>
    )
  const { result, returned, at, by } = leg.settlement
  const { name, tone } = RESULTS[result]
  return (
    <Group justify="space-between" mt="sm" gap="xs">
      <Group gap="xs">
        <Tag tone={tone}>{name}</Tag>
        <Text size="sm">
          {formatMoney(returned)} paid back:{' '}
          <b>{formatMoney(gainOf(leg, returned), { isSigned: true })}</b>
        </Text>
      </Group>
      <Group gap="xs">
        <Text size="xs" className="quiet">
          {formatDateTime(at)} by {by}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={dialog.open}>
          Correct
        </Button>
      </Group>
      <SettleLeg leg={leg} market={market} isOpen={isOpen} onClose={dialog.close} />
    </Group>
  )
}
