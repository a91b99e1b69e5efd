import type { Account, browserView, BrowserAct } from '@surefoot/shared/messages'
import type { MouseEvent } from 'react'
import type { z } from 'zod'
import { picturePoint } from './picture-point.ts'

export interface BrowserPictureProps {
  readonly account: Account
  readonly view: z.output<typeof browserView.reply>
  readonly onAct: (act: BrowserAct) => void
}

/** The tab in front. A click on the picture is a click in the page; the keyboard's way is Tab and Enter below. */
export function BrowserPicture({ account, view, onAct }: BrowserPictureProps) {
  const click = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLImageElement>): void => {
    const shown = currentTarget.getBoundingClientRect()
    const clicked = { x: clientX - shown.left, y: clientY - shown.top }
    onAct({ do: 'click', ...picturePoint(clicked, shown, view) })
  }
  return (
    <img
      className="live-browser-picture"
      src={`data:image/jpeg;base64,${view.image}`}
      width={view.width}
      height={view.height}
      style={{ height: 'auto' }}
      alt={`What browser ${account} shows`}
      onClick={click}
    />
  )
}
