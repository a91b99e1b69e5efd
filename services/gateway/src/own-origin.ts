import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Whether a host name, without port, can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost') return true
  const address = hostname.replace(/^\[(.*)\]$/, '$1')
  const version = isIP(address)
  return version !== 0 && loopback.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/**
 * The origin that a `Host` header makes ours, or null if it names another site: then a web page has had its name
 * resolved to this machine (DNS rebinding). `publicOrigin` is where a proxy serves us.
 */
export function ownOrigin(host: string | undefined, publicOrigin?: string): string | null {
  const origin = `http://${host ?? ''}`
  if (!URL.canParse(origin)) return null
  const url = new URL(origin)
  if (publicOrigin !== undefined && url.host === new URL(publicOrigin).host) return publicOrigin
  return isLoopback(url.hostname) ? url.origin : null
}
