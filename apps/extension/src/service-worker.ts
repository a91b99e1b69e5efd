import { answerPopup } from './answer-popup.ts'
import { showBadge } from './badge.ts'
import { popupQuestion } from './popup-messages.ts'

const POPUP = chrome.runtime.getURL('popup.html')

/** Only the popup is answered: a page's script could send the same message. */
chrome.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
  const question = popupQuestion.safeParse(message)
  const isPopup = sender.id === chrome.runtime.id && sender.url?.startsWith(POPUP) === true
  if (!isPopup || !question.success) return false
  void answerPopup(question.data, sender.tab).then(sendResponse)
  return true
})

chrome.storage.session.onChanged.addListener(() => void showBadge())
void showBadge()
