import type { Mortality } from './mortality.ts'
import type { World } from './world.ts'

export interface ProcessOptions {
  readonly world: World
  readonly deskId: string
  readonly mortality: Mortality
}

/** One instance of a service, for one desk. Disposing stops it in order; one that is dead is left as it is. */
export interface Process extends AsyncDisposable {
  /** Settles when all that it was asked for has come to its end, or to its death. */
  readonly untilIdle: () => Promise<void>
}
