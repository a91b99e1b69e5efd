import { expect, test } from 'vitest'
import { deskQuery } from '../src/api/queries.ts'
import { sessionsQuery } from '../src/api/sessions.ts'
import { after, buildDesk } from './build.ts'
import { renderScreen, type Answer } from './render-screen.tsx'

const desk: Answer = [deskQuery.queryKey, buildDesk()]
const at = after(0)
const session = {
  deskId: 'main',
  sessionId: 'b5a0f9b8-44b4-4f5e-9b53-1d0a3a0b6c02',
  operator: 'Anna',
  role: 'operator',
  openedAt: at,
  usedAt: at,
  expiresAt: at,
  userAgent: '',
  peer: '10.0.0.7',
  isThis: false,
}

test('every browser is shown with who acts in it and where; this one is marked and only the others are let out', async () => {
  const own = { ...session, sessionId: 'own', operator: 'Bert', peer: '127.0.0.1', isThis: true }
  const words = await renderScreen('/people', [desk, [sessionsQuery.queryKey, [own, session]]])
  expect(words).toContain('Bert this browser')
  expect(words).toContain('from this machine')
  expect(words).toContain('from 10.0.0.7')
  expect(words).toContain('Log out all others')
  expect(words).toContain('New link')
})

test('alone there is nobody else to let out', async () => {
  const own = { ...session, isThis: true }
  const words = await renderScreen('/people', [desk, [sessionsQuery.queryKey, [own]]])
  expect(words).not.toContain('Log out all others')
})
