import { Table } from '@mantine/core'
import type { HedgeChoice } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { AccountLetter } from './account-letter.tsx'
import { Empty } from './empty.tsx'

const KINDS: Record<HedgeChoice['kind'], string> = {
  other_side: 'Bet the other side again',
  opposite: 'Bet the opposite at the same bookmaker',
  cash_out: 'Cash out',
  hold: 'Hold: do nothing',
}

/** The ways to close a lone leg's exposure, with what all its bets win or lose together at worst. */
export function HedgeChoices({ choices }: { readonly choices: readonly HedgeChoice[] }) {
  if (choices.length === 0)
    return (
      <Empty title="No choices">
        The hedge service writes what can be done, and what each choice may lose, when it leaves a
        leg to you.
      </Empty>
    )
  return (
    <div className="figures">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Choice</Table.Th>
            <Table.Th>At</Table.Th>
            <Table.Th ta="right">Stake</Table.Th>
            <Table.Th ta="right">Odds</Table.Th>
            <Table.Th ta="right">At worst</Table.Th>
            <Table.Th>Why not by itself</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {choices.map((choice) => (
            <ChoiceRow key={`${choice.kind} ${choice.account ?? ''}`} choice={choice} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function ChoiceRow({ choice }: { readonly choice: HedgeChoice }) {
  const { kind, account, stake, odds, worstCase, why } = choice
  const isThere = worstCase !== null
  return (
    <Table.Tr className={isThere ? '' : 'figures-row-quiet'}>
      <Table.Td fw={600}>{KINDS[kind]}</Table.Td>
      <Table.Td data-label="At">
        {account === null ? '–' : <AccountLetter role={account} size={12} />}
      </Table.Td>
      <Table.Td ta="right" data-label="Stake">
        {stake === null ? '–' : formatMoney(stake)}
      </Table.Td>
      <Table.Td ta="right" data-label="Odds">
        {odds === null ? '–' : formatOdds(odds)}
      </Table.Td>
      <Table.Td ta="right" fw={700} className={toneOf(worstCase)} data-label="At worst">
        {isThere ? formatMoney(worstCase, { isSigned: true }) : 'not there'}
      </Table.Td>
      <Table.Td data-words>
        {why ?? (kind === 'hold' ? 'So it is while nothing is done.' : '–')}
      </Table.Td>
    </Table.Tr>
  )
}

function toneOf(worstCase: string | null): string {
  if (worstCase === null) return ''
  return Number(worstCase) < 0 ? 'bad' : 'good'
}
