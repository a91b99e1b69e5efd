import type { ServiceStatus } from '@surefoot/shared/messages'
import type { Sighting } from './evidence.ts'

export interface ServiceInstance extends Sighting<ServiceStatus> {
  /** How often another process has taken its name since this gateway started. */
  readonly restarts: number
}

export interface LiveServices {
  readonly seen: (status: ServiceStatus) => void
  readonly list: () => ServiceInstance[]
}

interface Known {
  readonly status: ServiceStatus
  readonly seenAt: number
  readonly restarts: number
}

/** What was scaled down or renamed is not shown for ever, unless nothing else does its work. */
const FORGET_AFTER_MS = 10 * 60_000
const MOST_INSTANCES = 200

/** The service instances by their own reports. `elapsed` is a monotonic clock. */
export function createLiveServices(elapsed: () => number): LiveServices {
  const known = new Map<string, Known>()
  const forgetOld = (): void => {
    for (const [name, one] of known)
      if (isReplaced(one, [...known.values()], elapsed())) known.delete(name)
  }
  return {
    seen: (status) => {
      const name = `${status.service} ${status.instance}`
      const before = known.get(name)
      if (before === undefined && known.size >= MOST_INSTANCES) forgetOld()
      if (before === undefined && known.size >= MOST_INSTANCES) return
      const isAnother = before !== undefined && before.status.bootId !== status.bootId
      // The last report of the process before may come after the first of its successor.
      if (isAnother && status.phase === 'stopped') return
      const restarts = (before?.restarts ?? 0) + Number(isAnother)
      known.set(name, { status, seenAt: elapsed(), restarts })
    },
    list: () => {
      forgetOld()
      return [...known.values()]
        .map(({ status, seenAt, restarts }) => ({ status, agoMs: elapsed() - seenAt, restarts }))
        .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)))
    },
  }
}

function nameOf({ status: { service, instance } }: Sighting<ServiceStatus>): string {
  return `${service} ${instance}`
}

function isReplaced({ status, seenAt }: Known, all: readonly Known[], now: number): boolean {
  const isOld = (at: number): boolean => now - at > FORGET_AFTER_MS
  const others = all.filter((one) => one.status.service === status.service && !isOld(one.seenAt))
  return isOld(seenAt) && others.length > 0
}
