import { Button, Group, Radio, Stack, Textarea, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { BetsReading, ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { useState, type FormEvent } from 'react'
import { ConfirmDecision } from './confirm-decision.tsx'
import { EMPTY_DRAFT, faultsOf, readResolution, type ResolutionDraft } from './draft-resolution.ts'
import { FoundBet } from './found-bet.tsx'

export interface DecideLegProps {
  readonly leg: Leg
  readonly record: ExecutionRecord
  readonly readings: readonly BetsReading[]
}

/** A person says whether the leg was placed. Nothing is preset: no answer may be given by accident. */
export function DecideLeg({ leg, record, readings }: DecideLegProps) {
  const [draft, setDraft] = useState<ResolutionDraft>(EMPTY_DRAFT)
  const [isTried, tried] = useDisclosure()
  const [isAsking, asking] = useDisclosure()
  const faults = isTried ? faultsOf(draft) : {}
  const resolution = readResolution(draft)
  const change = (part: Partial<ResolutionDraft>): void => setDraft({ ...draft, ...part })
  const review = (event: FormEvent): void => {
    event.preventDefault()
    tried.open()
    if (resolution !== null) asking.open()
  }
  return (
    <form className="need-part" onSubmit={review} aria-label={`Decide about leg ${leg.role}`}>
      <Stack gap="md">
        <Title order={3} size="sm">
          Your decision
        </Title>
        <Radio.Group
          aria-label="Was it placed?"
          value={draft.outcome}
          onChange={(outcome) =>
            change({ outcome: outcome === 'accepted' ? 'accepted' : 'absent' })
          }
        >
          <Group gap="lg">
            <Radio value="accepted" label="It was placed" />
            <Radio value="absent" label="It was not placed" />
          </Group>
        </Radio.Group>
        {draft.outcome === 'accepted' && (
          <FoundBet leg={leg} readings={readings} draft={draft} faults={faults} onChange={change} />
        )}
        {draft.outcome !== null && (
          <>
            <Textarea
              label="How you know"
              description="Kept in the audit chain under your name."
              placeholder={PLACEHOLDERS[draft.outcome]}
              maxLength={500}
              autosize
              minRows={2}
              value={draft.note}
              error={faults.note}
              onChange={(event) => change({ note: event.currentTarget.value })}
            />
            <Group justify="flex-end">
              <Button type="submit">Review the decision</Button>
            </Group>
          </>
        )}
      </Stack>
      <ConfirmDecision
        leg={leg}
        record={record}
        resolution={isAsking ? resolution : null}
        onClose={asking.close}
      />
    </form>
  )
}

const PLACEHOLDERS = {
  accepted: 'Such as: seen in the open bets of the bookmaker at 14:05.',
  absent: 'Such as: neither in the open bets nor in the history, and the balance is unchanged.',
} as const
