import { forceOpportunity, type Stack } from '@surefoot/local'
import type { Account } from '@surefoot/shared/messages'
import type { Page } from 'playwright-core'
import { createHand, type Hand } from './hand.ts'

export const WALK_STEPS = [
  'link',
  'log-in',
  'mark',
  'run',
  'go-live',
  'execute',
  'accepted',
] as const
export type WalkStep = (typeof WALK_STEPS)[number]

export interface WalkOptions {
  /** The operator's own browser, with nothing opened in it yet. */
  readonly page: Page
  readonly stack: Pick<Stack, 'link' | 'sandbox'>
  /** The screen shows the step now; the next click comes after it. */
  readonly onStep?: (step: WalkStep) => Promise<void>
}

interface Bookmaker {
  readonly account: Account
  readonly name: string
  readonly loginUrl: string
  readonly button: string
  readonly loginTitle: string
  readonly homeTitle: string
}

const WITHIN = { timeout: 240_000 }

/** From the link to the first accepted execution, as a newcomer goes it: by clicks alone on what the console shows. */
export async function walkNewcomer(options: WalkOptions): Promise<Hand> {
  const { page, stack, onStep = async () => undefined } = options
  const hand = await createHand(page)
  const bookmakers = bookmakersOf(stack)
  await page.goto(stack.link)
  const open = page.getByRole('button', { name: 'Open both browsers' })
  await open.waitFor(WITHIN)
  await onStep('link')
  await hand.click('Open both browsers', open)

  for (const each of bookmakers) await tab(page, each, each.loginTitle).waitFor(WITHIN)
  await onStep('log-in')
  for (const each of bookmakers) {
    const at = await findButton(page, each)
    await hand.clickInPicture(`${each.button} at ${each.name}, in its picture`, at)
  }
  for (const each of bookmakers) await tab(page, each, each.homeTitle).waitFor(WITHIN)
  await onStep('mark')
  for (const { account, name } of bookmakers)
    await hand.click(
      `Mark as ${name}`,
      page.getByRole('button', { name: `Mark ${account} as ${name}` }),
    )

  const run = page.getByRole('button', { name: 'Run live' })
  await run.waitFor(WITHIN)
  await onStep('run')
  await hand.click('Run live', run)
  const decide = page.getByRole('button', { name: 'Go live and run' })
  await decide.waitFor(WITHIN)
  await onStep('go-live')
  await hand.click('Go live and run', decide)

  await forceOpportunity(stack.sandbox, { durationMs: 600_000 })
  const execute = page.getByRole('button', { name: /^Execute / }).first()
  await execute.waitFor(WITHIN)
  await onStep('execute')
  await hand.click('Execute', execute)
  await page.locator('[data-testid=own-execution][data-kind=done]').waitFor(WITHIN)
  await onStep('accepted')
  return hand
}

function bookmakersOf({ sandbox }: WalkOptions['stack']): Bookmaker[] {
  return [
    {
      account: 'A',
      name: 'North',
      loginUrl: `${sandbox.north}/login`,
      button: 'Log in as demo',
      loginTitle: 'Log in · North',
      homeTitle: 'Events · North',
    },
    {
      account: 'B',
      name: 'South',
      loginUrl: `${sandbox.south}/signin`,
      button: 'Sign in as demo',
      loginTitle: 'South – Sign in',
      homeTitle: 'South – Coupon',
    },
  ]
}

/** The tab of an account's browser while its page has this title. */
function tab(page: Page, { account }: Bookmaker, title: string) {
  return page
    .getByRole('region', { name: `Browser of account ${account}` })
    .getByRole('button', { name: title })
}

/** Where the bookmaker's page has its button: what the operator sees in the picture. */
async function findButton(page: Page, { account, button, loginUrl }: Bookmaker) {
  const browser = page.context().browser()
  if (browser === null) throw new Error("the operator's browser is gone")
  const beside = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  try {
    await beside.goto(loginUrl)
    const box = await beside.getByRole('main').getByRole('button', { name: button }).boundingBox()
    if (box === null) throw new Error(`${loginUrl} shows no ${button}`)
    return { account, x: box.x + box.width / 2, y: box.y + box.height / 2 }
  } finally {
    await beside.close()
  }
}
