import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DASHBOARDS } from './paths.ts'

const panel = z.looseObject({
  id: z.number(),
  type: z.string(),
  title: z.string().min(1),
  description: z.string().min(1),
  gridPos: z.strictObject({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.looseObject({ refId: z.string(), expr: z.string().min(1) })).min(1),
})

const dashboard = z.looseObject({
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.number(),
  panels: z.array(panel).min(1),
})
export type Dashboard = z.infer<typeof dashboard>

/** Every Grafana dashboard, in the format of its JSON model. */
export async function readDashboards(): Promise<Dashboard[]> {
  const files = (await readdir(DASHBOARDS)).filter((name) => name.endsWith('.json'))
  return Promise.all(
    files.map(async (name) =>
      dashboard.parse(JSON.parse(await readFile(join(DASHBOARDS, name), 'utf8'))),
    ),
  )
}
