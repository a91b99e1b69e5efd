import { parseArgs } from 'node:util'

export const SUITES = ['bookworm', 'trixie'] as const
export const PLAYERS = ['root', 'user'] as const
export const PLAYS = ['first', 'second', 'killed'] as const
export type Suite = (typeof SUITES)[number]
export type Player = (typeof PLAYERS)[number]
export type Play = (typeof PLAYS)[number]

export interface Arguments {
  readonly suites: readonly Suite[]
  readonly players: readonly Player[]
  /** The first is always played: the others come after it. */
  readonly plays: readonly Play[]
  readonly seconds: number
}

export type ArgumentsReading =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly message: string }

/** Reads the command line of \`npm run newcomer\`. */
export function readArguments(argv: readonly string[]): ArgumentsReading {
  try {
    const several = { type: 'string', multiple: true } as const
    const { values } = parseArgs({
      args: [...argv],
      options: {
        suite: several,
        as: several,
        play: several,
        seconds: { type: 'string', default: '60' },
      },
    })
    const seconds = Number(values.seconds)
    if (!(Number.isInteger(seconds) && seconds > 0))
      throw new Error('--seconds takes a whole number, such as --seconds 60')
    return {
      ok: true,
      arguments: {
        suites: choose('--suite', SUITES, values.suite),
        players: choose('--as', PLAYERS, values.as),
        plays: choose('--play', PLAYS, values.play && ['first', ...values.play]),
        seconds,
      },
    }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

function choose<T extends string>(
  name: string,
  choices: readonly T[],
  given: readonly string[] = choices,
): T[] {
  for (const each of given)
    if (!choices.some((choice) => choice === each))
      throw new Error(`${name} takes one of ${choices.join(', ')}, not ${each}`)
  return choices.filter((choice) => given.includes(choice))
}
