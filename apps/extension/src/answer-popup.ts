import { askGateway } from './ask-gateway.ts'
import { findPage } from './find-page.ts'
import { readIdentity } from './identity.ts'
import {
  accountStatus,
  marked,
  type MarkResult,
  type PopupQuestion,
  type PopupStatus,
} from './popup-messages.ts'

export async function answerPopup(
  { ask }: PopupQuestion,
  popupTab: chrome.tabs.Tab | undefined,
): Promise<PopupStatus | MarkResult> {
  return ask === 'mark' ? mark(popupTab) : readStatus(popupTab)
}

async function readStatus(popupTab: chrome.tabs.Tab | undefined): Promise<PopupStatus> {
  const identity = await readIdentity()
  if (!identity) return { isPaired: false }
  const { deskId, account } = identity
  const [page, gateway] = await Promise.all([
    findPage(popupTab),
    askGateway(identity, { path: '/api/extension/status', answer: accountStatus }),
  ])
  return { isPaired: true, deskId, account, page, gateway }
}

async function mark(popupTab: chrome.tabs.Tab | undefined): Promise<MarkResult> {
  const identity = await readIdentity()
  if (!identity) return { ok: false, message: NOT_PAIRED }
  const page = await findPage(popupTab)
  if (!page) return { ok: false, message: NO_PAGE }
  return askGateway(identity, {
    path: '/api/extension/mark',
    body: { origin: page },
    answer: marked,
  })
}

const NOT_PAIRED = 'This browser is not paired. Open it from the Surefoot console.'
const NO_PAGE = "Open the bookmaker's page first, then press Mark provider."
