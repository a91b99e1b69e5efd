import { z } from 'zod'
import { accountScope } from './common.ts'
import { defineRequest } from './define.ts'

/** What a person does in a browser that has no window: typed text is neither stored nor logged. */
export const browserAct = z.discriminatedUnion('do', [
  z.object({ do: z.literal('click'), x: z.number().min(0), y: z.number().min(0) }),
  z.object({ do: z.literal('type'), text: z.string().max(200) }),
  /** A key by its DOM name, such as `Tab`, `Enter` or `Backspace`. */
  z.object({ do: z.literal('press'), key: z.string().regex(/^[A-Z][A-Za-z0-9]{0,15}$/) }),
  /** Bring a tab to the front, by its place in the list of the view. */
  z.object({ do: z.literal('show'), tab: z.number().int().min(0).max(50) }),
  /** Open our extension's popup as a tab: a browser without a window has no toolbar. */
  z.object({ do: z.literal('open-extension') }),
  z.object({ do: z.literal('close-extension') }),
  z.object({ do: z.literal('reload') }),
])
export type BrowserAct = z.infer<typeof browserAct>

/** Act in the account's browser as its operator. The fence stands: no act places a bet. */
export const browserActs = defineRequest(
  'browser.act',
  'account',
  z.object({ ...accountScope, acts: z.array(browserAct).min(1).max(20) }),
  z.looseObject({}),
)

/** A picture of the tab in front, and the list of tabs. Addresses come without query and fragment. */
export const browserView = defineRequest(
  'browser.view',
  'account',
  z.object(accountScope),
  z.object({
    /** JPEG, base64; one pixel of it is one CSS pixel. */
    image: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    tabs: z.array(z.object({ title: z.string(), address: z.string(), isInFront: z.boolean() })),
  }),
)
