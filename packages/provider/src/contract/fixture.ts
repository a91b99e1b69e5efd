import { quote } from '@surefoot/shared/messages'
import { z } from 'zod'

/** A frame as it was recorded. `body` is in base64 where the source's first decoder reads bytes (gzip, deflate). */
const recordedFrame = z.strictObject({
  source: z.number().int().nonnegative(),
  event: z.string().max(60).optional(),
  body: z.string().min(1).max(200_000),
})

/** Recorded frames, and all quotes that stand after the last of them. */
export const fixture = z.strictObject({
  title: z.string().min(1).max(120),
  frames: z.array(recordedFrame).min(1).max(20),
  quotes: z.array(quote.omit({ providerId: true }).strict()).max(50),
})
export type Fixture = z.infer<typeof fixture>
