import { QueryClient } from '@tanstack/react-query'

/** Reads may be tried again; a command never is: only the operator knows whether a second click is meant. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 2000, retry: 1, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
