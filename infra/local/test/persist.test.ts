import { describe, expect, test } from 'vitest'
import { OperatorRefused, persist } from '../src/pilot/call.ts'

const refused = (status: number, code: string): OperatorRefused =>
  new OperatorRefused('POST /api/desk/control', status, JSON.stringify({ code }))

describe('a halt that the pilot sends', () => {
  test.each([
    ['the ledger does not reply', refused(409, 'LEDGER_SILENT')],
    ['no worker serves the desk', refused(409, 'DESK_NOT_SERVED')],
    ['the gateway answers with a fault of its own', refused(503, '')],
  ])('is sent again while %s', async (_, error) => {
    let asked = 0
    const act = async (): Promise<string> => {
      asked += 1
      if (asked < 2) throw error
      return 'done'
    }
    expect(await persist(act, { withinMs: 60_000 })).toBe('done')
  })

  test('is not sent again when it is refused for good', async () => {
    let asked = 0
    const act = async (): Promise<string> => {
      asked += 1
      throw refused(409, 'NOT_READY')
    }
    await expect(persist(act, { withinMs: 60_000 })).rejects.toThrow('NOT_READY')
    expect(asked).toBe(1)
  })
})
