import { openBus, type Bus } from '@surefoot/shared/bus'
import { ledgerAlerts, ledgerControl, ledgerDesk, type Control } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase, type ServiceProcess, startNats, startService } from '@surefoot/testkit'
import { vi } from 'vitest'
import { openMailbox, type Mailbox } from './open-mailbox.ts'
import { openReceiver, type Receiver } from './open-receiver.ts'

/** On a machine with ten times as much to do. */
export const PATIENCE = { timeout: 110_000, interval: 50 }
export const TOKEN = '123456:bot-secret-of-the-test-123'
export const SECRET = 'webhook-secret-of-the-test'
const REPEAT_MS = 4000

export interface Stand extends AsyncDisposable {
  readonly bus: Bus
  readonly receiver: Receiver
  readonly mailbox: Mailbox
  readonly audit: () => ServiceProcess
  readonly startAudit: () => Promise<void>
  readonly notify: () => ServiceProcess
  readonly startNotify: (env?: Readonly<Record<string, string>>) => void
  /** As the service `actor` does, for the reason. */
  readonly control: (trading: Control['trading'], reason: string | null) => Promise<void>
}

/** Ledger, gateway and notify as processes, on a NATS and a Postgres of the test's own, with all channels. */
export async function openStand(): Promise<Stand> {
  await using stack = new AsyncDisposableStack()
  const [nats, database, receiver, mailbox] = await Promise.all([
    startNats(),
    createDatabase(),
    openReceiver(),
    openMailbox(),
  ])
  for (const each of [nats, database, receiver, mailbox]) stack.use(each)
  const common = { NATS_URL: nats.url, LOG_LEVEL: 'info' }
  const processes = new Map<string, ServiceProcess>()
  const start = (name: 'audit' | 'gateway' | 'notify', env: Readonly<Record<string, string>>) => {
    processes.set(name, startService(name, { ...common, ...env }))
  }
  const find = (name: string): ServiceProcess => {
    const found = processes.get(name)
    if (found === undefined) throw new Error(`${name} was not started`)
    return found
  }
  stack.defer(async () => {
    await Promise.all([...processes.values()].map((each) => each[Symbol.asyncDispose]()))
  })
  const logger = createLogger('test', 'silent')
  const bus = stack.use(await openBus({ url: nats.url, service: 'operator', logger }))
  const startAudit = async (): Promise<void> => {
    start('audit', { DATABASE_URL: database.url })
    await vi.waitFor(
      () => bus.request(ledgerDesk, { deskId: 'main' }, { deadlineMs: 2000 }),
      PATIENCE,
    )
  }
  const startNotify = (env: Readonly<Record<string, string>> = {}): void =>
    start('notify', {
      NOTIFY_WEBHOOK_URL: `${receiver.url}/hook`,
      NOTIFY_WEBHOOK_SECRET: SECRET,
      NOTIFY_TELEGRAM_URL: `${receiver.url}/telegram`,
      NOTIFY_TELEGRAM_TOKEN: TOKEN,
      NOTIFY_TELEGRAM_CHAT: '-100200',
      NOTIFY_SLACK_URL: `${receiver.url}/slack/T0/B0`,
      NOTIFY_SMTP_URL: mailbox.url,
      NOTIFY_MAIL_FROM: 'surefoot@desk.example',
      NOTIFY_MAIL_TO: 'ann@desk.example',
      NOTIFY_REPEAT_MS: String(REPEAT_MS),
      HEARTBEAT_URL: `${receiver.url}/beat`,
      HEARTBEAT_EVERY_MS: '1000',
      ...env,
    })
  await startAudit()
  start('gateway', { PORT: '0' })
  const owned = stack.move()
  return {
    bus,
    receiver,
    mailbox,
    audit: () => find('audit'),
    startAudit,
    notify: () => find('notify'),
    startNotify,
    control: async (trading, reason) => {
      const change = { trading }
      const ask = { deskId: 'main', change, actor: 'execution', reason }
      const reply = await bus.request(ledgerControl, ask, { deadlineMs: 10_000 })
      if (!reply.ok) throw new Error(reply.message)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The alerts of the desk, as the ledger has them. */
export async function readAlerts({ bus }: Pick<Stand, 'bus'>) {
  const reply = await bus.request(
    ledgerAlerts,
    { deskId: 'main', limit: 100 },
    { deadlineMs: 60_000 },
  )
  if (!reply.ok) throw new Error(reply.message)
  return reply
}
