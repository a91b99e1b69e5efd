import { createOperator, createScreen, openStack, type Operator, type Stack } from '@surefoot/local'
import { openTempDir } from '@surefoot/testkit'

export interface DeskUnderTest extends AsyncDisposable {
  readonly stack: Stack
  readonly operator: Operator
  readonly dir: string
}

/** The whole stack, real, with its data in a folder that goes with the test. */
export async function openDesk(
  market: NodeJS.ProcessEnv = {},
  settings: NodeJS.ProcessEnv = {},
): Promise<DeskUnderTest> {
  await using opening = new AsyncDisposableStack()
  const dir = opening.use(await openTempDir())
  const stack = opening.use(
    await openStack({
      dir: dir.path,
      screen: createScreen(process.stdout),
      signal: new AbortController().signal,
      market,
      settings,
    }),
  )
  const owned = opening.move()
  return {
    stack,
    operator: createOperator(stack.gatewayUrls, stack.operatorToken),
    dir: dir.path,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
