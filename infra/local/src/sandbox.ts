import { join } from 'node:path'
import { z } from 'zod'
import { SANDBOX_ENTRY } from './paths.ts'
import { throwIfTaken } from './ports/port-taken.ts'
import type { PortPlan } from './ports/plan-ports.ts'
import { launchChild } from './supervise/launch-child.ts'
import { startStage, type StageOptions } from './supervise/start-stage.ts'
import type { Supervised } from './supervise/supervise.ts'

/** Where both bookmakers are. */
export interface Bookmakers {
  readonly north: string
  readonly south: string
  /** Address of the private book and the fault knobs. */
  readonly admin: string
  readonly token: string
}

export interface Sandbox extends Bookmakers {
  readonly child: Supervised<string>
}

export interface SandboxOptions extends StageOptions {
  readonly dir: string
  readonly plan: PortPlan
  /** Where the stack's ports begin; null: any free ones. */
  readonly port: number | null
  readonly mark: NodeJS.ProcessEnv
  readonly market?: NodeJS.ProcessEnv | undefined
}

const readyLine = z.object({ north: z.url(), south: z.url(), admin: z.url() })
const GRACE_MS = 10_000

/** The bookmakers' private books in a stack's folder: they live as long as its ledger. */
export function booksFile(dir: string): string {
  return join(dir, 'sandbox/books.sqlite')
}

/** Start both bookmakers as one process, kept running: one that is killed goes on with its books, at the same addresses. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dir, plan } = options
  const token = crypto.randomUUID()
  const launch = () =>
    launchChild({
      name: 'sandbox',
      entry: SANDBOX_ENTRY,
      env: environment(options, token),
      logFile: join(dir, 'logs/sandbox.log'),
      pidFile: join(dir, 'run/sandbox.pid'),
      readReady: (line) => (readOrigins(line) ? line : undefined),
    })
  const ports = [plan.north, plan.south, plan.admin]
  const explain = () =>
    throwIfTaken(
      ports.map((port) => ({ port, use: 'the bookmakers' })),
      { base: options.port },
    )
  const [child] = await startStage(
    [{ name: 'sandbox', launch, graceMs: GRACE_MS, explain }],
    options,
  )
  if (!child) throw new Error('The bookmakers were not started.')
  return { ...readyLine.parse(JSON.parse(child.current())), token, child }
}

function environment(
  { dir, plan, market = {}, mark }: SandboxOptions,
  token: string,
): NodeJS.ProcessEnv {
  return {
    SANDBOX_SEED: '7',
    SANDBOX_OPPORTUNITIES_PER_MINUTE: '30',
    SANDBOX_SETTLEMENTS_PER_MINUTE: '6',
    SANDBOX_BALANCE: '1000000',
    ...process.env,
    ...market,
    ...mark,
    SANDBOX_BOOKS: booksFile(dir),
    SANDBOX_TOKEN: token,
    NORTH_PORT: String(plan.north),
    SOUTH_PORT: String(plan.south),
    ADMIN_PORT: String(plan.admin),
  }
}

function readOrigins(line: string): boolean {
  try {
    return readyLine.safeParse(JSON.parse(line)).success
  } catch {
    return false
  }
}
