/** `npm run playground` builds the page into `dist/playground`; any file server serves it, and it asks for nothing else. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

/**
 * The service worker of the page: all its files are kept at the first visit, and served from there, so that it opens without a network. Its
 * text holds a hash of the files; a browser that finds another text keeps those anew.
 */
const keeper = (files: readonly string[], hash: string): string => `const FILES = ${JSON.stringify(files)}
const NAME = 'fluxion-${hash}'
self.addEventListener('install', event => {
  event.waitUntil(caches.open(NAME).then(kept => kept.addAll(FILES)).then(() => self.skipWaiting()))
})
self.addEventListener('activate', event => {
  const old = names => Promise.all(names.filter(n => n.startsWith('fluxion-') && n !== NAME).map(n => caches.delete(n)))
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()))
})
self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET') return
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then(kept => kept ?? fetch(event.request)))
})
`

/** Browsers that have service workers take the fonts of this format. */
const isAsked = (file: string): boolean => !/\.(?:woff|ttf)$/u.test(file)

const offline = (): Plugin => ({
  name: 'offline',
  apply: 'build',
  writeBundle({ dir = '' }) {
    const all = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map(name => join(dir, name))
    const files = all.filter(file => statSync(file).isFile() && isAsked(file)).sort()
    const hash = createHash('sha256')
    for (const file of files) hash.update(readFileSync(file))
    const names = files.map(file => `./${relative(dir, file).split(sep).join('/')}`)
    writeFileSync(join(dir, 'offline.js'), keeper(['./', ...names], hash.digest('hex').slice(0, 16)))
  },
})

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [offline()],
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
