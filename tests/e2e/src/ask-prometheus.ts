import { z } from 'zod'

const sample = z.object({
  metric: z.record(z.string(), z.string()),
  value: z.tuple([z.number(), z.string().transform(Number)]).transform(([, value]) => value),
})
export type Sample = z.infer<typeof sample>

const answer = z.object({ status: z.literal('success'), data: z.unknown() })
const targets = z.object({
  activeTargets: z.array(
    z.object({
      labels: z.record(z.string(), z.string()),
      health: z.enum(['up', 'down', 'unknown']),
      lastError: z.string(),
    }),
  ),
})
const rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })),
})
const alerts = z.object({
  alerts: z.array(z.object({ labels: z.record(z.string(), z.string()), state: z.string() })),
})

export interface Prometheus {
  /** What a query gives now. */
  readonly query: (query: string) => Promise<Sample[]>
  /** Each instance that is scraped, with how that went. */
  readonly targets: () => Promise<{ instance: string; health: string; lastError: string }[]>
  /** The names of the alerts that fire, each with its labels. */
  readonly firing: () => Promise<Record<string, string>[]>
  /** Each alert rule that was evaluated, and whether that went well. */
  readonly rules: () => Promise<{ name: string; health: string }[]>
  /** The names of all metrics that it knows. */
  readonly names: () => Promise<string[]>
}

export function askPrometheus(url: string): Prometheus {
  const ask = async <T extends z.ZodType>(path: string, data: T): Promise<z.output<T>> => {
    const response = await fetch(`${url}/api/v1/${path}`)
    return data.parse(answer.parse(await response.json()).data)
  }
  return {
    query: async (query) => {
      const found = await ask(
        `query?query=${encodeURIComponent(query)}`,
        z.object({ result: z.array(sample) }),
      )
      return found.result
    },
    targets: async () => {
      const { activeTargets } = await ask('targets?state=active', targets)
      return activeTargets.map(({ labels, health, lastError }) => ({
        instance: labels['instance'] ?? '',
        health,
        lastError,
      }))
    },
    firing: async () => {
      const found = await ask('alerts', alerts)
      return found.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels)
    },
    rules: async () => {
      const { groups } = await ask('rules', rules)
      return groups.flatMap((group) => group.rules)
    },
    names: () => ask('label/__name__/values', z.array(z.string())),
  }
}
