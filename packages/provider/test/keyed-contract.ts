import { nestedDocument } from './nested-contract.ts'

/** Names once in three tables, prices by id; fractional odds; server-sent events; a form. */
export const keyedDocument = {
  ...nestedDocument,
  id: 'keyed',
  name: 'Keyed',
  oddsFormat: 'fractional',
  stream: {
    sources: [
      {
        kind: 'sse',
        url: '/live',
        decoders: ['json'],
        longestSilenceMs: 10_000,
        largestFrameBytes: 1_000_000,
      },
    ],
    map: [
      {
        when: [],
        event: 'names',
        effect: 'snapshot',
        each: ['/e'],
        table: 'event',
        key: { at: '@key', level: 0, type: 'string' },
        fields: {
          home: { at: '/0', level: 0, type: 'string' },
          away: { at: '/1', level: 0, type: 'string' },
          start: { at: '/2', level: 0, type: 'epoch' },
          sport: { at: '/3', level: 0, type: 'string', words: { TEN: 'tennis', DOG: null } },
          suspended: { at: '/4', level: 0, type: 'bool', default: false },
        },
      },
      {
        when: [],
        event: 'names',
        effect: 'update',
        each: ['/m'],
        table: 'market',
        key: { at: '@key', level: 0, type: 'string' },
        eventKey: { at: '/0', level: 0, type: 'string' },
        fields: {
          market: {
            at: '/1',
            level: 0,
            type: 'string',
            words: { ML: 'match_winner', OU: 'total', '*': null },
          },
          line: { at: '/2', level: 0, type: 'decimal', default: null },
        },
      },
      {
        when: [],
        event: 'names',
        effect: 'update',
        each: ['/o'],
        table: 'selection',
        key: { at: '@key', level: 0, type: 'string' },
        marketKey: { at: '/0', level: 0, type: 'string' },
        fields: {
          outcome: {
            at: '/1',
            level: 0,
            type: 'string',
            words: { '1': 'home', '2': 'away', O: 'over', U: 'under' },
          },
        },
      },
      {
        when: [],
        event: 'event',
        effect: 'update',
        each: ['/e'],
        table: 'event',
        key: { at: '@key', level: 0, type: 'string' },
        fields: { suspended: { at: '/closed', level: 0, type: 'bool' } },
      },
      {
        when: [],
        event: 'px',
        effect: 'update',
        each: ['/p'],
        table: 'selection',
        key: { at: '@key', level: 0, type: 'string' },
        fields: { odds: { at: '', level: 0, type: 'odds' } },
      },
      {
        when: [],
        event: 'gone',
        effect: 'delete',
        each: ['/e'],
        table: 'event',
        key: { at: '', level: 0, type: 'string' },
        fields: {},
      },
    ],
  },
  place: {
    ...nestedDocument.place,
    endpoint: {
      method: 'POST',
      url: '/place',
      encoding: 'form',
      selectionId: '/oid',
      stake: '/amount',
      odds: '/odd',
      requires: [{ at: '/any', present: false }],
    },
  },
  fixtures: [
    {
      title: 'names, then a price',
      frames: [
        {
          source: 0,
          event: 'names',
          body: '{"e":{"1":["Ada","Bea",1795536000,"TEN"]},"m":{"2":["1","ML"]},"o":{"3":["2","1"]}}',
        },
        { source: 0, event: 'px', body: '{"p":{"3":"11/10"}}' },
      ],
      quotes: [
        {
          eventId: '1',
          home: 'Ada',
          away: 'Bea',
          start: '2026-11-24T16:00:00.000Z',
          sport: 'tennis',
          competition: null,
          market: 'match_winner',
          line: null,
          selectionId: '3',
          outcome: 'home',
          odds: '2.1',
          maxStake: null,
          suspended: false,
        },
      ],
    },
  ],
}
