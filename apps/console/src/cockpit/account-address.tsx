import { TextInput } from '@mantine/core'
import type { Account } from '@surefoot/shared/messages'

export interface AccountAddressProps {
  readonly account: Account
  readonly url: string
  /** An account that is on keeps its address. */
  readonly isFixed: boolean
  readonly onType: (url: string) => void
}

export function AccountAddress({ account, url, isFixed, onType }: AccountAddressProps) {
  return (
    <TextInput
      aria-label={`Address of account ${account}`}
      placeholder="https://bookmaker.example – or empty for the usual address"
      type="url"
      inputMode="url"
      value={url}
      readOnly={isFixed}
      variant={isFixed ? 'filled' : 'default'}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  )
}
