import { Redis, type Command } from 'ioredis'
import type { FaultMix } from '../faults/mix.ts'
import type { Schedule } from '../time/schedule.ts'
import type { SimProcess } from '../time/sim-process.ts'
import { runCommand } from './commands.ts'
import type { RedisStore } from './store.ts'

export interface RedisParts {
  readonly schedule: Schedule
  readonly store: RedisStore
  readonly process: SimProcess
  readonly faults: FaultMix
}

/** As the service's own client is set: a command without an answer is an error after so long, and is not sent again. */
const COMMAND_TIMEOUT_MS = 500

/** Each way. */
const WAY_MS = 0.4
const SLOW_MS = { least: 100, most: 3000 }

/** The real client, whose commands go to a simulated server: over one connection, so in their order. */
export class SimRedis extends Redis {
  readonly #parts: RedisParts
  #lastArrivalMs = 0

  constructor(parts: RedisParts) {
    super({ lazyConnect: true })
    this.#parts = parts
  }

  override sendCommand(command: Command): unknown {
    const { schedule, process, faults, store } = this.#parts
    const label = `Redis ${command.name}`
    const late = { afterMs: COMMAND_TIMEOUT_MS, label: `${label} timed out`, isForeign: true }
    const cancel = process.later(late, () => command.reject(new Error('Command timed out')))
    process.say(() => {
      if (faults.strikes('redis_lost_before')) return
      schedule.plan({ afterMs: this.#arrivesInMs(), label, owner: null }, () => {
        const answer = runCommand(store, command.name, command.args)
        if (faults.strikes('redis_lost_after')) return
        process.later({ afterMs: WAY_MS, label: `${label} answers`, isForeign: true }, () => {
          cancel()
          command.resolve(answer)
        })
      })
    })
    return command.promise
  }

  #arrivesInMs(): number {
    const { schedule, faults } = this.#parts
    const { least, most } = SLOW_MS
    const slowMs = faults.strikes('redis_slow') ? faults.random.between(least, most) : 0
    this.#lastArrivalMs = Math.max(this.#lastArrivalMs, schedule.nowMs() + WAY_MS + slowMs)
    return this.#lastArrivalMs - schedule.nowMs()
  }
}
