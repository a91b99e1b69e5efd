import { readAlerts } from '../src/alerts.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { metricNames, metricsIn } from '../src/metrics-in.ts'
import { readRuleTests } from '../src/rule-tests.ts'
import { readRunbook } from '../src/runbook.ts'

const alerts = await readAlerts()
const names = alerts.map(({ alert }) => alert)

test('every alert asks for metrics that are told', () => {
  const known = metricNames()
  const unknown = alerts.flatMap(({ expr }) => metricsIn(expr)).filter((name) => !known.has(name))
  expect(unknown).toEqual([])
})

test('every alert has one name, and a chapter of the runbook has it and no other', async () => {
  const chapters = await readRunbook()
  expect(new Set(names).size).toBe(names.length)
  expect(chapters.map(({ alert }) => alert).toSorted()).toEqual(names.toSorted())
  for (const { alert, annotations } of alerts)
    expect(annotations.runbook_url).toBe(`docs/runbook.md#${alert.toLowerCase()}`)
})

test('every chapter of the runbook says what it means, what to do and whether that was tried', async () => {
  for (const { alert, parts } of await readRunbook())
    expect([alert, ...parts]).toEqual([alert, 'Means', 'Do', 'Tried'])
})

test('every alert is seen to fire, and seen not to', async () => {
  const checks = await readRuleTests()
  const ofAlert = (alert: string) => checks.filter((check) => check.alert === alert)
  expect(names.filter((alert) => !ofAlert(alert).some(({ isFiring }) => isFiring))).toEqual([])
  expect(names.filter((alert) => !ofAlert(alert).some(({ isFiring }) => !isFiring))).toEqual([])
})

test('a service that is gone is missed by name, whichever it is', () => {
  const services = readdirSync(join(import.meta.dirname, '../../../services'))
  // An account without its executor is missed though the other has one.
  const expected = services.flatMap((service) =>
    service === 'browser-executor' ? [`${service}-a`, `${service}-b`] : [service],
  )
  const { expr = '' } = alerts.find(({ alert }) => alert === 'ServiceDown') ?? {}
  const named = [...expr.matchAll(/"service", "([a-z-]+)"/g)].map(([, name = '']) => name)
  expect(named.toSorted()).toEqual(expected.toSorted())
})
