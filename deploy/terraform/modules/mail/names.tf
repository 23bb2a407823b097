data "aws_caller_identity" "own" {}

data "aws_partition" "own" {}

data "aws_region" "own" {}

locals {
  account  = data.aws_caller_identity.own.account_id
  region   = data.aws_region.own.id
  arn      = "arn:${data.aws_partition.own.partition}"
  bucket   = "${var.name}-mail-${local.account}-${local.region}"
  rule_set = coalesce(var.rule_set, var.name)
  prefix   = "inbox/"
  prefixes = { for set in keys(var.sets) : set => "${local.prefix}${set}/" }
  rules    = { for set in keys(var.sets) : set => "${var.name}-store-${set}" }
  status   = "${var.name}-status" # names of the status rule's function and of its resources

  # the source ARN in requests from SES
  # https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html
  receipt_rules = "${local.arn}:ses:${local.region}:${local.account}:receipt-rule-set/${local.rule_set}:receipt-rule/*"
  readers       = [for account in sort(var.reader_accounts) : "${local.arn}:iam::${account}:root"]
}
