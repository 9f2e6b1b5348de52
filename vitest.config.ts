import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // The examples import the library by its name; the tests mean its source.
    alias: [{ find: /^fluxion$/, replacement: fileURLToPath(new URL('./src/index.ts', import.meta.url)) }],
  },
  test: {
    setupFiles: ['test/setup.ts'],
    // Laws over many random expressions share two cores with each other.
    testTimeout: 60_000,
    hookTimeout: 300_000,
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'] } },
      // Long campaigns: `npm run test:laws`.
      { extends: true, test: { name: 'laws', include: ['test/**/*.laws.ts'], testTimeout: 600_000 } },
    ],
  },
})
