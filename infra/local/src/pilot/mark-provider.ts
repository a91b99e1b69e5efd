import { until } from '../until.ts'
import type { AtBookmaker } from './log-in.ts'
import { untilState } from './until-state.ts'

const WITHIN_MS = 15_000

/** Mark the page as a provider's in our extension, by keyboard: its popup puts the cursor on the button. */
export async function markProvider({ operator, account, signal }: AtBookmaker): Promise<void> {
  await operator.act(account, [{ do: 'open-extension' }])
  await until(async () => (await operator.address(account))?.startsWith('chrome-extension://'), {
    what: `the extension of account ${account} to open`,
    withinMs: WITHIN_MS,
    signal,
  })
  await operator.act(account, [{ do: 'press', key: 'Enter' }])
  await untilState(operator, { account, states: ['PROVIDER_READY', 'RUNNING'], signal })
  await operator.act(account, [{ do: 'close-extension' }])
}
