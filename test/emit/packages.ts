/** Tools that come from the npm registry and are too large for every checkout: installed once into a folder of their own. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What `require` finds in the folder; undefined where the registry does not answer. */
export function fromRegistry(name: string, version: string): NodeRequire | undefined {
  const folder = join(tmpdir(), `fluxion-tool-${name.replace(/\W+/g, '-')}-${version}`)
  if (!existsSync(join(folder, 'node_modules', name, 'package.json'))) {
    mkdirSync(folder, { recursive: true })
    const options = ['--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts']
    if (spawnSync('npm', ['install', ...options, `${name}@${version}`], { stdio: 'ignore' }).status !== 0)
      return undefined
  }
  return createRequire(join(folder, 'index.js'))
}
