import { refuse, type Refusal } from '@surefoot/shared/messages'

export type AddressReading = { readonly ok: true; readonly url: URL } | Refusal

const HINT = 'Import a contract for it, or add its origin to ALLOWED_ORIGINS.'

/**
 * Whether a browser may go to an address: http or https, no user name in it, and an origin that is allowed. Equal
 * origins are equal as browsers see them, after punycode, default ports and number forms of an IP address are resolved.
 */
export function readAddress(text: string, allowedOrigins: ReadonlySet<string>): AddressReading {
  const url = URL.parse(text)
  if (url === null)
    return refuse('URL_NOT_ALLOWED', `"${text.slice(0, 200)}" is not a web address.`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refuse('URL_NOT_ALLOWED', `${url.protocol} is not allowed: give http:// or https://.`)
  if (url.username !== '' || url.password !== '')
    return refuse(
      'URL_NOT_ALLOWED',
      'An address with a user name or password in it is not allowed.',
    )
  if (!allowedOrigins.has(url.origin))
    return refuse('URL_NOT_ALLOWED', `${url.origin} is not on the list of allowed sites. ${HINT}`)
  return { ok: true, url }
}
