import { compileContract, readContract, type CompiledContract } from '@surefoot/provider'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import { readSandboxDocument } from './sandbox-contract.ts'
import { acceptSocket, type TestSocket } from './web-socket.ts'

const message = z.object({ selection: z.string(), stake: z.string(), price: z.string() })
export type SocketBet = z.output<typeof message>

/** Bets over a web socket: by a click on the button, or by its form. There are no prices before the socket is open. */
const PAGE = `<!doctype html>
<p id="account-name">Ada</p><p id="balance">1000.00</p><span id="prices"></span>
<form id="form">
  <aside id="slip" data-selection="7"><input id="slip-stake" autocomplete="off"><output id="slip-price">2.10</output></aside>
  <button type="button" id="slip-place"><span>Place</span></button>
</form>
<a href="#elsewhere" id="other">Other</a>
<script>
const socket = new WebSocket('ws://' + location.host + '/bets')
socket.addEventListener('open', () => {
  document.querySelector('#prices').innerHTML = '<button class="price" data-selection="7">2.10</button>'
})
const button = document.querySelector('#slip-place')
const stake = document.querySelector('#slip-stake')
const price = document.querySelector('#slip-price')
const form = document.querySelector('#form')
const place = () => socket.send(JSON.stringify({ selection: '7', stake: stake.value, price: price.textContent }))
form.addEventListener('submit', (event) => event.preventDefault())
`

/** How a page may place, and what it may do to a click. */
export const HABITS = {
  'a click': `button.addEventListener('click', place)`,
  'a press of the pointer': `button.addEventListener('pointerdown', place)`,
  'the end of a press': `button.addEventListener('mouseup', place)`,
  'Enter in the stake': `button.addEventListener('click', place); stake.addEventListener('keydown', ({ key }) => key === 'Enter' && place())`,
  'a form that the button sends': `button.addEventListener('click', () => form.requestSubmit()); form.addEventListener('submit', place)`,
  'a form': `button.type = 'submit'; form.addEventListener('submit', place)`,
} as const
export type Habit = keyof typeof HABITS

export interface GateBookmaker extends AsyncDisposable {
  readonly origin: string
  readonly contract: CompiledContract
  /** The private book. */
  readonly bets: SocketBet[]
  habit: Habit
  /** Script that the page runs besides. */
  quirk: string
  onBet: (bet: SocketBet, socket: TestSocket) => void
}

export const acceptance = ({ selection, stake, price }: SocketBet): string =>
  JSON.stringify({ status: 'accepted', selection, ref: 'W-1', stake, price })

/** A bookmaker of one page that takes bets over a web socket, and counts every one. */
export async function openGateBookmaker(): Promise<GateBookmaker> {
  const bets: SocketBet[] = []
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      url === '/bare' ? 'bare' : `${PAGE}${HABITS[bookmaker.habit]}\n${bookmaker.quirk}</script>`,
    )
  })
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request, socket) => {
    sockets.add(socket)
    acceptSocket(request, socket, (text, own) => {
      const bet = message.parse(JSON.parse(text))
      bets.push(bet)
      bookmaker.onBet(bet, own)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const origin = `http://127.0.0.1:${port}`
  const bookmaker: GateBookmaker = {
    origin,
    contract: await readGateContract(origin),
    bets,
    habit: 'a click',
    quirk: '',
    onBet: (bet, own) => own.send(acceptance(bet)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      // A web socket is no connection of the server any more, and would keep it open.
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return bookmaker
}

async function readGateContract(origin: string): Promise<CompiledContract> {
  const document = await readSandboxDocument('north', origin)
  const reading = readContract({ ...document, place: PLACE, receipt: RECEIPT })
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  return compileContract(reading.contract)
}

const RECEIPT = {
  cases: [
    {
      when: [{ at: '/status', equals: 'accepted' }],
      status: 'ACCEPTED',
      betReference: '/ref',
      stake: '/stake',
      odds: '/price',
    },
    { when: [{ at: '/status', equals: 'held' }], status: 'PENDING' },
    {
      when: [{ at: '/status', equals: 'rejected' }],
      status: 'REJECTED',
      code: '/code',
      message: '/message',
    },
  ],
  codes: { SUSPENDED: 'SUSPENDED' },
}

const PLACE = {
  steps: [
    { do: 'goto', path: '/' },
    {
      do: 'click',
      at: [{ css: 'button.price', where: { attribute: 'data-selection', is: 'selectionId' } }],
    },
    { do: 'fill', at: [{ css: '#slip-stake' }], with: 'stake' },
  ],
  slip: {
    selectionId: { css: '#slip', from: { attribute: 'data-selection' } },
    stake: { css: '#slip-stake', from: 'value' },
    odds: { css: '#slip-price', from: 'text' },
  },
  commit: [{ css: '#slip-place' }],
  gate: { socket: '/bets', selectionId: '/selection' },
}
