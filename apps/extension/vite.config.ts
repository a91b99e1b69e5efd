import { defineConfig } from 'vite'

/** Two entries with fixed names, because the manifest names them. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'chrome121',
    modulePreload: false,
    rolldownOptions: {
      input: { popup: 'popup.html', 'service-worker': 'src/service-worker.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
})
