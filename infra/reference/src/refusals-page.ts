import { REFUSALS } from '@surefoot/shared/messages'
import { code, list, printHead, printTable } from './markdown.ts'

const HEAD = printHead('Refusals', 'packages/shared/src/refusals')

/** Every refusal, by its code. */
export function printRefusals(): string {
  const rows = Object.entries(REFUSALS)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { by, because, remedy }]) => [
      code(name),
      by === 'all' ? 'all' : list(by),
      because,
      remedy,
    ])
  return `${HEAD}
A refusal is an answer: what was asked was not done, unless its row states otherwise. Each has a code for programs and a message that states what was found and what to do; the audit row keeps it as the reason of its leg.

${printTable(['code', 'who refuses', 'because', 'what to do'], rows)}`
}
