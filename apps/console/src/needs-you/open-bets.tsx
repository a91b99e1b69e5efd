import { Text, Title } from '@mantine/core'
import type { ExecutionRecord } from '@surefoot/shared/messages'
import type { Choices } from '../api/choices.ts'
import { outcomeOfLeg } from '../execution/outcome-of-leg.ts'
import { formatAge } from '../format/age.ts'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatOutcome } from '../format/words.ts'
import { Name } from '../names/name.tsx'
import { nameOfLeg } from './need-words.ts'
import { Outside } from '../names/outside.tsx'

export interface OpenBetsProps {
  readonly record: ExecutionRecord
  /** Undefined while it is not read. */
  readonly choices: Choices | undefined
  /** Since the gateway answered with them, milliseconds. */
  readonly sinceAnswerMs: number
}

/** What is bet, what it wins or loses in each outcome, and for how long it has been exposed. */
export function OpenBets({ record, choices, sinceAnswerMs }: OpenBetsProps) {
  const bets = record.legs.filter(({ state }) => state === 'ACCEPTED')
  const hedges = record.legs.filter(({ role, state }) => role === 'H' && state !== 'ACCEPTED')
  const forMs = choices?.exposedForMs ?? null
  return (
    <div className="need-part">
      <Title order={3} size="sm" mb="xs">
        What is bet
      </Title>
      {bets.map((leg) => (
        <Text key={leg.legId}>
          {nameOfLeg(leg.legId)}: <Name>{outcomeOfLeg(leg, record)}</Name>,{' '}
          {formatMoney(leg.receipt?.stake ?? leg.stake)} at{' '}
          {formatOdds(leg.receipt?.odds ?? leg.leastOdds)} with {leg.providerId}, account{' '}
          {leg.account}
          {leg.settlement !== null && `: ${leg.settlement.result}`}
        </Text>
      ))}
      {hedges.map((leg) => (
        <Text key={leg.legId} size="sm" className="quiet">
          {nameOfLeg(leg.legId)}: {formatMoney(leg.stake)} on{' '}
          <Name>{outcomeOfLeg(leg, record)}</Name> at account {leg.account} is {leg.state}
          {leg.reason !== null && (
            <>
              : <Outside>{leg.reason}</Outside>
            </>
          )}
        </Text>
      ))}
      {choices !== undefined && choices.payoff.length > 0 && (
        <>
          <Text size="sm" className="quiet" mt="xs">
            If you do nothing{forMs !== null && `, exposed for ${formatAge(forMs + sinceAnswerMs)}`}
          </Text>
          <ul className="payoff" aria-label="If you do nothing">
            {choices.payoff.map(({ outcome, amount }) => (
              <li key={outcome}>
                <Name>{formatOutcome(outcome, record.execution)}</Name>:{' '}
                <b className={Number(amount) < 0 ? 'bad' : 'good'}>
                  {formatMoney(amount, { isSigned: true })}
                </b>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
