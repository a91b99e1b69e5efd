import { cpus } from 'node:os'
import { z } from 'zod'
import { readUsage } from '@surefoot/testkit'
import type { World } from './world.ts'

/** Counters that only rise, at one instant. */
export interface Reading {
  readonly atMs: number
  /** Processor time of each part. */
  readonly cpuMs: Readonly<Record<string, number>>
  /** Of the whole machine, whoever used it. */
  readonly machineMs: number
  readonly commits: number
  readonly redisCommands: number
}

const commits = z.tuple([z.object({ commits: z.coerce.number() })])

export async function read({ processes, postgres, redis }: World): Promise<Reading> {
  const used = Object.entries(processes).map(
    async ([name, pids]) => [name, (await readUsage(pids)).cpuMs] as const,
  )
  const { rows } = await postgres.query(
    'SELECT xact_commit AS commits FROM pg_stat_database WHERE datname = current_database()',
  )
  const stats = await redis.info('stats')
  return {
    atMs: performance.now(),
    cpuMs: Object.fromEntries(await Promise.all(used)),
    machineMs: busyMs(),
    commits: commits.parse(rows)[0].commits,
    redisCommands: Number(/total_commands_processed:(\d+)/.exec(stats)?.[1] ?? Number.NaN),
  }
}

function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
}

/** What was used between two readings, a second of the clock. */
export interface Rates {
  readonly seconds: number
  /** Processors that each part kept busy. */
  readonly cores: Readonly<Record<string, number>>
  /** Processors that were busy with what is not ours: what was measured is only good if this is small. */
  readonly otherCores: number
  readonly commits: number
  readonly redisCommands: number
}

export function ratesBetween(before: Reading, after: Reading): Rates {
  const ms = after.atMs - before.atMs
  const cores = Object.fromEntries(
    Object.entries(after.cpuMs).map(([name, cpuMs]) => [
      name,
      (cpuMs - (before.cpuMs[name] ?? 0)) / ms,
    ]),
  )
  const ours = Object.values(cores).reduce((sum, each) => sum + each, 0)
  return {
    seconds: ms / 1000,
    cores,
    otherCores: Math.max(0, (after.machineMs - before.machineMs) / ms - ours),
    commits: ((after.commits - before.commits) / ms) * 1000,
    redisCommands: ((after.redisCommands - before.redisCommands) / ms) * 1000,
  }
}

/** Memory that each part holds now, in megabytes. */
export async function readMemory({ processes }: World): Promise<Record<string, number>> {
  const held = Object.entries(processes).map(
    async ([name, pids]) => [name, Math.round((await readUsage(pids)).memoryMb)] as const,
  )
  return Object.fromEntries(await Promise.all(held))
}
