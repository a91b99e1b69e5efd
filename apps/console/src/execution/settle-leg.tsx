import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { money, settlementResult, type Leg, type SettlementResult } from '@surefoot/shared/messages'
import { useState, type FormEvent } from 'react'
import { settleLeg } from '../api/commands.ts'
import { formatMoney } from '../format/money.ts'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { expectedReturn, gainOf } from './expected-return.ts'

export interface SettleLegProps {
  readonly leg: Leg
  readonly isOpen: boolean
  readonly onClose: () => void
}

const RESULTS = [
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
  { value: 'void', label: 'Void: the stake was given back' },
  { value: 'cashed_out', label: 'Cashed out' },
] as const

/** Book by hand how a bet ended, where the bookmaker's statement does not say it. */
export function SettleLeg({ leg, isOpen, onClose }: SettleLegProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`How did leg ${leg.role} end?`} centered>
      <EndForm leg={leg} onClose={onClose} />
    </Modal>
  )
}

function EndForm({ leg, onClose }: Omit<SettleLegProps, 'isOpen'>) {
  const [result, setResult] = useState<SettlementResult | null>(null)
  const [returned, setReturned] = useState('')
  const settling = useSettle(leg, onClose)
  const isAmount = money.safeParse(returned.trim()).success
  const choose = (value: string | null): void => {
    const chosen = settlementResult.safeParse(value)
    if (!chosen.success) return
    setResult(chosen.data)
    setReturned(expectedReturn(leg, chosen.data) ?? '')
  }
  const book = (event: FormEvent): void => {
    event.preventDefault()
    if (result !== null && isAmount) settling.mutate({ leg, result, returned: returned.trim() })
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
        <Text size="sm">
          {isAmount
            ? `This books ${formatMoney(gainOf(leg, returned.trim()), { isSigned: true })} for the leg. `
            : ''}
          What is booked stays booked, and its stake is exposure no more.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not yet
          </Button>
          <Button
            type="submit"
            loading={settling.isPending}
            disabled={result === null || !isAmount}
          >
            Book it
          </Button>
        </Group>
      </Stack>
    </form>
  )
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
