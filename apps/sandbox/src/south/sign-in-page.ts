import { html, type Html } from '../web/html.ts'
import { playLogin } from '../web/play-login.ts'
import { frame } from './frame.ts'

export function signInPage(isRefused: boolean): Html {
  const body = html`<main class="gate">
    <form method="post" action="/signin">
      <h1>Welcome back</h1>
      <label
        >Name<input name="user" autofocus autocomplete="username" required maxlength="40"
      /></label>
      <label
        >Password<input name="pass" type="password" autocomplete="current-password" required
      /></label>
      ${isRefused ? html`<p class="bad" role="alert">That name and password do not go together.</p>` : null}
      <button type="submit" class="strong">Sign in</button>
    </form>
    ${playLogin({
      action: '/signin',
      name: 'user',
      password: 'pass',
      style: 'strong',
      act: 'Sign in',
    })}
  </main>`
  return frame({ title: 'Sign in', customer: null, styles: [], script: null, body })
}
