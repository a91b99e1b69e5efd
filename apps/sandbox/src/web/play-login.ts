import { html, type Html } from './html.ts'

/** Any name opens an account at a play bookmaker; this one is offered by a button of its own. */
export const PLAY_NAME = 'demo'
export const PLAY_PASSWORD = 'sandbox'

/** How a house names the fields of its login and styles its buttons. */
interface LoginForm {
  readonly action: string
  readonly name: string
  readonly password: string
  readonly style: string
  readonly act: string
}

/** The play login in letters that can be read in a picture of half the size, and one click that logs in with it. */
export function playLogin({ act, action, name, password, style }: LoginForm): Html {
  return html`<form class="card play-login" method="post" action="${action}">
    <p><strong>Play bookmaker, play money</strong></p>
    <p>Name <b>${PLAY_NAME}</b> · password <b>${PLAY_PASSWORD}</b></p>
    <input type="hidden" name="${name}" value="${PLAY_NAME}" />
    <input type="hidden" name="${password}" value="${PLAY_PASSWORD}" />
    <button class="${style}">${act} as ${PLAY_NAME}</button>
  </form>`
}
