import type { CompiledContract } from '@surefoot/provider'
import { openPageServer, type PageServer } from './page-server.ts'
import { plan } from './plan.ts'
import { readSandboxContract } from './sandbox-contract.ts'

export interface MovingPage extends PageServer {
  readonly contract: CompiledContract
  /** The paths of all that was posted, in the order of arrival. */
  readonly requests: string[]
  /** That the page runs besides. */
  script: string
}

const PAGE = `<!doctype html>
<p id="account-name">Ada</p><p id="balance">1000.00</p>
<button class="price" data-selection="7">2.10</button>
<aside id="slip" data-selection="7"><input id="slip-stake" autocomplete="off"><output id="slip-price">2.10</output></aside>
<button type="button" id="slip-place">Place bet</button>
<script>
const place = document.querySelector('#slip-place')
const stake = document.querySelector('#slip-stake')
const post = (path, body) => fetch(path, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body })
const cashOut = () => post('/api/cashout', '{}')
place.onclick = () => post('/api/bets', JSON.stringify({ selectionId: '7', stake: stake.value, price: '2.10' }))
const once = (target, type, act) => target.addEventListener(type, act, { once: true, capture: true })
const over = (element) => {
  const { left, top, width, height } = place.getBoundingClientRect()
  element.style.cssText = 'border:0;position:absolute;left:' + left + 'px;top:' + top + 'px;width:' + width + 'px;height:' + height + 'px'
  return element
}
function cover() {
  const other = over(document.createElement('button'))
  other.id = 'cash-out'
  other.textContent = 'Cash out bet B-0'
  other.onclick = cashOut
  document.body.append(other)
  place.style.marginTop = '200px'
}
function coverByFrame() {
  const frame = over(document.createElement('iframe'))
  frame.srcdoc = '<body style="margin:0"><button style="width:100%;height:100%" onpointerdown="parent.cashOut()" onclick="parent.cashOut()">Cash out</button>'
  document.body.append(frame)
  frame.contentDocument.open()
  frame.contentDocument.write(frame.srcdoc)
  frame.contentDocument.close()
}
`

/** A bookmaker of one page that takes bets by a request, and moves as the test orders. */
export async function openMovingPage(): Promise<MovingPage> {
  const requests: string[] = []
  const server = await openPageServer((request, response) => {
    const path = request.url ?? '/'
    if (request.method === 'POST') {
      requests.push(path)
      const { selectionId } = plan
      const answer = { status: 'accepted', ref: 'B-1', selectionId, stake: '10.00', price: '2.10' }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer))
      return
    }
    response.setHeader('content-type', 'text/html')
    response.end(path === '/bare' ? 'bare' : `${PAGE}${page.script}</script>`)
  })
  const contract = await readSandboxContract('north', server.origin)
  const page: MovingPage = { ...server, contract, requests, script: '' }
  return page
}
