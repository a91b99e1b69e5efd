import { ACCOUNTS, type Account } from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { onAccountToggle } from '../../src/account/on-account-toggle.ts'
import { onBrowserStatus, onFirstPacket } from '../../src/account/on-browser-status.ts'
import { onContractDeleted } from '../../src/account/on-contract-changed.ts'
import { BROWSER, browserUp, NOW, ORIGIN, PROVIDER, watchingBrowser } from '../build.ts'
import { runDesk, settled, type RunningDesk } from '../run-desk.ts'
import { SimulatedPorts } from '../simulated-ports.ts'

const HAPPENINGS = ['on', 'off', 'up', 'down', 'marked', 'packet', 'deleted'] as const
type Happening =
  | { readonly account: Account; readonly what: (typeof HAPPENINGS)[number] }
  | 'second'

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ account: fc.constantFrom(...ACCOUNTS), what: fc.constantFrom(...HAPPENINGS) }),
  fc.constant('second' as const),
)

async function happen({ desk, move, tick }: RunningDesk, event: Happening): Promise<void> {
  if (event === 'second') return tick()
  const { account, what } = event
  const target = desk.accounts[account]
  const scope = { deskId: 'main', account }
  if (what === 'on' || what === 'off') {
    const toggle = { ...scope, on: what === 'on', url: ORIGIN[account], actor: 'operator' }
    await onAccountToggle(target, toggle, undefined)
  }
  const isMarked = target.row().state === 'RUNNING' || target.row().state === 'PROVIDER_READY'
  const up = isMarked ? watchingBrowser(account) : browserUp(account)
  if (what === 'up') await onBrowserStatus(target, up, desk.ports)
  if (what === 'down') await onBrowserStatus(target, { ...up, isUp: false }, desk.ports)
  if (what === 'marked')
    await move(account, 'PROVIDER_MARKED', { providerId: PROVIDER[account], contractVersion: 1 })
  if (what === 'packet')
    await onFirstPacket(target, {
      ...scope,
      browserId: BROWSER[account],
      providerId: PROVIDER[account],
      receivedAt: NOW,
    })
  if (what === 'deleted') await onContractDeleted(target, PROVIDER[account])
  await settled()
}

/** All that happened to an account: each call of a port, each announcement, and where it stands. */
async function storyOf(account: Account, events: readonly Happening[]) {
  const world = new SimulatedPorts()
  const running = runDesk(world)
  for (const event of events) await happen(running, event)
  const { state, reason, url, browserId } = world.rows[account]
  return { calls: world.callsOf(account), state, reason, url, browserId }
}

test('whatever happens to one account, the other does exactly what it does alone', async () => {
  let moves = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ACCOUNTS),
      fc.array(happening, { minLength: 40, maxLength: 80, size: 'max' }),
      async (account, events) => {
        const alone = events.filter((event) => event === 'second' || event.account === account)
        const story = await storyOf(account, events)
        expect(story).toEqual(await storyOf(account, alone))
        moves += story.calls.length
      },
    ),
    { numRuns: 100 },
  )
  expect(moves).toBeGreaterThan(500)
})
