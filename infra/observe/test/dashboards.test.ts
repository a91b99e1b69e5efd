import { METRICS } from '@surefoot/shared/runtime'
import { expect, test } from 'vitest'
import { readDashboards } from '../src/dashboards.ts'
import { metricNames, metricsIn } from '../src/metrics-in.ts'

const dashboards = await readDashboards()
const queries = dashboards.flatMap(({ panels }) =>
  panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
)

test('every query of every panel asks for metrics that are told', () => {
  const known = metricNames()
  expect(dashboards.map(({ title }) => title)).toHaveLength(2)
  expect(queries.flatMap(metricsIn).filter((name) => !known.has(name))).toEqual([])
})

test('every metric is on a dashboard: one that nobody looks at is not told', () => {
  const shown = new Set(
    queries.flatMap(metricsIn).map((name) => name.replace(/_(bucket|count)$/, '')),
  )
  const unseen = Object.values(METRICS).filter(({ name }) => !shown.has(name))
  expect(unseen.map(({ name }) => name)).toEqual([])
})

test('panels of a dashboard have their own ids and places', () => {
  for (const { panels } of dashboards) {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const places = panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)
    expect(new Set(places).size).toBe(panels.length)
    expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([])
  }
})
