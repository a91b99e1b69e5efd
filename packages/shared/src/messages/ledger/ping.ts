import { z } from 'zod'
import { defineRequest } from '../define.ts'
import { dependencyReport } from '../service-status.ts'

/** Whether the audit service replies, and whether Postgres replies to it. It is answered without asking Postgres. */
export const ledgerPing = defineRequest(
  'ledger.ping',
  'global',
  z.object({}),
  z.object({ postgres: dependencyReport }),
)
