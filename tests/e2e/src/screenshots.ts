/** `npm run screenshots`: makes the pictures of README and docs again, from the real system at the sandbox. */
import { importContracts } from '@surefoot/local'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Locator } from 'playwright-core'
import { openOperatorBrowser } from './open-console.ts'
import { openDesk } from './open-desk.ts'
import { writePicture } from './pictures/write-picture.ts'
import { leaveLegAlone, tradeOnAuto } from './walk/busy-desk.ts'
import { walkNewcomer, WALK_STEPS } from './walk/newcomer-walk.ts'

const IMAGES = join(import.meta.dirname, '../../../docs/images')
/** Opportunities come when the pictures want them. */
const QUIET_MARKET = {
  SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
  SANDBOX_PHANTOMS_PER_MINUTE: '0',
  SANDBOX_SETTLEMENTS_PER_MINUTE: '0',
}
/** The picture of a browser is asked for twice a second: a page that has just loaded is in the next but one. */
const SETTLED_MS = 2500

/** No hedge is cheap enough for the engine, so that an exposed leg needs the operator. */
const NO_HEDGE = { HEDGE_LOSS_LIMIT: '0.01' }

await using desk = await openDesk(QUIET_MARKET, NO_HEDGE)
const { stack, operator } = desk
await importContracts({ operator, sandbox: stack.sandbox })
await using browser = await openOperatorBrowser()
const { page } = browser

async function take(name: string, what?: Locator): Promise<void> {
  await delay(SETTLED_MS)
  const png = await (what ?? page).screenshot({ animations: 'disabled' })
  await writePicture(join(IMAGES, `${name}.png`), png)
}

await walkNewcomer({
  page,
  stack,
  onStep: async (step) => take(`walk-${WALK_STEPS.indexOf(step) + 1}-${step}`),
})

await operator.act('A', [{ do: 'open-extension' }])
await take('extension', page.getByRole('img', { name: 'What browser A shows' }))
await operator.act('A', [{ do: 'close-extension' }])

await tradeOnAuto({ operator, stack })
await page.getByRole('link', { name: 'Cockpit', exact: true }).click()
await take('cockpit')

await leaveLegAlone({ operator, stack })
await page.getByRole('link', { name: /^Needs you/ }).click()
await take('needs-you')
