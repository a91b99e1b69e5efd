import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { compileContract, readContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'

const asking = (dialog: unknown, schema = 'provider-contract/2') => ({
  ...nestedDocument,
  schema,
  place: { ...nestedDocument.place, dialog },
})
const permit = { selectionId: 's1', stake: '25.00', leastOdds: '2.05' }
const judge = (dialog: unknown, text: string, kind = 'confirm') =>
  compileContract(contractOf(asking(dialog))).judgeDialog({ kind, text }, permit)

test('a dialog with the words of the contract is accepted (C30)', () => {
  expect(judge({ text: 'Place bet?' }, ' Place bet? ')).toBeUndefined()
  expect(judge({ text: 'Place bet of * on *?' }, 'Place bet of €25 on Ada?')).toBeUndefined()
  expect(judge({ kind: 'alert', text: 'Sending' }, 'Sending', 'alert')).toBeUndefined()
})

const amounts = {
  text: 'Bet * at *?',
  stake: { between: { after: 'Bet ', before: ' at' } },
  odds: { between: { after: ' at ', before: '?' } },
}
test.each([
  [
    'no dialog is expected',
    undefined,
    'Place bet?',
    'the page asked "Place bet?", and the contract expects no dialog',
  ],
  [
    'it has other words',
    { text: 'Place bet?' },
    'Accept odds of 1.50?',
    'the page asked "Accept odds of 1.50?", and the contract expects the confirm "Place bet?"',
  ],
  [
    'it has more words',
    { text: 'Place bet?' },
    'Place bet? Odds have changed.',
    'the page asked "Place bet? Odds have changed.", and the contract expects the confirm "Place bet?"',
  ],
  [
    'it names another stake',
    amounts,
    'Bet €250.00 at 2.10?',
    'the page asked "Bet €250.00 at 2.10?": the request stakes 250.00, the permit 25.00',
  ],
  [
    'it names worse odds',
    amounts,
    'Bet €25.00 at 1.90?',
    'the page asked "Bet €25.00 at 1.90?": the request takes odds of 1.9, the permit at least 2.05',
  ],
  [
    'its stake cannot be read',
    amounts,
    'Bet all at 2.10?',
    'the page asked "Bet all at 2.10?", of which the contract cannot read the stake',
  ],
])('a dialog is refused where %s', (_what, dialog, text, why) => {
  expect(judge(dialog, text)).toBe(why)
})

test('a dialog of another kind is refused', () => {
  expect(judge({ text: 'Place bet?' }, 'Place bet?', 'prompt')).toContain('expects the confirm')
})

test('a dialog about the permitted bet is accepted', () => {
  expect(judge(amounts, 'Bet €25.00 at 2.10?')).toBeUndefined()
})

test.each([
  [asking({ text: '*' }), 'place.dialog.text: needs words of the dialog, not only "*"'],
  [
    asking({ text: 'Sure?' }, 'provider-contract/1'),
    'place.dialog: is a word of "provider-contract/2": name it in "schema"',
  ],
  [
    asking({ text: 'Sure?', stake: { format: 'american' } }),
    'place.dialog.stake.format: american is no format of this value: shown',
  ],
])('a dialog that cannot be known is found at import: %#', (document, fault) => {
  const reading = readContract(document)
  expect(reading.ok ? [] : reading.faults).toContain(fault)
})

test('no text makes the judge throw', () => {
  assert(property(string(), string(), (text, kind) => void judge(amounts, text, kind)))
})
