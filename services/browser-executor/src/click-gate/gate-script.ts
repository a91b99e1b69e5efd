/**
 * The page gate: what stands between a page's place control and whoever presses it, where no request can be held back.
 * Runs inside the provider's page from the start of each document, in our world, ahead of every script of the page. Each
 * function is sent as its text, so none may use anything but the others here, `dom` and what it is given.
 *
 * G1. Closed, no click, pointer, key or form event about the place control reaches the page, from a hand or a script.
 * G2. Opened, it lets the events of one trusted click through, each kind once, before a deadline on the page's own clock,
 *     while the slip says what was permitted.
 * G3. Anything else that happens to the control, or a click elsewhere, closes it. A new document begins closed.
 * G4. What throws while an event is judged closes it and keeps the event from the page.
 * G5. A page that rewrites its document, which takes all listeners away, has them put back, closed, and cannot open it again.
 *
 * It does not stop a script of the page that places without the control: no gate can.
 */
import type { Locator, PlaceRule, Reading } from '@surefoot/provider'
import type * as domScript from '../page/dom.ts'
import type * as pageScript from '../page/page-script.ts'

declare const dom: typeof domScript

/** The functions of the page script that are used here. */
export type GateTools = Pick<typeof pageScript, 'isInside' | 'readOne' | 'splitSelector'>

export interface GateOrder {
  readonly commit: readonly Locator[]
  readonly slip: Pick<PlaceRule['slip'], 'selectionId' | 'stake' | 'odds'>
}

/** What the slip says, as the page writes it. */
export interface GateTexts {
  readonly selectionId: string
  readonly stake: string
  readonly odds: string
}

export interface Gate extends GateOrder {
  /** Of this document. */
  readonly id: string
  readonly tools: GateTools
  /** On the page's clock; 0: closed. */
  untilMs: number
  permitted: GateTexts | null
  /** The kinds of event that were let through since it was opened. */
  passed: string[]
  isHeard: boolean
  /** The page took the listeners away once: nothing passes any more. */
  wasRemoved: boolean
}

declare global {
  var surefootGate: Gate | undefined
}

/** Put the gate up, closed. */
export function installGate(order: GateOrder, tools: GateTools): void {
  const gate: Gate = {
    ...order,
    id: `${performance.timeOrigin}-${Math.random()}`,
    tools,
    untilMs: 0,
    permitted: null,
    passed: [],
    isHeard: false,
    wasRemoved: false,
  }
  listenAt(gate)
  globalThis.surefootGate = gate
  // The observers of a document outlive its being rewritten, and are called before anybody can press.
  new MutationObserver(() => keepListening(gate)).observe(document, { childList: true })
}

export function listenAt(gate: Gate): void {
  const pointer = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick']
  const others = ['auxclick', 'touchstart', 'touchend', 'keydown', 'keypress', 'keyup', 'submit']
  for (const type of [...pointer, ...others, 'surefoot-probe'])
    dom.listen(type, (event) => onGateEvent(gate, event))
}

/** Whether an event of the window reaches the gate. */
export function isListening(gate: Gate): boolean {
  gate.isHeard = false
  dom.send(window, new Event('surefoot-probe'))
  return gate.isHeard
}

export function keepListening(gate: Gate): void {
  if (isListening(gate)) return
  gate.untilMs = 0
  gate.wasRemoved = true
  listenAt(gate)
}

export function onGateEvent(gate: Gate, event: Event): void {
  if (event.type === 'surefoot-probe') {
    gate.isHeard = true
    event.stopImmediatePropagation()
    return
  }
  let isLet = false
  try {
    isLet = judgeEvent(gate, event)
  } finally {
    if (!isLet) {
      gate.untilMs = 0
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  }
}

/** Whether the page may have an event. */
export function judgeEvent(gate: Gate, event: Event): boolean {
  if (!concernsPlacing(gate, event)) {
    if (event.type === 'click') gate.untilMs = 0
    return true
  }
  if (!mayPass(gate, event)) return false
  gate.passed.push(event.type)
  // The form event that a browser makes of a click comes in the same task.
  if (event.type === 'click') setTimeout(() => (gate.untilMs = 0))
  return true
}

export function mayPass(
  gate: Gate,
  { type, isTrusted }: Pick<Event, 'type' | 'isTrusted'>,
): boolean {
  const kinds = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'submit']
  return (
    isTrusted &&
    !gate.wasRemoved &&
    performance.now() < gate.untilMs &&
    kinds.includes(type) &&
    !gate.passed.includes(type) &&
    (type !== 'submit' || gate.passed.includes('click')) &&
    isAsPermitted(gate)
  )
}

export function isAsPermitted({ slip, permitted, tools }: Gate): boolean {
  if (permitted === null) return false
  const says = (reading: Reading, text: string): boolean => {
    const read = tools.readOne(reading, null)
    return 'text' in read && read.text === text
  }
  return (
    says(slip.selectionId, permitted.selectionId) &&
    says(slip.stake, permitted.stake) &&
    says(slip.odds, permitted.odds)
  )
}

/** Whether an event is, or would become, a press of the place control. */
export function concernsPlacing(gate: Gate, event: Event): boolean {
  const path = event.composedPath().filter((target) => target instanceof Element)
  const isOnControl = path.some((element) => matchesAny(gate, gate.commit, element))
  if (event.type === 'submit') return isOnControl || path.some((form) => holdsControl(gate, form))
  if (!(event instanceof KeyboardEvent)) return isOnControl
  if (event.key === ' ') return isOnControl
  if (event.key !== 'Enter') return false
  const isInForm = path.some((form) => form instanceof HTMLFormElement && holdsControl(gate, form))
  return isOnControl || isInForm || path.some((box) => matchesAny(gate, [gate.slip.stake], box))
}

export function matchesAny(
  { tools }: Gate,
  locators: readonly Locator[],
  element: Element,
): boolean {
  return locators.some(({ css }) => {
    const around = tools.splitSelector(css)
    const last = around.pop() ?? css
    return dom.matches(element, last) && tools.isInside(element, around)
  })
}

export function holdsControl(gate: Gate, form: Element): boolean {
  return dom.controlsOf(form).some((element) => matchesAny(gate, gate.commit, element))
}

export function ownGate(): Gate | undefined {
  return dom.isOurs('surefootGate') ? globalThis.surefootGate : undefined
}

export interface GateFacts {
  readonly id: string
  /** On the page's clock. */
  readonly nowMs: number
  /** False: the page has taken the gate's listeners away. */
  readonly isListening: boolean
  readonly texts: GateTexts | null
}

/** Task: how the gate stands and what the slip says; null where there is no gate. */
export function readGate(): GateFacts | null {
  const gate = ownGate()
  if (!gate) return null
  const isHeard = isListening(gate)
  const textOf = (reading: Reading): string | null => {
    const read = gate.tools.readOne(reading, null)
    return 'text' in read ? read.text : null
  }
  const { id, slip, wasRemoved } = gate
  const [selectionId, stake, odds] = [
    textOf(slip.selectionId),
    textOf(slip.stake),
    textOf(slip.odds),
  ]
  const isRead = selectionId !== null && stake !== null && odds !== null
  const texts = isRead ? { selectionId, stake, odds } : null
  return { id, nowMs: performance.now(), isListening: isHeard && !wasRemoved, texts }
}

export interface OpenGateOrder {
  readonly id: string
  readonly untilMs: number
  readonly permitted: GateTexts
}

/** Task: open the gate of this very document, once, until a time of its own clock; false: it stays closed. */
export function openGate({ id, untilMs, permitted }: OpenGateOrder): boolean {
  const gate = ownGate()
  if (gate?.id !== id || performance.now() >= untilMs) return false
  gate.permitted = permitted
  gate.passed = []
  gate.untilMs = untilMs
  return true
}

/** Task: close the gate of this document; false: there is none. */
export function closeGate(): boolean {
  const gate = ownGate()
  if (!gate) return false
  gate.untilMs = 0
  return true
}
