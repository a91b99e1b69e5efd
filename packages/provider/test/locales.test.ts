import { expect, test } from 'vitest'
import { readMoneyText } from '../src/values/page-text.ts'

/** Locales with the currencies of their countries. */
const LOCALES =
  'af-ZA:ZAR am-ET:ETB ar-AE:AED ar-EG:EGP ar-MA:MAD ar-SA:SAR az-AZ:AZN be-BY:BYN bg-BG:BGN bn-BD:BDT bs-BA:BAM ca-ES:EUR cs-CZ:CZK da-DK:DKK de-AT:EUR de-CH:CHF de-DE:EUR el-GR:EUR en-AU:AUD en-CA:CAD en-GB:GBP en-GH:GHS en-HK:HKD en-IN:INR en-KE:KES en-NG:NGN en-NZ:NZD en-PK:PKR en-SG:SGD en-US:USD en-ZA:ZAR es-AR:ARS es-CL:CLP es-CO:COP es-ES:EUR es-MX:MXN es-PE:PEN es-UY:UYU et-EE:EUR fa-IR:IRR fi-FI:EUR fr-CH:CHF fr-FR:EUR fr-SN:XOF he-IL:ILS hi-IN:INR hr-HR:EUR hu-HU:HUF hy-AM:AMD id-ID:IDR is-IS:ISK it-IT:EUR ja-JP:JPY ka-GE:GEL kk-KZ:KZT ko-KR:KRW lt-LT:EUR lv-LV:EUR mk-MK:MKD mr-IN:INR ms-MY:MYR mt-MT:EUR my-MM:MMK nb-NO:NOK ne-NP:NPR nl-NL:EUR pl-PL:PLN pt-BR:BRL pt-PT:EUR ro-RO:RON ru-RU:RUB si-LK:LKR sk-SK:EUR sl-SI:EUR so-SO:SOS sq-AL:ALL sr-RS:RSD sv-SE:SEK sw-KE:KES sw-TZ:TZS ta-IN:INR te-IN:INR th-TH:THB tr-TR:TRY uk-UA:UAH ur-PK:PKR uz-UZ:UZS vi-VN:VND zh-CN:CNY zh-HK:HKD zh-TW:TWD zu-ZA:ZAR'
    .split(' ')
    .map((pair) => pair.split(':'))

const AMOUNTS = [5, 1234.5, 1_234_567.89]

/** Where a page shows the amount as people there are used to. */
const STYLES: readonly Intl.NumberFormatOptions[] = [
  {},
  { currencyDisplay: 'code' },
  { currencyDisplay: 'narrowSymbol' },
]

function write(locale: string, options: Intl.NumberFormatOptions, amount: number): string {
  const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return new Intl.NumberFormat(locale, { style: 'currency', ...options, ...decimals }).format(
    amount,
  )
}

function markOf(locale: string, currency = 'EUR'): 'point' | 'comma' {
  const parts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
  }).formatToParts(1.5)
  const mark = parts.find(({ type }) => type === 'decimal')?.value
  return mark === ',' || mark === '\u066b' ? 'comma' : 'point'
}

test.each(LOCALES)('an amount is read as %s writes it, in %s', (locale = '', currency = '') => {
  for (const style of STYLES)
    for (const amount of AMOUNTS) {
      const text = write(locale, { ...style, currency }, amount)
      // "E£" after an amount looks like "K€" and "M€", which are thousands and millions.
      if (text.endsWith('E£')) continue
      expect([text, readMoneyText(text, markOf(locale, currency))]).toEqual([
        text,
        amount.toFixed(2),
      ])
    }
})

test.each(LOCALES)(
  'an amount below zero of %s is not read as one above, in %s',
  (locale = '', currency = '') => {
    for (const style of STYLES) {
      const text = write(locale, { ...style, currency }, -5)
      expect([text, readMoneyText(text, markOf(locale, currency))]).toEqual([text, undefined])
    }
  },
)

test.each(LOCALES)(
  'an amount that %s writes in thousands is not read as one of units, in %s',
  (locale = '', currency = '') => {
    const notation = { notation: 'compact', maximumFractionDigits: 1 } as const
    for (const amount of [1500, 1_500_000]) {
      const text = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        ...notation,
      }).format(amount)
      const read = readMoneyText(text, markOf(locale, currency))
      expect([text, read === undefined || Number(read) === amount]).toEqual([text, true])
    }
  },
)

test.each([
  ['R$ 1.234,50', 'comma', '1234.50'],
  ['1.234,50 kr.', 'comma', '1234.50'],
  ['₹12,34,567.89', 'point', '1234567.89'],
  ['R 1 234,50', 'comma', '1234.50'],
  ['S/ 1,234.50', 'point', '1234.50'],
  ['US$1,234.50', 'point', '1234.50'],
  ['Rs.500', 'point', '500.00'],
  ['F\u202fCFA 500', 'point', '500.00'],
  ['R$ 5,00', 'point', undefined],
  ['12,34,56.00', 'point', undefined],
  ['€.50', 'point', undefined],
  ['EUR.50', 'point', undefined],
  ['5.00 / 10.00', 'point', undefined],
  ['5.00/10.00', 'point', undefined],
  ['€5.00 + €10.00 bonus', 'point', undefined],
  ['5.00 %', 'point', undefined],
  ['1.5 k', 'point', undefined],
  ['1.5 Mio. €', 'point', undefined],
  ['+5.00', 'point', undefined],
  ['x 5.00', 'point', undefined],
] as const)('the text "%s" with a %s is the amount %s', (text, mark, expected) => {
  expect(readMoneyText(text, mark)).toBe(expected)
})
