import { html, type Html } from '../web/html.ts'
import { playLogin } from '../web/play-login.ts'
import { frame } from './frame.ts'

export function loginPage(isRefused: boolean): Html {
  const body = html`<main class="narrow">
    <form class="card" method="post" action="/login">
      <h1>Log in</h1>
      <label
        >User name<input
          id="username"
          name="username"
          autocomplete="username"
          autofocus
          required
          maxlength="40"
      /></label>
      <label
        >Password<input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
      /></label>
      ${isRefused ? html`<p class="refused" role="alert">Name and password do not match.</p>` : null}
      <button id="sign-in" class="button">Log in</button>
    </form>
    ${playLogin({
      action: '/login',
      name: 'username',
      password: 'password',
      style: 'button',
      act: 'Log in',
    })}
  </main>`
  return frame({ title: 'Log in', customer: null, styles: [], script: null, body })
}
