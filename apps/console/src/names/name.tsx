import { showName } from '@surefoot/shared/messages'

/** A name from a bookmaker: on one line, clipped where there is no room, whole in its title, and in its own direction. */
export function Name({ children }: { readonly children: string }) {
  const shown = showName(children)
  return (
    <bdi className="name" title={shown}>
      {shown}
    </bdi>
  )
}
