import { Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { BetsReading } from '@surefoot/shared/messages'
import { useState } from 'react'
import { choicesQuery } from '../api/choices.ts'
import { evidenceQuery } from '../api/needs.ts'
import { executionQuery } from '../api/queries.ts'
import { Failure } from '../parts/failure.tsx'
import { AdoptBets } from './adopt-bets.tsx'
import { AskedFacts } from './asked-facts.tsx'
import { DecideLeg } from './decide-leg.tsx'
import { Readings } from './readings.tsx'

export interface LegNeedProps {
  readonly executionId: string
  readonly legId: string
}

/** A leg of which nobody knows whether it was placed: what was asked, what was seen, and the decision. */
export function LegNeed({ executionId, legId }: LegNeedProps) {
  const { data: record, error, refetch } = useQuery(executionQuery(executionId))
  const evidence = useQuery(evidenceQuery(executionId))
  const { data: choices } = useQuery({ ...choicesQuery(executionId), refetchInterval: 5000 })
  const [fresh, setFresh] = useState<readonly BetsReading[]>([])
  const leg = record?.legs.find((each) => each.legId === legId)
  if (error) return <Failure what="The leg" error={error} onRetry={() => void refetch()} />
  if (record === undefined || leg === undefined) return <Skeleton h={260} />
  if (leg.state !== 'ESCALATED')
    return (
      <Text>
        Decided: leg {leg.role} is {leg.state}.
      </Text>
    )
  const kept = evidence.data?.find((each) => each.legId === legId)?.readings ?? []
  const readings = [...kept, ...fresh]
  return (
    <Stack gap="md">
      <AskedFacts leg={leg} record={record} />
      {evidence.error && (
        <Failure
          what="What was seen"
          error={evidence.error}
          onRetry={() => void evidence.refetch()}
        />
      )}
      <Readings
        leg={leg}
        readings={readings}
        onRead={(reading) => setFresh((before) => [...before, reading])}
      />
      <AdoptBets
        executionId={executionId}
        bets={choices?.adoptable.filter((each) => each.legId === legId) ?? []}
      />
      <DecideLeg leg={leg} record={record} readings={readings} />
    </Stack>
  )
}
