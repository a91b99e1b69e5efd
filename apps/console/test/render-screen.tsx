import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router'
import { renderToString } from 'react-dom/server'
import { partsQuery } from '../src/api/health.ts'
import { routeTree } from '../src/router.tsx'
import { receivedHealth } from './build-health.ts'

/** What a query has been answered with: its key and its data. */
export type Answer = readonly [queryKey: readonly unknown[], data: unknown]

/** The words of a screen at an address, as the operator reads them when its queries have been answered so. All is well, if no answer says otherwise. */
export async function renderScreen(path: string, answers: readonly Answer[]): Promise<string> {
  return wordsOf(await renderHtml(path, answers))
}

/** As `renderScreen`, with its elements. */
export async function renderHtml(path: string, answers: readonly Answer[]): Promise<string> {
  const client = new QueryClient()
  client.setQueryData(partsQuery.queryKey, receivedHealth())
  for (const [queryKey, data] of answers) client.setQueryData(queryKey, data)
  const history = createMemoryHistory({ initialEntries: [path] })
  const router = createRouter({ routeTree, history })
  await router.load()
  return renderToString(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

function wordsOf(html: string): string {
  return html
    .replaceAll('<!-- -->', '')
    .replaceAll(/<style[^>]*>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
}
