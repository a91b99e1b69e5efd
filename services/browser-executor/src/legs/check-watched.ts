import type { LegPlan, Refusal } from '@surefoot/shared/messages'
import type { OpenedBrowser } from '../account/opened-browser.ts'
import { refuseLeg } from './refuse-leg.ts'

/** A leg is for the contract that is watched, in the version that its odds were read by. None begins once the browser ends. */
export function checkWatched(opened: OpenedBrowser, plan: LegPlan): Refusal | undefined {
  if (opened.isEnding) return refuseLeg('NOT_READY', 'The browser is being closed.')
  const watched = opened.stream?.contract.contract
  if (watched?.id === plan.providerId && watched.version === plan.contractVersion) return undefined
  const asked = `${plan.providerId} version ${plan.contractVersion}`
  const found = watched ? `${watched.id} version ${watched.version}` : 'no contract'
  return refuseLeg('NOT_READY', `The leg is for ${asked}, the browser watches ${found}.`)
}
