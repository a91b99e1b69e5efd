export interface Way {
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
}

const script = (code: string): string => `<script>${code}</script>`
const later = (code: string): string => script(`setTimeout(() => { ${code} }, 1000)`)
const rules = (kind: string, url: string, more = ''): string =>
  `<script type=speculationrules>{"${kind}":[{"source":"list","urls":["${url}"],"eagerness":"immediate"${more}}]}</script>`
const clicked = (html: string): string =>
  `${html}${script("document.querySelector('#go').click()")}`
const framed = (html: string): string =>
  `<iframe srcdoc="${html.replaceAll('"', '&quot;')}"></iframe>`

/** How many of the ways load the page ahead. */
export const SPECULATIONS = 8

/** Ways in which a page takes a tab to another origin. */
export function findWays(to: string): Readonly<Record<string, Way>> {
  const go = `location.href = '${to}/'`
  return {
    'speculation rules that fetch it': { html: rules('prefetch', `${to}/`) + later(go) },
    'speculation rules that draw it': { html: rules('prerender', `${to}/`) + later(go) },
    'speculation rules that fetch what leads there': {
      html: rules('prefetch', '/elsewhere/302') + later(`location.href = '/elsewhere/302'`),
    },
    'speculation rules that draw what leads there': {
      html: rules('prerender', '/elsewhere/302') + later(`location.href = '/elsewhere/302'`),
    },
    'speculation rules in a header': {
      html: later(go),
      headers: { 'speculation-rules': '"/rules"' },
    },
    'speculation rules that hint at a search that does not vary': {
      html:
        rules('prefetch', `${to}/?a=1`, ',"expects_no_vary_search":"params"') +
        later(`location.href = '${to}/?a=2'`),
    },
    'a link that fetches it ahead': {
      html: `<link rel=prefetch as=document href="${to}/">${later(go)}`,
    },
    'a link that draws it ahead': { html: `<link rel=prerender href="${to}/">${later(go)}` },
    'its location': { html: script(go) },
    'a replaced location': { html: script(`location.replace('${to}/')`) },
    'the navigation interface': { html: script(`navigation.navigate('${to}/')`) },
    'a location of javascript': { html: script(`location.href = "javascript:${go}"`) },
    'a refresh in the page': { html: `<meta http-equiv=refresh content="0;url=${to}/">` },
    'a refresh in a header': { html: '', headers: { refresh: `0;url=${to}/` } },
    'a link': { html: clicked(`<a id=go href="${to}/">x</a>`) },
    'a link to a tab': { html: clicked(`<a id=go target=_blank href="${to}/">x</a>`) },
    'a link in a frame to the top': {
      html: framed(clicked(`<a id=go target=_top href="${to}/">x</a>`)),
    },
    'the location of the top, from a frame': { html: framed(script(`top.location = '${to}/'`)) },
    'a form': { html: clicked(`<form action="${to}/"><button id=go></button></form>`) },
    'a posted form': {
      html: clicked(`<form method=post action="${to}/"><button id=go></button></form>`),
    },
    'a form in a frame to the top': {
      html: framed(clicked(`<form target=_top action="${to}/"><button id=go></button></form>`)),
    },
    'a form to a tab': {
      html: clicked(`<form target=_blank action="${to}/"><button id=go></button></form>`),
    },
    'a window': { html: script(`window.open('${to}/')`) },
    'a window without an opener': { html: script(`window.open('${to}/', '', 'noopener')`) },
    'an empty window that goes on': { html: script(`window.open('').location = '${to}/'`) },
    'a redirect': { html: script(`location.href = '/elsewhere/302'`) },
    'a redirect that keeps the method': {
      html: clicked('<form method=post action="/elsewhere/307"><button id=go></button></form>'),
    },
    'a way back': {
      html: script(
        `history.pushState({}, '', location.href); onpopstate = () => { ${go} }; setTimeout(() => history.back())`,
      ),
    },
    'a page that was left and is come back to': {
      html: script(
        `addEventListener('pageshow', () => { if (sessionStorage.getItem('left')) { sessionStorage.clear(); ${go} } else { sessionStorage.setItem('left', '1'); setTimeout(() => { location.href = '/back' }, 50) } })`,
      ),
    },
    back: {
      html: script(`setTimeout(() => sessionStorage.getItem('left') ? history.back() : (${go}))`),
    },
    'a blob': {
      html: script(
        `window.open(URL.createObjectURL(new Blob(["<script>${go}<" + "/script>"], { type: 'text/html' })))`,
      ),
    },
    'a worker that redirects': {
      html: script(
        `navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => setTimeout(() => { location.href = '/by-worker' }, 300))`,
      ),
    },
  }
}
