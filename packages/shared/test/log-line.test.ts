import { expect, test } from 'vitest'
import { createLogger } from '../src/runtime/index.ts'

test('a log line is JSON of what was logged, and holds nothing that a terminal obeys or turns', () => {
  const lines: string[] = []
  const logger = createLogger('test', 'info', {
    destination: { write: (line) => lines.push(line) },
  })
  const name = 'Re\u001b[31m\u009b2Jds\u202e\u2028 \u05d4'
  logger.info({ name }, `${name} was shown`)
  const [line = ''] = lines
  expect(line).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\u202e]/u)
  expect(JSON.parse(line)).toMatchObject({ name, msg: `${name} was shown` })
})
