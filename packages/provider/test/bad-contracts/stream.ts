import { keyedDocument } from '../keyed-contract.ts'
import { nestedDocument } from '../nested-contract.ts'
import {
  withEndpoint,
  withStream,
  withRule,
  withField,
  withCases,
  text,
  receipt,
  stream,
  openBets,
  first,
  source,
} from './parts.ts'
import type { Bad } from './parts.ts'

export const POINTERS: readonly Bad[] = [
  [
    'a pointer with brackets',
    withEndpoint({ stake: '/bets[0]/stake' }),
    'place.endpoint.stake: has no brackets in a JSON Pointer: /bets/0/stake',
  ],
  [
    'a pointer with a wildcard',
    withRule({ each: ['/events', '/*', '/selections'] }),
    'stream.map[0].each[1]: "*" is no wildcard in a JSON Pointer: walk the list by "each"',
  ],
  [
    'a pointer with a placeholder',
    { ...nestedDocument, balance: { path: '/account', at: '/balance/${currency}' } },
    'balance.at: ${currency} is filled by nothing: walk there by "each", and read "@key"',
  ],
  [
    'a pointer with a bare tilde',
    withCases({ ...receipt.cases[0], betReference: '/~ref' }, ...receipt.cases.slice(1)),
    'receipt.cases[0].betReference: "~" in a JSON Pointer is written "~0", and "/" inside a name "~1"',
  ],
]

export const RULES: readonly Bad[] = [
  [
    'no settlement rules',
    { ...nestedDocument, rules: {} },
    'rules: names no sport: nothing of this provider could be compared with another',
  ],
  [
    'a quoted sport without settlement rules',
    { ...nestedDocument, rules: { Tennis: nestedDocument.rules.tennis } },
    'rules: has no "tennis", which a fixture quotes: without it nothing of that sport is bet on',
  ],
  [
    'a wildcard for every market',
    withField('market', text('/kind', 1, { '*': 'match_winner' })),
    'stream.map[0].fields.market.words.*: catches every other market as "match_winner": name each word, and let "*" be null',
  ],
  [
    'a wildcard for every outcome',
    withField('outcome', text('/side', 2, { '1': 'home', '*': 'away' })),
    'stream.map[0].fields.outcome.words.*: catches every other outcome as "away": name each word, and let "*" be null',
  ],
  [
    'a wildcard for the other sports',
    withField('sport', text('/sport', 0, { tennis: 'tennis', '*': 'football' })),
    'stream.map[0].fields.sport.words.*: catches every other sport as "football": name each word, and let "*" be null',
  ],
  [
    'an unknown state that is open to bets',
    withField('suspended', {
      at: '/open',
      level: 2,
      type: 'bool',
      words: { false: true, '*': false },
    }),
    'stream.map[0].fields.suspended.words.*: takes every unknown word for open to bets: let it be true',
  ],
  [
    'a bet of unknown state that is lost',
    {
      ...nestedDocument,
      history: {
        ...openBets,
        status: { at: '/state', level: 0, type: 'string', words: { won: 'won', '*': 'lost' } },
      },
    },
    'history.status.words.*: takes a bet of unknown state for "lost": name each word; an unknown one is not settled',
  ],
  [
    'a state of a bet that we do not have',
    {
      ...nestedDocument,
      openBets: {
        ...openBets,
        status: { at: '/state', level: 0, type: 'string', words: { on: 'running' } },
      },
    },
    'openBets.status.words.on: "running" is no status of a bet',
  ],
  [
    'every key as one key',
    withRule({ eventKey: text('/id', 0, { '*': 'e1' }) }),
    'stream.map[0].eventKey.words.*: gives every other eventKey the one key "e1": remove it',
  ],
  [
    'a word that its type cannot read',
    withField('suspended', { at: '/open', level: 2, type: 'bool', words: { closed: 'yes' } }),
    'stream.map[0].fields.suspended.words.closed: "yes" is no bool',
  ],
  [
    'a translation without words',
    withField('sport', text('/sport', 0, {})),
    'stream.map[0].fields.sport.words: has no word: every value would be unreadable; remove it or fill it',
  ],
  [
    'a word that is nothing',
    withField('sport', { ...text('/sport', 0, { '-': 'tennis' }), nothing: ['-'] }),
    'stream.map[0].fields.sport.words.-: is never used: "nothing" has the same word',
  ],
  [
    'a rule for two types at once',
    withRule({ when: [...(first?.when ?? []), { at: '/type', equals: 'update' }] }),
    'stream.map[0].when: never holds: "/type" and "/type" exclude each other; remove one of them',
  ],
  [
    'a rule for a part of what is a text',
    withRule({ when: [...(first?.when ?? []), { at: '/type/name', present: true }] }),
    'stream.map[0].when: never holds: "/type" and "/type/name" exclude each other; remove one of them',
  ],
  [
    'a rule for what is there and is not',
    withRule({ where: [{ at: '/x', equals: 1, present: false }] }),
    'stream.map[0].where: never holds: "/x" and "/x" exclude each other; remove one of them',
  ],
  [
    'a condition that says nothing',
    withRule({ when: [{ at: '/type' }] }),
    'stream.map[0].when[0]: is always true: give it "equals" or "present"',
  ],
  [
    'a message that excludes its own rows',
    {
      ...keyedDocument,
      stream: {
        ...keyedDocument.stream,
        map: [
          ...keyedDocument.stream.map,
          {
            when: [{ at: '/t', equals: 1 }],
            where: [{ at: '/t', equals: 2 }],
            effect: 'delete',
            each: [],
            table: 'event',
            key: { at: '/id', type: 'string' },
            fields: {},
          },
        ],
      },
    },
    'stream.map[6].where: excludes what "when" asks for: this rule never applies',
  ],
  [
    'a rule that is there twice',
    withStream({ map: [...stream.map, first] }),
    'stream.map[3]: is stream.map[0] once more: remove it',
  ],
  [
    'a rule for an event that no source names',
    withRule({ event: 'prices' }),
    'stream.map[0].event: is named by no source: only server-sent events and socket.io name their messages; use "when"',
  ],
  [
    'a rule that deletes what no rule gives',
    withStream({
      map: [...stream.map, { ...stream.map[2], table: 'market' }],
    }),
    'stream.map[3].table: no other rule gives a row of the table "market" to delete',
  ],
]

export const SOURCES: readonly Bad[] = [
  [
    'a source that is there twice',
    withStream({ sources: [source, source] }),
    'stream.sources[1]: is never used: stream.sources[0] takes all its connections; put the narrower one first',
  ],
  [
    'a source behind a wider one',
    withStream({ sources: [{ ...source, url: '/*' }, source] }),
    'stream.sources[1]: is never used: stream.sources[0] takes all its connections; put the narrower one first',
  ],
]
