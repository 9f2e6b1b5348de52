/** `npm run playground` builds the page into `dist/playground`; any file server serves it, and it asks for nothing else. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: './',
  worker: { format: 'es' },
  build: {
    outDir: here('../../dist/playground'),
    emptyOutDir: true,
    // The policy of the page allows no fonts within its styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
  },
})
