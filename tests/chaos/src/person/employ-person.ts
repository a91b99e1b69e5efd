import { ACCOUNTS } from '@surefoot/shared/messages'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { World } from '../world.ts'
import { forgetOldLimits } from './forget-limits.ts'
import { mindAccount } from './mind-account.ts'
import { mindDesk, restDesk } from './mind-desk.ts'

const LOOK_EVERY_MS = 500

/**
 * Does what a person does at the desk, until dismissed. What is refused is logged and tried again at the next look: most
 * of it is the faults' doing.
 */
export interface Person extends AsyncDisposable {
  /** From now on: nothing new, only what is open. Returns when the desk is halted. */
  readonly rest: () => Promise<void>
}

export function employPerson(world: World): Person {
  const dismissal = new AbortController()
  const { signal } = dismissal
  const keep = openDiary(join(world.dir, 'logs/person.log'))
  const rested = Promise.withResolvers<void>()
  let isResting = false
  const repeat = async (chore: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      await chore().catch((error: unknown) => keep(String(error)))
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  const chores = [
    ...ACCOUNTS.map((account) => repeat(() => mindAccount(world, account, signal))),
    repeat(() => forgetOldLimits(world)),
    repeat(async () => {
      if (!isResting) return keep(await mindDesk(world))
      keep(await restDesk(world))
      rested.resolve()
    }),
  ]
  return {
    rest: () => {
      isResting = true
      return rested.promise
    },
    [Symbol.asyncDispose]: async () => {
      dismissal.abort()
      await Promise.all(chores)
    },
  }
}

/** What is the same as before is not said again. */
function openDiary(file: string): (line: string) => void {
  let last = ''
  return (line) => {
    if (line === last) return
    last = line
    appendFileSync(file, `${new Date().toISOString()} ${line}\n`)
  }
}
