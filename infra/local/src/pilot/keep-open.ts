import { asSentence } from '@surefoot/shared/runtime'
import { messageOf } from '../message-of.ts'
import type { Operator } from './operator.ts'
import { openAccount, type OpenAccount } from './open-account.ts'

/** What ends a browser without anybody's wish: then a person would open it again. Switched off is switched off. */
const LOST: ReadonlySet<string> = new Set(['BROWSER_LOST', 'OPEN_FAILED'])

/** The accounts whose browsers were lost and that are IDLE since. */
export async function findLost(
  operator: Operator,
  accounts: readonly OpenAccount[],
): Promise<OpenAccount[]> {
  const desk = await operator.desk()
  const idle = accounts.filter(({ account }) => desk.accounts[account].state === 'IDLE')
  if (idle.length === 0) return []
  const { transitions } = await operator.journal()
  return idle.filter(({ account }) => {
    const last = transitions.find((one) => one.account === account)
    return LOST.has(last?.trigger ?? '')
  })
}

const TRIES = 5

/** Do a person's part for an account, again when something fails on the way: a service may just be starting again. */
export async function openUntilRunning(options: OpenAccount): Promise<void> {
  const { account, operator, screen, signal } = options
  for (let tried = 1; ; tried += 1) {
    try {
      return await openAccount(options)
    } catch (error) {
      if (signal.aborted || tried === TRIES) throw error
      screen.warn(`${account}: ${asSentence(messageOf(error))} The pilot begins again`)
      await operator.toggle(account, false).catch(() => undefined)
    }
  }
}
