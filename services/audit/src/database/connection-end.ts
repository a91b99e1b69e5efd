import { DriverAdapterError, isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from '../generated/client.ts'

/** What the adapter calls an end of the connection, as opposed to an answer about a statement. */
const ENDS: ReadonlySet<string> = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
])
/** SQLSTATE of connection exceptions, and of a server that is being stopped or started. */
const ENDING_CODES = /^(08|57P0)/
/** Prisma's own codes of a server that cannot be reached, does not answer or closed the connection. */
const PRISMA_ENDS = /^P10(01|02|08|17)$/
/** SQLSTATE of a write that a standby, or a primary that became one, refuses. */
const READ_ONLY = '25006'

/** The driver's own errors, of a connection that broke or stayed silent, have no code: here they get one. */
export function namedEnd(error: unknown): unknown {
  if (isDriverAdapterError(error) || !(error instanceof Error)) return error
  return new DriverAdapterError({ kind: 'ConnectionClosed', originalMessage: error.message })
}

/** Whether the connection ended, or was given up, before Postgres answered. */
export function isConnectionEnd(error: unknown): boolean {
  if (!isDriverAdapterError(error)) return false
  return ENDS.has(error.cause.kind) || ENDING_CODES.test(codeOf(error.cause))
}

/** The same of what Prisma makes of it. */
export function endedWithin(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return PRISMA_ENDS.test(error.code) || isConnectionEnd(error.meta?.['driverAdapterError'])
}

/** Whether a healthy connection leads to a server that is not, or no longer, the primary. */
export function isWrongRole(error: unknown): boolean {
  return isDriverAdapterError(error) && codeOf(error.cause) === READ_ONLY
}

function codeOf(cause: { readonly originalCode?: string }): string {
  return cause.originalCode ?? ''
}
