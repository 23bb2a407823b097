data "aws_caller_identity" "own" {}

data "aws_partition" "own" {}

data "aws_region" "own" {}

# the root module's default_tags, for the resources that ecspresso registers
data "aws_default_tags" "own" {}

locals {
  account   = data.aws_caller_identity.own.account_id
  region    = data.aws_region.own.id
  partition = data.aws_partition.own.partition
  arn       = "arn:${local.partition}"
  ecs_tags  = [for key, value in data.aws_default_tags.own.tags : { key = key, value = value }]
  couriers  = toset([for set, own in var.sets : set if own.hand_over == "courier"])
}
