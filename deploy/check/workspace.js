// A working copy of the Terraform code, with a provider.
import { execFileSync, execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { serve } from './provider.js'
import { sources } from './sources.js'

const run = promisify(execFile)

/** @returns undefined if Terraform is not installed */
export function terraformVersion() {
  try {
    return JSON.parse(execFileSync('terraform', ['version', '-json'], { env: environment(), stdio: 'pipe' })).terraform_version
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

export class Workspace {
  /** The caller must close it. */
  static async of(source) {
    const workspace = new Workspace()
    workspace.folder = mkdtempSync(join(tmpdir(), 'hikyaku-terraform-'))
    workspace.files = sources(source)
    workspace.ready = new Set()
    workspace.files.forEach(({ path, text }) => workspace.write(path, text))
    workspace.keepState()
    workspace.provider = await serve(used(workspace.files))
    return workspace
  }

  write(path, text) {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    writeFileSync(join(this.folder, path), text)
  }

  /** The folder has the state after apply. */
  keepState() {
    this.folders()
      .filter((folder) => /^ *backend "s3"/m.test(this.text(folder)))
      .forEach((folder) => this.write(join(folder, 'state_override.tf'), 'terraform {\n  backend "local" {}\n}\n'))
  }

  /** Terraform validates a module that needs a second provider only inside a root module that passes one. */
  async withProviders(folder, action) {
    const wanted = /configuration_aliases = \[(.*)\]/.exec(this.text(folder))?.[1] ?? ''
    const providers = [...wanted.matchAll(/aws\.(\w+)/g)].map(([, alias]) => `provider "aws" {\n  alias = "${alias}"\n}\n`)
    if (providers.length === 0) return action()
    this.write(join(folder, 'providers.tf'), providers.join('\n'))
    try {
      return await action()
    } finally {
      this.forget(join(folder, 'providers.tf'))
    }
  }

  text(folder) {
    return this.files.filter(({ path }) => dirname(path) === folder).map(({ text }) => text).join('\n')
  }

  /** @param change changes a file's text; to leave the text unchanged is an error */
  change(path, change) {
    const text = readFileSync(join(this.folder, path), 'utf8')
    if (change(text) === text) throw new Error(`nothing to change in ${path}`)
    this.write(path, change(text))
  }

  forget(path) {
    rmSync(join(this.folder, path))
  }

  /** Modules and examples, each of which can be validated alone. */
  folders() {
    return [...new Set(this.files.filter(({ path }) => path.endsWith('.tf')).map(({ path }) => dirname(path)))]
  }

  async unformatted() {
    try {
      return (await this.terraform('.', 'fmt', '-check', '-recursive')).split('\n').filter(Boolean)
    } catch (error) {
      if (error.code !== 3) throw error
      return error.stdout.split('\n').filter(Boolean)
    }
  }

  /** Runs once: providers and modules stay installed. */
  async init(folder) {
    if (this.ready.has(folder)) return
    await this.terraform(folder, 'init', '-input=false')
    this.ready.add(folder)
  }

  /** @returns Terraform's errors, one on each line */
  async validate(folder) {
    return this.withProviders(folder, () => this.validateAlone(folder))
  }

  async validateAlone(folder) {
    try {
      await this.init(folder)
    } catch (error) {
      return [`${folder}: ${error.stderr.trim()}`]
    }
    try {
      await this.terraform(folder, 'validate', '-json')
      return []
    } catch (error) {
      return JSON.parse(error.stdout).diagnostics.map(
        ({ summary, detail, range }) => `${folder}/${range?.filename}:${range?.start.line}: ${summary}: ${detail}`,
      )
    }
  }

  async terraform(folder, ...command) {
    const env = { ...environment(), ...this.provider.environment }
    const { stdout } = await run('terraform', command, { cwd: join(this.folder, folder), env, maxBuffer: 1 << 28 })
    return stdout
  }

  close() {
    this.provider.stop()
    rmSync(this.folder, { recursive: true })
  }
}

/** An empty CLI configuration, so that the user's own has no effect. */
function environment() {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_'))
  return { ...Object.fromEntries(others), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_CONFIG_FILE: '/dev/null' }
}

function used(files) {
  const types = (kind) =>
    new Set(files.flatMap(({ text }) => [...text.matchAll(new RegExp(`^${kind} "(aws_\\w+)"`, 'gm'))].map((found) => found[1])))
  return { resources: types('resource'), dataSources: types('data') }
}
