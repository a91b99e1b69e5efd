import { parse } from 'bowser'

/** `Chrome on Linux`: what a browser says of itself, in words. It may say anything, so it is shown as text and no more. */
export function describeBrowser(userAgent: string): string {
  if (userAgent === '') return 'A browser that does not say which'
  const { browser, os } = parse(userAgent)
  if (browser.name === undefined || browser.name === '') return userAgent
  return os.name === undefined ? browser.name : `${browser.name} on ${os.name}`
}

/** Where it comes from, as the gateway sees it. */
export function describePlace(peer: string): string {
  const isHere = peer === '::1' || /^(::ffff:)?127\./.test(peer)
  return isHere ? 'this machine' : peer
}
