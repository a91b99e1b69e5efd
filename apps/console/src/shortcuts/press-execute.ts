import { tell } from '../parts/notices.ts'

/** A row that came to its place just now may not be the one that the operator read. */
const SETTLED_MS = 1000

/** When each place of the list got the row that it shows; by the browser's clock of `performance.now()`. */
let places: readonly { readonly id: string; readonly since: number }[] = []

/** The rows of the list of opportunities as they are drawn, best first. */
export function notePlaces(ids: readonly string[]): void {
  const now = performance.now()
  places = ids.map((id, index) => {
    const before = places[index]
    return before?.id === id ? before : { id, since: now }
  })
}

/** Press the Execute button at a place of the list, from 1. Nothing is pressed where the row has just changed. */
export function pressExecute(place: number): void {
  const button = document.querySelector<HTMLButtonElement>(`[data-execute-place="${place}"]`)
  const shown = places[place - 1]
  if (button === null || shown === undefined)
    return refuse(`There is no opportunity ${place}. The keys 1 to 9 work on Opportunities.`)
  if (performance.now() - shown.since < SETTLED_MS)
    return refuse(`Row ${place} has just changed. Read it, then press ${place} again.`)
  if (button.disabled) return refuse('The desk cannot execute now: the row says why.')
  button.click()
}

function refuse(message: string): void {
  tell({ kind: 'failed', title: 'Nothing was executed', message })
}
