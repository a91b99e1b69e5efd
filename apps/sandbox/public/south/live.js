/**
 * Follows the house's live odds for as long as the page is open. `onOdds` gets a map of oid → {odd, max, open} with
 * what changed; `onNames` the oids of a new full list; `onGone` those that left it.
 */
export function followLive({ onOdds, onNames, onGone }) {
  const live = new EventSource('/live')
  live.addEventListener('names', ({ data }) => onNames(Object.keys(JSON.parse(data).o)))
  live.addEventListener('gone', ({ data }) => onGone(JSON.parse(data).o))
  live.addEventListener('px', ({ data }) => {
    const entries = Object.entries(JSON.parse(data).p)
    onOdds(new Map(entries.map(([oid, [odd, max, open]]) => [oid, { odd, max, open: open === 1 }])))
  })
}
