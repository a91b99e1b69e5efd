import { betsRead, ledgerStatement, ledgerStatements } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

/** What the bookmaker shows now, and what the ledger made of it. */
export const reconciled = z.object({ reading: betsRead.reply, ...ledgerStatement.reply.shape })

/** The latest statement of each account. */
export const statementsQuery = queryOptions({
  queryKey: ['statements'],
  queryFn: async () => (await request('/api/statements', ledgerStatements.reply)).statements,
  refetchInterval: 5000,
})
