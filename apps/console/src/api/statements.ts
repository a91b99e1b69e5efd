import { betsRead, ledgerStatement, ledgerStatements } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

/** What the bookmaker shows now, and what the ledger made of it. */
export const reconciled = z.object({ reading: betsRead.reply, ...ledgerStatement.reply.shape })

/** The latest statement of each account, and the bets that none of them can show. */
export const statementsQuery = queryOptions({
  queryKey: ['statements'],
  queryFn: () => request('/api/statements', ledgerStatements.reply),
  refetchInterval: 5000,
})
