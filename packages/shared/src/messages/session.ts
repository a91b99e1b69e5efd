import { z } from 'zod'
import { deskScope, epochMs } from './common.ts'
import { defineEvent } from './define.ts'

const hash = z.string().length(64)

/** The console's sessions as one gateway knows them, by the SHA-256 of their secrets: nobody gets in by what is told here. */
export const sessionsTold = defineEvent(
  'session.told',
  'desk',
  z.object({
    ...deskScope,
    alive: z.array(z.object({ hash, openedAt: epochMs, usedAt: epochMs })).max(1000),
    /** Logged out: they open nothing any more, wherever they are still alive. */
    ended: z.array(z.object({ hash, endedAt: epochMs })).max(1000),
    /** The one-time link that has let somebody in; null: it has not. */
    usedLink: hash.nullable(),
  }),
)
export type ToldSessions = Omit<z.infer<typeof sessionsTold.body>, 'deskId'>

/** A gateway that has just started asks the others of its desk to tell theirs. */
export const sessionsAsked = defineEvent('session.asked', 'desk', z.object(deskScope))
