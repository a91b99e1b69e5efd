import type { CDPSession } from 'playwright-core'
import { openPageWorld, type PageWorld } from '../page/page-world.ts'
import * as clickGuardScript from './click-guard-script.ts'
import * as gateScript from './gate-script.ts'

/** A page in which clicks are guarded. */
export interface GuardedWorld extends PageWorld {
  /** Put the click guard, and a gate if one is ordered, up at the start of each document from the next one on. */
  readonly guardFrom: (gate: gateScript.GateOrder | null) => Promise<void>
}

/** The functions of the page script that guard and gate are given: by name, because they are sent as text. */
const TOOLS = '{ aimAt, isInside, readOne, selectOne, splitSelector }'

export async function openGuardedWorld(session: CDPSession): Promise<GuardedWorld> {
  const world = await openPageWorld(session, [gateScript, clickGuardScript])
  return {
    ...world,
    guardFrom: (order) => {
      const gate = order === null ? '' : `installGate(${JSON.stringify(order)}, ${TOOLS})`
      return world.atStart(`installClickGuard(${TOOLS})\n${gate}`)
    },
  }
}
