import { describe, expect, it } from 'vitest'
import { doubtedIn, foundIn, openDesk, market, quote, terms } from './builders.ts'

describe('prices that would win and are not believed', () => {
  it('are those too good to be true', () => {
    const desk = openDesk()
    desk.say('A', market('A', { odds: '2.9' }))
    const told = desk.say('B', market('B', { outcome: 'away', odds: '2' }))
    expect(foundIn(told)).toEqual([])
    expect(doubtedIn(told)).toEqual(['too good to be true'])
  })

  it('are those of a provider that contradicts itself', () => {
    const desk = openDesk()
    desk.say('A', [quote('A', { odds: '2.2' }), quote('A', { outcome: 'away', odds: '2.2' })])
    const told = desk.say('B', market('B', { outcome: 'away', odds: '2' }))
    expect(doubtedIn(told)).toEqual(['price in doubt'])
  })

  it('are those in another currency', () => {
    const desk = openDesk()
    desk.say('A', market('A', { odds: '2.2' }))
    const told = desk.say('B', market('B', { outcome: 'away', odds: '2' }), { currency: 'GBP' })
    expect(doubtedIn(told)).toEqual(['currencies differ'])
  })

  it('are those settled by other rules, or by rules that one contract does not state', () => {
    const overtime = { overtime: 'included', retirement: 'void', abandoned: 'void' } as const
    for (const rules of [{ tennis: overtime }, {}]) {
      const desk = openDesk({
        findTerms: (providerId) => (providerId === 'north' ? terms : { ...terms, rules }),
      })
      desk.say('A', market('A', { odds: '2.2' }))
      const told = desk.say('B', market('B', { outcome: 'away', odds: '2' }))
      expect(doubtedIn(told)).toEqual(['settlement rules differ'])
    }
  })

  it('wait until the contracts are known', () => {
    const known = new Set(['north'])
    const desk = openDesk({
      findTerms: (providerId) => (known.has(providerId) ? terms : undefined),
    })
    desk.say('A', market('A', { odds: '3.2' }))
    expect(desk.say('B', market('B', { outcome: 'away', odds: '1.5' }))).toEqual([])
    known.add('south')
    expect(foundIn(desk.rescan(10))).toHaveLength(1)
  })
})
