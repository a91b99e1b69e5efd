import {
  closeAccounts,
  createScreen,
  drain,
  fly,
  importContracts,
  PROCESSES,
  targetsFile,
} from '@surefoot/local'
import { metricNames, readAlerts, readDashboards, writeLocalConfig } from '@surefoot/observe'
import { openPrometheus } from '@surefoot/servers'
import { METRICS } from '@surefoot/shared/runtime'
import { join } from 'node:path'
import { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askPrometheus, type Prometheus } from '../src/ask-prometheus.ts'
import { openDesk, type DeskUnderTest } from '../src/open-desk.ts'

const screen = createScreen(process.stdout)
const WITHIN = { timeout: 120_000 }
/** Panels of what need not happen in a good run. */
const MAY_BE_EMPTY = new Set(['Executions', 'Why declined, gone or doubted', 'Ledger refusals'])
const stack = new AsyncDisposableStack()
let desk: DeskUnderTest
let prometheus: Prometheus

beforeAll(async () => {
  desk = stack.use(await openDesk())
  const file = join(desk.dir, 'prometheus.json')
  await writeLocalConfig({ file, targetsFile: targetsFile(desk.dir), every: '2s' })
  const dir = join(desk.dir, 'prometheus')
  prometheus = askPrometheus(stack.use(await openPrometheus({ dir, configFile: file })).url)
  const { operator } = desk
  const { sandbox } = desk.stack
  await importContracts({ operator, sandbox })
  await fly({ operator, sandbox, screen, signal: AbortSignal.timeout(120_000) })
})

afterAll(() => stack.disposeAsync())

const sum = async (query: string): Promise<number> =>
  (await prometheus.query(query)).reduce((total, { value }) => total + value, 0)

/** Stake outstanding, as the console shows it. */
async function readExposure(): Promise<number[]> {
  const { gatewayUrls, operatorToken } = desk.stack
  const response = await fetch(`${gatewayUrls[0]}/api/desk`, {
    headers: { authorization: `Bearer ${operatorToken}` },
  })
  const total = z.object({ total: z.string().transform(Number) })
  const { exposure } = z
    .object({ exposure: z.object({ A: total, B: total }) })
    .parse(await response.json())
  return [exposure.A.total, exposure.B.total]
}

test('Prometheus scrapes every process of a running stack', async () => {
  const up = async (): Promise<string[]> =>
    (await prometheus.targets())
      .filter(({ health }) => health === 'up')
      .map(({ instance }) => instance)
      .toSorted()
  await expect.poll(up, WITHIN).toEqual(PROCESSES.map(({ name }) => name).toSorted())
})

test('after an execution every metric of the list is there, and no other of that prefix', async () => {
  const query = 'surefoot_executions_total{result="success"}'
  await expect.poll(() => sum(query), WITHIN).toBeGreaterThan(0)
  // Refused by the ledger, so that there is a refusal.
  await desk.operator.execution(crypto.randomUUID()).catch(() => undefined)
  // Nobody's request need be refused in a good run.
  const expected = metricNames(
    Object.values(METRICS).filter((metric) => metric !== METRICS.executionsRefused),
  )
  const missing = async (): Promise<string[]> => {
    const found = new Set(await prometheus.names())
    return [...expected].filter((name) => !found.has(name))
  }
  await expect.poll(missing, WITHIN).toEqual([])
  const known = metricNames()
  const unknown = (await prometheus.names()).filter(
    (name) => name.startsWith('surefoot_') && !known.has(name),
  )
  expect(unknown).toEqual([])
})

test('Prometheus answers every query of the dashboards', async () => {
  const panels = (await readDashboards()).flatMap((dashboard) => dashboard.panels)
  const readEmpty = async (): Promise<string[]> => {
    const empty: string[] = []
    for (const { title, targets } of panels)
      for (const { expr } of targets) {
        const found = await prometheus.query(expr.replaceAll('$desk', '.*'))
        if (found.length === 0 && !MAY_BE_EMPTY.has(title)) empty.push(`${title}: ${expr}`)
      }
    return empty
  }
  // A rate needs two scrapes of what it counts.
  await expect.poll(readEmpty, WITHIN).toEqual([])
})

test('no rule fails, and a desk that trades fires nothing that needs a person', async () => {
  const wanted = (await readAlerts()).map(({ alert }) => ({ name: alert, health: 'ok' }))
  const byName = (one: { name: string }, other: { name: string }): number =>
    one.name.localeCompare(other.name)
  const rules = async () => (await prometheus.rules()).toSorted(byName)
  await expect.poll(rules, WITHIN).toEqual(wanted.toSorted(byName))
  const firing = await prometheus.firing()
  expect(firing.filter(({ severity }) => severity === 'critical')).toEqual([])
})

test('what is outstanding is told again when the ledger was killed: it is read, not counted', async () => {
  const audit = desk.stack.services.get('audit')
  const pid = audit?.pid() ?? 0
  expect(await drain(desk.operator, screen)).toEqual([])
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => audit?.pid(), WITHIN).not.toBe(pid)
  // While it is away nobody knows what is outstanding.
  await expect.poll(async () => Math.min(...(await readExposure())), WITHIN).toBeGreaterThan(0)
  const exposure = await readExposure()
  const told = async () => ({
    exposure: [
      await sum('surefoot_exposure{account="A"}'),
      await sum('surefoot_exposure{account="B"}'),
    ],
    halted: await sum('surefoot_desk_trading{trading="HALT_NEW"}'),
    running: await sum('surefoot_account_state{state="RUNNING"}'),
    open: await sum('surefoot_legs + ignoring(state) group_left surefoot_executions_open'),
    chainOk: await sum('surefoot_audit_chain_ok'),
  })
  // From the first scrape of the new process on.
  await expect.poll(told, WITHIN).toEqual({ exposure, halted: 1, running: 2, open: 0, chainOk: 1 })
})

test('a service that hangs is told by its alert, and the alert ends with it', async () => {
  const pid = desk.stack.services.get('scanner')?.pid() ?? 0
  const down = async (): Promise<string[]> =>
    (await prometheus.firing())
      .filter(({ alertname }) => alertname === 'ServiceDown')
      .flatMap(({ service }) => service ?? [])
  expect(await down()).toEqual([])
  process.kill(pid, 'SIGSTOP')
  try {
    await expect.poll(down, { timeout: 120_000 }).toEqual(['scanner'])
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await expect.poll(down, WITHIN).toEqual([])
  await closeAccounts(desk.operator, screen)
})
