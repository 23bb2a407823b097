// The check finds errors: each test plants one typing error and expects it to be found.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { made } from './rendering.js'
import { SOURCE, sources } from './sources.js'
import { Workspace, terraformVersion } from './workspace.js'

const skip = terraformVersion() ? false : 'Terraform is not here'
const work = 'modules/work'
let workspace

before(async () => {
  if (!skip) workspace = await Workspace.of(SOURCE)
})
beforeEach(() => workspace && sources(SOURCE).forEach(({ path, text }) => workspace.write(path, text)))
after(() => workspace?.close())

const replace = (from, to) => (text) => text.replace(from, to)

test('as it is, nothing is wrong', { skip }, async () => {
  assert.deepEqual(await workspace.validate(work), [])
})

test('an argument that there is not', { skip }, async () => {
  workspace.change(`${work}/queues.tf`, replace('message_retention_seconds ', 'message_retention_second '))
  assert.match((await workspace.validate(work)).join(), /queues.tf:\d+: Unsupported argument: .*"message_retention_second"/)
})

test('a block that there is not', { skip }, async () => {
  workspace.change(`${work}/ledger.tf`, replace('point_in_time_recovery {', 'point_in_time_recover {'))
  assert.match((await workspace.validate(work)).join(), /ledger.tf:\d+: Unsupported block type: .*"point_in_time_recover"/)
})

test('an argument that is missing', { skip }, async () => {
  workspace.change(`${work}/announcements.tf`, replace(/ *protocol .*\n/, ''))
  assert.match((await workspace.validate(work)).join(), /announcements.tf:\d+: Missing required argument: .*"protocol"/)
})

test('an argument of the wrong type', { skip }, async () => {
  workspace.change(`${work}/logs.tf`, replace('retention_in_days = var.log_days', 'retention_in_days = [var.log_days]'))
  assert.match((await workspace.validate(work)).join(), /logs.tf:\d+: Incorrect attribute value type/)
})

test('a variable that the module does not have', { skip }, async () => {
  workspace.change(`${work}/logs.tf`, replace('var.log_days', 'var.log_day'))
  assert.match((await workspace.validate(work)).join(), /logs.tf:\d+: Reference to undeclared input variable/)
})

test('an input that the module does not have', { skip }, async () => {
  workspace.change('examples/one-account/main.tf', replace('inbox        =', 'inboxes      ='))
  assert.match((await workspace.validate('examples/one-account')).join(), /main.tf:\d+: (Unsupported argument|Missing required argument)/)
})

test('an attribute that the resource does not have', { skip }, async () => {
  workspace.change(`${work}/outputs.tf`, replace('aws_dynamodb_table.ledger.name', 'aws_dynamodb_table.ledger.nam'))
  assert.match((await workspace.validate(work)).join(), /outputs.tf:\d+: Unsupported attribute/)
})

test('a resource type that the provider does not have', { skip }, async () => {
  workspace.change(`${work}/logs.tf`, replace('resource "aws_cloudwatch_log_group" "pipeline"', 'resource "aws_cloudwatch_log_grup" "pipeline"'))
  assert.match((await workspace.validate(work)).join(), /Invalid resource type|undeclared resource/)
})

test('a set with a name that no variable can have', { skip }, async () => {
  workspace.change('examples/one-account/terraform.tfvars', replace('  shop = {', '  shop-a = {'))
  await workspace.init('examples/one-account')
  await assert.rejects(workspace.terraform('examples/one-account', 'plan', '-input=false'), /A set's name has lowercase letters/)
})

test('a domain that would be a wildcard in a policy', { skip }, async () => {
  workspace.change('examples/one-account/terraform.tfvars', replace('["shop.example"]', '["*.example"]'))
  await workspace.init('examples/one-account')
  await assert.rejects(workspace.terraform('examples/one-account', 'plan', '-input=false'), /A domain has lowercase letters, digits and hyphens/)
})

test('more domains than a receipt rule has recipients', { skip }, async () => {
  const many = Array.from({ length: 101 }, (_, index) => `"shop${index}.example"`).join(', ')
  workspace.change('examples/one-account/terraform.tfvars', replace('["shop.example"]', `[${many}]`))
  await workspace.init('examples/one-account')
  await assert.rejects(workspace.terraform('examples/one-account', 'plan', '-input=false'), /A set has 1 to 100 domains/)
})

test("thirty sets with all options stay within AWS' limits", { skip }, async () => {
  const { resources } = await made(workspace, { example: 'examples/one-account', change: everything })
  const of = (type) => Object.entries(resources).filter(([address]) => address.startsWith(`module.work.${type}.`)).map(([, one]) => one)
  const length = (json) => JSON.stringify(json).length
  const sum = (role) => of('aws_iam_role_policy').filter((one) => one.role === role).reduce((all, { policy }) => all + length(policy), 0)

  assert.equal(of('aws_ecs_cluster').length, 31)
  assert.ok(of('aws_iam_policy').length <= 10)
  of('aws_iam_policy').forEach(({ name, policy }) => assert.ok(length(policy) <= 6144, `${name}: ${length(policy)}`))
  of('aws_iam_role').forEach(({ name }) => assert.ok(sum(name) <= 10240, `${name}: ${sum(name)}`))
  // ECS reads a secret as a whole, even if a setting names one key of its JSON
  const [secrets] = of('aws_iam_role_policy').filter(({ name }) => name === 'secrets')
  assert.equal(secrets.policy.Statement[0].Resource, SECRET)
  assert.deepEqual(secrets.policy.Statement[1], { Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY })
  of('aws_cloudwatch_event_rule').forEach(({ event_pattern }) => assert.ok(length(event_pattern) <= 2048))
  of('aws_ecs_task_definition').forEach(({ container_definitions }) => assert.ok(length(container_definitions) < 65536))
})

test('a secret by its name, which no policy could allow', { skip }, async () => {
  workspace.change('examples/one-account/terraform.tfvars', replace('pipeline = {', 'pipeline = {\n  secret_setting = { "hikyaku.desk.users.mika.password" = "desk" }'))
  await workspace.init('examples/one-account')
  await assert.rejects(workspace.terraform('examples/one-account', 'plan', '-input=false'), /secret_setting needs the ARN of a secret/)
})

test('a repository with a wildcard, which anybody could take on a role by', { skip }, async () => {
  workspace.change('bootstrap/terraform.tfvars', replace('shop = "shop"', 'shop = "*"'))
  await workspace.init('bootstrap')
  await assert.rejects(workspace.terraform('bootstrap', 'plan', '-input=false'), /A repository is its name alone/)
})

test("more sets than a function's environment has room for", { skip }, async () => {
  workspace.change('examples/one-account/terraform.tfvars', (variables) => `status_function = { made = false }\n${variables.replace(/^sets = [^]*/m, thirtySets())}`)
  await workspace.init('examples/one-account')
  await assert.rejects(workspace.terraform('examples/one-account', 'plan', '-input=false'), /A function's environment has at most 4 KB/)
})

const SECRET = 'arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:desk-AbCdEf'
const KEY = 'arn:aws:kms:ap-northeast-1:000000000000:key/desk'
const OPTIONS = {
  canary: 'canary@shop.example',
  virtual: 's3://shop-virtual/mail/virtual',
  'retention.raw': 'P30D',
  'retention.parts': 'P20D',
  'retention.fields': 'P50D',
}

/** A longer name, a desk with passwords, and each option that needs permissions of its own. */
function everything(variables) {
  const settings = Object.entries(OPTIONS).map(([name, value]) => `"${name}" = "${value}"`).join(', ')
  return variables
    .replace('pipeline = {', `name = "hikyaku-production"\npipeline = {\n  secret_setting = { "hikyaku.desk.users.mika.password" = "${SECRET}:mika::", "hikyaku.desk.users.ren.password" = "${SECRET}:ren::" }\n  secret_keys = ["${KEY}"]\n`)
    .replace(/^sets = [^]*/m, thirtySets().replaceAll('    domains', `    settings = { ${settings} }\n    domains`))
}

/** Each set has a bucket for its aliases; every second one has couriers, so that the arguments differ. */
function thirtySets() {
  const set = (index) => `  shop${index} = {
    domains = ["shop${index}.example"]
    aliases = "s3://shop${index}-settings/mail/aliases"
    image   = "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/shop${index}:42"
    ${index % 2 ? 'hand_over = "courier"' : ''}
  }`
  return `sets = {\n${Array.from({ length: 30 }, (_, index) => set(index)).join('\n')}\n}\n`
}
