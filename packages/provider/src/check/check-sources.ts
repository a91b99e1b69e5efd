import type { ProviderContract } from '../contract/contract.ts'
import { givesMessages } from '../stream/decode.ts'
import type { Fault } from './fault.ts'

/** Decoders unpack, and only the last of them gives messages; a numbered source has a message to begin its numbers with. */
export function checkSources({ stream }: ProviderContract): Fault[] {
  const hasSnapshot = stream.map.some((rule) => rule.effect === 'snapshot')
  return stream.sources.flatMap(({ decoders, sequence }, at) => {
    const faults: Fault[] = []
    const path = `stream.sources[${at}]`
    if (!givesMessages(decoders.at(-1))) {
      faults.push([`${path}.decoders`, 'must end with "json", "json-lines" or "socketio"'])
    }
    if (decoders.slice(0, -1).some(givesMessages)) {
      faults.push([`${path}.decoders`, 'has a decoder after the one that gives messages'])
    }
    if (sequence !== undefined && !hasSnapshot) {
      faults.push([
        `${path}.sequence`,
        'needs a map rule with effect "snapshot": nothing is quoted before one',
      ])
    }
    return faults
  })
}
