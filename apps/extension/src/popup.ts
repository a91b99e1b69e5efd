import { markResult, popupStatus, type PopupQuestion } from './popup-messages.ts'
import { writeResult, writeStatus } from './popup-text.ts'

const REFRESH_EVERY_MS = 1000
const FIELDS = ['letter', 'heading', 'state', 'provider', 'stream', 'page', 'mark'] as const

const popup = element('popup')
const button = element('mark')
const result = element('result')

button.addEventListener('click', () => void mark())
setInterval(() => void refresh(), REFRESH_EVERY_MS)
void refresh()
// Whoever opens the popup wants this button: Enter presses it.
button.focus()

async function refresh(): Promise<void> {
  const status = popupStatus.parse(await ask({ ask: 'status' }))
  const text = writeStatus(status)
  for (const field of FIELDS) element(field).textContent = text[field]
  popup.dataset['account'] = status.isPaired ? status.account : 'none'
}

async function mark(): Promise<void> {
  if (button.ariaDisabled === 'true') return
  show('Marking…', 'busy')
  const answer = markResult.parse(await ask({ ask: 'mark' }))
  show(writeResult(answer), answer.ok ? 'done' : 'refused')
  await refresh()
}

function show(text: string, outcome: 'busy' | 'done' | 'refused'): void {
  button.ariaDisabled = String(outcome === 'busy')
  result.dataset['outcome'] = outcome
  result.textContent = text
}

function ask(question: PopupQuestion): Promise<unknown> {
  return chrome.runtime.sendMessage(question)
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`popup.html has no #${id}`)
  return found
}
