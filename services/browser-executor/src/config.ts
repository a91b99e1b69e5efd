import { account, deskId } from '@surefoot/shared/messages'
import { flag, milliseconds } from '@surefoot/shared/runtime'
import { isAbsolute } from 'node:path'
import { z } from 'zod'

const folder = z.string().refine(isAbsolute, 'give an absolute path')

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text
}

const origins = z
  .string()
  .transform((list) => list.split(',').map((part) => part.trim()))
  .refine(
    (list) => list.every(isOrigin),
    'give web origins with commas between, such as https://www.example.com,http://127.0.0.1:8080',
  )

/** The environment that the browser executor reads besides the common one. */
export const config = z.object({
  DESK_ID: deskId.default('main'),
  /** The one account of the desk that this process opens a browser for: a page of A cannot end what B's process does. */
  ACCOUNT: z.enum(account.options, 'give A or B: each account has a process of its own'),
  /** Holds the account's browser profile: cookies live here. Give each account's process another folder where others share the machine. */
  PROFILES_DIR: folder,
  /** Where a browser may go besides the origins of imported contracts. Empty: nowhere. */
  ALLOWED_ORIGINS: origins.default([]),
  /** Where the extension finds the gateway; one that is not on loopback is reached by a port that is. `{desk}` stands for the desk. */
  GATEWAY_URL: z.url({
    protocol: /^http$/,
    error: 'give an address such as http://127.0.0.1:7000',
  }),
  EXTENSION_DIR: folder.optional(),
  CHROMIUM_PATH: folder.optional(),
  /** How long executions that have begun are waited for when the process is told to stop. */
  DRAIN_MS: milliseconds.default(60_000),
  /** A window on the screen instead of none. */
  HEADED: flag.default(false),
})
