import { PrismaInstrumentation } from '@prisma/instrumentation'

/** Trace what is asked of Postgres: each of Prisma's operations, and within it the SQL without its values. */
export function traceQueries(): PrismaInstrumentation {
  return new PrismaInstrumentation()
}
