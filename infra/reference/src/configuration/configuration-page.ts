import { listKeys } from '@surefoot/local'
import { code, list, printHead, printTable } from '../markdown.ts'
import { MEANINGS, UNSET } from './meanings.ts'

const HEAD = printHead(
  'Configuration',
  "the services' `config.ts` and infra/reference/src/configuration/meanings.ts",
)

/** Every key of the environment, in the order in which services start. Throws for a key without a meaning. */
export async function printConfiguration(): Promise<string> {
  const keys = await listKeys()
  const rows = keys.map(({ key, services, isRequired, preset }) => [
    code(key),
    isRequired ? '–' : preset === null ? (UNSET[key] ?? 'none') : code(preset),
    list(services),
    meaningOf(key),
  ])
  return `${HEAD}
How a service reads its environment: [configuration.md](../configuration.md). Where there is no default, but –, the key must be set.

${printTable(['key', 'default', 'service', 'meaning'], rows)}`
}

function meaningOf(key: string): string {
  const meaning = MEANINGS[key]
  if (meaning === undefined)
    throw new Error(`${key} has no meaning in infra/reference/src/configuration/meanings.ts.`)
  return meaning
}
