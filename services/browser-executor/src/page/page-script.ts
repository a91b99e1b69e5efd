/**
 * Runs inside the provider's page, in a world of its own: the page's scripts cannot see or change it, and both see the
 * same elements. Each function is sent as its text, so none may use anything but the others here, `dom` and the page.
 */
import type { Locator, PlaceRule, PlaceStep, ProviderContract, Reading } from '@surefoot/provider'
import type * as domScript from './dom.ts'

/** Put before the script's text by the page world: an import would not be there. */
declare const dom: typeof domScript

/** What a locator compares with and a step fills, as the page writes it. */
export interface LegTexts {
  readonly eventId: string
  readonly selectionId: string
  readonly stake: string
  readonly odds: string
}

export interface Fault {
  readonly fault: string
}

/** The compound parts of a selector of descendants; the whole selector where it says more than that. */
export function splitSelector(css: string): string[] {
  const parts = css.match(/(?:\[[^\]]*\]|\([^)]*\)|[^\s])+/g) ?? [css]
  return parts.some((part) => /^[>+~]$|,/.test(part)) ? [css] : parts
}

/** Whether the parts match elements around this one, the last part the nearest. */
export function isInside(element: Element, parts: readonly string[]): boolean {
  const left = [...parts]
  let around = dom.outwards(element)
  for (; around && left.length > 0; around = dom.outwards(around))
    if (dom.matches(around, left.at(-1) ?? '*')) left.pop()
  return left.length === 0
}

/** All elements that a selector matches, through open shadow roots: "my-slip button" finds the button inside my-slip's. */
export function selectDeep(css: string, root: Document | ShadowRoot = document): Element[] {
  const parts = splitSelector(css)
  const last = parts.pop() ?? css
  const found = dom.selectAll(root, last).filter((element) => isInside(element, parts))
  for (const element of dom.selectAll(root, '*')) {
    const inner = dom.shadowOf(element)
    if (inner) found.push(...selectDeep(css, inner))
  }
  return found
}

export function isVisible(element: Element): boolean {
  const { width, height } = dom.boxOf(element)
  return width > 0 && height > 0 && dom.isShown(element)
}

export function selectMatching({ css, where }: Locator, leg: LegTexts | null): Element[] {
  return selectDeep(css).filter(
    (element) =>
      !where || (leg !== null && dom.attributeOf(element, where.attribute) === leg[where.is]),
  )
}

export function selectVisible(locator: Locator, leg: LegTexts | null): Element[] {
  return selectMatching(locator, leg).filter(isVisible)
}

export function nameOf({ css, where }: Locator, leg: LegTexts | null): string {
  return where && leg ? `${css}[${where.attribute}="${leg[where.is]}"]` : css
}

/** The one visible element of the first alternative that matches any. */
export function selectOne(
  alternatives: readonly Locator[],
  leg: LegTexts | null,
): { readonly element: Element } | Fault {
  const names = alternatives.map((locator) => nameOf(locator, leg)).join(' or ')
  for (const locator of alternatives) {
    const [element, ...others] = selectVisible(locator, leg)
    if (element && others.length > 0)
      return { fault: `${nameOf(locator, leg)} matches ${others.length + 1} elements, not one` }
    if (element) return { element }
  }
  return { fault: `${names} matches nothing that is visible` }
}

/** A number box, which has its numbers with a point in every language. */
export function isNumberBox(element: Element): element is HTMLInputElement {
  return element instanceof HTMLInputElement && ['number', 'range'].includes(element.type)
}

export function readText({ from, numberLocale }: Reading, element: Element): string {
  if (from === 'text') return dom.textOf(element).trim()
  const isValue = from === 'value'
  const box = isValue && element instanceof HTMLInputElement ? element.value : ''
  const text = isValue ? box : (dom.attributeOf(element, from.attribute) ?? '')
  const isNumber = isValue || ['value', 'min', 'max', 'step'].includes(from.attribute)
  return isNumber && numberLocale === 'comma' && isNumberBox(element)
    ? text.replace('.', ',')
    : text
}

export function readOne(reading: Reading, leg: LegTexts | null): { readonly text: string } | Fault {
  const found = selectOne([reading], leg)
  return 'fault' in found ? found : { text: readText(reading, found.element) }
}

/** As a hand would: some pages listen to the pointer, some to the click. */
export function press(element: Element): void {
  const options = { bubbles: true, cancelable: true, composed: true }
  dom.send(element, new PointerEvent('pointerdown', options))
  dom.send(element, new MouseEvent('mousedown', options))
  dom.send(element, new PointerEvent('pointerup', options))
  dom.send(element, new MouseEvent('mouseup', options))
  if (element instanceof HTMLElement) dom.click(element)
  else dom.send(element, new MouseEvent('click', options))
}

export function fill(element: Element, text: string): string | null {
  if (!(element instanceof HTMLInputElement)) return 'is no input'
  dom.focus(element)
  element.value = isNumberBox(element) ? text.replace(',', '.') : text
  const options = { bubbles: true, composed: true }
  const input = { ...options, inputType: 'insertText', data: text }
  dom.send(element, new InputEvent('input', input))
  dom.send(element, new Event('change', options))
  return null
}

/** Does a step on its element; null when done. */
export function act(step: PlaceStep, element: Element, leg: LegTexts): string | null {
  if (step.do === 'goto' || step.do === 'assert') return null
  if (dom.matches(element, ':disabled')) return 'is disabled'
  if (step.do === 'fill') return fill(element, leg[step.with])
  if (step.do === 'set' && !(element instanceof HTMLInputElement)) return 'is no checkbox'
  const isSet = element instanceof HTMLInputElement && step.do === 'set'
  if (!isSet || element.checked !== step.checked) press(element)
  return null
}

/** Whether a press of an element could press a commit element: by what they are in the page, not by their selectors. */
export function mayCommit(element: Element, { commit, leg }: StepsOrder): boolean {
  const pressed = [element, dom.labelledBy(element)].filter((each) => each !== null)
  return commit
    .flatMap((locator) => selectMatching(locator, leg))
    .some((one) => pressed.some((other) => dom.isAround(one, other) || dom.isAround(other, one)))
}

/** One try at a step; null when done. */
export function tryStep(step: PlaceStep, order: StepsOrder): string | null {
  const { leg } = order
  if (step.do === 'goto') return null
  const found = selectOne(step.at, leg)
  const isOptional = step.do === 'click' && step.ifPresent
  if (isOptional && step.at.every((locator) => selectVisible(locator, leg).length === 0))
    return null
  if ('fault' in found) return found.fault
  const isHarmless = step.do === 'assert' || !mayCommit(found.element, order)
  const fault = isHarmless ? act(step, found.element, leg) : 'could press the place button'
  return fault === null ? null : `${step.at.map((locator) => nameOf(locator, leg))[0]} ${fault}`
}

export interface StepsOrder {
  readonly steps: readonly PlaceStep[]
  /** What no step may press. */
  readonly commit: readonly Locator[]
  readonly leg: LegTexts
  readonly timeoutMs: number
}

/** Task: do the steps in their order, each as soon as it can be done. Null when all are done, else what stood in the way. */
export async function runSteps(order: StepsOrder): Promise<string | null> {
  const { steps, timeoutMs } = order
  const until = performance.now() + timeoutMs
  for (const [index, step] of steps.entries()) {
    let fault = tryStep(step, order)
    while (fault !== null && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      fault = tryStep(step, order)
    }
    if (fault !== null) return `step ${index + 1} (${step.do}): ${fault}`
  }
  return null
}

export interface SessionOrder {
  readonly session: ProviderContract['session']
}

export interface SessionTexts {
  readonly isLoggedIn: boolean
  readonly isLoggedOut: boolean
  /** Null: none is shown. */
  readonly balance: string | Fault | null
}

/** What a reading shows: null where nothing of it is visible, which is not the same as what cannot be read. */
export function readShown(reading: Reading, leg: LegTexts | null): string | Fault | null {
  if (selectVisible(reading, leg).length === 0) return null
  const read = readOne(reading, leg)
  return 'text' in read ? read.text : read
}

/** Task: who is logged in, as the page shows it. */
export function readSession({ session }: SessionOrder): SessionTexts {
  return {
    isLoggedIn: selectVisible(session.loggedIn, null).length > 0,
    isLoggedOut: selectVisible(session.loggedOut, null).length > 0,
    balance: readShown(session.balance, null),
  }
}

/** Where a click hits the commit element and nothing that lies over it. */
export function aimAt(
  commit: readonly Locator[],
  leg: LegTexts,
): { readonly x: number; readonly y: number } | Fault {
  const found = selectOne(commit, leg)
  if ('fault' in found) return found
  const { element } = found
  if (dom.matches(element, ':disabled')) return { fault: 'the page has disabled the place button' }
  dom.scrollTo(element)
  const { left, top, width, height } = dom.boxOf(element)
  const [x, y] = [left + width / 2, top + height / 2]
  for (let hit = dom.elementAt(x, y); hit; hit = dom.outwards(hit))
    if (hit === element) return { x, y }
  return { fault: 'something lies over the place button' }
}

export interface SlipOrder extends SessionOrder {
  readonly slip: PlaceRule['slip']
  readonly commit: PlaceRule['commit']
  readonly leg: LegTexts
}

export interface SlipTexts {
  readonly session: SessionTexts
  readonly isSuspended: boolean
  readonly selectionId: string | Fault
  readonly stake: string | Fault
  readonly odds: string | Fault
  /** Null: the contract reads none, or none is shown. */
  readonly maxStake: string | Fault | null
  readonly target: { readonly x: number; readonly y: number } | Fault
}

/** Task: all that the slip says, and where to click to place it. */
export function readSlip({ slip, commit, session, leg }: SlipOrder): SlipTexts {
  const textOf = (reading: Reading): string | Fault => {
    const read = readOne(reading, leg)
    return 'text' in read ? read.text : read
  }
  return {
    session: readSession({ session }),
    isSuspended: slip.suspended ? selectVisible(slip.suspended, leg).length > 0 : false,
    selectionId: textOf(slip.selectionId),
    stake: textOf(slip.stake),
    odds: textOf(slip.odds),
    maxStake: slip.maxStake ? readShown(slip.maxStake, leg) : null,
    target: aimAt(commit, leg),
  }
}

export interface FetchOrder {
  readonly paths: readonly string[]
  readonly timeoutMs: number
}

export interface FetchedText {
  readonly status: number
  readonly body: string
}

/** Task: fetch paths of the provider as its logged-in page would, one after the other. Throws if one gives no answer. */
export async function fetchTexts({ paths, timeoutMs }: FetchOrder): Promise<FetchedText[]> {
  const signal = AbortSignal.timeout(timeoutMs)
  const texts: FetchedText[] = []
  for (const path of paths) {
    const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', signal })
    texts.push({ status: response.status, body: await response.text() })
  }
  return texts
}
