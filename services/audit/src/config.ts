import { amount, basisPoints } from '@surefoot/shared/runtime'
import { z } from 'zod'
import { readPublicKey } from './anchor/anchor.ts'

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'give an address such as postgres://user:password@127.0.0.1:5432/surefoot',
})

/** Where the ledger is. */
export const databaseEnvironment = z.object({ DATABASE_URL: postgresUrl })

/** Where the audit chain is anchored outside of the database. */
export const anchorEnvironment = z.object({
  /** The folder of the anchors, and of the key that is made where none is configured; left out: none is written. */
  ANCHORS_DIR: z.string().optional(),
  ANCHOR_KEY: z
    .string()
    .refine((pem) => readPublicKey(pem) !== undefined, {
      error: 'give an Ed25519 key in PEM, as `openssl genpkey -algorithm ed25519` makes it',
    })
    .optional(),
})

/** The environment of the audit service, besides what every service reads. */
export const auditEnvironment = databaseEnvironment.extend({
  /** As the owner of the tables, for the migration alone; left out: DATABASE_URL migrates too. */
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  ...anchorEnvironment.shape,
  /** `unchecked`: live is allowed on a Postgres that may forget what it has committed. For tests alone. */
  POSTGRES_DURABILITY: z.enum(['demanded', 'unchecked']).default('demanded'),
  /** `unchecked`: whoever may send `ledger.control` may set RUN, live and auto. For tests alone. */
  CONTROL_APPROVALS: z.enum(['demanded', 'unchecked']).default('demanded'),
  /** For each account, in its currency. */
  MAX_EXPOSURE_PER_MATCH: amount.default('1000'),
  MAX_TOTAL_EXPOSURE: amount.default('5000'),
  /** Of each desk and UTC day. */
  MAX_DAY_LOSS: amount.default('100'),
  /** What an execution wins at worst, or it is not opened. */
  MIN_PROFIT_BPS: basisPoints.default(50),
})
