import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openLive } from './live/open-live.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { claimSession } from './session/claim-session.ts'
import { SessionPage } from './session/session-page.tsx'
import { theme } from './theme.ts'

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no place for the console.')
const session = await claimSession()
if (session.kind === 'open') openLive(queryClient)

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      {session.kind === 'open' ? (
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      ) : (
        <SessionPage why={session.why} />
      )}
    </MantineProvider>
  </StrictMode>,
)
