import { connect } from '@nats-io/transport-node'
import { readAddress } from '@surefoot/shared/bus'
import * as messages from '@surefoot/shared/messages'
import type { Definition } from '@surefoot/shared/messages'
import { z } from 'zod'

const definition = z.object({
  kind: z.enum(['request', 'event', 'work']),
  subject: z.string(),
  scope: z.enum(['global', 'desk', 'account']),
})

/** Every message there is, read from the schemas themselves. */
function findDefinitions(): Pick<Definition, 'subject' | 'scope'>[] {
  return Object.values(messages).flatMap((exported) => {
    const found = definition.safeParse(exported)
    return found.success ? [found.data] : []
  })
}

/** Send what no schema accepts to every subject of desk main. Returns the subjects. */
export async function publishGarbage(natsUrl: string): Promise<string[]> {
  const { servers, login } = readAddress(natsUrl)
  const nats = await connect({ servers: [...servers], ...login })
  const subjects = findDefinitions().map(({ subject, scope }) => {
    if (scope === 'global') return subject
    return scope === 'desk' ? `${subject}.main` : `${subject}.main.A`
  })
  for (const subject of subjects) nats.publish(subject, '{"deskId": 7, not json')
  await nats.drain()
  return subjects
}
