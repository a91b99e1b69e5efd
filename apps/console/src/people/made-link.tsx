import { Button, CopyButton, Text, TextInput } from '@mantine/core'
import { QRCodeSVG } from 'qrcode.react'
import type { MadeLink } from '../api/sessions.ts'
import { useNow } from '../live/use-now.ts'
import { Note } from '../parts/note.tsx'
import { describeLeft, isOfThisMachine } from './link-words.ts'

export interface MadeLinkProps {
  readonly link: MadeLink
  readonly onAgain: () => void
  readonly isMaking: boolean
}

/** A link, its code for a camera, and how long it is good for. */
export function MadeLinkView({ link, onAgain, isMaking }: MadeLinkProps) {
  const left = describeLeft(link.endsAt - useNow())
  if (left === null)
    return (
      <div className="link-made">
        <Note tone="warn" title="This link has ended">
          It is good for 15 minutes.
        </Note>
        <Button onClick={onAgain} loading={isMaking}>
          Make another
        </Button>
      </div>
    )
  return (
    <div className="link-made">
      <div className="link-code">
        <QRCodeSVG value={link.url} size={208} level="M" title="The link as a QR code" />
      </div>
      <div className="link-address">
        <TextInput
          aria-label="Link"
          readOnly
          value={link.url}
          flex={1}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyButton value={link.url}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
      <Text size="sm" role="timer">
        Good for one browser, {left}. It acts as <strong>{link.operator}</strong>.
      </Text>
      {isOfThisMachine(link.url) && (
        <Note tone="warn" title="Opens on this machine only">
          Its address is this machine&rsquo;s own, so a phone cannot reach it. For that, serve the
          console by TLS and set PUBLIC_ORIGIN.
        </Note>
      )}
    </div>
  )
}
