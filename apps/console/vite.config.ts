import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The gateway serves `dist` under a Content-Security-Policy without inline script. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2024',
    // No polyfill: its script would be inline.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
})
