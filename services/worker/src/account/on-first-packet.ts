import type { streamFirstPacket } from '@surefoot/shared'
import type { z } from 'zod'
import type { Account } from './account.ts'

/** The first odds of a watched stream. The heartbeat repeats it, so this is only sooner. */
export async function onFirstPacket(
  account: Account,
  packet: z.output<typeof streamFirstPacket.body>,
): Promise<void> {
  await account.inTurn(async () => {
    const { state, browserId, providerId } = account.row()
    const isExpected =
      state === 'PROVIDER_READY' &&
      browserId === packet.browserId &&
      providerId === packet.providerId
    if (isExpected) await account.move('FIRST_PACKET')
  })
}
