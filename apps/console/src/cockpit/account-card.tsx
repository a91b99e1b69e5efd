import { Stack, Switch, Text } from '@mantine/core'
import type { Account } from '@surefoot/shared/messages'
import { useState } from 'react'
import { toggleAccount } from '../api/commands.ts'
import type { AccountView } from '../api/desk.ts'
import { useBlocked, useIsDeskKnown } from '../health/use-health.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Note } from '../parts/note.tsx'
import { useCommand } from '../parts/use-command.ts'
import { AccountAddress } from './account-address.tsx'
import { AccountFacts } from './account-facts.tsx'
import { LearntLimits } from './learnt-limits.tsx'
import { StateSteps } from './state-steps.tsx'
import { Outside } from '../names/outside.tsx'

export interface AccountCardProps {
  readonly account: Account
  /** Undefined until the desk has been read. */
  readonly view: AccountView | undefined
}

/** One account: its switch, its address, where it stands and what it waits for. */
export function AccountCard({ account, view }: AccountCardProps) {
  const isKnown = useIsDeskKnown()
  const blocked = useBlocked('switchOn')
  const notReady = useBlocked('execute')
  const [typed, setTyped] = useState<string | null>(null)
  const url = typed ?? view?.url ?? ''
  const toggle = useCommand({
    run: toggleAccount,
    failure: ({ on }) => `Account ${account} was not turned ${on ? 'on' : 'off'}`,
    onDone: () => setTyped(null),
  })
  const isOff = view === undefined || view.state === 'IDLE'
  const isClosing = view?.state === 'STOPPING'
  const turn = (on: boolean): void =>
    toggle.mutate({ account, on, ...(on && url.trim() !== '' ? { url: url.trim() } : {}) })

  return (
    <section
      className="card account-card"
      data-account={account}
      aria-labelledby={`name-${account}`}
    >
      <Stack gap="md">
        <div className="account-card-head">
          <AccountLetter role={account} size={24} />
          <div style={{ flex: 1 }}>
            <div className="account-card-name" id={`name-${account}`}>
              {view?.providerId ?? 'No provider yet'}
            </div>
            <div className="account-card-state" data-testid={`state-${account}`}>
              {isKnown && view ? view.state : 'NOT KNOWN'}
            </div>
          </div>
          <Switch
            size="lg"
            color="var(--account-fill)"
            aria-label={`Account ${account}`}
            onLabel="ON"
            offLabel="OFF"
            checked={!isOff && !isClosing}
            disabled={
              view === undefined || isClosing || toggle.isPending || (isOff && blocked !== null)
            }
            onChange={(event) => turn(event.currentTarget.checked)}
          />
        </div>
        <AccountAddress account={account} url={url} isFixed={!isOff} onType={setTyped} />
        {isOff && blocked !== null && (
          <Text size="sm" className="quiet">
            It cannot be switched on now: {blocked}
          </Text>
        )}
        {view?.reason != null && (
          <Note tone="warn" title={isOff ? 'Why it stopped' : 'Why it stops'}>
            <Outside>{view.reason}</Outside>
          </Note>
        )}
        <StateSteps
          state={isKnown && view ? view.state : null}
          waitsFor={view?.waitsFor ?? (view?.state === 'RUNNING' ? notReady : null)}
        />
        <AccountFacts account={account} view={view} />
        <LearntLimits account={account} providerId={view?.providerId} />
      </Stack>
    </section>
  )
}
