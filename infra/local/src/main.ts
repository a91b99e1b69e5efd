import { join } from 'node:path'
import { readArguments } from './arguments.ts'
import { ROOT } from './paths.ts'
import { createScreen } from './screen.ts'
import { EXIT, start } from './start.ts'

const screen = createScreen(process.stdout)
const reading = readArguments(process.argv.slice(2))
if (reading.ok) {
  const code = await start(reading.arguments, { dir: join(ROOT, '.surefoot'), screen })
  // Whatever an interrupted installation still holds must not keep a stopped launcher.
  process.exit(code)
} else {
  screen.bad(reading.message)
  process.exitCode = EXIT.usage
}
