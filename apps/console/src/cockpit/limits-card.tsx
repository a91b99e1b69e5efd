import { Progress, Stack, Text } from '@mantine/core'
import { ACCOUNTS, type Account } from '@surefoot/shared/messages'
import type { Desk } from '../api/desk.ts'
import { formatMoney, shareOfLimit } from '../format/money.ts'
import { useDesk } from '../live/use-desk.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { CardHead } from '../parts/card-head.tsx'

/** Stake outstanding of each account against its limits: in all, and on the match that holds most. */
export function LimitsCard() {
  const { desk } = useDesk()
  return (
    <section className="card">
      <CardHead title="Limits in use" />
      <Stack gap="md">
        {desk &&
          ACCOUNTS.map((account) => <AccountLimits key={account} account={account} desk={desk} />)}
      </Stack>
    </section>
  )
}

function AccountLimits({ account, desk }: { readonly account: Account; readonly desk: Desk }) {
  const { total, byMatch } = desk.exposure[account]
  const most =
    Object.values(byMatch).toSorted((one, other) => Number(other) - Number(one))[0] ?? '0'
  return (
    <div style={{ display: 'flex', gap: 12 }}>
      <AccountLetter role={account} size={14} />
      <Stack gap={10} style={{ flex: 1 }}>
        <Limit account={account} name="Outstanding in all" used={total} limit={desk.limits.total} />
        <Limit
          account={account}
          name="Most on one match"
          used={most}
          limit={desk.limits.perMatch}
        />
      </Stack>
    </div>
  )
}

interface LimitProps {
  readonly account: Account
  readonly name: string
  readonly used: string
  readonly limit: string
}

/** Near a limit the bar turns red: the next execution may be refused. */
const NEAR_PERCENT = 85

function Limit({ account, name, used, limit }: LimitProps) {
  const share = shareOfLimit(used, limit)
  return (
    <div data-account={account}>
      <Text size="sm" mb={4} style={{ display: 'flex', justifyContent: 'space-between' }}>
        <span>{name}</span>
        <span>
          <b>{formatMoney(used)}</b> <span className="quiet">of {formatMoney(limit)}</span>
        </span>
      </Text>
      <Progress
        value={share}
        color={share > NEAR_PERCENT ? 'red' : 'var(--account-fill)'}
        aria-label={`${name} of account ${account}`}
      />
    </div>
  )
}
