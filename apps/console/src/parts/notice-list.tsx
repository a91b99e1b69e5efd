import { Notification } from '@mantine/core'
import { ExecutionLink } from './links.tsx'
import { dismiss, useNotices, type Notice } from './notices.ts'

/** What the latest commands came to. */
export function NoticeList() {
  const notices = useNotices()
  return (
    <div className="notice-list" role="status" aria-live="polite">
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
      {message}
      {executionId !== null && (
        <div>
          <ExecutionLink executionId={executionId}>See the execution</ExecutionLink>
        </div>
      )}
    </Notification>
  )
}
