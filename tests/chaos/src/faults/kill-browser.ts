import { readKnobs, setKnob } from '@surefoot/local'
import type { Account } from '@surefoot/shared/messages'
import { setTimeout as delay } from 'node:timers/promises'
import type { House } from '../fault.ts'
import { findBrowser } from '../ownership.ts'
import { DESK_ID, type World } from '../world.ts'

const HOUSE_OF: Record<Account, House> = { A: 'north', B: 'south' }
const HELD_MS = 4000
const MET_WITHIN_MS = 20_000
const LOOK_EVERY_MS = 50

/** Kill an account's browser between click and receipt: its bookmaker has met the bet and holds the answer. */
export async function killBrowser(world: World, account: Account): Promise<boolean> {
  const { sandbox } = world.stack
  const house = HOUSE_OF[account]
  await setKnob(sandbox, { house, kind: 'delay', ms: HELD_MS })
  const giveUpAt = performance.now() + MET_WITHIN_MS
  while (
    (await readKnobs(sandbox)).some(({ knob }) => knob.house === house && knob.kind === 'delay')
  ) {
    if (performance.now() > giveUpAt) return false
    await delay(LOOK_EVERY_MS)
  }
  const pid = await findBrowser(world.stack, { deskId: DESK_ID, account })
  if (pid === null) return false
  process.kill(pid, 'SIGKILL')
  return true
}
