import { Notification } from '@mantine/core'
import { useOwnExecutions } from '../live/own-executions.ts'
import { OwnExecutionCard } from '../own-execution/own-execution-card.tsx'
import { ExecutionLink } from './links.tsx'
import { dismiss, useNotices, type Notice } from './notices.ts'
import { Outside } from '../names/outside.tsx'

/** What the latest commands came to, and what becomes of the executions that were asked for here. */
export function NoticeList() {
  const notices = useNotices()
  const own = useOwnExecutions()
  return (
    <div className="notice-list" role="status" aria-live="polite">
      {own.map((each) => (
        <OwnExecutionCard key={each.executionId} own={each} />
      ))}
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ notice: { id, kind, title, message, executionId } }: { notice: Notice }) {
  return (
    <Notification
      title={title}
      color={kind === 'failed' ? 'red' : 'green'}
      withBorder
      onClose={() => dismiss(id)}
      closeButtonProps={{ 'aria-label': 'Dismiss' }}
    >
      <Outside>{message}</Outside>
      {executionId !== null && (
        <div>
          <ExecutionLink executionId={executionId}>See the execution</ExecutionLink>
        </div>
      )}
    </Notification>
  )
}
