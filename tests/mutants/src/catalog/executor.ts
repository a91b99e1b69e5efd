import type { Mutant } from '../mutant.ts'

const FENCE = 'services/browser-executor/src/fence/pass.ts'
const FENCE_TEST = 'services/browser-executor/test/fence/pass.test.ts'
const PLACE = 'services/browser-executor/src/legs/on-leg-place.ts'

/** Bugs between the permit and the provider. */
export const EXECUTOR_MUTANTS: readonly Mutant[] = [
  {
    name: 'fence-deadline-skipped',
    bug: 'a bet leaves after its permit has run out',
    breaks: ['I2', 'I8'],
    file: FENCE,
    find: 'if (nowMs >= pass.expiresAtMs)',
    replace: 'if (nowMs < 0)',
    caughtBy: {
      kind: 'test',
      file: FENCE_TEST,
      title: 'is blocked from the instant that the pass ends',
    },
  },
  {
    name: 'fence-lets-a-second-request',
    bug: 'one permit lets two requests out',
    breaks: ['I1'],
    file: FENCE,
    find: 'if (pass.isSpent) return',
    replace: 'if (pass.isSpent && nowMs < 0) return',
    caughtBy: {
      kind: 'test',
      file: FENCE_TEST,
      title: 'is let out once by a pass, and never again',
    },
  },
  {
    name: 'fence-believes-the-spelling',
    bug: 'a bet leaves without a permit at an address of bets that is spelled in another way',
    breaks: ['I2'],
    file: 'packages/provider/src/same-address.ts',
    find: 'if (next === plain) break',
    replace: 'if (next.length > 0) break',
    caughtBy: {
      kind: 'test',
      file: 'packages/provider/test/place-request.test.ts',
      title: 'with a letter as a code an address may still be the place endpoint',
    },
  },
  {
    name: 'nothing-left-though-something-did',
    bug: 'a click that sent a request which may be a bet is said to have sent nothing',
    breaks: ['I1', 'I3'],
    file: FENCE,
    find: 'if (mayBeBet) pass.suspect ??= kind',
    replace: 'if (mayBeBet && nowMs() < 0) pass.suspect ??= kind',
    caughtBy: {
      kind: 'test',
      file: FENCE_TEST,
      title:
        'and may be a bet leaves nothing proven where the click sent none, however often it left before',
    },
  },
  {
    name: 'fence-without-payload-equality',
    bug: 'a request that bets something else than its permit is let out',
    breaks: ['I3'],
    file: FENCE,
    find: 'return match.ok ?',
    replace: 'return match.ok || nowMs >= 0 ?',
    caughtBy: { kind: 'test', file: FENCE_TEST, title: 'whose stake differs is blocked' },
  },
  {
    name: 'click-without-the-ledger',
    bug: 'the ledger gives no permit and the executor clicks all the same',
    breaks: ['I2'],
    file: PLACE,
    find: `    return refuseLeg(
      'LEDGER_SILENT',
      \`Nothing was clicked, but the ledger may hold the leg as armed: \${why}.\`,
    )`,
    replace: `    const { legId, selectionId, stake, leastOdds, venue, deadline } = plan
    const bet = { legId, selectionId, stake, leastOdds, venue }
    const life = { safeMode: why === '', expiresAt: deadline, livesMs: 5000 }
    return ok({ permit: { permitId: newId(), ...bet, ...life } })`,
    caughtBy: { kind: 'harness', script: 'simulate', args: ['--seeds', '200'] },
  },
  {
    name: 'second-click',
    bug: 'a click whose outcome is unknown is made again',
    breaks: ['I1'],
    file: PLACE,
    find: 'const had = await submit(ports, opened, {',
    replace: `const twice = async (...order: Parameters<typeof submit>) => {
        const first = await submit(...order)
        return first.state === 'UNKNOWN' ? submit(...order) : first
      }
      const had = await twice(ports, opened, {`,
    caughtBy: { kind: 'harness', script: 'simulate', args: ['--seeds', '200'] },
  },
]
