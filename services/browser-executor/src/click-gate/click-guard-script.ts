/**
 * The click guard: binds one click to one element. A click goes to a point, and the page may move between the aim and the
 * press. Runs inside the provider's page from the start of each document, in our world, ahead of every script of the page.
 * Each function is sent as its text, so none may use anything but the others here, `dom` and what it is given.
 *
 * C1. Armed, no trusted pointer, mouse or touch event reaches anything but the commit element and what is inside it.
 * C2. The element is the one that was armed for, and still what the contract's locator finds, at each event.
 * C3. Each kind of event of a press passes once: a second press is not ours.
 * C4. A frame under the point takes no event: it is no element of this document.
 * C5. What throws while an event is judged keeps the event from everything.
 * C6. It disarms itself at a deadline on the page's own clock, and when its report is read.
 */
import type { Locator } from '@surefoot/provider'
import type * as domScript from '../page/dom.ts'
import type * as pageScript from '../page/page-script.ts'
import type { Fault, LegTexts } from '../page/page-script.ts'

declare const dom: typeof domScript

/** The functions of the page script that are used here. */
export type GuardTools = Pick<typeof pageScript, 'aimAt' | 'selectOne'>

export interface GuardTarget {
  readonly element: Element
  readonly commit: readonly Locator[]
  readonly leg: LegTexts
  /** On the page's clock. */
  readonly untilMs: number
}

export interface ClickGuard {
  readonly tools: GuardTools
  target: GuardTarget | null
  /** Kinds of a press that reached the element. */
  passed: string[]
  /** What was kept from anything else. */
  blocked: string[]
  isHeard: boolean
  frames: CSSStyleSheet | null
}

declare global {
  var surefootClickGuard: ClickGuard | undefined
}

export function installClickGuard(tools: GuardTools): void {
  const guard: ClickGuard = {
    tools,
    target: null,
    passed: [],
    blocked: [],
    isHeard: false,
    frames: null,
  }
  const press = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick']
  const hover = ['over', 'out', 'enter', 'leave', 'move'].flatMap((kind) => [
    `pointer${kind}`,
    `mouse${kind}`,
  ])
  const others = ['auxclick', 'contextmenu', 'touchstart', 'touchend', 'dragstart']
  for (const type of [...press, ...hover, ...others, 'surefoot-guard-probe'])
    dom.listen(type, (event) => onGuardedEvent(guard, event))
  globalThis.surefootClickGuard = guard
}

export function onGuardedEvent(guard: ClickGuard, event: Event): void {
  if (event.type === 'surefoot-guard-probe') {
    guard.isHeard = true
    event.stopImmediatePropagation()
    return
  }
  if (!event.isTrusted || guard.target === null) return
  if (performance.now() >= guard.target.untilMs) return disarmGuard(guard)
  const isHover = /(over|out|enter|leave|move)$/.test(event.type)
  let isReached = false
  try {
    isReached = mayReach(guard, guard.target, event)
  } finally {
    if (!isReached) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    if (!isHover) (isReached ? guard.passed : guard.blocked).push(event.type)
  }
}

export function mayReach(
  { passed, tools }: ClickGuard,
  { element, commit, leg }: GuardTarget,
  event: Event,
): boolean {
  if (passed.includes(event.type) || !event.composedPath().includes(element)) return false
  const found = tools.selectOne(commit, leg)
  return 'element' in found && found.element === element
}

export function disarmGuard(guard: ClickGuard): void {
  const { frames } = guard
  guard.target = null
  guard.frames = null
  dom.setStyleSheets(dom.styleSheets().filter((sheet) => sheet !== frames))
}

export interface ArmGuardOrder {
  readonly commit: readonly Locator[]
  readonly leg: LegTexts
  readonly livesMs: number
}

/** Task: bind the next click to the commit element, and aim at it; a fault: nothing is armed. */
export function armClickGuard({
  commit,
  leg,
  livesMs,
}: ArmGuardOrder): { readonly x: number; readonly y: number } | Fault {
  const guard = dom.isOurs('surefootClickGuard') ? globalThis.surefootClickGuard : undefined
  if (!guard) return { fault: 'the page has no click guard: watch it again' }
  guard.isHeard = false
  dom.send(window, new Event('surefoot-guard-probe'))
  if (!guard.isHeard) return { fault: 'the page has removed the click guard: load it again' }
  const found = guard.tools.selectOne(commit, leg)
  if ('fault' in found) return found
  const point = guard.tools.aimAt(commit, leg)
  if ('fault' in point) return point
  disarmGuard(guard)
  const frames = new CSSStyleSheet()
  frames.replaceSync('iframe,frame,object,embed{pointer-events:none!important}')
  dom.setStyleSheets([...dom.styleSheets(), frames])
  guard.frames = frames
  guard.passed = []
  guard.blocked = []
  guard.target = { element: found.element, commit, leg, untilMs: performance.now() + livesMs }
  return point
}

export interface GuardReport {
  readonly passed: readonly string[]
  readonly blocked: readonly string[]
}

/** Task: what became of the click, and let the page go; null where there is no guard. */
export function readClickGuard(): GuardReport | null {
  const guard = dom.isOurs('surefootClickGuard') ? globalThis.surefootClickGuard : undefined
  if (!guard || guard.target === null) return null
  const { passed, blocked } = guard
  disarmGuard(guard)
  return { passed, blocked }
}
