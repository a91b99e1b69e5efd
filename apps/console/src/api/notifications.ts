import {
  ledgerAlertAcknowledge,
  ledgerAlerts,
  ledgerDeliveries,
  notifyChannels,
  notifyTest,
  type AlertChannel,
} from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

const ROWS = 100

/** The alerts of the desk, those that need somebody first. */
export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: () => request(`/api/alerts?limit=${ROWS}`, ledgerAlerts.reply),
  refetchInterval: 15_000,
})

/** Every attempt to send one, newest first. */
export const deliveriesQuery = queryOptions({
  queryKey: ['deliveries'],
  queryFn: async () =>
    (await request(`/api/deliveries?limit=${ROWS}`, ledgerDeliveries.reply)).deliveries,
})

/** How the notify service is set up. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: () => request('/api/channels', notifyChannels.reply),
  refetchInterval: 15_000,
})

export const acknowledgeAlerts = (ids: readonly string[]) =>
  request('/api/alerts/acknowledge', ledgerAlertAcknowledge.reply, {
    method: 'POST',
    body: { ids },
  })

export const testChannel = (channel: AlertChannel) =>
  request(`/api/channels/${channel}/test`, notifyTest.reply, { method: 'POST' })
