import { parseArgs } from 'node:util'
import { z } from 'zod'

const count = z.coerce.number<string>().int().positive()
const schema = z.object({
  desks: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(count).min(1)),
  seconds: z.coerce.number().positive(),
  every: z.coerce.number().positive(),
  instances: count,
  'browser-ms': z.coerce.number().int().nonnegative(),
  report: z.string().optional(),
})

export type Arguments = z.output<typeof schema>

/** Throws on what it does not know. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      desks: { type: 'string', default: '1,50,200,500' },
      seconds: { type: 'string', default: '60' },
      every: { type: 'string', default: '60' },
      instances: { type: 'string', default: '1' },
      'browser-ms': { type: 'string', default: '100' },
      report: { type: 'string' },
    },
  })
  return schema.parse(values)
}
