import type { CompiledContract } from '@surefoot/provider'
import type { Socket } from 'node:net'
import { openPageServer, type PageServer } from './page-server.ts'
import { readSandboxContract } from './sandbox-contract.ts'

/** Every way that a page has to send a bet over HTTP. */
export const WAYS = {
  fetch: `fetch('/api/bets', post)`,
  keepalive: `fetch('/api/bets', { ...post, keepalive: true })`,
  query: `fetch('/api/bets?retry=1', post)`,
  xhr: `const x = new XMLHttpRequest(); x.open('POST', '/api/bets'); x.send(bet)`,
  beacon: `navigator.sendBeacon('/api/bets', bet)`,
  form: `const f = document.body.appendChild(document.createElement('form')); f.method = 'post'; f.action = '/api/bets'; f.target = 'aside'; f.submit()`,
  frame: `const f = document.body.appendChild(document.createElement('iframe')); f.contentWindow.fetch('/api/bets', post)`,
  worker: `new Worker('/worker.js')`,
  'an address with a user name': `const x = new XMLHttpRequest(); x.open('POST', '/api/bets', true, 'ada', 'secret'); x.send(bet)`,
  'a letter as a code': `fetch('/api/%62ets', post)`,
  'a code of a code': `fetch('/api/%2562ets', post)`,
  'slashes too many': `fetch('//' + location.host + '//api//bets/', post)`,
  'a path parameter': `fetch('/api/bets;v=1', post)`,
  'capital letters': `fetch('/API/Bets', post)`,
  'another method': `fetch('/api/bets', { ...post, method: 'PUT' })`,
  'service worker': `navigator.serviceWorker.register('/service-worker.js')`,
} as const

const BET = { selectionId: '7', stake: '10.00', price: '2.10' }
const SENDER = `const bet = JSON.stringify(${JSON.stringify(BET)}); const post = { method: 'POST', body: bet }`
const PAGE = `<!doctype html><iframe name="aside"></iframe><button>Place</button><p id="answer"></p><script>
${SENDER}
const ways = { ${Object.entries(WAYS)
  .map(([name, code]) => `'${name}': () => { ${code} }`)
  .join(',\n')} }
document.querySelector('button').onclick = () =>
  fetch('/api/bets', post).then((r) => r.text()).then((t) => { document.querySelector('#answer').textContent = t })
</script>`

export interface FencePage extends PageServer {
  readonly contract: CompiledContract
  /** The bodies of the bets that arrived. */
  readonly bets: string[]
  /** What the provider does when a bet has arrived; it keeps connections open between requests. */
  onBet: (bet: { readonly socket: Socket; readonly answer: (body: string) => void }) => void
}

/** Takes an address for the one of bets however it is spelled, as servers do. */
function isBets(path: string): boolean {
  const plain = decodeURIComponent(decodeURIComponent(path)).replaceAll(/\/+/g, '/').toLowerCase()
  return plain.startsWith('/api/bets') || plain.startsWith('/api/v2/bets')
}

/** A bookmaker of one page that counts every bet that reaches it. */
export async function openFencePage(): Promise<FencePage> {
  const bets: string[] = []
  const server = await openPageServer((request, response) => {
    const path = request.url ?? '/'
    if (isBets(path)) {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        bets.push(Buffer.concat(chunks).toString('utf8'))
        page.onBet({ socket: request.socket, answer: (body) => response.end(body) })
      })
      return
    }
    const isScript = path.endsWith('.js')
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? `${SENDER}; fetch('/api/bets', post).catch(() => {})` : PAGE)
  })
  const contract = await readSandboxContract('north', server.origin)
  const page: FencePage = { ...server, contract, bets, onBet: ({ answer }) => answer('taken') }
  return page
}
