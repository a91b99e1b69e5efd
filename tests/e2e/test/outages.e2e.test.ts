import {
  createScreen,
  fly,
  forceOpportunity,
  importContracts,
  logIn,
  markProvider,
  setKnob,
} from '@surefoot/local'
import type { Account } from '@surefoot/shared/messages'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openBeats } from '../src/open-beats.ts'
import { openConsole, type Console } from '../src/open-console.ts'
import { openDesk, type DeskUnderTest } from '../src/open-desk.ts'
import { freeze, listProcesses } from '../src/process-tree.ts'

/**
 * One stack, and one thing after the other goes away. What the header then names is looked at in the console; how long it
 * took is printed, and held to nothing: this machine may be busy.
 */
let desk: DeskUnderTest
let operatorConsole: Console
const screen = createScreen(process.stdout)
const WITHIN = { timeout: 120_000 }
const PICTURES = process.env['SUREFOOT_PICTURES']

beforeAll(async () => {
  desk = await openDesk({
    SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
    SANDBOX_PHANTOMS_PER_MINUTE: '0',
    SANDBOX_SETTLEMENTS_PER_MINUTE: '0',
  })
  const { operator, stack } = desk
  await importContracts({ operator, sandbox: stack.sandbox })
  await fly({ operator, sandbox: stack.sandbox, screen, signal: AbortSignal.timeout(180_000) })
  operatorConsole = await openConsole(stack.link)
  await untilAllOk()
})

afterAll(async () => {
  await operatorConsole?.[Symbol.asyncDispose]()
  await desk?.[Symbol.asyncDispose]()
})

afterEach(async () => {
  await reopenAccounts()
  await untilAllOk()
})

const header = (): Promise<string> => operatorConsole.page.getByTestId('health').innerText()

/** Also in hooks, where no poll may be. */
function until<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  return vi.waitFor(async () => expect(await read()).toEqual(wanted), WITHIN)
}

const untilAllOk = (): Promise<void> => until(header, 'All systems ok')

/** Wait until the header names the culprit; print how long it took, and keep a picture. Returns the header. */
async function untilNamed(culprit: string, picture: string): Promise<string> {
  const since = performance.now()
  await expect.poll(header, { ...WITHIN, interval: 100 }).toContain(culprit)
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  process.stdout.write(`  "${culprit}" was in the header after ${seconds} s\n`)
  await takePicture(picture)
  return header()
}

async function takePicture(name: string): Promise<void> {
  if (PICTURES === undefined) return
  await mkdir(PICTURES, { recursive: true })
  await operatorConsole.page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

/** Nothing on the screen claims to be the present, and nothing can be begun; Pause and Kill can be pressed. */
async function expectNothingClaimed(): Promise<void> {
  const { page } = operatorConsole
  await expect.poll(() => page.getByTestId('unhedged').innerText(), WITHIN).toBe('Not known')
  for (const account of ['A', 'B'] as const) {
    const chip = page.locator(`.account-chip[data-account="${account}"]`)
    await expect.poll(() => chip.innerText(), WITHIN).toContain('Not known')
  }
  expect(await page.locator('[aria-current="step"]').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true)
  for (const name of ['Pause', 'Kill'])
    expect(await page.getByRole('button', { name, exact: true }).isEnabled()).toBe(true)
}

async function pidOfServer(program: string): Promise<number> {
  const own = new Set(desk.stack.serverPids)
  const found = (await listProcesses()).find(
    ({ args, pid }) => own.has(pid) && args.includes(program),
  )
  if (found === undefined) throw new Error(`${program} is not among this stack's servers`)
  return found.pid
}

/** An outage may cost a browser its lease: then the operator opens it again. */
async function reopenAccounts(): Promise<void> {
  const { operator, stack } = desk
  const pages = { A: `${stack.sandbox.north}/login`, B: `${stack.sandbox.south}/signin` }
  for (const account of ['A', 'B'] as const) await reopen(account, pages[account])
  // The worker may not be back at NATS yet.
  await vi.waitFor(() => operator.control({ trading: 'RUN' }), WITHIN)
}

async function reopen(account: Account, url: string): Promise<void> {
  const { operator } = desk
  const state = async (): Promise<string> => (await operator.desk()).accounts[account].state
  await vi.waitFor(async () => expect(await state()).toMatch(/IDLE|RUNNING/), WITHIN)
  if ((await state()) === 'RUNNING') return
  // Turned on while a service is still on its way back, the account goes off again or nobody listens: then once more.
  await vi.waitFor(async () => {
    if ((await state()) === 'IDLE') await operator.toggle(account, true, url)
    expect(await state()).toBe('BROWSER_READY')
  }, WITHIN)
  const at = { operator, account, url, signal: AbortSignal.timeout(60_000) }
  await logIn(at)
  await markProvider(at)
  await until(state, 'RUNNING')
}

/** Check what is shown while a process hangs; it goes on afterwards. */
async function whileFrozen(pid: number, check: () => Promise<void>): Promise<void> {
  const frozen = await freeze(pid)
  try {
    await check()
  } finally {
    frozen[Symbol.dispose]()
  }
}

test('Redis hangs: Redis is named, and nothing can be executed', async () => {
  await whileFrozen(await pidOfServer('redis-server'), async () => {
    expect(await untilNamed('Redis does not reply', 'redis-hangs')).toContain(
      'Redis does not reply',
    )
  })
})

test('NATS hangs: NATS is named, not what is behind it, also on a page that is loaded now', async () => {
  await whileFrozen(await pidOfServer('nats-server'), async () => {
    await untilNamed('NATS does not reply', 'nats-hangs')
    await expectNothingClaimed()
    await operatorConsole.page.reload()
    await untilNamed('NATS does not reply', 'nats-hangs-page-loaded-now')
    expect(await header()).not.toContain('+')
    await expectNothingClaimed()
  })
})

test('the audit service hangs: it is named, and the desk is not known', async () => {
  await whileFrozen(desk.stack.services.get('audit')?.pid() ?? 0, async () => {
    expect(await untilNamed('The audit service does not reply', 'audit-hangs')).toContain(
      'The audit service does not reply',
    )
    await expectNothingClaimed()
  })
})

test('Postgres hangs: Postgres is named, not the audit service before it', async () => {
  await whileFrozen(await pidOfServer('postgres'), async () => {
    await untilNamed('Postgres does not reply', 'postgres-hangs')
    expect(await header()).not.toContain('+')
    await expectNothingClaimed()
  })
})

/** An opportunity is taken once, and on a busy machine it may be refused as too old: then there is another. */
async function untilPending(): Promise<void> {
  const { operator, stack } = desk
  const legs = async (): Promise<string[]> => {
    const [row] = await operator.executions(1)
    const record = row === undefined ? undefined : await operator.execution(row.id)
    return (record?.legs ?? []).map(({ role, state }) => `${role} ${state}`)
  }
  await vi.waitFor(
    async () => {
      await setKnob(stack.sandbox, { house: 'south', kind: 'pend', ms: 20_000 })
      await forceOpportunity(stack.sandbox, { durationMs: 20_000 })
      await vi.waitFor(async () => expect(await legs()).toEqual(['A ACCEPTED', 'B PENDING']), {
        timeout: 25_000,
      })
    },
    { timeout: 300_000 },
  )
}

test('A is accepted and B is pending: what may be lost is shown with a clock', async () => {
  const unhedged = operatorConsole.page.getByTestId('unhedged')
  await untilPending()
  await expect.poll(() => unhedged.innerText(), WITHIN).toMatch(/^[1-9].* for /)
  await takePicture('b-pending')
  await expect.poll(() => unhedged.innerText(), WITHIN).toBe('0.00')
})

test('the browser of A is killed in Live and Run: it is named, and it is a need', async () => {
  const profile = join(desk.stack.profilesDir, 'main', 'A')
  const browser = (await listProcesses()).find(
    ({ args }) => args.includes(profile) && !args.includes('--type='),
  )
  process.kill(browser?.pid ?? 0, 'SIGKILL')
  await untilNamed('Browser A is lost', 'browser-a-killed')
  const { page } = operatorConsole
  await expect.poll(async () => (await desk.operator.desk()).accounts.A.state, WITHIN).toBe('IDLE')
  expect(await header()).toContain('Browser A is lost')
  await expect.poll(() => page.locator('.needs-count').innerText(), WITHIN).toBe('1')
  await page.getByRole('link', { name: 'Needs you' }).click()
  await expect
    .poll(() => page.getByRole('heading', { name: 'Browser A is lost' }).count(), WITHIN)
    .toBe(1)
  await takePicture('browser-a-killed-needs-you')
  await page.getByRole('link', { name: 'Health', exact: true }).click()
  await expect.poll(() => page.getByTestId('process-audit').innerText(), WITHIN).toContain('ready')
  await takePicture('health-screen')
})

test('the executor of A is killed: B keeps its browser, its stream and its epoch', async () => {
  const { operator, stack } = desk
  await using beats = await openBeats(stack.natsUrl, 'B')
  await expect.poll(() => beats.list().length, WITHIN).toBeGreaterThan(0)
  process.kill(stack.services.get('browser-executor-a')?.pid() ?? 0, 'SIGKILL')
  await expect.poll(async () => (await operator.desk()).accounts.A.state, WITHIN).toBe('IDLE')
  const isIdleSince = Date.now()
  const lastPacketAt = (): number => beats.list().at(-1)?.lastPacketAt ?? 0
  await expect.poll(lastPacketAt, WITHIN).toBeGreaterThan(isIdleSince)
  const [{ browserId, epoch } = { browserId: '', epoch: 0 }] = beats.list()
  for (const beat of beats.list()) expect(beat).toMatchObject({ browserId, epoch, isUp: true })
  expect((await operator.desk()).accounts.B).toMatchObject({ state: 'RUNNING', browserId })
})

test('the audit service is killed: it comes back, and its restart is counted', async () => {
  const { page } = operatorConsole
  const audit = desk.stack.services.get('audit')
  process.kill(audit?.pid() ?? 0, 'SIGKILL')
  const row = page.getByTestId('process-audit')
  await expect.poll(() => row.locator('[data-label="Restarts"]').innerText(), WITHIN).toMatch(/1/)
  expect(operatorConsole.complaints).toEqual([])
})
