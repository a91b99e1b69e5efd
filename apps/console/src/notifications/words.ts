import type { AlertChannel, AlertKind, AlertRow, DeliveryPurpose } from '@surefoot/shared/messages'
import type { Tone } from '../parts/tag.tsx'

export const KINDS: Readonly<Record<AlertKind, { readonly name: string; readonly tone: Tone }>> = {
  need: { name: 'Needs you', tone: 'bad' },
  halt: { name: 'Halted', tone: 'bad' },
  browser: { name: 'Browser lost', tone: 'warn' },
  service: { name: 'Silent service', tone: 'bad' },
  hedge: { name: 'Hedge', tone: 'hedge' },
  execution: { name: 'Execution', tone: 'outline' },
}

export const CHANNELS: Readonly<Record<AlertChannel, string>> = {
  webhook: 'Webhook',
  telegram: 'Telegram',
  slack: 'Slack',
  mail: 'Mail',
}

export const PURPOSES: Readonly<Record<DeliveryPurpose, string>> = {
  first: 'First time',
  repeat: 'Again',
  resolved: 'It is over',
  test: 'Test',
}

/** Whether somebody should see it: it goes on, and nobody has acknowledged it. */
export function isOpen({ isCondition, resolvedAt, acknowledgedAt }: AlertRow): boolean {
  return isCondition && resolvedAt === null && acknowledgedAt === null
}

/** What an alert's channels got: `Webhook 2, Mail not sent`; null where it was sent by none. */
export function describeProgress({ progress }: Pick<AlertRow, 'progress'>): string | null {
  if (progress.length === 0) return null
  return progress
    .map(({ channel, sent }) => `${CHANNELS[channel]} ${sent === 0 ? 'not sent' : `${sent}×`}`)
    .join(', ')
}
