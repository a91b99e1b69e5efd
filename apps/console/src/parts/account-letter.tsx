import type { LegRole } from '@surefoot/shared/messages'

/** The letter of an account or of a hedge, in its colour. */
export function AccountLetter({
  role,
  size = 14,
}: {
  readonly role: LegRole
  readonly size?: number
}) {
  return (
    <span className="account-letter" data-account={role} style={{ fontSize: size }}>
      {role}
    </span>
  )
}
