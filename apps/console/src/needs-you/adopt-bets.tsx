import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { adoptBet, type AdoptableBet } from '../api/choices.ts'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatDateTime } from '../format/time.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { inSentence, nameOfLeg } from './need-words.ts'
import { forgetExecution } from './forget-execution.ts'
import { Outside } from '../names/outside.tsx'

export interface AdoptBetsProps {
  readonly executionId: string
  readonly bets: readonly AdoptableBet[]
}

/** Bets of the bookmakers' lists that nobody owns, each to be adopted by a button. Nothing without one. */
export function AdoptBets({ executionId, bets }: AdoptBetsProps) {
  const [asked, setAsked] = useState<AdoptableBet | null>(null)
  if (bets.length === 0) return null
  return (
    <div className="need-part">
      <Title order={3} size="sm" mb="xs">
        Bets of the bookmaker&rsquo;s list that nobody owns
      </Title>
      <Stack gap="xs">
        {bets.map((adoptable) => (
          <Row
            key={`${adoptable.account} ${adoptable.bet.betReference}`}
            adoptable={adoptable}
            onAdopt={() => setAsked(adoptable)}
          />
        ))}
      </Stack>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === null ? '' : `Adopt bet ${asked.bet.betReference}?`}
        centered
      >
        {asked && (
          <Question executionId={executionId} asked={asked} onClose={() => setAsked(null)} />
        )}
      </Modal>
    </div>
  )
}

interface RowProps {
  readonly adoptable: AdoptableBet
  readonly onAdopt: () => void
}

function Row({ adoptable, onAdopt }: RowProps) {
  const { account, bet } = adoptable
  return (
    <Group justify="space-between" gap="xs">
      <Text>
        <AccountLetter role={account} size={14} />{' '}
        <b>
          <Outside>{bet.betReference}</Outside>
        </b>
        : {formatMoney(bet.stake)} at {formatOdds(bet.odds)}, {bet.status}, placed{' '}
        {formatDateTime(bet.placedAt)}
      </Text>
      <Button
        size="xs"
        variant="default"
        aria-label={`Adopt this bet: ${bet.betReference} of account ${account}, as ${asWhat(adoptable)}`}
        onClick={onAdopt}
      >
        Adopt this bet
      </Button>
    </Group>
  )
}

interface QuestionProps {
  readonly executionId: string
  readonly asked: AdoptableBet
  readonly onClose: () => void
}

function Question({ executionId, asked, onClose }: QuestionProps) {
  const client = useQueryClient()
  const { account, bet, legId, readAt } = asked
  const adopt = useCommand({
    run: adoptBet,
    failure: () => `Bet ${bet.betReference} was not adopted`,
    onDone: () => {
      tell({ kind: 'done', title: `Bet ${bet.betReference} is adopted`, executionId })
      onClose()
    },
    onSettled: () => forgetExecution(client),
  })
  return (
    <Stack gap="md">
      <Text>
        It is taken as {asWhat(asked)}, with the {formatMoney(bet.stake)} at {formatOdds(bet.odds)}{' '}
        that account {account} listed at {formatDateTime(readAt)}.
      </Text>
      <Text size="sm" className="quiet">
        Your decision is kept for good under your name and cannot be taken back.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Not this bet
        </Button>
        <Button
          loading={adopt.isPending}
          onClick={() =>
            adopt.mutate({
              executionId,
              account,
              betReference: bet.betReference,
              ...(legId === null ? {} : { legId }),
            })
          }
        >
          Adopt bet <Outside>{bet.betReference}</Outside>
        </Button>
      </Group>
    </Stack>
  )
}

function asWhat({ legId }: AdoptableBet): string {
  return legId === null ? 'the hedge' : inSentence(nameOfLeg(legId))
}
