import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { journalQuery } from '../api/queries.ts'
import { formatTime } from '../format/time.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { ExecutionLink } from '../parts/links.tsx'
import { readJournal, type JournalLine } from './read-journal.ts'
import { Outside } from '../names/outside.tsx'

const SHOWN = 8
const TONES = { info: '', warn: 'warn', error: 'bad' } as const

/** What the desk did and what went wrong, newest first. */
export function JournalCard() {
  const { data, error, refetch } = useQuery(journalQuery)
  const lines = data && readJournal(data).slice(0, SHOWN)
  return (
    <section className="card">
      <CardHead title="Journal" />
      {error && <Failure what="The journal" error={error} onRetry={() => void refetch()} />}
      {lines === undefined && !error && <Skeleton h={160} />}
      {lines?.length === 0 && (
        <Empty title="Nothing has happened">
          Each step of an account and each warning of a service is written here.
        </Empty>
      )}
      {lines?.map((line) => (
        <JournalRow key={line.id} line={line} />
      ))}
    </section>
  )
}

function JournalRow({
  line: { at, account, executionId, level, text },
}: {
  readonly line: JournalLine
}) {
  return (
    <div className="row-line journal-line">
      <span className="row-line-time">{formatTime(at)}</span>
      {account && <AccountLetter role={account} size={11} />}
      <span className={TONES[level]}>
        <Outside>{text}</Outside>
        {executionId !== null && (
          <>
            {' '}
            <ExecutionLink executionId={executionId}>See the execution</ExecutionLink>
          </>
        )}
      </span>
    </div>
  )
}
