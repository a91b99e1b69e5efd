import { isDeepStrictEqual } from 'node:util'
import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import type { MapRule, StreamSource } from '../contract/stream.ts'
import { coversPattern } from './covers.ts'

/** A connection is the first source that meets it. */
function checkOrder({ stream: { sources } }: ProviderContract): Fault[] {
  return sources.flatMap(({ kind, url }, at): Fault[] => {
    const first = sources.findIndex(
      (other, before) => before < at && other.kind === kind && coversPattern(other.url, url),
    )
    return first < 0
      ? []
      : [
          [
            `stream.sources[${at}]`,
            `is never used: stream.sources[${first}] takes all its connections; put the narrower one first`,
          ],
        ]
  })
}

function namesEvents({ kind, decoders }: StreamSource): boolean {
  return kind === 'sse' || decoders.includes('socketio')
}

function checkEvents({ stream: { sources, map } }: ProviderContract): Fault[] {
  if (sources.some(namesEvents)) return []
  return map.flatMap(({ event }, at): Fault[] =>
    event === undefined
      ? []
      : [
          [
            `stream.map[${at}].event`,
            'is named by no source: only server-sent events and socket.io name their messages; use "when"',
          ],
        ],
  )
}

function checkTwice({ stream: { map } }: ProviderContract): Fault[] {
  return map.flatMap((rule, at): Fault[] => {
    const first = map.findIndex((other) => isDeepStrictEqual(other, rule))
    return first < at ? [[`stream.map[${at}]`, `is stream.map[${first}] once more: remove it`]] : []
  })
}

function givesRows(table: MapRule['table'], { effect, ...rule }: MapRule): boolean {
  if (effect === 'delete') return false
  if (rule.table === table) return true
  return table === 'event' ? rule.eventKey !== undefined : rule.marketKey !== undefined
}

function checkDeletes({ stream: { map } }: ProviderContract): Fault[] {
  return map.flatMap(({ effect, table }, at): Fault[] =>
    effect !== 'delete' || map.some((rule) => givesRows(table, rule))
      ? []
      : [
          [
            `stream.map[${at}].table`,
            `no other rule gives a row of the table "${table}" to delete`,
          ],
        ],
  )
}

/** Sources that no connection reaches and rules that no message meets. */
export function checkStream(contract: ProviderContract): Fault[] {
  return [
    ...checkOrder(contract),
    ...checkEvents(contract),
    ...checkTwice(contract),
    ...checkDeletes(contract),
  ]
}
