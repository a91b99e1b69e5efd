import { Link, Outlet } from '@tanstack/react-router'
import { Attention } from '../attention/attention.tsx'
import { useDesk } from '../live/use-desk.ts'
import { Mark } from '../parts/mark.tsx'
import { NoticeList } from '../parts/notice-list.tsx'
import { Shortcuts } from '../shortcuts/shortcuts.tsx'
import { AccountChip } from './account-chip.tsx'
import { Banners } from './banners.tsx'
import { DeskControls } from './desk-controls.tsx'
import { HealthPill } from './health-pill.tsx'
import { NeedsCount } from './needs-count.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import { SCREENS } from './screens.ts'
import { MAIN, SkipLink } from './skip-link.tsx'
import { UnhedgedChip } from './unhedged-chip.tsx'

/** What every screen has: where to go, how the accounts stand, and how to stop. */
export function Shell() {
  const { desk } = useDesk()
  return (
    <>
      <SkipLink />
      <header className="shell-header" data-venue={desk?.control.venue ?? 'paper'}>
        <div className="shell-row shell-top">
          <Link to="/" className="shell-brand" aria-label="Surefoot">
            <Mark />
            Surefoot
          </Link>
          <nav className="shell-nav" aria-label="Screens">
            {SCREENS.map(({ to, name }) => (
              <Link key={to} to={to} className="shell-link" activeOptions={{ exact: to === '/' }}>
                {name}
                {to === '/needs-you' && <NeedsCount />}
              </Link>
            ))}
          </nav>
          <span className="shell-space" />
          <HealthPill />
          <Shortcuts />
          <SchemeSwitch />
        </div>
        <div className="shell-row shell-strip">
          <div className="shell-inner">
            <AccountChip account="A" />
            <AccountChip account="B" />
            <UnhedgedChip />
            <span className="shell-space" />
            <DeskControls />
          </div>
        </div>
        <Banners />
      </header>
      <main className="shell-main" id={MAIN} tabIndex={-1}>
        <Outlet />
      </main>
      <NoticeList />
      <Attention />
    </>
  )
}
