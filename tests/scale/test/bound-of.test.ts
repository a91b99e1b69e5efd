import { expect, test } from 'vitest'
import { boundOf } from '../src/bound-of.ts'

const processes = { audit: [1], execution: [2], Postgres: [3] }

test('a process that fills its processor while others are free is what binds', () => {
  const cores = { audit: 0.97, execution: 0.2, Postgres: 1.5 }
  const bound = boundOf({ cores, otherCores: 0.1, processes, machineCores: 8 })
  expect(bound).toContain('audit')
})

test('two processes of a part are not full with the work of one', () => {
  const both = { ...processes, audit: [1, 4] }
  const cores = { audit: 0.97, execution: 0.2 }
  expect(boundOf({ cores, otherCores: 0, processes: both, machineCores: 8 })).toContain('waiting')
})

test('where no processor is free, the machine binds, and the largest parts are named', () => {
  const cores = { audit: 0.9, Postgres: 0.6, execution: 0.3, Redis: 0.02 }
  const bound = boundOf({ cores, otherCores: 0.1, processes, machineCores: 2 })
  expect(bound).toContain('(audit 0.90, Postgres 0.60, execution 0.30, others 0.10)')
})

test('what waits with idle processors is not said to lack them', () => {
  const cores = { audit: 0.3 }
  expect(boundOf({ cores, otherCores: 0, processes, machineCores: 4 })).toContain('waiting')
})
