import { nestedDocument } from '../nested-contract.ts'
import {
  withSession,
  withPlace,
  withSlip,
  withStep,
  withStream,
  session,
  receipt,
  openBets,
  source,
} from './parts.ts'
import type { Bad } from './parts.ts'

const selector = (css: string, why: string): Bad => [
  `the selector ${css}`,
  withSession({ loggedIn: { css } }),
  `session.loggedIn.css: ${JSON.stringify(css)} is no selector: ${why}`,
]
const INCOMPLETE = 'it is not complete, or is not CSS'

export const SELECTORS: readonly Bad[] = [
  ...[
    'a[',
    '#',
    '.',
    '> a',
    'a >',
    'a)',
    'a:not(',
    'a >> b',
    '#1a',
    'a,',
    'a,,b',
    'text=Log in',
  ].map((css) => selector(css, INCOMPLETE)),
  selector('//div[@id="me"]', INCOMPLETE),
  selector('a[b=c d]', '"d" after a value is not known'),
  selector('a:visible', 'browsers have no ":visible"'),
  selector('a:not(:has-text("x"))', 'browsers have no ":has-text"'),
  selector('button:contains("Bet")', 'browsers have no ":contains"'),
  selector('p::before', '"::before" is no element of the page'),
  selector('svg|a', 'a page declares no namespace "svg"'),
  selector('a || b', 'browsers have no "||"'),
  [
    'a selector of a reading',
    withSession({ balance: { css: '#b[', from: 'text' } }),
    `session.balance.css: "#b[" is no selector: ${INCOMPLETE}`,
  ],
  [
    'a selector of the slip',
    withSlip({ suspended: { css: '.x:' } }),
    `place.slip.suspended.css: ".x:" is no selector: ${INCOMPLETE}`,
  ],
  [
    'a selector of a step',
    withStep({ do: 'assert', at: [{ css: 'a' }, { css: 'b{}' }] }),
    `place.steps[3].at[1].css: "b{}" is no selector: ${INCOMPLETE}`,
  ],
  [
    'a selector of the commit',
    withPlace({ commit: [{ css: '#place' }, { css: '@x' }] }),
    `place.commit[1].css: "@x" is no selector: ${INCOMPLETE}`,
  ],
  [
    'a placeholder in a selector',
    withStep({ do: 'click', at: [{ css: '[data-id="{selectionId}"]' }] }),
    'place.steps[3].at[0].css: {selectionId} is filled by nothing: narrow the elements by "where" instead',
  ],
  [
    'an alternative that is named twice',
    withPlace({ commit: [{ css: '#place' }, { css: '#place ' }] }),
    'place.commit[1]: is place.commit[0] once more: remove it',
  ],
  [
    'an attribute with a value',
    withSlip({ selectionId: { css: '#slip', from: { attribute: 'data-id="x"' } } }),
    'place.slip.selectionId.from.attribute: "data-id="x"" is no name of an attribute, such as data-id',
  ],
  [
    'an attribute without a name',
    withStep({ do: 'click', at: [{ css: 'a', where: { attribute: '', is: 'odds' } }] }),
    'place.steps[3].at[0].where.attribute: "" is no name of an attribute, such as data-id',
  ],
  [
    'one element for logged in and logged out',
    withSession({ loggedOut: session.loggedIn }),
    'session.loggedOut: is the element of loggedIn: nobody could know which it is',
  ],
]

export const PATHS: readonly Bad[] = [
  [
    'a placeholder in a page',
    withStep({ do: 'goto', path: '/event/{eventId}' }),
    'place.steps[3].path: {eventId} is filled by nothing: only "*" stands for other text, in a pattern',
  ],
  [
    'a named part of a path',
    { ...nestedDocument, receipt: { ...receipt, follow: { method: 'GET', url: '/tickets/:id' } } },
    'receipt.follow.url: :id is filled by nothing: only "*" stands for other text, in a pattern',
  ],
  [
    'a path that goes back',
    { ...nestedDocument, openBets: { ...openBets, path: '/account/../bets' } },
    'openBets.path: is no path as browsers write it: /bets',
  ],
  [
    'a path that browsers write otherwise',
    withStream({ sources: [{ ...source, url: '/événements' }] }),
    'stream.sources[0].url: is no path as browsers write it: /%C3%A9v%C3%A9nements',
  ],
  [
    'a path with half a code',
    { ...nestedDocument, balance: { path: '/a%2', at: '/b' } },
    'balance.path: "%" must be followed by two digits of a code, such as %20',
  ],
]
