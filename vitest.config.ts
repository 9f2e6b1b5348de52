import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // The examples import the library by its name; the tests mean its source.
    alias: [{ find: /^fluxion$/, replacement: fileURLToPath(new URL('./src/index.ts', import.meta.url)) }],
  },
  test: {
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    // No module acts when imported: files of tests may share them, and do, since loading them takes longer than most tests.
    isolate: false,
    // Laws over many random expressions share two cores with each other.
    testTimeout: 60_000,
    hookTimeout: 300_000,
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts', 'test/**/*.laws.ts'] } },
      // Long campaigns, `npm run test:laws`: the laws again over ten times as many cases, and what takes minutes.
      {
        extends: true,
        test: {
          name: 'laws',
          include: ['test/**/*.laws.ts', 'test/**/*.campaign.ts'],
          env: { LAW_FACTOR: process.env.LAW_FACTOR ?? '10' },
          testTimeout: 600_000,
        },
      },
    ],
  },
})
