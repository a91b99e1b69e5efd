import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { acceptRisk } from '../api/choices.ts'
import { formatMoney } from '../format/money.ts'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { forgetExecution } from './forget-execution.ts'

export interface AcceptRiskProps {
  readonly executionId: string
  /** What the bets win at worst; negative is a loss. */
  readonly worstCase: string
}

const LONGEST_REASON = 500

/** A person keeps the bets as they are, and says why. */
export function AcceptRisk({ executionId, worstCase }: AcceptRiskProps) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const accept = useCommand({
    run: acceptRisk,
    failure: () => 'The risk was not accepted',
    onDone: () => tell({ kind: 'done', title: 'The risk is accepted', executionId }),
    onSettled: () => forgetExecution(client),
  })
  const isMissing = reason.trim() === ''
  const send = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!isMissing) accept.mutate({ executionId, reason: reason.trim() })
  }
  return (
    <form className="need-part" onSubmit={send} aria-label="Accept the risk">
      <Stack gap="sm">
        <Title order={3} size="sm">
          Or accept the risk
        </Title>
        <Textarea
          label="Why you accept it"
          description="Kept in the audit chain under your name."
          maxLength={LONGEST_REASON}
          autosize
          minRows={2}
          value={reason}
          error={
            isTried && isMissing
              ? 'Give the reason: the risk is not accepted without one.'
              : undefined
          }
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="space-between">
          <Text size="sm" className="quiet">
            The bets stay counted as exposure until they are settled.
          </Text>
          <Button type="submit" variant="default" loading={accept.isPending}>
            Accept {formatMoney(worstCase, { isSigned: true })} at worst
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
