import { deskId } from '@surefoot/shared/messages'
import { amount, flag, port } from '@surefoot/shared/runtime'
import { z } from 'zod'
import { isLoopback, isNetwork } from './own-origin.ts'

const secret = z.string().min(32, 'give at least 32 characters')

/** What the gateway reads from the environment, besides what every service reads. */
export const gatewayConfig = z
  .object({
    PORT: port.default(8080),
    HOST: z.string().default('127.0.0.1'),
    /** Something in front of this process decides who reaches it: a TLS proxy, or a container's published port. */
    TRUSTED_PROXY: flag.default(false),
    /** The proxies whose `X-Forwarded-For` is believed; of none, if left out: then the peer of a connection is who asks. */
    PROXY_ADDRESSES: z
      .string()
      .default('')
      .transform((text) => text.split(',').map((each) => each.trim()))
      .transform((all) => all.filter((each) => each !== ''))
      .refine((all) => all.every(isNetwork), {
        error: 'give addresses or networks of proxies, such as 10.0.0.5, 10.1.0.0/16, with commas',
      }),
    /** Where a TLS proxy serves the console, such as `https://desk.example`. */
    PUBLIC_ORIGIN: z
      .url({ protocol: /^https$/, error: 'give an address such as https://desk.example' })
      .transform((url) => new URL(url).origin)
      .optional(),
    DESK_ID: deskId.default('main'),
    CONSOLE_DIR: z.string().optional(),
    CONSOLE_LINK_TOKEN: secret.optional(),
    OPERATOR_TOKEN: secret.optional(),
    /** The default follows from `key` in the extension's manifest. */
    ALLOWED_EXTENSION_ID: z
      .string()
      .regex(/^[a-p]{32}$/, 'give the 32 letters (a to p) that Chrome shows as the extension id')
      .default('bilgphfajkodpbfkjoameccbhigomknl'),
    MAX_EXPOSURE_PER_MATCH: amount.default('1000'),
    MAX_TOTAL_EXPOSURE: amount.default('5000'),
  })
  .refine(({ HOST, TRUSTED_PROXY }) => TRUSTED_PROXY || isLoopback(HOST), {
    path: ['HOST'],
    error:
      'others could reach this address and it speaks plain HTTP; leave it at 127.0.0.1, or put a TLS proxy in front and set TRUSTED_PROXY=true',
  })
export type GatewayConfig = z.infer<typeof gatewayConfig>
