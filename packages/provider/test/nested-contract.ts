const ORIGIN = 'http://book.test'

const price = (level: number) => ({
  odds: { at: '/price', level, type: 'odds', nothing: ['-', 0] },
  maxStake: { at: '/limit', level, type: 'money' },
  suspended: { at: '/open', level, type: 'bool', words: { true: false, false: true } },
})

const whenType = (type: string) => [{ at: '/type', equals: type }]

const listOfBets = {
  path: '/bets',
  each: '/bets',
  betReference: { at: '/ref', level: 0, type: 'string' },
  selectionId: { at: '/selection', level: 0, type: 'string' },
  stake: { at: '/stake', level: 0, type: 'money' },
  odds: { at: '/price', level: 0, type: 'odds' },
  status: { at: '/state', level: 0, type: 'string', words: { running: 'open', won: 'won' } },
  placedAt: { at: '/at', level: 0, type: 'epoch' },
}

/** Nested snapshots and flat updates, numbered; decimal odds; JSON bets. */
export const nestedDocument = {
  schema: 'provider-contract/1',
  id: 'nested',
  version: 3,
  name: 'Nested',
  origins: [ORIGIN],
  currency: 'EUR',
  oddsFormat: 'decimal',
  numberLocale: 'point',
  stake: { step: '0.01', min: '1.00', max: '500.00' },
  session: {
    loggedIn: { css: '#me' },
    loggedOut: { css: '#login' },
    balance: { css: '#balance', from: 'text' },
  },
  stream: {
    sources: [
      {
        kind: 'websocket',
        url: '/stream',
        decoders: ['json'],
        sequence: { at: '/seq' },
        longestSilenceMs: 10_000,
        largestFrameBytes: 1_000_000,
      },
    ],
    map: [
      {
        when: whenType('snapshot'),
        effect: 'snapshot',
        each: ['/events', '/markets', '/selections'],
        table: 'selection',
        key: { at: '/id', level: 2, type: 'string' },
        eventKey: { at: '/id', level: 0, type: 'string' },
        fields: {
          home: { at: '/home', level: 0, type: 'string' },
          away: { at: '/away', level: 0, type: 'string' },
          start: { at: '/start', level: 0, type: 'datetime' },
          sport: { at: '/sport', level: 0, type: 'string' },
          market: {
            at: '/kind',
            level: 1,
            type: 'string',
            words: { winner: 'match_winner', total: 'total' },
          },
          line: { at: '/line', level: 1, type: 'decimal', default: null },
          outcome: { at: '/side', level: 2, type: 'string' },
          ...price(2),
        },
      },
      {
        when: whenType('update'),
        effect: 'update',
        each: ['/prices'],
        table: 'selection',
        key: { at: '/id', level: 0, type: 'string' },
        fields: price(0),
      },
      {
        when: whenType('remove'),
        effect: 'delete',
        each: ['/ids'],
        table: 'selection',
        key: { at: '', level: 0, type: 'string' },
        fields: {},
      },
    ],
  },
  rules: { tennis: { overtime: 'none', retirement: 'void', abandoned: 'void' } },
  place: {
    steps: [
      { do: 'goto', path: '/' },
      { do: 'click', at: [{ css: '.price', where: { attribute: 'data-id', is: 'selectionId' } }] },
      { do: 'fill', at: [{ css: '#stake' }], with: 'stake' },
    ],
    slip: {
      selectionId: { css: '#slip', from: { attribute: 'data-id' } },
      stake: { css: '#stake', from: 'value' },
      odds: { css: '#odds', from: 'text' },
    },
    commit: [{ css: '#place' }],
    endpoint: {
      method: 'POST',
      url: '/api/bets',
      encoding: 'json',
      selectionId: '/bets/0/selection',
      stake: '/bets/0/stake',
      odds: '/bets/0/price',
    },
  },
  receipt: {
    cases: [
      {
        when: [{ at: '/status', equals: 'ok' }],
        status: 'ACCEPTED',
        betReference: '/ref',
        stake: '/stake',
        odds: '/price',
      },
      { when: [{ at: '/status', equals: 'wait' }], status: 'PENDING', ticket: '/ticket' },
      {
        when: [{ at: '/error', present: true }],
        status: 'REJECTED',
        code: '/error/code',
        message: '/error/text',
      },
    ],
    codes: { PRICE: 'ODDS_CHANGED', LIMIT: 'STAKE_ABOVE_MAX' },
    follow: { method: 'GET', url: '/api/tickets/*', ticketParameter: 'ticket' },
  },
  openBets: listOfBets,
  history: listOfBets,
  balance: { path: '/account', at: '/balance' },
  longestAcceptanceDelayMs: 2000,
  fixtures: [
    {
      title: 'one tennis match',
      frames: [
        {
          source: 0,
          body: '{"type":"snapshot","seq":1,"events":[{"id":"e1","home":"Ada","away":"Bea","start":"2026-11-24T16:00:00Z","sport":"tennis","markets":[{"kind":"winner","line":null,"selections":[{"id":"s1","side":"home","price":"2.10","limit":"250.00","open":true}]}]}]}',
        },
      ],
      quotes: [
        {
          eventId: 'e1',
          home: 'Ada',
          away: 'Bea',
          start: '2026-11-24T16:00:00.000Z',
          sport: 'tennis',
          competition: null,
          market: 'match_winner',
          line: null,
          selectionId: 's1',
          outcome: 'home',
          odds: '2.1',
          maxStake: '250.00',
          suspended: false,
        },
      ],
    },
  ],
}
