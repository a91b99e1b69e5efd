import type { Account } from '@surefoot/shared/messages'
import type { ServiceName } from './rights.ts'

/** Everybody who logs in at NATS: one user a service, and one an account where each account has a process of its own. */
export const BUS_USERS = [
  'audit',
  'browser-executor-a',
  'browser-executor-b',
  'execution',
  'gateway',
  'hedge',
  'notify',
  'scanner',
  'worker',
] as const
export type BusUserName = (typeof BUS_USERS)[number]

export interface BusUserRow {
  readonly service: ServiceName
  /** Of what is published and answered by account, this account's alone; left out: both. */
  readonly account?: Account
}

export const USERS: Readonly<Record<BusUserName, BusUserRow>> = {
  audit: { service: 'audit' },
  'browser-executor-a': { service: 'browser-executor', account: 'A' },
  'browser-executor-b': { service: 'browser-executor', account: 'B' },
  execution: { service: 'execution' },
  gateway: { service: 'gateway' },
  hedge: { service: 'hedge' },
  notify: { service: 'notify' },
  scanner: { service: 'scanner' },
  worker: { service: 'worker' },
}
