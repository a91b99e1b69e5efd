import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  ledgerAlertAcknowledge,
  ledgerDeliveries,
  notifyChannels,
  notifyTest,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openStand, PATIENCE, readAlerts, SECRET, TOKEN, type Stand } from './support/open-stand.ts'

let stand: Stand

beforeAll(async () => {
  stand = await openStand()
  await stand.control('RUN', null)
  stand.startNotify()
  await beats()
}, 300_000)
// Each waits for several real deadlines: of silence, of a lease, of a repetition.
vi.setConfig({ testTimeout: 240_000 })
afterAll(() => stand[Symbol.asyncDispose]())

const webhookBody = z.object({
  messageId: z.string(),
  isTest: z.boolean(),
  alerts: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      kind: z.string(),
      purpose: z.string(),
      nth: z.number(),
      message: z.string(),
    }),
  ),
})
const signedHeaders = z.object({
  'surefoot-timestamp': z.string(),
  'surefoot-signature': z.string(),
  'surefoot-message-id': z.string(),
})
const at = (path: string) => stand.receiver.received.filter((each) => each.path === path)
const webhooks = () => at('/hook').map(({ body }) => webhookBody.parse(JSON.parse(body)))
const lines = () => webhooks().flatMap(({ alerts }) => alerts)
const linesOf = (reason: string) => lines().filter(({ message }) => message.includes(reason))
const telegrams = () => at(`/telegram/bot${TOKEN}/sendMessage`).map(({ body }) => body)
const slacks = () => at('/slack/T0/B0').map(({ body }) => body)
const mails = () => stand.mailbox.mails.map(({ raw }) => raw)
const within = { deadlineMs: 20_000 }
const deliveries = async () => {
  const reply = await stand.bus.request(ledgerDeliveries, { deskId: 'main', limit: 500 }, within)
  return reply.ok ? reply.deliveries : []
}
const acknowledge = async () => {
  const { alerts } = await readAlerts(stand)
  const ids = alerts.map(({ id }) => id)
  await stand.bus.request(ledgerAlertAcknowledge, { deskId: 'main', ids, by: 'ann' }, within)
}
/** One more beat than there is. */
const beats = async () => {
  const before = at('/beat').length
  await vi.waitFor(() => expect(at('/beat').length).toBeGreaterThan(before), PATIENCE)
}

test('a halt reaches the webhook, the chat, Slack and the mail server, again until it is acknowledged, and then no more', async () => {
  const began = performance.now()
  await stand.control('HALT_NEW', 'Three <b>executions</b> & failed.')
  await vi.waitFor(() => {
    expect(linesOf('failed.')).not.toEqual([])
    expect(telegrams().join()).toContain('Three <b>executions</b> & failed.')
    expect(slacks().join()).toContain('Three &lt;b&gt;executions&lt;/b&gt; &amp; failed.')
    expect(mails().join()).toContain('Subject: Surefoot main: HALTED')
  }, PATIENCE)
  process.stdout.write(`a halt was everywhere after ${Math.round(performance.now() - began)} ms\n`)
  expect(linesOf('failed.')[0]).toMatchObject({ kind: 'halt', purpose: 'first', nth: 1 })
  await vi.waitFor(() => {
    expect(linesOf('failed.').map(({ purpose }) => purpose)).toContain('repeat')
    expect(telegrams().length).toBeGreaterThan(1)
    expect(mails().length).toBeGreaterThan(1)
  }, PATIENCE)
  await acknowledge()
  const alert = (await readAlerts(stand)).alerts.find(({ kind }) => kind === 'halt')
  expect(alert).toMatchObject({ acknowledgedBy: 'ann', resolvedAt: null })
  // The next halt comes after what would have been repeated: it must not bring the first one with it.
  const sent = linesOf('failed.').length
  await stand.control('RUN', null)
  await vi.waitFor(() => expect(linesOf('failed.').at(-1)?.purpose).toBe('resolved'), PATIENCE)
  expect(linesOf('failed.').length).toBeLessThanOrEqual(sent + 2)
})

test('a webhook is signed over its time and its body, so that its receiver knows who sent it', () => {
  const [request] = at('/hook')
  const headers = signedHeaders.parse(request?.headers)
  const digest = createHmac('sha256', SECRET)
    .update(`${headers['surefoot-timestamp']}.${request?.body}`)
    .digest('hex')
  expect(headers['surefoot-signature']).toBe(`v1=${digest}`)
  expect(headers['surefoot-message-id']).toBe(webhooks()[0]?.messageId)
})

test('a halt while notify is away is sent when it is back, and one that was sent is not sent as new', async () => {
  await stand.notify().kill('SIGKILL')
  await stand.control('HALT_ALL', 'Halted at night.')
  stand.startNotify()
  await vi.waitFor(() => expect(linesOf('at night')).not.toEqual([]), PATIENCE)
  const [first] = linesOf('at night')
  await stand.notify().kill('SIGKILL')
  stand.startNotify()
  await vi.waitFor(() => {
    expect(linesOf('at night').at(-1)?.purpose).toBe('repeat')
  }, PATIENCE)
  const purposes = linesOf('at night').map(({ purpose }) => purpose)
  // One more, if the process was killed between the sending and its row in the log: by the same id.
  expect(purposes.filter((purpose) => purpose === 'first').length).toBeLessThanOrEqual(2)
  expect(new Set(linesOf('at night').map(({ id }) => id))).toEqual(new Set([first?.id]))
  await acknowledge()
  await stand.control('RUN', null)
})

test('each attempt is a row of the delivery log, also one that failed, and it is tried again', async () => {
  stand.receiver.answer = { status: 503, body: `no ${TOKEN} ${SECRET}` }
  await stand.control('HALT_NEW', 'Nobody takes this.')
  const attempts = async () => {
    const alert = (await readAlerts(stand)).alerts.find(({ message }) => message.includes('takes'))
    const made = (await deliveries()).filter(({ alertId }) => alertId === alert?.id)
    return made.toReversed().map(({ channel, isSent, error }) => ({ channel, isSent, error }))
  }
  await vi.waitFor(async () => {
    const made = await attempts()
    for (const channel of ['webhook', 'telegram', 'slack'])
      expect(made).toContainEqual({
        channel,
        isSent: false,
        error: 'It answered 503: no *** ***',
      })
    expect(made).toContainEqual({ channel: 'mail', isSent: true, error: null })
  }, PATIENCE)
  stand.receiver.answer = { status: 200 }
  await vi.waitFor(async () => {
    const made = await attempts()
    for (const channel of ['webhook', 'telegram', 'slack'])
      expect(made).toContainEqual({ channel, isSent: true, error: null })
  }, PATIENCE)
  await acknowledge()
  await stand.control('RUN', null)
})

test('a test message says truthfully whether it was taken, and a redirect is not followed', async () => {
  const ask = (channel: 'webhook' | 'telegram' | 'slack' | 'mail') =>
    stand.bus.request(notifyTest, { deskId: 'main', channel, actor: 'ann' }, within)
  expect(await ask('mail')).toMatchObject({ ok: true, isSent: true, error: null })
  expect(mails().at(-1)).toContain('This channel works. ann asked for this test')
  stand.receiver.answer = { status: 302, headers: { location: `${stand.receiver.url}/elsewhere` } }
  expect(await ask('webhook')).toMatchObject({
    isSent: false,
    error: expect.stringContaining('redirect, which is not followed'),
  })
  stand.receiver.answer = { status: 200 }
  expect(at('/elsewhere')).toEqual([])
  expect(await ask('telegram')).toMatchObject({ isSent: true })
  await vi.waitFor(async () => {
    const tests = (await deliveries()).filter(({ purpose }) => purpose === 'test')
    expect(tests.map(({ channel, isSent }) => [channel, isSent]).toReversed()).toEqual([
      ['mail', true],
      ['webhook', false],
      ['telegram', true],
    ])
  }, PATIENCE)
})

test('a silent ledger is sent while it is silent, and written down when it is back', async () => {
  await stand.audit().kill('SIGKILL')
  await vi.waitFor(
    () => expect(linesOf('The ledger (audit service) does not reply')).not.toEqual([]),
    PATIENCE,
  )
  await stand.startAudit()
  await vi.waitFor(async () => {
    const { alerts } = await readAlerts(stand)
    expect(alerts.find(({ kind }) => kind === 'service')).toMatchObject({
      resolvedAt: expect.any(String),
      progress: expect.arrayContaining([
        expect.objectContaining({ channel: 'mail', isLastSent: true }),
      ]),
    })
  }, PATIENCE)
})

test('no beat is sent while the ledger is away, nor when notify is killed', async () => {
  await beats()
  await stand.audit().kill('SIGKILL')
  const state = async () => {
    const reply = await stand.bus.request(notifyChannels, { deskId: 'main' }, within)
    return reply.ok ? reply.heartbeat?.error : null
  }
  await vi.waitFor(async () => {
    expect(await state()).toBe('No beat is sent: the ledger does not reply.')
  }, PATIENCE)
  await stand.startAudit()
  await beats()
  await vi.waitFor(async () => expect(await state()).toBe(null), PATIENCE)
})

test("the dead man's switch raises the alarm when the stack is killed, and says when it is back", async () => {
  const script = fileURLToPath(new URL('../examples/beat-receiver.mjs', import.meta.url))
  const monitor = spawn(process.execPath, [script, '0', '5'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  monitor.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  try {
    const port = await vi.waitFor(
      () => z.string().parse(/listening on (\d+)/.exec(said)?.[1]),
      PATIENCE,
    )
    const env = { HEARTBEAT_URL: `http://127.0.0.1:${port}/beat` }
    const beatsAgain = async () =>
      vi.waitFor(async () => {
        const reply = await stand.bus.request(notifyChannels, { deskId: 'main' }, within)
        expect(reply).toMatchObject({ heartbeat: { lastSentAt: expect.any(String), error: null } })
      }, PATIENCE)
    await stand.notify().kill('SIGKILL')
    stand.startNotify(env)
    await beatsAgain()
    await Promise.all([stand.notify().kill('SIGKILL'), stand.audit().kill('SIGKILL')])
    await vi.waitFor(() => expect(said).toContain('ALARM no beat for'), PATIENCE)
    await stand.startAudit()
    stand.startNotify(env)
    await vi.waitFor(() => expect(said).toContain('beats are back'), PATIENCE)
  } finally {
    monitor.kill('SIGTERM')
    await once(monitor, 'exit')
  }
})

test('no secret is in a log, in the delivery log or in what the console is shown', async () => {
  const shown = await stand.bus.request(notifyChannels, { deskId: 'main' }, within)
  const everywhere = [
    JSON.stringify(await deliveries()),
    JSON.stringify(shown),
    stand.notify().output(),
  ]
  for (const secret of [TOKEN, SECRET, 'T0/B0']) expect(everywhere.join()).not.toContain(secret)
  expect(shown).toMatchObject({ channels: [{}, {}, {}, {}], repeatMs: 4000 })
})
