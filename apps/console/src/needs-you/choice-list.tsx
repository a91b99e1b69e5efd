import { Button, Text } from '@mantine/core'
import type { ExecutionRecord, ShownChoice } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatOutcome } from '../format/words.ts'
import { Name } from '../names/name.tsx'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Age } from '../parts/age.tsx'
import { Fact } from '../parts/fact.tsx'
import type { Shown } from './shown-choice.ts'

export interface ChoiceListProps {
  readonly record: ExecutionRecord
  readonly choices: readonly Shown[]
  /** Why none can be placed now; null: they can. */
  readonly blocked: string | null
  readonly isPending: boolean
  readonly onPlace: (shown: ShownChoice) => void
}

/** Each bet that would cover what is exposed, at its present price, with a button. */
export function ChoiceList({ record, choices, ...act }: ChoiceListProps) {
  return (
    <ul className="choices" aria-label="Choices at present prices">
      {choices.map((shown) => (
        <li key={`${shown.choice.kind} ${shown.choice.account}`}>
          <ChoiceRow record={record} shown={shown} {...act} />
        </li>
      ))}
    </ul>
  )
}

type ChoiceRowProps = Omit<ChoiceListProps, 'choices'> & { readonly shown: Shown }

function ChoiceRow({ record, shown, blocked, isPending, onPlace }: ChoiceRowProps) {
  const { choice, ageMs, order, why } = shown
  const { account, odds, outcome, providerId, stake, worstCase } = choice
  const backed = formatOutcome(outcome, record.execution)
  return (
    <div className="choice" data-account={account}>
      <div className="choice-head">
        <AccountLetter role={account} size={16} />
        <b>
          Back <Name>{backed}</Name>
        </b>
        <span className="quiet">at {providerId}</span>
      </div>
      <dl className="facts">
        <Fact name="Price">
          {odds === null ? 'Not known' : formatOdds(odds)} {ageMs !== null && <Age ms={ageMs} />}
        </Fact>
        <Fact name="Stake">{stake === null ? 'Not known' : formatMoney(stake)}</Fact>
        <Fact name="After it, at worst">
          <span className={toneOf(worstCase)}>
            {worstCase === null ? 'Not known' : formatMoney(worstCase, { isSigned: true })}
          </span>
        </Fact>
      </dl>
      {why !== null && (
        <Text size="sm" className="choice-why">
          {why}
        </Text>
      )}
      {order !== null && (
        <Button
          className="choice-act"
          color="ink"
          disabled={blocked !== null}
          loading={isPending}
          aria-label={describeOrder(order, backed)}
          onClick={() => onPlace(order)}
        >
          Place {formatMoney(order.stake)} at {account}
        </Button>
      )}
    </div>
  )
}

/** The name of the button: what it shows, and all that it would do, by which it differs from the others. */
function describeOrder({ account, odds, stake, worstCase }: ShownChoice, backed: string): string {
  const worst = formatMoney(worstCase, { isSigned: true })
  return `Place ${formatMoney(stake)} at ${account}: back ${backed} at odds of ${formatOdds(odds)}, ${worst} at worst`
}

function toneOf(worstCase: string | null): string {
  if (worstCase === null) return 'quiet'
  return Number(worstCase) < 0 ? 'bad' : 'good'
}
