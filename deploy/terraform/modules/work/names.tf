data "aws_caller_identity" "own" {}

data "aws_partition" "own" {}

data "aws_region" "own" {}

locals {
  account   = data.aws_caller_identity.own.account_id
  region    = data.aws_region.own.region
  partition = data.aws_partition.own.partition
  arn       = "arn:${local.partition}"
  couriers  = toset([for set, own in var.sets : set if own.hand_over == "courier"])
}
