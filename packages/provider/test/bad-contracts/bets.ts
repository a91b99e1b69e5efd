import { nestedDocument } from '../nested-contract.ts'
import {
  language2,
  withEndpoint,
  withIsBet,
  withCases,
  withFixture,
  form,
  place,
  receipt,
  endpoint,
  fixture,
  quote,
} from './parts.ts'
import type { Bad } from './parts.ts'

export const FENCE: readonly Bad[] = [
  [
    'a place request known by its query',
    withEndpoint({ url: '/api?do=bet' }),
    'place.endpoint.url: the same bet with another query would pass the fence: name /api alone, and tell bets from other requests by "isBet"',
  ],
  [
    'a place request at every path',
    withEndpoint({ url: '/*' }),
    'place.endpoint.url: is every path: the fence would hold all that the page sends',
  ],
  [
    'a question for the outcome that the fence would hold',
    {
      ...nestedDocument,
      place: { ...place, endpoint: { ...endpoint, url: '/api/*' } },
      receipt: { ...receipt, follow: { method: 'POST', url: '/api/tickets' } },
    },
    'receipt.follow.url: is caught by place.endpoint.url: the fence would hold it as a bet',
  ],
  [
    'a bet that no request can be',
    withIsBet([
      { at: '/op', equals: 'Bet' },
      { at: '/op', equals: 'Place' },
    ]),
    'place.endpoint.isBet: is false of every request: each bet would pass the fence',
  ],
  [
    'a bet known by its stake',
    withIsBet([{ at: '/bets/0/stake', equals: 10 }]),
    'place.endpoint.isBet[0]: is the stake: a bet with another one would pass the fence',
  ],
  [
    'a bet known by having no selection',
    withIsBet([{ at: '/bets', present: false }]),
    'place.endpoint.isBet[0]: is false of every bet, which has its selectionId there: each would pass the fence',
  ],
  [
    'a bet known by nested parts of a form',
    withIsBet([{ at: '/op/name', present: true }], form),
    'place.endpoint.isBet[0]: a form has no nested parts: every bet would pass the fence as something else',
  ],
  [
    'a list that is equal to a text',
    withIsBet([{ at: '/bets', equals: 'x' }]),
    'place.endpoint.isBet[0]: has the selectionId inside of it, and is no text that could be equal',
  ],
  [
    'what a bet must have and not be',
    withIsBet([{ at: '/op', equals: 'Bet' }], { requires: [{ at: '/op', present: false }] }),
    'place.endpoint.requires: excludes what "isBet" asks for: no bet is let out',
  ],
  [
    'a demand that excludes the stake',
    withEndpoint({ requires: [{ at: '/bets/0/stake', present: false }] }),
    'place.endpoint.requires[0]: excludes the stake: no bet would be let out',
  ],
  [
    'a demand for nested parts of a form',
    withEndpoint({ ...form, requires: [{ at: '/any/odds', equals: 'no' }] }),
    'place.endpoint.requires[0]: a form has no nested parts: no bet would be let out',
  ],
  [
    'a selection inside of the stake',
    withEndpoint({ stake: '/bets/0', selectionId: '/bets/0/id' }),
    'place.endpoint.stake: has the selectionId inside of it, and is no single value',
  ],
]

export const ANSWERS: readonly Bad[] = [
  [
    'a case behind a wider one',
    withCases({ when: [{ at: '/status', present: true }], status: 'REJECTED' }, ...receipt.cases),
    'receipt.cases[1]: is never reached: receipt.cases[0] takes every answer that it would; put the narrower one first',
  ],
  [
    'a case that is there twice',
    withCases(...receipt.cases, receipt.cases[0]),
    'receipt.cases[3]: is never reached: receipt.cases[0] takes every answer that it would; put the narrower one first',
  ],
  [
    'a wildcard for refusals',
    { ...nestedDocument, receipt: { ...receipt, codes: { '*': 'OTHER' } } },
    'receipt.codes.*: is no wildcard here: name each code; an unknown one leaves the bet unknown',
  ],
  [
    'a placeholder in a dialog',
    { ...language2, place: { ...place, dialog: { text: 'Bet {stake} EUR?' } } },
    'place.dialog.text: {stake} is filled by nothing: write "*", and read the stake and the odds by "between"',
  ],
]

export const FIXTURES: readonly Bad[] = [
  [
    'two fixtures of one title',
    { ...nestedDocument, fixtures: [fixture, fixture] },
    'fixtures[1].title: is the title of another fixture: a fault could be of either',
  ],
  [
    'one selection listed twice',
    withFixture({ quotes: [quote, quote] }),
    'fixtures[0].quotes[1].selectionId: is listed before: a selection is one quote',
  ],
  [
    'two markets that a rule takes for one',
    withFixture({
      frames: [
        {
          source: 0,
          body: fixture?.frames[0]?.body.replace(
            /(\{"kind".*?\]\})\]\}/,
            (_, market: string) => `${market},${market.replace('s1', 's2')}]}`,
          ),
        },
      ],
      quotes: [quote, { ...quote, selectionId: 's2' }],
    }),
    'one tennis match: selections s1 and s2 are both home of match_winner in event e1: a rule catches two markets; pass one over by "where" or "words"',
  ],
  [
    'a largest stake of nothing',
    { ...nestedDocument, stake: { step: '0.01', min: '0', max: '0' } },
    'stake.max: must be more than nothing',
  ],
]
