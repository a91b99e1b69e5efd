import { contractJsonSchema } from '@surefoot/provider'
import { join } from 'node:path'
import { printConfiguration } from './configuration/configuration-page.ts'
import { printMessages } from './messages/messages-page.ts'
import { printMetrics } from './metrics-page.ts'
import { printRefusals } from './refusals-page.ts'

export const REFERENCE = join(import.meta.dirname, '../../../docs/reference')

/** One file of the reference, as it is printed now. */
export interface Page {
  readonly name: string
  readonly text: string
}

export async function printPages(): Promise<Page[]> {
  return [
    { name: 'configuration.md', text: await printConfiguration() },
    { name: 'messages.md', text: printMessages() },
    { name: 'metrics.md', text: printMetrics() },
    { name: 'provider-contract.schema.json', text: printJson(contractJsonSchema()) },
    { name: 'refusals.md', text: printRefusals() },
  ]
}

function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
