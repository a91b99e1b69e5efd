/** The id of what differs from screen to screen. */
export const MAIN = 'screen'

/** The first stop of the keyboard: past the header, to the screen itself. */
export function SkipLink() {
  return (
    <a
      className="skip-link"
      href={`#${MAIN}`}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById(MAIN)?.focus()
      }}
    >
      Skip to the screen
    </a>
  )
}
