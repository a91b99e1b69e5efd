import { describe, expect, it } from 'vitest'
import { readAddress } from '../../src/account/allow-list.ts'

const allowed = new Set([
  'https://bet.example',
  'http://127.0.0.1:7301',
  'https://xn--bcher-kva.example',
])

describe('an address is allowed', () => {
  it.each([
    'https://bet.example',
    'https://bet.example/',
    'https://bet.example:443/live?sport=tennis#now',
    'HTTPS://BET.EXAMPLE/',
    'http://127.0.0.1:7301/login',
    'https://bücher.example/',
    // Browsers see one and the same origin in these.
    'http://2130706433:7301/',
    'https:bet.example/',
    ' https://bet.example/ ',
    'https://bet.example/..//..\\',
  ])('%s', (text) => {
    expect(readAddress(text, allowed)).toMatchObject({ ok: true })
  })
})

describe('an address is refused', () => {
  it.each([
    ['', 'nothing'],
    ['bet.example', 'no scheme'],
    ['//bet.example/', 'no scheme'],
    ['http://bet.example/', 'another scheme'],
    ['https://bet.example:8443/', 'another port'],
    ['https://www.bet.example/', 'a name below'],
    ['https://example/', 'the name above'],
    ['https://bet.example.evil.example/', 'a name that begins alike'],
    ['https://evilbet.example/', 'a name that ends alike'],
    ['https://bet.example./', 'a dot at the end'],
    ['https://bet.example@evil.example/', 'the site as a user name'],
    ['https://bet.example:443@evil.example/', 'the site as user name and password'],
    ['https://user@bet.example/', 'a user name'],
    ['https://user:secret@bet.example/', 'a password'],
    ['https://:secret@bet.example/', 'a password alone'],
    ['https://bet.example%2eevil.example/', 'an escaped dot'],
    ['https://bet.example%00.evil.example/', 'an escaped zero'],
    ['https://bet\u0000.example/', 'a zero'],
    ['https://evil.example/https://bet.example/', 'the site in the path'],
    ['https://evil.example?https://bet.example/', 'the site in the query'],
    ['https://evil.example#https://bet.example/', 'the site in the fragment'],
    ['https://evil.example\\@bet.example/', 'a backslash ahead of the site'],
    ['https:\\\\evil.example\\bet.example', 'backslashes'],
    ['https://b\u0435t.example/', 'a letter that looks alike'],
    ['https://bet.example\t.evil.example/', 'a tab in the name'],
    ['https://bet.example\n.evil.example/', 'a line end in the name'],
    ['javascript:alert(1)', 'a script'],
    ['JaVaScRiPt://bet.example/%0aalert(1)', 'a script that looks like the site'],
    ['data:text/html,<a href=https://bet.example>', 'a document in the address'],
    ['blob:https://bet.example/0', 'a blob of the site'],
    ['filesystem:https://bet.example/temporary/', 'a file system of the site'],
    ['view-source:https://bet.example/', 'the source of the site'],
    ['file:///etc/passwd', 'a file'],
    ['file://bet.example/share', 'a file on the site'],
    ['ftp://bet.example/', 'another protocol'],
    ['ws://127.0.0.1:7301/', 'a web socket'],
    ['about:blank', 'an empty page'],
    ['chrome://settings', "the browser's own page"],
    ['chrome-extension://abcdefghijklmnop/popup.html', 'an extension'],
    ['http://127.0.0.1/', 'this machine, another port'],
    ['http://localhost:7301/', 'this machine by its name'],
    ['http://[::1]:7301/', 'this machine by its newer address'],
    ['http://[::ffff:127.0.0.1]:7301/', 'this machine in the newer form'],
    ['http://0.0.0.0:7301/', 'any machine'],
    ['http://169.254.169.254/latest/meta-data/', "a host's own service"],
    ['http://10.0.0.1/', 'a private network'],
  ])('%s (%s)', (text) => {
    expect(readAddress(text, allowed)).toMatchObject({ ok: false, code: 'URL_NOT_ALLOWED' })
  })

  it('anywhere, if nothing is allowed', () => {
    expect(readAddress('https://bet.example/', new Set())).toMatchObject({ ok: false })
  })

  it('without its password in the sentence', () => {
    expect(JSON.stringify(readAddress('https://user:secret@bet.example/', allowed))).not.toContain(
      'secret',
    )
  })
})
