import { readConfig } from '@surefoot/shared/runtime'
import { expect, test } from 'vitest'
import { gatewayConfig } from '../src/config.ts'
import { isLoopback, ownOrigin } from '../src/own-origin.ts'

test('without any setting it listens on this machine alone', () => {
  expect(readConfig(gatewayConfig, {})).toMatchObject({
    HOST: '127.0.0.1',
    TRUSTED_PROXY: false,
    DESK_ID: 'main',
    MAX_EXPOSURE_PER_MATCH: '1000',
    MAX_TOTAL_EXPOSURE: '5000',
  })
})

test('an address that others can reach is refused with the reason, unless something stands in front', () => {
  for (const HOST of ['0.0.0.0', '::', '192.168.1.10', 'desk.example', '127.0.0.1.evil.example'])
    expect(() => readConfig(gatewayConfig, { HOST })).toThrow(
      'HOST: others could reach this address and it speaks plain HTTP',
    )
  expect(readConfig(gatewayConfig, { HOST: '0.0.0.0', TRUSTED_PROXY: 'true' }).HOST).toBe('0.0.0.0')
  for (const HOST of ['127.0.0.1', '127.1.2.3', '::1', 'localhost'])
    expect(readConfig(gatewayConfig, { HOST }).HOST).toBe(HOST)
})

test('short secrets, a plain-text public address and a strange extension id are refused', () => {
  const faults = () =>
    readConfig(gatewayConfig, {
      OPERATOR_TOKEN: 'short',
      CONSOLE_LINK_TOKEN: 'short',
      PUBLIC_ORIGIN: 'http://desk.example',
      ALLOWED_EXTENSION_ID: 'xyz',
    })
  for (const name of [
    'OPERATOR_TOKEN',
    'CONSOLE_LINK_TOKEN',
    'PUBLIC_ORIGIN',
    'ALLOWED_EXTENSION_ID',
  ])
    expect(faults).toThrow(name)
})

test('only a name of this machine, or the public one, makes an origin ours', () => {
  expect(isLoopback('[::1]')).toBe(true)
  const table: [string | undefined, string | null][] = [
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['localhost:8080', 'http://localhost:8080'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['LOCALHOST', 'http://localhost'],
    ['desk.example', 'https://desk.example'],
    ['desk.example:8080', null],
    ['evil.example', null],
    ['localhost.evil.example', null],
    ['127.0.0.1@evil.example', null],
    ['0.0.0.0:8080', null],
    ['', null],
    [undefined, null],
  ]
  for (const [host, origin] of table)
    expect([host, ownOrigin(host, 'https://desk.example')]).toEqual([host, origin])
})

test('a proxy is named by its address or network, never as everybody', () => {
  const read = (PROXY_ADDRESSES: string) => readConfig(gatewayConfig, { PROXY_ADDRESSES })
  expect(readConfig(gatewayConfig, {}).PROXY_ADDRESSES).toEqual([])
  expect(read('10.0.0.5, fd00::/8').PROXY_ADDRESSES).toEqual(['10.0.0.5', 'fd00::/8'])
  for (const wrong of ['true', 'proxy.example', '0.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8'])
    expect(() => read(wrong)).toThrow('PROXY_ADDRESSES: give addresses')
})
