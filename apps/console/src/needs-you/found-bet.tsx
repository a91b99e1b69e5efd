import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import type { BetsReading, Leg } from '@surefoot/shared/messages'
import { CandidateBet } from './candidate-bet.tsx'
import type { DraftFaults, ResolutionDraft } from './draft-resolution.ts'
import { findCandidates } from './find-candidates.ts'

export interface FoundBetProps {
  readonly leg: Leg
  readonly readings: readonly BetsReading[]
  readonly draft: ResolutionDraft
  readonly faults: DraftFaults
  readonly onChange: (part: Partial<ResolutionDraft>) => void
}

/** Which bet the leg is: one that was read, by a click, or one that the person found, by hand. */
export function FoundBet({ leg, readings, draft, faults, onChange }: FoundBetProps) {
  const candidates = findCandidates(leg, readings)
  return (
    <Stack gap="sm" data-account={leg.account}>
      <Text size="sm" className="quiet">
        {candidates.length === 0
          ? 'No bet that was read may be this leg. If you found it yourself, give it here.'
          : 'Choose the bet that it is, or give it by hand.'}
      </Text>
      {candidates.map((candidate) => (
        <CandidateBet
          key={candidate.bet.betReference}
          candidate={candidate}
          isChosen={candidate.bet.betReference === draft.betReference}
          onChoose={() => {
            const { betReference, stake, odds } = candidate.bet
            onChange({ betReference, stake, odds })
          }}
        />
      ))}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput
          label="Number of the bet"
          value={draft.betReference}
          error={faults.betReference}
          maxLength={120}
          onChange={(event) => onChange({ betReference: event.currentTarget.value })}
        />
        <TextInput
          label="Stake that was taken"
          inputMode="decimal"
          value={draft.stake}
          error={faults.stake}
          onChange={(event) => onChange({ stake: event.currentTarget.value })}
        />
        <TextInput
          label="Odds that were given"
          inputMode="decimal"
          value={draft.odds}
          error={faults.odds}
          onChange={(event) => onChange({ odds: event.currentTarget.value })}
        />
      </SimpleGrid>
    </Stack>
  )
}
