import { readIdentity } from './identity.ts'

/** Dark enough for white letters, on a light toolbar and on a dark one. */
const COLOURS = { A: '#1864ab', B: '#c2410c' }

/** The account's letter, in its colour, on the extension's button. */
export async function showBadge(): Promise<void> {
  const identity = await readIdentity()
  await chrome.action.setBadgeText({ text: identity?.account ?? '' })
  if (!identity) return
  await chrome.action.setBadgeBackgroundColor({ color: COLOURS[identity.account] })
  await chrome.action.setBadgeTextColor({ color: '#ffffff' })
}
