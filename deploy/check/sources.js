// The Terraform code and its fingerprint, by which the Java tests see whether the renderings are out of date.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const CHECK = fileURLToPath(new URL('.', import.meta.url))
export const ROOT = join(CHECK, '../..')
export const SOURCE = join(ROOT, 'deploy/terraform')
export const RENDERINGS = join(ROOT, 'src/test/resources/deploy')

/** All that Terraform reads: .tf, .tfvars and .yaml files, by their path in deploy/terraform. */
export function sources(folder = SOURCE) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => /\.(tf|tfvars|yaml)$/.test(path) && !/\.terraform/.test(path))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
}

/** SHA-256 of `path\ntext` of all files, one after another. */
export function fingerprint() {
  const hash = createHash('sha256')
  sources().forEach(({ path, text }) => hash.update(`${path}\n${text}`))
  return hash.digest('hex')
}
