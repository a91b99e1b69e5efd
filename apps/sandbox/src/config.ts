import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535).default(0)

/** The environment of the sandbox's process. A port of 0 is any free one. */
export const sandboxConfig = z.object({
  NORTH_PORT: port,
  SOUTH_PORT: port,
  ADMIN_PORT: port,
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_TOKEN: z.string().min(8),
  SANDBOX_KEEPS_CONNECTIONS: z.stringbool().default(false),
  /** What a new customer has, in whole units. */
  SANDBOX_BALANCE: z.coerce.number().int().min(0).max(10_000_000).optional(),
  /** Where the private book is kept from start to start; unset: in memory. */
  SANDBOX_BOOKS: z.string().min(1).optional(),
  SANDBOX_SEED: z.coerce.number().int().default(1),
  SANDBOX_TICK_MS: z.coerce.number().int().min(10).max(60_000).optional(),
  SANDBOX_OPPORTUNITIES_PER_MINUTE: z.coerce.number().min(0).max(600).optional(),
  SANDBOX_PHANTOMS_PER_MINUTE: z.coerce.number().min(0).max(600).optional(),
  SANDBOX_SETTLEMENTS_PER_MINUTE: z.coerce.number().min(0).max(600).optional(),
})
