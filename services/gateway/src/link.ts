/**
 * `npm run link [-- --name anna]`: a new one-time link to the console of the Surefoot that runs in this folder, or, in a
 * container, of the gateway beside it (`OPERATOR_TOKEN`, `PORT`).
 */
import { cleanForTerminal, operatorName } from '@surefoot/shared/messages'
import { ConfigError, port, readConfig } from '@surefoot/shared/runtime'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

const STACK_FILE = join(import.meta.dirname, '../../../.surefoot/run/console.json')

/** Written by `npm start`, for its owner alone. */
const stack = z.object({ gatewayUrl: z.url(), operatorToken: z.string() })
type Gateway = z.output<typeof stack>

const environment = z.object({ OPERATOR_TOKEN: z.string().optional(), PORT: port.default(8080) })

const made = z.object({ url: z.string(), operator: z.string(), expiresAt: z.string() })
const problem = z.object({ detail: z.string() })

class Hint extends Error {}

function findGateway(): Gateway {
  if (existsSync(STACK_FILE)) return stack.parse(JSON.parse(readFileSync(STACK_FILE, 'utf8')))
  const { OPERATOR_TOKEN, PORT } = readConfig(environment, process.env)
  if (OPERATOR_TOKEN === undefined)
    throw new Hint(
      'Nothing runs in this folder. Start it: npm start. For another gateway set OPERATOR_TOKEN and PORT, or run this in its container.',
    )
  return { gatewayUrl: `http://127.0.0.1:${PORT}`, operatorToken: OPERATOR_TOKEN }
}

async function makeLink(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { name: { type: 'string' } } })
  const name = operatorName.optional().safeParse(values.name)
  if (!name.success) throw new Hint(`--name: ${name.error.issues[0]?.message}`)
  const { gatewayUrl, operatorToken } = findGateway()
  const answer = await fetch(`${gatewayUrl}/api/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(name.data === undefined ? {} : { operator: name.data }),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => {
    throw new Hint(`No gateway answers at ${gatewayUrl}. Start Surefoot: npm start`)
  })
  const body: unknown = await answer.json().catch(() => null)
  if (!answer.ok)
    throw new Hint(problem.safeParse(body).data?.detail ?? `The gateway answered ${answer.status}.`)
  const { url, operator, expiresAt } = made.parse(body)
  const until = new Date(expiresAt).toLocaleTimeString('en-GB')
  say(`\n  Console: ${url}\n\n  For one browser, once, until ${until}; it acts as "${operator}".\n`)
}

function say(line: string): void {
  process.stdout.write(`${cleanForTerminal(line)}\n`)
}

try {
  await makeLink(process.argv.slice(2))
} catch (error) {
  const isOurs = error instanceof Hint || error instanceof ConfigError
  say(`No link was made. ${isOurs ? error.message : String(error)}`)
  process.exitCode = 1
}
