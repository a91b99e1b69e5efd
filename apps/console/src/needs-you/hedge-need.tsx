import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { choicesQuery, placeChoice } from '../api/choices.ts'
import { messageOf } from '../api/problem.ts'
import { executionQuery } from '../api/queries.ts'
import { useNow } from '../live/use-now.ts'
import { Failure } from '../parts/failure.tsx'
import { Note } from '../parts/note.tsx'
import { tell } from '../parts/notices.ts'
import { AcceptRisk } from './accept-risk.tsx'
import { AdoptBets } from './adopt-bets.tsx'
import { ChoiceList } from './choice-list.tsx'
import { forgetExecution } from './forget-execution.ts'
import { nameOfLeg } from './need-words.ts'
import { OpenBets } from './open-bets.tsx'
import { showChoice } from './shown-choice.ts'
import { useOrder } from './use-order.ts'
import { Outside } from '../names/outside.tsx'

/** What is exposed of an execution, each way to cover it at present prices, and the way to keep it. */
export function HedgeNeed({ executionId }: { readonly executionId: string }) {
  const {
    data: record,
    error,
    refetch,
  } = useQuery({
    ...executionQuery(executionId),
    refetchInterval: 2000,
  })
  const answer = useQuery(choicesQuery(executionId))
  const now = useNow()
  const place = usePlace(executionId)
  if (error) return <Failure what="The lone leg" error={error} onRetry={() => void refetch()} />
  if (record === undefined) return <Skeleton h={160} />
  const { data: choices } = answer
  const sinceAnswerMs = Math.max(0, now - answer.dataUpdatedAt)
  const blocked = choices?.blocked ?? null
  return (
    <Stack gap="sm">
      <OpenBets record={record} choices={choices} sinceAnswerMs={sinceAnswerMs} />
      <div className="need-part">
        <Title order={3} size="sm" mb="xs">
          Your choices, at present prices
        </Title>
        {answer.error && (
          <Note tone="warn" title="The choices cannot be read now">
            <Outside>{messageOf(answer.error)}</Outside>
          </Note>
        )}
        {choices === undefined && !answer.error && <Skeleton h={120} />}
        {blocked !== null && (
          <Note tone="warn" title="Nothing can be placed now">
            {blocked}
          </Note>
        )}
        {choices !== undefined && (
          <ChoiceList
            record={record}
            choices={choices.choices.map((choice) => showChoice(choice, sinceAnswerMs))}
            blocked={blocked}
            isPending={place.isPending}
            onPlace={place.send}
          />
        )}
        <Text size="sm" className="quiet" mt="xs">
          A choice is placed once, at the price that is shown or a better one: a price that has
          fallen is refused and nothing is placed. A bet that you place elsewhere appears below,
          once it is in the account&rsquo;s statement, and can be adopted.
        </Text>
      </div>
      <AdoptBets executionId={executionId} bets={choices?.adoptable ?? []} />
      {choices !== undefined && choices.worstCase !== null && (
        <AcceptRisk executionId={executionId} worstCase={choices.worstCase} />
      )}
    </Stack>
  )
}

/** One click has one id: the same click sent again is no second hedge. */
function usePlace(executionId: string) {
  const client = useQueryClient()
  return useOrder({
    run: (orderId, shown) => placeChoice({ executionId, orderId, shown }),
    onDone: ({ leg: { legId, stake, account } }) =>
      tell({
        kind: 'done',
        title: `${nameOfLeg(legId)} is being placed: ${stake} at account ${account}`,
        executionId,
      }),
    onSettled: () => forgetExecution(client),
  })
}
