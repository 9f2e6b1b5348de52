import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // The examples import the library by its name; the tests mean its source.
    alias: [{ find: /^fluxion$/, replacement: fileURLToPath(new URL('./src/index.ts', import.meta.url)) }],
  },
  test: {
    setupFiles: ['test/setup.ts'],
    include: ['test/**/*.test.ts'],
    // Laws over thousands of random expressions share two cores with each other.
    testTimeout: 60_000,
  },
})
