import {
  clearKnobs,
  compareBooks,
  createScreen,
  fly,
  forceOpportunity,
  importContracts,
  persist,
  readBook,
  setKnob,
  until,
} from '@surefoot/local'
import type { ExecutionRecord } from '@surefoot/shared/messages'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { z } from 'zod'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findBarriers } from '../src/find-barriers.ts'
import { openConsole, type Console } from '../src/open-console.ts'
import { openDesk, type DeskUnderTest } from '../src/open-desk.ts'
import { betByHand } from '../src/walk/bet-by-hand.ts'

/** Where pictures are written, if anywhere. */
const PICTURES = process.env['SUREFOOT_PICTURES']
const WITHIN = { timeout: 240_000 }
const OFFERED_MS = 20_000
/** A choice that was taken has a leg sooner. */
const PRESS_AGAIN_MS = 15_000
const WITHOUT_BET: ReadonlySet<string> = new Set(['DENIED', 'REJECTED', 'ABSENT', 'VOID'])
const screen = createScreen(process.stdout)

let desk: DeskUnderTest
let operatorConsole: Console

beforeAll(async () => {
  const market = {
    SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
    SANDBOX_PHANTOMS_PER_MINUTE: '0',
    SANDBOX_SETTLEMENTS_PER_MINUTE: '0',
  }
  // No hedge is cheap enough for the engine, so that each is a person's.
  desk = await openDesk(market, { HEDGE_LOSS_LIMIT: '0.01', STATEMENT_EVERY_MS: '2000' })
  const { operator, stack } = desk
  await importContracts({ operator, sandbox: stack.sandbox })
  await fly({ operator, sandbox: stack.sandbox, screen, signal: AbortSignal.timeout(300_000) })
  operatorConsole = await openConsole(stack.link)
  await operatorConsole.page.getByRole('link', { name: /^Needs you/ }).click()
})

afterAll(async () => {
  await operatorConsole?.[Symbol.asyncDispose]()
  await desk?.[Symbol.asyncDispose]()
})

/** Of another sport each time: a bet by hand on a match that has bets already may be one of them twice. */
const sports = ['basketball', 'tennis', 'football']
let offeredAt = -Infinity

/** South refuses leg B, and the opposite of A at North costs more than the limit. */
let executionId: string
let card: Locator
beforeEach(async () => {
  const { operator, stack } = desk
  const known = new Set((await operator.executions()).map(({ id }) => id))
  const isOver = async (): Promise<boolean> => performance.now() > offeredAt + OFFERED_MS
  await until(isOver, {
    what: 'the offer before is over',
    withinMs: WITHIN.timeout,
    signal: new AbortController().signal,
  })
  await persist(() => operator.control({ trading: 'RUN', mode: 'auto' }), {
    withinMs: WITHIN.timeout,
  })
  await setKnob(stack.sandbox, { house: 'south', kind: 'refuse', count: 50 })
  const sport = z.string().parse(sports.shift())
  const findAlone = async (): Promise<string | undefined> => {
    const rows = (await operator.executions()).filter(({ id }) => !known.has(id))
    // On a busy machine it may be gone before it is taken: then another is offered.
    if (rows.length === 0 && (await isOver())) {
      await forceOpportunity(stack.sandbox, { durationMs: OFFERED_MS, sport })
      offeredAt = performance.now()
    }
    return rows.find(({ hedge }) => hedge === 'escalated')?.id
  }
  executionId = await until(findAlone, {
    what: 'an exposed leg',
    withinMs: WITHIN.timeout,
    signal: new AbortController().signal,
  })
  // What is still offered is not taken once the desk runs again.
  await persist(() => operator.control({ mode: 'manual' }), { withinMs: WITHIN.timeout })
  await clearKnobs(stack.sandbox)
  const { home } = (await read()).execution
  card = operatorConsole.page
    .getByRole('region', { name: /^Leg A is exposed and not covered: / })
    .filter({ hasText: home })
  await card.waitFor({ timeout: WITHIN.timeout })
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takePicture('lone-leg-failed')
})

const heldFor = async () =>
  (await read()).hedgeEvents.flatMap(({ step, details }) =>
    step === 'held' ? [details['message']] : [],
  )
const read = (): Promise<ExecutionRecord> => desk.operator.execution(executionId)
/** The first hedge was South's, which refused it. */
const laterHedges = async () => (await read()).legs.filter(({ role }) => role === 'H').slice(1)

async function takePicture(name: string): Promise<void> {
  if (PICTURES === undefined) return
  const { page } = operatorConsole
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

/** The person has done what there was to do, and presses Run: nothing is left on the screen, nothing differs from the books. */
async function untilNothingNeedsThem(): Promise<void> {
  const { page } = operatorConsole
  await card.waitFor({ state: 'detached', timeout: WITHIN.timeout })
  await takePicture('lone-leg-after')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const again = page.getByRole('button', { name: 'Run again' })
  await again.waitFor(WITHIN)
  // The hedge service closes what is covered at its next look; until then Run is refused, and the dialog stays.
  const isDone = async (): Promise<boolean> => {
    if (await again.isVisible()) await again.click().catch(() => undefined)
    return page.getByText('Nothing needs you').isVisible()
  }
  await until(isDone, {
    what: 'nothing that needs the person',
    withinMs: WITHIN.timeout,
    signal: new AbortController().signal,
  })
  await page.getByText('The desk does not run').waitFor({ state: 'detached' })
  const differences = compareBooks(
    await Promise.all(
      (await desk.operator.executions()).map(({ id }) => desk.operator.execution(id)),
    ),
    await readBook(desk.stack.sandbox),
  )
  expect(differences).toEqual([])
  expect(operatorConsole.complaints).toEqual([])
}

test('each choice is shown at its present price, with a button that places it once', async () => {
  const { page } = operatorConsole
  const choices = card
    .getByRole('list', { name: 'Choices at present prices' })
    .getByRole('listitem')
  const priced = choices.getByRole('button', {
    name: /^Place [\d.]+ at [AB]: back .* at odds of [\d.]+, [+−-]?[\d.]+ at worst$/,
  })
  await expect.poll(() => priced.count(), WITHIN).toBe(2)
  expect(await findBarriers(page)).toEqual([])
  await takePicture('lone-leg-1280')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await takePicture('lone-leg-390')
  await page.setViewportSize({ width: 1280, height: 900 })
  let pressedAt = -Infinity
  const isPlaced = async (): Promise<boolean> => {
    const states = (await laterHedges()).map(({ state }) => state)
    if (states.includes('ACCEPTED')) return true
    // The price may move after the click: that choice ends without a bet, and the person reads on and presses again.
    const isOver = states.every((state) => WITHOUT_BET.has(state))
    if (isOver && performance.now() > pressedAt + PRESS_AGAIN_MS) {
      await choices.getByRole('button', { name: /at A: back/ }).click(WITHIN)
      pressedAt = performance.now()
    }
    return false
  }
  await until(isPlaced, {
    what: 'the choice is placed',
    withinMs: WITHIN.timeout,
    signal: new AbortController().signal,
  })
  expect((await laterHedges()).filter(({ state }) => !WITHOUT_BET.has(state))).toMatchObject([
    { account: 'A', state: 'ACCEPTED' },
  ])
  await untilNothingNeedsThem()
})

test('a bet that was placed by hand is adopted from the statement', async () => {
  const { page } = operatorConsole
  const { opportunity } = await read()
  const reference = await betByHand(desk.stack, {
    selectionId: z.string().parse(opportunity.legs.A.opposite?.selectionId),
    ...(await choiceAtNorth()),
  })
  await takePicture('lone-leg-adopt')
  await card
    .getByRole('button', { name: `Adopt this bet: ${reference} of account A, as the hedge` })
    .click({ timeout: WITHIN.timeout })
  await page.getByRole('button', { name: `Adopt bet ${reference}`, exact: true }).click()
  await expect
    .poll(
      async () =>
        (await laterHedges()).map(({ state, receipt }) => `${state} ${receipt?.betReference}`),
      WITHIN,
    )
    .toEqual([`ACCEPTED ${reference}`])
  await untilNothingNeedsThem()
})

test('the risk is accepted with a reason, and not without one', async () => {
  const { page } = operatorConsole
  const accept = card.getByRole('button', { name: /^Accept .* at worst$/ })
  await accept.click()
  await card.getByText('Give the reason: the risk is not accepted without one.').waitFor()
  expect(await heldFor()).toEqual([])
  await card.getByLabel('Why you accept it').fill('The match starts in a minute; I keep it.')
  await accept.click()
  await page.getByText('The risk is accepted').first().waitFor(WITHIN)
  expect(await heldFor()).toEqual([
    expect.stringMatching(
      /accepted -2\d\.\d\d at worst: The match starts in a minute; I keep it.$/,
    ),
  ])
  expect(await laterHedges()).toEqual([])
  await untilNothingNeedsThem()
})

const priced = z.object({
  choices: z.array(z.object({ account: z.string(), odds: z.string(), stake: z.string() })),
})

/** What the screen shows of the choice at North. */
async function choiceAtNorth(): Promise<{ price: string; stake: string }> {
  const { gatewayUrls, operatorToken } = desk.stack
  const address = `${gatewayUrls[0]}/api/executions/${executionId}/choices`
  const headers = { authorization: `Bearer ${operatorToken}` }
  const { choices } = priced.parse(await (await fetch(address, { headers })).json())
  const { odds, stake } = z
    .object({ odds: z.string(), stake: z.string() })
    .parse(choices.find(({ account }) => account === 'A'))
  return { price: Number(odds).toFixed(2), stake }
}
