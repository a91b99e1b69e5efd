import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { takeLink } from './session/claim-session.ts'
import { LiveConsole } from './session/live-console.tsx'
import { SessionGate } from './session/session-gate.tsx'
import { theme } from './theme.ts'

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no place for the console.')

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <SessionGate link={takeLink()}>
        <QueryClientProvider client={queryClient}>
          <LiveConsole>
            <RouterProvider router={router} />
          </LiveConsole>
        </QueryClientProvider>
      </SessionGate>
    </MantineProvider>
  </StrictMode>,
)
