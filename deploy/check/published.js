// @cdktf/provider-aws is 37 MB packed and 405 MB unpacked. It has 1,700 resources, of which few are used here: it stays packed in
// target/, and only the needed files are unpacked.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHECK, ROOT } from './sources.js'

const { schema } = JSON.parse(readFileSync(join(CHECK, 'package.json'), 'utf8'))
const store = join(ROOT, 'target/deploy-check/schema', schema.package.replace('/', '-'))

export const library = join(store, 'package/lib')

/** @param folders the library's folders; a folder that does not exist is skipped */
export function unpack(folders) {
  const missing = folders.filter((folder) => !existsSync(join(library, folder)))
  if (missing.length === 0) return
  const archive = packed()
  const there = missing.filter((folder) => contents(archive).has(folder))
  if (there.length > 0) tar('-xzf', archive, '-C', store, ...there.map((folder) => `package/lib/${folder}`))
}

function packed() {
  mkdirSync(store, { recursive: true })
  const found = () => readdirSync(store).find((file) => file.endsWith('.tgz'))
  if (!found()) execFileSync('npm', ['pack', '--silent', schema.package, '--pack-destination', store], { stdio: 'pipe' })
  const archive = join(store, found())
  const integrity = 'sha512-' + createHash('sha512').update(readFileSync(archive)).digest('base64')
  if (integrity !== schema.integrity) throw new Error(`${archive} is not what package.json says: ${integrity}`)
  return archive
}

function contents(archive) {
  const list = join(store, 'folders')
  if (!existsSync(list)) {
    const folders = tar('-tzf', archive).matchAll(/^package\/lib\/([^/]+)\/index\.js$/gm)
    writeFileSync(list, [...folders].map((found) => found[1]).join('\n'))
  }
  return new Set(readFileSync(list, 'utf8').split('\n'))
}

function tar(...command) {
  return execFileSync('tar', command, { encoding: 'utf8', maxBuffer: 1 << 28 })
}
