import { isIPv6 } from 'node:net'
import { hashSecret } from './secret.ts'

/** How long a wrong token counts against its sender. */
const WINDOW_MS = 60_000
/** A stale token that a program sends again and again is one guess. */
const MAX_GUESSES = 20
/** Of peers that guessed within the window; the oldest is forgotten first. */
const MAX_PEERS = 10_000

/** The wrong tokens that each peer has sent lately. */
export interface Guesses {
  /** For how many seconds yet no token of this peer is read; 0: its next one is. */
  readonly waitSeconds: (peer: string) => number
  readonly note: (peer: string, wrong: string) => void
}

/** `now` is of a clock that never goes back, in milliseconds. */
export function createGuesses(now: () => number): Guesses {
  const peers = new Map<string, { readonly since: number; readonly wrong: Set<string> }>()
  const read = (peer: string) => {
    const known = peers.get(peer)
    if (known === undefined || now() - known.since < WINDOW_MS) return known
    peers.delete(peer)
    return undefined
  }
  return {
    waitSeconds: (peer) => {
      const known = read(networkOf(peer))
      if (known === undefined || known.wrong.size < MAX_GUESSES) return 0
      return Math.ceil((known.since + WINDOW_MS - now()) / 1000)
    },
    note: (peer, wrong) => {
      const network = networkOf(peer)
      const known = read(network) ?? { since: now(), wrong: new Set() }
      known.wrong.add(hashSecret(wrong))
      peers.set(network, known)
      for (const oldest of peers.keys()) {
        if (peers.size <= MAX_PEERS) break
        peers.delete(oldest)
      }
    },
  }
}

/**
 * What counts as one sender: an IPv4 address, however it is written, or the /64 network of an IPv6 address, because who
 * has one of its addresses has them all.
 */
export function networkOf(peer: string): string {
  const address = peer.replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return peer
  // The URL parser writes every spelling of an address the same way.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}
