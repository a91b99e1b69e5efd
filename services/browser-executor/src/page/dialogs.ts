import type { Dialog, Page } from 'playwright-core'

/** What is asked, and whether it may be accepted: undefined, or why not. */
export interface DialogOrder {
  readonly judge: (asked: { readonly kind: string; readonly text: string }) => string | undefined
  /** A dialog was dismissed, and why. */
  readonly onRefused: (why: string) => void
  /** On `nowMs`'s clock: nothing is accepted from here on. */
  readonly expiresAtMs: number
  readonly nowMs: () => number
}

/** Answers what a page asks in windows of the browser: no, except once for each order. */
export interface Dialogs {
  /** Until disposed, one dialog that the order allows is accepted. */
  readonly allowOne: (order: DialogOrder) => Disposable
}

/** A page that is left may ask whether to stay; it is left. */
const LEAVING = 'beforeunload'

export function openDialogs(page: Page): Dialogs {
  let open: { readonly order: DialogOrder; isUsed: boolean } | undefined
  const answer = (dialog: Dialog): Promise<void> => {
    const kind = dialog.type()
    if (kind === LEAVING) return dialog.accept()
    if (open === undefined) return dialog.dismiss()
    const { order } = open
    const why = refusalOf(order, { kind, text: dialog.message() }, open.isUsed)
    if (why !== undefined) {
      // First nothing may leave any more, then the page goes on.
      order.onRefused(why)
      return dialog.dismiss()
    }
    open.isUsed = true
    return dialog.accept()
  }
  page.on('dialog', (dialog) => {
    // It fails if the page is gone, and its question with it.
    answer(dialog).catch(() => undefined)
  })
  return {
    allowOne: (order) => {
      const own = { order, isUsed: false }
      open = own
      return {
        [Symbol.dispose]: () => {
          if (open === own) open = undefined
        },
      }
    },
  }
}

function refusalOf(
  { judge, expiresAtMs, nowMs }: DialogOrder,
  asked: { readonly kind: string; readonly text: string },
  isUsed: boolean,
): string | undefined {
  const why = judge(asked)
  if (why !== undefined) return why
  if (isUsed) return 'the page asked twice'
  return nowMs() < expiresAtMs ? undefined : 'the page asked after the permit had run out'
}
