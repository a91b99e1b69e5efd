import type { FirstRunLine } from '@surefoot/shared/first-run'
import { expect, test } from 'vitest'
import { describeChanges } from '../src/next-steps.ts'

const line = (change: Partial<FirstRunLine> = {}): FirstRunLine => ({
  id: 'open',
  account: null,
  title: 'Open both browsers',
  state: 'now',
  detail: null,
  ...change,
})
const mark = line({ id: 'mark-A', account: 'A', title: 'Mark A as North', state: 'waiting' })

test('the terminal names the next step once, when its turn comes', () => {
  expect(describeChanges([], [line(), mark])).toEqual([
    { print: 'plain', text: '→ next: Open both browsers' },
  ])
  expect(describeChanges([line(), mark], [line(), mark])).toEqual([])
})

test('what is done is printed before what is next, and a failure with its reason', () => {
  const after = [
    line({ state: 'done' }),
    { ...mark, state: 'now' as const, detail: 'Press it.' },
    line({ id: 'run', title: 'Run', state: 'failed', detail: 'No contract serves it.' }),
  ]
  expect(describeChanges([line(), mark], after)).toEqual([
    { print: 'good', text: 'done: Open both browsers' },
    { print: 'warn', text: 'Run: No contract serves it.' },
    { print: 'plain', text: '→ next: Mark A as North. Press it.' },
  ])
})

test('a step that must be done again is named again', () => {
  expect(describeChanges([line({ state: 'done' })], [line()])).toHaveLength(1)
})
