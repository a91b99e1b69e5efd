import * as fc from 'fast-check'

/** Stakes from a cent to a hundred thousand. */
export const stakeMinor = fc.integer({ min: 1, max: 10_000_000 })

/** Decimal odds from 1.001 to 500 with up to six decimals, as on the wire. */
export const odds = fc
  .tuple(fc.integer({ min: 1_001_000, max: 500_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([millionths, dropped]) => {
    const kept = Math.floor(millionths / 10 ** dropped) * 10 ** dropped
    return (Math.max(kept, 1_001_000) / 1_000_000).toFixed(6).replace(/\.?0+$/, '')
  })

/** What providers ask of stakes: cents, tens of cents, whole units. */
export const limits = fc
  .record({
    stepMinor: fc.constantFrom(1, 10, 50, 100),
    minSteps: fc.integer({ min: 0, max: 20 }),
    maxMinor: fc.option(fc.integer({ min: 2_000, max: 5_000_000 }), { nil: null }),
  })
  .map(({ stepMinor, minSteps, maxMinor }) => ({
    stepMinor,
    minMinor: minSteps * stepMinor,
    maxMinor,
  }))

export const noLimits = { stepMinor: 1, minMinor: 1, maxMinor: null }
