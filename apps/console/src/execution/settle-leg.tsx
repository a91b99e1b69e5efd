import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { money, settlementResult, type Leg, type SettlementResult } from '@surefoot/shared/messages'
import { useState, type FormEvent } from 'react'
import { settleLeg } from '../api/commands.ts'
import { formatMoney } from '../format/money.ts'
import { Note } from '../parts/note.tsx'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { expectedReturn, gainOf, type BetMarket } from './expected-return.ts'

export interface SettleLegProps {
  readonly leg: Leg
  readonly market: BetMarket
  readonly isOpen: boolean
  readonly onClose: () => void
}

const RESULTS = [
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
  { value: 'void', label: 'Void: the stake was given back' },
  { value: 'cashed_out', label: 'Cashed out' },
] as const

/** Book by hand how a bet ended, where the bookmaker's statement does not show it; or correct what was booked. */
export function SettleLeg({ leg, market, isOpen, onClose }: SettleLegProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={
        leg.settlement === null
          ? `How did leg ${leg.role} end?`
          : `Correct how leg ${leg.role} ended`
      }
      centered
    >
      <EndForm leg={leg} market={market} onClose={onClose} />
    </Modal>
  )
}

function EndForm({ leg, market, onClose }: Omit<SettleLegProps, 'isOpen'>) {
  const [result, setResult] = useState<SettlementResult | null>(null)
  const [returned, setReturned] = useState('')
  const [reason, setReason] = useState('')
  const settling = useSettle(leg, onClose)
  const correction = correctionOf(leg, reason.trim())
  const isAmount = money.safeParse(returned.trim()).success
  const choose = (value: string | null): void => {
    const chosen = settlementResult.safeParse(value)
    if (!chosen.success) return
    setResult(chosen.data)
    setReturned(expectedReturn(leg, chosen.data, market) ?? '')
  }
  const book = (event: FormEvent): void => {
    event.preventDefault()
    if (result !== null && isAmount && correction !== null)
      settling.mutate({ leg, result, returned: returned.trim(), ...correction })
  }
  return (
    <form onSubmit={book}>
      <Stack gap="md">
        <Select
          label="Result"
          placeholder="As the bookmaker shows it"
          data={RESULTS}
          value={result}
          onChange={choose}
          allowDeselect={false}
        />
        <TextInput
          label="Paid back in all, stake included"
          inputMode="decimal"
          value={returned}
          onChange={(event) => setReturned(event.currentTarget.value)}
          error={returned === '' || isAmount ? undefined : 'Digits, such as 52.50.'}
        />
        {leg.settlement !== null && (
          <TextInput
            label="Why it is corrected"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
          />
        )}
        <Text size="sm">
          {isAmount
            ? `This books ${formatMoney(gainOf(leg, returned.trim()), { isSigned: true })} for the leg. `
            : ''}
          {leg.settlement === null
            ? 'Its stake is exposure no more.'
            : 'The entry before stays in the audit chain, and the profit is booked again.'}
        </Text>
        {isAmount && (
          <UnlikeOdds leg={leg} market={market} result={result} returned={returned.trim()} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not yet
          </Button>
          <Button
            type="submit"
            loading={settling.isPending}
            disabled={result === null || !isAmount || correction === null}
          >
            Book it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface UnlikeOddsProps {
  readonly leg: Leg
  readonly market: BetMarket
  readonly result: SettlementResult | null
  readonly returned: string
}

/** A bookmaker may pay another amount, as for a dead heat; a slip of the finger looks the same. */
function UnlikeOdds({ leg, market, result, returned }: UnlikeOddsProps) {
  const expected = result === null ? null : expectedReturn(leg, result, market)
  if (expected === null || Number(expected) === Number(returned)) return null
  return (
    <Note tone="warn" title="This amount does not follow from stake and odds">
      <Text size="sm">
        They give {formatMoney(expected)}. Check it at the bookmaker before you book it.
      </Text>
    </Note>
  )
}

/** What a correction adds to the entry; null while it has no reason. */
function correctionOf({ settlement }: Leg, reason: string) {
  if (settlement === null) return {}
  return reason === '' ? null : { corrects: settlement.at, reason }
}

function useSettle(leg: Leg, onClose: () => void) {
  const client = useQueryClient()
  return useCommand({
    run: settleLeg,
    failure: () => `Leg ${leg.role} was not settled`,
    onDone: () => {
      tell({ kind: 'done', title: `Leg ${leg.role} is settled` })
      onClose()
      for (const name of ['execution', 'executions', 'latest-executions', 'needs-you', 'steps'])
        void client.invalidateQueries({ queryKey: [name] })
    },
  })
}
