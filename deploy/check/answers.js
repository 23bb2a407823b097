// AWS's answers, as far as deploy/terraform uses them: ids, ARNs, URLs, and the JSON of policy documents.

const NAMES = ['name', 'bucket', 'family', 'role_name', 'email_identity', 'rule_set_name']

const ARNS = {
  aws_dynamodb_table: 'dynamodb:REGION:ACCOUNT:table/NAME',
  aws_iam_openid_connect_provider: 'iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com',
  aws_ecs_cluster: 'ecs:REGION:ACCOUNT:cluster/NAME',
  aws_ecs_service: 'ecs:REGION:ACCOUNT:service/CLUSTER/NAME',
  aws_ecs_task_definition: 'ecs:REGION:ACCOUNT:task-definition/NAME:1',
  aws_iam_role: 'iam::ACCOUNT:role/NAME',
  aws_iam_policy: 'iam::ACCOUNT:policy/NAME',
  aws_kms_key: 'kms:REGION:ACCOUNT:key/NAME',
  aws_s3_bucket: 's3:::NAME',
  aws_sns_topic: 'sns:REGION:ACCOUNT:NAME',
  aws_sqs_queue: 'sqs:REGION:ACCOUNT:NAME',
  aws_cloudwatch_log_group: 'logs:REGION:ACCOUNT:log-group:NAME',
  aws_ecr_repository: 'ecr:REGION:ACCOUNT:repository/NAME',
  aws_cloudwatch_event_rule: 'events:REGION:ACCOUNT:rule/NAME',
}

/** @param type the type of a resource, or data.… @returns the values with those that the provider computes */
export function answer(type, asked, place) {
  const known = type.startsWith('data.') ? data(type, asked, place) : resource(type, asked, place)
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ?? known[name] ?? null]))
}

function resource(type, asked, { region, account }) {
  const name = NAMES.map((key) => asked[key]).find((found) => typeof found === 'string') ?? type.replace('aws_', '')
  const arn = (ARNS[type] ?? `${type.split('_')[1]}:REGION:ACCOUNT:NAME`)
    .replace('REGION', region)
    .replace('ACCOUNT', account)
    .replace('NAME', name)
  const url = `https://sqs.${region}.amazonaws.com/${account}/${name}`
  const known = { id: type === 'aws_sqs_queue' ? url : name, arn: `arn:aws:${arn}`, url, region, key_id: name }
  if (type === 'aws_ecr_repository') known.repository_url = `${account}.dkr.ecr.${region}.amazonaws.com/${name}`
  if (type === 'aws_security_group') known.id = 'sg-0123456789abcdef0'
  if (type === 'aws_sesv2_email_identity') {
    known.dkim_signing_attributes = undefined
    asked.dkim_signing_attributes = asked.dkim_signing_attributes.map((dkim) => ({ ...dkim, tokens: ['one', 'two', 'three'] }))
  }
  return known
}

function data(type, asked, { region, account, defaultTags }) {
  switch (type) {
    case 'data.aws_caller_identity':
      return { id: account, account_id: account, arn: `arn:aws:iam::${account}:role/terraform` }
    case 'data.aws_default_tags':
      return { id: 'aws', tags: defaultTags ?? {} }
    case 'data.aws_partition':
      return { id: 'aws', partition: 'aws', dns_suffix: 'amazonaws.com' }
    case 'data.aws_region':
      return { id: region, name: region }
    case 'data.aws_iam_policy_document':
      return { id: 'policy', json: JSON.stringify({ Version: '2012-10-17', Statement: asked.statement.map(statement) }) }
    default:
      throw new Error(`nobody has said what ${type} answers`)
  }
}

/** The provider's form: a single value without a list, conditions by test and variable. */
function statement({ sid, effect, actions, not_actions, resources, not_resources, principals, condition }) {
  const written = { Sid: sid || undefined, Effect: effect ?? 'Allow', Action: few(actions), NotAction: few(not_actions) }
  Object.assign(written, { Resource: few(resources), NotResource: few(not_resources) })
  for (const { type, identifiers } of principals ?? []) {
    written.Principal = type === '*' ? '*' : { ...written.Principal, [type]: few(identifiers) }
  }
  for (const { test, variable, values } of condition ?? []) {
    written.Condition = { ...written.Condition, [test]: { ...written.Condition?.[test], [variable]: few(values) } }
  }
  return written
}

function few(values) {
  return values?.length === 1 ? values[0] : values?.length ? [...values].sort() : undefined
}
