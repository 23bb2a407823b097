// The resources that Terraform would create for the examples.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './sources.js'

const ANOTHER_WITH_COURIERS = [
  '  books = {',
  '    domains   = ["books.example", "used.books.example"]',
  '    aliases   = "s3://shop-settings/books/aliases"',
  '    image     = "222222222222.dkr.ecr.ap-northeast-1.amazonaws.com/books:7"',
  '    hand_over = "courier"',
  '  }',
]

// DriftTest: the values that ecspresso and lambroll deploy
const EVERY_OPTION = `name            = "parcels"
status_function = { made = true }
tags            = { service = "parcels", cost = "mail" }

pipeline = {
  image          = "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/hikyaku:1.0.0"
  cpu            = 1024
  memory         = 4096
  architecture   = "ARM64"
  at_least       = 2
  settings       = { "hikyaku.queue.at-once" = "16" }
  secret_setting = { "hikyaku.desk.users.kei.password" = "arn:aws:ssm:ap-northeast-1:000000000000:parameter/hikyaku/kei" }
}

network = {
  vpc_id    = "vpc-0123456789abcdef0"
  subnets   = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  public_ip = true
}

sets = {
  shop = {
    domains      = ["shop.example"]
    aliases      = "s3://shop-settings/mail/aliases"
    image        = "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/shop:42"
    hand_over    = "courier"
    cpu          = 2048
    memory       = 5120
    architecture = "ARM64"
    environment  = { ORDERS_DB = "orders", GREETING = "\\"a\\" & <b> {{ c }}" }
    settings     = { "pipe.server" = "postfix" }
  }
}
`

export const SCENARIOS = [
  { name: 'one-account', example: 'examples/one-account' },
  { name: 'cross-region', example: 'examples/cross-region' },
  { name: 'two-accounts', example: 'examples/two-accounts' },
  { name: 'status-function', example: 'examples/one-account', change: (variables) => `status_function = { made = true }\n${variables}` },
  { name: 'bootstrap', example: 'bootstrap' },
  // TwoSetsIT: the permissions that separate two sets
  { name: 'two-sets', example: 'examples/two-accounts', change: (variables) => withLines(variables, ANOTHER_WITH_COURIERS) },
  // docs/deploy.md names the five lines that add a set: exactly these are needed
  { name: 'one-more-set', example: 'examples/one-account', change: (variables) => withLines(variables, addedInDocs()) },
  { name: 'every-option', example: 'examples/one-account', change: () => EVERY_OPTION },
]

/** @returns JSON, in the form that made returns */
export async function render(workspace, scenario) {
  return JSON.stringify(await made(workspace, scenario), null, 2) + '\n'
}

/** @returns resources by address, and the outputs of root modules */
export async function made(workspace, { example, change }) {
  if (change) workspace.change(`${example}/terraform.tfvars`, change)
  await workspace.init(example)
  // apply is needed, because Terraform reads most policy documents only then
  await workspace.terraform(example, 'apply', '-input=false', '-auto-approve', '-state=new.tfstate')
  const { values } = JSON.parse(await workspace.terraform(example, 'show', '-json', 'new.tfstate'))
  workspace.forget(`${example}/new.tfstate`)
  const resources = all(values.root_module).map(({ address, values }) => [address, readable(values)])
  const outputs = Object.entries(values.outputs ?? {}).map(([name, { value }]) => [name, readable(value)])
  return { resources: sorted(resources), outputs: sorted(outputs) }
}

function all(module) {
  const own = (module.resources ?? []).filter(({ mode }) => mode === 'managed')
  return [...own, ...(module.child_modules ?? []).flatMap(all)]
}

/** Without unset values, and with JSON strings parsed. */
function readable(value) {
  if (typeof value === 'string' && /^[[{]/.test(value)) return readable(JSON.parse(value))
  if (Array.isArray(value)) return value.map(readable)
  if (value === null || typeof value !== 'object') return value
  return sorted(Object.entries(value).filter(([, inner]) => inner !== null && inner?.length !== 0).map(([key, inner]) => [key, readable(inner)]))
}

function sorted(entries) {
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}

function addedInDocs() {
  const diff = /```diff\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8'))[1]
  return diff.split('\n').filter((line) => line.startsWith('+')).map((line) => line.slice(1))
}

/** Appends to `sets`, which is the last variable in the file. */
function withLines(variables, lines) {
  return variables.replace(/\}\n$/, `${lines.join('\n')}\n}\n`)
}
