import type { Database } from './open-database.ts'

const LOOK_EVERY_MS = 5_000

export interface DatabaseWatch extends Disposable {
  /** Whether the database answered when it was last asked. */
  readonly isReachable: () => boolean
}

/** Asks the database now and again whether it is there, for the readiness of the service. */
export function watchDatabase(database: Database): DatabaseWatch {
  let isReachable = true
  const look = async (): Promise<void> => {
    isReachable = await database.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    )
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return { isReachable: () => isReachable, [Symbol.dispose]: () => clearInterval(timer) }
}
