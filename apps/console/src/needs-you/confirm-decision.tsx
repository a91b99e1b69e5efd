import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { useState } from 'react'
import { resolveLeg, type Resolution } from '../api/commands.ts'
import { needsQuery } from '../api/needs.ts'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatEvent } from '../format/words.ts'
import { useDesk } from '../live/use-desk.ts'
import { Note } from '../parts/note.tsx'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { doubtOf } from './draft-resolution.ts'
import { isUnanswered } from './use-order.ts'
import { whatFollows } from './what-follows.ts'

export interface ConfirmDecisionProps {
  readonly leg: Leg
  readonly record: ExecutionRecord
  /** Null: nothing is asked. */
  readonly resolution: Resolution | null
  readonly onClose: () => void
}

/** The decision once more, with what follows from it: it cannot be taken back. */
export function ConfirmDecision({ leg, record, resolution, onClose }: ConfirmDecisionProps) {
  return (
    <Modal
      opened={resolution !== null}
      onClose={onClose}
      title={`Leg ${leg.role} of ${formatEvent(record.execution)}`}
      centered
    >
      {resolution && (
        <Question leg={leg} record={record} resolution={resolution} onClose={onClose} />
      )}
    </Modal>
  )
}

type QuestionProps = ConfirmDecisionProps & { readonly resolution: Resolution }

function Question({ leg, record, resolution, onClose }: QuestionProps) {
  const { desk } = useDesk()
  const decide = useDecide(leg, onClose)
  const { outcome } = resolution
  const doubt = doubtOf(leg, resolution)
  const trading = desk?.control.trading
  return (
    <Stack gap="md">
      <Text fw={600}>{describe(resolution)}</Text>
      {doubt !== null && (
        <Note tone="warn" title="Look again">
          {doubt}
        </Note>
      )}
      <div>
        <Text size="sm" className="quiet">
          What follows
        </Text>
        <List size="sm">
          {whatFollows({ record, leg, outcome, trading }).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
          <List.Item>Your decision is kept for good and cannot be taken back.</List.Item>
        </List>
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Look again
        </Button>
        <Button
          color={outcome === 'absent' ? 'red' : 'ink'}
          loading={decide.isPending}
          onClick={() => decide.mutate(resolution)}
        >
          {outcome === 'accepted' ? 'It was placed' : 'It was not placed'}
        </Button>
      </Group>
    </Stack>
  )
}

/** One decision has one id: a second click of the same one changes nothing. */
function useDecide(leg: Leg, onClose: () => void) {
  const client = useQueryClient()
  const { executionId } = leg
  const [decisionId, setDecisionId] = useState(() => crypto.randomUUID())
  return useCommand({
    run: (resolution: Resolution) => resolveLeg({ leg, resolution, decisionId }),
    // What was refused may be corrected: that is another request, and a key names one.
    onFailed: (error) => {
      if (!isUnanswered(error)) setDecisionId(crypto.randomUUID())
    },
    failure: () => `Nothing was decided about leg ${leg.role}`,
    onDone: ({ leg: { state } }) => {
      tell({ kind: 'done', title: `Leg ${leg.role} is ${state}`, executionId })
      onClose()
      for (const queryKey of [needsQuery.queryKey, ['execution'], ['executions'], ['steps']])
        void client.invalidateQueries({ queryKey })
    },
  })
}

function describe(resolution: Resolution): string {
  if (resolution.outcome === 'absent') return 'The bet was not placed.'
  const { betReference, stake, odds } = resolution
  return `It is bet ${betReference}: ${formatMoney(stake)} at ${formatOdds(odds)}.`
}
