import { openBookFile } from './house/book-file.ts'
import { createAdmin } from './admin/create-admin.ts'
import type { House } from './market/match.ts'
import { createNorth } from './north/create-north.ts'
import { createSouth } from './south/create-south.ts'
import { listen } from './web/server.ts'
import { World } from './world.ts'

const INITIAL_MINOR = 10_000_00
/** How long South holds a bet before it decides. */
const LIVE_DELAY_MS = 400
const TICK_MS = 250
const OPPORTUNITIES_PER_MINUTE = 12
/** One phantom for so many opportunities, unless it is said. */
const OPPORTUNITIES_PER_PHANTOM = 6

export interface SandboxOptions {
  /** Loopback unless told: a container's bookmakers are reached from other containers. */
  readonly host?: string
  /** 0 or absent: a free port. */
  readonly port?: { readonly north?: number; readonly south?: number; readonly admin?: number }
  readonly seed: number
  /** Where the private book is kept from start to start; absent: it is gone with the process. */
  readonly booksFile?: string | undefined
  /** What the admin port asks for as `Bearer`. */
  readonly token: string
  readonly tickMs?: number | undefined
  /** 0: none but those asked for at the admin port. */
  readonly opportunitiesPerMinute?: number | undefined
  readonly phantomsPerMinute?: number | undefined
  /** How many matches that were bet on end before they begin. 0 or absent: none. */
  readonly settlementsPerMinute?: number | undefined
  /** Each new account's balance, in cents. */
  readonly initialMinor?: number | undefined
  readonly southLiveDelayMs?: number | undefined
  /** Whether connections outlive an answer, as real ones do; then Chromium may send a lost bet again. */
  readonly keepsConnections?: boolean | undefined
}

export interface Sandbox extends AsyncDisposable {
  readonly north: { readonly origin: string }
  readonly south: { readonly origin: string }
  readonly admin: { readonly origin: string; readonly token: string }
  readonly stop: () => Promise<void>
}

/** Opens both bookmakers and the admin port, and starts the market. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const {
    host = '127.0.0.1',
    port = {},
    token,
    tickMs = TICK_MS,
    keepsConnections = false,
  } = options
  const world = createWorld(options, tickMs)
  const optionsOf = (house: House) => ({
    keepsConnections,
    isPageChanged: () => world.knobs.isPageChanged(house),
  })
  const north = await createNorth(world.houses.north, optionsOf('north'))
  const south = await createSouth(world.houses.south, optionsOf('south'))
  const admin = createAdmin({ world, token, now: Date.now })
  const clock = setInterval(() => world.tick(), tickMs)
  const stop = async () => {
    clearInterval(clock)
    await Promise.all([north.close(), south.close(), admin.close()])
    world.stop()
  }
  try {
    return {
      north: { origin: await listen(north, { host, port: port.north ?? 0 }) },
      south: { origin: await listen(south, { host, port: port.south ?? 0 }) },
      admin: { origin: await listen(admin, { host, port: port.admin ?? 0 }), token },
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (cause) {
    await stop()
    const why = cause instanceof Error ? ` (${cause.message})` : ''
    throw new Error(`The sandbox could not bind its ports${why}; free them, or set them to 0.`, {
      cause,
    })
  }
}

function createWorld(options: SandboxOptions, tickMs: number): World {
  const { opportunitiesPerMinute = OPPORTUNITIES_PER_MINUTE } = options
  const usualPhantoms = opportunitiesPerMinute / OPPORTUNITIES_PER_PHANTOM
  return new World({
    seed: options.seed,
    tickMs,
    opportunitiesPerMinute,
    phantomsPerMinute: options.phantomsPerMinute ?? usualPhantoms,
    settlementsPerMinute: options.settlementsPerMinute ?? 0,
    initialMinor: options.initialMinor ?? INITIAL_MINOR,
    southLiveDelayMs: options.southLiveDelayMs ?? LIVE_DELAY_MS,
    file: openBookFile(options.booksFile ?? null),
    now: Date.now,
  })
}
