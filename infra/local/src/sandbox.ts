import { join } from 'node:path'
import { z } from 'zod'
import { startChild, type Child } from './child.ts'
import { SANDBOX_ENTRY } from './paths.ts'
import { preferPort } from './ports.ts'

/** Where both bookmakers are. */
export interface Bookmakers {
  readonly north: string
  readonly south: string
  /** Address of the private book and the fault knobs. */
  readonly admin: string
  readonly token: string
}

export interface Sandbox extends Bookmakers {
  readonly child: Child
}

const readyLine = z.object({ north: z.url(), south: z.url(), admin: z.url() })

/** Fixed where they are free, so that the contracts' origins stay the same from start to start. */
const PORTS = { north: 7301, south: 7302, admin: 7303 }

/** Start both bookmakers as one process of their own. */
export async function startSandbox({
  dir,
  mark,
  market = {},
}: {
  readonly dir: string
  readonly mark: NodeJS.ProcessEnv
  readonly market?: NodeJS.ProcessEnv | undefined
}): Promise<Sandbox> {
  const token = crypto.randomUUID()
  const child = await startChild({
    name: 'sandbox',
    entry: SANDBOX_ENTRY,
    env: {
      SANDBOX_SEED: '7',
      SANDBOX_OPPORTUNITIES_PER_MINUTE: '30',
      SANDBOX_SETTLEMENTS_PER_MINUTE: '6',
      SANDBOX_BALANCE: '1000000',
      ...process.env,
      ...market,
      ...mark,
      SANDBOX_TOKEN: token,
      NORTH_PORT: String(await preferPort(PORTS.north)),
      SOUTH_PORT: String(await preferPort(PORTS.south)),
      ADMIN_PORT: String(await preferPort(PORTS.admin)),
    },
    logFile: join(dir, 'logs/sandbox.log'),
    pidFile: join(dir, 'run/sandbox.pid'),
    readReady: (line) => (readOrigins(line) ? line : undefined),
  })
  return { ...readyLine.parse(JSON.parse(child.ready)), token, child }
}

function readOrigins(line: string): boolean {
  try {
    return readyLine.safeParse(JSON.parse(line)).success
  } catch {
    return false
  }
}
