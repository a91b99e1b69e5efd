// A dead man's switch: `node beat-receiver.mjs PORT SECONDS` takes the beats of HEARTBEAT_URL on any path, and raises the
// alarm when there was none for so many seconds. Put what should wake you where `raise` is. Needs Node alone.
import { createServer } from 'node:http'

const [port = '8099', seconds = '180'] = process.argv.slice(2)
let lastBeatAt = null
let isRaised = false

const raise = (message) => console.log(`ALARM ${message}`)
const settle = (message) => console.log(message)

const server = createServer((request, response) => {
  request.resume()
  lastBeatAt = Date.now()
  response.end('ok')
  if (isRaised) settle('beats are back')
  isRaised = false
})
server.listen(Number(port), () => console.log(`listening on ${server.address().port}`))

setInterval(() => {
  // Before the first beat there is nothing that could have stopped.
  if (lastBeatAt === null || isRaised) return
  const silentMs = Date.now() - lastBeatAt
  if (silentMs < Number(seconds) * 1000) return
  isRaised = true
  raise(
    `no beat for ${Math.round(silentMs / 1000)} s: the machine, its network, NATS, the ledger or notify is down`,
  )
}, 200)
