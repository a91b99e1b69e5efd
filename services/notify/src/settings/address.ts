import { isIP } from 'node:net'
import { z } from 'zod'

const PRIVATE_V4 = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/

/**
 * Whether a host is this machine or one of a private network: a name without a dot, or of a zone that nobody can register.
 * There alone a message may travel without TLS.
 */
function isPrivateHost(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(name) === 4) return PRIVATE_V4.test(name)
  if (isIP(name) === 6) return name === '::1' || /^f[cd]/i.test(name)
  return !name.includes('.') || /\.(localhost|internal|local|svc)$/.test(name) || isCluster(name)
}

function isCluster(name: string): boolean {
  return name.endsWith('.svc.cluster.local')
}

/** The address of something that takes messages: `https`, or `http` on this machine or in a private network. */
export const receiverUrl = z
  .url({ protocol: /^https?$/, error: 'give an address such as https://alerts.example/surefoot' })
  .refine((text) => {
    const url = new URL(text)
    return url.protocol === 'https:' || isPrivateHost(url.hostname)
  }, 'a message would travel without TLS: give an https address (http is for this machine and private networks)')
  .refine((text) => {
    const { username, password } = new URL(text)
    return username === '' && password === ''
  }, 'a user and a password do not belong in this address')

/** Where a mail server is: `smtps`, or `smtp`, which is raised to TLS before a password is sent. */
export const smtpUrl = z.url({
  protocol: /^smtps?$/,
  error: 'give an address such as smtps://user:password@mail.example:465',
})
