import { presentLines, type FirstRunLine } from '@surefoot/shared/first-run'
import { LineRow } from './line-row.tsx'
import { useFirstRun } from './use-first-run.ts'

/** What the operator can do next, on the screens beside the cockpit; nothing when there is nothing to do. */
export function FirstRunStrip() {
  const run = useFirstRun()
  if (run === null) return null
  const lines = presentLines(run.lines).filter((line) => isShown(line, run.hasExecuted))
  if (lines.length === 0) return null
  return (
    <section className="card first-run first-run-strip" aria-label="Next step">
      <ol className="first-run-lines">
        {lines.map((line) => (
          <LineRow key={line.id} line={line} />
        ))}
      </ol>
    </section>
  )
}

/** Whoever has executed once knows Run and Execute; logging in and marking come again with each start. */
function isShown({ id }: FirstRunLine, hasExecuted: boolean | null): boolean {
  return hasExecuted !== true || (id !== 'run' && id !== 'execute' && id !== 'open')
}
