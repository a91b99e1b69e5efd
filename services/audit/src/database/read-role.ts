import { Fault } from '@surefoot/shared/bus'
import { z } from 'zod'
import { GROUP } from './grant-role.ts'
import type { Reader } from './open-database.ts'

const rows = z.tuple([
  z.object({ name: z.string(), canServe: z.boolean(), canChangeChain: z.boolean() }),
])

/** The role that the service works as. Throws Fault (halt): ROLE_UNFIT, if it lacks what the service needs. */
export async function readRole(
  reader: Reader,
): Promise<{ readonly name: string; readonly canChangeChain: boolean }> {
  const found = await reader.$queryRaw`
    SELECT current_user::text AS "name",
      has_table_privilege('legs', 'UPDATE')
        AND has_table_privilege('links_to_append', 'INSERT') AS "canServe",
      has_table_privilege('audit_chain', 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
        OR (SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = 'audit_chain'::regclass) AS "canChangeChain"`
  const [{ canServe, ...role }] = rows.parse(found)
  if (canServe) return role
  const message = `The role ${role.name} may not use the ledger's tables. As their owner: GRANT ${GROUP} TO ${role.name}`
  throw new Fault('ROLE_UNFIT', message, 'halt')
}
