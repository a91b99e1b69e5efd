import { expect } from 'vitest'
import { z } from 'zod'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/index.ts'
import { eventually } from './eventually.ts'

export const TOKEN = 'a-token-for-tests'

/** Where the bookmakers are, whoever runs them. */
export type Origins = Pick<Sandbox, 'north' | 'south' | 'admin'>

/** A sandbox whose prices stand still unless a test says otherwise. */
export function openSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return startSandbox({
    seed: 7,
    token: TOKEN,
    tickMs: 60_000,
    opportunitiesPerMinute: 0,
    ...options,
  })
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

export const textOf = ({ body }: Answer) => JSON.stringify(body)

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, body: isJson ? JSON.parse(text) : text }
}

async function logIn(url: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

export interface Customer {
  get(path: string): Promise<Answer>
  postJson(path: string, body?: object): Promise<Answer>
  postForm(path: string, fields: Record<string, string>): Promise<Answer>
  /** The same customer, with the same session, at another address. */
  at(origin: string): Customer
}

function createCustomer(origin: string, cookie: string): Customer {
  const send = async (path: string, init: RequestInit) =>
    readAnswer(await fetch(origin + path, init))
  return {
    get: (path) => send(path, { headers: { cookie } }),
    postJson: (path, body) =>
      send(path, {
        method: 'POST',
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        body: body ? JSON.stringify(body) : null,
      }),
    at: (other) => createCustomer(other, cookie),
    postForm: (path, fields) =>
      send(path, { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) }),
  }
}

export const visitNorth = ({ north }: Origins): Customer => createCustomer(north.origin, '')
export const visitSouth = ({ south }: Origins): Customer => createCustomer(south.origin, '')

export async function logInNorth({ north }: Origins, username = 'ada'): Promise<Customer> {
  return createCustomer(
    north.origin,
    await logIn(`${north.origin}/login`, { username, password: 'sandbox' }),
  )
}

export async function logInSouth({ south }: Origins, user = 'ada'): Promise<Customer> {
  return createCustomer(
    south.origin,
    await logIn(`${south.origin}/signin`, { user, pass: 'sandbox' }),
  )
}

const ticketShape = z.object({ s: z.literal('P'), t: z.string() })

/** Asks as South's page does until the house has decided. */
export async function readDecision(customer: Customer, placed: Answer) {
  const { t: ticket } = ticketShape.parse(placed.body)
  return eventually(async () => {
    const { body } = await customer.get(`/slip/status?t=${ticket}`)
    expect(body).not.toEqual({ s: 'P' })
    return body
  })
}

export async function askAdmin(
  { admin }: Origins,
  request: string,
  body?: object,
): Promise<Answer> {
  const [method = 'GET', path = '/'] = request.split(' ')
  return readAnswer(
    await fetch(admin.origin + path, {
      method,
      headers: {
        authorization: `Bearer ${admin.token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
    }),
  )
}

const bookBet = z.object({
  house: z.string(),
  user: z.string().nullable(),
  reference: z.string(),
  eventId: z.string().nullable(),
  selectionId: z.string(),
  selection: z.string().nullable(),
  market: z.string().nullable(),
  stake: z.string(),
  odds: z.string(),
  askedStake: z.string(),
  askedOdds: z.string(),
  state: z.string(),
  returned: z.string(),
  placedAt: z.string().nullable(),
})
const bookShape = z.object({
  bets: z.array(bookBet),
  rejected: z.array(bookBet.extend({ code: z.string() })),
  balances: z.array(z.object({ house: z.string(), user: z.string(), balance: z.string() })),
})

export async function readBook(sandbox: Origins) {
  const { body } = await askAdmin(sandbox, 'GET /book')
  return bookShape.parse(body)
}
