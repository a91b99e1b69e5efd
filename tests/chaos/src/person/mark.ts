import { until, type logIn } from '@surefoot/local'

/** A person who sees nothing happen tries again sooner than a pilot without faults around it. */
const WITHIN_MS = 6000

/** Mark the page as a provider's in our extension, by keyboard. Throws when nothing comes of it. */
export async function mark({
  operator,
  account,
  signal,
}: Parameters<typeof logIn>[0]): Promise<void> {
  const waiting = { withinMs: WITHIN_MS, signal }
  await operator.act(account, [{ do: 'open-extension' }])
  await until(async () => (await operator.address(account))?.startsWith('chrome-extension://'), {
    ...waiting,
    what: `the extension of account ${account}`,
  })
  await operator.act(account, [{ do: 'press', key: 'Enter' }])
  const isMarked = async (): Promise<boolean> =>
    (await operator.desk()).accounts[account].state !== 'BROWSER_READY'
  await until(isMarked, { ...waiting, what: `account ${account} to be marked` })
  await operator.act(account, [{ do: 'close-extension' }])
}
