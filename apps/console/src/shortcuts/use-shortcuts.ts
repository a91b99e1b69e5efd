import { useEffect, useRef } from 'react'
import { focusOf, readShortcut, type Shortcut } from './read-shortcut.ts'

/** How long `g` waits for its letter. */
const LEADER_MS = 1500

/** Run what the operator's keys ask for, while the shortcuts are on. */
export function useShortcuts(isOn: boolean, run: (shortcut: Shortcut) => void): void {
  const present = useRef(run)
  useEffect(() => {
    present.current = run
  })
  useEffect(() => {
    if (!isOn) return
    let leaderAt = Number.NEGATIVE_INFINITY
    const onKeyDown = (event: KeyboardEvent): void => {
      const shortcut = readShortcut({
        key: event.key,
        isShift: event.shiftKey,
        isModified: event.ctrlKey || event.altKey || event.metaKey,
        isRepeat: event.repeat,
        isAfterLeader: event.timeStamp - leaderAt < LEADER_MS,
        focus: focusOf(event.target instanceof Element ? event.target : null),
      })
      if (event.key === 'Shift') return
      leaderAt = shortcut?.act === 'leader' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (shortcut === null || event.defaultPrevented) return
      event.preventDefault()
      if (shortcut.act !== 'leader') present.current(shortcut)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isOn])
}
