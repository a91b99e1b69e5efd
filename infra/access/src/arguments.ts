import { parseArgs } from 'node:util'
import type { Hosts } from './access-files.ts'

export type ArgumentsReading =
  | { readonly ok: true; readonly arguments: { readonly out: string; readonly hosts: Hosts } }
  | { readonly ok: false; readonly message: string }

const USAGE = `node infra/access/src/main.ts --out FOLDER [--nats-host nats] [--redis-host redis] [--postgres-host postgres]

Write into FOLDER what servers and services need to know each other. Secrets that are there already are kept.`

/** Read the command line. */
export function readArguments(argv: readonly string[]): ArgumentsReading {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        out: { type: 'string' },
        'nats-host': { type: 'string', default: 'nats' },
        'redis-host': { type: 'string', default: 'redis' },
        'postgres-host': { type: 'string', default: 'postgres' },
      },
    })
    if (!values.out) return { ok: false, message: `--out is missing\n\n${USAGE}` }
    const hosts = {
      nats: values['nats-host'],
      redis: values['redis-host'],
      postgres: values['postgres-host'],
    }
    return { ok: true, arguments: { out: values.out, hosts } }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, message: `${message}\n\n${USAGE}` }
  }
}
