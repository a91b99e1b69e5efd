import { learntLimit, ledgerLimitForget, type LearntLimit } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

/** What the providers accepted of larger stakes, of both accounts. */
export const limitsQuery = queryOptions({
  queryKey: ['limits'],
  queryFn: async () => {
    const list = z.object({ limits: z.array(learntLimit) })
    return (await request('/api/limits', list)).limits
  },
  // An event that was lost.
  refetchInterval: 15_000,
})

export const forgetLimit = ({ legId }: Pick<LearntLimit, 'legId'>) =>
  request(`/api/limits/${legId}/forget`, ledgerLimitForget.reply, { method: 'POST' })
