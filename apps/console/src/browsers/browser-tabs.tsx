import type { browserView, BrowserAct } from '@surefoot/shared/messages'
import type { z } from 'zod'

export interface BrowserTabsProps {
  readonly tabs: z.output<typeof browserView.reply>['tabs']
  readonly onAct: (act: BrowserAct) => void
}

export function BrowserTabs({ tabs, onAct }: BrowserTabsProps) {
  return (
    <div className="live-browser-tabs">
      {tabs.map(({ title, address, isInFront }, tab) => (
        <button
          key={`${tab} ${address}`}
          type="button"
          className="live-browser-tab"
          aria-pressed={isInFront}
          title={address}
          onClick={() => onAct({ do: 'show', tab })}
        >
          {title || address}
        </button>
      ))}
    </div>
  )
}
