import type { FirstRunLine } from '@surefoot/shared/first-run'
import { Button } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { CardHead } from '../parts/card-head.tsx'
import { LineRow } from './line-row.tsx'
import { useFirstRun } from './use-first-run.ts'

/** `auto`: shown until both bets of an execution were accepted once. */
type Shown = 'auto' | 'shown' | 'hidden'

/** The seven lines to the first execution, on the cockpit. All done, it folds into one line and can be shown again. */
export function FirstRunCard() {
  const run = useFirstRun()
  const [chosen, choose] = useLocalStorage<Shown>({
    key: 'surefoot.first-run',
    defaultValue: 'auto',
  })
  if (run === null) return null
  const { hasExecuted, lines } = run
  const isShown = chosen === 'shown' || (chosen === 'auto' && hasExecuted !== true)
  return (
    <section className="card first-run" aria-label="First steps" data-shown={isShown}>
      <CardHead title={`First steps: ${inWords(lines)}`}>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isShown}
          onClick={() => choose(isShown ? 'hidden' : 'shown')}
        >
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </CardHead>
      {isShown && (
        <ol className="first-run-lines">
          {lines.map((line) => (
            <LineRow key={line.id} line={line} />
          ))}
        </ol>
      )}
    </section>
  )
}

/** Not known is not "none done": the desk may be far along and only not be read. */
function inWords(lines: readonly FirstRunLine[]): string {
  if (lines.every(({ state }) => state === 'unknown')) return 'not known'
  return `${lines.filter(({ state }) => state === 'done').length} of ${lines.length} done`
}
