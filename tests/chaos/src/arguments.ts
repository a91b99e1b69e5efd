import { parseArgs } from 'node:util'
import { z } from 'zod'

const whole = (name: string) =>
  z.coerce.number(`${name} takes a whole number`).int(`${name} takes a whole number`)

const argument = z.object({
  seconds: whole('--seconds').min(10, '--seconds takes at least 10').default(120),
  /** Another one each time, unless it is said; the report and every failure name it. */
  seed: whole('--seed')
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
  replicas: whole('--replicas')
    .min(1, '--replicas takes 1 to 4')
    .max(4, '--replicas takes 1 to 4')
    .default(1),
  report: z.string().min(1).optional(),
})
export type Arguments = z.infer<typeof argument>

const USAGE =
  'npm run chaos -- [--seconds N] [--seed S] [--replicas N] [--report FILE]   defaults: 120 s, a seed of the clock, one instance of each service'

/** Read the command line. Throws an Error that says what is wrong and how it is meant. */
export function readArguments(argv: readonly string[]): Arguments {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args: [...argv],
      options: { seconds: text, seed: text, replicas: text, report: text },
    })
    return argument.parse(values)
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new Error(`${why}\n${USAGE}`, { cause: error })
  }
}
