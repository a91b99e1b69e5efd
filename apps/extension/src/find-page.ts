/**
 * The origin of the page that the operator looks at: the tab in front, or, when the popup is a tab itself, the web page
 * that was in front before it. Null when there is none, or the browser does not show us its address.
 */
export async function findPage(popupTab: chrome.tabs.Tab | undefined): Promise<string | null> {
  if (!popupTab) {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    return webOrigin(tab)
  }
  const tabs = await chrome.tabs.query({})
  const [latest] = tabs
    .filter((tab) => webOrigin(tab) !== null)
    .toSorted((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))
  return webOrigin(latest)
}

function webOrigin(tab: chrome.tabs.Tab | undefined): string | null {
  if (!tab?.url || !URL.canParse(tab.url)) return null
  const { protocol, origin } = new URL(tab.url)
  return protocol === 'http:' || protocol === 'https:' ? origin : null
}
