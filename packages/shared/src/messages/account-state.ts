import { z } from 'zod'

export const accountState = z.enum([
  'IDLE',
  'BROWSER_OPENING',
  'BROWSER_READY',
  'PROVIDER_READY',
  'RUNNING',
  'STOPPING',
])
export type AccountState = z.infer<typeof accountState>

export const accountTrigger = z.enum([
  'TOGGLED_ON',
  'BROWSER_OPENED',
  'PROVIDER_MARKED',
  'FIRST_PACKET',
  'TOGGLED_OFF',
  'CONTRACT_DELETED',
  'BROWSER_LOST',
  'OPEN_FAILED',
  'BROWSER_CLOSED',
])
export type AccountTrigger = z.infer<typeof accountTrigger>
