import { ledgerExecutions } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

const ASK_EVERY_MS = 2000

/** Whether both bets of an execution were accepted once. Asked for until one was, and never again. */
export const hasExecutedQuery = queryOptions({
  queryKey: ['has-executed'],
  queryFn: async () => {
    const path = '/api/executions?limit=1&finalStatus=success'
    return (await request(path, ledgerExecutions.reply)).executions.length > 0
  },
  refetchInterval: ({ state }) => (state.data === true ? false : ASK_EVERY_MS),
  staleTime: ({ state }) => (state.data === true ? Infinity : 0),
})
