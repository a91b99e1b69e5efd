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

/** Whether a text is an address, or a network such as `10.1.0.0/16`. A network of all addresses names no proxy. */
export function isNetwork(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  if (length === undefined) return true
  return /^[1-9]\d{0,2}$/.test(length) && Number(length) <= (version === 6 ? 128 : 32)
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
