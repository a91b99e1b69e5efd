import { Button, Text } from '@mantine/core'
import { describeLimit, type Account, type LearntLimit } from '@surefoot/shared/messages'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { limitsQuery } from '../api/limits.ts'
import { formatDateTime } from '../format/time.ts'
import { Failure } from '../parts/failure.tsx'
import { ForgetLimit } from './forget-limit.tsx'

export interface LearntLimitsProps {
  readonly account: Account
  /** At which the account is now: a limit of another provider names it. */
  readonly providerId: string | null | undefined
}

/** What the account's providers accepted of larger stakes, each with the button that forgets it; nothing where there is none. */
export function LearntLimits({ account, providerId }: LearntLimitsProps) {
  const { data: limits, error, refetch } = useQuery(limitsQuery)
  const [asked, setAsked] = useState<LearntLimit | null>(null)
  if (limits === undefined)
    return (
      error && <Failure what="The learnt limits" error={error} onRetry={() => void refetch()} />
    )
  const own = limits.filter((limit) => limit.account === account)
  if (own.length === 0) return null
  return (
    <>
      <ul className="learnt-limits" aria-label={`Limits of account ${account}`}>
        {own.map((limit) => (
          <li className="row-line" key={limit.legId}>
            <Text size="sm" className="learnt-limit">
              {describe(limit, providerId)}, since {formatDateTime(limit.since)}
            </Text>
            <Button
              size="xs"
              variant="default"
              aria-label={`Forget that account ${account} is ${describeLimit(limit)} at ${limit.providerId}`}
              onClick={() => setAsked(limit)}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
      <ForgetLimit limit={asked} onClose={() => setAsked(null)} />
    </>
  )
}

function describe(limit: LearntLimit, providerId: LearntLimitsProps['providerId']): string {
  const words = describeLimit(limit)
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  return limit.providerId === providerId ? sentence : `${sentence} at ${limit.providerId}`
}
