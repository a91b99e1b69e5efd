import { showText } from '@surefoot/shared/messages'

/** A sentence that may hold text from outside: from left to right, turned by nothing in it, and broken where there is no room. */
export function Outside({ children }: { readonly children: string | null }) {
  return (
    <bdi dir="ltr" className="outside">
      {showText(children ?? '')}
    </bdi>
  )
}
