import { browserView, type Account, type BrowserAct } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

/** A picture twice a second is enough to log in by. */
const LOOK_EVERY_MS = 500

export const browserViewQuery = (account: Account, isUp: boolean) =>
  queryOptions({
    queryKey: ['browser-view', account],
    queryFn: () => request(`/api/browsers/${account}/view`, browserView.reply),
    refetchInterval: LOOK_EVERY_MS,
    retry: false,
    gcTime: 0,
    enabled: isUp,
  })

export interface BrowserOrder {
  readonly account: Account
  readonly acts: readonly BrowserAct[]
}

export const actInBrowser = ({ account, acts }: BrowserOrder) =>
  request(`/api/browsers/${account}/act`, z.undefined(), { method: 'POST', body: { acts } })
